//! The user's declarations in a generated year of selling: a kind of their own with fields of its
//! own, fields of contacts, and views; always the same.

use domain::{
    CUSTOM_FIELD, Condition, DAY_MILLIS, Day, Draft, Filter, KindId, OWN_KIND, Operator, RecordId,
    VIEW, Value, contact, custom_field, custom_number, own, own_kind, read_schemas, view,
};
use replica::{Record, order_nth};
use transfer::BackupWriter;

use super::selling_data::Maker;

/// The number of contacts in one region and in one batch, which a bulk edit changes.
pub const TOGETHER: usize = 5_000;
/// The view with four conditions: a custom field, a derived fact, two of the contact's own fields.
pub const QUIET: &str = "Quiet buyers";
/// The view of contacts that are spread over all pages.
pub const SPREAD: &str = "One region";
/// The view of contacts that stand side by side in the store.
pub const BESIDE: &str = "One batch";

const STATES: [&str; 3] = ["Runs", "Waits for parts", "Broken"];

/// The names in addresses of what the user declared.
#[derive(Clone, Debug)]
pub struct Own {
    /// The path of the list of machines.
    pub machines: String,
    /// The contacts' field that tells the region, by number.
    pub region: u32,
}

/// The user's kind, the fields, and the records that declare them.
pub struct Declared {
    pub own: Own,
    machine: KindId,
    batch: u32,
    state: u32,
    hours: u32,
    served: u32,
    stands_at: u32,
    records: Vec<Record>,
}

/// Declares the kind and the fields, which the maker then knows. `people` is the number of contacts.
pub fn declare(maker: &mut Maker, people: usize) -> Declared {
    let mut records = Vec::new();
    let mut kind = Draft::new(OWN_KIND);
    kind.set_text(own_kind::NAME, "Machine");
    kind.set_text(own_kind::PLURAL, "Machines");
    kind.set_text(own_kind::ORDER, order_nth(0));
    let id = maker.id();
    records.push(maker.record(id, &kind));
    let machine = KindId::of_own(id);
    let key = machine.own_key();
    let named = |word: &str| -> String {
        (0..parts(people)).map(|number| format!("{word} {number}\n")).collect()
    };
    let mut field = |of: &str, name: &str, what: &str, more: Option<(u32, String)>| {
        let mut draft = Draft::new(CUSTOM_FIELD);
        draft.set_text(custom_field::OF, of);
        draft.set_text(custom_field::NAME, name);
        draft.set_text(custom_field::TYPE, what);
        draft.set_text(custom_field::ORDER, order_nth(records.len()));
        more.into_iter().for_each(|(field, text)| draft.set_text(field, text));
        let id = maker.id();
        records.push(maker.record(id, &draft));
        custom_number(id)
    };
    let choices = |text: String| Some((custom_field::CHOICES, text));
    let region = field("contact", "Region", custom_field::CHOICE, choices(named("Region")));
    let batch = field("contact", "Batch", custom_field::CHOICE, choices(named("Batch")));
    let state = field(&key, "State", custom_field::CHOICE, choices(STATES.join("\n")));
    let hours = field(&key, "Hours", "number", None);
    let served = field(&key, "Last served", "date", None);
    let to = Some((custom_field::TO, "company".to_owned()));
    let stands_at = field(&key, "Stands at", custom_field::REFERENCE, to);
    let known = |kind: KindId| {
        let of_kind = records.iter().filter(move |record| record.kind == kind);
        of_kind.map(|record| (record.id, record.clone())).collect::<Vec<_>>()
    };
    maker.schemas = read_schemas(known(OWN_KIND), known(CUSTOM_FIELD));
    let own = Own { machines: format!("/k-{:08x}", machine.0), region };
    Declared { own, machine, batch, state, hours, served, stands_at, records }
}

/// Returns the number of regions, and of batches.
fn parts(people: usize) -> usize {
    people.div_ceil(TOGETHER).max(2)
}

