//! Devices, a network and a server that do whatever they can do wrong, by seeds: what holds after each
//! step, and what must hold once everything works again.
//!
//! `SYNC_SEEDS=from..to` plays other schedules than the usual ones.

use std::collections::{BTreeMap, BTreeSet};

use domain::{ElementId, KindId, RecordId, Value, any_kind};
use replica::{Clock, Item, Record, Slot, Stamp};

use super::client::{CallFault, Client, DeviceRecords, Effect, Event, SyncState};
use super::message::{PullRequest, PushRequest, RowFault};
use super::row::{WireRow, row_of};
use super::row_key::RowKey;
use super::server_rows::{ServerRefusal, ServerRows};

/// The schedules that every run of the tests plays.
const USUAL: std::ops::Range<u64> = 0..10_000;
/// The steps of a schedule before everything works again.
const STEPS: usize = 90;
/// Rounds in which everything works; then nothing may be left to do.
const ROUNDS: usize = 30;
const NAME: u32 = 2;
const PHONES: u32 = 30;
const START: i64 = 1_790_000_000_000;

/// Marsaglia, "Xorshift RNGs", 2003.
struct Dice(u64);

impl Dice {
    fn new(seed: u64) -> Self {
        // Neighboring seeds begin far apart.
        Self(seed.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 11) % end.max(1) as u64) as usize
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> Option<&'a T> {
        all.get(self.below(all.len()))
    }
}

#[derive(Clone, Default)]
struct Shelf(BTreeMap<RecordId, Record>);

impl DeviceRecords for Shelf {
    fn record(&self, id: RecordId) -> Option<Record> {
        self.0.get(&id).cloned()
    }

    fn put(&mut self, record: Record) {
        self.0.insert(record.id, record);
    }

    fn remove(&mut self, id: RecordId) {
        self.0.remove(&id);
    }

    fn ids(&self) -> Vec<RecordId> {
        self.0.keys().copied().collect()
    }
}

/// A device with two tabs, which know nothing of each other.
struct Device {
    user: String,
    records: Shelf,
    state: SyncState,
    tabs: [Tab; 2],
    clock: Clock,
    /// The milliseconds by which its clock is ahead.
    skew: i64,
}

struct Tab {
    client: Client,
    /// The number of its last call, in this life or an earlier one: a reply belongs to its call.
    calls: u32,
}

/// A request on its way, with its sender.
#[derive(Clone)]
struct Flight {
    device: usize,
    tab: usize,
    number: u32,
    call: Call,
}

#[derive(Clone)]
enum Call {
    Pull(PullRequest),
    Push(PushRequest),
}

struct World {
    dice: Dice,
    now: i64,
    server: ServerRows,
    backup: ServerRows,
    devices: Vec<Device>,
    flights: Vec<Flight>,
    /// The stamps of writes that a device was told are taken.
    acknowledged: BTreeMap<(RecordId, RowKey), Stamp>,
    made: u64,
}

fn text(text: String) -> Option<Value> {
    Some(Value::Text(text))
}

impl World {
    fn new(seed: u64) -> Self {
        let device = |number: u64| Device {
            // Two devices of one user, and one of another.
            user: if number < 2 { "ann".to_owned() } else { "bob".to_owned() },
            records: Shelf::default(),
            state: SyncState::default(),
            tabs: [0, 1].map(|tab| Tab { client: client(number, tab), calls: 0 }),
            clock: Clock::new(number + 1),
            skew: 0,
        };
        let server = ServerRows::new("e0");
        Self {
            dice: Dice::new(seed),
            now: START,
            backup: server.clone(),
            server,
            devices: (0..3).map(device).collect(),
            flights: Vec::new(),
            acknowledged: BTreeMap::new(),
            made: 0,
        }
    }

    fn step(&mut self) {
        self.now += self.dice.below(60_000) as i64;
        let device = self.dice.below(self.devices.len());
        match self.dice.below(40) {
            0..=11 => self.edit(device),
            12..=19 => {
                let tab = usize::from(self.dice.one_in(4));
                self.tell(device, tab, Event::Wake);
            }
            20..=30 => self.fly(),
            31 => self.crash(device),
            32 => {
                let days = [0, 0, -3, 2, 400][self.dice.below(5)];
                self.devices[device].skew = days * 86_400_000;
            }
            33 => self.time_up(device),
            34 if self.dice.one_in(3) => {
                self.forget_deletions();
            }
            35 if self.dice.one_in(3) => self.backup = self.server.clone(),
            36 if self.dice.one_in(6) => self.restore(),
            37 => self.hide(),
            38 if self.dice.one_in(3) => self.server.change_access("bob"),
            _ => {}
        }
        self.check_each_step();
    }

