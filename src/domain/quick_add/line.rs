//! The words of a line, and which of them are understood.

use std::ops::Range;

use super::dividing::{Divider, contact_ends};
use super::meaning::{NameMatch, QuickPart};
use super::senses::note_senses;
use super::words::{QuickWords, Sense, folded};
use crate::fold;

/// The number of words that are read; the rest stays text.
const MOST_WORDS: usize = 60;
/// The number of words in the longest names, which companies have.
const LONGEST_NAME: usize = 8;
/// The fewest letters that a name has without its case ending.
const SHORTEST_BARE: usize = 2;
/// The number of matches offered for an ambiguous name.
const MOST_OFFERED: usize = 5;

/// A word of the line.
pub(super) struct QuickWord<'a> {
    /// The typed word, without punctuation around it.
    pub(super) text: &'a str,
    /// The text, folded.
    pub(super) folded: String,
    /// The typed word, with punctuation around it.
    pub(super) raw: &'a str,
    /// The meanings of the phrases that begin with it, with the numbers of their words.
    pub(super) senses: Vec<(usize, Sense)>,
    /// The number that it is.
    pub(super) number: Option<u32>,
    /// The position of the text in the line.
    range: Range<usize>,
    part: Option<QuickPart>,
    /// True if it belongs to a phrase that stays text.
    pub(super) is_plain: bool,
    /// True if no space is before it.
    is_glued: bool,
}

/// A line, split into words.
pub(super) struct QuickLine<'a> {
    line: &'a str,
    known: &'a QuickWords,
    pub(super) words: Vec<QuickWord<'a>>,
    /// The end of the words that are read.
    end: usize,
    understood: Vec<(Range<usize>, QuickPart)>,
    /// The matches of an ambiguous name.
    pub(super) several: Vec<NameMatch>,
}

impl<'a> QuickLine<'a> {
    /// Splits a line at spaces, and at known words where there are none.
    pub(super) fn new(
        line: &'a str,
        known: &'a QuickWords,
        is_name: &dyn Fn(&str) -> bool,
    ) -> Self {
        let end = |rest: &str| rest.find(char::is_whitespace).unwrap_or(rest.len());
        let mut divider = Divider::new(known, is_name);
        Self::in_words(line, known, &end, &mut |chunk| divider.ends(chunk))
    }

    /// Splits a line at commas, too: `王小明，苏州光学`, but not `12,000`.
    pub(super) fn parted(line: &'a str, known: &'a QuickWords) -> Self {
        let end = |rest: &str| {
            let mut before = ' ';
            for (at, letter) in rest.char_indices() {
                if letter.is_whitespace() {
                    return at;
                }
                let after = &rest[at + letter.len_utf8()..];
                let in_number = is_digit(before) && after.starts_with(is_digit);
                if ",;，、；".contains(letter) && !in_number {
                    return at + letter.len_utf8();
                }
                before = letter;
            }
            rest.len()
        };
        let mut is_first = true;
        Self::in_words(line, known, &end, &mut |chunk| {
            contact_ends(chunk, known, std::mem::take(&mut is_first))
        })
    }

    fn in_words(
        line: &'a str,
        known: &'a QuickWords,
        end: &dyn Fn(&str) -> usize,
        divide: &mut dyn FnMut(&str) -> Vec<usize>,
    ) -> Self {
        let mut words = Vec::new();
        let mut rest = line;
        while words.len() < MOST_WORDS {
            let is_glued = rest.len() == rest.trim_start().len();
            rest = rest.trim_start();
            let (chunk, after) = rest.split_at(end(rest));
            if chunk.is_empty() {
                break;
            }
            let start = line.len() - rest.len();
            let mut from = 0;
            for to in divide(chunk) {
                let is_glued = is_glued || from > 0;
                words.push(QuickWord::new(&chunk[from..to], start + from, is_glued));
                from = to;
            }
            rest = after;
        }
        note_senses(&mut words, known);
        Self {
            line,
            known,
            words,
            end: line.len() - rest.len(),
            understood: Vec::new(),
            several: Vec::new(),
        }
    }

    /// Marks words as understood.
    pub(super) fn take(&mut self, from: usize, count: usize, part: QuickPart) {
        let words = &mut self.words[from..from + count];
        words.iter_mut().for_each(|word| word.part = Some(part));
        if let (Some(first), Some(last)) = (words.first(), words.last()) {
            self.understood.push((first.range.start..last.range.end, part));
        }
    }

