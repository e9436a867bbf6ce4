//! A generated year of selling as a backup: contacts with their companies, deals in progress, tasks,
//! activities, and records of a kind of the user's own (`own_data.rs`); always the same, except for the
//! date it is centered on.

use std::collections::BTreeMap;

use domain::{
    ACTIVITY, COMPANY, CONTACT, ContactAttempts, DAY_MILLIS, DEAL, Day, Draft, DraftSlot, Money,
    PIPELINE, RecordId, STAGE, Schemas, TASK, TEMPLATES, Value, activity, built_in,
    company as company_fields, contact, deal, earlier, pipeline, stage, task,
};
use replica::{NewElements, Record, Slot, Stamp, apply, order_nth};
use transfer::BackupWriter;

use super::own_data::{Declared, Own, declare};
use super::people::{Chance, company, person};

/// The number of records of each kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amounts {
    pub contacts: usize,
    pub deals: usize,
    pub tasks: usize,
    /// The total; `busy` of them with one contact.
    pub activities: usize,
    pub busy: usize,
    /// Records of a kind of the user's own.
    pub machines: usize,
}

/// The amounts that the goals are for.
pub const WHOLE: Amounts = Amounts {
    contacts: 100_000,
    deals: 20_000,
    tasks: 20_000,
    activities: 500_000,
    busy: 5_000,
    machines: 20_000,
};

/// A backup, the id of the contact with the most activities, and what the user declared.
pub struct Data {
    pub backup: Vec<u8>,
    pub busy: String,
    pub own: Own,
}

/// A contact's state while the rest is generated.
struct Someone {
    id: RecordId,
    company: RecordId,
    tries: Vec<Draft>,
    next: Option<String>,
    next_call: Option<String>,
}

pub struct Maker {
    pub schemas: Schemas,
    pub chance: Chance,
    pub now: i64,
}

impl Maker {
    pub fn id(&mut self) -> RecordId {
        let mut random = [0; 10];
        random.iter_mut().for_each(|byte| *byte = self.chance.below(256) as u8);
        let back = self.chance.below(300) as i64 * DAY_MILLIS;
        RecordId::new(self.now - back, random)
    }

    pub fn record(&mut self, id: RecordId, draft: &Draft) -> Record {
        let millis = u64::try_from(self.now - DAY_MILLIS).unwrap_or_default();
        let stamp = Stamp { millis, counter: 0, device: 7 };
        let blank = Record::new(draft.kind, id);
        let Some(schema) = self.schemas.get(draft.kind) else { return blank };
        let chance = &mut self.chance;
        let mut next = || (chance.below(1 << 31) as u64) << 32 | chance.below(1 << 31) as u64;
        apply(&blank, draft, schema, stamp, NewElements::Typed(&mut next)).0
    }
}

/// Sets a derived value, which has no stamp.
fn derive(record: &mut Record, field: u32, value: Option<Value>) {
    if value.is_some() {
        record.put(field, Slot::One { stamp: Stamp::NEVER, value });
    }
}

/// Generates a backup of these amounts around `now` (milliseconds since 1970).
pub fn backup(amounts: Amounts, now: i64) -> Data {
    let mut maker = Maker { schemas: built_in(), chance: Chance(42), now };
    let declared = declare(&mut maker, amounts.contacts);
    let schemas = maker.schemas.clone();
    let mut writer = BackupWriter::new(&schemas, now);
    declared.put(&mut maker, &mut writer);
    let stages = put_pipeline(&mut maker, &mut writer);
    let mut people = put_companies(&mut maker, &mut writer, amounts);
    let deals = make_deals(&mut maker, &people, &stages, amounts.deals);
    let mut next = BTreeMap::new();
    put_tasks(&mut maker, &mut writer, &mut people, &deals, amounts.tasks, &mut next);
    for mut record in deals {
        let due = next.remove(&record.id).map(Value::Text);
        derive(&mut record, deal::NEXT, due);
        writer.record(&record);
    }
    put_past(&mut maker, &mut writer, &mut people, amounts);
    let busy = people.first().map(|first| first.id.to_string()).unwrap_or_default();
    let companies: Vec<RecordId> = people.iter().step_by(80).map(|it| it.company).collect();
    declared.put_machines(&mut maker, &mut writer, &companies, amounts.machines);
    put_people(&mut maker, &mut writer, people, &declared);
    Data { backup: writer.finish(), busy, own: declared.own }
}