    fn edit(&mut self, device: usize) {
        let (dice, now) = (&mut self.dice, self.now);
        let Device { records, state, clock, skew, .. } = &mut self.devices[device];
        let stamp = clock.tick(now + *skew);
        let live: Vec<RecordId> =
            records.0.values().filter(|it| !it.is_gone()).map(|it| it.id).collect();
        let known = dice.of(&live).copied().filter(|_| !dice.one_in(4));
        let before = known.and_then(|id| records.0.get(&id)).cloned();
        self.made += 1;
        let made = self.made;
        let mut random = [0; 10];
        random[..8].copy_from_slice(&made.to_be_bytes());
        let mut after = before.clone().unwrap_or_else(|| {
            let mut record = Record::new(KindId(1), RecordId::new(now, random));
            record.put(NAME, Slot::One { stamp, value: text(format!("Name {made}")) });
            record
        });
        match dice.below(12) {
            0 if before.is_some() => after = Record::gone(after.kind, after.id, stamp),
            1 | 2 => {
                let value = Some(Value::Flag(dice.one_in(2)));
                after.put(any_kind::DELETED, Slot::One { stamp, value });
            }
            3..=5 => {
                let id = ElementId(dice.below(3) as u64);
                let mut items = after.items(PHONES).to_vec();
                let item = Item {
                    id,
                    stamp,
                    removed: dice.one_in(3),
                    order: "a".to_owned(),
                    label: String::new(),
                    value: Value::Text(format!("{made}")),
                };
                match items.binary_search_by_key(&id, |item| item.id) {
                    Ok(place) => items[place] = item,
                    Err(place) => items.insert(place, item),
                }
                after.put(PHONES, Slot::Many(items));
            }
            _ => {
                let field = NAME + dice.below(4) as u32;
                let is_cleared = field != NAME && dice.one_in(4);
                let value = text(format!("Value {made}")).filter(|_| !is_cleared);
                after.put(field, Slot::One { stamp, value });
            }
        }
        state.outbox.note(before.as_ref(), &after);
        records.put(after);
    }

    /// Tells a tab what happened and does what it says, up to the next call.
    fn tell(&mut self, device: usize, tab: usize, event: Event) {
        let mut event = event;
        loop {
            let Device { records, state, tabs, .. } = &mut self.devices[device];
            let Tab { client, calls } = &mut tabs[tab];
            let Some(effect) = client.step(event, state) else { return };
            event = match effect {
                Effect::Pull(request) => {
                    *calls += 1;
                    let (number, call) = (*calls, Call::Pull(request));
                    return self.flights.push(Flight { device, tab, number, call });
                }
                Effect::Push(request) => {
                    *calls += 1;
                    let (number, call) = (*calls, Call::Push(request));
                    return self.flights.push(Flight { device, tab, number, call });
                }
                Effect::TakePage(asked, page) => {
                    let before = state.clone();
                    let taken = state.take_page(asked.as_deref(), &page, records);
                    assert_eq!(taken.1, 0, "all values are known");
                    check_cursor(&before, state, page.reset.is_some());
                    Event::Taken(taken.0)
                }
                Effect::Collect(most) => {
                    // Small batches: more can go wrong between them.
                    let rows = state.outbox.rows(most.min(3), |id| records.record(id));
                    Event::Collected(rows)
                }
                Effect::TakeAnswers(sent, reply) => {
                    state.take_answers(&sent, &reply, records);
                    self.note_answers(&sent, &reply);
                    Event::Settled
                }
                Effect::Wait(_) | Effect::Rest | Effect::Stop(_) => return,
            };
            // The tab ends, and what it was about to do with it.
            if self.dice.one_in(60) {
                return self.crash(device);
            }
        }
    }

    fn note_answers(&mut self, sent: &[WireRow], reply: &super::PushReply) {
        for (sent, result) in sent.iter().zip(&reply.res) {
            let super::RowResult::Taken { row, .. } = result else { continue };
            if sent.gone.is_some() {
                // Of what was deleted for ever nothing is to be kept.
                self.acknowledged.retain(|(id, _), _| *id != sent.id);
            }
            let told = row.as_ref().unwrap_or(sent);
            for (key, written) in &told.values {
                let known = self.acknowledged.entry((sent.id, *key)).or_insert(written.stamp);
                *known = (*known).max(written.stamp);
            }
        }
    }

    /// Delivers a request, or not; now, or once more later; with its reply, or without.
    fn fly(&mut self) {
        if self.flights.is_empty() {
            return;
        }
        let at = self.dice.below(self.flights.len());
        let flight = self.flights.swap_remove(at);
        if self.dice.one_in(10) {
            return self.fail(&flight, CallFault::Unreachable);
        }
        if self.dice.one_in(10) {
            self.flights.push(flight.clone());
        }
        let event = self.answer(&flight);
        if self.dice.one_in(10) {
            return self.fail(&flight, CallFault::Unreachable);
        }
        self.hand_over(&flight, event);
    }

