//! Amounts in a line: 12000 EUR, € 12,000, 12.5k eur, 2 million Ft.

use super::line::QuickWord;
use super::meaning::QuickContext;
use super::words::{QuickWords, named};
use crate::amount::{CURRENCIES, scaled_amount};
use crate::{Money, fold};

/// Smaller numbers without a currency are not amounts: 2 may be two licenses.
const LEAST_BARE: i64 = 100;

/// The parts of an amount in one word: number, multiple and currency; the last two may be missing.
#[derive(Default)]
struct AmountParts {
    number: String,
    scale: Option<u32>,
    currency: Option<[u8; 3]>,
}

/// Reads an amount with its currency.
pub(super) fn with_currency(
    words: &[QuickWord<'_>],
    context: &QuickContext<'_>,
) -> Option<(usize, Money)> {
    let word = &words[0];
    let before = currency(&signed(word.text, context.words), context.words);
    // "try 5" is not a Turkish amount, "TRY 5" is.
    let is_code = !word.text.chars().any(char::is_lowercase);
    let before = before.filter(|_| is_code);
    let from = usize::from(before.is_some());
    let (count, mut said) = read(words.get(from..)?, context.words)?;
    said.currency = before.or(said.currency);
    let amount = scaled_amount(&said.number, said.scale.unwrap_or(1), said.currency?)?;
    Some((from + count, amount))
}

/// Reads a bare number as an amount in the usual currency, in a line about a deal.
pub(super) fn bare(words: &[QuickWord<'_>], context: &QuickContext<'_>) -> Option<(usize, Money)> {
    let (count, said) = read(words, context.words)?;
    // An unknown currency follows: the amount is not in the usual one.
    if words.get(count).is_some_and(|next| is_currency(next, context.words)) {
        return None;
    }
    let amount = scaled_amount(&said.number, said.scale.unwrap_or(1), context.currency)?;
    let least = scaled_amount(&LEAST_BARE.to_string(), 1, context.currency)?.minor;
    let year = context.today.parts().0;
    let is_year =
        said.scale.is_none() && [year, year + 1].iter().any(|year| year.to_string() == said.number);
    let large = said.scale.is_some() || amount.minor.abs() >= least;
    (large && !is_year).then_some((count, amount))
}

/// Reads a number with the multiple and the currency that follow it.
fn read(words: &[QuickWord<'_>], known: &QuickWords) -> Option<(usize, AmountParts)> {
    let mut said = one_word(words.first()?.text, known)?;
    let mut count = 1;
    let next = |count: usize| words.get(count);
    let plain = |number: &str| number.trim_start_matches('-').bytes().all(|b| b.is_ascii_digit());
    // 12 000: groups of one number.
    let first_group = said.number.trim_start_matches('-').len() <= 3 && plain(&said.number);
    while first_group && said.scale.is_none() && said.currency.is_none() {
        let Some(group) = next(count).and_then(|word| one_word(word.text, known)) else { break };
        let digits = group.number.split([',', '.']).next().unwrap_or_default();
        if digits.len() != 3 || !plain(digits) {
            break;
        }
        said = AmountParts { number: format!("{} {}", said.number, group.number), ..group };
        count += 1;
    }
    if said.scale.is_none() && said.currency.is_none() {
        said.scale = next(count).and_then(|word| named(known.scales, &word.folded));
        count += usize::from(said.scale.is_some());
    }
    if said.currency.is_none() {
        said.currency = next(count).and_then(|word| after_number(word, known));
        count += usize::from(said.currency.is_some());
    }
    Some((count, said))
}

/// Reads `€12,000`, `12.5k`, `12000eur`, `5k€`, `-500`.
fn one_word(word: &str, known: &QuickWords) -> Option<AmountParts> {
    let mut said = AmountParts::default();
    let word = signed(word, known);
    let (sign, word) = match word.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", word.as_str()),
    };
    let start = word.find(|letter: char| letter.is_ascii_digit())?;
    let (before, rest) = word.split_at(start);
    if !before.is_empty() {
        said.currency = Some(currency(before, known)?);
    }
    let of_number = |letter: char| letter.is_ascii_digit() || ".,'".contains(letter);
    let end = rest.find(|letter: char| !of_number(letter)).unwrap_or(rest.len());
    let (number, after) = rest.split_at(end);
    said.number = format!("{sign}{number}");
    let (scale, after) = match named(known.scales, after) {
        Some(scale) => (Some(scale), ""),
        None => {
            // The longest multiple that leaves a currency: 5mio€.
            let split = known.scales.iter().filter_map(|(name, scale)| {
                let rest = after.strip_prefix(name)?;
                currency(rest, known).map(|_| (name.len(), *scale, rest))
            });
            match split.max_by_key(|(length, ..)| *length) {
                Some((_, scale, rest)) => (Some(scale), rest),
                None => (None, after),
            }
        }
    };
    said.scale = scale;
    if !after.is_empty() {
        let currency = currency(after, known)?;
        // An amount has one currency only.
        if said.currency.replace(currency).is_some() {
            return None;
        }
    }
    Some(said)
}

/// Folds a word, except letters that are a currency's sign: đ is not d.
fn signed(word: &str, known: &QuickWords) -> String {
    let mut kept = String::with_capacity(word.len());
    for letter in word.chars() {
        let own: String = letter.to_lowercase().collect();
        let is_sign = !letter.is_ascii() && named(known.currencies, &own).is_some();
        kept.push_str(&if is_sign { own } else { fold(&letter.to_string()) });
    }
    kept
}

/// Finds the currency of a sign, code or name; in a name đ is d: đồng.
fn currency(word: &str, known: &QuickWords) -> Option<[u8; 3]> {
    named(known.currencies, word).or_else(|| named(known.currencies, &fold(word)))
}

/// Finds the currency in the word after a number: also any code, in capitals.
fn after_number(word: &QuickWord<'_>, known: &QuickWords) -> Option<[u8; 3]> {
    let code = || {
        let code: [u8; 3] = word.text.as_bytes().try_into().ok()?;
        CURRENCIES.split_whitespace().any(|known| known.as_bytes() == code).then_some(code)
    };
    currency(&signed(word.text, known), known).or_else(code)
}

/// True if a word is a currency, even an unknown one: it contains a currency sign, or several
/// countries use that name.
fn is_currency(word: &QuickWord<'_>, known: &QuickWords) -> bool {
    let sign = |letter: char| matches!(letter, '$' | '\u{a2}'..='\u{a5}' | '\u{e3f}' | '\u{20a0}'..='\u{20cf}');
    known.shared_currencies.contains(&word.folded.as_str()) || word.text.contains(sign)
}
