//! Edits as actions of the store: what is done to each page inside the transaction.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::domain::{
    Draft, DraftElement, DraftSlot, Element, Fields, KindId, Lens, RecordId, Value, common,
    complete, fold,
};
use crate::replica::{
    ActionKind, Before, HistoryEntry, NewElements, Origins, Page, PageBuilder, PageKey, Record,
    Slot, Stamp, apply, merge, pack, undo,
};
use crate::store::{Action, StoreError};

use super::filling::{filling, overwriting};

/// The stamp of what every device makes by itself: the same on all of them, and earlier than anything
/// that a person does.
const SEEDED: Stamp = Stamp { millis: 1, counter: 0, device: 0 };

/// What is done to one record.
#[derive(Clone, Debug)]
pub(super) enum Op {
    /// Make it, of this kind, with these contents.
    Create(KindId, Draft),
    /// Write these contents.
    Write(Draft),
    /// Write what is missing: empty fields, elements that are not there; and beside them, as "also
    /// imported", what contradicts the record.
    Fill(Draft),
    /// Write these contents over what is there; what was kept or tagged stays.
    Overwrite(Draft),
    /// Add a tag.
    AddTag(String),
    /// Remove a tag.
    RemoveTag(String),
    /// Call the first tag as the second says.
    RenameTag(String, String),
    /// Write what follows from other records: without a stamp and without a trace in the history.
    Derive(Draft),
    /// Make it where it is not there; without a trace in the history.
    Seed(Draft),
    /// Merge it with another copy, whose values have stamps of their own; without a trace in the
    /// history, where those values have their own.
    Merge(Box<Record>),
    /// Take it out of its page, as if it had never been: what this copy of the app made by itself.
    Purge,
    /// Write back what an action changed.
    Undo {
        /// What was there.
        before: Box<Before>,
        /// The action.
        undone: Stamp,
    },
}

impl Op {
    /// The kind of record that it makes or writes, as far as it says.
    pub fn kind(&self) -> KindId {
        match self {
            Self::Create(kind, _) => *kind,
            Self::Write(draft)
            | Self::Fill(draft)
            | Self::Overwrite(draft)
            | Self::Derive(draft)
            | Self::Seed(draft) => draft.kind,
            Self::AddTag(_) | Self::RemoveTag(_) | Self::RenameTag(..) | Self::Purge => KindId(0),
            Self::Merge(other) => other.kind,
            Self::Undo { before, .. } => before.record.kind,
        }
    }
}

/// A user action over any number of records.
pub(super) struct Edits<'a> {
    pub now: i64,
    pub lens: Rc<Lens>,
    pub random: &'a dyn Fn() -> u64,
    pub action: ActionKind,
    pub label: String,
    pub undid: Option<Stamp>,
    /// What was changed since that, and changed back.
    pub origins: Origins,
    /// The commit on which the edits rely, where more than their pages decides.
    pub stands_on: Option<u64>,
    /// By page, in the order in which they are to be done.
    pub pages: BTreeMap<PageKey, Vec<(RecordId, Op)>>,
    /// What each record was before; filled by the transaction.
    pub before: Vec<(PageKey, Before)>,
    /// Fields that an undo left alone.
    pub skipped: usize,
    /// Records that come with the action in pages of their own: an import's.
    pub made: usize,
    stamp: Stamp,
}

impl<'a> Edits<'a> {
    pub fn new(
        action: ActionKind,
        label: String,
        now: i64,
        lens: Rc<Lens>,
        random: &'a dyn Fn() -> u64,
    ) -> Self {
        Self {
            now,
            lens,
            random,
            action,
            label,
            undid: None,
            origins: Origins::default(),
            stands_on: None,
            pages: BTreeMap::new(),
            before: Vec::new(),
            skipped: 0,
            made: 0,
            stamp: Stamp::NEVER,
        }
    }

    pub fn add(&mut self, key: PageKey, id: RecordId, op: Op) {
        self.pages.entry(key).or_default().push((id, op));
    }

