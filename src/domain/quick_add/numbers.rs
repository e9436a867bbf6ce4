//! Numbers in a line, in digits or words, with the marks or units behind them: 3, three, 十二, 15号.

use super::line::QuickWord;
use super::senses::sense;
use super::words::{QuickWords, Sense};

/// Reads a number in digits or words.
pub(super) fn number_of(word: &QuickWord<'_>, known: &QuickWords) -> Option<u32> {
    let digits = !word.folded.is_empty() && is_all_digits(&word.folded);
    if digits { word.folded.parse().ok() } else { spoken(word.text, known) }
}

/// Reads a number in words, also in one that consists of several: 二十五, tizenöt.
pub(super) fn spoken(text: &str, known: &QuickWords) -> Option<u32> {
    if text.is_empty() {
        return None;
    }
    let typed = text.to_lowercase();
    let (mut total, mut digit, mut rest) = (0_u32, None, typed.as_str());
    while !rest.is_empty() {
        let (length, value) = number_word(rest, known)?;
        rest = &rest[length..];
        let is_power = value >= 10 && value.to_string().trim_end_matches('0') == "1";
        match (value, digit) {
            (0..10, None) => digit = Some(value),
            (0..10, Some(_)) => return None,
            _ if is_power => {
                total = total.checked_add(value.checked_mul(digit.take().unwrap_or(1))?)?;
            }
            _ => total = total.checked_add(value)?,
        }
    }
    total.checked_add(digit.unwrap_or(0))
}

/// Returns the longest word for a number that a text begins with: its length and value.
pub(super) fn number_word(text: &str, known: &QuickWords) -> Option<(usize, u32)> {
    let mut longest: Option<(usize, u32)> = None;
    for term in &known.terms {
        let Sense::Number(value) = term.sense else { continue };
        let length = [&term.exact, &term.folded].into_iter().find(|it| text.starts_with(&***it));
        let length = length.map_or(0, |it| it.len());
        if length > longest.map_or(0, |(length, _)| length) {
            longest = Some((length, value));
        }
    }
    longest
}

/// Reads a number and the mark behind it, in one word or apart: 15-én, 15号, 2h, three days.
pub(super) fn counted<T>(
    words: &[QuickWord<'_>],
    known: &QuickWords,
    pick: impl Fn(Sense) -> Option<T>,
) -> Option<(usize, u32, T)> {
    let word = words.first()?;
    if let Some(number) = word.number {
        let (count, mark) = sense(&words[1..], pick)?;
        return Some((1 + count, number, mark));
    }
    let (digits, mark) = split_number(&word.folded);
    let number = if is_all_digits(digits) { digits.parse().ok()? } else { return None };
    Some((1, number, known.named(mark, pick)?))
}

/// Divides a word behind its digits.
pub(super) fn split_number(word: &str) -> (&str, &str) {
    let end = word.find(|letter: char| !letter.is_ascii_digit());
    word.split_at(end.unwrap_or(word.len()))
}

pub(super) fn is_all_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Reads the number of a day of the month in digits.
pub(super) fn day_number(digits: &str) -> Option<u8> {
    let fits = (1..=2).contains(&digits.len()) && is_all_digits(digits);
    fits.then(|| digits.parse().ok()).flatten().filter(|day| (1..=31).contains(day))
}
