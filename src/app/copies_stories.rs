//! All copies of an activity are equal, whatever was done to it, and everything that it is about has
//! one.

use super::about_stories::{machine_kind, named};
use super::copies::places_of;
use super::job::tests::{back_up, restore};
use super::selling_stories::{app, call, logged, person};
use super::stories::{App, now, tab};
use domain::{ACTIVITY, Draft, DraftElement, DraftSlot, Fields, RecordId, Value, activity};
use replica::{Page, PageKey, Record, Stamp};
use store::{MemoryStore, PageRange, Store};

/// Returns the copies of an activity in the buckets of these people.
fn copies(app: &App, people: &[RecordId], id: RecordId) -> Vec<Record> {
    let found = people.iter().map(|person| {
        let range = PageRange::Bucket(PageKey::of_home(*person, 0).bucket);
        let pages = now(app.store().pages(range, None, u32::MAX)).unwrap();
        let mut pages = pages.into_iter().map(|(_, bytes)| Page::open(bytes).unwrap());
        pages.find_map(|page| page.record(page.find(id)?)).unwrap()
    });
    found.collect()
}

#[test]
fn the_copies_of_an_activity_are_equal_and_a_restore_names_everybody_once() {
    let app = app();
    let people = [person(&app, "Ann"), person(&app, "Bo"), person(&app, "Cy")];
    let mut met = call(people[0], activity::REACHED, 100);
    people[1..].iter().for_each(|id| met.push(activity::CONTACTS, "", Value::Reference(*id)));
    let id = now(app.log(logged(met))).unwrap().id;
    let all = copies(&app, &people, id);
    assert_eq!(all[0].elements(activity::CONTACTS).len(), 3);
    assert!(all.iter().all(|copy| *copy == all[0]));
    let backup = back_up(&app);
    let other = tab(&MemoryStore::new(9), 3);
    restore(&other, backup.clone());
    restore(&app, backup);
    assert_eq!(copies(&other, &people, id), all);
    assert_eq!(copies(&app, &people, id), all);
}

/// Fails unless all copies of every activity are equal, and everything that it is about has one.
fn check_copies(app: &App) {
    let mut known: std::collections::BTreeMap<RecordId, Record> = Default::default();
    let pages = now(app.store().pages(PageRange::Activities, None, u32::MAX)).unwrap();
    for (_, bytes) in pages {
        for record in Page::open(bytes).unwrap().records().unwrap() {
            let first = known.entry(record.id).or_insert_with(|| record.clone());
            assert_eq!(*first, record);
        }
    }
    let schema = app.schema(ACTIVITY).unwrap();
    for record in known.values() {
        assert_eq!(copies(app, &places_of(&schema, record), record.id)[0], *record);
        let timelines = schema.parties_of(record).into_iter().map(|party| {
            let entries = now(app.timeline(party, &[], 99)).unwrap().entries;
            entries.iter().any(|entry| entry.id == record.id)
        });
        let is_there = !record.is_deleted();
        assert!(timelines.into_iter().all(|is_told| is_told == is_there), "in every timeline");
    }
}

/// Returns the draft of an activity with another choice of machines.
fn about(mut stored: Draft, field: u32, machines: &[RecordId]) -> Draft {
    let Some(DraftSlot::Many(known)) = stored.slots.remove(&field) else { unreachable!("a list") };
    let is = |element: &DraftElement, id: &RecordId| element.value == Value::Reference(*id);
    let elements = machines.iter().map(|id| {
        let known = known.iter().find(|element| is(element, id)).cloned();
        let (label, value) = (String::new(), Value::Reference(*id));
        known.unwrap_or(DraftElement { id: None, label, value })
    });
    let mut draft = Draft::new(ACTIVITY);
    draft.slots.insert(field, DraftSlot::Many(elements.collect()));
    draft
}

/// Two devices that exchange backups, and what was done on them.
struct Play {
    devices: [App; 2],
    people: [RecordId; 4],
    machines: [RecordId; 3],
    /// The field of activities for machines.
    field: u32,
    /// Each with the record that it belonged to when it was logged.
    calls: Vec<(RecordId, RecordId)>,
    done: [Vec<Stamp>; 2],
}

impl Play {
    fn begin(seed: u64) -> Self {
        let one = app();
        let people = ["Ann", "Bo", "Cy", "Di"].map(|name| person(&one, name));
        let kind = machine_kind(&one);
        let machines = ["Press", "Lathe", "Mill"].map(|name| named(&one, kind, name));
        let other = tab(&MemoryStore::new(9), seed + 7);
        restore(&other, back_up(&one));
        let (calls, done) = (Vec::new(), Default::default());
        Self { devices: [one, other], people, machines, field: kind.about_field(), calls, done }
    }

