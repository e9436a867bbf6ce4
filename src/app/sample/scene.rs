//! The deals and tasks of the sample, dated around the day on which they are created, so that the
//! board and the agenda look as in the middle of work.

use crate::PipelineView;
use domain::{
    DAY_MILLIS, DEAL, Day, Draft, Due, Money, ProductLine, RecordId, StageResult, TASK, Value,
    Zones, any_kind, deal, local, task,
};

use super::cast::{Cast, EACH, ROUNDS};
use super::trades::{TRADES, Trade};

/// Number of deals per round.
pub const DEALS: usize = 5;
/// Number of tasks per round.
pub const TASKS: usize = 8;
/// The stages of the deals, by round; open stages by index.
const STAGES: [[DealPlace; DEALS]; 5] = [
    [
        DealPlace::Open(3),
        DealPlace::Open(0),
        DealPlace::Open(1),
        DealPlace::Open(2),
        DealPlace::Won,
    ],
    [
        DealPlace::Open(4),
        DealPlace::Open(1),
        DealPlace::Open(0),
        DealPlace::Open(3),
        DealPlace::Lost,
    ],
    [
        DealPlace::Open(2),
        DealPlace::Open(3),
        DealPlace::Open(0),
        DealPlace::Won,
        DealPlace::Open(1),
    ],
    [
        DealPlace::Open(1),
        DealPlace::Open(4),
        DealPlace::Open(2),
        DealPlace::Open(0),
        DealPlace::Lost,
    ],
    [
        DealPlace::Open(0),
        DealPlace::Open(2),
        DealPlace::Open(3),
        DealPlace::Open(4),
        DealPlace::Won,
    ],
];
/// Deal values in euros.
const AMOUNTS: [i64; 7] = [12_000, 3_400, 48_000, 7_500, 21_000, 1_900, 9_600];
/// Days until a task is due, by round; the last one is done, that many days ago.
const DUE: [[i32; TASKS]; 5] = [
    [-1, 0, 0, 2, 0, 1, 9, -1],
    [0, 3, 1, 0, -1, -3, 14, -2],
    [0, -2, 0, 6, 1, 0, 20, 0],
    [1, 0, 4, 3, 0, 2, 30, -4],
    [0, 5, 2, 1, 2, 0, 12, -1],
];
/// The person each task is for.
const WHO: [usize; TASKS] = [0, 2, 4, 6, 8, 1, 3, 5];
/// Days spent in each earlier stage.
const STEP: i64 = 9;

const MINUTE: i64 = 60_000;

#[derive(Clone, Copy)]
enum DealPlace {
    Open(usize),
    Won,
    Lost,
}

/// A contact of the sample.
#[derive(Clone, Copy)]
pub struct Person {
    /// The contact.
    pub id: RecordId,
    /// Their company.
    pub company: Option<RecordId>,
}

/// The context of the sample: people, pipeline and time.
pub struct Scene<'a> {
    /// The languages of the people.
    pub cast: &'a Cast,
    /// All people, round by round.
    pub people: &'a [Person],
    /// The pipeline.
    pub pipeline: &'a PipelineView,
    /// Now, in milliseconds since 1970.
    pub now: i64,
    /// The time zones.
    pub zones: &'a dyn Zones,
}

/// A deal of the sample.
pub struct Sold {
    /// Its contents.
    pub draft: Draft,
    /// True if it is open.
    pub open: bool,
}

