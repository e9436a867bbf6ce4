//! Amounts in a line: 12000 EUR, € 12,000, 12.5k eur, 2 million Ft.

use super::line::QuickWord;
use super::meaning::QuickContext;
use super::senses::sense;
use super::words::{QuickWords, Sense, folded};
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
    let word = words.first()?;
    let mut said = one_word(word.text, known).or_else(|| in_words(words, known))?;
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
        if let Some((more, scale)) = sense(&words[count..], scale) {
            said.scale = Some(scale);
            count += more;
        } else if let Some((scale, currency)) =
            next(count).and_then(|word| scaled_currency(&word.folded, known))
        {
            (said.scale, said.currency) = (Some(scale), Some(currency));
            count += 1;
        }
    }
    // Một tỷ rưỡi: and a half.
    let half = sense(&words[count..], |it| (it == Sense::Shift(30)).then_some(()));
    if let Some((more, ())) = half.filter(|_| said.scale.is_some() && plain(&said.number)) {
        said.number.push_str(".5");
        count += more;
    }
    if said.currency.is_none() {
        said.currency = next(count).and_then(|word| after_number(word, known));
        count += usize::from(said.currency.is_some());
    }
    Some((count, said))
}

fn scale(sense: Sense) -> Option<u32> {
    if let Sense::Scale(scale) = sense { Some(scale) } else { None }
}

/// Reads a number in words, which needs a multiple behind it: hai triệu; "one try" is no amount. In
/// signs it needs a currency: 八百元.
fn in_words(words: &[QuickWord<'_>], known: &QuickWords) -> Option<AmountParts> {
    let number = words[0].number?;
    let behind = &words[1..];
    let has_currency =
        || known.is_unspaced && behind.first().is_some_and(|it| after_number(it, known).is_some());
    let is_amount = sense(behind, scale).is_some() || has_currency();
    is_amount.then(|| AmountParts { number: number.to_string(), ..AmountParts::default() })
}

/// Divides a multiple and the currency attached to it: eFt, trđ.
fn scaled_currency(text: &str, known: &QuickWords) -> Option<(u32, [u8; 3])> {
    let mut longest: Option<(usize, u32, [u8; 3])> = None;
    for term in &known.terms {
        let Some(scale) = scale(term.sense) else { continue };
        let Some(rest) = text.strip_prefix(&*term.folded) else { continue };
        let currency = if rest.is_empty() { None } else { currency(rest, known) };
        if let Some(currency) = currency
            && longest.is_none_or(|(length, ..)| term.folded.len() > length)
        {
            longest = Some((term.folded.len(), scale, currency));
        }
    }
    longest.map(|(_, scale, currency)| (scale, currency))
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
    if let Some(scale) = known.named(after, scale) {
        said.scale = Some(scale);
        return Some(said);
    }
    // The longest multiple that leaves a currency: 5mio€.
    let (scale, currency) = match scaled_currency(after, known) {
        Some((scale, currency)) => (Some(scale), Some(currency)),
        None if after.is_empty() => return Some(said),
        None => (None, Some(currency(after, known)?)),
    };
    said.scale = scale;
    // An amount has one currency only.
    (said.currency.is_none()).then_some(AmountParts { currency, ..said })
}

/// Folds a word, except letters that are a currency's sign: đ is not d.
fn signed(word: &str, known: &QuickWords) -> String {
    let mut kept = String::with_capacity(word.len());
    for letter in word.chars() {
        let own: String = letter.to_lowercase().collect();
        let is_sign = !letter.is_ascii() && known.named(&own, code).is_some();
        kept.push_str(&if is_sign { own } else { folded(&letter.to_string()) });
    }
    kept
}

fn code(sense: Sense) -> Option<[u8; 3]> {
    if let Sense::Currency(code) = sense { Some(code) } else { None }
}

/// Finds the currency of a sign, code or name; in a name đ is d: đồng.
fn currency(word: &str, known: &QuickWords) -> Option<[u8; 3]> {
    known.named(word, code).or_else(|| known.named(&fold(word), code))
}

/// Finds the currency in the word after a number: also any code, in capitals.
fn after_number(word: &QuickWord<'_>, known: &QuickWords) -> Option<[u8; 3]> {
    let iso = || {
        let code: [u8; 3] = word.text.as_bytes().try_into().ok()?;
        CURRENCIES.split_whitespace().any(|known| known.as_bytes() == code).then_some(code)
    };
    currency(&signed(word.text, known), known).or_else(iso)
}

/// True if a word is a currency, even an unknown one: it contains a currency sign, or several
/// countries use that name.
fn is_currency(word: &QuickWord<'_>, known: &QuickWords) -> bool {
    let sign = |letter: char| matches!(letter, '$' | '\u{a2}'..='\u{a5}' | '\u{e3f}' | '\u{20a0}'..='\u{20cf}');
    known.is(&word.folded, Sense::SharedCurrency) || word.text.contains(sign)
}