    fn fail(&mut self, flight: &Flight, failure: CallFault) {
        self.hand_over(flight, Event::Failed(failure));
    }

    fn hand_over(&mut self, flight: &Flight, event: Event) {
        if self.devices[flight.device].tabs[flight.tab].calls == flight.number {
            self.tell(flight.device, flight.tab, event);
        }
    }

    fn answer(&mut self, flight: &Flight) -> Event {
        let user = self.devices[flight.device].user.clone();
        let answer = match flight.call.clone() {
            Call::Pull(mut request) => {
                request.limit = 1 + self.dice.below(5);
                let reply = self.server.pull(&user, &request, self.now);
                reply.map(|it| Event::Pulled(Box::new(it)))
            }
            Call::Push(request) => {
                if self.dice.one_in(30) {
                    return Event::Failed(CallFault::TooBig);
                }
                let reply = self.server.push(&user, request, self.now);
                reply.map(|it| Event::Pushed(Box::new(it)))
            }
        };
        answer.unwrap_or_else(|error| match error {
            ServerRefusal::Epoch => Event::Failed(CallFault::Epoch),
            ServerRefusal::Protocol => Event::Failed(CallFault::Outdated),
        })
    }

    fn crash(&mut self, device: usize) {
        for (tab, of) in self.devices[device].tabs.iter_mut().enumerate() {
            *of = Tab { client: client(device as u64, tab), calls: of.calls + 1 };
        }
    }

    fn time_up(&mut self, device: usize) {
        for tab in 0..2 {
            self.tell(device, tab, Event::TimeUp);
        }
    }

    fn hide(&mut self) {
        let ids: Vec<RecordId> =
            self.devices.iter().flat_map(|device| device.records.0.keys().copied()).collect();
        let Some(id) = self.dice.of(&ids).copied() else { return };
        let is_hidden = self.dice.one_in(2);
        self.server.set_hidden("bob", id, is_hidden);
        // The server may never see again what only devices of this user still have.
        self.drop_unknown_to_the_server(|of| of == id);
    }

    fn drop_unknown_to_the_server(&mut self, concerns: impl Fn(RecordId) -> bool) {
        let server = &self.server;
        self.acknowledged.retain(|(id, key), stamp| {
            let there = server.row(*id).and_then(|row| row.values.get(key));
            !concerns(*id) || there.is_some_and(|there| there.stamp >= *stamp)
        });
    }

    fn restore(&mut self) {
        self.made += 1;
        self.server = ServerRows::restored(&self.backup, &format!("e{}", self.made));
        // A write that no device has any more is lost with the server's disk; one that a device of a
        // locked out user has, too.
        let devices = &self.devices;
        let server = &self.server;
        self.acknowledged.retain(|(id, key), stamp| {
            let has = |row: &WireRow| row.values.get(key).is_some_and(|it| it.stamp >= *stamp);
            let on_device = |device: &Device| {
                device.user == "ann" && device.records.0.get(id).is_some_and(|it| has(&row_of(it)))
            };
            server.row(*id).is_some_and(has) || devices.iter().any(on_device)
        });
    }

    fn forget_deletions(&mut self) {
        let gone: BTreeSet<RecordId> =
            self.server.all().filter(|row| row.gone.is_some()).map(|row| row.id).collect();
        self.server.forget_deletions();
        self.acknowledged.retain(|(id, _), _| !gone.contains(id));
    }

    fn check_each_step(&self) {
        let is_whole =
            |row: &WireRow| row.gone.is_some() || row.values.contains_key(&RowKey::One(NAME));
        for device in &self.devices {
            for record in device.records.0.values() {
                assert!(is_whole(&row_of(record)), "a device has half a record: {record:?}");
            }
            assert!(device.state.outbox.len() <= device.records.0.len(), "the outbox is bounded");
        }
        for row in self.server.all() {
            assert!(is_whole(row), "the server has half a record: {row:?}");
        }
    }

    /// Everything works: devices sync in turn until nothing moves.
    fn heal(&mut self) {
        self.flights.clear();
        for device in 0..self.devices.len() {
            self.crash(device);
            self.devices[device].skew = 0;
        }
        for _ in 0..ROUNDS {
            let writes = self.server.writes();
            let before: Vec<Shelf> = self.devices.iter().map(|it| it.records.clone()).collect();
            for device in 0..self.devices.len() {
                self.sync_whole(device);
            }
            let moved = self
                .devices
                .iter()
                .zip(&before)
                .any(|(device, before)| device.records.0 != before.0);
            if !moved && writes == self.server.writes() {
                return;
            }
        }
        panic!("it never comes to rest");
    }

