//! The rows of a list: a selection in an order, found also through the records that it refers to,
//! and narrowed by what no field holds.

use std::collections::HashSet;

use domain::{FieldType, Fields, Filter, KindId, Narrowing, Query, RecordId, Value};
use replica::{RecordView, Replica, Row, Selection, Sort};
use store::Store;

use super::Env;
use super::workspace::Workspace;

/// The order of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListSort {
    /// One that lists of every kind have.
    Known(Sort),
    /// The reverse of such a one.
    Reversed(Sort),
    /// By the value of a field; records without one come last.
    Field {
        /// The field, by number.
        number: u32,
        /// True for the greatest first.
        is_descending: bool,
    },
}

impl Default for ListSort {
    fn default() -> Self {
        Self::Known(Sort::default())
    }
}

impl ListSort {
    /// Returns the reverse order.
    #[must_use]
    pub fn turned(self) -> Self {
        match self {
            Self::Known(sort) => Self::Reversed(sort),
            Self::Reversed(sort) => Self::Known(sort),
            Self::Field { number, is_descending } => {
                Self::Field { number, is_descending: !is_descending }
            }
        }
    }

    /// True if both are the same order or one is the reverse of the other.
    pub fn is_along(self, other: Self) -> bool {
        self == other || self == other.turned()
    }

    /// Returns the order that lists of every kind have, and true if it is reversed; by name for an
    /// order by a field.
    pub fn known(self) -> (Sort, bool) {
        match self {
            Self::Known(sort) => (sort, false),
            Self::Reversed(sort) => (sort, true),
            Self::Field { .. } => (Sort::Name, false),
        }
    }
}

/// The records that a list shows, and their order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListWanted {
    /// The search text.
    pub words: String,
    /// The filter.
    pub filter: Filter,
    /// True to show favorites only.
    pub favorites: bool,
    /// True to show closed records only, false for open ones only; `None` for both.
    pub closed: Option<bool>,
    /// The narrowings that apply beside the filter.
    pub narrowings: Vec<Narrowing>,
    /// The record whose part of the board is shown, such as a pipeline; `None` for all.
    pub within: Option<RecordId>,
    /// The order.
    pub sort: ListSort,
}

/// Number of matching records that are looked up in what refers to them.
const LOOKED_AT: usize = 50;

impl<S: Store, E: Env> Workspace<S, E> {
    /// Returns the records of a kind that a list shows, in its order.
    pub fn list_rows(&self, kind: KindId, wanted: &ListWanted) -> Vec<Row> {
        let query = Query::parse(&wanted.words);
        let finders = self.finders(kind);
        // Found through others, the matches keep the order of the list.
        let (ranked, looked_up) = if finders.is_empty() { (query, None) } else { (None, query) };
        let (sort, is_reversed) = wanted.sort.known();
        let mut rows = self.select(
            kind,
            &Selection {
                query: ranked,
                filter: wanted.filter.clone(),
                favorites: wanted.favorites,
                closed: wanted.closed,
                under: None,
                sort,
                is_reversed,
            },
        );
        if let Some(query) = looked_up {
            let found = self.found_through(kind, &query, &finders);
            rows.retain(|row| found.contains(&self.replica().id(*row)));
        }
        self.keep_narrowed(&mut rows, &wanted.narrowings);
        if let Some(within) = wanted.within {
            self.keep_within(kind, &mut rows, within);
        }
        if let ListSort::Field { number, is_descending } = wanted.sort {
            self.sort_by_field(kind, &mut rows, number, is_descending);
        }
        rows
    }

    /// Returns the kinds through whose names records of a kind are found, apart from the one that
    /// they stand under: the replica searches that together with them.
    fn finders(&self, kind: KindId) -> Vec<KindId> {
        let replica = self.replica();
        let Some(schema) = replica.schema(kind) else { return Vec::new() };
        let fields = schema.found_by.iter().filter(|field| schema.under != Some(**field));
        fields.filter_map(|field| schema.kind_referred_to(*field)).collect()
    }