impl Declared {
    /// Writes the declarations and the views.
    pub fn put(&self, maker: &mut Maker, writer: &mut BackupWriter<'_>) {
        self.records.iter().for_each(|record| writer.record(record));
        let condition = |field: u32, operator: Operator, operand: &str| Condition {
            field,
            operator,
            operand: operand.to_owned(),
        };
        // No single condition leaves little to look at for the others.
        let quiet = vec![
            condition(self.own.region, Operator::IsNot, "Region 1"),
            condition(contact::LAST_CONTACT, Operator::NotSince, "60"),
            condition(contact::JOB_TITLE, Operator::Contains, "er"),
            condition(contact::EMAILS, Operator::Filled, ""),
        ];
        let one = |field: u32, name: &str| vec![condition(field, Operator::Is, name)];
        let views = [
            (QUIET, quiet),
            (SPREAD, one(self.own.region, "Region 1")),
            (BESIDE, one(self.batch, "Batch 1")),
        ];
        for (place, (name, conditions)) in views.into_iter().enumerate() {
            let mut draft = Draft::new(VIEW);
            draft.set_text(view::NAME, name);
            draft.set_text(view::OF, "contact");
            draft.set_text(view::FILTER, Filter::all(conditions).encode());
            draft.set_text(view::LAYOUT, view::LIST);
            draft.set_text(view::PINNED, order_nth(place));
            let id = maker.id();
            writer.record(&maker.record(id, &draft));
        }
    }

    /// Writes machines, each at one of the companies.
    pub fn put_machines(
        &self,
        maker: &mut Maker,
        writer: &mut BackupWriter<'_>,
        companies: &[RecordId],
        count: usize,
    ) {
        for number in 0..count {
            let mut draft = Draft::new(self.machine);
            draft.set_text(own::NAME, format!("Machine {number}"));
            draft.set_text(self.state, STATES[maker.chance.below(STATES.len())]);
            draft.set(self.hours, Value::Number(maker.chance.below(20_000) as f64));
            let day = Day::from_millis(maker.now - maker.chance.below(700) as i64 * DAY_MILLIS);
            draft.set(self.served, Value::Date(day.date()));
            let company = companies[maker.chance.below(companies.len())];
            draft.set(self.stands_at, Value::Reference(company));
            let id = maker.id();
            writer.record(&maker.record(id, &draft));
        }
    }

    /// Adds the custom fields of the contact of this number, of `people`.
    pub fn fill(&self, draft: &mut Draft, number: usize, people: usize) {
        let parts = parts(people);
        draft.set_text(self.own.region, format!("Region {}", number % parts));
        let batch = number * parts / people.max(1);
        draft.set_text(self.batch, format!("Batch {batch}"));
    }
}

#[cfg(test)]
mod tests {
    use domain::{CONTACT, Fields};
    use transfer::read_backup;

    use super::super::selling_data::{Amounts, backup};
    use super::*;

    #[test]
    fn a_region_and_a_batch_have_that_many_contacts_and_machines_have_their_fields() {
        let people = 2 * TOGETHER;
        let amounts =
            Amounts { contacts: people, deals: 0, tasks: 0, activities: 0, busy: 0, machines: 9 };
        let data = backup(amounts, 1_795_000_000_000);
        let records = read_backup(&data.backup).unwrap().records;
        let of = |kind: KindId| -> Vec<&Record> {
            records.iter().filter(|record| record.kind == kind).collect()
        };
        let with = |name: &str| {
            let view = of(VIEW).into_iter().find(|view| view.text(view::NAME) == name).unwrap();
            let filter = Filter::decode(&view.text(view::FILTER));
            of(CONTACT).into_iter().filter(|contact| filter.passes(*contact)).count()
        };
        assert_eq!([with(SPREAD), with(BESIDE)], [TOGETHER, TOGETHER]);
        assert!((1..TOGETHER).contains(&with(QUIET)), "{}", with(QUIET));
        let machine = KindId::of_own(of(OWN_KIND)[0].id);
        assert_eq!(of(machine).len(), 9);
        let fields: Vec<u32> = of(CUSTOM_FIELD).iter().map(|it| custom_number(it.id)).collect();
        assert_eq!((fields.len(), fields[0]), (6, data.own.region));
        let values =
            |record: &Record| fields.iter().filter(|it| record.value(**it).is_some()).count();
        assert!(of(machine).into_iter().all(|machine| values(machine) == 4));
    }
}
