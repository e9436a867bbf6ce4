//! Dates, numbers, money and names in the language and region of the screen.

use super::session::Session;
use super::words::t;
use browser::intl;
use domain::NextStep;
use domain::{Due, LocalTime, Money, PartialDate, RecordId, Repeat, Speech};

/// Dates, numbers, money and names as text; a cheap `Copy` handle.
#[derive(Clone, Copy)]
pub struct Formatter {
    pub(super) session: &'static Session,
}

impl Speech for Formatter {
    fn flag(&self, yes: bool) -> String {
        if yes { t!(self.session.words, contact.yes) } else { t!(self.session.words, contact.no) }
    }

    fn number(&self, number: f64) -> String {
        self.decimal(number)
    }

    fn money(&self, money: Money) -> String {
        Formatter::money(self, money)
    }

    fn date(&self, date: PartialDate) -> String {
        // The inherent method, not this one.
        Formatter::date(self, date)
    }

    fn moment(&self, millis: i64) -> String {
        Formatter::moment(self, millis)
    }

    fn due(&self, due: &Due) -> String {
        // Short, because columns are narrow: 30 Nov, or 30 Nov 2027 in another year.
        let today = self.session.workspace().today();
        let other_year = due.day.parts().0 != today.parts().0;
        let region = self.session.words.region();
        let day = intl::short_date(region, due.day.number(), false, other_year);
        let Some(LocalTime { minutes, zone }) = &due.time else { return day };
        let text = format!("{day} {}:{:02}", minutes / 60, minutes % 60);
        // Nine o'clock there is not nine here.
        let elsewhere = !zone.is_empty() && *zone != intl::time_zone();
        if elsewhere { format!("{text} ({zone})") } else { text }
    }

    fn repeat(&self, rule: &Repeat) -> String {
        Formatter::repeat(self, rule)
    }

    fn name(&self, id: RecordId) -> String {
        self.session.workspace().name(id)
    }
}

impl Formatter {
    /// Returns the due time of a next step that is counted from now.
    pub fn due_of_step(&self, step: &NextStep) -> Due {
        step.due(self.session.workspace().env(), self.now())
    }
}
