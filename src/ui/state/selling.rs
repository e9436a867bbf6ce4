//! What selling asks for everywhere: pipelines, amounts, when something is due in words, and the
//! sheets that open above any screen.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::app_state::AppState;
use super::reaching::ReachRequest;
use super::words::t;
use super::work;
use app::{PipelineView, StageView};
use browser::intl;
use domain::{
    Draft, Due, Fields, LocalTime, Money, PIPELINE, RecordId, Repeat, TASK, Totals, Zones, local,
    settings,
};

/// What a log sheet is opened with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LogRequest {
    /// The kind of activity, by key.
    pub what: String,
    /// With whom.
    pub contacts: Vec<RecordId>,
    /// At which company.
    pub company: Option<RecordId>,
    /// About which deal.
    pub deal: Option<RecordId>,
    /// The task that it does.
    pub task: Option<RecordId>,
    /// When it began, where it did already: a call that was dialed, in milliseconds.
    pub began: Option<i64>,
    /// An activity that is to be changed: with whom it is, and which.
    pub edit: Option<(RecordId, RecordId)>,
}

/// What the form of a task is opened with.
#[derive(Clone, Debug, PartialEq)]
pub struct TaskRequest {
    /// The task; `None` for a new one.
    pub id: Option<RecordId>,
    /// What a new one begins with.
    pub preset: Draft,
}

impl TaskRequest {
    /// A task that is to be changed.
    pub fn of(id: RecordId) -> Self {
        Self { id: Some(id), preset: Draft::new(TASK) }
    }

    /// A new task, which begins with this.
    pub fn begin(preset: Draft) -> Self {
        Self { id: None, preset }
    }
}

/// The sheets that any screen can open and the frame shows.
#[derive(Clone, Copy)]
pub struct Sheets {
    /// Somebody is to be reached, and something is to be asked before.
    pub reach: RwSignal<Option<ReachRequest>>,
    /// Something that happened is to be logged.
    pub log: RwSignal<Option<LogRequest>>,
    /// A task is to be made or changed.
    pub task: RwSignal<Option<TaskRequest>>,
    /// A task is to be put off to a day that is chosen.
    pub put_off: RwSignal<Option<RecordId>>,
    /// Something new is to be made.
    pub new: RwSignal<bool>,
    /// The keys are to be shown.
    pub keys: RwSignal<bool>,
    /// A deal is to be moved to a stage, as its form said; its page does it.
    pub moving: RwSignal<Option<(RecordId, RecordId)>>,
}

impl Default for Sheets {
    fn default() -> Self {
        Self {
            reach: RwSignal::new(None),
            log: RwSignal::new(None),
            task: RwSignal::new(None),
            put_off: RwSignal::new(None),
            new: RwSignal::new(false),
            keys: RwSignal::new(false),
            moving: RwSignal::new(None),
        }
    }
}

impl AppState {
    /// Every pipeline with its stages; followed when read in a view.
    pub fn pipelines(&self) -> Vec<PipelineView> {
        self.watch().pipelines()
    }

    /// A stage; followed when read in a view.
    pub fn stage(&self, id: RecordId) -> Option<StageView> {
        self.watch().stage(id)
    }

    /// Makes sure that there is a pipeline, where there was never one. Before the first deal.
    pub fn need_pipeline(self) {
        if self.satchel().count(PIPELINE) > 0 {
            return;
        }
        spawn_local(async move {
            match work::seed_pipeline(self.satchel()).await {
                Ok(true) => self.changed(),
                Ok(false) => {}
                Err(error) => self.report(&error),
            }
        });
    }

    /// The currency that amounts begin with.
    pub fn currency(&self) -> [u8; 3] {
        let chosen = self.watch().settings().text(settings::CURRENCY);
        <[u8; 3]>::try_from(chosen.as_bytes()).unwrap_or(*b"EUR")
    }

