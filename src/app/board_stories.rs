//! Stories of boards: of a kind of the user's own, by a choice and by a reference.

use super::own_kinds_stories::{declare_kind, field_record};
use super::selling_stories::{app as selling, board, new_deal, stage};
use super::stories::{App, now, tab};
use super::*;
use domain::{
    COMPANY, CUSTOM_FIELD, DEAL, Draft, Fields, KindId, Money, OWN_KIND, RecordId, TEMPLATES,
    Value, company, custom_field, custom_number, own, own_kind,
};
use store::MemoryStore;

/// A kind with a status, a price and a company, on a board by the status.
struct Machines {
    app: App,
    kind: KindId,
    record: RecordId,
    status: RecordId,
    price: RecordId,
    company: RecordId,
}

fn key(field: RecordId) -> String {
    format!("custom-{:08x}", custom_number(field))
}

fn machines() -> Machines {
    let app = tab(&MemoryStore::new(7), 1);
    let kind = declare_kind(&app, "Machine");
    let record = app.record_of_kind(kind).unwrap();
    let status = field_record(&app, kind, "Status", custom_field::CHOICE, "");
    let mut choices = Draft::new(CUSTOM_FIELD);
    choices.set_text(custom_field::CHOICES, "New\nUsed\nScrap");
    now(app.save(Some(status), choices)).unwrap();
    let price = field_record(&app, kind, "Price", "money", "");
    let company = field_record(&app, kind, "Company", custom_field::REFERENCE, "company");
    let machines = Machines { app, kind, record, status, price, company };
    machines.board_by(&key(status), &key(price));
    machines
}

impl Machines {
    fn board_by(&self, columns: &str, total: &str) {
        let mut draft = Draft::new(OWN_KIND);
        draft.set_text(own_kind::BOARD, columns);
        draft.set_text(own_kind::BOARD_TOTAL, total);
        now(self.app.save(Some(self.record), draft)).unwrap();
    }

    fn add(&self, name: &str, status: &str, cents: i64) -> RecordId {
        let mut draft = Draft::new(self.kind);
        draft.set_text(own::NAME, name);
        draft.set_text(custom_number(self.status), status);
        let price = Value::Money(Money { minor: cents, currency: *b"EUR" });
        draft.set(custom_number(self.price), price);
        now(self.app.save(None, draft)).unwrap().id
    }

    /// Returns the lanes: name, cards, sum.
    fn lanes(&self) -> Vec<(String, Vec<String>, i64)> {
        let rows = self.app.list_rows(self.kind, &ListWanted::default());
        let lanes = self.app.lanes(self.kind, &rows, None).into_iter();
        let name = |row| self.app.card(row).unwrap().name;
        lanes
            .map(|lane| {
                let sum = lane.totals.sums(*b"EUR").first().map_or(0, |sum| sum.minor);
                (lane.title, lane.rows.into_iter().map(name).collect(), sum)
            })
            .collect()
    }
}

fn lane(title: &str, cards: &[&str], sum: i64) -> (String, Vec<String>, i64) {
    (title.to_owned(), cards.iter().map(|card| (*card).to_owned()).collect(), sum)
}

#[test]
fn a_kind_of_the_user_has_a_board_by_a_choice_with_sums() {
    let machines = machines();
    let lathe = machines.add("Lathe", "New", 10_000);
    machines.add("Drill", "New", 2_500);
    machines.add("Saw", "", 100);
    machines.add("Press", "Rented", 7);
    let [saw, new, press] = [
        lane("", &["Saw"], 100),
        lane("New", &["Drill", "Lathe"], 12_500),
        lane("Rented", &["Press"], 7),
    ];
    let empty = |title| lane(title, &[], 0);
    assert_eq!(machines.lanes(), [saw, new.clone(), empty("Used"), empty("Scrap"), press]);
    let done = now(machines.app.move_to_lane(machines.kind, &[lathe], "Scrap")).unwrap();
    let scrap = |machines: &Machines| machines.lanes().into_iter().find(|it| it.0 == "Scrap");
    assert_eq!(scrap(&machines), Some(lane("Scrap", &["Lathe"], 10_000)));
    now(machines.app.undo(done.stamp.unwrap())).unwrap();
    assert_eq!(machines.lanes()[1], new, "a move is one step to undo");
    now(machines.app.move_to_lane(machines.kind, &[lathe], "")).unwrap();
    assert_eq!(machines.lanes()[0].1, ["Lathe", "Saw"], "and out of all columns");
}

