//! Times in a line: 9:00, 9am, 9:30 pm, at 14, 14h30, noon, in the evening.

use super::line::QuickWord;
use super::words::{QuickWords, named};

const HALF_DAY: u16 = 12 * 60;

/// Reads a time, in minutes after midnight.
pub(super) fn read(words: &[QuickWord<'_>], known: &QuickWords) -> Option<(usize, u16)> {
    let at = usize::from(known.before_time.contains(&words[0].folded.as_str()));
    if let Some((count, minutes)) = words.get(at..).and_then(|rest| clock(rest, at > 0, known)) {
        return Some((at + count, minutes));
    }
    // @9, and other prefixes attached to the number.
    let glued = known.before_time.iter().find_map(|before| {
        let time = words[0].folded.strip_prefix(before)?;
        hour_and_minutes(time, known).filter(|_| !time.is_empty())
    });
    if let Some((hour, minutes, _)) = glued {
        return Some((1, of_day(hour, minutes, None, true, known)?));
    }
    let before = known.before_part.iter().find_map(|phrase| starts_with(words, phrase));
    if let Some((count, part)) = before.and_then(|count| {
        let word = words.get(count)?;
        Some((count + 1, named(known.day_parts, &word.folded)?))
    }) {
        return Some((count, part));
    }
    // A part of the day alone is a time only at the end: "buy an evening dress".
    let word = words[0].folded.as_str();
    let alone = named(known.day_parts, word).filter(|_| words.len() == 1);
    named(known.times, word).or(alone).map(|minutes| (1, minutes))
}

/// Reads the time of a clock; `at` means that one is expected.
fn clock(words: &[QuickWord<'_>], at: bool, known: &QuickWords) -> Option<(usize, u16)> {
    let (hour, minutes, mark) = hour_and_minutes(&words.first()?.folded, known)?;
    let after = words.get(1).map(|word| word.folded.as_str()).unwrap_or_default();
    match mark {
        TimeMark::None | TimeMark::Colon if half(after, known).is_some() => {
            Some((2, of_day(hour, minutes, half(after, known), at, known)?))
        }
        // A bare number is a time only if one is expected; so is 9.30.
        TimeMark::None | TimeMark::Point if !at => None,
        TimeMark::Half(half) => Some((1, of_day(hour, minutes, Some(half), at, known)?)),
        _ => Some((1, of_day(hour, minutes, None, mark == TimeMark::None, known)?)),
    }
}

/// The mark of a time.
#[derive(Clone, Copy, PartialEq, Eq)]
enum TimeMark {
    None,
    Colon,
    Point,
    Letter,
    /// The half of the day; true is the second.
    Half(bool),
}

/// Reads hour and minutes in one word.
fn hour_and_minutes(word: &str, known: &QuickWords) -> Option<(u16, u16, TimeMark)> {
    let end = word.find(char::is_alphabetic).unwrap_or(word.len());
    let (digits, after) = word.split_at(end);
    let number = |text: &str| -> Option<u16> {
        let fits = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        fits.then(|| text.parse().ok()).flatten()
    };
    let two = |text: &str| number(text).filter(|_| text.len() == 2);
    if let Some(rest) = after.strip_prefix(known.hour_mark).filter(|_| number(digits).is_some()) {
        let minutes = if rest.is_empty() { 0 } else { two(rest)? };
        return Some((number(digits)?, minutes, TimeMark::Letter));
    }
    let (hour, minutes, mark) = match (digits.split_once(':'), digits.split_once('.')) {
        (Some((hour, minutes)), _) => (number(hour)?, two(minutes)?, TimeMark::Colon),
        (None, Some((hour, minutes))) => (number(hour)?, two(minutes)?, TimeMark::Point),
        (None, None) => (number(digits)?, 0, TimeMark::None),
    };
    if after.is_empty() {
        return Some((hour, minutes, mark));
    }
    Some((hour, minutes, TimeMark::Half(half(after, known)?)))
}

/// Returns true if a word marks the second half of the day, false if the first.
fn half(word: &str, known: &QuickWords) -> Option<bool> {
    let later = known.afternoon_marks.contains(&word);
    (later || known.morning_marks.contains(&word)).then_some(later)
}

/// Returns minutes after midnight; `guess` if the half of the day is open.
fn of_day(
    hour: u16,
    minutes: u16,
    half: Option<bool>,
    guess: bool,
    known: &QuickWords,
) -> Option<u16> {
    let minutes = (minutes < 60).then_some(minutes)?;
    match half {
        Some(later) => (1..=12)
            .contains(&hour)
            .then(|| (hour % 12) * 60 + minutes + if later { HALF_DAY } else { 0 }),
        None if guess && (1..known.first_hour).contains(&hour) => {
            Some(hour * 60 + minutes + HALF_DAY)
        }
        None => (hour < 24).then_some(hour * 60 + minutes),
    }
}

/// Returns the number of words in a phrase that these begin with.
pub(super) fn starts_with(words: &[QuickWord<'_>], phrase: &str) -> Option<usize> {
    let mut count = 0;
    for part in phrase.split(' ') {
        if words.get(count)?.folded != part {
            return None;
        }
        count += 1;
    }
    Some(count)
}