    /// Finds records by words in their own fields or in those of the records that they refer to.
    fn found_through(&self, kind: KindId, query: &Query, finders: &[KindId]) -> HashSet<RecordId> {
        let replica = self.replica();
        let matching = |kind: KindId| {
            let query = Some(query.clone());
            replica.select(kind, &Selection { query, ..Selection::default() })
        };
        let own = matching(kind).into_iter().map(|row| replica.id(row));
        let mut found: HashSet<RecordId> = own.collect();
        for finder in finders {
            // If words match very many, looking up every one in all records is not worth it.
            for row in matching(*finder).into_iter().take(LOOKED_AT) {
                let about = replica.mentioning(replica.list(kind), replica.id(row));
                found.extend(about.into_iter().map(|row| replica.id(row)));
            }
        }
        found
    }

    fn sort_by_field(&self, kind: KindId, rows: &mut [Row], number: u32, is_descending: bool) {
        let replica = self.replica();
        let Some(schema) = replica.schema(kind) else { return };
        let Some(field) = schema.field(number) else { return };
        let is_since = schema.board.is_some_and(|board| board.since == Some(number));
        let value = |view: &RecordView<'_>| match field.many {
            true => Some(view.elements(number).into_iter().next()?.value),
            false => view.value(number),
        };
        rows.sort_by_cached_key(|row| {
            let Some((held, row)) = self.held(*row) else { return (true, None) };
            let value = value(&held.view(row)).filter(|value| !value.is_blank());
            let since = || is_since.then(|| Value::Moment(held.id(row).created_millis()));
            let value = value.or_else(since);
            let choices = if field.kind == FieldType::Choice { &field.choices[..] } else { &[] };
            let place = |text: &str| choices.iter().position(|choice| choice.key == text);
            let key = value.map(|value| match value {
                Value::Text(text) => match place(&text) {
                    Some(place) => turned(&(place as u64).to_be_bytes(), is_descending),
                    None => turned(&text_key(&replica, &text), is_descending),
                },
                // Currencies stand together, whatever the direction.
                Value::Money(money) => {
                    let minor = turned(&signed(money.minor), is_descending);
                    [money.currency.to_vec(), minor].concat()
                }
                value => turned(&plain_key(&replica, &value), is_descending),
            });
            (key.is_none(), key)
        });
    }
}

/// Returns bytes whose order is that of a text's place in lists.
fn text_key(replica: &Replica, text: &str) -> Vec<u8> {
    let mut key = replica.context().sort_key(text);
    // The end, so that the reverse order puts the longer of two texts first.
    key.push(0);
    key
}

/// Returns bytes whose order is that of the values.
fn plain_key(replica: &Replica, value: &Value) -> Vec<u8> {
    match value {
        Value::Number(number) => {
            let bits = number.to_bits();
            let ordered = if bits >> 63 == 1 { !bits } else { bits | 1 << 63 };
            ordered.to_be_bytes().to_vec()
        }
        Value::Moment(millis) => signed(*millis).to_vec(),
        Value::Flag(is_set) => vec![u8::from(*is_set)],
        Value::Date(date) => date.to_string().into_bytes(),
        // In the order of their own list: stages by their position, people by name.
        Value::Reference(id) => {
            let row = replica.row(*id);
            row.map(|row| replica.key(row).to_vec()).unwrap_or_default()
        }
        value => value.as_text().unwrap_or_default().as_bytes().to_vec(),
    }
}

fn signed(number: i64) -> [u8; 8] {
    (number.cast_unsigned() ^ (1 << 63)).to_be_bytes()
}

fn turned(key: &[u8], is_descending: bool) -> Vec<u8> {
    key.iter().map(|byte| if is_descending { !byte } else { *byte }).collect()
}
