//! The writes that were not handed over yet: for each record the keys of the values, with the
//! stamps of the writes. The values themselves stay in the records.

use std::collections::BTreeMap;

use domain::RecordId;
use replica::{Record, Stamp};

use super::message::RowFault;
use super::row::{WireRow, row_of};
use super::row_key::RowKey;

/// The writes that wait.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outbox {
    waiting: BTreeMap<RecordId, Waiting>,
    /// Records of which the server refused something, with the reason. They wait for the user.
    refused: BTreeMap<RecordId, RowFault>,
}

/// The writes to a record that wait.
#[derive(Clone, Debug, Default, PartialEq)]
struct Waiting {
    /// True until the server has taken the record once.
    is_new: bool,
    keys: BTreeMap<RowKey, Stamp>,
    gone: Option<Stamp>,
}

impl Waiting {
    fn is_over(&self) -> bool {
        self.keys.is_empty() && self.gone.is_none()
    }
}

impl Outbox {
    /// Notes what an edit wrote. Belongs into the transaction of the edit.
    pub fn note(&mut self, before: Option<&Record>, after: &Record) {
        let (known, row) = (before.map(row_of), row_of(after));
        let of_before = |key: &RowKey| known.as_ref().and_then(|row| row.values.get(key));
        let waiting = self.waiting.entry(after.id).or_default();
        waiting.is_new |= before.is_none();
        if row.gone.is_some() {
            waiting.keys.clear();
            waiting.gone = row.gone;
        }
        let written = row.values.iter().filter(|(key, written)| of_before(key) != Some(*written));
        waiting.keys.extend(written.map(|(key, written)| (*key, written.stamp)));
        // An edit of the record means to try again.
        self.refused.remove(&after.id);
        self.tidy(after.id);
    }

    /// Puts everything that a record has back, as for a server that has forgotten it.
    pub fn note_all(&mut self, record: &Record) {
        self.note(None, record);
    }

    /// True if nothing waits, but for what was refused.
    pub fn is_empty(&self) -> bool {
        self.waiting.keys().all(|id| self.refused.contains_key(id))
    }

    /// Returns the number of records that wait.
    pub fn len(&self) -> usize {
        self.waiting.len()
    }

    /// True if something of a record waits.
    pub fn has(&self, id: RecordId) -> bool {
        self.waiting.contains_key(&id)
    }

    /// Returns the records that the server refused.
    pub fn refused(&self) -> impl Iterator<Item = (RecordId, RowFault)> {
        self.refused.iter().map(|(id, fault)| (*id, *fault))
    }

    /// Returns the rows to send, up to `most`; `record` finds the records.
    pub fn rows(&self, most: usize, record: impl Fn(RecordId) -> Option<Record>) -> Vec<WireRow> {
        let open = self.waiting.iter().filter(|(id, _)| !self.refused.contains_key(id));
        open.filter_map(|(id, waiting)| Some(waiting.row(&record(*id)?))).take(most).collect()
    }

    /// Takes off what the server has taken: of each value, the write that was sent and those before
    /// it. A later one waits on.
    pub fn settle(&mut self, sent: &WireRow) {
        let Some(waiting) = self.waiting.get_mut(&sent.id) else { return };
        waiting.is_new = false;
        waiting.keys.retain(|key, stamp| sent.values.get(key).is_none_or(|it| it.stamp < *stamp));
        if sent.gone >= waiting.gone {
            waiting.gone = None;
        }
        self.tidy(sent.id);
    }

    /// Sets a row aside that the server refused. It waits for the user, who edits it, hands it over
    /// whole ([`Outbox::note_all`]) or discards it: a record that was deleted for ever and forgotten by
    /// the server does not come back by itself.
    pub fn refuse(&mut self, sent: &WireRow, fault: RowFault) {
        self.refused.insert(sent.id, fault);
    }

    /// Forgets everything about a record: it was discarded, or is not here any more.
    pub fn forget(&mut self, id: RecordId) {
        self.waiting.remove(&id);
        self.refused.remove(&id);
    }

    fn tidy(&mut self, id: RecordId) {
        if self.waiting.get(&id).is_some_and(Waiting::is_over) {
            self.waiting.remove(&id);
        }
    }
}

impl Waiting {
    fn row(&self, record: &Record) -> WireRow {
        let mut row = row_of(record);
        row.is_new = self.is_new;
        if !self.is_new {
            row.values.retain(|key, _| self.keys.contains_key(key));
        }
        row
    }
}
