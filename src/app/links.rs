//! Names in reference fields: links existing records, creates missing ones. Also the defaults of
//! new records.

use std::collections::BTreeMap;

use domain::{
    Draft, DraftSlot, FieldType, Fields, Identity, KindId, Presets, Query, RecordId, Schema, Title,
    ToMake, Trait, Value, company_identity, fold, one_line, preset, settings,
};
use replica::{Row, Selection};
use store::Store;

use super::actions::Saved;
use super::edits::{Edits, Op};
use super::workspace::Workspace;
use super::{AppError, Env};

impl<S: Store, E: Env> Workspace<S, E> {
    /// Sets what a new record begins with, by the rules of its kind.
    pub(super) fn preset(&self, draft: &mut Draft) {
        let Some(schema) = self.schema(draft.kind) else { return };
        let owner = self.settings().text(settings::ME);
        let presets = Presets {
            owner: &owner,
            first_stage: &|| self.first_stage(),
            stage_place: &|_is_closed| None,
        };
        preset(&schema, draft, &presets);
    }

    /// Finds a record of a kind by name, ignoring accents and case.
    pub fn named(&self, kind: KindId, name: &str) -> Option<RecordId> {
        let schema = self.schema(kind)?;
        if schema.identity == Identity::Company {
            return self.company_named(&schema, name);
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
        exactly.or_else(|| if schema.title == Title::Person { turned() } else { None })
    }

    /// Finds a company by name.
    fn company_named(&self, schema: &Schema, name: &str) -> Option<RecordId> {
        let replica = self.replica();
        let wanted = company_identity(name);
        let habits = replica.context().names();
        let is_wanted =
            |row: &&Row| company_identity(&schema.title_of(&replica.view(**row), habits)) == wanted;
        replica.list(schema.kind).iter().find(is_wanted).map(|row| replica.id(*row))
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
            let schema = self.schema(kind).filter(|schema| schema.is(Trait::MadeByName))?;
            let mut made = schema.named(name, self.name_habits());
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
        let schema = self.schema(kind).ok_or(AppError::NotFound)?;
        let mut draft = schema.named(name, self.name_habits());
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
