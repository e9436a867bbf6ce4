//! Today: what is due, who is to be called, whose birthday is near, which deals stand still.

use domain::{
    CONTACT, DAY_MILLIS, Day, Due, Fields, PartialDate, RecordId, TASK, Value, contact, days_until,
    local, task, years_since,
};
use replica::Row;
use store::Store;

use super::Env;
use super::tasks::TaskCard;
use super::workspace::Workspace;

/// What a day asks for. Each task stands in one part of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Agenda {
    /// Calls that should have been made, the longest overdue first, then those of the rest of the
    /// day. The next call is among them.
    pub calls: DayList,
    /// What else should have been done.
    pub overdue: DayList,
    /// Visits and meetings of the rest of the day.
    pub visits: DayList,
    /// What else is due in the rest of the day.
    pub due_today: DayList,
    /// What was done today, the latest first.
    pub done: Vec<TaskCard>,
    /// The call that is next: the one that has waited longest, else the first of those to come.
    pub next_call: Option<TaskCard>,
}

/// A part of the day: not more than a screen can show, and how much there is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DayList {
    /// The first of them.
    pub cards: Vec<TaskCard>,
    /// How many there are.
    pub count: usize,
}

impl DayList {
    /// Whether there are more than it shows.
    pub fn is_cut(&self) -> bool {
        self.count > self.cards.len()
    }
}

/// A birthday or other date of the next days.
#[derive(Clone, Debug, PartialEq)]
pub struct Anniversary {
    /// Whose.
    pub id: RecordId,
    /// What they are called.
    pub name: String,
    /// What it is called; empty for a birthday.
    pub label: String,
    /// In how many days.
    pub in_days: u16,
    /// How many years it will be, where the year is known.
    pub years: Option<u16>,
}

/// Anniversaries that are being looked for.
#[derive(Clone, Debug, Default)]
pub struct Anniversaries {
    found: Vec<Anniversary>,
    from: usize,
}

impl Anniversaries {
    /// What was found, the next first.
    pub fn in_order(mut self) -> Vec<Anniversary> {
        self.found.sort_by_key(|found| found.in_days);
        self.found
    }
}

/// Which tasks a list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskSpan {
    /// What should have been done.
    Overdue,
    /// The rest of today.
    Today,
    /// The six days after.
    Week,
    /// Everything after that, and what has no date.
    Later,
    /// What is done, the latest first.
    Done,
}

/// So many days ahead is later than this week in every zone.
const FAR: i32 = 8;
/// What is to be done, by span and in the order of time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ToDo {
    /// What should have been done.
    pub overdue: Vec<Row>,
    /// The rest of today.
    pub today: Vec<Row>,
    /// The six days after.
    pub week: Vec<Row>,
    /// Everything after that, and what has no date.
    pub later: Vec<Row>,
}

/// How many contacts are looked at for their dates at a time.
const LOOKED_AT: usize = 2048;
/// How many tasks a part of the day shows.
const SHOWN: usize = 30;
/// How many tasks that are done are shown.
const DONE_SHOWN: usize = 200;

impl<S: Store, E: Env> Workspace<S, E> {
    /// What today asks for.
    pub fn agenda(&self) -> Agenda {
        let to_do = self.to_do();
        let is_call = |row: &&Row| self.what_of(**row) == task::CALL;
        let (mut calls, overdue): (Vec<Row>, Vec<Row>) = to_do.overdue.iter().partition(is_call);
        let (mut visits, mut others) = (Vec::new(), Vec::new());
        for row in &to_do.today {
            match self.what_of(*row).as_str() {
                task::CALL => calls.push(*row),
                task::VISIT | task::MEETING => visits.push(*row),
                _ => others.push(*row),
            }
        }
        let next_call = calls.iter().find(|row| self.is_for_somebody(**row));
        let today = self.today();
        let is_today = |card: &TaskCard| card.done.is_some_and(|at| self.day_of(at) == today);
        let done = self.tasks_done().into_iter().map_while(|row| self.task_card(row));
        Agenda {
            overdue: self.day_list(&overdue),
            due_today: self.day_list(&others),
            visits: self.day_list(&visits),
            done: done.take_while(is_today).collect(),
            next_call: next_call.and_then(|row| self.task_card(*row)),
            calls: self.day_list(&calls),
        }
    }

    fn day_list(&self, rows: &[Row]) -> DayList {
        let cards = rows.iter().take(SHOWN).filter_map(|row| self.task_card(*row));
        DayList { cards: cards.collect(), count: rows.len() }
    }

    fn what_of(&self, row: Row) -> String {
        self.replica().view(row).text(task::WHAT)
    }

    fn is_for_somebody(&self, row: Row) -> bool {
        let replica = self.replica();
        let view = replica.view(row);
        let whom = [task::CONTACT, task::COMPANY].map(|field| view.reference(field));
        whom.into_iter().flatten().any(|id| self.is_live(id))
    }

    /// The tasks of a span, in the order of time.
    pub fn tasks_in(&self, span: TaskSpan) -> Vec<Row> {
        let ToDo { overdue, today, week, later } = match span {
            TaskSpan::Done => return self.tasks_done(),
            _ => self.to_do(),
        };
        match span {
            TaskSpan::Overdue => overdue,
            TaskSpan::Today => today,
            TaskSpan::Week => week,
            TaskSpan::Later | TaskSpan::Done => later,
        }
    }

    /// What was done, the latest first; not everything of many years.
    fn tasks_done(&self) -> Vec<Row> {
        let replica = self.replica();
        let open = replica.open_tasks().len();
        let done = replica.list(TASK).get(open..).unwrap_or_default();
        done.iter().take(DONE_SHOWN).copied().collect()
    }

