//! Reads the words of a language from texts such as `tomorrow=+1|next week=w1`: phrases separated by
//! bars, each with its meaning. An entry that means nothing is left over and returned.

use super::meaning::QuickKind;
use super::words::{HourMark, Phrase, QuickWords, Sense, Term, Unit};
use crate::{Frequency, fold};

/// A list of words in a language's file; the comment of each shows how meanings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuickList {
    /// The first word of a line: `call=call`.
    Kinds,
    /// A word anywhere in the line that says what to do: `打电话=call`.
    Verbs,
    /// Days: `tomorrow=+1`, `tonight=+0@18:00`, `next week=w1`, `next month=m1`, `end of month=e0`;
    /// a question mark before one that is as often something else.
    Days,
    /// Weekdays, Monday first: `monday=0`.
    Weekdays,
    /// Months: `may=5`.
    Months,
    /// The week of a weekday beside it: `this=0`, `next=1`, the coming one `=-1`.
    Weeks,
    /// Words around a number and a unit: `in=before`, `later=after`.
    Spans,
    /// Units: `week=1w`; one that needs no number, `half an hour=30n`.
    Units,
    /// Numbers: `one=1`.
    Numbers,
    /// Parts of the day: `morning=9:00`.
    Parts,
    /// Times: `noon=12:00`.
    Times,
    /// Words before a day, a time, a part of the day, the parts of a date, the number of a day, and
    /// behind a day: `on=day`, `at=time`, `in the=part`, `of=date`, `ngày=number`, `前=behind`.
    Frames,
    /// Marks of numbers: `th=ordinal`, `号=day`, `月=month`, `月底=end`, `年=year`, `分=minute`, `am=am`,
    /// `h=24`, `点=12`, `ทุ่ม=+18`, before the number `ตี=0+`, minutes to add or subtract `半=30m`,
    /// years from now `明年=1y`.
    Marks,
    /// Rules: `every=every`, `other=other`, `and=and`, `weekday=workdays`, `once=once`, `daily=1d`,
    /// on Mondays `hétfőnként=1w0`, of the days of a month `first=#1`, `last=#-1`.
    Rules,
    /// Currencies: `euro=EUR`, those of several countries `=?`.
    Currencies,
    /// Multiples: `million=1000000`.
    Scales,
    /// Words after `!` for high priority.
    Priority,
    /// Words that are nobody's name alone, and that no text ends with.
    Joining,
    /// Labels before a number or address: `mobile=mobile`, `phone=`.
    Ways,
    /// Words beside the name of a new contact: `at=company`, `about=about`, `mr=title`, `inc=legal`.
    People,
    /// Case endings of names, with what stands in their place without them: `nak`, `ccsal=cs`.
    Endings,
    /// Phrases that stay text, though a part of them means something.
    Plain,
    /// Words that end a name where there are no spaces.
    Dividers,
    /// English words that mean something else in this language.
    NotEnglish,
    /// Habits of the language: `first_hour=7`, `era=543`, `month_first=1`, `parts_alone=1`,
    /// `unspaced=1`.
    Grammar,
}

/// An entry of a list that means nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnreadEntry {
    /// The list that contains it.
    pub list: QuickList,
    /// The entry as it stands there.
    pub entry: String,
}