fn put_pipeline(maker: &mut Maker, writer: &mut BackupWriter<'_>) -> Vec<RecordId> {
    let template = &TEMPLATES[0];
    let id = maker.id();
    let mut draft = Draft::new(PIPELINE);
    draft.set_text(pipeline::NAME, template.name);
    draft.set_text(pipeline::ORDER, order_nth(0));
    writer.record(&maker.record(id, &draft));
    let mut stages = Vec::new();
    for (place, known) in template.stages.iter().enumerate() {
        let mut draft = Draft::new(STAGE);
        draft.set_text(stage::NAME, known.name);
        draft.set(stage::PIPELINE, Value::Reference(id));
        draft.set_text(stage::ORDER, order_nth(place));
        draft.set_text(stage::RESULT, known.result.key());
        draft.set(stage::PROBABILITY, Value::Number(f64::from(known.probability)));
        draft.set(stage::STALE_DAYS, Value::Number(f64::from(known.stale_days.max(1))));
        let id = maker.id();
        writer.record(&maker.record(id, &draft));
        stages.push(id);
    }
    stages
}

fn put_companies(
    maker: &mut Maker,
    writer: &mut BackupWriter<'_>,
    amounts: Amounts,
) -> Vec<Someone> {
    let mut companies = Vec::new();
    for number in 0..amounts.contacts / 80 + 1 {
        let mut draft = Draft::new(COMPANY);
        draft.set_text(company_fields::NAME, company(number));
        let id = maker.id();
        writer.record(&maker.record(id, &draft));
        companies.push(id);
    }
    let someone = |number: usize| Someone {
        id: maker.id(),
        company: companies[number / 80],
        tries: Vec::new(),
        next: None,
        next_call: None,
    };
    (0..amounts.contacts).map(someone).collect()
}

fn make_deals(
    maker: &mut Maker,
    people: &[Someone],
    stages: &[RecordId],
    count: usize,
) -> Vec<Record> {
    let mut deals = Vec::new();
    for number in 0..count {
        let with = &people[maker.chance.below(people.len())];
        // Half of the deals are closed, as after some years of use.
        let stage = match maker.chance.below(10) {
            0..=4 => stages[maker.chance.below(stages.len() - 2)],
            5..=7 => stages[stages.len() - 2],
            _ => stages[stages.len() - 1],
        };
        let since = maker.now - maker.chance.below(60) as i64 * DAY_MILLIS;
        let day = Day::from_millis(maker.now).plus(maker.chance.below(120) as i32 - 20);
        let minor = (1 + maker.chance.below(500)) as i64 * 10_000;
        let mut draft = Draft::new(DEAL);
        draft.set_text(deal::NAME, format!("Order {number}"));
        draft.set(deal::STAGE, Value::Reference(stage));
        draft.push(deal::STAGES, stage.to_string(), Value::Moment(since));
        draft.set(deal::VALUE, Value::Money(Money { minor, currency: *b"EUR" }));
        draft.set(deal::CLOSE, Value::Date(day.date()));
        draft.push(deal::CONTACTS, "decides", Value::Reference(with.id));
        draft.set(deal::COMPANY, Value::Reference(with.company));
        let id = maker.id();
        let mut record = maker.record(id, &draft);
        derive(&mut record, deal::SINCE, Some(Value::Moment(since)));
        deals.push(record);
    }
    deals
}

fn put_tasks(
    maker: &mut Maker,
    writer: &mut BackupWriter<'_>,
    people: &mut [Someone],
    deals: &[Record],
    count: usize,
    next: &mut BTreeMap<RecordId, String>,
) {
    for number in 0..count {
        let who = maker.chance.below(people.len());
        let about = (number % 2 == 0 && !deals.is_empty())
            .then(|| deals[maker.chance.below(deals.len())].id);
        let is_call = number % 3 == 0;
        let done = number % 4 == 3;
        let days = maker.chance.below(300) as i32 - 4;
        let due = Day::from_millis(maker.now).plus(days).to_string();
        let mut draft = Draft::new(TASK);
        draft.set_text(task::TEXT, format!("Step {number}"));
        draft.set_text(task::WHAT, if is_call { task::CALL } else { task::TO_DO });
        draft.set_text(task::DUE, &due);
        draft.set(task::CONTACT, Value::Reference(people[who].id));
        about.into_iter().for_each(|deal| draft.set(task::DEAL, Value::Reference(deal)));
        if done {
            draft.set(task::DONE, Value::Moment(maker.now - DAY_MILLIS));
        } else {
            let person = &mut people[who];
            person.next = earlier(person.next.take(), Some(due.clone()));
            if is_call {
                person.next_call = earlier(person.next_call.take(), Some(due.clone()));
            }
            if let Some(deal) = about {
                let first = earlier(next.remove(&deal), Some(due)).unwrap_or_default();
                next.insert(deal, first);
            }
        }
        let id = maker.id();
        writer.record(&maker.record(id, &draft));
    }
}

