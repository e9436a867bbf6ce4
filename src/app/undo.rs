//! Undo of past actions.

use std::collections::HashSet;

use domain::{Draft, RecordId, Trait, Value, any_kind};
use replica::{ActionKind, Before, HistoryEntry, Origins, PageKey, Stamp, Topic};
use store::Store;

use super::actions::Done;
use super::edits::Op;
use super::workspace::Workspace;
use super::{AppError, Env};

/// The result of an undo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undone {
    /// The undo itself, which can be undone too.
    pub done: Done,
    /// Number of fields or records left alone because they were changed since.
    pub skipped: usize,
}

/// Number of history entries read at a time.
pub(super) const SLICE: u32 = 100;

impl<S: Store, E: Env> Workspace<S, E> {
    /// Undoes an action: restores the old value of everything it wrote that still stands.
    ///
    /// # Errors
    /// `NotFound` if the action is not in the history or restored a backup, which cannot be undone;
    /// store errors.
    pub async fn undo(&self, stamp: Stamp) -> Result<Undone, AppError> {
        let bytes = self.store.history_entry(stamp).await?.ok_or(AppError::NotFound)?;
        let entry = HistoryEntry::decode(&bytes).ok_or(AppError::NotFound)?;
        if entry.action == ActionKind::Merge {
            return Err(AppError::NotFound);
        }
        let origins = self.origins(stamp).await?;
        let random = || self.env.random();
        let mut edits = self.edits(ActionKind::Undo, entry.label.clone(), &random);
        edits.undid = Some(stamp);
        edits.origins = origins;
        let mut spared = 0;
        let mut held = Vec::new();
        if entry.action == ActionKind::Import {
            // Records that existed before have their old values in the entry and are not deleted.
            let there: HashSet<RecordId> =
                entry.before.iter().map(|(_, before)| before.record.id).collect();
            let taken = self.taken();
            let count = (entry.count as usize).saturating_sub(entry.before.len());
            let made = self.made_by(stamp, &there, count).await?;
            spared = made.spared;
            held = self.hold_buckets(made.buckets, taken);
            let hot = made.unused.into_iter().map(|(id, (key, kind))| (id, vec![key], kind));
            let beside = made.unused_beside.into_iter().map(|(id, (keys, kind))| (id, keys, kind));
            for (id, keys, kind) in hot.chain(beside) {
                let record = replica::Record::new(kind, id);
                for key in keys {
                    let before = Box::new(Before { created: true, record: record.clone() });
                    edits.add(key, id, Op::Undo { before, undone: stamp });
                }
            }
        }
        for (key, before) in entry.before {
            let id = before.record.id;
            let Some(key) = self.find(key, id).await? else {
                spared += 1;
                continue;
            };
            edits.add(key, id, Op::Undo { before: Box::new(before), undone: stamp });
        }
        let done = self.commit_with_retries(&mut edits).await;
        self.forget_buckets(&held);
        let done = done?;
        Ok(Undone { done, skipped: edits.skipped + spared })
    }

    /// Collects the origins of values that later undos restored, back to `action`.
    async fn origins(&self, action: Stamp) -> Result<Origins, AppError> {
        let mut origins = Origins::default();
        for (stamp, bytes) in self.entries_about(Topic::Undos, action).await? {
            let undid = HistoryEntry::decode(&bytes).and_then(|entry| entry.undid);
            // An undo of an earlier action cannot have restored what this one wrote.
            let Some(undid) = undid.filter(|undid| *undid > action) else { continue };
            let bytes = self.store.history_entry(undid).await?;
            if let Some(undone) = bytes.and_then(|bytes| HistoryEntry::decode(&bytes)) {
                origins.note(&undone, stamp);
            }
        }
        Ok(origins)
    }

    /// Moves every record that an action created to the bin, as one new action, including records
    /// edited since.
    ///
    /// # Errors
    /// `NotFound` if the action is not in the history; store errors.
    pub async fn delete_made_by(&self, stamp: Stamp) -> Result<Done, AppError> {
        let bytes = self.store.history_entry(stamp).await?.ok_or(AppError::NotFound)?;
        let entry = HistoryEntry::decode(&bytes).ok_or(AppError::NotFound)?;
        let random = || self.env.random();
        let made: Vec<(PageKey, Before)> =
            entry.before.into_iter().filter(|(_, before)| before.created).collect();
        let ids: Vec<RecordId> = made.iter().map(|(_, before)| before.record.id).collect();
        let mut edits = self.edits(ActionKind::Delete, self.label_of_many(&ids), &random);
        for (key, Before { record, .. }) in made {
            if let Some(key) = self.find(key, record.id).await? {
                let mut draft = Draft::new(record.kind);
                draft.set(any_kind::DELETED, Value::Flag(true));
                edits.add(key, record.id, Op::Write(draft));
            }
        }
        self.commit_edits(edits).await
    }

    /// Finds the page that now holds a record which history recorded under `key`.
    async fn find(&self, key: PageKey, id: RecordId) -> Result<Option<PageKey>, AppError> {
        if key.shelf == PageKey::ACTIVITIES {
            self.load_bucket_number(key.bucket).await?;
            return Ok(self.activity_in(key.bucket, id));
        }
        let replica = self.replica();
        Ok(replica.row(id).map(|row| replica.page_key(row)))
    }

    /// Returns true if the app holds no data of the user in memory.
    pub fn is_empty(&self) -> bool {
        let replica = self.replica();
        let mut schemas = replica.context().schemas.all().iter();
        schemas.all(|schema| !schema.is(Trait::Data) || replica.count(schema.kind) == 0)
    }
}
