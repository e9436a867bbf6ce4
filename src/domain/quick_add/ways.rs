//! Phone numbers and email addresses in a line about a new contact, with the words that label them:
//! `mobile 0903 123 456`, `work +36 1 234 5678`, `ann@example.com`.

use super::line::QuickWord;
use super::meaning::QuickContext;
use super::senses::sense;
use super::words::Sense;
use super::{amounts, days};
use crate::Day;

/// Numbers with fewer digits are not phone numbers.
const FEWEST_DIGITS: usize = 6;
/// Nor are numbers with more (ITU-T E.164).
const MOST_DIGITS: usize = 15;
/// A number with so many digits is complete: a zero after it begins another one.
const WHOLE: usize = 10;

/// A number or address with its label, which may be empty.
pub(super) type Labeled = (&'static str, String);

/// Reads a phone number, after its label.
pub(super) fn phone(
    words: &[QuickWord<'_>],
    context: &QuickContext<'_>,
) -> Option<(usize, Labeled)> {
    let (from, label) = label(words);
    let rest = words.get(from..)?;
    let (count, number) = number(rest, context)?;
    // The label may also follow: +36 1 234 5678 (work).
    let behind = rest.get(count).filter(|word| word.raw.starts_with('('));
    let behind = behind.and_then(|_| sense(&rest[count..], way));
    match behind {
        Some((more, label)) => Some((from + count + more, (label, number))),
        None => Some((from + count, (label, number))),
    }
}

/// Reads an email address, after its label.
pub(super) fn email(words: &[QuickWord<'_>]) -> Option<(usize, Labeled)> {
    let (from, label) = label(words);
    let word = words.get(from)?.text.trim_matches(['<', '>', '[', ']', ':']);
    let address = word.strip_prefix("mailto:").unwrap_or(word);
    is_address(address).then(|| (from + 1, (label, address.to_owned())))
}

fn is_address(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    let fits = |letter: char| letter.is_alphanumeric() || "._%+-'&".contains(letter);
    let labels = || host.split('.');
    !name.is_empty()
        && name.chars().all(fits)
        && labels().count() > 1
        && labels().all(|it| !it.is_empty() && it.chars().all(|c| c.is_alphanumeric() || c == '-'))
}

/// Reads the label before a number or address; returns the number of words and the label.
fn label(words: &[QuickWord<'_>]) -> (usize, &'static str) {
    let Some((count, label)) = sense(words, way) else { return (0, "") };
    match sense(&words[count..], way) {
        Some((more, second)) if label.is_empty() => (count + more, second),
        Some((more, _)) => (count + more, label),
        None => (count, label),
    }
}

fn way(sense: Sense) -> Option<&'static str> {
    if let Sense::Way(label) = sense { Some(label) } else { None }
}

/// True if the words do not begin with a phone number but with a day or an amount.
fn is_no_phone(words: &[QuickWord<'_>], context: &QuickContext<'_>) -> bool {
    words.first().is_none_or(|word| Day::parse(word.text).is_some())
        || days::read(words, context).is_some()
        || amounts::with_currency(words, context).is_some()
}

/// Reads the number that the words begin with, as written.
fn number(words: &[QuickWord<'_>], context: &QuickContext<'_>) -> Option<(usize, String)> {
    let mut parts: Vec<&str> = Vec::new();
    let mut digits = 0;
    for (at, word) in words.iter().enumerate() {
        let part = word.raw.strip_prefix("tel:").unwrap_or(word.raw);
        let ends = part.ends_with([',', ';', '、', '，']);
        let part = part.trim_end_matches([',', ';', '.', '、', '，']);
        let own = part.chars().filter(|letter| letter.is_numeric()).count();
        let other = !parts.is_empty()
            && (part.starts_with(['+', '＋']) || (digits >= WHOLE && part.starts_with('0')));
        if own == 0 || !part.chars().all(is_of_number) || other || digits + own > MOST_DIGITS {
            break;
        }
        if is_no_phone(&words[at..], context) {
            break;
        }
        parts.push(part);
        digits += own;
        if ends {
            break;
        }
    }
    (digits >= FEWEST_DIGITS).then(|| (parts.len(), without_brackets(&parts.join(" "))))
}

fn is_of_number(letter: char) -> bool {
    letter.is_numeric() || "+＋-.()/\u{2010}\u{2011}\u{2013}\u{a0}".contains(letter)
}

/// Removes the brackets of (0903 123 456), but not those of (415) 555-0132.
fn without_brackets(number: &str) -> String {
    let around = number.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let around = around.filter(|inside| !inside.contains(['(', ')']));
    let whole = number.matches('(').count() == number.matches(')').count();
    match around {
        Some(inside) => inside.to_owned(),
        None if whole => number.to_owned(),
        None => number.replace(['(', ')'], ""),
    }
}
