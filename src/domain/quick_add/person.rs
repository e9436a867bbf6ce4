//! A new contact in a line: `contact Nguyễn Thị Ánh at Minh Long 0903 123 456`. Words that are no
//! name, number, address or company become a text about them, never part of a name.

use super::line::QuickLine;
use super::meaning::{NameMatch, QuickAdd, QuickContext, QuickKind, QuickPart, tags};
use super::senses::sense;
use super::words::{QuickWords, Sense};
use super::{clock, days, repeats, ways};
use crate::fold;
use crate::name_signs::is_vietnamese;

/// The number of words in the longest names.
const LONGEST_NAME: usize = 6;
/// The number of words in the longest company names.
const LONGEST_COMPANY: usize = 8;

/// A new contact parsed from a line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuickPerson {
    /// The title before the name.
    pub title: String,
    /// The name, as typed.
    pub name: String,
    /// Phone numbers as typed, with labels that may be empty.
    pub phones: Vec<(&'static str, String)>,
    /// Email addresses, with labels that may be empty.
    pub emails: Vec<(&'static str, String)>,
    /// The company's name, and its record if it is known.
    pub company: Option<(String, Option<NameMatch>)>,
    /// The rest of the line.
    pub about: String,
}

/// The gap between a word and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gap {
    /// A space.
    Space,
    /// A comma.
    Comma,
    /// An understood part: a number, a tag.
    Taken,
    /// A word that introduces a company: at, from.
    At,
}

/// A word that is not understood yet.
#[derive(Clone, Copy, Debug)]
struct Piece<'a> {
    text: &'a str,
    gap: Gap,
    /// The word that introduced it, if it may begin a company.
    lead: &'a str,
}

/// True if a line that begins with the word for a contact is a task: it has a day or a time, but no
/// number and no address.
fn is_to_do(line: &QuickLine<'_>, context: &QuickContext<'_>) -> bool {
    let words = context.words;
    let any = |reads: &dyn Fn(usize) -> bool| (0..line.words.len()).any(reads);
    let reachable = any(&|at| {
        let rest = line.free_from(at);
        !rest.is_empty() && (ways::phone(rest, context).is_some() || ways::email(rest).is_some())
    });
    !reachable
        && any(&|at| {
            let rest = line.free_from(at);
            !rest.is_empty()
                && (days::read(rest, context).is_some()
                    || clock::read(rest, words).is_some()
                    || repeats::read(rest, words).is_some())
        })
}

/// Parses the contact of a line that begins with the word for one; returns `None` if it may be a
/// task, unless the caller is `sure` that it is not.
pub(super) fn contact(typed: &str, context: &QuickContext<'_>, sure: bool) -> Option<QuickAdd> {
    let mut line = QuickLine::parted(typed, context.words);
    let kind = |sense| matches!(sense, Sense::Kind(QuickKind::Contact)).then_some(());
    let kind = sense(&line.words, kind).map_or(1, |(count, ())| count);
    line.take(0, kind, QuickPart::What);
    let tags = tags(&mut line);
    if !sure && is_to_do(&line, context) {
        return None;
    }
    let mut person = QuickPerson::default();
    while let Some(found) = line.find(QuickPart::Email, ways::email) {
        person.emails.push(found);
    }
    while let Some(found) = line.find(QuickPart::Phone, |words| ways::phone(words, context)) {
        person.phones.push(found);
    }
    let pieces = pieces(&line, kind, context.words);
    let mut reader = PersonReader { context, person, about: Vec::new() };
    let rest = reader.name(&pieces);
    reader.rest(rest);
    let person = reader.person;
    let reach = [&person.phones, &person.emails];
    let reach = reach.iter().find_map(|found| found.first()).map(|(_, text)| text.clone());
    let text = if person.name.is_empty() { reach } else { Some(person.name.clone()) };
    Some(QuickAdd {
        what: QuickKind::Contact,
        subject: None,
        several: Vec::new(),
        day: None,
        minutes: None,
        repeat: None,
        amount: None,
        tags,
        priority_high: false,
        person: text.is_some().then_some(person),
        text: text.unwrap_or_default(),
        understood: line.understood(),
    })
}