    /// The record after an operation; `None` where the operation changes nothing.
    fn perform(&mut self, key: PageKey, record: &Record, op: &Op) -> Option<Record> {
        let lens = self.lens.clone();
        let schema = lens.schemas.get(record.kind)?;
        let mut draft = match op {
            Op::Derive(draft) => return derived(record, draft),
            Op::Purge => return None,
            Op::Merge(other) => {
                let after = merge(record, other);
                return (after != *record).then_some(after);
            }
            Op::Create(_, draft) | Op::Write(draft) | Op::Seed(draft) => draft.clone(),
            Op::Fill(draft) => filling(record, draft, schema),
            Op::Overwrite(draft) => overwriting(record, draft, schema, self.stamp),
            Op::AddTag(tag) => with_tag(record, tag, true)?,
            Op::RemoveTag(tag) => with_tag(record, tag, false)?,
            Op::RenameTag(from, to) => renamed_tag(record, from, to)?,
            Op::Undo { before, undone } => {
                let deleted = before.created && !record.is_deleted();
                if deleted && self.origins.is_all_by(record, *undone) {
                    let mut draft = Draft::new(record.kind);
                    draft.set(common::DELETED, Value::Flag(true));
                    draft
                } else if before.created {
                    self.skipped += 1;
                    return None;
                } else {
                    let (after, over, skipped) =
                        undo(record, &before.record, *undone, &self.origins, self.stamp);
                    self.skipped += skipped.len();
                    if over.record.entries.is_empty() {
                        return None;
                    }
                    self.before.push((key, over));
                    return Some(after);
                }
            }
        };
        complete(record, &mut draft, self.now);
        let random = self.random;
        let mut next = || random();
        let new = match op {
            Op::Fill(_) | Op::Overwrite(_) => NewElements::Imported,
            _ => NewElements::Typed(&mut next),
        };
        let stamp = if let Op::Seed(_) = op { SEEDED } else { self.stamp };
        let (after, before) = apply(record, &draft, schema, stamp, new);
        if before.record.entries.is_empty() {
            return None;
        }
        if !matches!(op, Op::Seed(_)) {
            self.before.push((key, before));
        }
        Some(after)
    }

    /// What a record will be after these operations; the transaction does the same once more.
    pub fn foresee(&mut self, key: PageKey, record: Record, ops: &[Op]) -> Record {
        let after =
            ops.iter().fold(record, |record, op| self.perform(key, &record, op).unwrap_or(record));
        self.before.clear();
        self.skipped = 0;
        after
    }
}

/// The record with derived values in it; `None` where it has them.
pub(super) fn derived(record: &Record, draft: &Draft) -> Option<Record> {
    let mut after = record.clone();
    for (field, slot) in &draft.slots {
        if let DraftSlot::One(value) = slot
            && record.value(*field) != *value
        {
            after.put(*field, Slot::One { stamp: Stamp::NEVER, value: value.clone() });
        }
    }
    (after != *record).then_some(after)
}

impl Action for Edits<'_> {
    fn pages(&self) -> Vec<PageKey> {
        self.pages.keys().copied().collect()
    }

    fn now_millis(&self) -> i64 {
        self.now
    }

    fn stands_on(&self) -> Option<u64> {
        self.stands_on
    }

    fn begin(&mut self, stamp: Stamp) {
        self.stamp = stamp;
        self.before.clear();
        self.skipped = 0;
    }

    fn page(&mut self, key: PageKey, bytes: Option<&[u8]>) -> Result<Option<Vec<u8>>, StoreError> {
        let page = match bytes {
            Some(bytes) => Page::open(bytes.to_vec()),
            None => Page::open(pack(&[], &self.lens)),
        };
        let page = page.map_err(|_unusable| StoreError::Damaged)?;
        let ops = self.pages.get(&key).cloned().unwrap_or_default();
        let mut changed: BTreeMap<usize, Record> = BTreeMap::new();
        let mut added: Vec<Record> = Vec::new();
        let mut purged = BTreeSet::new();
        for (id, op) in &ops {
            match (page.find(*id), op) {
                (None, Op::Create(..) | Op::Seed(_)) => {
                    let blank = Record::new(op.kind(), *id);
                    added.extend(self.perform(key, &blank, op));
                }
                // What follows from a record that is made here is written over it.
                (None, op) => {
                    let made = added.iter().position(|record| record.id == *id);
                    let made = made.ok_or(StoreError::Moved)?;
                    let current = added[made].clone();
                    if let Some(after) = self.perform(key, &current, op) {
                        added[made] = after;
                    }
                }
                (Some(_), Op::Seed(_)) => {}
                (Some(slot), Op::Purge) => {
                    purged.insert(slot);
                }
                (Some(slot), _) => {
                    let stored = page.record(slot).ok_or(StoreError::Damaged)?;
                    let current = changed.get(&slot).unwrap_or(&stored).clone();
                    if let Some(after) = self.perform(key, &current, op) {
                        changed.insert(slot, after);
                    }
                }
            }
        }
        if changed.is_empty() && added.is_empty() && purged.is_empty() {
            return Ok(None);
        }
        let kept = (0..page.count()).filter(|slot| !purged.contains(slot));
        rebuild(&page, kept, &changed, &added, &self.lens).map(Some)
    }

    fn history(&mut self) -> Option<Vec<u8>> {
        if self.before.is_empty() && self.made == 0 {
            return None;
        }
        let entry = HistoryEntry {
            stamp: self.stamp,
            action: self.action,
            label: self.label.clone(),
            count: u32::try_from(self.made + self.before.len()).unwrap_or(u32::MAX),
            undid: self.undid,
            before: self.before.clone(),
        };
        Some(entry.encode())
    }
}

