//! The words of a language for quick add: phrases with what they mean. [`QuickWords::read`] takes
//! them from texts; the readers of days, times, rules and amounts ask what a word of the line means.

use std::fmt;

use super::meaning::QuickKind;
use crate::{Frequency, fold};

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

/// A day in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phrase {
    /// So many days from today.
    Days(i32),
    /// The Monday of the week so many weeks from this one.
    Week(i32),
    /// The first day of the month so many months from this one.
    Month(i32),
    /// The last day of the month so many months from this one.
    MonthEnd(i32),
}

/// The mark of an hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HourMark {
    /// Of a clock with 24 hours: 14h30.
    Clock,
    /// Of an hour as people say it, whose half of the day may be open: 3 giờ, 三点.
    Said,
    /// Of an hour that counts from this one: 2 ทุ่ม is 20:00.
    From(u16),
}

/// A meaning of a phrase. A phrase may have several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    /// The kind to create, at the beginning. The kind decides if the phrase stays in the text.
    Kind(QuickKind),
    /// The same, anywhere.
    Verb(QuickKind),
    /// A day, perhaps with a time.
    Day(Phrase, Option<u16>),
    /// A day that is as often something else, such as a name.
    WeakDay(Phrase),
    /// A weekday; Monday is 0.
    Weekday(u8),
    /// A month: 1 to 12.
    Month(u8),
    /// The week of the weekday beside it: 0 is this one, -1 that of the next such day.
    Week(i8),
    /// `in`, before a number and a unit.
    Within,
    /// `later`, after a number and a unit.
    Hence,
    /// A unit. A number above 1 needs none before it: half an hour is 30 minutes.
    Unit(u32, Unit),
    /// A number.
    Number(u32),
    /// A part of the day, in minutes after midnight.
    Part(u16),
    /// A time, or a part of the day that is understood without any other word for a day or time.
    Time(u16),
    /// `on`, before a day.
    BeforeDay,
    /// `at`, before a time.
    BeforeTime,
    /// `in the`, before a part of the day.
    BeforePart,
    /// `of`, between the parts of a date.
    InDate,
    /// A word before the number of a day: ngày 15.
    BeforeNumber,
    /// An ending of the number of a day beside a month: `th`.
    Ordinal,
    /// A mark of the number of a day, which needs no month: 15号.
    DayMark,
    /// A mark of the number of a month: 12月.
    MonthMark,
    /// A mark of a month whose last day is meant: 12月底, november végén.
    MonthEndMark,
    /// A word behind a day that adds nothing: 前, until.
    Behind,
    /// So many years from this one.
    YearFromNow(i32),
    /// A word before or after a year.
    YearMark,
    /// A mark of minutes after an hour.
    MinuteMark,
    /// A mark of an hour, behind its number.
    Hour(HourMark),
    /// A mark of an hour, before its number: to how many hours it is added.
    HourPrefix(u16),
    /// Minutes to add, behind an hour (half past), or to subtract, before it (half to).
    Shift(i16),
    /// A mark of the half of the day; true is the second.
    Half(bool),
    /// `every`.
    Every,
    /// `other`, as in every other week.
    Other,
    /// `and`, between weekdays.
    And,
    /// `first` or `last`, before or after a day of the month: -1 is the last.
    Nth(i8),
    /// Working days, after `every`.
    Workdays,
    /// `once`, after a rule or a number and a unit.
    Once,
    /// A rule, perhaps on a weekday.
    Repeat(u32, Frequency, Option<u8>),
    /// A currency, by sign, code or name.
    Currency([u8; 3]),
    /// A name of several countries' currencies.
    SharedCurrency,
    /// A multiple.
    Scale(u32),
    /// High priority, after `!`.
    High,
    /// A word that is nobody's name when it stands alone, and that no text ends with.
    Joining,
    /// The label of a number or address behind it.
    Way(&'static str),
    /// A word between a new contact and their company.
    AtCompany,
    /// The end of a company's name and the beginning of a new topic.
    About,
    /// A title before a name, without periods.
    Title,
    /// A legal form of companies, which follows a comma, without periods.
    LegalForm,
    /// A phrase that stays text, though a part of it means something.
    Plain,
    /// A word that means nothing here, but ends the name before it where no spaces do.
    Divider,
}