    /// Logs a call with some people about some machines, or a note about one machine.
    fn log(&mut self, at: usize, step: i64, next: &mut dyn FnMut(usize) -> usize) -> Option<Stamp> {
        let app = &self.devices[at];
        let (home, saved) = if next(3) == 0 {
            let home = self.machines[next(3)];
            (home, now(app.add_note(home, "oiled", step)))
        } else {
            let first = next(4);
            let mut met = call(self.people[first], activity::REACHED, step);
            for more in 0..next(3) {
                let who = self.people[(first + 1 + more) % 4];
                met.push(activity::CONTACTS, "", Value::Reference(who));
            }
            for machine in &self.machines[next(4)..] {
                met.push(self.field, "", Value::Reference(*machine));
            }
            (self.people[first], now(app.log(logged(met))))
        };
        let saved = saved.unwrap();
        self.calls.push((home, saved.id));
        saved.done.stamp
    }

    /// Changes a text of an activity, or the machines that it is about. The device may not know it
    /// yet, or it would be about nothing, which is refused.
    fn edit(&self, at: usize, step: i64, next: &mut dyn FnMut(usize) -> usize) -> Option<Stamp> {
        let (app, (home, id)) = (&self.devices[at], self.calls[next(self.calls.len())]);
        let draft = if next(2) == 0 {
            let mut draft = Draft::new(ACTIVITY);
            draft.set_text(activity::TEXT, format!("step {step}"));
            draft
        } else {
            let chosen: Vec<RecordId> =
                self.machines.iter().copied().filter(|_| next(2) == 1).collect();
            about(now(app.activity(home, id)).ok()?, self.field, &chosen)
        };
        now(app.edit_activity(home, id, draft)).ok()?.stamp
    }

    /// Does something on a device.
    fn step(&mut self, at: usize, step: i64, next: &mut dyn FnMut(usize) -> usize) {
        let app = &self.devices[at];
        let stamp = match next(8) {
            0..=2 => self.log(at, step, next),
            3 | 4 if !self.calls.is_empty() => self.edit(at, step, next),
            5 if !self.done[at].is_empty() => {
                let stamp = self.done[at][next(self.done[at].len())];
                now(app.undo(stamp)).unwrap().done.stamp
            }
            6 => {
                restore(&self.devices[1 - at], back_up(app));
                None
            }
            _ if !self.calls.is_empty() => {
                let (home, id) = self.calls[next(self.calls.len())];
                now(app.delete_activity(home, id)).ok().and_then(|done| done.stamp)
            }
            _ => None,
        };
        self.done[at].extend(stamp);
    }
}

/// Plays random steps.
fn play(seed: u64) {
    let mut random = seed;
    let mut next = move |below: usize| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040);
        (random >> 33) as usize % below
    };
    let mut play = Play::begin(seed);
    for step in 0..24 {
        let at = next(2);
        play.step(at, step, &mut next);
        play.devices.iter().for_each(check_copies);
    }
}

#[test]
fn the_copies_of_an_activity_stay_equal_through_edits_undos_and_merges() {
    (1..40).for_each(play);
}

#[test]
fn tabs_that_edit_one_visit_and_give_it_another_machine_leave_equal_copies() {
    let store = MemoryStore::new(7);
    let one = tab(&store, 1);
    let kind = machine_kind(&one);
    let field = kind.about_field();
    let [press, lathe] = ["Press", "Lathe"].map(|name| named(&one, kind, name));
    let id = now(one.add_note(press, "oiled", 5)).unwrap().id;
    let other = tab(&store, 2);
    // Both know the visit as it is now.
    let stored = [&one, &other].map(|app| now(app.activity(press, id)).unwrap());
    let [for_one, _] = stored;
    now(one.edit_activity(press, id, about(for_one.clone(), field, &[lathe]))).unwrap();
    let mut text = Draft::new(ACTIVITY);
    text.set_text(activity::TEXT, "oiled and cleaned");
    now(other.edit_activity(press, id, text)).unwrap();
    for app in [&one, &other, &tab(&store, 3)] {
        now(app.catch_up()).unwrap();
        check_copies(app);
        let told = now(app.timeline(lathe, &[], 9)).unwrap().entries;
        assert_eq!((told.len(), told[0].text.as_str()), (1, "oiled and cleaned"));
        assert_eq!(told[0].home, lathe, "it belongs to what it is about");
        assert!(now(app.timeline(press, &[], 9)).unwrap().entries.is_empty());
    }
    // The other way round: a new copy is made from what the other tab has written meanwhile.
    let mut text = Draft::new(ACTIVITY);
    text.set_text(activity::OUTCOME, "runs");
    now(one.edit_activity(lathe, id, text)).unwrap();
    let both = about(for_one, field, &[press, lathe]);
    now(other.edit_activity(lathe, id, both)).unwrap();
    for app in [&one, &other] {
        now(app.catch_up()).unwrap();
        check_copies(app);
        for machine in [press, lathe] {
            let told = now(app.timeline(machine, &[], 9)).unwrap().entries;
            assert_eq!(told[0].outcome, "runs");
        }
    }
}
