//! Candidates for record pickers: records of a kind that match the typed text, with details that
//! tell namesakes apart.

use domain::{
    Field, FieldType, Fields, KindId, Money, Query, RecordId, Schema, StageResult, Trait, Value,
    initials, task,
};
use replica::{Row, Selection};
use store::Store;

use super::Env;
use super::workspace::Workspace;

/// Number of search hits checked for exact names; the best come first.
const LOOKED_AT: usize = 64;
/// Least weight of a text field that may describe a record beside its name.
const TELLING: u8 = 2;

/// A picker's request.
#[derive(Clone, Debug, PartialEq)]
pub struct CandidateQuery {
    /// The kind of record.
    pub kind: KindId,
    /// The typed text.
    pub typed: String,
    /// Records to exclude.
    pub but: Vec<RecordId>,
    /// Records whose related records are offered before anything is typed.
    pub near: Vec<RecordId>,
    /// Maximum number of candidates.
    pub most: usize,
}

/// A candidate.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Its id.
    pub id: RecordId,
    /// Its kind.
    pub kind: KindId,
    /// Its name.
    pub name: String,
    /// Letters for the avatar.
    pub initials: String,
    /// Details that tell it apart from namesakes: the records it belongs to, and a number or
    /// address.
    pub beside: Vec<String>,
    /// Its monetary value.
    pub worth: Option<Money>,
}

/// The candidates found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Candidates {
    /// The best matches.
    pub best: Vec<Candidate>,
    /// Number of all matches.
    pub count: usize,
    /// Records whose name is exactly the typed text.
    pub namesakes: Vec<RecordId>,
}

impl<S: Store, E: Env> Workspace<S, E> {
    /// Returns the records of a kind that match the typed text, as a list search does. With no
    /// text: those related to `near`, else the ones changed last.
    pub fn candidates(&self, looking: &CandidateQuery) -> Candidates {
        let CandidateQuery { kind, typed, but, near, most } = looking;
        let query = Query::parse(typed);
        let mut rows = match query.clone() {
            None => {
                let related = near.iter().flat_map(|id| self.related(*kind, *id)).collect();
                let none = |rows: &Vec<Row>| rows.is_empty();
                let last = || self.changed_last(*kind, *most + but.len());
                Some(related).filter(|rows| !none(rows)).unwrap_or_else(last)
            }
            query => self.select(*kind, &Selection { query, ..Selection::default() }),
        };
        if !but.is_empty() {
            let replica = self.replica();
            rows.retain(|row| !but.contains(&replica.id(*row)));
        }
        let ids: Vec<RecordId> = {
            let replica = self.replica();
            rows.iter().take(LOOKED_AT.max(*most)).map(|row| replica.id(*row)).collect()
        };
        let mut namesakes = ids.clone();
        namesakes.retain(|id| self.name(*id) == *typed);
        let best =
            ids.iter().take(*most).filter_map(|id| self.candidate_found(*id, query.as_ref()));
        Candidates { best: best.collect(), count: rows.len(), namesakes }
    }

    /// Returns the records of all kinds with a list of their own that match the typed text, the best
    /// first, names before everything else; none without a text.
    pub fn anything(&self, typed: &str, most: usize) -> Vec<Candidate> {
        let Some(query) = Query::parse(typed) else { return Vec::new() };
        let kinds: Vec<KindId> = {
            let replica = self.replica();
            let schemas = replica.context().schemas.all().iter();
            schemas.filter(|it| it.is(Trait::Listed)).map(|schema| schema.kind).collect()
        };
        let ids: Vec<RecordId> = {
            let replica = self.replica();
            let rows = replica.best_of(&kinds, &query, most);
            rows.into_iter().map(|row| replica.id(row)).collect()
        };
        ids.into_iter().filter_map(|id| self.candidate_found(id, Some(&query))).collect()
    }

    /// Returns one record as a candidate; `None` if it is gone.
    pub fn candidate(&self, id: RecordId) -> Option<Candidate> {
        self.candidate_found(id, None)
    }

    /// Like [`Workspace::candidate`], preferring the number or address that matched the query.
    fn candidate_found(&self, id: RecordId, query: Option<&Query>) -> Option<Candidate> {
        let record = self.record(id).filter(|_| self.is_live(id))?;
        let schema = self.schema(record.kind)?;
        let worth = schema.fields.iter().filter(|field| field.kind == FieldType::Money);
        let worth = worth.filter_map(|field| match record.value(field.number) {
            Some(Value::Money(money)) => Some(money),
            _ => None,
        });
        let name = self.name(id);
        let mut beside = self.stands_with(&schema, &record);
        // If the name does not match the query, something else did: show that.
        let by_other = query.filter(|query| query.marks(&name).is_empty());
        beside.extend(reach(&schema, &record, by_other));
        beside.retain(|text| !text.trim().is_empty() && *text != name);
        Some(Candidate {
            id,
            kind: record.kind,
            initials: initials(&record, self.name_habits()),
            beside,
            worth: worth.into_iter().next(),
            name,
        })
    }