/// The records of a page that are kept, some changed, and some added; the others are copied as they
/// stand.
fn rebuild(
    page: &Page,
    kept: impl Iterator<Item = usize>,
    changed: &BTreeMap<usize, Record>,
    added: &[Record],
    lens: &Lens,
) -> Result<Vec<u8>, StoreError> {
    let fingerprint = lens.fingerprint();
    let same_lens = page.fingerprint() == fingerprint;
    let mut builder = PageBuilder::new(fingerprint);
    for slot in kept {
        match changed.get(&slot) {
            Some(record) => builder.push(record, &lens.digest(record.kind, record)),
            None if same_lens => builder.copy(page, slot),
            None => {
                let record = page.record(slot).ok_or(StoreError::Damaged)?;
                builder.push(&record, &lens.digest(record.kind, &record));
            }
        }
    }
    for record in added {
        builder.push(record, &lens.digest(record.kind, record));
    }
    Ok(builder.finish())
}

/// A draft that calls a tag something else; `None` where the record does not carry it. A record that
/// carries both keeps one.
fn renamed_tag(record: &Record, from: &str, to: &str) -> Option<Draft> {
    let is = |element: &Element, tag: &str| {
        element.value.as_text().is_some_and(|text| fold(text.trim()) == fold(tag.trim()))
    };
    let tags = record.elements(common::TAGS);
    let place = tags.iter().position(|element| is(element, from))?;
    let new = DraftElement {
        id: None,
        label: tags[place].label.clone(),
        value: Value::Text(to.trim().to_owned()),
    };
    let before = tags.iter().take(place).filter(|element| !is(element, to)).count();
    let others = tags.into_iter().filter(|element| !is(element, from) && !is(element, to));
    let mut elements: Vec<DraftElement> = others
        .map(|Element { id, label, value }| DraftElement { id: Some(id), label, value })
        .collect();
    elements.insert(before, new);
    let mut draft = Draft::new(record.kind);
    draft.slots.insert(common::TAGS, DraftSlot::Many(elements));
    Some(draft)
}

/// A draft that adds or removes a tag; `None` where that changes nothing.
fn with_tag(record: &Record, tag: &str, wanted: bool) -> Option<Draft> {
    let same =
        |value: &Value| value.as_text().is_some_and(|text| fold(text.trim()) == fold(tag.trim()));
    let tags = record.elements(common::TAGS);
    if tags.iter().any(|element| same(&element.value)) == wanted {
        return None;
    }
    let keep = tags.into_iter().filter(|element| !same(&element.value));
    let mut elements: Vec<DraftElement> = keep
        .map(|element| DraftElement {
            id: Some(element.id),
            label: element.label,
            value: element.value,
        })
        .collect();
    if wanted {
        elements.push(DraftElement {
            id: None,
            label: String::new(),
            value: Value::Text(tag.trim().to_owned()),
        });
    }
    let mut draft = Draft::new(record.kind);
    draft.slots.insert(common::TAGS, DraftSlot::Many(elements));
    Some(draft)
}

/// Writes pages back as they are, digested anew.
pub(super) struct Redigest {
    pub keys: Vec<PageKey>,
    pub lens: Rc<Lens>,
    pub now: i64,
}

impl Action for Redigest {
    fn pages(&self) -> Vec<PageKey> {
        self.keys.clone()
    }

    fn now_millis(&self) -> i64 {
        self.now
    }

    fn begin(&mut self, _stamp: Stamp) {}

    fn page(&mut self, _key: PageKey, bytes: Option<&[u8]>) -> Result<Option<Vec<u8>>, StoreError> {
        let page = bytes.and_then(|bytes| Page::open(bytes.to_vec()).ok());
        Ok(page.and_then(|page| page.redigested(&self.lens)).map(|page| page.bytes().to_vec()))
    }

    fn history(&mut self) -> Option<Vec<u8>> {
        None
    }
}
