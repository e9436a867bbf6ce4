//! Divides text without spaces into words: at the known words, the longest first, and between
//! letters and digits. A name that the user's records have is not divided.

use super::numbers::number_word;
use super::words::{QuickWords, Sense, Term};
use crate::names::is_han_or_hangul;

/// The most words of a text without spaces that are looked for.
const MOST_PIECES: usize = 60;
/// The most letters of a name that is looked for at the beginning of a longer text.
const LONGEST_NAME: usize = 24;

/// The kind of text directly before a place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Preceding {
    Nothing,
    Number,
    /// A known word.
    Known,
    /// A known word that a number or a unit follows.
    Leading,
    Text,
}

/// Divides the texts between the spaces of a line, one after the other.
pub(super) struct Divider<'a> {
    known: &'a QuickWords,
    is_name: &'a dyn Fn(&str) -> bool,
    before: Preceding,
}

/// A known word at a place: its length in bytes, and what it is for the next one.
#[derive(Clone, Copy)]
struct KnownWord {
    length: usize,
    is: Preceding,
    /// True for the mark of a number that is before it.
    marks: bool,
}

impl<'a> Divider<'a> {
    pub(super) fn new(known: &'a QuickWords, is_name: &'a dyn Fn(&str) -> bool) -> Self {
        Self { known, is_name, before: Preceding::Nothing }
    }

    /// Returns the ends of the words of a text without spaces.
    pub(super) fn ends(&mut self, text: &str) -> Vec<usize> {
        let mut ends = Vec::new();
        if !self.known.is_unspaced || !text.chars().any(|it| is_unspaced(it) || is_wide_mark(it)) {
            self.before = if is_number(text) { Preceding::Number } else { Preceding::Text };
            return vec![text.len()];
        }
        let (mut from, mut at) = (0, 0);
        while let Some(letter) = text[at..].chars().next().filter(|_| ends.len() < MOST_PIECES) {
            let piece = &text[from..at];
            if is_cut(piece, letter) {
                self.end_piece(text, from, at, &mut ends);
                from = at;
            }
            if is_tag(letter) && from == at {
                self.before = Preceding::Text;
                break;
            }
            let found = if is_unspaced(letter) { self.find(text, at) } else { None };
            let Some(found) = found else {
                at += letter.len_utf8();
                self.before = self.before_after(&text[from..at], letter);
                continue;
            };
            if let Some((start, end)) = self.name_into(text, from, at, found.length) {
                self.end_piece(text, from, start, &mut ends);
                ends.push(end);
                (from, at, self.before) = (end, end, Preceding::Known);
                continue;
            }
            if piece.chars().any(char::is_alphanumeric) {
                self.end_piece(text, from, at, &mut ends);
            }
            let behind = text[at + found.length..].chars().take_while(|it| is_stop(*it));
            at += found.length + behind.map(char::len_utf8).sum::<usize>();
            ends.push(at);
            (from, self.before) = (at, found.is);
        }
        self.end_piece(text, from, text.len(), &mut ends);
        ends
    }

    /// Returns what a piece that is not known is for the next word.
    fn before_after(&self, piece: &str, letter: char) -> Preceding {
        match letter {
            _ if is_number(piece) => Preceding::Number,
            _ if is_stop(letter) => Preceding::Nothing,
            _ => Preceding::Text,
        }
    }

    /// Ends a piece that is no known word; a name at its beginning is a word of its own.
    fn end_piece(&self, text: &str, from: usize, to: usize, ends: &mut Vec<usize>) {
        if from == to {
            return;
        }
        let piece = text[from..to].trim_end_matches(is_stop);
        let letters = piece.chars().count();
        let is_all = piece.chars().all(is_unspaced);
        let before = ends.len();
        if is_all && letters > 2 && letters <= LONGEST_NAME && !(self.is_name)(piece) {
            // The longest first.
            let mut places = piece.char_indices().rev().map(|(at, _)| at).take(letters - 2);
            let is_known = |at: &usize| is_boundary(piece, *at) && (self.is_name)(&piece[..*at]);
            ends.extend(places.find(is_known).map(|at| from + at));
        }
        // 麻烦转告王小明: names of people are short in Chinese.
        if is_all && letters > 2 && ends.len() == before && piece.chars().all(is_han_or_hangul) {
            let mut places = piece.char_indices().rev().map(|(at, _)| at).take(4).skip(1);
            let start = places.find(|at| *at > 0 && (self.is_name)(&piece[*at..]));
            ends.extend(start.map(|at| from + at));
        }
        ends.push(to);
    }

