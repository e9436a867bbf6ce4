//! Rewrites a page for an action. An unreadable record costs only itself, and duplicates of a
//! record within the page become one.

use std::collections::{BTreeMap, BTreeSet};

use domain::RecordId;
use replica::{Page, PageBuilder, PageKey, Record, merge, pack};
use store::StoreError;

use super::edits::{Edits, Op};

/// The changes to a page's records.
#[derive(Default)]
struct Changes {
    /// By slot.
    changed: BTreeMap<usize, Record>,
    added: Vec<Record>,
    /// The slots of records to remove.
    gone: BTreeSet<usize>,
}

impl Edits<'_> {
    /// Returns the bytes of a page after the action; `None` if it is unchanged.
    pub(super) fn edited(
        &mut self,
        key: PageKey,
        bytes: Option<&[u8]>,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let page = match bytes {
            Some(bytes) => Page::open(bytes.to_vec()),
            None => Page::open(pack(&[], &self.context)),
        };
        let page = page.map_err(|_unusable| StoreError::Damaged)?;
        let mut changes = Changes::default();
        for (id, op) in self.pages.get(&key).cloned().unwrap_or_default() {
            let stands = |slot: &usize| page.id(*slot) == id && !changes.gone.contains(slot);
            let at = (0..page.count()).find(stands);
            let untouched = at.filter(|slot| !changes.changed.contains_key(slot));
            if let Some(slot) = untouched {
                self.check_base(key, id, || page.record(slot))?;
            }
            match at {
                Some(slot) => self.edit(key, &page, slot, &op, &mut changes)?,
                None => self.edit_new(key, id, &op, &mut changes)?,
            }
        }
        changes.join_copies(&page);
        Ok(changes.are_any().then(|| self.rebuilt(&page, &changes)))
    }

    fn edit(
        &mut self,
        key: PageKey,
        page: &Page,
        slot: usize,
        op: &Op,
        changes: &mut Changes,
    ) -> Result<(), StoreError> {
        let stored = changes.changed.get(&slot).cloned().or_else(|| page.record(slot));
        match (stored, op) {
            // Changed since, so it is in use.
            (Some(current), Op::Purge(found)) if current.changed() != *found => {}
            (_, Op::Purge(_)) => {
                changes.gone.insert(slot);
            }
            (Some(_), Op::Seed(..)) => {}
            // Another tab made this copy meanwhile.
            (Some(_), Op::Copy(_)) => return Err(StoreError::Moved),
            (Some(current), op) => {
                if op.is_for_all_copies() {
                    self.check_places(&current)?;
                }
                if let Some(after) = self.apply_op(key, &current, op) {
                    changes.changed.insert(slot, after);
                }
            }
            // The other copy replaces an unreadable one.
            (None, Op::Merge(other)) => {
                changes.changed.insert(slot, other.as_ref().clone());
            }
            // A derived value is not worth failing the action, and what cannot be read stays.
            (None, Op::Derive(_) | Op::Presume(_) | Op::Erase) => {}
            (None, Op::Fill(_) | Op::Overwrite(_)) => self.unreadable += 1,
            (None, _) => return Err(StoreError::Damaged),
        }
        Ok(())
    }

    fn edit_new(
        &mut self,
        key: PageKey,
        id: RecordId,
        op: &Op,
        changes: &mut Changes,
    ) -> Result<(), StoreError> {
        match op {
            Op::Create(..) | Op::Seed(..) | Op::Presume(_) => {
                let blank = Record::new(op.kind(), id);
                changes.added.extend(self.apply_op(key, &blank, op));
            }
            Op::Copy(made) => {
                let mut copy = made.record.clone();
                for op in &made.ops {
                    copy = self.apply_op(key, &copy, op).unwrap_or(copy);
                }
                changes.added.push(copy);
            }
            // Derived values of a record created in this action are written over it.
            op => {
                let made = changes.added.iter().position(|record| record.id == id);
                let made = made.ok_or(StoreError::Moved)?;
                let current = changes.added[made].clone();
                if let Some(after) = self.apply_op(key, &current, op) {
                    changes.added[made] = after;
                }
            }
        }
        Ok(())
    }

    /// Builds the page from its kept, changed and added records; unchanged ones are copied as they
    /// are.
    fn rebuilt(&self, page: &Page, changes: &Changes) -> Vec<u8> {
        let context = &self.context;
        let prints = context.fingerprints();
        let is_current = page.is_digested_with(&prints);
        let mut builder = PageBuilder::with(prints);
        for slot in (0..page.count()).filter(|slot| !changes.gone.contains(slot)) {
            match changes.changed.get(&slot) {
                Some(record) => builder.push(record, &context.digest(record.kind, record)),
                None => builder.push_from(page, slot, context, is_current),
            }
        }
        for record in &changes.added {
            builder.push(record, &context.digest(record.kind, record));
        }
        builder.finish()
    }
}

impl Changes {
    fn are_any(&self) -> bool {
        !self.changed.is_empty() || !self.added.is_empty() || !self.gone.is_empty()
    }

    /// Merges duplicates of a record within the page.
    fn join_copies(&mut self, page: &Page) {
        let mut first: BTreeMap<RecordId, usize> = BTreeMap::new();
        for slot in (0..page.count()).filter(|slot| !self.gone.contains(slot)).collect::<Vec<_>>() {
            let Some(kept) = first.get(&page.id(slot)).copied() else {
                first.insert(page.id(slot), slot);
                continue;
            };
            let stands = |slot| self.changed.get(&slot).cloned().or_else(|| page.record(slot));
            match (stands(kept), stands(slot)) {
                (Some(one), Some(other)) if one.kind == other.kind => {
                    self.changed.insert(kept, merge(&one, &other));
                }
                (None, Some(other)) => {
                    self.changed.insert(kept, other);
                }
                (Some(_), None) => {}
                // Of different kinds, or both unreadable: no way to tell which is wrong.
                (Some(_), Some(_)) | (None, None) => continue,
            }
            self.changed.remove(&slot);
            self.gone.insert(slot);
        }
    }
}
