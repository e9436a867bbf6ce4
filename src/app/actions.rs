//! Saving, deleting, restoring and tagging, one record or many, each in one transaction.

use domain::{
    Draft, DraftSlot, KindId, NameHabits, Problem, RecordId, ToMake, Trait, Value, any_kind, check,
    check_needs, check_required, many_lines, one_line,
};
use replica::{ActionKind, PageKey, Record, Stamp};
use store::{Commit, FollowStep, Store};

use super::edits::{Edits, Op};
use super::links::leave_out_itself;
use super::workspace::Workspace;
use super::{AppError, Env};

/// A change to many records at once.
#[derive(Clone, Debug, PartialEq)]
pub enum BulkChange {
    /// Adds a tag.
    AddTag(String),
    /// Removes a tag.
    RemoveTag(String),
    /// Renames a tag on every record that carries it.
    RenameTag {
        /// The old name.
        from: String,
        /// The new name.
        to: String,
    },
    /// Sets fields.
    Set(Draft),
    /// Moves records to the bin.
    Delete,
    /// Restores records from the bin.
    Restore,
}

/// A performed action, which can be undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// The stamp by which to undo it; `None` if nothing changed.
    pub stamp: Option<Stamp>,
    /// Number of records changed.
    pub count: usize,
}

/// A saved record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Its id, new for a new record.
    pub id: RecordId,
    /// The action that saved it.
    pub done: Done,
}

impl<S: Store, E: Env> Workspace<S, E> {
    /// Saves a draft, as a new record if `id` is `None`. A company given by name is linked, or
    /// created in the same action. Quick ways to add a record use it: required fields may be
    /// missing.
    ///
    /// # Errors
    /// `Invalid` with every problem of the draft; `NotFound`; store errors.
    pub async fn save(&self, id: Option<RecordId>, draft: Draft) -> Result<Saved, AppError> {
        self.save_checked(id, draft, &ToMake::default(), Vec::new()).await
    }

    /// Like [`Workspace::save`] for a whole form: required fields must not be missing, and the
    /// records in `to_make` are created even if their names are taken.
    ///
    /// # Errors
    /// As [`Workspace::save`].
    pub async fn save_making(
        &self,
        id: Option<RecordId>,
        mut draft: Draft,
        to_make: &ToMake,
    ) -> Result<Saved, AppError> {
        let schema = self.schema(draft.kind).ok_or(AppError::NotFound)?;
        if id.is_none() {
            self.preset(&mut draft);
        }
        let missing = check_required(&schema, &draft, id.is_none());
        self.save_checked(id, draft, to_make, missing).await
    }

    async fn save_checked(
        &self,
        id: Option<RecordId>,
        mut draft: Draft,
        to_make: &ToMake,
        mut problems: Vec<Problem>,
    ) -> Result<Saved, AppError> {
        let schema = self.schema(draft.kind).ok_or(AppError::NotFound)?;
        tidy(&mut draft);
        if id.is_none() {
            self.preset(&mut draft);
        }
        problems.extend(check(&schema, &draft));
        problems.extend(check_needs(&schema, &draft, id.is_none()));
        problems.extend(self.name_taken(id, &draft));
        if !problems.is_empty() {
            return Err(AppError::Invalid(problems));
        }
        let random = || self.env.random();
        // To the user, a single record always exists, even if it was not made yet.
        let is_single = schema.is(Trait::Single);
        let known = id.is_some() || is_single;
        let action = if known { ActionKind::Edit } else { ActionKind::Create };
        let label = self.label_of(id, &draft);
        let mut edits = self.edits(action, label, &random);
        self.link_or_make(&mut draft, to_make, &mut edits);
        if let Some(id) = id {
            leave_out_itself(&mut draft, id);
        }
        if id.is_none() && is_single {
            // Another tab may be making it at this moment.
            edits.absence = Some(self.absence_of(vec![draft.kind]));
        }
        let (id, key, op) = match id {
            Some(id) => {
                let key = self.key_of(id).ok_or(AppError::NotFound)?;
                (id, key, Op::Write(draft))
            }
            None => (self.new_id(), self.page_for_new(), Op::Create(draft.kind, draft)),
        };
        edits.add(key, id, op);
        let done = self.commit_edits(edits).await?;
        Ok(Saved { id, done })
    }