    fn sync_whole(&mut self, device: usize) {
        self.now += 1_000;
        let mut event = Event::Wake;
        for _ in 0..500 {
            let Device { records, state, tabs, user, .. } = &mut self.devices[device];
            let Some(effect) = tabs[0].client.step(event, state) else { panic!("it hangs") };
            event = match effect {
                Effect::Pull(request) => {
                    let page = self.server.pull(user, &request, self.now).unwrap();
                    Event::Pulled(Box::new(page))
                }
                Effect::Push(request) => match self.server.push(user, request, self.now) {
                    Ok(reply) => Event::Pushed(Box::new(reply)),
                    Err(_) => Event::Failed(CallFault::Epoch),
                },
                Effect::TakePage(asked, page) => {
                    Event::Taken(state.take_page(asked.as_deref(), &page, records).0)
                }
                Effect::Collect(most) => {
                    Event::Collected(state.outbox.rows(most, |id| records.record(id)))
                }
                Effect::TakeAnswers(sent, reply) => {
                    state.take_answers(&sent, &reply, records);
                    self.note_answers(&sent, &reply);
                    Event::Settled
                }
                Effect::Rest => return,
                other => panic!("{other:?}"),
            };
        }
        panic!("it never rests");
    }

    fn check_at_the_end(&self) {
        for (number, device) in self.devices.iter().enumerate() {
            let refused: BTreeMap<RecordId, RowFault> = device.state.outbox.refused().collect();
            assert!(device.state.outbox.is_empty(), "device {number} has something left to send");
            for record in device.records.0.values().filter(|it| !refused.contains_key(&it.id)) {
                let here = row_of(record);
                match self.server.row(record.id) {
                    Some(there) if !self.server.is_hidden(&device.user, record.id) => {
                        assert_eq!(&here, there, "device {number} has the same as the server");
                    }
                    // A deletion that the server has forgotten.
                    _ => assert!(
                        here.gone.is_some(),
                        "device {number} has what is not its: {here:?}"
                    ),
                }
            }
            for row in self.server.all() {
                let is_its = row.gone.is_none() && !self.server.is_hidden(&device.user, row.id);
                let is_here = device.records.0.contains_key(&row.id);
                assert!(!is_its || is_here, "device {number} lacks {row:?}");
            }
        }
        // A refused row waits for the user, who is told.
        let devices = self.devices.iter();
        let waits: BTreeSet<RecordId> =
            devices.flat_map(|device| device.state.outbox.refused().map(|(id, _)| id)).collect();
        for ((id, key), stamp) in
            self.acknowledged.iter().filter(|((id, _), _)| !waits.contains(id))
        {
            let Some(row) = self.server.row(*id) else {
                panic!("an acknowledged record is lost: {id}")
            };
            let there = row.values.get(key).map(|it| it.stamp);
            let is_kept = row.gone.is_some() || there >= Some(*stamp);
            assert!(is_kept, "an acknowledged write is lost: {id} {key}");
        }
    }
}

fn client(device: u64, tab: usize) -> Client {
    Client::new(&format!("{device:016x}"), "w", 1, device * 2 + tab as u64)
}

/// A cursor never goes back, but when everything is taken anew.
fn check_cursor(before: &SyncState, after: &SyncState, is_reset: bool) {
    let parts = |state: &SyncState| -> Option<(String, u64)> {
        let (memory, seq) = state.cursor.as_deref()?.rsplit_once('.')?;
        Some((memory.to_owned(), seq.parse().ok()?))
    };
    let is_anew = is_reset || before.anew.is_some();
    if let (Some(before), Some(after)) = (parts(before), parts(after))
        && before.0 == after.0
        && !is_anew
    {
        assert!(before.1 <= after.1, "the cursor goes back");
    }
}

fn play(seed: u64) {
    let mut world = World::new(seed);
    for _ in 0..STEPS {
        world.step();
    }
    world.heal();
    world.check_at_the_end();
}

#[test]
fn devices_come_to_the_same_whatever_goes_wrong() {
    let asked = std::env::var("SYNC_SEEDS").ok();
    let seeds = asked.and_then(|asked| {
        let (from, to) = asked.split_once("..")?;
        Some(from.parse().ok()?..to.parse().ok()?)
    });
    for seed in seeds.unwrap_or(USUAL) {
        let played = std::panic::catch_unwind(|| play(seed));
        assert!(played.is_ok(), "the schedule of seed {seed} fails; the reason stands above");
    }
}
