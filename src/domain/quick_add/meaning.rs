//! The meaning of a line, and the order in which its parts are looked for.

use std::ops::Range;

use super::line::QuickLine;
use super::person::{self, QuickPerson};
use super::senses::sense;
use super::words::{QuickWords, Sense};
use super::{amounts, clock, days, repeats};
use crate::{Day, KindId, Money, RecordId, Repeat, fold};

/// The kind of thing to create from a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuickKind {
    /// A task.
    Task,
    /// A call.
    Call,
    /// A visit.
    Visit,
    /// A meeting.
    Meeting,
    /// An email.
    Email,
    /// A note.
    Note,
    /// A deal.
    Deal,
    /// A contact.
    Contact,
}

/// A contact, company or deal that the line names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameMatch {
    /// The kind of record.
    pub kind: KindId,
    /// The record's id.
    pub id: RecordId,
    /// The record's name.
    pub name: String,
}

/// The meaning of a part of the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum QuickPart {
    /// The kind of thing to create.
    What,
    /// The record that it is about.
    Name,
    /// A day, or a day and a time.
    Day,
    /// A time.
    Time,
    /// A repeat rule.
    Repeat,
    /// An amount.
    Amount,
    /// A tag.
    Tag,
    /// High priority.
    Priority,
    /// The phone number of a new contact.
    Phone,
    /// The email address of a new contact.
    Email,
}

/// Finds the company that words name.
pub type FindCompany<'a> = &'a dyn Fn(&str) -> Option<NameMatch>;

/// The context in which a line is typed.
#[derive(Clone, Copy)]
pub struct QuickContext<'a> {
    /// The words of the language.
    pub words: &'a QuickWords,
    /// Today.
    pub today: Day,
    /// The time, in minutes after midnight.
    pub now_minutes: u16,
    /// The currency of amounts that name none.
    pub currency: [u8; 3],
    /// True if 12/1 is 1 December.
    pub month_first: bool,
    /// Finds the company that words name; `None` if the user works without companies.
    pub company: Option<FindCompany<'a>>,
}

/// The meaning of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuickAdd {
    /// The kind of thing to create.
    pub what: QuickKind,
    /// The record that it is about, if the line names a known one.
    pub subject: Option<NameMatch>,
    /// Some of the matches of an ambiguous name.
    pub several: Vec<NameMatch>,
    /// The day.
    pub day: Option<Day>,
    /// The time, in minutes after midnight; never without a day.
    pub minutes: Option<u16>,
    /// The repeat rule; never without a day, which is the first one.
    pub repeat: Option<Repeat>,
    /// The amount.
    pub amount: Option<Money>,
    /// The tags, as typed.
    pub tags: Vec<String>,
    /// True for high priority.
    pub priority_high: bool,
    /// The new contact, if the line creates one.
    pub person: Option<QuickPerson>,
    /// The remaining words, and those that keep it readable: `call Anna Miller`. Empty if the line
    /// is, if it has only tags and marks, or if it does not name a new contact: then there is
    /// nothing to save.
    pub text: String,
    /// The understood parts of the line in order, as byte ranges.
    pub understood: Vec<(Range<usize>, QuickPart)>,
}

/// Parses a line. `known` resolves a run of words to records, the longest runs first.
pub fn quick_add(
    line: &str,
    context: &QuickContext<'_>,
    known: &dyn Fn(&str) -> Vec<NameMatch>,
) -> QuickAdd {
    let typed = line;
    let mut line = QuickLine::new(typed, context.words, &|run| !known(run).is_empty());
    let kind = sense(&line.words, |sense| match sense {
        Sense::Kind(kind) | Sense::Verb(kind) => Some(kind),
        _ => None,
    });
    if let Some((count, _)) = kind {
        line.take(0, count, QuickPart::What);
    }
    match kind.map(|(_, kind)| kind) {
        Some(QuickKind::Note) => note(line, known),
        // "Contact Anna tomorrow" is a task; "contact Anna" is a new contact.
        Some(QuickKind::Contact) => person::contact(typed, context, false).unwrap_or_else(|| {
            let to_do = to_do(line, Some(QuickKind::Contact), context, known);
            let is_nobody = to_do.what == QuickKind::Contact;
            is_nobody.then(|| person::contact(typed, context, true)).flatten().unwrap_or(to_do)
        }),
        what => to_do(line, what, context, known),
    }
}

