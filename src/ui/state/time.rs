//! Times, numbers and names of countries as the language of the screen writes them.

use super::app_state::AppState;
use super::words::t;
use crate::browser::{clock, intl};
use crate::domain::{Day, Due, NearDay, NearTime, PartialDate};

impl AppState {
    /// The wall clock, in milliseconds since 1970, UTC.
    pub fn now(&self) -> i64 {
        clock::now_millis()
    }

    /// A count with its groups: 12,408.
    pub fn number(&self, number: usize) -> String {
        self.words.number(number)
    }

    /// The day of a moment as people say it: today, 2 days ago, Thu 26 Nov.
    pub fn day(&self, millis: i64) -> String {
        self.calendar_day(self.satchel().day_of(millis))
    }

    /// The same of a calendar day: tomorrow, Thursday, Thu 10 Dec.
    pub fn calendar_day(&self, day: Day) -> String {
        self.near_day(day, NearDay::of(day, self.satchel().today()))
    }

    /// The day with the time: yesterday 15:42, Thu 26 Nov 10:30.
    pub fn day_and_time(&self, millis: i64) -> String {
        let satchel = self.satchel();
        let day = satchel.day_of(millis);
        let near = NearDay::with_time(day, satchel.today());
        format!("{} {}", self.near_day(day, near), intl::time(self.words.region(), millis))
    }

    /// When something is due, as people say it: today 9:00, tomorrow, Thursday 10:00, 2 days ago. A
    /// time in another zone is said by the clock of here.
    pub fn due(&self, due: &Due) -> String {
        let satchel = self.satchel();
        let (day, minutes) = due.here(satchel.env());
        match minutes {
            Some(minutes) => {
                let near = NearDay::with_time(day, satchel.today());
                format!("{} {}", self.near_day(day, near), self.clock(minutes))
            }
            None => self.calendar_day(day),
        }
    }

    /// When something is due, with how near that is: "9:00, in 12 min". What is due on another day
    /// is said by that.
    pub fn due_nearby(&self, due: &Due) -> String {
        let satchel = self.satchel();
        let (day, minutes) = due.here(satchel.env());
        let near = NearTime::of(self.moment_of(due), self.now());
        let Some((minutes, near)) = minutes.filter(|_| day == satchel.today()).zip(near) else {
            return self.due(due);
        };
        let words = self.words;
        let near = match near {
            NearTime::InMinutes(0) => t!(words, log.age_now),
            NearTime::InMinutes(count) => t!(words, day.in_minutes, count = count),
            NearTime::MinutesAgo(count) => t!(words, day.minutes_ago, count = count),
            NearTime::InHours(count) => t!(words, day.in_hours, count = count),
            NearTime::HoursAgo(count) => t!(words, day.hours_ago, count = count),
        };
        format!("{}, {near}", self.clock(minutes))
    }

    fn near_day(&self, day: Day, near: NearDay) -> String {
        let words = self.words;
        match near {
            NearDay::Today => t!(words, shell.today),
            NearDay::Tomorrow => t!(words, shell.tomorrow),
            NearDay::Yesterday => t!(words, shell.yesterday),
            NearDay::DaysAgo(count) => t!(words, log.days_ago, count = count),
            NearDay::Weekday => intl::day_of_week(words.region(), day.number()),
            NearDay::Date { weekday, year } => {
                intl::short_date(words.region(), day.number(), weekday, year)
            }
        }
    }

    /// A moment with all its parts.
    pub fn moment(&self, millis: i64) -> String {
        intl::moment(self.words.region(), millis)
    }

    /// A date whose parts may be missing: 4 March, March 1980, 1980.
    pub fn date(&self, date: PartialDate) -> String {
        intl::partial_date(self.words.region(), date.year, date.month, date.day)
    }

    /// The names of the months, January first.
    pub fn months(&self) -> Vec<String> {
        intl::months(self.words.region())
    }

    /// The name of a country by its ISO 3166 code.
    pub fn country_name(&self, code: &str) -> String {
        intl::display_name(self.words.region(), "region", code)
    }

    /// The name of a currency by its ISO 4217 code.
    pub fn currency_name(&self, code: &str) -> String {
        intl::display_name(self.words.region(), "currency", code)
    }

    /// A moment as a field for date and time holds it, in local time.
    pub fn to_input(&self, millis: i64) -> String {
        intl::local_input(millis)
    }

    /// The moment that a field for date and time holds.
    pub fn from_input(&self, text: &str) -> Option<i64> {
        intl::from_local_input(text)
    }
}
