//! Names in reference fields: links existing records, creates missing ones. Also the defaults of
//! new records.

use std::collections::BTreeMap;

use domain::{
    COMPANY, CONTACT, DEAL, Draft, DraftSlot, FieldType, Fields, Home, KindId, NameHabits,
    NameParts, Query, RecordId, TASK, ToMake, Value, any_kind, company, company_identity, contact,
    deal, fold, identity_of_company, is_made_by_name, one_line, settings, split_name,
};
use replica::Selection;
use store::Store;

use super::actions::Saved;
use super::edits::{Edits, Op};
use super::workspace::Workspace;
use super::{AppError, Env};

impl<S: Store, E: Env> Workspace<S, E> {
    /// Finds a company by name.
    pub fn company_named(&self, name: &str) -> Option<RecordId> {
        let replica = self.replica();
        let wanted = company_identity(name);
        let mut rows = replica.list(COMPANY).iter();
        rows.find(|row| identity_of_company(&replica.view(**row)) == wanted)
            .map(|row| replica.id(*row))
    }

    /// Sets the defaults of a new record: those that its fields declare, a deal's first stage, and
    /// the user as owner of a deal or task.
    pub(super) fn preset(&self, draft: &mut Draft) {
        let settings = self.settings();
        if draft.is_blank() {
            return;
        }
        if let Some(schema) = self.schema(draft.kind) {
            schema.fill_in_defaults(draft);
        }
        if draft.kind == DEAL
            && draft.reference(deal::STAGE).is_none()
            && let Some(stage) = self.first_stage()
        {
            draft.set(deal::STAGE, Value::Reference(stage));
        }
        let owned = [DEAL, TASK].contains(&draft.kind);
        if owned && draft.text(any_kind::OWNER).is_empty() {
            draft.set_text(any_kind::OWNER, settings.text(settings::ME));
        }
    }

    /// Finds a record of a kind by name, ignoring accents and case.
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
        // The display order of a person's names can change.
        let mut turned = || {
            let wanted = in_any_order(&wanted);
            ids.find(|id| in_any_order(&fold(&self.name(*id))) == wanted)
        };
        exactly.or_else(|| if kind == CONTACT { turned() } else { None })
    }

    /// Replaces names in reference fields with record ids, creating missing records.
    pub(super) fn link_names(&self, draft: &mut Draft, edits: &mut Edits<'_>) {
        self.link_or_make(draft, &ToMake::default(), edits);
    }

    /// Like [`Self::link_names`], but creates the records in `to_make` even if their names are
    /// taken.
    pub(super) fn link_or_make(&self, draft: &mut Draft, to_make: &ToMake, edits: &mut Edits<'_>) {
        let Some(schema) = self.schema(draft.kind) else { return };
        let mut links = Links { to_make, made: BTreeMap::new() };
        for field in schema.fields.iter() {
            let FieldType::Reference(kind) = field.kind else { continue };
            match draft.slots.get_mut(&field.number) {
                Some(DraftSlot::One(Some(value))) => {
                    self.link_name(kind, value, &mut links, edits);
                }
                Some(DraftSlot::Many(elements)) => {
                    for element in elements {
                        self.link_name(kind, &mut element.value, &mut links, edits);
                    }
                }
                _ => {}
            }
        }
    }

    /// Replaces a name with the record it names. Naming does not create stages or pipelines.
    fn link_name(
        &self,
        kind: KindId,
        value: &mut Value,
        links: &mut Links<'_>,
        edits: &mut Edits<'_>,
    ) {
        let Value::Text(name) = value else { return };
        let key = (kind, one_line(name));
        let named = || if links.to_make.holds(kind, name) { None } else { self.named(kind, name) };
        let known = links.made.get(&key).copied().or_else(named);
        let made = || {
            // A kind of the user may have gone meanwhile.
            if !is_made_by_name(kind) || self.schema(kind).is_none() {
                return None;
            }
            let mut made = named_draft(kind, name, self.name_habits());
            self.preset(&mut made);
            let id = self.new_id();
            edits.add(self.page_for_new(), id, Op::Create(kind, made));
            Some(id)
        };
        if let Some(id) = known.or_else(made) {
            links.made.insert(key, id);
            *value = Value::Reference(id);
        }
    }

    /// Creates a record from a name and further fields.
    ///
    /// # Errors
    /// `Invalid` if the name is blank; store errors.
    pub async fn make_named(
        &self,
        kind: KindId,
        name: &str,
        also: Draft,
    ) -> Result<Saved, AppError> {
        let mut draft = named_draft(kind, name, self.name_habits());
        if draft.is_blank() {
            return self.save(None, draft).await;
        }
        draft.slots.extend(also.slots);
        self.save(None, draft).await
    }
}

/// Leaves out of a record's draft what refers to the record itself: it would stand under itself.
pub(super) fn leave_out_itself(draft: &mut Draft, id: RecordId) {
    let own = Value::Reference(id);
    for slot in draft.slots.values_mut() {
        match slot {
            DraftSlot::One(value) => drop(value.take_if(|value| *value == own)),
            DraftSlot::Many(elements) => elements.retain(|element| element.value != own),
        }
    }
}

/// The records that one draft's names resolved to.
struct Links<'a> {
    to_make: &'a ToMake,
    /// Two fields with the same unknown name get the same new record.
    made: BTreeMap<(KindId, String), RecordId>,
}

fn in_any_order(name: &str) -> Vec<&str> {
    let mut words: Vec<&str> = name.split_whitespace().collect();
    words.sort_unstable();
    words
}

/// Builds a draft for a new record with only a name.
fn named_draft(kind: KindId, name: &str, habits: NameHabits) -> Draft {
    let mut draft = Draft::new(kind);
    if kind == CONTACT {
        let NameParts { family, middle, given } =
            split_name(name, Home::of_dialing(habits.dialing));
        let parts = [(contact::FAMILY, family), (contact::MIDDLE, middle), (contact::GIVEN, given)];
        parts.into_iter().for_each(|(field, text)| draft.set_text(field, text));
    } else {
        // Every other kind has its name in the same field.
        draft.set_text(company::NAME, name);
    }
    draft
}
