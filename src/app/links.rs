//! Names that stand for records: who is known is linked, who is not is made; and what a new record
//! begins with.

use crate::domain::{
    COMPANY, CONTACT, DEAL, Draft, DraftSlot, FieldType, Fields, Home, KindId, NameHabits,
    NameParts, PIPELINE, Query, RecordId, STAGE, TASK, Value, common, company, company_identity,
    contact, deal, fold, identity_of_company, settings, split_name,
};
use crate::replica::Selection;
use crate::store::Store;

use super::Env;
use super::edits::{Edits, Op};
use super::workspace::Workspace;

impl<S: Store, E: Env> Workspace<S, E> {
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
    pub(super) fn preset(&self, draft: &mut Draft) {
        let settings = self.settings();
        if draft.is_blank() {
            return;
        }
        if draft.kind == DEAL
            && draft.reference(deal::STAGE).is_none()
            && let Some(stage) = self.first_stage()
        {
            draft.set(deal::STAGE, Value::Reference(stage));
        }
        let owned = [DEAL, TASK].contains(&draft.kind);
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
        let exactly = ids.clone().find(|id| fold(&self.name(*id)) == wanted);
        // The order of a person's names is a matter of habit, and may have been another one.
        let mut turned = || {
            let wanted = in_any_order(&wanted);
            ids.find(|id| in_any_order(&fold(&self.name(*id))) == wanted)
        };
        exactly.or_else(|| if kind == CONTACT { turned() } else { None })
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
            let mut made = named_draft(kind, name, self.name_habits());
            self.preset(&mut made);
            let id = self.new_id();
            edits.add(self.page_for_new(), id, Op::Create(kind, made));
            Some(id)
        };
        if let Some(id) = self.named(kind, name).or_else(made) {
            *value = Value::Reference(id);
        }
    }
}

fn in_any_order(name: &str) -> Vec<&str> {
    let mut words: Vec<&str> = name.split_whitespace().collect();
    words.sort_unstable();
    words
}

/// A new record of a kind that has only a name.
fn named_draft(kind: KindId, name: &str, habits: NameHabits) -> Draft {
    let mut draft = Draft::new(kind);
    if kind == CONTACT {
        let NameParts { family, middle, given } =
            split_name(name, Home::of_dialling(habits.dialling));
        let parts = [(contact::FAMILY, family), (contact::MIDDLE, middle), (contact::GIVEN, given)];
        parts.into_iter().for_each(|(field, text)| draft.set_text(field, text));
    } else {
        // Every other kind has its name in the same field.
        draft.set_text(company::NAME, name);
    }
    draft
}
