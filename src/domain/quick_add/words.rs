//! The words of a language that quick add understands. All are folded: lower case, no accents.

use super::meaning::QuickKind;
use crate::Frequency;

/// What time is counted in.
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

/// What words for a day mean.
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

/// A word, or several parted by spaces, and what it stands for.
pub type Named<T> = &'static [(&'static str, T)];

/// The words of a language.
#[derive(Clone, Copy, Debug)]
pub struct QuickWords {
    /// The first word of the line: what is to be made. Whether the word stays in the text is a
    /// matter of the kind.
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
    /// Units, for one and for several.
    pub units: Named<Unit>,
    /// Numbers in words.
    pub numbers: Named<u32>,
    /// Parts of the day, as minutes after midnight.
    pub day_parts: Named<u16>,
    /// Those that are also understood without any other word for a day or time.
    pub times: Named<u16>,
    /// Words before a day: `on`, `by`.
    pub before_day: &'static [&'static str],
    /// Words before a time: `at`.
    pub before_time: &'static [&'static str],
    /// Words before a part of the day: `in the`.
    pub before_part: &'static [&'static str],
    /// Words between the parts of a date: `of`, `the`.
    pub in_date: &'static [&'static str],
    /// What follows the number of a day: `th`.
    pub ordinals: &'static [&'static str],
    /// Before noon.
    pub morning_marks: &'static [&'static str],
    /// After noon.
    pub afternoon_marks: &'static [&'static str],
    /// Between hour and minutes, or after the hour: 14h30.
    pub hour_mark: char,
    /// Before this hour, an hour without minutes and mark is one of the afternoon: `at 3`.
    pub first_hour: u16,
    /// `every`.
    pub every: &'static [&'static str],
    /// `other`, as in `every other week`.
    pub other: &'static [&'static str],
    /// `and`, between weekdays.
    pub and: &'static [&'static str],
    /// Days on which people work, after `every`.
    pub workdays: &'static [&'static str],
    /// Rules in one word: `daily`.
    pub repeats: Named<(u32, Frequency)>,
    /// Currencies by sign, code and name.
    pub currencies: Named<[u8; 3]>,
    /// What several countries call their currency, which so is not known.
    pub shared_currencies: &'static [&'static str],
    /// Multiples: `k`, `million`.
    pub scales: Named<u32>,
    /// What follows `!` for what matters most.
    pub high: &'static [&'static str],
    /// Words that are nobody's name when they stand alone, and that a text does not end with.
    pub joining: &'static [&'static str],
    /// What a number or an address is called before it, and the label that it gets so.
    pub ways: Named<&'static str>,
    /// Words between a new contact and the company.
    pub at_company: &'static [&'static str],
    /// Words with which the company's name is over.
    pub about: &'static [&'static str],
    /// Titles before a name, without points.
    pub titles: &'static [&'static str],
    /// Forms of companies, which follow a comma, without points.
    pub legal_forms: &'static [&'static str],
}

impl QuickWords {
    /// Whether a folded word only joins others.
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

/// What a folded word stands for.
pub fn named<T: Copy>(list: &[(&str, T)], word: &str) -> Option<T> {
    list.iter().find(|(known, _)| *known == word).map(|(_, meaning)| *meaning)
}
