//! Repeat rules in a line: every day, every 2 weeks, every Monday and Thursday, monthly, every
//! morning.

use super::clock::starts_with;
use super::line::QuickWord;
use super::words::{QuickWords, Unit, named};
use crate::{Frequency, Repeat};

/// A rule, and the time of day that came with it: every morning.
pub(super) struct FoundRepeat {
    pub(super) rule: Repeat,
    pub(super) minutes: Option<u16>,
}

/// Reads a rule.
pub(super) fn read(words: &[QuickWord<'_>], known: &QuickWords) -> Option<(usize, FoundRepeat)> {
    let first = words[0].folded.as_str();
    if let Some((interval, frequency)) = named(known.repeats, first) {
        let (more, rule) = with_days(&words[1..], interval, frequency, known);
        return Some((1 + more, FoundRepeat { rule, minutes: None }));
    }
    if !known.every.contains(&first) {
        return None;
    }
    let rest = &words[1..];
    let word = rest.first()?.folded.as_str();
    if known.workdays.contains(&word) {
        return Some((2, FoundRepeat { rule: Repeat::weekly(1, &[0, 1, 2, 3, 4]), minutes: None }));
    }
    if let Some(minutes) = named(known.day_parts, word) {
        let rule = Repeat::every(1, Frequency::Day);
        return Some((2, FoundRepeat { rule, minutes: Some(minutes) }));
    }
    if let Some((count, days)) = weekdays(rest, known) {
        return Some((1 + count, FoundRepeat { rule: Repeat::weekly(1, &days), minutes: None }));
    }
    let (count, interval) = interval(rest, known)?;
    if let Some((more, days)) = rest.get(count..).and_then(|words| weekdays(words, known)) {
        let rule = Repeat::weekly(interval, &days);
        return Some((1 + count + more, FoundRepeat { rule, minutes: None }));
    }
    let frequency = match named(known.units, &rest.get(count)?.folded)? {
        Unit::Day => Frequency::Day,
        Unit::Week => Frequency::Week,
        Unit::Month => Frequency::Month,
        Unit::Year => Frequency::Year,
        Unit::Hour | Unit::Minute => return None,
    };
    let (more, rule) = with_days(&rest[count + 1..], interval, frequency, known);
    Some((2 + count + more, FoundRepeat { rule, minutes: None }))
}

/// Reads the number before a unit; 1 if there is none. Nothing repeats every 0 days.
fn interval(words: &[QuickWord<'_>], known: &QuickWords) -> Option<(usize, u32)> {
    let Some(word) = words.first().map(|word| word.folded.as_str()) else { return Some((0, 1)) };
    if known.other.contains(&word) {
        return Some((1, 2));
    }
    match number(word, known) {
        Some(0) => None,
        Some(number) => Some((1, number)),
        None => Some((0, 1)),
    }
}

/// Reads a number in digits or words.
pub(super) fn number(word: &str, known: &QuickWords) -> Option<u32> {
    let digits = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    if digits { word.parse().ok() } else { named(known.numbers, word) }
}

/// Returns the rule with the days that follow it, if any: weekly on Monday, monthly on the 15th.
/// Also returns the number of words that name them.
fn with_days(
    words: &[QuickWord<'_>],
    interval: u32,
    frequency: Frequency,
    known: &QuickWords,
) -> (usize, Repeat) {
    let plain = Repeat::every(interval, frequency);
    let on = words.first().is_some_and(|word| known.before_day.contains(&word.folded.as_str()));
    let rest = if on { &words[1..] } else { return (0, plain) };
    match frequency {
        Frequency::Week => match weekdays(rest, known) {
            Some((count, days)) => (1 + count, Repeat::weekly(interval, &days)),
            None => (0, plain),
        },
        Frequency::Month => match ordinal(rest, known).or_else(|| bare_day(rest, known)) {
            Some((count, day)) => (1 + count, Repeat::monthly(interval, day)),
            None => (0, plain),
        },
        Frequency::Day | Frequency::Year => (0, plain),
    }
}

/// Reads "on 31" and "on the 31", unless the number begins a date or a time. Months without the day
/// are skipped, as in RFC 5545.
fn bare_day(words: &[QuickWord<'_>], known: &QuickWords) -> Option<(usize, u8)> {
    let the = known.in_date.iter().find_map(|word| starts_with(words, word)).unwrap_or(0);
    let digits = words.get(the)?.folded.as_str();
    let fits = (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    let day: u8 = fits.then(|| digits.parse().ok()).flatten()?;
    let more = words.get(the + 1).is_some_and(|next| {
        let next = next.folded.as_str();
        let marks = [known.morning_marks, known.afternoon_marks, known.in_date];
        named(known.months, next).is_some() || marks.iter().any(|marks| marks.contains(&next))
    });
    ((1..=31).contains(&day) && !more).then_some((the + 1, day))
}

/// Reads weekdays, with or without "and" between them.
fn weekdays(words: &[QuickWord<'_>], known: &QuickWords) -> Option<(usize, Vec<u8>)> {
    let weekday = |at: usize| named(known.weekdays, &words.get(at)?.folded);
    let mut days = vec![weekday(0)?];
    let mut count = 1;
    loop {
        let and = words.get(count).is_some_and(|word| known.and.contains(&word.folded.as_str()));
        let Some(day) = weekday(count + usize::from(and)) else { return Some((count, days)) };
        days.push(day);
        count += 1 + usize::from(and);
    }
}

/// Reads the 15th.
pub(super) fn ordinal(words: &[QuickWord<'_>], known: &QuickWords) -> Option<(usize, u8)> {
    let the = known.in_date.iter().find_map(|word| starts_with(words, word)).unwrap_or(0);
    let word = words.get(the)?.folded.as_str();
    let digits = known.ordinals.iter().find_map(|mark| word.strip_suffix(mark))?;
    let fits = (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    let day: u8 = fits.then(|| digits.parse().ok()).flatten()?;
    (1..=31).contains(&day).then_some((the + 1, day))
}