    /// Changes many records in one transaction. Skips records that do not exist.
    ///
    /// # Errors
    /// Store errors.
    pub async fn change_many(
        &self,
        ids: &[RecordId],
        change: &BulkChange,
    ) -> Result<Done, AppError> {
        let random = || self.env.random();
        let (action, label) = match change {
            BulkChange::AddTag(tag) | BulkChange::RemoveTag(tag) => (ActionKind::Bulk, tag.clone()),
            BulkChange::RenameTag { to, .. } => (ActionKind::Bulk, to.clone()),
            BulkChange::Set(_) => (ActionKind::Bulk, String::new()),
            BulkChange::Delete => (ActionKind::Delete, self.label_of_many(ids)),
            BulkChange::Restore => (ActionKind::Restore, self.label_of_many(ids)),
        };
        let mut edits = self.edits(action, label, &random);
        for id in ids {
            let (kind, keys) = match (self.key_of(*id), self.kind_of(*id)) {
                (Some(key), Some(kind)) => (kind, vec![key]),
                _ => match self.copies_apart(*id).await? {
                    Some(copies) => copies,
                    None => continue,
                },
            };
            let flag = |deleted| {
                let mut draft = Draft::new(kind);
                draft.set(any_kind::DELETED, Value::Flag(deleted));
                Op::Write(draft)
            };
            let mut named = None;
            let op = match change {
                BulkChange::AddTag(tag) => Op::AddTag(one_line(tag)),
                BulkChange::RemoveTag(tag) => Op::RemoveTag(tag.clone()),
                BulkChange::RenameTag { from, to } => Op::RenameTag(from.clone(), one_line(to)),
                BulkChange::Set(draft) => {
                    let mut draft = draft.clone();
                    leave_out_itself(&mut draft, *id);
                    if let Some(record) = keys.first().and_then(|key| self.stored_beside(*key, *id))
                    {
                        // One that would be about nothing stays as it is.
                        let Ok(home) = self.move_home(&record, &mut draft) else { continue };
                        named = home;
                    }
                    Op::Write(draft)
                }
                BulkChange::Delete => flag(true),
                BulkChange::Restore => flag(false),
            };
            for key in keys {
                named.iter().for_each(|named| edits.add(key, *id, Op::Write(named.clone())));
                edits.add(key, *id, op.clone());
            }
        }
        self.commit_edits(edits).await
    }

    /// Returns a record that is kept with its parties, if its bucket is loaded.
    fn stored_beside(&self, key: PageKey, id: RecordId) -> Option<Record> {
        (key.shelf == PageKey::ACTIVITIES).then(|| self.stored(key, id))?
    }

    /// Performs edits as one transaction and takes the result into memory.
    pub(super) async fn commit_edits(&self, mut edits: Edits<'_>) -> Result<Done, AppError> {
        self.commit_with_retries(&mut edits).await
    }

    /// Takes the pages of this tab's commit into memory; if other tabs committed in between, reads
    /// their newer pages instead.
    pub(super) async fn committed(&self, commit: Commit) {
        let commit = self.take_in_by_portions(commit).await;
        let step = self.inner.borrow_mut().follower.hear(commit.number);
        // The commit is durable. If reading fails, show this tab's pages; the next catch-up
        // retries.
        let read = step == FollowStep::CatchUp && self.catch_up().await.is_ok();
        if step == FollowStep::TakeIn || (step == FollowStep::CatchUp && !read) {
            self.take_in(commit.pages);
            self.refresh_digest_context();
        }
    }

