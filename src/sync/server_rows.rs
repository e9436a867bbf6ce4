//! The rows of a workspace and the answers of its server, in memory: the model of every server, and the
//! judge of the simulation. It knows no kind; all it looks at is ids, keys and stamps.

use std::collections::{BTreeMap, BTreeSet};

use domain::RecordId;
use replica::Stamp;
use thiserror::Error;

use super::message::{
    PROTOCOL, PullReply, PullRequest, PushReply, PushRequest, Reset, RowFault, RowResult,
};
use super::row::WireRow;

/// A clock may be ahead by this, in milliseconds, before its stamps are set back to the server's time.
const AHEAD: i64 = 5 * 60 * 1000;

/// The reason for which a whole request is not answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ServerRefusal {
    /// The device speaks another version of the contract: HTTP 426.
    #[error("the version of the contract is {PROTOCOL}")]
    Protocol,
    /// The device has not seen that the server was restored: HTTP 409.
    #[error("the server was restored: pull first")]
    Epoch,
}

impl ServerRefusal {
    /// Returns the status of the reply.
    pub fn code(self) -> u16 {
        match self {
            Self::Protocol => 426,
            Self::Epoch => 409,
        }
    }
}

/// A row with its place in the order of writes.
#[derive(Clone, Debug, PartialEq)]
struct Placed {
    row: WireRow,
    seq: u64,
}

/// A workspace.
#[derive(Clone, Debug, PartialEq)]
pub struct ServerRows {
    epoch: String,
    /// The number of the last write; each change of a row takes the next one.
    seq: u64,
    /// Deletions up to this number may be forgotten.
    floor: u64,
    rows: BTreeMap<RecordId, Placed>,
    order: BTreeMap<u64, RecordId>,
    /// The records that a user may not see, and how often that changed as a whole.
    rights: BTreeMap<String, (BTreeSet<RecordId>, u64)>,
    /// The last stamp that was set back.
    set_back: Stamp,
}

/// The contents of a cursor: the memory, the rights and the write up to which a device has all.
struct Cursor<'c> {
    epoch: &'c str,
    access: u64,
    seq: u64,
}

impl<'c> Cursor<'c> {
    fn parse(text: &'c str) -> Option<Self> {
        let mut parts = text.split('.');
        let (epoch, access, seq) = (parts.next()?, parts.next()?, parts.next()?);
        Some(Self { epoch, access: access.parse().ok()?, seq: seq.parse().ok()? })
    }
}

impl ServerRows {
    /// Creates an empty workspace.
    pub fn new(epoch: &str) -> Self {
        Self {
            epoch: epoch.to_owned(),
            seq: 0,
            floor: 0,
            rows: BTreeMap::new(),
            order: BTreeMap::new(),
            rights: BTreeMap::new(),
            set_back: Stamp::NEVER,
        }
    }

    /// Returns the number of the last write: a round that moves nothing leaves it as it is.
    pub fn writes(&self) -> u64 {
        self.seq
    }

    /// Returns a record's row.
    pub fn row(&self, id: RecordId) -> Option<&WireRow> {
        self.rows.get(&id).map(|placed| &placed.row)
    }

    /// Returns all rows, deletions that are not forgotten among them.
    pub fn all(&self) -> impl Iterator<Item = &WireRow> {
        self.rows.values().map(|placed| &placed.row)
    }

    /// True if a user may not see a record.
    pub fn is_hidden(&self, user: &str, id: RecordId) -> bool {
        self.rights_of(user).0.is_some_and(|hidden| hidden.contains(&id))
    }

    /// Answers a pull of a user.
    ///
    /// # Errors
    /// `Protocol`.
    pub fn pull(
        &self,
        user: &str,
        asked: &PullRequest,
        now: i64,
    ) -> Result<PullReply, ServerRefusal> {
        if asked.p != PROTOCOL {
            return Err(ServerRefusal::Protocol);
        }
        let access = self.rights_of(user).1;
        let cursor = asked.cursor.as_deref().map(Cursor::parse);
        let (from, reset) = match cursor {
            None => (None, None),
            Some(Some(it)) if it.epoch == self.epoch => match () {
                () if it.access != access => (None, Some(Reset::Access)),
                // From the beginning, nothing was known that could have been deleted.
                () if it.seq < self.floor => (None, Some(Reset::Gc)),
                () => (Some(it.seq), None),
            },
            Some(_) => (None, Some(Reset::Restore)),
        };
        let mut rows = Vec::new();
        let mut last = from.unwrap_or_default();
        let mut more = false;
        for (seq, id) in self.order.range(last + 1..) {
            if rows.len() >= asked.limit.max(1) {
                more = true;
                break;
            }
            last = *seq;
            let Some(placed) = self.rows.get(id) else { continue };
            let is_hidden = self.is_hidden(user, *id);
            match (is_hidden, placed.row.gone.is_some(), from) {
                // From the beginning, there is nothing that could be taken away.
                (true, _, None) | (_, true, None) => {}
                (true, _, Some(_)) => {
                    let mut row = WireRow::new(placed.row.kind, *id);
                    row.is_hidden = true;
                    rows.push(row);
                }
                _ => rows.push(placed.row.clone()),
            }
        }
        // Deletions that were forgotten count as looked at.
        let last = if more { last } else { self.seq };
        let cursor = format!("{}.{access}.{last}", self.epoch);
        Ok(PullReply { now, epoch: self.epoch.clone(), cursor, more, reset, rows })
    }

