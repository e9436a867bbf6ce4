//! Days in a line: tomorrow morning, next Monday, in 3 days, 28 Nov, 2026-12-01, on the 15th; and
//! the day implied by a time or a rule alone.

use super::clock::starts_with;
use super::line::QuickWord;
use super::meaning::QuickContext;
use super::repeats;
use super::words::{Phrase, QuickWords, Unit, named};
use crate::day::days_of_month;
use crate::{DateHabits, Day, RepeatShape, typed_date};

const DAY: u64 = 24 * 60;
const NOON: u16 = 12 * 60;

/// A day, and the time that came with it: tonight, in 2 hours.
#[derive(Clone, Copy)]
pub(super) struct FoundDay {
    day: Day,
    minutes: Option<u16>,
}

/// Reads a day.
pub(super) fn read(
    words: &[QuickWord<'_>],
    context: &QuickContext<'_>,
) -> Option<(usize, FoundDay)> {
    let known = context.words;
    let on = known.before_day.contains(&words[0].folded.as_str());
    let rest = &words[usize::from(on)..];
    rest.first()?;
    let day = |(count, day)| (count, FoundDay { day, minutes: None });
    let (mut count, mut found) = phrase(rest, context)
        .or_else(|| span(rest, context))
        .or_else(|| weekday(rest, context).map(day))
        .or_else(|| date(rest, context).map(day))
        .or_else(|| {
            // "The 15th anniversary" is not a day, "on the 15th" is.
            let (count, of_month) = repeats::ordinal(rest, known).filter(|_| on)?;
            Some((count, FoundDay { day: of_month_from(context.today, of_month)?, minutes: None }))
        })?;
    let part = rest.get(count).and_then(|word| named(known.day_parts, &word.folded));
    if found.minutes.is_none() && part.is_some() {
        found.minutes = part;
        count += 1;
    }
    Some((count + usize::from(on), found))
}

/// Reads tomorrow, next week, the day after tomorrow.
fn phrase(words: &[QuickWord<'_>], context: &QuickContext<'_>) -> Option<(usize, FoundDay)> {
    let QuickContext { words: known, today, .. } = *context;
    let longest = known
        .days
        .iter()
        .filter_map(|(phrase, meaning)| Some((starts_with(words, phrase)?, *meaning)))
        .max_by_key(|(count, _)| *count);
    if let Some((count, meaning)) = longest {
        let (year, month, _) = today.parts();
        let next_month = Day::new(year, month, 1).map_or(today, |first| first.plus_months(1));
        let day = match meaning {
            Phrase::Days(days) => today.plus(days),
            Phrase::TodayAt(_) => today,
            Phrase::NextWeek => today.plus(7 - i32::from(today.weekday())),
            Phrase::NextMonth => next_month,
            Phrase::EndOfMonth => {
                Day::new(year, month, days_of_month(year, month)).unwrap_or(today)
            }
        };
        let minutes = if let Phrase::TodayAt(minutes) = meaning { Some(minutes) } else { None };
        return Some((count, FoundDay { day, minutes }));
    }
    // This afternoon.
    let this = known.this.contains(&words[0].folded.as_str());
    let part = words.get(1).filter(|_| this).and_then(|word| named(known.day_parts, &word.folded));
    part.map(|minutes| (2, FoundDay { day: today, minutes: Some(minutes) }))
}

/// Reads in 3 days, in an hour, in 2h.
fn span(words: &[QuickWord<'_>], context: &QuickContext<'_>) -> Option<(usize, FoundDay)> {
    let QuickContext { words: known, today, now_minutes, .. } = *context;
    if !known.within.contains(&words[0].folded.as_str()) {
        return None;
    }
    let word = words.get(1)?.folded.as_str();
    let (count, number, unit) = match repeats::number(word, known) {
        Some(number) => (3, number, named(known.units, &words.get(2)?.folded)?),
        None => {
            let (digits, unit) = word.split_at(word.find(char::is_alphabetic)?);
            (2, repeats::number(digits, known)?, named(known.units, unit)?)
        }
    };
    let after = |minutes: u64| {
        let minutes = minutes + u64::from(now_minutes);
        let days = i32::try_from(minutes / DAY).unwrap_or(i32::MAX);
        FoundDay { day: today.plus(days), minutes: u16::try_from(minutes % DAY).ok() }
    };
    let signed = i32::try_from(number).unwrap_or(i32::MAX);
    let on = |day: Day| FoundDay { day, minutes: None };
    let found = match unit {
        Unit::Minute => after(u64::from(number)),
        Unit::Hour => after(u64::from(number) * 60),
        Unit::Day => on(today.plus(signed)),
        Unit::Week => on(today.plus(signed.saturating_mul(7))),
        Unit::Month => on(today.plus_months(signed)),
        Unit::Year => on(today.plus_months(signed.saturating_mul(12))),
    };
    Some((count, found))
}

/// Reads a weekday. Monday: the next one, a week from now if it is Monday. Next Monday: that of the
/// next week.
fn weekday(words: &[QuickWord<'_>], context: &QuickContext<'_>) -> Option<(usize, Day)> {
    let QuickContext { words: known, today, .. } = *context;
    let first = words[0].folded.as_str();
    let (next, this) = (known.next.contains(&first), known.this.contains(&first));
    let before = usize::from(next || this);
    let wanted = i32::from(named(known.weekdays, &words.get(before)?.folded)?);
    let now = i32::from(today.weekday());
    let days = match (next, this) {
        (true, _) => 7 - now + wanted,
        (_, true) => (wanted - now).rem_euclid(7),
        _ => (wanted - now - 1).rem_euclid(7) + 1,
    };
    Some((before + 1, today.plus(days)))
}

/// Reads 28 Nov, November 28th 2026, 2026-12-01, 1.12., 12/1.
fn date(words: &[QuickWord<'_>], context: &QuickContext<'_>) -> Option<(usize, Day)> {
    let QuickContext { words: known, today, .. } = *context;
    if let Some((count, month, of_month)) = day_and_month(words, known) {
        let year = words.get(count).and_then(|word| year(&word.folded));
        return match year.and_then(|year| Day::new(year, month, of_month)) {
            Some(day) => Some((count + 1, day)),
            None => Some((count, coming(today, month, of_month)?)),
        };
    }
    // A single word has to look like a date: 2-3 is two or three, 2.5 is a number.
    let text = words[0].raw.trim_end_matches([',', ';']);
    let marks = |mark: char| text.matches(mark).count();
    let looks = (1..=2).contains(&marks('/'))
        || marks('-') == 2
        || marks('.') == 2
        || (text.contains(char::is_alphabetic) && text.starts_with(|c: char| c.is_ascii_digit()));
    let month_first = context.month_first;
    let habits = DateHabits { months: Vec::new(), month_first };
    let date = looks.then(|| typed_date(text, &habits)).flatten()?;
    let day = match date.year {
        Some(_) => Day::of(date)?,
        None => coming(today, date.month?, date.day?)?,
    };
    Some((1, day))
}

/// Reads a day and a month's name in either order; returns the number of words, month and day.
fn day_and_month(words: &[QuickWord<'_>], known: &QuickWords) -> Option<(usize, u8, u8)> {
    let month = |at: usize| named(known.months, &words.get(at)?.folded);
    let between =
        |at: usize| words.get(at).is_some_and(|word| known.in_date.contains(&word.folded.as_str()));
    let of_month = |at: usize| {
        let word = words.get(at)?.folded.as_str();
        let number = known.ordinals.iter().find_map(|mark| word.strip_suffix(mark));
        let number = number.unwrap_or(word);
        let fits = (1..=2).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
        fits.then(|| number.parse::<u8>().ok()).flatten().filter(|day| (1..=31).contains(day))
    };
    let second = 1 + usize::from(between(1));
    let found = match (of_month(0), month(0)) {
        (Some(day), _) => (second + 1, month(second)?, day),
        (None, Some(month)) => (second + 1, month, of_month(second)?),
        (None, None) => return None,
    };
    // 2024 is a leap year.
    Day::new(2024, found.1, found.2).map(|_| found)
}

fn year(word: &str) -> Option<i32> {
    let fits = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| word.parse().ok()).flatten()
}

/// Returns the next day of this month and day: today, or later.
fn coming(today: Day, month: u8, of_month: u8) -> Option<Day> {
    let (year, ..) = today.parts();
    // Leap days are at most eight years apart.
    (year..=year + 8).filter_map(|year| Day::new(year, month, of_month)).find(|day| *day >= today)
}

/// Returns the next day with this number in its month: today, or later.
fn of_month_from(from: Day, of_month: u8) -> Option<Day> {
    // Two 31sts are at most two months apart.
    (0..=62).map(|days| from.plus(days)).find(|day| day.parts().2 == of_month)
}

/// The day and time that all words give together.
pub(super) struct When {
    pub(super) day: Option<Day>,
    pub(super) minutes: Option<u16>,
}

impl When {
    /// Combines what was found. Without a day it is today, or the next that fits if the time is
    /// over.
    pub(super) fn of(
        found: Option<FoundDay>,
        time: Option<u16>,
        repeat: Option<&repeats::FoundRepeat>,
        context: &QuickContext<'_>,
    ) -> Self {
        let part = found.and_then(|found| found.minutes).or(repeat.and_then(|found| found.minutes));
        let minutes = match (time, part) {
            // Tonight at 8 is 20:00.
            (Some(time), Some(part)) if part >= NOON && time < NOON => Some(time + NOON),
            (time, part) => time.or(part),
        };
        let over = minutes.is_some_and(|minutes| minutes < context.now_minutes);
        let from = context.today.plus(i32::from(over));
        let shape = repeat.and_then(|found| found.rule.shape());
        let day = match (found, shape) {
            (Some(found), _) => Some(found.day),
            (None, Some(RepeatShape::Weeks(days))) if !days.is_empty() => {
                (0..7).map(|more| from.plus(more)).find(|day| days.contains(&day.weekday()))
            }
            (None, Some(RepeatShape::Months(Some(day)))) => {
                u8::try_from(day).ok().and_then(|day| of_month_from(from, day))
            }
            (None, _) => (repeat.is_some() || minutes.is_some()).then_some(from),
        };
        Self { day, minutes: minutes.filter(|_| day.is_some()) }
    }
}
