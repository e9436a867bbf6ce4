//! The records that rows refer to: found by name, or by a code or an email address, which tell more.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use domain::{
    DigestContext, Draft, DraftElement, DraftSlot, Field, FieldType, Fields, Identity, Kept,
    RecordId, Schema, Schemas, Title, Trait, Value, any_kind, company_identity, fold,
    normalized_hash, one_line,
};
use replica::{IdHashBuilder, Replica};

use super::beside::Beside;
use super::matching::in_order;

/// The meaning of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// This record.
    One(RecordId),
    /// Several records: nobody knows which is meant.
    Several,
}

/// The names and the codes that a row gives beside the ids in its reference fields.
pub type BesideIds<'a> = (&'a [(RecordId, String)], &'a [(RecordId, String)]);

/// Names by their keys.
pub type Names = HashMap<u64, Named, IdHashBuilder>;

/// The names of fields by whose text a record is known, in lower case without accents.
const CODES: &[&str] =
    &["code", "id", "uid", "number", "no", "no.", "sku", "serial", "serial number", "ma", "ma so"];

/// Adds a name of a record.
pub fn add_name(names: &mut Names, key: u64, id: RecordId) {
    let several = |known: &mut Named| {
        if *known != Named::One(id) {
            *known = Named::Several;
        }
    };
    names.entry(key).and_modify(several).or_insert(Named::One(id));
}

/// Returns the key of a name of a kind's records; `None` for a blank one.
pub fn name_key(schema: &Schema, name: &str) -> Option<u64> {
    let name = one_line(name);
    let hash = match (schema.identity, schema.title) {
        _ if name.is_empty() => return None,
        (Identity::Company, _) => company_identity(&name),
        // The order of a person's names can change.
        (_, Title::Person) => normalized_hash(in_order(&fold(&name)).as_bytes()),
        _ => normalized_hash(fold(&name).as_bytes()),
    };
    Some(of_kind(schema, hash))
}

/// Returns the key of a name below that of its parent: of a stage within its pipeline.
pub fn key_within(key: u64, parent: &str) -> u64 {
    key.rotate_left(23) ^ normalized_hash(fold(&one_line(parent)).as_bytes())
}

fn code_key(schema: &Schema, code: &str) -> Option<u64> {
    let code = fold(code.trim());
    (!code.is_empty()).then(|| of_kind(schema, !normalized_hash(code.as_bytes())))
}

fn of_kind(schema: &Schema, hash: u64) -> u64 {
    hash ^ u64::from(schema.kind.0).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// True if a name makes a record where a reference field holds it: not an id of nobody, and not the
/// address of somebody.
pub fn makes_one(of: &Schema, text: &str) -> bool {
    let is_address = of.identity == Identity::Person && text.contains('@');
    let is_made = of.is(Trait::MadeByName) || of.is(Trait::MadeByFiles);
    is_made && !is_address && RecordId::parse(text).is_err()
}

/// Returns the schemas of all records that a reference field may hold.
pub fn schemas_referred_to<'s>(
    schema: &Schema,
    field: &Field,
    schemas: &'s Schemas,
) -> Vec<&'s Schema> {
    let kinds = schema.kinds_referred_to(field.number).into_iter();
    kinds.filter_map(|kind| schemas.get(kind)).collect()
}

/// The names of existing records; those of a kind are collected when the first is looked up.
pub struct KnownNames<'a> {
    replica: &'a Replica,
    beside: &'a Beside,
    context: &'a DigestContext,
    kinds: BTreeMap<u32, Names>,
}

impl<'a> KnownNames<'a> {
    pub fn new(replica: &'a Replica, beside: &'a Beside, context: &'a DigestContext) -> Self {
        Self { replica, beside, context, kinds: BTreeMap::new() }
    }

    /// Finds the record that a text names, with the key under which it is found. `above` is the name
    /// of what the record stands under, if the file gives it.
    pub fn find(
        &mut self,
        schema: &Schema,
        text: &str,
        above: Option<&str>,
    ) -> Option<(u64, Named)> {
        let (replica, context) = (self.replica, self.context);
        let names = self.kinds.entry(schema.kind.0);
        let names = names.or_insert_with(|| collect(replica, context, schema));
        let name = name_key(schema, text)?;
        let within = above.map(|above| key_within(name, above));
        let keys = [within, Some(name), code_key(schema, text)];
        let found = keys.into_iter().flatten().find_map(|key| names.get(&key).copied());
        found.map(|found| (within.unwrap_or(name), found))
    }

    /// True if there is a live record of the kind with this id.
    pub fn holds(&self, schema: &Schema, id: RecordId) -> bool {
        if schema.kept == Kept::WithParties {
            return self.beside.holds(id);
        }
        let row = self.replica.row(id).filter(|row| !self.replica.is_deleted(*row));
        row.is_some_and(|row| self.replica.kind(row) == schema.kind)
    }

    /// True if no record has had this id.
    pub fn is_free(&self, id: RecordId) -> bool {
        self.replica.row(id).is_none() && self.beside.is_free(id)
    }
}

