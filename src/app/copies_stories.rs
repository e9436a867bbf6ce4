//! All copies of an activity are equal, whatever was done to it, everything that it refers to has one,
//! and its timeline tells of it once.

use super::about_stories::{machine_kind, named};
use super::copies::places_of;
use super::job::tests::{back_up, restore};
use super::selling_stories::{TODAY, app, call, logged, new_deal, new_task, person};
use super::stories::{App, now, tab};
use super::{AppError, BulkChange};
use domain::{
    ACTIVITY, COMPANY, CONTACT, CUSTOM_FIELD, Draft, DraftElement, DraftSlot, Fields, RecordId,
    STAGE_CHANGE, Value, activity, company, contact, custom_field, task,
};
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
pub(super) fn check_copies(app: &App) {
    let mut known: std::collections::BTreeMap<RecordId, Record> = Default::default();
    let pages = now(app.store().pages(PageRange::Activities, None, u32::MAX)).unwrap();
    for (_, bytes) in pages {
        for record in Page::open(bytes).unwrap().records().unwrap() {
            let first = known.entry(record.id).or_insert_with(|| record.clone());
            assert_eq!(*first, record);
        }
    }
    let schema = app.schema(ACTIVITY).unwrap();
    for record in known.values().filter(|record| !record.is_gone()) {
        assert_eq!(copies(app, &places_of(&schema, record), record.id)[0], *record);
        for id in schema.told_with(record) {
            let entries = now(app.timeline(id, &[], 99)).unwrap().entries;
            let told = entries.iter().filter(|entry| entry.id == record.id).count();
            let name = app.name(id);
            assert_eq!(told, usize::from(!record.is_deleted()), "in the timeline of {name}");
        }
    }
    // A company tells of its people and deals, too.
    let others: Vec<RecordId> = {
        let replica = app.replica();
        let rows = replica.all().filter(|row| replica.kind(*row) != COMPANY);
        rows.map(|row| replica.id(row)).collect()
    };
    for id in others {
        for entry in now(app.timeline(id, &[], 99)).unwrap().entries {
            let record = known.get(&entry.id).filter(|_| entry.what != STAGE_CHANGE);
            assert!(record.is_none_or(|it| schema.told_with(it).contains(&id)));
        }
    }
}

fn firm(app: &App, name: &str) -> RecordId {
    let mut draft = Draft::new(COMPANY);
    draft.set_text(company::NAME, name);
    now(app.save(None, draft)).unwrap().id
}