    /// Finds a name of a record that ends within a known word: 王明 in 约王明天上午. Returns where it
    /// begins and ends.
    fn name_into(
        &self,
        text: &str,
        from: usize,
        at: usize,
        length: usize,
    ) -> Option<(usize, usize)> {
        let is_han = |part: &str| part.chars().all(is_han_or_hangul);
        let word = &text[at..at + length];
        if !is_han(word) || word.chars().count() > 3 {
            return None;
        }
        let inside = || word.char_indices().skip(1).map(|(within, _)| at + within);
        let starts = text[from..at].char_indices().rev().take(3).map(|(within, _)| from + within);
        let mut runs = starts.flat_map(|start| inside().map(move |end| (start, end)));
        runs.find(|(start, end)| is_han(&text[*start..at]) && (self.is_name)(&text[*start..*end]))
    }

    /// Finds the known word at a place: that which covers most with the one behind it.
    fn find(&self, text: &str, at: usize) -> Option<KnownWord> {
        let mut best: Option<(usize, KnownWord)> = None;
        self.each(text, at, self.before, &mut |found| {
            let mut behind = 0;
            self.each(text, at + found.length, found.is, &mut |next| {
                behind = behind.max(next.length);
            });
            let covered = found.length + behind;
            // สองทุ่มครึ่ง is 20:30, though ทุ่มครึ่ง alone is 19:30.
            let rank = |covered, found: KnownWord| (covered, found.marks, found.length);
            if best.is_none_or(|(most, known)| rank(covered, found) > rank(most, known)) {
                best = Some((covered, found));
            }
        });
        best.map(|(_, found)| found)
    }

    /// Visits the known words at a place.
    fn each(&self, text: &str, at: usize, before: Preceding, visit: &mut dyn FnMut(KnownWord)) {
        let rest = &text[at..];
        if !rest.starts_with(is_unspaced) || !is_boundary(text, at) {
            return;
        }
        for term in &self.known.terms {
            let length = term.exact.len();
            if rest.starts_with(&*term.exact)
                && is_boundary(text, at + length)
                && self.divides(term, &rest[length..], before)
            {
                let marks = before == Preceding::Number && is_mark(term.sense);
                visit(KnownWord { length, is: for_next(term.sense), marks });
            }
        }
        let mut length = 0;
        while let Some((more, _)) = number_word(&rest[length..], self.known) {
            length += more;
        }
        let counts = || before == Preceding::Leading || self.is_counted(&rest[length..]);
        if length > 0 && counts() && is_boundary(text, at + length) {
            visit(KnownWord { length, is: Preceding::Number, marks: false });
        }
    }

    /// True if a term is a word of its own between what stands around it.
    fn divides(&self, term: &Term, rest: &str, before: Preceding) -> bool {
        match term.sense {
            sense if is_mark(sense) => {
                matches!(before, Preceding::Number | Preceding::Known)
                    || (before == Preceding::Leading && matches!(sense, Sense::Unit(..)))
            }
            Sense::Unit(count, _) => {
                count > 1 || matches!(before, Preceding::Number | Preceding::Leading)
            }
            Sense::Week(_) => before == Preceding::Known || self.begins_with_weekday(rest),
            Sense::Kind(_) => before != Preceding::Text,
            Sense::HourPrefix(_) | Sense::Shift(..0) => {
                // The number may follow behind a space.
                rest.is_empty()
                    || rest.starts_with(is_digit)
                    || number_word(rest, self.known).is_some()
            }
            Sense::Number(_)
            | Sense::Way(_)
            | Sense::AtCompany
            | Sense::About
            | Sense::Title
            | Sense::LegalForm
            | Sense::High => false,
            _ => true,
        }
    }

    fn begins_with_weekday(&self, rest: &str) -> bool {
        let mut terms = self.known.terms.iter();
        terms.any(|it| matches!(it.sense, Sense::Weekday(_)) && rest.starts_with(&*it.exact))
    }

    /// True if a text begins with a mark of numbers.
    fn is_counted(&self, rest: &str) -> bool {
        let rest = rest.trim_start();
        let counts = |sense| is_mark(sense) || matches!(sense, Sense::Unit(..));
        self.known.terms.iter().any(|term| counts(term.sense) && rest.starts_with(&*term.exact))
    }
}

