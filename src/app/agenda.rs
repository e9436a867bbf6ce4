//! Today's agenda: due tasks, calls to make, upcoming birthdays, tasks done.

use domain::{
    CONTACT, Day, Due, Fields, PartialDate, RecordId, TASK, Value, comes_first, contact,
    days_until, local, task, years_since,
};
use replica::Row;
use store::Store;

use super::Env;
use super::tasks::TaskCard;
use super::workspace::Workspace;

/// The agenda of a day. A task that is due by then is in exactly one list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Agenda {
    /// Overdue calls, the oldest first, then those of the rest of the day; includes the next call.
    pub calls: DayList,
    /// Other overdue tasks.
    pub overdue: DayList,
    /// Visits and meetings in the rest of the day.
    pub visits: DayList,
    /// Other tasks due in the rest of the day.
    pub due_today: DayList,
    /// Tasks done today, the latest first.
    pub done: Vec<TaskCard>,
    /// The next call: the most overdue, else the first upcoming one; only calls to somebody.
    pub next_call: Option<TaskCard>,
}

/// A part of the agenda, cut to what a screen can show, with the full count.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DayList {
    /// The first tasks.
    pub cards: Vec<TaskCard>,
    /// The number of all tasks.
    pub count: usize,
}

impl DayList {
    /// Returns true if it holds more than it shows.
    pub fn is_cut(&self) -> bool {
        self.count > self.cards.len()
    }
}

/// An upcoming birthday or other date.
#[derive(Clone, Debug, PartialEq)]
pub struct Anniversary {
    /// The contact.
    pub id: RecordId,
    /// The contact's name.
    pub name: String,
    /// The date's label; empty for a birthday.
    pub label: String,
    /// Days from today.
    pub in_days: u16,
    /// The number of years on that day, if the year is known.
    pub years: Option<u16>,
}

/// The state of a search for anniversaries.
#[derive(Clone, Debug, Default)]
pub struct Anniversaries {
    found: Vec<Anniversary>,
    from: usize,
}

impl Anniversaries {
    /// Returns the dates found, the nearest first.
    pub fn in_order(mut self) -> Vec<Anniversary> {
        self.found.sort_by_key(|found| found.in_days);
        self.found
    }
}

/// Number of days ahead that is beyond this week in every time zone.
const FAR: i32 = 8;
/// Open tasks by span, in order of time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ToDo {
    /// Overdue tasks.
    pub overdue: Vec<Row>,
    /// The rest of today.
    pub today: Vec<Row>,
    /// The six days after today.
    pub week: Vec<Row>,
    /// Later tasks and those without a due date.
    pub later: Vec<Row>,
}

/// Number of contacts searched for dates per call.
const LOOKED_AT: usize = 2048;
/// Number of tasks shown per part of the day.
const SHOWN: usize = 30;
/// Number of done tasks shown.
const DONE_SHOWN: usize = 200;

impl<S: Store, E: Env> Workspace<S, E> {
    /// Returns today's agenda.
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

    /// Returns the tasks done, the latest first, up to a limit.
    pub(super) fn tasks_done(&self) -> Vec<Row> {
        let replica = self.replica();
        let open = replica.open(TASK).len();
        let done = replica.list(TASK).get(open..).unwrap_or_default();
        done.iter().take(DONE_SHOWN).copied().collect()
    }

    /// Returns all open tasks by span, in order of time.
    pub fn to_do(&self) -> ToDo {
        let replica = self.replica();
        let (now, today) = (self.env.now_millis(), self.today());
        let mut near: [Vec<(i64, bool, Row)>; 4] = Default::default();
        let open = replica.open(TASK);
        // They are sorted by due date; tasks without one come last.
        let is_near = |row: &Row| {
            let due = Due::parse(&replica.view(*row).text(task::DUE));
            due.is_some_and(|due| due.day.number() - today.number() <= FAR)
        };
        let far = open.partition_point(is_near);
        for row in &open[..far] {
            let view = replica.view(*row);
            let Some(due) = Due::parse(&view.text(task::DUE)) else { continue };
            let list = due.span(&self.env, today, now) as usize;
            let (moment, low) = self.moment_in_list(&due, comes_first(TASK, &view));
            near[list].push((moment, low, *row));
        }
        let in_order = |mut list: Vec<(i64, bool, Row)>| -> Vec<Row> {
            list.sort_by_key(|(moment, low, _)| (*moment, *low));
            list.into_iter().map(|(_, _, row)| row).collect()
        };
        let [overdue, today, week, later] = near.map(in_order);
        let later = later.into_iter().chain(open[far..].iter().copied()).collect();
        ToDo { overdue, today, week, later }
    }

    /// Returns the local calendar day of a moment.
    pub fn day_of(&self, millis: i64) -> Day {
        local(&self.env, &self.env.here(), millis).0
    }

    /// Searches the next batch of contacts for birthdays and other dates within this many days.
    /// Returns true if more remain; batched to keep the screen responsive.
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

/// Returns the number of years on the day itself.
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
