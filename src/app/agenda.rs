//! Today: what is due, who is to be called, whose birthday is near, which deals stand still.

use std::cmp::Reverse;

use crate::domain::{
    CONTACT, DAY_MILLIS, Day, Due, Fields, PartialDate, RecordId, TASK, Value, contact, days_until,
    local, task, years_since,
};
use crate::replica::Row;
use crate::store::Store;

use super::Env;
use super::tasks::TaskCard;
use super::workspace::Workspace;

/// What a day asks for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Agenda {
    /// What should have been done; call-backs too.
    pub overdue: Vec<TaskCard>,
    /// What is due in the rest of the day, but for calls and visits.
    pub due_today: Vec<TaskCard>,
    /// Calls of the rest of the day.
    pub calls: Vec<TaskCard>,
    /// Visits and meetings of the rest of the day.
    pub visits: Vec<TaskCard>,
    /// What was done today, the latest first.
    pub done: Vec<TaskCard>,
    /// The call that is next: the one that has waited longest, else the first of those to come.
    pub next_call: Option<TaskCard>,
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
/// How many contacts are looked at for their dates at a time.
const LOOKED_AT: usize = 2048;
/// How many tasks that are done are shown.
const DONE_SHOWN: usize = 200;

impl<S: Store, E: Env> Workspace<S, E> {
    /// What today asks for.
    pub fn agenda(&self) -> Agenda {
        let mut agenda = Agenda::default();
        for card in self.cards_of(&self.tasks_in(TaskSpan::Overdue)) {
            agenda.overdue.push(card);
        }
        for card in self.cards_of(&self.tasks_in(TaskSpan::Today)) {
            let list = match card.what.as_str() {
                task::CALL => &mut agenda.calls,
                task::VISIT | task::MEETING => &mut agenda.visits,
                _ => &mut agenda.due_today,
            };
            list.push(card);
        }
        let today = self.today();
        let is_today = |millis: i64| self.day_of(millis) == today;
        agenda.done = self
            .cards_of(&self.tasks_in(TaskSpan::Done))
            .into_iter()
            .take_while(|card| card.done.is_some_and(is_today))
            .collect();
        let call = |card: &&TaskCard| card.what == task::CALL && card.contact.is_some();
        let mut calls = agenda.overdue.iter().chain(&agenda.calls).filter(call);
        agenda.next_call = calls.next().cloned();
        agenda
    }

    fn cards_of(&self, rows: &[Row]) -> Vec<TaskCard> {
        rows.iter().filter_map(|row| self.task_card(*row)).collect()
    }

    /// The tasks of a span, in the order of time.
    pub fn tasks_in(&self, span: TaskSpan) -> Vec<Row> {
        let replica = self.replica();
        let (now, today) = (self.env.now_millis(), self.today());
        if span == TaskSpan::Done {
            let open = replica.open_tasks().len();
            let done = replica.list(TASK).get(open..).unwrap_or_default();
            return done.iter().take(DONE_SHOWN).copied().collect();
        }
        let mut found: Vec<(i64, bool, Row)> = Vec::new();
        for row in replica.open_tasks() {
            let due = Due::parse(&replica.view(*row).text(task::DUE));
            // They are in the order of their days; who has none comes last.
            let is_far = due.as_ref().is_none_or(|due| due.day.number() - today.number() > FAR);
            if is_far && span != TaskSpan::Later {
                break;
            }
            if self.span_of(due.as_ref(), today, now) == span {
                let high = replica.view(*row).text(task::PRIORITY) == task::HIGH;
                // What has a day and no time is for any time of it, and stands after what has one.
                let moment = due.map_or(i64::MAX, |due| {
                    let whole_day = if due.time.is_some() { 0 } else { DAY_MILLIS };
                    due.moment(&self.env) + whole_day
                });
                found.push((moment, high, *row));
            }
        }
        found.sort_by_key(|(moment, high, _)| (*moment, Reverse(*high)));
        found.into_iter().map(|(_, _, row)| row).collect()
    }

    fn span_of(&self, due: Option<&Due>, today: Day, now: i64) -> TaskSpan {
        let Some(due) = due else { return TaskSpan::Later };
        // Zones differ by a day at most: far days need no clocks.
        let far = due.day.number() - today.number();
        if far > FAR {
            return TaskSpan::Later;
        }
        if far < -1 || due.is_over(&self.env, now) {
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