    pub(super) fn edits<'a>(
        &'a self,
        action: ActionKind,
        label: String,
        random: &'a dyn Fn() -> u64,
    ) -> Edits<'a> {
        let context = self.replica().context().clone();
        Edits::new(action, label, self.env.now_millis(), context, self, random)
    }

    pub(super) fn new_id(&self) -> RecordId {
        RecordId::new(self.env.now_millis(), self.env.random_bytes())
    }

    /// Returns the page for the next new hot record.
    pub(super) fn page_for_new(&self) -> PageKey {
        let mut inner = self.inner.borrow_mut();
        let room = |key: &PageKey| inner.replica.page(*key).is_none_or(replica::Page::has_room);
        let key = inner.open_page.filter(room).unwrap_or_else(|| PageKey::hot(self.env.random()));
        inner.open_page = Some(key);
        key
    }

    pub(super) fn key_of(&self, id: RecordId) -> Option<PageKey> {
        let replica = self.replica();
        replica.row(id).map(|row| replica.page_key(row))
    }

    /// Returns the kind of a record, also of one in the bin.
    pub fn kind_of(&self, id: RecordId) -> Option<KindId> {
        let replica = self.replica();
        replica.row(id).map(|row| replica.kind(row))
    }

    /// Returns the record's name after the draft is applied; a draft with only a phone number has
    /// no name.
    fn label_of(&self, id: Option<RecordId>, draft: &Draft) -> String {
        let Some(record) = id.and_then(|id| self.record(id)) else {
            return self.replica().context().title_of(draft.kind, draft);
        };
        let Some(schema) = self.schema(draft.kind) else { return String::new() };
        let mut whole = Draft::of(&schema, &record);
        whole.slots.extend(draft.slots.clone());
        schema.title_of(&whole, self.name_habits())
    }

    pub(super) fn label_of_many(&self, ids: &[RecordId]) -> String {
        match ids {
            [id] => self.name(*id),
            _ => String::new(),
        }
    }

    /// Returns the order of names and the dialing country from the settings.
    pub fn name_habits(&self) -> NameHabits {
        self.replica().context().names()
    }

    /// Returns a record's name; empty if it has none or does not exist.
    pub fn name(&self, id: RecordId) -> String {
        let replica = self.replica();
        replica
            .row(id)
            .map(|row| replica.context().title_of(replica.kind(row), &replica.view(row)))
            .unwrap_or_default()
    }
}

/// Removes invisible characters, trims values and drops blank elements and values.
pub(super) fn tidy(draft: &mut Draft) {
    let clean = |value: &mut Value| {
        if let Value::Text(text) = value {
            *text = if text.contains('\n') { many_lines(text) } else { one_line(text) };
        }
    };
    for slot in draft.slots.values_mut() {
        match slot {
            DraftSlot::One(value) => {
                value.iter_mut().for_each(clean);
                if value.as_ref().is_some_and(Value::is_blank) {
                    *value = None;
                }
            }
            DraftSlot::Many(elements) => {
                for element in elements.iter_mut() {
                    clean(&mut element.value);
                    element.label = one_line(&element.label);
                }
                elements.retain(|element| !element.value.is_blank());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::stories::{now, person, tab};
    use super::*;
    use domain::{Fields, contact};
    use store::MemoryStore;

    #[test]
    fn labels_are_stored_without_surrounding_spaces() {
        let app = tab(&MemoryStore::new(7), 1);
        let mut draft = person("Ann", "Lee");
        draft.push(contact::PHONES, " work ", Value::Text(" 111 ".into()));
        draft.push(contact::EMAILS, "at home\n", Value::Text("a@x.org".into()));
        let ann = now(app.save(None, draft)).unwrap().id;
        let stored = |field| {
            let element = app.record(ann).unwrap().elements(field).remove(0);
            (element.label, element.value)
        };
        assert_eq!(stored(contact::PHONES), ("work".into(), Value::Text("111".into())));
        assert_eq!(stored(contact::EMAILS), ("at home".into(), Value::Text("a@x.org".into())));
    }
}
