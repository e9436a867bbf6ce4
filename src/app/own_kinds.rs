//! The user's kinds, and the custom fields of every kind, as the settings list and order them.

use domain::{
    CUSTOM_FIELD, Draft, Fault, Fields, KindId, OWN_KIND, Problem, RecordId, Schema, Trait, Value,
    any_kind, custom_field, custom_number, fold, own_kind,
};
use replica::{ActionKind, order_nth};
use store::Store;

use super::actions::Done;
use super::edits::Op;
use super::workspace::Workspace;
use super::{AppError, Env};

/// A kind that takes custom fields.
#[derive(Clone, Debug, PartialEq)]
pub struct KindToExtend {
    /// The kind.
    pub kind: KindId,
    /// The record that makes it a kind; `None` for a built-in one.
    pub record: Option<RecordId>,
    /// Number of its custom fields.
    pub fields: usize,
    /// Number of its live records in memory.
    pub records: usize,
}

impl<S: Store, E: Env> Workspace<S, E> {
    /// Returns the kinds that take custom fields: built-in ones, then the user's in their order.
    pub fn kinds_to_extend(&self) -> Vec<KindToExtend> {
        let schemas = self.schemas();
        let of = |schema: &Schema| KindToExtend {
            kind: schema.kind,
            record: self.record_of_kind(schema.kind),
            fields: self.custom_fields_of(schema.kind).len(),
            records: self.count(schema.kind),
        };
        schemas.extensible().map(of).collect()
    }

    /// Returns the record of a kind of the user; `None` for other kinds, and if it is gone.
    pub fn record_of_kind(&self, kind: KindId) -> Option<RecordId> {
        let replica = self.replica();
        let mut ids = replica.list(OWN_KIND).iter().map(|row| replica.id(*row));
        if kind.is_own() { ids.find(|id| KindId::of_own(*id) == kind) } else { None }
    }

    /// Returns the records of a kind's custom fields, hidden ones too, in their order.
    pub fn custom_fields_of(&self, kind: KindId) -> Vec<RecordId> {
        let replica = self.replica();
        let Some(schema) = replica.context().schemas.get(kind) else { return Vec::new() };
        let place = |id: RecordId| {
            let number = custom_number(id);
            schema.fields.iter().position(|field| field.number == number)
        };
        let rows = replica.list(CUSTOM_FIELD).iter();
        let own = rows.filter(|row| replica.view(**row).said(custom_field::OF) == schema.key);
        let ids = own.map(|row| replica.id(*row));
        let mut placed: Vec<(usize, RecordId)> =
            ids.filter_map(|id| Some((place(id)?, id))).collect();
        placed.sort_unstable();
        placed.into_iter().map(|(_, id)| id).collect()
    }

    /// Reorders the custom fields of a kind, or the user's kinds.
    ///
    /// # Errors
    /// Store errors.
    pub async fn put_shape_in_order(&self, ids: &[RecordId]) -> Result<Done, AppError> {
        let random = || self.env.random();
        let mut edits = self.edits(ActionKind::Edit, self.label_of_many(ids), &random);
        for (place, id) in ids.iter().enumerate() {
            let (Some(key), Some(kind)) = (self.key_of(*id), self.kind_of(*id)) else { continue };
            let field = if kind == OWN_KIND { own_kind::ORDER } else { custom_field::ORDER };
            let mut draft = Draft::new(kind);
            draft.set_text(field, order_nth(place));
            edits.add(key, *id, Op::Write(draft));
        }
        self.commit_edits(edits).await
    }

    /// Deletes a kind of the user. Its fields and records stay stored, unseen, and come back when
    /// the deletion is undone.
    ///
    /// # Errors
    /// `NotFound` if it is built in or gone; store errors.
    pub async fn delete_kind(&self, kind: KindId) -> Result<Done, AppError> {
        let id = self.record_of_kind(kind).ok_or(AppError::NotFound)?;
        let key = self.key_of(id).ok_or(AppError::NotFound)?;
        let random = || self.env.random();
        let mut edits = self.edits(ActionKind::Delete, self.name(id), &random);
        let mut draft = Draft::new(OWN_KIND);
        draft.set(any_kind::DELETED, Value::Flag(true));
        edits.add(key, id, Op::Write(draft));
        self.commit_edits(edits).await
    }

    /// Returns a problem if another kind with a list already has the name of a kind. A merge can
    /// still bring two kinds of one name together.
    pub(super) fn kind_name_taken(&self, id: Option<RecordId>, draft: &Draft) -> Option<Problem> {
        let wanted = fold(draft.text(own_kind::NAME).trim());
        let own = id.map(KindId::of_own);
        let schemas = self.schemas();
        let mut others = schemas.all().iter().filter(|schema| {
            schema.is(Trait::Listed) && Some(schema.kind) != own && !wanted.is_empty()
        });
        let taken = others.any(|schema| fold(schema.label.trim()) == wanted);
        let problem = Problem { field: own_kind::NAME, position: 0, fault: Fault::NameTaken };
        taken.then_some(problem)
    }
}

#[cfg(test)]
impl<S: Store, E: Env> Workspace<S, E> {
    /// Creates many records at once.
    pub(super) async fn create_all(
        &self,
        drafts: Vec<(RecordId, Draft)>,
    ) -> Result<Done, AppError> {
        let random = || self.env.random();
        let mut edits = self.edits(ActionKind::Bulk, String::new(), &random);
        for (nth, (id, draft)) in drafts.into_iter().enumerate() {
            let page = replica::PageKey::hot((nth / replica::PAGE_RECORDS) as u64 + 1);
            edits.add(page, id, Op::Create(draft.kind, draft));
        }
        self.commit_edits(edits).await
    }
}