/// Returns the ends of the words in a part of a line about a new contact: the word for one at the
/// beginning of the line, and long numbers, are words of their own.
pub(super) fn contact_ends(text: &str, known: &QuickWords, is_first: bool) -> Vec<usize> {
    let mut ends = Vec::new();
    if known.is_unspaced && is_first {
        let kinds = known.terms.iter().filter(|term| matches!(term.sense, Sense::Kind(_)));
        let lengths = kinds.filter(|it| text.starts_with(&*it.exact)).map(|it| it.exact.len());
        ends.extend(lengths.max().filter(|length| {
            *length < text.len() && text.starts_with(is_unspaced) && is_boundary(text, *length)
        }));
    }
    if known.is_unspaced && !is_first {
        let leads = known.terms.iter().filter(|term| term.sense == Sense::AtCompany);
        let lengths = leads.filter(|it| text.starts_with(&*it.exact) && is_long(&it.exact));
        ends.extend(lengths.map(|it| it.exact.len()).max().filter(|length| *length < text.len()));
    }
    let mut digits = 0;
    let letters = text.char_indices().filter(|_| known.is_unspaced);
    for (at, letter) in letters {
        if is_digit(letter) {
            digits += 1;
            let before = text[..at + letter.len_utf8()].trim_end_matches(is_digit);
            if digits == LONG_NUMBER && before.ends_with(is_unspaced) {
                ends.push(before.len());
            }
        } else {
            if digits >= LONG_NUMBER && is_unspaced(letter) {
                ends.push(at);
            }
            digits = 0;
        }
    }
    ends.push(text.len());
    ends.dedup();
    ends
}

/// True if a word before a company is none of those that many other words begin with: ที่.
fn is_long(word: &str) -> bool {
    word.starts_with(is_han_or_hangul) || word.chars().count() > 3
}

/// The digits of a number that does not belong to the letters before it.
const LONG_NUMBER: usize = 6;

/// True if a new word begins with a letter behind a piece: between letters and digits, behind a
/// comma, at the sign of a tag.
fn is_cut(piece: &str, letter: char) -> bool {
    let Some(last) = piece.chars().next_back() else { return false };
    let spaceless = is_unspaced(last) || is_wide_mark(last);
    let is_word = piece.contains(char::is_alphanumeric);
    // 9：30 and 12，000 are numbers.
    let within = piece.trim_end_matches(is_stop).ends_with(is_digit) && is_digit(letter);
    match letter {
        _ if is_tag(letter) => !last.is_ascii_alphabetic(),
        _ if is_stop(letter) => false,
        _ if is_stop(last) && !within => is_word && (is_wide_mark(last) || is_unspaced(letter)),
        _ if is_unspaced(letter) => last.is_alphanumeric() && !is_unspaced(last),
        '$' | '@' | '+' => spaceless,
        _ => spaceless && !within && (letter.is_alphanumeric() || !letter.is_ascii_punctuation()),
    }
}

/// Returns the kind of text that a known word is for the next one.
fn for_next(sense: Sense) -> Preceding {
    match sense {
        Sense::Within
        | Sense::HourPrefix(_)
        | Sense::BeforeNumber
        | Sense::Every
        | Sense::Other
        | Sense::Nth(_)
        | Sense::YearMark => Preceding::Leading,
        Sense::Joining | Sense::Plain | Sense::Divider => Preceding::Nothing,
        _ => Preceding::Known,
    }
}

/// True if a sense is that of a mark of numbers, which is no word anywhere else.
fn is_mark(sense: Sense) -> bool {
    matches!(
        sense,
        Sense::Hence
            | Sense::Ordinal
            | Sense::DayMark
            | Sense::MonthMark
            | Sense::MonthEndMark
            | Sense::Behind
            | Sense::MinuteMark
            | Sense::Hour(_)
            | Sense::Shift(0..)
            | Sense::Half(_)
            | Sense::Once
            | Sense::Scale(_)
            | Sense::Currency(_)
            | Sense::SharedCurrency
            | Sense::Workdays
    )
}

/// True if a letter belongs to a script that writes no spaces.
fn is_unspaced(letter: char) -> bool {
    is_han_or_hangul(letter)
        || matches!(letter, '\u{e01}'..='\u{e3a}' | '\u{e40}'..='\u{e4e}' | '〇' | '々')
}

/// False if a place is within a Thai syllable.
fn is_boundary(text: &str, at: usize) -> bool {
    let depends =
        |it: char| matches!(it, '\u{e30}'..='\u{e3a}' | '\u{e45}' | '\u{e47}'..='\u{e4e}');
    let leads = |it: char| matches!(it, '\u{e40}'..='\u{e44}');
    !text[at..].starts_with(depends) && !text[..at].ends_with(leads)
}

/// True for punctuation as wide as a letter.
fn is_wide_mark(letter: char) -> bool {
    matches!(letter, '\u{3001}'..='\u{3011}' | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}')
}

/// True for punctuation that belongs to the word before it.
fn is_stop(letter: char) -> bool {
    ",.;!?)，。、；：！？）".contains(letter)
}

fn is_tag(letter: char) -> bool {
    matches!(letter, '#' | '＃')
}

fn is_digit(letter: char) -> bool {
    letter.is_ascii_digit() || matches!(letter, '\u{e50}'..='\u{e59}' | '\u{ff10}'..='\u{ff19}')
}

fn is_number(text: &str) -> bool {
    text.ends_with(is_digit)
}