fn employ(app: &App, person: RecordId, company: RecordId) {
    let mut draft = Draft::new(CONTACT);
    draft.set(contact::COMPANY, Value::Reference(company));
    now(app.save(Some(person), draft)).unwrap();
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
    /// The first person takes part in the first of these.
    deals: [RecordId; 2],
    /// The second person works for the first of these.
    companies: [RecordId; 2],
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
        let deals = [new_deal(&one, "Desks", 1, Some(people[0])), new_deal(&one, "Oak", 2, None)];
        let companies = ["Oak Ltd", "Elm Ltd"].map(|name| firm(&one, name));
        employ(&one, people[1], companies[0]);
        let other = tab(&MemoryStore::new(9), seed + 7);
        restore(&other, back_up(&one));
        let (calls, done) = (Vec::new(), Default::default());
        let (devices, field) = ([one, other], kind.about_field());
        Self { devices, people, machines, deals, companies, field, calls, done }
    }

    /// Sets or clears the deal or the company of an activity.
    fn concern(&self, draft: &mut Draft, next: &mut dyn FnMut(usize) -> usize) {
        let (field, of) = match next(2) {
            0 => (activity::DEAL, self.deals),
            _ => (activity::COMPANY, self.companies),
        };
        let chosen = of.get(next(3)).map(|id| Value::Reference(*id));
        draft.slots.insert(field, DraftSlot::One(chosen));
    }

    /// Logs a call with some people about some machines, a deal or a company, or a note about one
    /// machine, deal or company.
    fn log(&mut self, at: usize, step: i64, next: &mut dyn FnMut(usize) -> usize) -> Option<Stamp> {
        let app = &self.devices[at];
        let (home, saved) = if next(3) == 0 {
            let homes = [self.machines[0], self.machines[1], self.deals[1], self.companies[1]];
            let home = homes[next(4)];
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
            self.concern(&mut met, next);
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
        let kind = next(3);
        let draft = if kind < 2 {
            let mut draft = Draft::new(ACTIVITY);
            match kind {
                0 => draft.set_text(activity::TEXT, format!("step {step}")),
                _ => self.concern(&mut draft, next),
            }
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

/// Returns the texts of a record's timeline, without the stages of a deal.
fn told(app: &App, id: RecordId) -> Vec<String> {
    let entries = now(app.timeline(id, &[], 9)).unwrap().entries;
    let happened = entries.into_iter().filter(|entry| entry.what != STAGE_CHANGE);
    happened.map(|entry| entry.text).collect()
}

#[test]
fn a_deal_and_a_company_tell_of_calls_with_people_of_elsewhere() {
    let store = MemoryStore::new(7);
    let app = tab(&store, 1);
    now(app.seed_pipeline()).unwrap();
    let [ann, bo] = ["Ann", "Bo"].map(|name| person(&app, name));
    let desks = new_deal(&app, "Desks", 1, Some(ann));
    let oak = firm(&app, "Oak Ltd");
    let mut met = call(bo, activity::NOT_REACHED, 100);
    met.set(activity::DEAL, Value::Reference(desks));
    met.set(activity::COMPANY, Value::Reference(oak));
    met.set_text(activity::TEXT, "asked about the desks");
    let id = now(app.log(logged(met))).unwrap().id;
    let parties = [(task::CONTACT, bo), (task::COMPANY, oak), (task::DEAL, desks)];
    let offer = new_task(&app, "Send the offer", task::TO_DO, TODAY, &parties);
    now(app.complete_task(offer)).unwrap();
    let other = tab(&MemoryStore::new(9), 3);
    restore(&other, back_up(&app));
    for app in [&app, &tab(&store, 2), &other] {
        for of in [desks, oak, bo] {
            assert_eq!(told(app, of), ["Send the offer", "asked about the desks"]);
        }
        assert!(told(app, ann).is_empty());
        let of_deal = now(app.timeline(desks, &[], 9)).unwrap().entries;
        let called = of_deal.iter().find(|entry| entry.id == id).unwrap();
        assert_eq!(called.with, [(bo, "Bo".to_owned())]);
        assert_eq!(called.attempt, Some(1), "numbered as on the person's page");
        let mut found = Vec::new();
        let mut take = |some: Vec<(RecordId, domain::Happened)>| {
            found.extend(some);
            true
        };
        now(app.search_history("asked", Some(desks), &mut take)).unwrap();
        assert_eq!(found.len(), 1);
    }
}

#[test]
fn a_call_about_another_deal_leaves_the_one_that_it_belonged_to_and_an_undo_brings_it_back() {
    let app = app();
    let [desks, chairs] = ["Desks", "Chairs"].map(|name| new_deal(&app, name, 1, None));
    let set = |deal: Option<RecordId>| {
        let mut draft = Draft::new(ACTIVITY);
        draft.slots.insert(activity::DEAL, DraftSlot::One(deal.map(Value::Reference)));
        draft
    };
    let id = now(app.add_note(desks, "measured", 5)).unwrap().id;
    assert_eq!(now(app.activity(desks, id)).unwrap().reference(activity::DEAL), Some(desks));
    let done = now(app.edit_activity(desks, id, set(Some(chairs)))).unwrap();
    assert_eq!((told(&app, desks).len(), told(&app, chairs).len()), (0, 1));
    let nothing = now(app.edit_activity(chairs, id, set(None)));
    assert!(matches!(nothing, Err(AppError::NotFound)), "it would be about nothing");
    now(app.undo(done.stamp.unwrap())).unwrap();
    assert_eq!((told(&app, desks).len(), told(&app, chairs).len()), (1, 0));
    // Many at once.
    app.begin_apart();
    while now(app.read_apart()).unwrap() {}
    now(app.change_many(&[id], &BulkChange::Set(set(None)))).unwrap();
    assert_eq!(told(&app, desks), ["measured"], "it stays as it is");
    now(app.change_many(&[id], &BulkChange::Set(set(Some(chairs))))).unwrap();
    assert_eq!((told(&app, desks).len(), told(&app, chairs).len()), (0, 1));
    app.end_apart();
    check_copies(&app);
}

#[test]
fn a_field_of_the_user_that_names_a_record_puts_a_call_on_its_timeline() {
    let app = app();
    let mut field = Draft::new(CUSTOM_FIELD);
    field.set_text(custom_field::OF, "activity");
    field.set_text(custom_field::NAME, "Won by");
    field.set_text(custom_field::TYPE, custom_field::REFERENCE);
    field.set_text(custom_field::TO, "deal");
    let field = domain::custom_number(now(app.save(None, field)).unwrap().id);
    let (bo, desks) = (person(&app, "Bo"), new_deal(&app, "Desks", 1, None));
    let mut met = call(bo, activity::REACHED, 100);
    met.set_text(activity::TEXT, "said yes");
    met.set(field, Value::Reference(desks));
    let id = now(app.log(logged(met))).unwrap().id;
    assert_eq!(told(&app, desks), ["said yes"]);
    let mut nothing = Draft::new(ACTIVITY);
    nothing.slots.insert(field, DraftSlot::One(None));
    let done = now(app.edit_activity(bo, id, nothing)).unwrap();
    assert!(told(&app, desks).is_empty());
    check_copies(&app);
    now(app.undo(done.stamp.unwrap())).unwrap();
    assert_eq!(told(&app, desks), ["said yes"]);
    check_copies(&app);
}

#[test]
fn calls_of_a_build_before_come_to_the_deals_and_companies_that_they_name() {
    let store = MemoryStore::new(7);
    let app = tab(&store, 1);
    now(app.seed_pipeline()).unwrap();
    let (bo, oak) = (person(&app, "Bo"), firm(&app, "Oak Ltd"));
    let desks = new_deal(&app, "Desks", 1, None);
    for when in 1..81 {
        let mut met = call(bo, activity::REACHED, when);
        met.set(activity::DEAL, Value::Reference(desks));
        met.set(activity::COMPANY, Value::Reference(oak));
        met.set(activity::HOME, Value::Reference(bo));
        // That build wrote copies for people only.
        let random = || when.cast_unsigned();
        let mut edits = app.edits(replica::ActionKind::Create, String::new(), &random);
        now(app.add_activity(&mut edits, met, &[bo])).unwrap();
        now(app.commit_edits(edits)).unwrap();
    }
    assert!(told(&app, desks).is_empty());
    let app = tab(&store, 2);
    let history = now(app.store().history(None, 9999)).unwrap().len();
    while now(app.complete_copies()).unwrap() {}
    check_copies(&app);
    for of in [desks, oak] {
        let entries = now(app.timeline(of, &[activity::CALL.to_owned()], 99)).unwrap().entries;
        assert_eq!(entries.len(), 80);
    }
    assert_eq!(now(app.store().history(None, 9999)).unwrap().len(), history, "nobody did it");
    assert!(!now(app.complete_copies()).unwrap(), "once");
}