/// Returns the remaining words, split at commas; words that introduce a company are in the gaps.
fn pieces<'a>(line: &QuickLine<'a>, from: usize, known: &QuickWords) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    let (mut gap, mut lead) = (Gap::Space, "");
    for (at, word) in line.words.iter().enumerate().skip(from) {
        if !line.is_free(at) {
            gap = Gap::Taken;
            continue;
        }
        let mut parts = word.raw.split([',', ';', '，', '、', '；']).peekable();
        while let Some(part) = parts.next() {
            let part = part.trim_matches(['(', ')', '"', '“', '”', '„', '?', '!', '。', ':']);
            let glued =
                part.strip_prefix('@').filter(|rest| rest.starts_with(char::is_alphanumeric));
            let leads = known.is(&part.to_lowercase(), Sense::AtCompany);
            if leads || glued.is_some() {
                (gap, lead) = (Gap::At, if leads { part } else { "@" });
            }
            let text = glued.unwrap_or(part);
            if !leads && !text.is_empty() {
                pieces.push(Piece { text, gap, lead });
                (gap, lead) = (Gap::Space, "");
            }
            if parts.peek().is_some() && gap != Gap::At {
                gap = Gap::Comma;
            }
        }
    }
    pieces
}

struct PersonReader<'a, 'b> {
    context: &'b QuickContext<'b>,
    person: QuickPerson,
    about: Vec<Piece<'a>>,
}