/// Parses a task or a deal.
fn to_do(
    mut line: QuickLine<'_>,
    what: Option<QuickKind>,
    context: &QuickContext<'_>,
    known: &dyn Fn(&str) -> Vec<NameMatch>,
) -> QuickAdd {
    let tags = tags(&mut line);
    let priority_high =
        line.find(QuickPart::Priority, |words| priority(words[0].text, context)).is_some();
    let wholly = |run: &str| wholly(run, known);
    let is_deal = what == Some(QuickKind::Deal);
    // Names of several words go first: "May Sun" is not a day.
    let mut subject = if is_deal { None } else { line.named(2, known) };
    let mut amount = line.find(QuickPart::Amount, |words| amounts::with_currency(words, context));
    if is_deal {
        subject = line.whole(true, known);
        subject = subject.or_else(|| line.named(2, &wholly));
    }
    let repeat = line.find(QuickPart::Repeat, |words| repeats::read(words, context.words));
    let mut day = line.find(QuickPart::Day, |words| days::read(words, context));
    let time = line.find(QuickPart::Time, |words| clock::read(words, context.words));
    if is_deal && amount.is_none() {
        amount = line.find_last(QuickPart::Amount, |words| amounts::bare(words, context));
    }
    if subject.is_none() {
        subject = match is_deal {
            true => line.whole(false, known).or_else(|| line.named(1, &wholly)),
            false => line.named(1, known),
        };
    }
    if day.is_none() {
        day = line.find(QuickPart::Day, |words| days::weak(words, context));
    }
    let what = what.or_else(|| verb(&mut line)).unwrap_or(QuickKind::Task);
    let when = days::When::of(day, time, repeat.as_ref(), context);
    let task = what == QuickKind::Contact && when.day.is_some();
    let what = if task { QuickKind::Task } else { what };
    QuickAdd {
        what,
        subject,
        several: std::mem::take(&mut line.several),
        day: when.day,
        minutes: when.minutes,
        repeat: repeat.map(|found| found.rule),
        amount,
        tags,
        priority_high,
        person: None,
        text: line.text(|part| stays(part, what, task)),
        understood: line.understood(),
    }
}

/// Finds the word for what to do in a line that does not begin with it: one that says so anywhere, or
/// the first one that is not understood yet.
fn verb(line: &mut QuickLine<'_>) -> Option<QuickKind> {
    let verb = |sense| if let Sense::Verb(kind) = sense { Some(kind) } else { None };
    if let Some(kind) = line.find(QuickPart::What, |words| sense(words, verb)) {
        return Some(kind);
    }
    let is_first = |at: &usize| line.is_free(*at) && !line.words[*at].is_joining();
    let first = (0..line.words.len()).find(is_first)?;
    let kind = |sense| match sense {
        Sense::Kind(kind) => Some(kind).filter(|kind| is_verb(*kind)),
        _ => None,
    };
    let (count, kind) = sense(line.free_from(first), kind).filter(|_| first > 0)?;
    line.take(first, count, QuickPart::What);
    Some(kind)
}

/// Resolves full names only: a deal has a name of its own, in which a part of somebody's name says
/// nothing.
fn wholly(run: &str, known: &dyn Fn(&str) -> Vec<NameMatch>) -> Vec<NameMatch> {
    let mut known = known(run);
    known.retain(|it| fold(&it.name) == fold(run));
    known
}

/// True if a part of the line stays in the text; `task` if the word for a contact made a task.
fn stays(part: QuickPart, what: QuickKind, task: bool) -> bool {
    match part {
        QuickPart::Name => true,
        QuickPart::What => task || is_verb(what),
        // Only a deal has a field for it, but no field for the next ones.
        QuickPart::Amount => what != QuickKind::Deal,
        QuickPart::Time | QuickPart::Repeat | QuickPart::Priority => what == QuickKind::Deal,
        QuickPart::Day | QuickPart::Tag | QuickPart::Phone | QuickPart::Email => false,
    }
}

/// True if the word for a kind belongs to the text: "call" in "call Anna" does, "task" does not.
fn is_verb(kind: QuickKind) -> bool {
    match kind {
        QuickKind::Call | QuickKind::Visit | QuickKind::Meeting | QuickKind::Email => true,
        QuickKind::Task | QuickKind::Note | QuickKind::Deal | QuickKind::Contact => false,
    }
}

/// Parses a note, which keeps its words, even those that would be a day elsewhere: "Anna was ill on
/// Monday".
fn note(mut line: QuickLine<'_>, known: &dyn Fn(&str) -> Vec<NameMatch>) -> QuickAdd {
    let tags = tags(&mut line);
    let subject = line.named(1, known);
    QuickAdd {
        what: QuickKind::Note,
        subject,
        several: std::mem::take(&mut line.several),
        day: None,
        minutes: None,
        repeat: None,
        amount: None,
        tags,
        priority_high: false,
        person: None,
        text: line.text(|part| part == QuickPart::Name),
        understood: line.understood(),
    }
}

/// Takes every `#tag` once; a number is not a tag: `#123` is an invoice.
pub(super) fn tags(line: &mut QuickLine<'_>) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    while let Some(tag) = line.find(QuickPart::Tag, |words| {
        let tag = words[0].text.strip_prefix(['#', '＃'])?;
        tag.chars().any(char::is_alphabetic).then(|| (1, tag.to_owned()))
    }) {
        if !tags.iter().any(|known| fold(known) == fold(&tag)) {
            tags.push(tag);
        }
    }
    tags
}

/// Reads `!`, `!!` or `!high`.
fn priority(word: &str, context: &QuickContext<'_>) -> Option<(usize, ())> {
    let marked = fold(word.strip_prefix(['!', '！'])?);
    let named = context.words.is(&marked, Sense::High);
    (named || marked.chars().all(|letter| matches!(letter, '!' | '！'))).then_some((1, ()))
}
