//! Times, numbers and names of countries as the language of the screen writes them.

use super::app_state::AppState;
use super::words::t;
use crate::browser::{clock, intl};
use crate::domain::PartialDate;

impl AppState {
    /// The wall clock, in milliseconds since 1970, UTC.
    pub fn now(&self) -> i64 {
        clock::now_millis()
    }

    /// A count with its groups: 12,408. The first use of the browser's own formats takes it 25 ms,
    /// and the first screen says how many contacts there are.
    pub fn number(&self, number: usize) -> String {
        let separator = t!(self.words, shell.thousands);
        let digits = number.to_string();
        let mut text = String::with_capacity(digits.len() * 2);
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                text.push_str(&separator);
            }
            text.push(digit);
        }
        text
    }

    /// A day as people say it: today, yesterday, Thursday, 9 Nov.
    pub fn day(&self, millis: i64) -> String {
        let now = clock::now_millis();
        match intl::days_ago(millis, now) {
            0 => t!(self.words, shell.today),
            1 => t!(self.words, shell.yesterday),
            _ => intl::short_day(self.words.region(), millis, now),
        }
    }

    /// The day with the time: yesterday 15:42.
    pub fn day_and_time(&self, millis: i64) -> String {
        format!("{} {}", self.day(millis), intl::time(self.words.region(), millis))
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