impl<'a> PersonReader<'a, '_> {
    /// Reads the name that the words begin with; returns the words after it.
    fn name<'p>(&mut self, pieces: &'p [Piece<'a>]) -> &'p [Piece<'a>] {
        let known = self.context.words;
        let is_title =
            |piece: &Piece<'_>| known.is(&fold(piece.text.trim_end_matches('.')), Sense::Title);
        let (title, pieces) = match pieces {
            [first, rest @ ..]
                if is_title(first) && rest.first().is_some_and(|it| it.gap == Gap::Space) =>
            {
                (first.text, rest)
            }
            _ => ("", pieces),
        };
        // Anything before the name is taken out already.
        let begins = |at: usize, gap| at == 0 && !matches!(gap, Gap::At) || gap == Gap::Space;
        let together = pieces.iter().enumerate().take_while(|(at, it)| begins(*at, it.gap)).count();
        let run = &pieces[..together];
        let words: Vec<&str> = run.iter().map(|piece| piece.text).collect();
        // "Nguyen the Anh" contains no article.
        let vietnamese =
            words.split_first().is_some_and(|(family, rest)| is_vietnamese(family, rest, None));
        let mut end = 0;
        for (at, word) in words.iter().enumerate().take(LONGEST_NAME) {
            let stops = !vietnamese && at > 0 && ends_name(word, known);
            if stops || !is_name_word(word) {
                break;
            }
            end = at + 1;
        }
        // A known company may follow the name directly.
        let company = (1..end).find_map(|from| {
            let known = self.company(&words[from..end])?;
            let whole = fold(&known.name) == fold(&words[from..end].join(" "));
            (whole || end - from > 1).then_some((from, known))
        });
        if let Some((from, known)) = company {
            self.person.company = Some((known.name.clone(), Some(known)));
            self.person.name = words[..from].join(" ");
        } else {
            self.person.name = words[..end].join(" ");
        }
        if self.person.name.is_empty() {
            // A title alone is the name.
            self.person.name = title.to_owned();
        } else {
            self.person.title = title.to_owned();
        }
        &pieces[end..]
    }

    /// Reads the words after the name: the company, and the text about them.
    fn rest(&mut self, pieces: &[Piece<'a>]) {
        let runs: Vec<&[Piece<'a>]> = pieces.chunk_by(|_, next| next.gap == Gap::Space).collect();
        let words = |run: &[Piece<'a>]| run.iter().map(|piece| piece.text).collect::<Vec<_>>();
        let mut told = self.person.company.is_some();
        let is_name =
            |run: &[Piece<'a>]| run.iter().any(|piece| piece.text.chars().any(char::is_alphabetic));
        // "Met at the fair" names no company.
        let thing = |run: &[Piece<'a>]| self.context.words.is(run[0].text, Sense::InDate);
        let leads = |run: &[Piece<'a>]| run[0].gap == Gap::At && is_name(run) && !thing(run);
        let at = runs.iter().position(|run| leads(run));
        let known = || runs.iter().position(|run| self.company(&words(run)).is_some());
        let comma = || {
            let fits = |run: &&[Piece<'a>]| {
                run[0].gap == Gap::Comma
                    && run.len() <= LONGEST_COMPANY
                    && is_name(run)
                    && !is_legal(&words(run), self.context.words)
            };
            runs.iter().position(fits)
        };
        let is_company = !told && self.context.company.is_some();
        let chosen = if is_company { at.or_else(known).or_else(comma) } else { None };
        let mut is_next = false;
        for (place, run) in runs.iter().enumerate() {
            let form = is_legal(&words(run), self.context.words) && is_next;
            is_next = false;
            if form && let Some((name, None)) = &mut self.person.company {
                name.push_str(", ");
                name.push_str(&words(run).join(" "));
            } else if chosen == Some(place) && !told {
                told = true;
                is_next = true;
                let end = self.company_ends(&words(run));
                let name = words(&run[..end]);
                let known = self.company(&name);
                let called = known.as_ref().map_or_else(|| name.join(" "), |it| it.name.clone());
                self.person.company = Some((called, known)).filter(|_| end > 0);
                self.about.extend(&run[end..]);
            } else {
                self.about.extend(*run);
            }
        }
        self.person.about = told_about(&self.about);
    }

    /// Returns the number of words in the company's name, which ends before a new topic.
    fn company_ends(&self, words: &[&str]) -> usize {
        let known = self.context.words;
        let stops = |word: &&str| known.is(word, Sense::About);
        let end = words.iter().position(stops).unwrap_or(words.len()).min(LONGEST_COMPANY);
        // After the whole name of a known one, lower-case words begin a new topic.
        let shorter = (1..end).rev().find(|at| {
            let small = words[*at].chars().next().is_some_and(char::is_lowercase);
            let name = words[..*at].join(" ");
            small && self.company(&words[..*at]).is_some_and(|it| fold(&it.name) == fold(&name))
        });
        shorter.unwrap_or(end)
    }

    fn company(&self, words: &[&str]) -> Option<NameMatch> {
        self.context.company.and_then(|company| company(&words.join(" ")))
    }
}

/// Joins the kept words, with the commas that were between them.
fn told_about(pieces: &[Piece<'_>]) -> String {
    let mut text = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        let between = match piece.gap {
            _ if at == 0 => "",
            Gap::Comma => ", ",
            Gap::Space | Gap::Taken | Gap::At => " ",
        };
        text.push_str(between);
        if !piece.lead.is_empty() {
            text.push_str(piece.lead);
            text.push_str(if piece.lead == "@" { "" } else { " " });
        }
        text.push_str(piece.text);
    }
    text
}

/// True if a word ends the name and begins a new topic: "about", "tomorrow".
fn ends_name(word: &str, known: &QuickWords) -> bool {
    let is_plain = word.chars().all(|letter| letter.is_ascii_lowercase());
    (is_plain && known.is_function(word))
        || known.is(word, Sense::About)
        || known.named(word, |it| matches!(it, Sense::Day(..)).then_some(())).is_some()
}

fn is_name_word(word: &str) -> bool {
    let odd = |letter: char| {
        letter.is_numeric()
            || letter.is_control()
            || (letter.is_ascii_punctuation() && !"'-.`".contains(letter))
    };
    word.chars().any(char::is_alphabetic) && !word.chars().any(odd)
}

/// True if words are only the legal form of a company: Inc., Kft.
fn is_legal(words: &[&str], known: &QuickWords) -> bool {
    matches!(words, [form] if known.is(&fold(form).replace('.', ""), Sense::LegalForm))
}
