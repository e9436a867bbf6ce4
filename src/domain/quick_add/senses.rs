//! The meanings of the phrases of a line: noted once for every word, and asked by the readers.

use super::line::QuickWord;
use super::numbers::number_of;
use super::words::{QuickWords, Sense, Spelling, Term};

/// Notes what the phrases of a line mean.
pub(super) fn note_senses(words: &mut [QuickWord<'_>], known: &QuickWords) {
    let spelled: Vec<Spelling> = words.iter().map(|word| Spelling::of(word.text)).collect();
    for at in 0..words.len() {
        words[at].number = number_of(&words[at], known);
        let first = spelled[at].folded.chars().next();
        let mut plain = 0;
        for term in &known.terms {
            // Most terms begin with another letter.
            if term.folded.chars().next() != first {
                continue;
            }
            let Some(count) = count_in(&spelled[at..], term) else { continue };
            if term.sense == Sense::Plain {
                plain = plain.max(count);
            } else {
                words[at].senses.push((count, term.sense));
            }
        }
        words[at..at + plain].iter_mut().for_each(|word| word.is_plain = true);
        // "5 ngày 3 đêm" contains no day of a month and no part of a day.
        let before = at.checked_sub(1).map(|before| &words[before]);
        let digits = before.is_some_and(|it| it.folded.ends_with(|it: char| it.is_ascii_digit()));
        let after_number = digits || before.is_some_and(|it| it.number.is_some());
        if after_number && words[at].senses.iter().any(|(_, it)| matches!(it, Sense::Unit(..))) {
            let is_more = |it: &Sense| match it {
                // "Thứ hai ngày 30" does.
                Sense::BeforeNumber => digits,
                Sense::Part(_) => true,
                _ => false,
            };
            words[at].senses.retain(|(_, sense)| !is_more(sense));
        }
    }
}

/// Returns the number of words in a term that these begin with.
fn count_in(words: &[Spelling], term: &Term) -> Option<usize> {
    let mut exact = term.exact.split(' ');
    let (mut count, mut has_accents, mut lacks_accents) = (0, false, false);
    for folded in term.folded.split(' ') {
        let (word, exact) = (words.get(count)?, exact.next()?);
        if !word.is(exact, folded) {
            return None;
        }
        has_accents |= word.is_accented();
        lacks_accents |= !word.is_accented() && exact != folded;
        count += 1;
    }
    // Tháng sau is not tháng sáu: a phrase has all its accents or none.
    (!has_accents || !lacks_accents).then_some(count)
}

/// Returns a meaning of the phrase that the words begin with, and the number of its words; the
/// longest phrase counts.
pub(super) fn sense<T>(
    words: &[QuickWord<'_>],
    pick: impl Fn(Sense) -> Option<T>,
) -> Option<(usize, T)> {
    let first = words.first()?;
    let mut found: Option<(usize, T)> = None;
    for (count, sense) in first.senses.iter().filter(|(count, _)| *count <= words.len()) {
        if found.as_ref().is_none_or(|(longest, _)| count > longest) {
            found = pick(*sense).map(|wanted| (*count, wanted)).or(found);
        }
    }
    found
}

/// Returns the number of words in the phrase of this meaning that the words begin with; 0 if they
/// do not.
pub(super) fn count_of(words: &[QuickWord<'_>], wanted: Sense) -> usize {
    sense(words, |sense| (sense == wanted).then_some(())).map_or(0, |(count, ())| count)
}
