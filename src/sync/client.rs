//! The client: what it remembers, and the machine that decides what to ask next. It is told what
//! happened and says what to do; browser and simulation do it.

use std::collections::BTreeSet;

use domain::RecordId;
use replica::Record;

use super::message::{
    PROTOCOL, PullReply, PullRequest, PushReply, PushRequest, Reset, RowFault, RowResult,
};
use super::outbox::Outbox;
use super::row::{WireRow, adopt, adopt_answer};

/// The records of a device.
pub trait DeviceRecords {
    /// Returns a record, also a deleted one.
    fn record(&self, id: RecordId) -> Option<Record>;
    /// Stores a record in the place of the one with its id.
    fn put(&mut self, record: Record);
    /// Removes a record without a trace: it is not the user's to see any more.
    fn remove(&mut self, id: RecordId);
    /// Returns the ids of all records.
    fn ids(&self) -> Vec<RecordId>;
}

/// The memory of a device about its sync, kept beside the records and changed in the same transactions.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SyncState {
    /// The cursor of the last page that was taken.
    pub cursor: Option<String>,
    /// The epoch of that page.
    pub epoch: Option<String>,
    /// The writes that wait to be handed over.
    pub outbox: Outbox,
    /// The records that came since everything is taken anew; none otherwise.
    pub anew: Option<TakenAnew>,
}

/// The records that came since everything is taken anew.
#[derive(Clone, Debug, PartialEq)]
pub struct TakenAnew {
    reason: Reset,
    seen: BTreeSet<RecordId>,
}

/// The outcome of taking a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageTaken {
    /// It was taken; true if there is more.
    Taken(bool),
    /// Another tab was faster: nothing was changed.
    Moved,
}

impl SyncState {
    /// Takes a page, asked for with this cursor, in one transaction with the records. Values of no
    /// form that this version knows stay with the server; returns how many rows had some.
    pub fn take_page(
        &mut self,
        asked: Option<&str>,
        page: &PullReply,
        records: &mut impl DeviceRecords,
    ) -> (PageTaken, usize) {
        if self.cursor.as_deref() != asked {
            return (PageTaken::Moved, 0);
        }
        if let Some(reason) = page.reset {
            // A restored server may have forgotten something, whatever else happens meanwhile.
            let is_restored = self.anew.as_ref().is_some_and(|it| it.reason == Reset::Restore);
            let reason = if is_restored { Reset::Restore } else { reason };
            self.anew = Some(TakenAnew { reason, seen: BTreeSet::new() });
        }
        let mut unknown = 0;
        for row in &page.rows {
            if let Some(anew) = &mut self.anew {
                anew.seen.insert(row.id);
            }
            unknown += usize::from(!self.take_row(row, records));
        }
        self.cursor = Some(page.cursor.clone());
        self.epoch = Some(page.epoch.clone());
        if !page.more
            && let Some(anew) = self.anew.take()
        {
            self.settle_unseen(&anew, records);
        }
        (PageTaken::Taken(page.more), unknown)
    }

    fn take_row(&mut self, row: &WireRow, records: &mut impl DeviceRecords) -> bool {
        if row.is_hidden {
            // Edits that wait are refused when they are handed over; the user decides then.
            if !self.outbox.has(row.id) {
                records.remove(row.id);
            }
            return true;
        }
        let here = records.record(row.id);
        let empty = row.empty_record();
        let Ok(adopted) = adopt(here.as_ref().unwrap_or(&empty), row) else { return false };
        let is_restored = self.anew.as_ref().is_some_and(|it| it.reason == Reset::Restore);
        let is_back = adopted.is_gone() && row.gone.is_none();
        if (is_restored || is_back)
            && let Ok(theirs) = adopt(&empty, row)
        {
            // The server has forgotten what this device knows, or may have.
            self.outbox.note(Some(&theirs), &adopted);
        }
        if row.gone.is_some() {
            self.outbox.forget(row.id);
        }
        if here.as_ref() != Some(&adopted) {
            records.put(adopted);
        }
        true
    }

    /// Removes what the server does not have any more, or hands it over again.
    fn settle_unseen(&mut self, anew: &TakenAnew, records: &mut impl DeviceRecords) {
        for id in records.ids().into_iter().filter(|id| !anew.seen.contains(id)) {
            match (anew.reason, records.record(id)) {
                (Reset::Restore, Some(record)) => self.outbox.note_all(&record),
                (Reset::Gc | Reset::Access, Some(_)) if !self.outbox.has(id) => records.remove(id),
                _ => {}
            }
        }
    }

    /// Takes the answers to rows that were sent, in one transaction with the records.
    pub fn take_answers(
        &mut self,
        sent: &[WireRow],
        reply: &PushReply,
        records: &mut impl DeviceRecords,
    ) {
        for (sent, result) in sent.iter().zip(&reply.res) {
            match result {
                RowResult::Refused { err, .. } => self.outbox.refuse(sent, *err),
                RowResult::Taken { row, .. } => {
                    self.outbox.settle(sent);
                    if row.as_ref().is_some_and(|row| row.gone.is_some()) {
                        self.outbox.forget(sent.id);
                    }
                    let here = row.as_ref().and_then(|_| records.record(sent.id));
                    let adopted = row
                        .as_ref()
                        .zip(here)
                        .map(|(row, here)| adopt_answer(&here, sent, row).unwrap_or(here));
                    if let Some(adopted) = adopted {
                        records.put(adopted);
                    }
                }
            }
        }
    }
}