    /// Counts the words from this one on that are not understood yet.
    fn free(&self, from: usize) -> usize {
        self.words[from..].iter().take_while(|word| word.is_free()).count()
    }

    /// Counts the words from this one on that a name may consist of: also phrases that stay text.
    fn nameable(&self, from: usize) -> usize {
        self.words[from..].iter().take_while(|word| word.part.is_none()).count()
    }

    /// Returns the words from this one on that are not understood yet.
    pub(super) fn free_from(&self, from: usize) -> &[QuickWord<'a>] {
        &self.words[from..from + self.free(from)]
    }

    /// True if a word is not understood yet.
    pub(super) fn is_free(&self, at: usize) -> bool {
        self.words[at].is_free()
    }

    /// Finds and marks the first words that `read` understands. It gets the words from some word on
    /// (at least one) and returns how many it took.
    pub(super) fn find<T>(
        &mut self,
        part: QuickPart,
        read: impl Fn(&[QuickWord<'a>]) -> Option<(usize, T)>,
    ) -> Option<T> {
        self.find_in(part, 0..self.words.len(), read)
    }

    /// Finds and marks the last ones.
    pub(super) fn find_last<T>(
        &mut self,
        part: QuickPart,
        read: impl Fn(&[QuickWord<'a>]) -> Option<(usize, T)>,
    ) -> Option<T> {
        self.find_in(part, (0..self.words.len()).rev(), read)
    }

    fn find_in<T>(
        &mut self,
        part: QuickPart,
        places: impl Iterator<Item = usize>,
        read: impl Fn(&[QuickWord<'a>]) -> Option<(usize, T)>,
    ) -> Option<T> {
        for from in places {
            let free = self.free(from);
            let words = &self.words[from..from + free];
            if let Some((count, found)) = (free > 0).then(|| read(words)).flatten() {
                self.take(from, count.min(free), part);
                return Some(found);
            }
        }
        None
    }

    /// Finds the record named by a run of at least `least` words; the longest run that names one.
    pub(super) fn named(
        &mut self,
        least: usize,
        known: &dyn Fn(&str) -> Vec<NameMatch>,
    ) -> Option<NameMatch> {
        for length in (least..=LONGEST_NAME.min(self.words.len())).rev() {
            for from in 0..=self.words.len() - length {
                let alone = length == 1 && self.words[from].is_joining();
                if alone || self.nameable(from) < length {
                    continue;
                }
                if let Some(found) = self.ask(from..from + length, known) {
                    return Some(found);
                }
            }
        }
        None
    }

    /// Finds the record named by words; several matches are noted.
    fn ask(
        &mut self,
        run: Range<usize>,
        known: &dyn Fn(&str) -> Vec<NameMatch>,
    ) -> Option<NameMatch> {
        let text = self.words[run.start].range.start..self.words[run.end - 1].range.end;
        let mut found = called(&self.line[text], self.known, known);
        if found.is_empty() {
            return None;
        }
        self.take(run.start, run.len(), QuickPart::Name);
        if found.len() == 1 {
            return found.pop();
        }
        if self.several.is_empty() {
            found.truncate(MOST_OFFERED);
            self.several = found;
        }
        None
    }

    /// Finds the record named by all the words between understood ones; joining words may surround
    /// the name. `early` is before days and plain numbers are understood: then it takes several
    /// words, and a number at the end may be an amount.
    pub(super) fn whole(
        &mut self,
        early: bool,
        known: &dyn Fn(&str) -> Vec<NameMatch>,
    ) -> Option<NameMatch> {
        let mut from = 0;
        while from < self.words.len() {
            let end = from + self.nameable(from);
            let joins = |at: &usize| self.words[*at].is_joining();
            let start = (from..end).find(|at| !joins(at)).unwrap_or(end);
            let last = (start..end).rev().find(|at| !joins(at)).map_or(end, |at| at + 1);
            let number = last > start && self.words[last - 1].text.starts_with(is_digit);
            let short = if early && number { last - 1 } else { last };
            let least = if early { 2 } else { 1 };
            for run in [from..end, start..last, start..short] {
                let fits = (least..=LONGEST_NAME).contains(&run.len());
                if !fits || self.nameable(run.start) < run.len() {
                    continue;
                }
                if let Some(found) = self.ask(run, known) {
                    return Some(found);
                }
            }
            from = end + 1;
        }
        None
    }

    /// Returns the remaining words, and the parts that stay; the whole line if nothing remains but
    /// days and the like, and nothing if there are only tags and marks.
    pub(super) fn text(&self, part_stays: impl Fn(QuickPart) -> bool) -> String {
        let stays = |word: &QuickWord<'_>| word.part.is_none_or(&part_stays);
        let mut kept: Vec<(bool, &QuickWord<'_>)> = Vec::new();
        let mut is_apart = false;
        for word in &self.words {
            is_apart |= !word.is_glued;
            if stays(word) {
                kept.push((std::mem::take(&mut is_apart), word));
            }
        }
        let rest = self.line[self.end..].trim();
        // "Call Anna at": the words after it have been taken out. A last remaining word stays, and so
        // does the end of a line that was left as it is.
        let cut = rest.is_empty() && self.words.last().is_some_and(|word| word.part.is_some());
        while cut
            && kept.len() > 1
            && kept.last().is_some_and(|(_, it)| it.part.is_none() && it.is_joining())
        {
            kept.pop();
        }
        let mut text = String::new();
        for (is_apart, word) in kept {
            text.push_str(if is_apart && !text.is_empty() { " " } else { "" });
            text.push_str(word.raw);
        }
        if !rest.is_empty() {
            text.push_str(if text.is_empty() { "" } else { " " });
            text.push_str(rest);
        }
        let text = text.trim_matches(|letter: char| {
            letter.is_whitespace() || ",;:-–，；：、".contains(letter)
        });
        let marked = self
            .words
            .iter()
            .any(|it| matches!(it.part, Some(QuickPart::Tag | QuickPart::Priority)));
        let is_mark = |word: &QuickWord<'_>| {
            matches!(word.part, Some(QuickPart::What | QuickPart::Tag | QuickPart::Priority))
        };
        match text {
            // "#vip" marks nothing.
            "" if marked && self.words.iter().all(is_mark) => String::new(),
            "" => self.line.trim().to_owned(),
            text => text.to_owned(),
        }
    }

    /// Returns the understood parts, in the order of the line.
    pub(super) fn understood(mut self) -> Vec<(Range<usize>, QuickPart)> {
        self.understood.sort_by_key(|(range, _)| range.start);
        self.understood
    }
}

impl<'a> QuickWord<'a> {
    fn new(raw: &'a str, start: usize, is_glued: bool) -> Self {
        let text = core(raw);
        // Both are slices of the line, so their addresses give the position.
        let start = start + (text.as_ptr() as usize - raw.as_ptr() as usize);
        Self {
            text,
            folded: folded(text),
            raw,
            senses: Vec::new(),
            number: None,
            range: start..start + text.len(),
            part: None,
            is_plain: false,
            is_glued,
        }
    }

    fn is_free(&self) -> bool {
        self.part.is_none() && !self.is_plain
    }

    pub(super) fn is_joining(&self) -> bool {
        self.senses.contains(&(1, Sense::Joining))
    }
}

/// Resolves a name, also one with a case ending: Kovács Bélának.
fn called(run: &str, words: &QuickWords, known: &dyn Fn(&str) -> Vec<NameMatch>) -> Vec<NameMatch> {
    let found = known(run);
    if !found.is_empty() || words.endings.is_empty() {
        return found;
    }
    let folded = fold(run);
    let bare = words.endings.iter().filter_map(|(ending, instead)| {
        let bare = folded.strip_suffix(&**ending)?.trim_end_matches('-');
        (bare.chars().count() >= SHORTEST_BARE).then(|| format!("{bare}{instead}"))
    });
    bare.map(|bare| known(&bare)).find(|found| !found.is_empty()).unwrap_or_default()
}

fn is_digit(letter: char) -> bool {
    letter.is_numeric()
}

/// Removes the punctuation around a word, unless there is nothing else.
fn core(raw: &str) -> &str {
    let text = raw.trim_start_matches(['(', '（', '"', '“', '„']);
    let text = text.trim_end_matches(|letter: char| ",;.?!)\"”、，。；！？）".contains(letter));
    if text.is_empty() { raw } else { text }
}