    /// Everything that is to be done, by span and in the order of time.
    pub fn to_do(&self) -> ToDo {
        let replica = self.replica();
        let (now, today) = (self.env.now_millis(), self.today());
        let mut near: [Vec<(i64, bool, Row)>; 4] = Default::default();
        let open = replica.open_tasks();
        // They are in the order of their days; who has none comes last.
        let is_near = |row: &Row| {
            let due = Due::parse(&replica.view(*row).text(task::DUE));
            due.is_some_and(|due| due.day.number() - today.number() <= FAR)
        };
        let far = open.partition_point(is_near);
        for row in &open[..far] {
            let view = replica.view(*row);
            let Some(due) = Due::parse(&view.text(task::DUE)) else { continue };
            // What has a day and no time is for any time of it, and stands after what has one.
            let whole_day = if due.time.is_some() { 0 } else { DAY_MILLIS };
            let low = view.text(task::PRIORITY) != task::HIGH;
            let list = match self.span_of(&due, today, now) {
                TaskSpan::Overdue => 0,
                TaskSpan::Today => 1,
                TaskSpan::Week => 2,
                TaskSpan::Later | TaskSpan::Done => 3,
            };
            near[list].push((due.moment(&self.env) + whole_day, low, *row));
        }
        let in_order = |mut list: Vec<(i64, bool, Row)>| -> Vec<Row> {
            list.sort_by_key(|(moment, low, _)| (*moment, *low));
            list.into_iter().map(|(_, _, row)| row).collect()
        };
        let [overdue, today, week, later] = near.map(in_order);
        let later = later.into_iter().chain(open[far..].iter().copied()).collect();
        ToDo { overdue, today, week, later }
    }

    fn span_of(&self, due: &Due, today: Day, now: i64) -> TaskSpan {
        // Zones differ by a day at most: far days need no clocks.
        if due.day.number() - today.number() < -1 || due.is_over(&self.env, now) {
            return TaskSpan::Overdue;
        }
        match due.here(&self.env).0.number() - today.number() {
            ..=0 => TaskSpan::Today,
            1..=6 => TaskSpan::Week,
            _ => TaskSpan::Later,
        }
    }

    /// The day of a moment by the calendar of here.
    pub fn day_of(&self, millis: i64) -> Day {
        local(&self.env, &self.env.here(), millis).0
    }

    /// Looks for birthdays and other dates of the next days among some more contacts; gives whether
    /// there are more. For a screen that must not stand still meanwhile.
    pub fn find_anniversaries(&self, within: u16, found: &mut Anniversaries) -> bool {
        let replica = self.replica();
        let today = self.today().date();
        let list = replica.list(CONTACT);
        let part = list.get(found.from..).unwrap_or_default();
        for row in part.iter().take(LOOKED_AT) {
            let view = replica.view(*row);
            let birthday = view.value(contact::BIRTHDAY).map(|value| (String::new(), value));
            let others = view.elements(contact::DATES).into_iter();
            let dates = birthday.into_iter().chain(others.map(|it| (it.label, it.value)));
            for (label, value) in dates {
                let Value::Date(date) = value else { continue };
                if let Some(in_days) = days_until(date, today).filter(|days| *days <= within) {
                    let years = years_at(date, today, in_days);
                    let name = self.name(replica.id(*row));
                    found.found.push(Anniversary {
                        id: replica.id(*row),
                        name,
                        label,
                        in_days,
                        years,
                    });
                }
            }
        }
        found.from += LOOKED_AT;
        found.from < list.len()
    }
}

/// How many years it will be on the day itself.
fn years_at(date: PartialDate, today: PartialDate, in_days: u16) -> Option<u16> {
    let day = Day::of(today)?.plus(i32::from(in_days));
    years_since(date, day.date())
}

#[cfg(test)]
mod tests {
    use super::super::selling_stories::{TODAY, app, new_task, person};
    use super::*;

    #[test]
    fn each_task_has_one_place_and_each_part_counts_what_it_shows() {
        let app = app();
        let anh = person(&app, "Ánh");
        let with = [(task::CONTACT, anh)];
        let at = |time: &str| format!("{TODAY}T{time}[Europe/Budapest]");
        new_task(&app, "Late today", task::CALL, &at("08:00"), &with);
        new_task(&app, "Late since long", task::CALL, "2026-11-02", &with);
        new_task(&app, "For nobody", task::CALL, "2026-11-01", &[]);
        new_task(&app, "Soon", task::CALL, &at("18:00"), &with);
        new_task(&app, "At any time", task::CALL, TODAY, &with);
        new_task(&app, "Late visit", task::VISIT, "2026-11-03", &with);
        new_task(&app, "Late offer", task::TO_DO, "2026-11-04", &[]);
        new_task(&app, "Visit", task::VISIT, &at("19:00"), &with);
        new_task(&app, "Offer", task::TO_DO, TODAY, &[]);
        let agenda = app.agenda();
        let names = |list: &DayList| {
            assert_eq!(list.count, list.cards.len());
            list.cards.iter().map(|card| card.text.clone()).collect::<Vec<_>>()
        };
        let calls = ["For nobody", "Late since long", "Late today", "Soon", "At any time"];
        assert_eq!(names(&agenda.calls), calls, "overdue call-backs first");
        assert_eq!(names(&agenda.overdue), ["Late visit", "Late offer"]);
        assert_eq!(names(&agenda.visits), ["Visit"]);
        assert_eq!(names(&agenda.due_today), ["Offer"]);
        let next = agenda.next_call.clone().unwrap();
        assert_eq!(next.text, "Late since long", "the card calls somebody");
        assert!(
            agenda.calls.cards.contains(&next),
            "and is one of the call-backs that are counted"
        );
    }
}