/// The reason for which a call failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallFault {
    /// No network, no answer in time, or an error of the server.
    Unreachable,
    /// The server asks to wait, in milliseconds (`Retry-After`).
    Busy(u64),
    /// The token counts no longer: 401.
    SignIn,
    /// The device was locked out: 403.
    Revoked,
    /// The server was restored: 409.
    Epoch,
    /// The request is too large: 413.
    TooBig,
    /// The server speaks another version of the contract: 426.
    Outdated,
    /// A page that is no sync server answers, such as a captive portal.
    NoServer,
}

/// An event that the client is told.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// Something may have changed: a start, an edit, a network, a hint, a press.
    Wake,
    /// The time to wait is over.
    TimeUp,
    /// A page came.
    Pulled(Box<PullReply>),
    /// A page was taken.
    Taken(PageTaken),
    /// The rows to hand over.
    Collected(Vec<WireRow>),
    /// Answers came.
    Pushed(Box<PushReply>),
    /// The answers were taken.
    Settled,
    /// A call failed.
    Failed(CallFault),
}

/// A step for the driver to take.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Call `pull`.
    Pull(PullRequest),
    /// Take a page, asked for with this cursor, and say [`Event::Taken`].
    TakePage(Option<String>, Box<PullReply>),
    /// Read the rows of the outbox, at most so many, and say [`Event::Collected`].
    Collect(usize),
    /// Call `push`.
    Push(PushRequest),
    /// Take the answers to these rows and say [`Event::Settled`].
    TakeAnswers(Vec<WireRow>, Box<PushReply>),
    /// Say [`Event::TimeUp`] after so many milliseconds.
    Wait(u64),
    /// Nothing is left to do until something changes.
    Rest,
    /// Nothing can be done until the user does something about this.
    Stop(CallFault),
}

/// The most rows of a page.
const PAGE: usize = 1000;
/// The most rows of a push.
const BATCH: usize = 200;
/// The first and the longest time to wait after a failure, in milliseconds.
const WAITS: (u64, u64) = (1_000, 5 * 60_000);

/// The machine. It lives in the tab that leads; a crash loses nothing but what is on its way.
#[derive(Clone, Debug)]
pub struct Client {
    dev: String,
    ws: String,
    schema: u32,
    phase: ClientPhase,
    /// True if something happened since the last pull began.
    again: bool,
    failures: u32,
    batch: usize,
    /// For the jitter of waits.
    random: u64,
}

#[derive(Clone, Debug, PartialEq)]
enum ClientPhase {
    Resting,
    Pulling(Option<String>),
    Taking,
    Collecting,
    Pushing(Vec<WireRow>),
    Settling,
    Waiting,
    Stopped,
}

impl Client {
    /// Creates the machine of a device (16 hexadecimal digits) for a workspace. `random` spreads the
    /// devices' waits.
    pub fn new(dev: &str, ws: &str, schema: u32, random: u64) -> Self {
        let (dev, ws) = (dev.to_owned(), ws.to_owned());
        let (phase, again, failures) = (ClientPhase::Resting, false, 0);
        Self { dev, ws, schema, phase, again, failures, batch: BATCH, random: random | 1 }
    }

    /// Decides what to do about an event. An event that does not belong to what is being done, such as
    /// a reply that comes twice, changes nothing.
    pub fn step(&mut self, event: Event, state: &SyncState) -> Option<Effect> {
        match (event, std::mem::replace(&mut self.phase, ClientPhase::Resting)) {
            (Event::Wake, ClientPhase::Resting | ClientPhase::Stopped | ClientPhase::Waiting)
            | (Event::TimeUp, ClientPhase::Waiting) => Some(self.pull(state)),
            (Event::Wake, phase) => {
                (self.phase, self.again) = (phase, true);
                None
            }
            (Event::Pulled(page), ClientPhase::Pulling(asked)) => {
                self.phase = ClientPhase::Taking;
                Some(Effect::TakePage(asked, page))
            }
            (Event::Taken(taken), ClientPhase::Taking) => {
                self.failures = 0;
                match taken {
                    PageTaken::Taken(false) => Some(self.collect()),
                    PageTaken::Taken(true) | PageTaken::Moved => Some(self.pull(state)),
                }
            }
            (Event::Collected(rows), ClientPhase::Collecting) => Some(self.push(rows, state)),
            (Event::Pushed(reply), ClientPhase::Pushing(sent)) if reply.res.len() == sent.len() => {
                self.phase = ClientPhase::Settling;
                Some(Effect::TakeAnswers(sent, reply))
            }
            (Event::Settled, ClientPhase::Settling) => {
                self.failures = 0;
                Some(self.collect())
            }
            (Event::Failed(failure), ClientPhase::Pushing(sent)) => {
                Some(self.failed(failure, sent, state))
            }
            (Event::Failed(failure), ClientPhase::Pulling(_)) => {
                Some(self.failed(failure, Vec::new(), state))
            }
            (Event::Pushed(_), ClientPhase::Pushing(sent)) => {
                Some(self.failed(CallFault::NoServer, sent, state))
            }
            (_, phase) => {
                self.phase = phase;
                None
            }
        }
    }