/// A phrase with one of its meanings.
pub(super) struct Term {
    /// In lower case.
    pub(super) exact: Box<str>,
    pub(super) folded: Box<str>,
    pub(super) sense: Sense,
}

/// The words of a language, and what its lines are like.
#[derive(Default)]
pub struct QuickWords {
    /// The language's own terms before the English ones.
    pub(super) terms: Vec<Term>,
    /// Case endings of names with what stands in their place without them, folded.
    pub(super) endings: Vec<(Box<str>, Box<str>)>,
    /// An hour below this, without minutes or mark, is in the afternoon: `at 3`.
    pub(super) first_hour: u16,
    /// The number to subtract from a year of the country's calendar, which is far in our future.
    pub(super) era: i32,
    /// True if the month comes first in 12.01.
    pub(super) is_month_first: bool,
    /// True if a part of the day alone, at the end, is a time.
    pub(super) are_parts_times: bool,
    /// True if there are no spaces between words.
    pub(super) is_unspaced: bool,
}

impl QuickWords {
    /// Returns a meaning of a text, which may be folded.
    pub(super) fn named<T>(&self, text: &str, pick: impl Fn(Sense) -> Option<T>) -> Option<T> {
        self.terms.iter().find_map(|term| {
            let wanted = pick(term.sense)?;
            // The sign đ is not the letter d.
            let folded = *term.folded == *text && (text.len() > 1 || term.exact.len() == 1);
            (folded || *term.exact == *text).then_some(wanted)
        })
    }

    /// True if a text means this.
    pub(super) fn is(&self, text: &str, wanted: Sense) -> bool {
        self.named(text, |sense| (sense == wanted).then_some(())).is_some()
    }

    /// True if a typed word is a word of the grammar, which only joins others.
    pub(super) fn is_function(&self, word: &str) -> bool {
        let spelled = Spelling::of(word);
        self.terms.iter().any(|term| {
            let joins = matches!(
                term.sense,
                Sense::Joining
                    | Sense::Within
                    | Sense::BeforeDay
                    | Sense::BeforeTime
                    | Sense::InDate
                    | Sense::Week(_)
                    | Sense::Every
                    | Sense::Other
                    | Sense::And
            );
            // "Anh" is a name where "anh" is a title.
            let titles = term.sense == Sense::Title && !word.starts_with(char::is_uppercase);
            (joins || titles) && spelled.is(&term.exact, &term.folded)
        })
    }
}

impl fmt::Debug for QuickWords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "QuickWords({} terms)", self.terms.len())
    }
}

/// A typed word as it is compared with the terms.
pub(super) struct Spelling {
    /// In lower case; `None` if it has no accents, and so may lack them.
    accented: Option<String>,
    pub(super) folded: String,
}

impl Spelling {
    pub(super) fn of(word: &str) -> Self {
        // Accents as separate signs are not compared, and wide letters have none.
        let marked = word.chars().any(|letter| matches!(letter, '\u{300}'..='\u{36f}'));
        let special = |letter: char| letter > '\u{7f}' && letter < '\u{ff00}';
        let is_accented = !marked && word.chars().any(|it| special(it) && !is_thai_digit(it));
        Self { accented: is_accented.then(|| word.to_lowercase()), folded: folded(word) }
    }

    pub(super) fn is_accented(&self) -> bool {
        self.accented.is_some()
    }

    /// True if a word of a term was typed. One that is typed with accents has to have the right
    /// ones: tôi is not tối.
    pub(super) fn is(&self, exact: &str, folded: &str) -> bool {
        match &self.accented {
            Some(typed) => typed.trim_end_matches([':', '：']) == exact,
            None => self.folded.trim_end_matches(':') == folded,
        }
    }
}

/// Folds a text; Thai digits become ours.
pub(super) fn folded(text: &str) -> String {
    let folded = fold(text);
    if !folded.chars().any(is_thai_digit) {
        return folded;
    }
    let digit = |letter: char| match letter {
        '\u{e50}'..='\u{e59}' => char::from_digit(u32::from(letter) - 0xe50, 10).unwrap_or(letter),
        _ => letter,
    };
    folded.chars().map(digit).collect()
}

fn is_thai_digit(letter: char) -> bool {
    matches!(letter, '\u{e50}'..='\u{e59}')
}
