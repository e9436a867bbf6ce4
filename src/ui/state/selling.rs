//! Support shared by all sales screens: pipelines, amounts, due times in words.

use leptos::task::spawn_local;

use super::deals::Deals;
use super::format::Formatter;
use super::words::t;
use super::work;
use app::{PipelineView, StageView};
use browser::intl;
use domain::{
    Due, LocalTime, Money, PIPELINE, RecordId, Repeat, STAGE, Totals, Zones, local, settings,
};

impl Deals {
    /// Returns every pipeline with its stages. Tracked.
    pub fn pipelines(&self) -> Vec<PipelineView> {
        self.session.workspace_of(&[STAGE]).pipelines()
    }

    /// Returns a stage. Tracked.
    pub fn stage(&self, id: RecordId) -> Option<StageView> {
        self.session.workspace_of(&[STAGE]).stage(id)
    }

    /// Creates the first pipeline if there is none; called before the first deal.
    pub fn need_pipeline(self) {
        if self.session.workspace().count(PIPELINE) > 0 {
            return;
        }
        spawn_local(async move {
            match work::seed_pipeline(self.session.workspace()).await {
                Ok(true) => self.session.changed(),
                Ok(false) => {}
                Err(error) => self.session.report(&error),
            }
        });
    }
}

impl Formatter {
    /// Returns the default currency. Tracked.
    pub fn currency(&self) -> [u8; 3] {
        settings::currency(&self.session.workspace_of_shape().settings())
    }

    /// Formats an amount for the screen's region, without decimals if it is whole.
    pub fn money(&self, money: Money) -> String {
        let text = money.to_string();
        let (number, currency) = text.split_once(' ').unwrap_or((&text, ""));
        let digits = if money.is_whole() { 0 } else { money.minor_digits() as u32 };
        intl::money(self.session.words.region(), number, currency, digits)
    }

    /// Formats sums by currency, the default one first: €11,800 + $500. Empty without sums.
    pub fn totals(&self, totals: &Totals) -> String {
        self.totals_within(totals, usize::MAX, usize::MAX)
    }

    /// Formats at most `most` sums and the number of others; shortens them all if the text exceeds
    /// `letters` characters.
    pub fn totals_within(&self, totals: &Totals, most: usize, letters: usize) -> String {
        let sums = totals.sums(self.currency());
        let joined = |write: &dyn Fn(Money) -> String| {
            let mut texts: Vec<String> = sums.iter().take(most).map(|sum| write(*sum)).collect();
            if sums.len() > most {
                texts.push(t!(self.session.words, deals.more_sums, count = sums.len() - most));
            }
            texts.join(" + ")
        };
        let full = joined(&|sum| self.money(sum));
        if full.chars().count() > letters { joined(&|sum| self.short_money(sum)) } else { full }
    }

    /// Formats a shortened amount: €1.44B.
    pub fn short_money(&self, money: Money) -> String {
        let text = money.to_string();
        let (number, currency) = text.split_once(' ').unwrap_or((&text, ""));
        intl::short_money(self.session.words.region(), number, currency)
    }

    /// Returns the IANA name of the device's time zone.
    pub fn zone(&self) -> String {
        self.session.workspace().env().here()
    }

    /// Returns the moment from which something is due, in milliseconds.
    pub fn moment_of(&self, due: &Due) -> i64 {
        due.moment(self.session.workspace().env())
    }

    /// Formats an ordinal attempt: 3rd attempt.
    pub fn attempt(&self, number: u32) -> String {
        match number {
            1 => t!(self.session.words, day.attempt_1),
            2 => t!(self.session.words, day.attempt_2),
            3 => t!(self.session.words, day.attempt_3),
            number => t!(self.session.words, day.attempt_n, count = number),
        }
    }

    /// Formats a recurrence rule in words; returns an invalid one as written.
    pub fn repeat_text(&self, rule: &str) -> String {
        Repeat::parse(rule).map_or_else(|_none| rule.to_owned(), |rule| self.repeat(&rule))
    }

    /// Formats a time of day, given in minutes: 9:00.
    pub fn clock(&self, minutes: u16) -> String {
        intl::clock(self.session.words.region(), minutes)
    }

    /// Returns the short name of a weekday: Thu. Monday is 0.
    pub fn weekday(&self, weekday: u8) -> String {
        intl::weekday(self.session.words.region(), weekday)
    }

    /// Returns a due time so many minutes from now, in the local time zone.
    pub fn due_in(&self, minutes: i64) -> Due {
        let workspace = self.session.workspace();
        let here = workspace.env().here();
        let (day, minutes) = local(workspace.env(), &here, self.now() + minutes * 60_000);
        Due::at(day, minutes, here)
    }

    /// Returns a time of day in the local time zone.
    pub fn here_at(&self, minutes: u16) -> LocalTime {
        LocalTime { minutes, zone: self.zone() }
    }

    /// Returns the local due time in the format of a time input.
    pub fn time_of(&self, due: &Due) -> Option<String> {
        let minutes = due.here(self.session.workspace().env()).1?;
        Some(format!("{:02}:{:02}", minutes / 60, minutes % 60))
    }

    /// Returns a due date so many days from today, at a time of day or all day.
    pub fn due_on(&self, days: i32, minutes: Option<u16>) -> Due {
        let workspace = self.session.workspace();
        let day = workspace.today().plus(days);
        match minutes {
            Some(minutes) => Due::at(day, minutes, workspace.env().here()),
            None => Due::on(day),
        }
    }
}