    fn pull(&mut self, state: &SyncState) -> Effect {
        self.again = false;
        self.phase = ClientPhase::Pulling(state.cursor.clone());
        Effect::Pull(PullRequest {
            p: PROTOCOL,
            schema: self.schema,
            dev: self.dev.clone(),
            ws: self.ws.clone(),
            cursor: state.cursor.clone(),
            limit: PAGE,
        })
    }

    fn collect(&mut self) -> Effect {
        self.phase = ClientPhase::Collecting;
        Effect::Collect(self.batch)
    }

    fn push(&mut self, rows: Vec<WireRow>, state: &SyncState) -> Effect {
        if rows.is_empty() {
            self.batch = BATCH;
            self.phase = ClientPhase::Resting;
            return if self.again { self.pull(state) } else { Effect::Rest };
        }
        self.phase = ClientPhase::Pushing(rows.clone());
        Effect::Push(PushRequest {
            p: PROTOCOL,
            schema: self.schema,
            dev: self.dev.clone(),
            ws: self.ws.clone(),
            epoch: state.epoch.clone().unwrap_or_default(),
            rows,
        })
    }

    fn failed(&mut self, failure: CallFault, sent: Vec<WireRow>, state: &SyncState) -> Effect {
        match failure {
            CallFault::Unreachable => self.wait(0),
            CallFault::Busy(millis) => self.wait(millis),
            CallFault::Epoch => self.pull(state),
            CallFault::TooBig if sent.len() > 1 => {
                self.batch = (sent.len() / 2).max(1);
                self.collect()
            }
            // A row alone that is too large waits for the user, and the others go on.
            CallFault::TooBig if !sent.is_empty() => {
                let res = vec![RowResult::refused(RowFault::TooBig)];
                let epoch = state.epoch.clone().unwrap_or_default();
                self.phase = ClientPhase::Settling;
                Effect::TakeAnswers(sent, Box::new(PushReply { now: 0, epoch, res }))
            }
            other => {
                self.phase = ClientPhase::Stopped;
                Effect::Stop(other)
            }
        }
    }

    /// Waits twice as long after each failure, by a random half, so that devices do not come back
    /// together; at least as long as the server asks.
    fn wait(&mut self, least: u64) -> Effect {
        let (first, longest) = WAITS;
        let whole = first.saturating_mul(1 << self.failures.min(16)).min(longest);
        self.failures += 1;
        // Marsaglia, "Xorshift RNGs", 2003.
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        self.phase = ClientPhase::Waiting;
        Effect::Wait(least.max(whole / 2 + self.random % (whole / 2).max(1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_to_their_limit_and_end_at_a_wake() {
        let (mut client, state) = (Client::new("1", "w", 1, 7), SyncState::default());
        let mut last = 0;
        for _ in 0..20 {
            assert!(matches!(client.step(Event::Wake, &state), Some(Effect::Pull(_))));
            let wait = client.step(Event::Failed(CallFault::Unreachable), &state);
            let Some(Effect::Wait(millis)) = wait else { panic!("{wait:?}") };
            assert!((500..=WAITS.1).contains(&millis));
            last = millis;
        }
        assert!(last >= WAITS.1 / 2);
        client.step(Event::TimeUp, &state);
        let busy = client.step(Event::Failed(CallFault::Busy(900_000)), &state);
        assert_eq!(busy, Some(Effect::Wait(900_000)));
    }

    #[test]
    fn what_only_the_user_can_mend_stops_the_client_until_it_is_woken() {
        let state = SyncState::default();
        for failure in
            [CallFault::SignIn, CallFault::Revoked, CallFault::Outdated, CallFault::NoServer]
        {
            let mut client = Client::new("1", "w", 1, 7);
            client.step(Event::Wake, &state);
            let stopped = client.step(Event::Failed(failure), &state);
            assert_eq!(stopped, Some(Effect::Stop(failure)));
            assert_eq!(client.step(Event::TimeUp, &state), None);
            assert!(matches!(client.step(Event::Wake, &state), Some(Effect::Pull(_))));
        }
    }

    #[test]
    fn a_reply_that_nobody_waits_for_changes_nothing() {
        let (mut client, state) = (Client::new("1", "w", 1, 7), SyncState::default());
        assert_eq!(client.step(Event::Settled, &state), None);
        assert!(matches!(client.step(Event::Wake, &state), Some(Effect::Pull(_))));
        assert_eq!(client.step(Event::Collected(Vec::new()), &state), None);
        assert_eq!(client.step(Event::Wake, &state), None);
    }
}
