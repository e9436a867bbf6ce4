//! Saving, deleting, restoring, tagging: one record or many, each one transaction.

use crate::domain::{
    COMPANY, CONTACT, CUSTOM_FIELD, DEAL, Draft, DraftSlot, FieldType, Fields, KindId, NameParts,
    PIPELINE, Query, RecordId, SETTINGS, STAGE, TASK, Value, check, common, company,
    company_identity, contact, custom_field, deal, display_name, fold, identity_of_company,
    many_lines, one_line, settings, split_name,
};
use crate::replica::{ActionKind, PageKey, Selection, Stamp};
use crate::store::{Commit, Durability, Step, Store, StoreError};

use super::edits::{Edits, Op};
use super::workspace::Workspace;
use super::{AppError, Env};

/// A change of many records at once.
#[derive(Clone, Debug, PartialEq)]
pub enum BulkChange {
    /// Add a tag.
    AddTag(String),
    /// Remove a tag.
    RemoveTag(String),
    /// Call a tag something else, on every record that carries it.
    RenameTag {
        /// What it is called.
        from: String,
        /// What it is to be called.
        to: String,
    },
    /// Set fields.
    Set(Draft),
    /// Move to the bin.
    Delete,
    /// Take back from the bin.
    Restore,
}

/// An action that was done, and can be undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// To undo it with; `None` where nothing had to be changed.
    pub stamp: Option<Stamp>,
    /// How many records it changed.
    pub count: usize,
}

/// A record that was saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Its id: a new one for a new record.
    pub id: RecordId,
    /// The action.
    pub done: Done,
}

impl<S: Store, E: Env> Workspace<S, E> {
    /// Saves a draft: as a new record where `id` is `None`. A company given by name is linked, or
    /// made in the same action.
    ///
    /// # Errors
    /// `Invalid` with every problem of the draft; `NotFound`; what the store gives.
    pub async fn save(&self, id: Option<RecordId>, mut draft: Draft) -> Result<Saved, AppError> {
        let schema = self.schema(draft.kind).ok_or(AppError::NotFound)?;
        tidy(&mut draft);
        if id.is_none() {
            self.preset(&mut draft);
        }
        let mut problems = check(&schema, &draft);
        if id.is_none() && draft.is_blank() {
            problems.push(crate::domain::Problem {
                field: schema.fields.first().map(|field| field.number).unwrap_or_default(),
                position: 0,
                fault: crate::domain::Fault::Empty,
            });
        }
        if !problems.is_empty() {
            return Err(AppError::Invalid(problems));
        }
        let random = || self.env.random();
        // Settings are always there for who uses the app; only their record may still be missing.
        let known = id.is_some() || draft.kind == SETTINGS;
        let action = if known { ActionKind::Edit } else { ActionKind::Create };
        let label = self.label_of(id, &draft);
        let mut edits = self.edits(action, label, &random);
        self.link_names(&mut draft, &mut edits);
        let (id, key, op) = match id {
            Some(id) => {
                let key = self.key_of(id).ok_or(AppError::NotFound)?;
                (id, key, Op::Write(draft))
            }
            None => (self.new_id(), self.page_for_new(), Op::Create(draft.kind, draft)),
        };
        edits.add(key, id, op);
        let done = self.perform(edits).await?;
        Ok(Saved { id, done })
    }