impl Scene<'_> {
    /// Returns the nth person of a round.
    pub fn person(&self, round: usize, number: usize) -> Option<Person> {
        self.people.get(round * EACH + number % EACH).copied()
    }

    /// Returns today.
    pub fn today(&self) -> Day {
        local(self.zones, &self.zones.here(), self.now).0
    }

    /// Returns the moment at a time of day, this many days from today.
    pub fn moment(&self, days: i32, minutes: u16) -> i64 {
        Due::at(self.today().plus(days), minutes, self.zones.here()).moment(self.zones)
    }

    /// Returns the deals of all rounds; empty if there are no stages.
    pub fn deals(&self) -> Vec<Sold> {
        let mut sold = [0; TRADES.len()];
        let mut deals = Vec::new();
        for (round, number) in (0..ROUNDS).flat_map(|round| (0..DEALS).map(move |n| (round, n))) {
            // A deal is of the nth pair of colleagues.
            let before = &mut sold[self.cast.place(round, number * 2)];
            deals.extend(self.deal(round, number, *before));
            *before += 1;
        }
        deals
    }

    /// Returns a deal, before which there were some of the same country.
    fn deal(&self, round: usize, number: usize, before: usize) -> Option<Sold> {
        let trade = self.cast.trade(round, number * 2);
        let place = STAGES[round][number];
        let path = self.path(place);
        let stage = *path.last()?;
        let nth = round * DEALS + number;
        // Some exceed the time limit of their stage.
        let since = self.now - (nth as i64 * 11 % 37) * DAY_MILLIS - DAY_MILLIS / 3;
        let mut draft = Draft::new(DEAL);
        draft.set_text(deal::NAME, trade.deals[before % trade.deals.len()]);
        draft.set(deal::STAGE, Value::Reference(stage));
        for (step, stage) in path.iter().enumerate() {
            let later = (path.len() - 1 - step) as i64;
            let came = since - later * STEP * DAY_MILLIS;
            draft.push(deal::STAGES, stage.to_string(), Value::Moment(came));
        }
        draft.set(deal::SINCE, Value::Moment(since));
        let close = match place {
            DealPlace::Open(_) => self.today().plus((nth as i32 * 7) % 45 - 6),
            DealPlace::Won | DealPlace::Lost => local(self.zones, &self.zones.here(), since).0,
        };
        draft.set(deal::CLOSE, Value::Date(close.date()));
        // Some sell abroad, for euros.
        let abroad = number == 1 && before > 0 && self.cast.is_home(round, number * 2);
        let (currency, rate) = if abroad { (*b"EUR", 1) } else { (trade.currency, trade.rate) };
        value(&mut draft, AMOUNTS[nth % AMOUNTS.len()] * rate, currency);
        if before == 0 {
            add_lines(&mut draft, trade);
        }
        let mains = self.person(round, number * 2)?;
        draft.push(deal::CONTACTS, "decides", Value::Reference(mains.id));
        if let Some(other) = self.person(round, number * 2 + 1).filter(|_| number.is_multiple_of(2))
        {
            draft.push(deal::CONTACTS, "uses", Value::Reference(other.id));
        }
        if let Some(company) = mains.company {
            draft.set(deal::COMPANY, Value::Reference(company));
        }
        match place {
            DealPlace::Lost => draft.set_text(deal::LOST_REASON, trade.lost),
            _ if number % 3 == 1 => draft.set_text(deal::COMPETITOR, trade.competitor),
            _ => {}
        }
        if number == 2 {
            let [_, met_at_a_fair, _] = self.cast.home().tags;
            draft.push(any_kind::TAGS, "", Value::Text(met_at_a_fair.to_owned()));
        }
        Some(Sold { draft, open: matches!(place, DealPlace::Open(_)) })
    }

    /// Returns the stages that a deal went through, the current one last.
    fn path(&self, place: DealPlace) -> Vec<RecordId> {
        let of = |result: StageResult| {
            let stages = self.pipeline.stages.iter().filter(move |stage| stage.result == result);
            stages.map(|stage| stage.id).collect::<Vec<_>>()
        };
        let mut path = of(StageResult::Open);
        match place {
            DealPlace::Open(nth) => path.truncate(nth + 1),
            DealPlace::Won => path.extend(of(StageResult::Won).first()),
            // Most deals are lost on the way.
            DealPlace::Lost => {
                path.truncate(3);
                path.extend(of(StageResult::Lost).first());
            }
        }
        path
    }

    /// Returns the tasks of all rounds; `deals` holds their open deals, in the same order.
    pub fn tasks(&self, deals: &[Option<RecordId>]) -> Vec<Draft> {
        let places = (0..ROUNDS).flat_map(|round| (0..TASKS).map(move |n| (round, n)));
        places.filter_map(|(round, number)| self.task(round, number, deals)).collect()
    }

    fn task(&self, round: usize, number: usize, deals: &[Option<RecordId>]) -> Option<Draft> {
        let who = WHO[number];
        let trade = self.cast.trade(round, who);
        let person = self.person(round, who)?;
        let what = match number {
            0 | 1 => task::CALL,
            2 => task::VISIT,
            3 => task::MEETING,
            4 => task::EMAIL,
            _ => task::TO_DO,
        };
        let days = DUE[round][number];
        let mut draft = Draft::new(TASK);
        draft.set_text(task::TEXT, trade.tasks[round % trade.tasks.len()][number]);
        draft.set_text(task::WHAT, what);
        draft.set_text(task::DUE, self.due(what, days, round as u16).to_string());
        draft.set(task::CONTACT, Value::Reference(person.id));
        if let Some(company) = person.company {
            draft.set(task::COMPANY, Value::Reference(company));
        }
        // Some deals lack a next task, as the board should show such deals too.
        let deal = deals.get(round * DEALS + who / 2).copied().flatten();
        if let Some(deal) = deal.filter(|_| !(round + who / 2).is_multiple_of(3)) {
            draft.set(task::DEAL, Value::Reference(deal));
        }
        match number {
            0 if round.is_multiple_of(2) => draft.set_text(task::PRIORITY, task::HIGH),
            5 if round == 0 => draft.set_text(task::REPEAT, "FREQ=WEEKLY"),
            7 => {
                let done = self.moment(days, 11 * 60 + 20).min(self.now - MINUTE);
                draft.set(task::DONE, Value::Moment(done));
            }
            _ => {}
        }
        Some(draft)
    }

    /// Returns a due date. Calls, visits and meetings have a time; today's are still to come, as
    /// long as the day has time left.
    fn due(&self, what: &str, days: i32, round: u16) -> Due {
        let here = self.zones.here();
        let (today, clock) = local(self.zones, &here, self.now);
        let day = today.plus(days);
        let minutes = match what {
            task::CALL => 9 * 60 + round * 45,
            task::VISIT | task::MEETING => 13 * 60 + round * 30,
            _ => return Due::on(day),
        };
        if days != 0 {
            return Due::at(day, minutes, here);
        }
        let ahead = if what == task::CALL { 40 } else { 130 } + round * 35;
        let minutes = (clock + ahead) / 15 * 15;
        if minutes < 22 * 60 { Due::at(day, minutes, here) } else { Due::on(day) }
    }
}

fn value(draft: &mut Draft, amount: i64, currency: [u8; 3]) {
    if let Ok(value) = Money::of_units(amount, currency) {
        draft.set(deal::VALUE, Value::Money(value));
    }
}

/// Adds the products of the first deal, the first of them with a discount.
fn add_lines(draft: &mut Draft, trade: &Trade) {
    for ((name, quantity, price), discount) in trade.lines.iter().zip(["5", ""]) {
        if let Some(line) = ProductLine::typed(name, quantity, &price.to_string(), discount) {
            draft.push(deal::LINES, "", Value::Text(line.to_string()));
        }
    }
}