    /// Returns the names of a record's references: the company of a contact; the company, first
    /// contact and stage of a deal.
    fn stands_with(&self, schema: &Schema, record: &impl Fields) -> Vec<String> {
        let of_field = |field: &Field| -> Option<String> {
            let FieldType::Reference(_) = field.kind else { return None };
            let id = first_reference(record, field.number)?;
            self.is_live(id).then(|| self.name(id))
        };
        // References to owners come before the record it is filed under.
        let is_place = |field: &&Field| schema.under == Some(field.number);
        let (places, owners): (Vec<&Field>, Vec<&Field>) = schema.fields.iter().partition(is_place);
        owners.into_iter().chain(places).filter_map(of_field).collect()
    }

    /// Returns the records of a kind related to a record: the one it refers to, and those filed
    /// under it; for deals, its open deals.
    fn related(&self, kind: KindId, id: RecordId) -> Vec<Row> {
        if let Some(open) = self.open_if_deals(kind, id) {
            return open;
        }
        let own = self.belongs_to(id, kind);
        let replica = self.replica();
        let own = own.and_then(|id| replica.row(id));
        own.into_iter().chain(replica.under(kind, id)).collect()
    }

    /// Returns the record of a kind that a record refers to, such as the company of a contact.
    pub fn belongs_to(&self, id: RecordId, kind: KindId) -> Option<RecordId> {
        let record = self.record(id)?;
        let schema = self.schema(record.kind)?;
        let fields = schema.fields.iter().filter(|it| it.kind == FieldType::Reference(kind));
        let mut ids = fields.filter_map(|field| first_reference(&record, field.number));
        ids.find(|id| self.is_live(*id))
    }

    /// Returns the records of a kind changed last, the latest first.
    fn changed_last(&self, kind: KindId, most: usize) -> Vec<Row> {
        let replica = self.replica();
        let mut last: Vec<(u64, Row)> = Vec::with_capacity(most + 1);
        for row in replica.list(kind) {
            let changed = replica.changed_millis(*row);
            if last.len() == most && last.last().is_none_or(|(least, _)| changed <= *least) {
                continue;
            }
            last.insert(last.partition_point(|(known, _)| *known >= changed), (changed, *row));
            last.truncate(most);
        }
        last.into_iter().map(|(_, row)| row).collect()
    }

    /// Guesses the deal of an activity: the deal of the task being completed, else the only open
    /// deal of the contact or company.
    pub fn deal_meant(&self, with: Option<RecordId>, task: Option<RecordId>) -> Option<RecordId> {
        let of_task = task.and_then(|id| self.record(id)).and_then(|task| {
            let deal = task.reference(task::DEAL)?;
            self.is_live(deal).then_some(deal)
        });
        of_task.or_else(|| match self.open_deals_of(with?).as_slice() {
            [only] => Some(*only),
            _ => None,
        })
    }

    /// Returns the open deals of a contact or company, those with the next task first.
    pub fn open_deals_of(&self, id: RecordId) -> Vec<RecordId> {
        let cards = self.deals_of(id).into_iter().filter_map(|row| self.deal_card(row));
        let open = cards.filter(|card| {
            card.stage.as_ref().is_none_or(|stage| stage.result == StageResult::Open)
        });
        open.map(|card| card.id).collect()
    }
}

/// Returns the record that a field refers to, the first of several.
fn first_reference(record: &impl Fields, field: u32) -> Option<RecordId> {
    let elements = || record.elements(field).into_iter().map(|element| element.value);
    let first = || {
        elements().find_map(|value| match value {
            Value::Reference(id) => Some(id),
            _ => None,
        })
    };
    record.reference(field).or_else(first)
}

/// Returns a phone number, email address, text or city that describes a record: the one that
/// matches the query, else the first.
fn reach(schema: &Schema, record: &impl Fields, query: Option<&Query>) -> Option<String> {
    let of_kind = |kind: FieldType| move |field: &Field| field.kind == kind;
    let telling = |field: &Field| field.kind == FieldType::Text && field.weight >= TELLING;
    let orders: [&dyn Fn(&Field) -> bool; 4] = [
        &of_kind(FieldType::Phone),
        &of_kind(FieldType::Email),
        &telling,
        &of_kind(FieldType::Address),
    ];
    let mut all: Vec<String> = Vec::new();
    for order in orders {
        for field in schema.fields.iter().filter(|field| order(field)) {
            let many = record.elements(field.number).into_iter().map(|element| element.value);
            let values = record.value(field.number).into_iter().chain(many);
            all.extend(values.filter_map(|value| match value {
                Value::Text(text) => Some(text),
                Value::Address(address) => Some(address.city.clone()),
                _ => None,
            }));
        }
    }
    all.retain(|text| !text.trim().is_empty());
    let found = query.and_then(|query| all.iter().position(|it| !query.marks(it).is_empty()));
    (!all.is_empty()).then(|| all.swap_remove(found.unwrap_or(0)))
}
