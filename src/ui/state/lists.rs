//! Lists: which records a screen shows, kept up to date.

use std::sync::Arc;

use leptos::prelude::*;

use super::app_state::{AppState, Phase};
use app::{CompanyCard, ContactCard};
use domain::{KindId, RecordId};
use replica::{Record, Row, Selection};

/// The rows of a list; followed when read in a view.
#[derive(Clone, Copy)]
pub struct Rows(Memo<Arrived>);

/// Rows with the revision they belong to: equal only if nothing was asked anew.
#[derive(Clone)]
struct Arrived(Arc<Vec<Row>>);

impl PartialEq for Arrived {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Rows {
    /// How many rows there are.
    pub fn count(&self) -> usize {
        self.0.with(|arrived| arrived.0.len())
    }

    /// The row at a place of the list.
    pub fn get(&self, place: usize) -> Option<Row> {
        self.0.with(|arrived| arrived.0.get(place).copied())
    }

    /// All rows; followed when read in a view.
    pub fn watch(&self) -> Arc<Vec<Row>> {
        self.0.with(|arrived| arrived.0.clone())
    }

    /// All rows, without following.
    pub fn all(&self) -> Arc<Vec<Row>> {
        self.0.with_untracked(|arrived| arrived.0.clone())
    }
}

impl AppState {
    /// The records of a kind that a selection asks for.
    pub fn rows(
        self,
        kind: KindId,
        selection: impl Fn() -> Selection + Send + Sync + 'static,
    ) -> Rows {
        self.rows_by(move || {
            let ready = self.phase.get() == Phase::Ready;
            if ready { self.watch().select(kind, &selection()) } else { Vec::new() }
        })
    }

    /// The rows that a function gives, asked anew when what it reads changes.
    pub(super) fn rows_by(self, rows: impl Fn() -> Vec<Row> + Send + Sync + 'static) -> Rows {
        Rows(Memo::new(move |_| Arrived(Arc::new(rows()))))
    }

    /// A contact for a list.
    pub fn contact_card(&self, row: Row) -> Option<ContactCard> {
        self.satchel().contact_card(row)
    }

    /// A company for a list.
    pub fn company_card(&self, row: Row) -> Option<CompanyCard> {
        self.satchel().company_card(row)
    }

    /// A record, followed; `None` where there is none of this id.
    pub fn record(&self, id: RecordId) -> Option<Record> {
        self.watch().record(id)
    }

    /// How many records of a kind there are, followed.
    pub fn count(&self, kind: KindId) -> usize {
        self.watch().count(kind)
    }

    /// The id of a row.
    pub fn id_of(&self, row: Row) -> Option<RecordId> {
        let satchel = self.satchel();
        let replica = satchel.replica();
        replica.holds(row).then(|| replica.id(row))
    }

    /// The first letter of the sort key of a row, for the alphabet: a letter, or `#`.
    pub fn letter_of(&self, row: Row) -> char {
        let satchel = self.satchel();
        let replica = satchel.replica();
        if !replica.holds(row) {
            return '#';
        }
        match replica.key(row) {
            [letter @ b'a'..=b'z', ..] => letter.to_ascii_uppercase().into(),
            [0xf8, ..] => '中',
            key => std::str::from_utf8(key.split(|byte| *byte == 0).next().unwrap_or_default())
                .ok()
                .and_then(|text| text.chars().find(|letter| letter.is_alphabetic()))
                .unwrap_or('#'),
        }
    }
}
