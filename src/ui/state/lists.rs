//! Lists of records that stay up to date.

use std::sync::Arc;

use leptos::prelude::*;

use super::records::Records;
use super::session::Phase;
use app::{ContactCard, RecordCard};
use domain::{KindId, RecordId};
use replica::{Record, Row, Selection};

/// The rows of a list. Tracked when read in a view.
#[derive(Clone, Copy)]
pub struct Rows(Memo<Arrived>);

/// Rows compared by pointer: a recomputed list always counts as changed.
#[derive(Clone)]
struct Arrived(Arc<Vec<Row>>);

impl PartialEq for Arrived {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Rows {
    /// Returns the number of rows.
    pub fn count(&self) -> usize {
        self.0.with(|arrived| arrived.0.len())
    }

    /// Returns the row at an index.
    pub fn get(&self, place: usize) -> Option<Row> {
        self.0.with(|arrived| arrived.0.get(place).copied())
    }

    /// Returns all rows. Tracked.
    pub fn watch(&self) -> Arc<Vec<Row>> {
        self.0.with(|arrived| arrived.0.clone())
    }

    /// Returns all rows, untracked.
    pub fn all(&self) -> Arc<Vec<Row>> {
        self.0.with_untracked(|arrived| arrived.0.clone())
    }
}

impl Records {
    /// Returns the records of a kind matching a selection.
    pub fn rows(
        self,
        kind: KindId,
        selection: impl Fn() -> Selection + Send + Sync + 'static,
    ) -> Rows {
        self.rows_by(move || {
            let ready = self.session.phase.get() == Phase::Ready;
            if ready {
                self.session.workspace_of(&[kind]).select(kind, &selection())
            } else {
                Vec::new()
            }
        })
    }

    /// Wraps a function that computes rows; recomputes when its dependencies change.
    pub(super) fn rows_by(self, rows: impl Fn() -> Vec<Row> + Send + Sync + 'static) -> Rows {
        Rows(Memo::new(move |_| Arrived(Arc::new(rows()))))
    }

    /// Returns a contact's card.
    pub fn contact_card(&self, row: Row) -> Option<ContactCard> {
        self.session.workspace().contact_card(row)
    }

    /// Returns a record's card.
    pub fn card(&self, row: Row) -> Option<RecordCard> {
        self.session.workspace().card(row)
    }

    /// Returns a record by id. Tracked.
    pub fn record(&self, id: RecordId) -> Option<Record> {
        self.session.workspace_of_record(id).record(id)
    }

    /// Counts the records of a kind. Tracked.
    pub fn count(&self, kind: KindId) -> usize {
        self.session.workspace_of(&[kind]).count(kind)
    }

    /// Returns the id of a row; `None` if the row is stale.
    pub fn id_of(&self, row: Row) -> Option<RecordId> {
        let workspace = self.session.workspace();
        let (replica, row) = workspace.held(row)?;
        Some(replica.id(row))
    }

    /// Returns the record that a row stands under, such as a deal's stage.
    pub fn link_of(&self, row: Row) -> Option<RecordId> {
        let workspace = self.session.workspace();
        let replica = workspace.replica();
        if replica.holds(row) { replica.link(row) } else { None }
    }

    /// Returns the first letter of a row's sort key for the alphabet rail, or `#`.
    pub fn letter_of(&self, row: Row) -> char {
        let workspace = self.session.workspace();
        let replica = workspace.replica();
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
