//! Relations: everything that refers to a record, found by the schemas alone.

use std::cmp::Reverse;

use domain::{Field, FieldType, Fields, Kept, KindId, RecordId, Schema, Shown, Value, page_part};
use replica::{Replica, Row};
use store::Store;

use super::Env;
use super::workspace::Workspace;

/// The records of a kind that refer to a record by one of their fields.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    /// Their kind.
    pub kind: KindId,
    /// The field.
    pub field: u32,
    /// The records, the last changed first.
    pub rows: Vec<Row>,
}

/// A section of the pages of a kind: the records of a kind that refer to the page's record by a field.
#[derive(Clone, Debug, PartialEq)]
pub struct PageSection {
    /// Their kind.
    pub of: KindId,
    /// The field.
    pub field: Field,
    /// Its name in layouts.
    pub part: String,
    /// True if the user wants pages without it.
    pub is_hidden: bool,
    /// True if records of that kind can refer to the same record by other fields, too.
    pub is_one_of_several: bool,
}

impl<S: Store, E: Env> Workspace<S, E> {
    /// Returns the live hot records that refer to a record: one entry for each kind and field that
    /// has any, in the order of the schemas. Decodes only records that mention it, and the parents of
    /// companies, which digests do not mention.
    pub fn relations(&self, id: RecordId) -> Vec<Relation> {
        let replica = self.replica();
        let Some(own) = replica.row(id).map(|row| replica.kind(row)) else { return Vec::new() };
        let schemas = &replica.context().schemas;
        let referring = schemas.all().iter().filter(|schema| schema.kept == Kept::Hot);
        referring.flat_map(|schema| relations_of_kind(&replica, schema, own, id)).collect()
    }

    /// Returns the sections of a kind's pages that no code is made for, in the order of the user,
    /// hidden ones included. What is about a record stands in its timeline or its next tasks.
    pub fn page_sections(&self, kind: KindId) -> Vec<PageSection> {
        let fields = self.relations_to(kind);
        let replica = self.replica();
        let Some(own) = replica.context().schemas.get(kind) else { return Vec::new() };
        let count = |of: KindId| fields.iter().filter(|it| it.0 == of).count();
        let placed = |(of, field): &(KindId, Field)| {
            let is_elsewhere = own.shown_apart.contains(of) || field.about().is_some();
            let part = page_part(replica.context().schemas.get(*of)?, field);
            (!is_elsewhere).then(|| PageSection {
                of: *of,
                field: field.clone(),
                is_hidden: own.hides_on_page(&part),
                part,
                is_one_of_several: count(*of) > 1,
            })
        };
        let mut sections: Vec<PageSection> = fields.iter().filter_map(placed).collect();
        sections.sort_by_key(|section| own.page_place(&section.part));
        sections
    }

    /// Returns the fields by which records of other kinds, and of its own, can refer to a kind: its
    /// relations in the order of [`Workspace::relations`], also those without records.
    pub(super) fn relations_to(&self, kind: KindId) -> Vec<(KindId, Field)> {
        let replica = self.replica();
        let schemas = replica.context().schemas.all().iter();
        let hot = schemas.filter(|schema| schema.kept == Kept::Hot);
        hot.flat_map(|schema| {
            references(schema, kind).map(|field| (schema.kind, field.clone())).collect::<Vec<_>>()
        })
        .collect()
    }
}

/// Returns a kind's shown reference fields to records of another.
pub(super) fn references(schema: &Schema, to: KindId) -> impl Iterator<Item = &Field> {
    let fields = schema.fields.iter().filter(move |field| field.kind == FieldType::Reference(to));
    fields.filter(|field| !matches!(field.shown, Shown::Never | Shown::Derived))
}

fn relations_of_kind(
    replica: &Replica,
    schema: &Schema,
    own: KindId,
    id: RecordId,
) -> Vec<Relation> {
    let fields: Vec<&Field> = references(schema, own).collect();
    if fields.is_empty() {
        return Vec::new();
    }
    let list = replica.list(schema.kind);
    // A searched reference is mentioned in the digest's text.
    let is_mentioned = |field: &Field| (1..3).contains(&field.weight);
    let mentioning = match fields.iter().any(|field| is_mentioned(field)) {
        true => replica.mentioning(list, id),
        false => Vec::new(),
    };
    let mut relations = Vec::new();
    for field in fields {
        let refers = |row: &Row| refers(replica, *row, field, id);
        let mut rows: Vec<Row> = if schema.under == Some(field.number) {
            replica.under(schema.kind, id).collect()
        } else if is_mentioned(field) {
            mentioning.iter().copied().filter(refers).collect()
        } else {
            list.iter().copied().filter(refers).collect()
        };
        if !rows.is_empty() {
            rows.sort_by_cached_key(|row| {
                (Reverse(replica.changed_millis(*row)), Reverse(replica.id(*row)))
            });
            relations.push(Relation { kind: schema.kind, field: field.number, rows });
        }
    }
    relations
}

fn refers(replica: &Replica, row: Row, field: &Field, id: RecordId) -> bool {
    let mut found = false;
    let mut see = |value: &Value| found |= *value == Value::Reference(id);
    let view = replica.view(row);
    if field.many {
        view.look_at_all(field.number, &mut see);
    } else {
        view.look(field.number, &mut see);
    }
    found
}
