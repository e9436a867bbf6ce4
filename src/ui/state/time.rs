//! Times, numbers and country names formatted for the screen's language.

use super::format::Formatter;
use super::words::t;
use browser::intl::TimeSpan;
use browser::{clock, intl};
use domain::{Day, Due, NearDay, NearTime, PartialDate};

impl Formatter {
    /// Returns the current time in milliseconds since 1970, UTC.
    pub fn now(&self) -> i64 {
        clock::now_millis()
    }

    /// A count with its groups: 12,408.
    pub fn number(&self, number: usize) -> String {
        self.session.words.number(number)
    }

    /// Formats the day of a moment: today, 2 days ago, Thu 26 Nov.
    pub fn day(&self, millis: i64) -> String {
        self.calendar_day(self.session.workspace().day_of(millis))
    }

    /// Formats a calendar day: tomorrow, Thursday, Thu 10 Dec.
    pub fn calendar_day(&self, day: Day) -> String {
        self.near_day(day, NearDay::of(day, self.session.workspace().today()))
    }

    /// Formats the day and time of a moment: yesterday 15:42, Thu 26 Nov 10:30.
    pub fn day_and_time(&self, millis: i64) -> String {
        let workspace = self.session.workspace();
        let day = workspace.day_of(millis);
        let near = NearDay::with_time(day, workspace.today());
        format!("{} {}", self.near_day(day, near), intl::time(self.session.words.region(), millis))
    }

    /// Formats a due time: today 9:00, tomorrow, Thursday 10:00, 2 days ago. Times in other zones
    /// are converted to local time.
    pub fn due(&self, due: &Due) -> String {
        let workspace = self.session.workspace();
        let (day, minutes) = due.here(workspace.env());
        match minutes {
            Some(minutes) => {
                let near = NearDay::with_time(day, workspace.today());
                format!("{} {}", self.near_day(day, near), self.clock(minutes))
            }
            None => self.calendar_day(day),
        }
    }

    /// Formats a due time of today with its distance from now: "9:00, in 12 min". On other days,
    /// the same as [`Self::due`].
    pub fn due_nearby(&self, due: &Due) -> String {
        let workspace = self.session.workspace();
        let (day, minutes) = due.here(workspace.env());
        let near = NearTime::of(self.moment_of(due), self.now());
        let Some((minutes, near)) = minutes.filter(|_| day == workspace.today()).zip(near) else {
            return self.due(due);
        };
        let near = match near {
            NearTime::Minutes(0) => t!(self.session.words, log.age_now),
            NearTime::Minutes(minutes) => self.distance(minutes, TimeSpan::Minutes),
            NearTime::Hours(hours) => self.distance(hours, TimeSpan::Hours),
        };
        format!("{}, {near}", self.clock(minutes))
    }

    fn near_day(&self, day: Day, near: NearDay) -> String {
        let words = self.session.words;
        match near {
            NearDay::Days(days) => self.in_days(days.into()),
            NearDay::Weekday => intl::day_of_week(words.region(), day.number()),
            NearDay::Date { weekday, year } => {
                intl::short_date(words.region(), day.number(), weekday, year)
            }
        }
    }

    /// Formats the day that is so many days from today, in the past if negative: tomorrow, in 12 days.
    pub fn in_days(&self, days: i64) -> String {
        self.distance(days, TimeSpan::Days)
    }

    /// Formats a time that is so many minutes past: 4 min ago.
    pub fn minutes_ago(&self, minutes: i64) -> String {
        self.distance(-minutes, TimeSpan::Minutes)
    }

    fn distance(&self, count: i64, span: TimeSpan) -> String {
        intl::from_now(self.session.words.region(), count, span)
    }

    /// Formats a moment in full.
    pub fn moment(&self, millis: i64) -> String {
        intl::moment(self.session.words.region(), millis)
    }

    /// Formats a date whose parts may be missing: 4 March, March 1980, 1980.
    pub fn date(&self, date: PartialDate) -> String {
        intl::partial_date(self.session.words.region(), date.year, date.month, date.day)
    }

    /// Returns the names of the months, January first.
    pub fn months(&self) -> Vec<String> {
        intl::months(self.session.words.region())
    }

    /// Returns the name of a country by its ISO 3166 code.
    pub fn country_name(&self, code: &str) -> String {
        intl::display_name(self.session.words.region(), "region", code)
    }

    /// Returns the name of a currency by its ISO 4217 code.
    pub fn currency_name(&self, code: &str) -> String {
        intl::display_name(self.session.words.region(), "currency", code)
    }

    /// Formats a moment for a date-time input, in local time.
    pub fn to_input(&self, millis: i64) -> String {
        intl::local_input(millis)
    }

    /// Parses the value of a date-time input, in local time.
    pub fn from_input(&self, text: &str) -> Option<i64> {
        intl::from_local_input(text)
    }
}
