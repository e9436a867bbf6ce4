//! The words of a language for quick add. All are folded: lower case, no accents.

use super::meaning::QuickKind;
use crate::Frequency;

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Minutes.
    Minute,
    /// Hours.
    Hour,
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Months.
    Month,
    /// Years.
    Year,
}

/// The meaning of words for a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phrase {
    /// So many days from today.
    Days(i32),
    /// Today at so many minutes after midnight.
    TodayAt(u16),
    /// The Monday of the next week.
    NextWeek,
    /// The first day of the next month.
    NextMonth,
    /// The last day of this month.
    EndOfMonth,
}

/// Words, each one or several separated by spaces, with their meanings.
pub type Named<T> = &'static [(&'static str, T)];

/// The words of a language.
#[derive(Clone, Copy, Debug)]
pub struct QuickWords {
    /// The first word of a line: the kind to create. The kind decides if the word stays in the
    /// text.
    pub kinds: Named<QuickKind>,
    /// Days in words, such as `tomorrow`.
    pub days: Named<Phrase>,
    /// Weekdays, Monday first: 0.
    pub weekdays: Named<u8>,
    /// Months, in full and shortened: 1 to 12.
    pub months: Named<u8>,
    /// `next`, before a weekday.
    pub next: &'static [&'static str],
    /// `this`, before a weekday or a part of the day.
    pub this: &'static [&'static str],
    /// `in`, before a number and a unit.
    pub within: &'static [&'static str],
    /// Units, singular and plural.
    pub units: Named<Unit>,
    /// Numbers in words.
    pub numbers: Named<u32>,
    /// Parts of the day, as minutes after midnight.
    pub day_parts: Named<u16>,
    /// Parts of the day that are understood without any other word for a day or time.
    pub times: Named<u16>,
    /// Words before a day: `on`, `by`.
    pub before_day: &'static [&'static str],
    /// Words before a time: `at`.
    pub before_time: &'static [&'static str],
    /// Words before a part of the day: `in the`.
    pub before_part: &'static [&'static str],
    /// Words between the parts of a date: `of`, `the`.
    pub in_date: &'static [&'static str],
    /// Endings of the number of a day: `th`.
    pub ordinals: &'static [&'static str],
    /// Marks of times before noon.
    pub morning_marks: &'static [&'static str],
    /// Marks of times after noon.
    pub afternoon_marks: &'static [&'static str],
    /// The letter between hour and minutes, or after the hour: 14h30.
    pub hour_mark: char,
    /// An hour below this, without minutes or mark, is in the afternoon: `at 3`.
    pub first_hour: u16,
    /// `every`.
    pub every: &'static [&'static str],
    /// `other`, as in `every other week`.
    pub other: &'static [&'static str],
    /// `and`, between weekdays.
    pub and: &'static [&'static str],
    /// Working days, after `every`.
    pub workdays: &'static [&'static str],
    /// Rules of one word: `daily`.
    pub repeats: Named<(u32, Frequency)>,
    /// Currencies by sign, code and name.
    pub currencies: Named<[u8; 3]>,
    /// Currency names that several countries share, and that are therefore ambiguous.
    pub shared_currencies: &'static [&'static str],
    /// Multiples: `k`, `million`.
    pub scales: Named<u32>,
    /// Words after `!` for high priority.
    pub high: &'static [&'static str],
    /// Words that are nobody's name when they stand alone, and that no text ends with.
    pub joining: &'static [&'static str],
    /// Words before a number or an address, and the label that they give it.
    pub ways: Named<&'static str>,
    /// Words between a new contact and their company.
    pub at_company: &'static [&'static str],
    /// Words that end a company's name and begin a new topic.
    pub about: &'static [&'static str],
    /// Titles before a name, without periods.
    pub titles: &'static [&'static str],
    /// Legal forms of companies, which follow a comma, without periods.
    pub legal_forms: &'static [&'static str],
}

impl QuickWords {
    /// True if a folded word is a word of the grammar, which only joins others.
    pub(super) fn is_function(&self, word: &str) -> bool {
        let lists = [
            self.joining,
            self.within,
            self.before_day,
            self.before_time,
            self.in_date,
            self.next,
            self.this,
            self.every,
            self.other,
            self.and,
        ];
        lists.iter().any(|list| list.contains(&word))
    }
}

/// Returns the meaning of a folded word.
pub fn named<T: Copy>(list: &[(&str, T)], word: &str) -> Option<T> {
    list.iter().find(|(known, _)| *known == word).map(|(_, meaning)| *meaning)
}