#[test]
fn a_board_by_a_reference_has_a_column_for_each_record_and_none_is_missing() {
    let machines = machines();
    machines.board_by(&key(machines.company), "");
    let Machines { app, kind, company, .. } = &machines;
    let mut firms = Vec::new();
    for number in 0..60 {
        let mut draft = Draft::new(COMPANY);
        draft.set_text(company::NAME, format!("Firm {number:02}"));
        firms.push(now(app.save(None, draft)).unwrap().id);
    }
    let lathe = machines.add("Lathe", "", 1);
    assert_eq!(machines.lanes(), [lane("", &["Lathe"], 0)], "empty columns of many are left out");
    now(app.move_to_lane(*kind, &[lathe], &firms[7].to_string())).unwrap();
    assert_eq!(app.record(lathe).unwrap().reference(custom_number(*company)), Some(firms[7]));
    assert_eq!(machines.lanes(), [lane("Firm 07", &["Lathe"], 0)]);
    for (number, firm) in firms.iter().enumerate() {
        let id = machines.add(&format!("Saw {number:02}"), "", 1);
        now(app.move_to_lane(*kind, &[id], &firm.to_string())).unwrap();
    }
    let lanes = machines.lanes();
    assert_eq!(lanes.iter().map(|lane| lane.1.len()).sum::<usize>(), 61);
    assert_eq!(lanes.len(), 41, "the rest share a column");
    now(app.change_many(&[firms[7]], &BulkChange::Delete)).unwrap();
    assert!(now(app.move_to_lane(*kind, &[lathe], &firms[7].to_string())).is_err());
    assert_eq!(machines.lanes()[0].1.len(), 2, "their company is gone, not they");
}

#[test]
fn a_board_whose_field_goes_is_turned_off_and_comes_back_with_it() {
    let machines = machines();
    let lathe = machines.add("Lathe", "New", 1);
    let removed = now(machines.app.change_many(&[machines.status], &BulkChange::Delete)).unwrap();
    assert!(machines.lanes().is_empty());
    assert!(now(machines.app.move_to_lane(machines.kind, &[lathe], "Used")).is_err());
    assert!(machines.app.lane_targets(machines.kind, None).is_empty());
    now(machines.app.undo(removed.stamp.unwrap())).unwrap();
    assert_eq!(machines.lanes()[0], lane("New", &["Lathe"], 1));
    let mut text = Draft::new(CUSTOM_FIELD);
    text.set_text(custom_field::TYPE, "text");
    now(machines.app.save(Some(machines.status), text)).unwrap();
    assert!(machines.lanes().is_empty(), "a text makes no columns");
}

#[test]
fn a_board_shows_one_pipeline_and_cards_without_a_stage_in_the_first() {
    let app = selling();
    let id = new_deal(&app, "Desks", 100, None);
    now(app.add_pipeline("Houses", &TEMPLATES[1])).unwrap();
    let parts = app.board_parts(DEAL);
    assert_eq!(
        parts.iter().map(|part| part.1.as_str()).collect::<Vec<_>>(),
        ["B2B sales", "Houses"]
    );
    assert_eq!(board(&app)[0].rows.len(), 1);
    let within = Some(parts[1].0);
    assert!(app.list_rows(DEAL, &ListWanted { within, ..ListWanted::default() }).is_empty());
    let targets = app.lane_targets(DEAL, within);
    assert_eq!((targets[0].group.as_str(), targets.len() > 7), ("Houses", true));
    let lead = stage(&app, "Lead");
    now(app.change_many(&[lead], &BulkChange::Delete)).unwrap();
    let lanes = board(&app);
    assert_eq!((lanes[0].key.as_str(), lanes[0].takes, lanes[0].rows.len()), ("", false, 1));
    now(app.move_to_lane(DEAL, &[id], &targets[0].key)).unwrap();
    assert_eq!(app.list_rows(DEAL, &ListWanted { within, ..ListWanted::default() }).len(), 1);
}