fn put_past(
    maker: &mut Maker,
    writer: &mut BackupWriter<'_>,
    people: &mut [Someone],
    amounts: Amounts,
) {
    for number in 0..amounts.activities {
        let who = if number < amounts.busy { 0 } else { maker.chance.below(people.len()) };
        let when = maker.now - maker.chance.below(365 * 24 * 60) as i64 * 60_000 - 60_000;
        let (what, result) = match number % 5 {
            0 => (activity::CALL, activity::REACHED),
            1 => (activity::CALL, activity::NOT_REACHED),
            2 => (activity::VISIT, activity::REACHED),
            3 => (activity::EMAIL, ""),
            _ => (activity::NOTE, ""),
        };
        let mut draft = Draft::new(ACTIVITY);
        draft.set_text(activity::WHAT, what);
        draft.set(activity::WHEN, Value::Moment(when));
        if !result.is_empty() {
            draft.set_text(activity::RESULT, result);
        }
        draft.set_text(activity::TEXT, format!("Talked about order {number}, asked for a price"));
        draft.set(activity::HOME, Value::Reference(people[who].id));
        let id = maker.id();
        writer.record(&maker.record(id, &draft));
        draft.slots.remove(&activity::TEXT);
        people[who].tries.push(draft);
    }
}

fn put_people(
    maker: &mut Maker,
    writer: &mut BackupWriter<'_>,
    people: Vec<Someone>,
    declared: &Declared,
) {
    let count = people.len();
    for (number, someone) in people.into_iter().enumerate() {
        let about = person(number, &mut maker.chance);
        let mut draft = Draft::new(CONTACT);
        draft.set_text(contact::GIVEN, about.given);
        draft.set_text(contact::FAMILY, about.family);
        draft.set_text(contact::JOB_TITLE, about.title);
        draft.set(contact::COMPANY, Value::Reference(someone.company));
        draft.push(contact::PHONES, "mobile", Value::Text(about.phone));
        let mail = format!("person{number}@company{}.example", about.company);
        draft.push(contact::EMAILS, "work", Value::Text(mail));
        declared.fill(&mut draft, number, count);
        let mut record = maker.record(someone.id, &draft);
        let mut facts = Draft::new(CONTACT);
        ContactAttempts::of(someone.tries.into_iter()).into_draft(&mut facts);
        for (field, slot) in facts.slots {
            if let DraftSlot::One(value) = slot {
                derive(&mut record, field, value);
            }
        }
        derive(&mut record, contact::NEXT, someone.next.map(Value::Text));
        derive(&mut record, contact::NEXT_CALL, someone.next_call.map(Value::Text));
        writer.record(&record);
    }
}

#[cfg(test)]
mod tests {
    use domain::{Fields, KindId};
    use transfer::read_backup;

    use super::*;

    const NOW: i64 = 1_795_000_000_000;

    #[test]
    fn the_backup_has_that_much_and_says_the_same_each_time() {
        let some = Amounts {
            contacts: 200,
            deals: 50,
            tasks: 60,
            activities: 900,
            busy: 300,
            machines: 20,
        };
        let data = backup(some, NOW);
        assert!(data.backup == backup(some, NOW).backup);
        let records = read_backup(&data.backup).unwrap().records;
        let count = |kind: KindId| records.iter().filter(|it| it.kind == kind).count();
        assert_eq!([count(CONTACT), count(COMPANY), count(DEAL)], [200, 3, 50]);
        assert_eq!([count(TASK), count(ACTIVITY), count(STAGE)], [60, 900, 7]);
        let busy = |it: &&Record| {
            it.reference(activity::HOME).is_some_and(|home| home.to_string() == data.busy)
        };
        assert!(records.iter().filter(busy).count() >= 300);
        let told = |it: &Record| it.kind == CONTACT && it.value(contact::LAST_CONTACT).is_some();
        assert!(records.iter().any(told));
    }
}