    /// An amount as the language writes it; without the digits behind the point where they say
    /// nothing.
    pub fn money(&self, money: Money) -> String {
        let text = money.to_string();
        let (number, currency) = text.split_once(' ').unwrap_or((&text, ""));
        let digits = money.minor_digits() as u32;
        let whole = money.minor % 10i64.pow(digits) == 0;
        intl::money(self.words.region(), number, currency, if whole { 0 } else { digits })
    }

    /// Sums by currency, the own one first: €11,800 + $500. Nothing where there are none.
    pub fn totals(&self, totals: &Totals) -> String {
        self.totals_within(totals, usize::MAX, usize::MAX)
    }

    /// Sums by currency; of more than `most` only how many more there are, and all of them shortened
    /// where there is no room for so many letters.
    pub fn totals_within(&self, totals: &Totals, most: usize, letters: usize) -> String {
        let sums = totals.sums(self.currency());
        let joined = |write: &dyn Fn(Money) -> String| {
            let mut texts: Vec<String> = sums.iter().take(most).map(|sum| write(*sum)).collect();
            if sums.len() > most {
                texts.push(t!(self.words, deals.more_sums, count = sums.len() - most));
            }
            texts.join(" + ")
        };
        let full = joined(&|sum| self.money(sum));
        if full.chars().count() > letters { joined(&|sum| self.short_money(sum)) } else { full }
    }

    /// An amount, shortened: €1.44B.
    pub fn short_money(&self, money: Money) -> String {
        let text = money.to_string();
        let (number, currency) = text.split_once(' ').unwrap_or((&text, ""));
        intl::short_money(self.words.region(), number, currency)
    }

    /// The IANA name of the zone of this device.
    pub fn zone(&self) -> String {
        self.satchel().env().here()
    }

    /// The moment from which something is due.
    pub fn moment_of(&self, due: &Due) -> i64 {
        due.moment(self.satchel().env())
    }

    /// How often it is tried, with the coming one: 3rd attempt.
    pub fn attempt(&self, number: u32) -> String {
        match number {
            1 => t!(self.words, day.attempt_1),
            2 => t!(self.words, day.attempt_2),
            3 => t!(self.words, day.attempt_3),
            number => t!(self.words, day.attempt_n, count = number),
        }
    }

    /// A rule by which something comes back, in words; as it is written where it is none.
    pub fn repeat_text(&self, rule: &str) -> String {
        Repeat::parse(rule).map_or_else(|_none| rule.to_owned(), |rule| self.repeat(&rule))
    }

    /// A time of the day: 9:00.
    pub fn clock(&self, minutes: u16) -> String {
        intl::clock(self.words.region(), minutes)
    }

    /// The short name of a weekday: Thu. Monday is 0.
    pub fn weekday(&self, weekday: u8) -> String {
        intl::weekday(self.words.region(), weekday)
    }

    /// When something is due, at a time so many minutes from now by the clock of here.
    pub fn due_in(&self, minutes: i64) -> Due {
        let satchel = self.satchel();
        let here = satchel.env().here();
        let (day, minutes) = local(satchel.env(), &here, self.now() + minutes * 60_000);
        Due::at(day, minutes, here)
    }

    /// A time of the day by the clock of here.
    pub fn here_at(&self, minutes: u16) -> LocalTime {
        LocalTime { minutes, zone: self.zone() }
    }

    /// The time at which something is due by the clock of here, as a field for a time holds it.
    pub fn time_of(&self, due: &Due) -> Option<String> {
        let minutes = due.here(self.satchel().env()).1?;
        Some(format!("{:02}:{:02}", minutes / 60, minutes % 60))
    }

    /// When something is due, so many days from today, at a time or on the day.
    pub fn due_on(&self, days: i32, minutes: Option<u16>) -> Due {
        let satchel = self.satchel();
        let day = satchel.today().plus(days);
        match minutes {
            Some(minutes) => Due::at(day, minutes, satchel.env().here()),
            None => Due::on(day),
        }
    }
}