    /// Answers a push of a user.
    ///
    /// # Errors
    /// `Protocol`, `Epoch`.
    pub fn push(
        &mut self,
        user: &str,
        asked: PushRequest,
        now: i64,
    ) -> Result<PushReply, ServerRefusal> {
        if asked.p != PROTOCOL {
            return Err(ServerRefusal::Protocol);
        }
        if asked.epoch != self.epoch {
            return Err(ServerRefusal::Epoch);
        }
        let res = asked.rows.into_iter().map(|row| self.take(user, row, now)).collect();
        Ok(PushReply { now, epoch: self.epoch.clone(), res })
    }

    fn take(&mut self, user: &str, mut row: WireRow, now: i64) -> RowResult {
        let id = row.id;
        if self.is_hidden(user, id) {
            return RowResult::refused(RowFault::Denied);
        }
        let is_corrected = self.correct(&mut row, now);
        let (is_new, sent) = (row.is_new, row.clone());
        row.is_new = false;
        let Some(placed) = self.rows.get_mut(&id) else {
            // A record that is not here need not be deleted.
            return match (is_new, row.gone) {
                (false, Some(_)) => RowResult::taken(None),
                (false, None) => RowResult::refused(RowFault::Unknown),
                (true, _) => {
                    self.place(row);
                    RowResult::taken(is_corrected.then_some(sent))
                }
            };
        };
        let mut merged = placed.row.clone();
        if merged.take(row) {
            self.order.remove(&placed.seq);
            self.place(merged.clone());
        }
        let is_as_sent = merged.gone == sent.gone
            && sent.values.iter().all(|(key, written)| merged.values.get(key) == Some(written));
        let answer = if is_as_sent && !is_corrected { None } else { Some(merged) };
        RowResult::taken(answer)
    }

    fn place(&mut self, row: WireRow) {
        self.seq += 1;
        self.order.insert(self.seq, row.id);
        self.rows.insert(row.id, Placed { row, seq: self.seq });
    }

    /// Sets stamps of a clock that is ahead back to the server's time, in their order.
    fn correct(&mut self, row: &mut WireRow, now: i64) -> bool {
        let limit = u64::try_from(now.saturating_add(AHEAD)).unwrap_or_default();
        let mut ahead: Vec<&mut Stamp> =
            row.values.values_mut().map(|written| &mut written.stamp).collect();
        ahead.extend(row.gone.as_mut());
        ahead.retain(|stamp| stamp.millis > limit);
        ahead.sort();
        let any = !ahead.is_empty();
        let mut before = None;
        for stamp in ahead {
            let own = *stamp;
            if before != Some(own) {
                self.set_back = self.next_after(now, own.device);
            }
            before = Some(own);
            *stamp = self.set_back;
        }
        any
    }

    fn next_after(&self, now: i64, device: u64) -> Stamp {
        let millis = u64::try_from(now).unwrap_or_default();
        let Stamp { millis: last, counter, .. } = self.set_back;
        match counter.checked_add(1) {
            _ if millis > last => Stamp { millis, counter: 0, device },
            Some(counter) => Stamp { millis: last, counter, device },
            None => Stamp { millis: last + 1, counter: 0, device },
        }
    }

    fn rights_of(&self, user: &str) -> (Option<&BTreeSet<RecordId>>, u64) {
        self.rights.get(user).map_or((None, 0), |(hidden, access)| (Some(hidden), *access))
    }

    /// Hides a record from a user, or shows it. It takes a new place in the order, so that the user's
    /// devices hear of it.
    pub fn set_hidden(&mut self, user: &str, id: RecordId, is_hidden: bool) {
        let (hidden, _) = self.rights.entry(user.to_owned()).or_default();
        let changed = if is_hidden { hidden.insert(id) } else { hidden.remove(&id) };
        if let Some(placed) = self.rows.get(&id).filter(|_| changed).cloned() {
            self.order.remove(&placed.seq);
            self.place(placed.row);
        }
    }

    /// Makes all devices of a user take everything anew.
    pub fn change_access(&mut self, user: &str) {
        self.rights.entry(user.to_owned()).or_default().1 += 1;
    }

    /// Forgets the deletions that are there now.
    pub fn forget_deletions(&mut self) {
        let gone = |placed: &Placed| placed.row.gone.is_some();
        let forgotten: Vec<(RecordId, u64)> = self
            .rows
            .iter()
            .filter(|(_, placed)| gone(placed))
            .map(|(id, it)| (*id, it.seq))
            .collect();
        for (id, seq) in forgotten {
            self.rows.remove(&id);
            self.order.remove(&seq);
            self.floor = self.floor.max(seq);
        }
    }

    /// Returns a workspace restored from a backup: it may know less, and has another epoch.
    #[must_use]
    pub fn restored(backup: &Self, epoch: &str) -> Self {
        Self { epoch: epoch.to_owned(), ..backup.clone() }
    }
}