/// Texts by list.
pub type QuickTexts<'a> = &'a [(QuickList, &'a str)];

impl QuickWords {
    /// Reads the words of a language, and after them those of English, which every user may type,
    /// except those that mean something else in the language. Also returns what is left over.
    pub fn read(own: QuickTexts<'_>, english: QuickTexts<'_>) -> (Self, Vec<UnreadEntry>) {
        let mut words = Self { first_hour: 7, ..Self::default() };
        let mut left = Vec::new();
        let mut foreign: Vec<&str> = Vec::new();
        for (list, text) in own {
            for (phrase, meaning) in entries(text) {
                if *list == QuickList::NotEnglish {
                    foreign.push(phrase);
                } else if !words.take(*list, phrase, meaning) {
                    left.push(UnreadEntry { list: *list, entry: format!("{phrase}={meaning}") });
                }
            }
        }
        for (list, text) in english.iter().filter(|(list, _)| *list != QuickList::Grammar) {
            for (phrase, meaning) in entries(text).filter(|(phrase, _)| !foreign.contains(phrase)) {
                words.take(*list, phrase, meaning);
            }
        }
        (words, left)
    }

    /// Takes in an entry; returns false if it means nothing.
    fn take(&mut self, list: QuickList, phrase: &str, meaning: &str) -> bool {
        match list {
            QuickList::Endings => {
                self.endings.push((fold(phrase).into(), fold(meaning).into()));
                return true;
            }
            QuickList::Grammar => return self.set(phrase, meaning),
            _ => {}
        }
        let weak = phrase.strip_prefix('?').filter(|_| list == QuickList::Days);
        let sense = match (sense_of(list, meaning), weak) {
            (Some(Sense::Day(day, None)), Some(_)) => Some(Sense::WeakDay(day)),
            (sense, None) => sense,
            (_, Some(_)) => None,
        };
        let exact = weak.unwrap_or(phrase).to_lowercase();
        if let Some(sense) = sense {
            self.terms.push(Term { folded: fold(&exact).into(), exact: exact.into(), sense });
        }
        sense.is_some()
    }

    fn set(&mut self, name: &str, value: &str) -> bool {
        let Ok(number) = value.parse::<u16>() else { return false };
        match name {
            "first_hour" => self.first_hour = number,
            "era" => self.era = i32::from(number),
            "month_first" => self.is_month_first = number > 0,
            "parts_alone" => self.are_parts_times = number > 0,
            "unspaced" => self.is_unspaced = number > 0,
            _ => return false,
        }
        true
    }
}

/// Divides a text into phrases and their meanings, which may be empty.
fn entries(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let entries = text.split('|').map(str::trim).filter(|entry| !entry.is_empty());
    entries.map(|entry| entry.rsplit_once('=').unwrap_or((entry, "")))
}

fn sense_of(list: QuickList, meaning: &str) -> Option<Sense> {
    match list {
        QuickList::Kinds => kind_of(meaning).map(Sense::Kind),
        QuickList::Verbs => kind_of(meaning).map(Sense::Verb),
        QuickList::Days => day_of(meaning),
        QuickList::Weekdays => below(meaning, 7).map(Sense::Weekday),
        QuickList::Months => below(meaning, 13).filter(|month| *month > 0).map(Sense::Month),
        QuickList::Weeks => meaning.parse().ok().map(Sense::Week),
        QuickList::Spans => one_of(meaning, &[("before", Sense::Within), ("after", Sense::Hence)]),
        QuickList::Units => unit_of(meaning).map(|(count, unit)| Sense::Unit(count, unit)),
        QuickList::Numbers => meaning.parse().ok().map(Sense::Number),
        QuickList::Parts => minutes_of(meaning).map(Sense::Part),
        QuickList::Times => minutes_of(meaning).map(Sense::Time),
        QuickList::Frames => one_of(meaning, &FRAMES),
        QuickList::Marks => one_of(meaning, &MARKS).or_else(|| number_mark_of(meaning)),
        QuickList::Rules => one_of(meaning, &RULES).or_else(|| rule_of(meaning)),
        QuickList::Currencies if meaning == "?" => Some(Sense::SharedCurrency),
        QuickList::Currencies => meaning.as_bytes().try_into().ok().map(Sense::Currency),
        QuickList::Scales => meaning.parse().ok().map(Sense::Scale),
        QuickList::Ways => {
            let label = ["", "mobile", "work", "home", "work fax"].into_iter();
            label.into_iter().find(|label| *label == meaning).map(Sense::Way)
        }
        QuickList::People => one_of(meaning, &PEOPLE),
        QuickList::Priority => alone(meaning, Sense::High),
        QuickList::Joining => alone(meaning, Sense::Joining),
        QuickList::Plain => alone(meaning, Sense::Plain),
        QuickList::Dividers => alone(meaning, Sense::Divider),
        QuickList::Endings | QuickList::NotEnglish | QuickList::Grammar => None,
    }
}

const FRAMES: [(&str, Sense); 6] = [
    ("day", Sense::BeforeDay),
    ("time", Sense::BeforeTime),
    ("part", Sense::BeforePart),
    ("date", Sense::InDate),
    ("number", Sense::BeforeNumber),
    ("behind", Sense::Behind),
];

const MARKS: [(&str, Sense); 10] = [
    ("ordinal", Sense::Ordinal),
    ("day", Sense::DayMark),
    ("month", Sense::MonthMark),
    ("end", Sense::MonthEndMark),
    ("year", Sense::YearMark),
    ("minute", Sense::MinuteMark),
    ("am", Sense::Half(false)),
    ("pm", Sense::Half(true)),
    ("24", Sense::Hour(HourMark::Clock)),
    ("12", Sense::Hour(HourMark::Said)),
];

const RULES: [(&str, Sense); 5] = [
    ("every", Sense::Every),
    ("other", Sense::Other),
    ("and", Sense::And),
    ("workdays", Sense::Workdays),
    ("once", Sense::Once),
];

const PEOPLE: [(&str, Sense); 4] = [
    ("company", Sense::AtCompany),
    ("about", Sense::About),
    ("title", Sense::Title),
    ("legal", Sense::LegalForm),
];

fn one_of(meaning: &str, known: &[(&str, Sense)]) -> Option<Sense> {
    known.iter().find(|(name, _)| *name == meaning).map(|(_, sense)| *sense)
}

/// The sense of a list whose entries have no meaning of their own.
fn alone(meaning: &str, sense: Sense) -> Option<Sense> {
    meaning.is_empty().then_some(sense)
}

fn kind_of(meaning: &str) -> Option<QuickKind> {
    Some(match meaning {
        "task" => QuickKind::Task,
        "call" => QuickKind::Call,
        "visit" => QuickKind::Visit,
        "meeting" => QuickKind::Meeting,
        "email" => QuickKind::Email,
        "note" => QuickKind::Note,
        "deal" => QuickKind::Deal,
        "contact" => QuickKind::Contact,
        _ => return None,
    })
}

fn below(meaning: &str, end: u8) -> Option<u8> {
    meaning.parse().ok().filter(|number| *number < end)
}

/// Reads +1, +0@18:00, w1, m1, e0.
fn day_of(meaning: &str) -> Option<Sense> {
    let (day, time) = match meaning.split_once('@') {
        Some((day, time)) => (day, Some(minutes_of(time)?)),
        None => (meaning, None),
    };
    let mut letters = day.chars();
    let shape = letters.next()?;
    let number: i32 = letters.as_str().parse().ok()?;
    let phrase = match shape {
        '+' => Phrase::Days(number),
        'w' => Phrase::Week(number),
        'm' => Phrase::Month(number),
        'e' => Phrase::MonthEnd(number),
        _ => return None,
    };
    Some(Sense::Day(phrase, time))
}

/// Reads 18:00.
fn minutes_of(meaning: &str) -> Option<u16> {
    let (hour, minutes) = meaning.split_once(':')?;
    let (hour, minutes) = (hour.parse::<u16>().ok()?, minutes.parse::<u16>().ok()?);
    (hour < 24 && minutes < 60).then_some(hour * 60 + minutes)
}

/// Reads 2w.
fn unit_of(meaning: &str) -> Option<(u32, Unit)> {
    let (count, unit) = meaning.split_at(meaning.len().checked_sub(1)?);
    let unit = match unit {
        "n" => Unit::Minute,
        "h" => Unit::Hour,
        "d" => Unit::Day,
        "w" => Unit::Week,
        "m" => Unit::Month,
        "y" => Unit::Year,
        _ => return None,
    };
    count.parse().ok().filter(|count| *count > 0).map(|count| (count, unit))
}

/// Reads 2w, 1w0, #-1.
fn rule_of(meaning: &str) -> Option<Sense> {
    if let Some(nth) = meaning.strip_prefix('#') {
        return nth.parse().ok().filter(|nth| matches!(nth, -1 | 1..=4)).map(Sense::Nth);
    }
    let (rule, weekday) = match meaning.split_once('w') {
        Some((count, day)) if !day.is_empty() => (format!("{count}w"), Some(below(day, 7)?)),
        _ => (meaning.to_owned(), None),
    };
    let (count, unit) = unit_of(&rule)?;
    Some(Sense::Repeat(count, unit.frequency()?, weekday))
}

/// Reads +18, 12+, 30m, -30m, 1y.
fn number_mark_of(meaning: &str) -> Option<Sense> {
    if let Some(years) = meaning.strip_suffix('y') {
        return years.parse().ok().map(Sense::YearFromNow);
    }
    if let Some(minutes) = meaning.strip_suffix('m') {
        return minutes.parse().ok().map(Sense::Shift);
    }
    if let Some(hour) = meaning.strip_suffix('+') {
        return hour.parse().ok().filter(|hour| *hour < 24).map(Sense::HourPrefix);
    }
    let hour = meaning.strip_prefix('+')?.parse().ok().filter(|hour| *hour < 24)?;
    Some(Sense::Hour(HourMark::From(hour)))
}

impl Unit {
    /// Returns the unit as that of a rule; nothing repeats more often than daily.
    pub(super) fn frequency(self) -> Option<Frequency> {
        match self {
            Self::Day => Some(Frequency::Day),
            Self::Week => Some(Frequency::Week),
            Self::Month => Some(Frequency::Month),
            Self::Year => Some(Frequency::Year),
            Self::Hour | Self::Minute => None,
        }
    }
}