fn collect(replica: &Replica, context: &DigestContext, schema: &Schema) -> Names {
    let mut names = Names::default();
    let codes: Vec<&Field> = schema.fields.iter().filter(|field| is_code(field)).collect();
    for row in replica.list(schema.kind) {
        let (id, view) = (replica.id(*row), replica.view(*row));
        if let Some(key) = name_key(schema, &schema.title_of(&view, context.names())) {
            add_name(&mut names, key, id);
            let parent = schema.under.and_then(|field| replica.row(view.reference(field)?));
            if let Some(parent) = parent {
                let above = context.title_of(replica.kind(parent), &replica.view(parent));
                add_name(&mut names, key_within(key, &above), id);
            }
        }
        for field in &codes {
            let mut add = |value: &Value| {
                if let Some(key) = value.as_text().and_then(|text| code_key(schema, text)) {
                    add_name(&mut names, key, id);
                }
            };
            match field.many {
                true => view.look_at_all(field.number, &mut add),
                false => view.look(field.number, &mut add),
            }
        }
    }
    names
}

/// True for fields whose texts belong to one record.
fn is_code(field: &Field) -> bool {
    let coded = || {
        let label = fold(&field.label);
        let words: Vec<&str> = label.split_whitespace().collect();
        // A customer number; in Vietnamese the word comes first.
        let ends = words.last().is_some_and(|last| CODES.contains(last));
        CODES.contains(&label.as_str()) || ends || words.first() == Some(&"ma")
    };
    let known = field.kind == FieldType::Email || field.vcard == "UID";
    known || (field.kind == FieldType::Text && !field.many && coded())
}

/// The names of what referenced records stand under, by the label under which the file gives them
/// beside the fields: a table of deals names the pipeline of each stage.
#[derive(Debug, Default)]
pub struct NamesAbove(Vec<(u32, Cow<'static, str>, String)>);

impl NamesAbove {
    /// Finds them in a draft, by the kind that the referenced records are of.
    pub fn of(schema: &Schema, schemas: &Schemas, draft: &Draft) -> Self {
        if !draft.slots.contains_key(&any_kind::EXTRA) {
            return Self::default();
        }
        let beside = draft.elements(any_kind::EXTRA);
        let mut found = Vec::new();
        for field in schema.fields.iter() {
            let of = schema.kind_referred_to(field.number).and_then(|kind| schemas.get(kind));
            let above = of
                .and_then(Schema::parent_kind)
                .filter(|above| Some(*above) != of.map(|of| of.kind));
            let Some(above) = above.and_then(|above| schemas.get(above)) else { continue };
            let named = beside.iter().find(|it| fold(it.label.trim()) == fold(&above.label));
            let name = named.and_then(|it| it.value.as_text());
            found.extend(name.map(|name| (field.number, above.label.clone(), name.to_owned())));
        }
        Self(found)
    }

    /// Returns the name above the record of a field.
    pub fn above(&self, field: &Field) -> Option<&str> {
        self.0.iter().find(|(number, ..)| *number == field.number).map(|(.., name)| name.as_str())
    }

    /// Removes from the values beside the fields what said which record a field refers to.
    pub fn forget(&self, draft: &mut Draft) {
        for (number, label, _) in &self.0 {
            let refers = draft.reference(*number).is_some();
            if let Some(DraftSlot::Many(beside)) = draft.slots.get_mut(&any_kind::EXTRA) {
                beside.retain(|it| !refers || fold(it.label.trim()) != fold(label));
                if beside.is_empty() {
                    draft.slots.remove(&any_kind::EXTRA);
                }
            }
        }
    }
}

/// Leaves out a record that a list names again, as by its name and by its address.
fn each_once(elements: &mut Vec<DraftElement>) {
    let mut seen: Vec<RecordId> = Vec::new();
    elements.retain(|element| match element.value.as_reference() {
        Some(id) if element.label.is_empty() && seen.contains(&id) => false,
        Some(id) => {
            seen.push(id);
            true
        }
        None => true,
    });
}

/// Calls `settle` with every value of a draft's reference fields and the field's schema entry. What
/// it returns as a text is kept beside the fields.
pub fn settle_references(
    schema: &Schema,
    draft: &mut Draft,
    mut settle: impl FnMut(&Field, &mut Value) -> Option<String>,
) {
    let mut beside: Vec<(&Field, String)> = Vec::new();
    for field in schema.fields.iter() {
        let FieldType::Reference(_) = field.kind else { continue };
        let mut keeps = |value: &mut Value| match settle(field, value) {
            Some(text) => {
                beside.push((field, text));
                false
            }
            None => true,
        };
        let keeps_some = match draft.slots.get_mut(&field.number) {
            Some(DraftSlot::One(Some(value))) => keeps(value),
            Some(DraftSlot::Many(elements)) => {
                elements.retain_mut(|element| keeps(&mut element.value));
                each_once(elements);
                !elements.is_empty()
            }
            _ => true,
        };
        if !keeps_some {
            draft.slots.remove(&field.number);
        }
    }
    for (field, text) in beside.into_iter().filter(|_| schema.field(any_kind::EXTRA).is_some()) {
        draft.push(any_kind::EXTRA, field.label.to_string(), Value::Text(text));
    }
}