    /// Changes many records at once, in one transaction. Records that do not exist are passed over.
    ///
    /// # Errors
    /// What the store gives.
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
            let (Some(key), Some(kind)) = (self.key_of(*id), self.kind_of(*id)) else { continue };
            let flag = |deleted| {
                let mut draft = Draft::new(kind);
                draft.set(common::DELETED, Value::Flag(deleted));
                Op::Write(draft)
            };
            let op = match change {
                BulkChange::AddTag(tag) => Op::AddTag(one_line(tag)),
                BulkChange::RemoveTag(tag) => Op::RemoveTag(tag.clone()),
                BulkChange::RenameTag { from, to } => Op::RenameTag(from.clone(), one_line(to)),
                BulkChange::Set(draft) => Op::Write(draft.clone()),
                BulkChange::Delete => flag(true),
                BulkChange::Restore => flag(false),
            };
            edits.add(key, *id, op);
        }
        self.perform(edits).await
    }

    /// Sets fields of the settings of this device.
    ///
    /// # Errors
    /// As [`Workspace::save`].
    pub async fn save_settings(&self, draft: Draft) -> Result<Saved, AppError> {
        let id = self.replica().list(SETTINGS).first().map(|row| self.replica().id(*row));
        self.save(id, draft).await
    }

    /// Performs edits as one transaction and takes the outcome into memory.
    pub(super) async fn perform(&self, mut edits: Edits<'_>) -> Result<Done, AppError> {
        self.perform_with(&mut edits).await
    }

    /// The same for who asks the edits afterwards what they did.
    pub(super) async fn perform_with(&self, edits: &mut Edits<'_>) -> Result<Done, AppError> {
        if edits.pages.is_empty() {
            return Ok(Done { stamp: None, count: 0 });
        }
        self.add_facts(edits);
        let commit = match self.store.commit(edits, Durability::Strict).await {
            Err(StoreError::Moved) => {
                // Another tab moved the records: what it wrote is read, and the user repeats.
                self.catch_up().await?;
                return Err(StoreError::Moved.into());
            }
            outcome => outcome?,
        };
        let count = edits.before.len();
        let stamp = (count > 0).then_some(commit.stamp);
        self.committed(commit).await?;
        Ok(Done { stamp, count })
    }

    /// Takes the pages of an own commit into memory, unless another tab's commits came in between:
    /// then its newer pages are read.
    pub(super) async fn committed(&self, commit: Commit) -> Result<(), AppError> {
        let step = self.inner.borrow_mut().follower.hear(commit.number);
        match step {
            Step::TakeIn => {
                self.take_in(commit.pages);
                self.refresh_lens();
            }
            Step::CatchUp => {
                self.catch_up().await?;
            }
            Step::Ignore => {}
        }
        Ok(())
    }

    pub(super) fn edits<'a>(
        &self,
        action: ActionKind,
        label: String,
        random: &'a dyn Fn() -> u64,
    ) -> Edits<'a> {
        let lens = self.replica().lens().clone();
        Edits::new(action, label, self.env.now_millis(), lens, random)
    }

    pub(super) fn new_id(&self) -> RecordId {
        RecordId::new(self.env.now_millis(), self.env.random_bytes())
    }

    /// The page to which a new hot record goes.
    pub(super) fn page_for_new(&self) -> PageKey {
        let mut inner = self.inner.borrow_mut();
        let room =
            |key: &PageKey| inner.replica.page(*key).is_none_or(crate::replica::Page::has_room);
        let key = inner.open_page.filter(room).unwrap_or_else(|| PageKey::hot(self.env.random()));
        inner.open_page = Some(key);
        key
    }

    pub(super) fn key_of(&self, id: RecordId) -> Option<PageKey> {
        let replica = self.replica();
        replica.row(id).map(|row| replica.page_key(row))
    }

    pub(super) fn kind_of(&self, id: RecordId) -> Option<KindId> {
        let replica = self.replica();
        replica.row(id).map(|row| replica.kind(row))
    }

    /// The company of a name, where there is one.
    pub fn company_named(&self, name: &str) -> Option<RecordId> {
        let replica = self.replica();
        let wanted = company_identity(name);
        let mut rows = replica.list(COMPANY).iter();
        rows.find(|row| identity_of_company(&replica.view(**row)) == wanted)
            .map(|row| replica.id(*row))
    }

    /// What a new record begins with, where nothing else was said: a deal in the first stage, and in
    /// the hands of who made it.
    fn preset(&self, draft: &mut Draft) {
        let settings = self.settings();
        if draft.kind == DEAL && draft.reference(deal::STAGE).is_none() && !draft.is_blank() {
            if let Some(stage) = self.first_stage() {
                draft.set(deal::STAGE, Value::Reference(stage));
            }
        }
        let owned = [DEAL, TASK].contains(&draft.kind) && !draft.is_blank();
        if owned && draft.text(common::OWNER).is_empty() {
            draft.set_text(common::OWNER, settings.text(settings::ME));
        }
    }

    /// The record of a kind that has this name, apart from accents and case.
    pub fn named(&self, kind: KindId, name: &str) -> Option<RecordId> {
        if kind == COMPANY {
            return self.company_named(name);
        }
        let wanted = fold(name.trim());
        let selection = Selection { query: Query::parse(name), ..Selection::default() };
        let rows = self.select(kind, &selection);
        let replica = self.replica();
        let mut ids = rows.iter().map(|row| replica.id(*row));
        ids.find(|id| fold(&self.name(*id)) == wanted)
    }

    /// Replaces names in reference fields by the records they name; who is not known is made.
    pub(super) fn link_names(&self, draft: &mut Draft, edits: &mut Edits<'_>) {
        let Some(schema) = self.schema(draft.kind) else { return };
        for field in schema.fields.iter() {
            let FieldType::Reference(kind) = field.kind else { continue };
            match draft.slots.get_mut(&field.number) {
                Some(DraftSlot::One(Some(value))) => self.link_name(kind, value, edits),
                Some(DraftSlot::Many(elements)) => {
                    elements.iter_mut().for_each(|it| self.link_name(kind, &mut it.value, edits));
                }
                _ => {}
            }
        }
    }

    /// A name as the record that it names. Stages are not made by naming them.
    fn link_name(&self, kind: KindId, value: &mut Value, edits: &mut Edits<'_>) {
        let Value::Text(name) = value else { return };
        let made = || {
            if kind == STAGE || kind == PIPELINE {
                return None;
            }
            let mut made = named_draft(kind, name);
            self.preset(&mut made);
            let id = self.new_id();
            edits.add(self.page_for_new(), id, Op::Create(kind, made));
            Some(id)
        };
        if let Some(id) = self.named(kind, name).or_else(made) {
            *value = Value::Reference(id);
        }
    }

    fn label_of(&self, id: Option<RecordId>, draft: &Draft) -> String {
        let name = name_of(draft.kind, draft);
        match id {
            Some(id) if name.is_empty() => self.name(id),
            _ => name,
        }
    }

    pub(super) fn label_of_many(&self, ids: &[RecordId]) -> String {
        match ids {
            [id] => self.name(*id),
            _ => String::new(),
        }
    }

    /// What a record is called; empty where it has no name or does not exist.
    pub fn name(&self, id: RecordId) -> String {
        let replica = self.replica();
        replica
            .row(id)
            .map(|row| name_of(replica.kind(row), &replica.view(row)))
            .unwrap_or_default()
    }
}

/// What a record of a kind is called.
pub(super) fn name_of(kind: KindId, record: &impl Fields) -> String {
    match kind {
        CONTACT => display_name(record),
        CUSTOM_FIELD => record.text(custom_field::NAME),
        SETTINGS => settings::SCHEMA.label.into_owned(),
        _ => record.text(company::NAME),
    }
}

/// A new record of a kind that has only a name.
fn named_draft(kind: KindId, name: &str) -> Draft {
    let mut draft = Draft::new(kind);
    if kind == CONTACT {
        let NameParts { family, middle, given } = split_name(name);
        let parts = [(contact::FAMILY, family), (contact::MIDDLE, middle), (contact::GIVEN, given)];
        parts.into_iter().for_each(|(field, text)| draft.set_text(field, text));
    } else {
        // Every other kind has its name in the same field.
        draft.set_text(company::NAME, name);
    }
    draft
}

/// Texts without what cannot be seen; labels and values trimmed; blank elements gone.
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
                elements.iter_mut().for_each(|element| clean(&mut element.value));
                elements.retain(|element| !element.value.is_blank());
            }
        }
    }
}
