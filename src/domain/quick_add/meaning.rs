//! What a line means, and the order in which its parts are looked for.

use std::ops::Range;

use super::line::Line;
use super::person::{self, QuickPerson};
use super::words::{QuickWords, named};
use super::{amounts, clock, days, repeats};
use crate::{Day, KindId, Money, RecordId, Repeat, fold};

/// What is to be made of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuickKind {
    /// Something to do.
    Task,
    /// A call.
    Call,
    /// A visit.
    Visit,
    /// A meeting.
    Meeting,
    /// An e-mail.
    Email,
    /// A note.
    Note,
    /// A deal.
    Deal,
    /// A contact.
    Contact,
}

/// Somebody or something that the line names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The kind of record.
    pub kind: KindId,
    /// The record.
    pub id: RecordId,
    /// What it is called.
    pub name: String,
}

/// What a part of the line was understood as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// What is to be made.
    What,
    /// Whom it is about.
    Name,
    /// A day, or a day and a time.
    Day,
    /// A time.
    Time,
    /// How it comes back.
    Repeat,
    /// An amount.
    Amount,
    /// A tag.
    Tag,
    /// That it matters much.
    Priority,
    /// A number of a new contact.
    Phone,
    /// An e-mail address of a new contact.
    Email,
}

/// Where and when a line is typed.
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
    /// Whether 12/1 is 1 December.
    pub month_first: bool,
    /// The company that words name, where it is one.
    pub company: &'a dyn Fn(&str) -> Option<Known>,
}

/// What a line means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuickAdd {
    /// What is to be made.
    pub what: QuickKind,
    /// Whom it is about, where the line names somebody known.
    pub subject: Option<Known>,
    /// Some of those whom a name of the line fits, where it fits several: one of them may be meant.
    pub several: Vec<Known>,
    /// When.
    pub day: Option<Day>,
    /// At what time, in minutes after midnight; never without a day.
    pub minutes: Option<u16>,
    /// How it comes back; never without a day, which is the first one.
    pub repeat: Option<Repeat>,
    /// What it is worth.
    pub amount: Option<Money>,
    /// Tags, as they were typed.
    pub tags: Vec<String>,
    /// Whether it matters much.
    pub priority_high: bool,
    /// The new contact, where the line makes one.
    pub person: Option<QuickPerson>,
    /// The words that are left, and those that make it readable: `call Anna Miller`. Empty
    /// where the line is, and where it has nothing but tags and marks, or nobody to be a contact: then
    /// there is nothing to keep.
    pub text: String,
    /// The parts of the line that were understood, in its order, as byte ranges.
    pub understood: Vec<(Range<usize>, Part)>,
}

/// Understands a line. `known` is asked who is called by a run of words, the longest runs first.
pub fn quick_add(
    line: &str,
    context: &QuickContext<'_>,
    known: &dyn Fn(&str) -> Vec<Known>,
) -> QuickAdd {
    let typed = line;
    let mut line = Line::new(typed);
    let first = line.words.first().map(|word| word.folded.trim_end_matches(':').to_owned());
    let kind = first.and_then(|word| named(context.words.kinds, &word));
    if kind.is_some() {
        line.take(0, 1, Part::What);
    }
    match kind.unwrap_or(QuickKind::Task) {
        QuickKind::Note => note(line, context, known),
        // "Contact Anna tomorrow" is something to do; "contact Anna" is a new contact.
        QuickKind::Contact => person::contact(typed, context, false).unwrap_or_else(|| {
            let to_do = to_do(line, QuickKind::Contact, context, known);
            let is_nobody = to_do.what == QuickKind::Contact;
            is_nobody.then(|| person::contact(typed, context, true)).flatten().unwrap_or(to_do)
        }),
        what => to_do(line, what, context, known),
    }
}

/// Something to do, or a deal.
fn to_do(
    mut line: Line<'_>,
    what: QuickKind,
    context: &QuickContext<'_>,
    known: &dyn Fn(&str) -> Vec<Known>,
) -> QuickAdd {
    let tags = tags(&mut line);
    let priority_high =
        line.find(Part::Priority, |words| priority(words[0].text, context)).is_some();
    let joining = context.words.joining;
    let wholly = |run: &str| wholly(run, known);
    let is_deal = what == QuickKind::Deal;
    // Names of several words go first: "May Sun" is nobody's day.
    let mut subject = if is_deal { None } else { line.named(2, joining, known) };
    let mut amount = line.find(Part::Amount, |words| amounts::with_currency(words, context));
    if is_deal {
        subject = line.whole(true, joining, known);
        subject = subject.or_else(|| line.named(2, joining, &wholly));
    }
    let repeat = line.find(Part::Repeat, |words| repeats::read(words, context.words));
    let day = line.find(Part::Day, |words| days::read(words, context));
    let time = line.find(Part::Time, |words| clock::read(words, context.words));
    if is_deal && amount.is_none() {
        amount = line.find_last(Part::Amount, |words| amounts::bare(words, context));
    }
    if subject.is_none() {
        subject = match is_deal {
            true => line.whole(false, joining, known).or_else(|| line.named(1, joining, &wholly)),
            false => line.named(1, joining, known),
        };
    }
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
        text: line.text(|part| stays(part, what, task), joining),
        understood: line.understood(),
    }
}

/// Who is called so, and nothing more: a deal has a name of its own, in which a part of somebody's
/// name says nothing.
fn wholly(run: &str, known: &dyn Fn(&str) -> Vec<Known>) -> Vec<Known> {
    let mut known = known(run);
    known.retain(|it| fold(&it.name) == fold(run));
    known
}

/// Whether a part of the line is in the text, too; `task` says that a word for a contact made a task.
fn stays(part: Part, what: QuickKind, task: bool) -> bool {
    match part {
        Part::Name => true,
        Part::What => task || is_verb(what),
        // Only a deal has a place of its own for it, and none for these.
        Part::Amount => what != QuickKind::Deal,
        Part::Time | Part::Repeat | Part::Priority => what == QuickKind::Deal,
        Part::Day | Part::Tag | Part::Phone | Part::Email => false,
    }
}

/// Whether the word for a kind belongs to what is to be done: "call Anna" does, "task" does not.
fn is_verb(kind: QuickKind) -> bool {
    match kind {
        QuickKind::Call | QuickKind::Visit | QuickKind::Meeting | QuickKind::Email => true,
        QuickKind::Task | QuickKind::Note | QuickKind::Deal | QuickKind::Contact => false,
    }
}

/// A note keeps its words, also those that would be a day elsewhere: "Anna was ill on Monday".
fn note(
    mut line: Line<'_>,
    context: &QuickContext<'_>,
    known: &dyn Fn(&str) -> Vec<Known>,
) -> QuickAdd {
    let tags = tags(&mut line);
    let subject = line.named(1, context.words.joining, known);
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
        text: line.text(|part| part == Part::Name, context.words.joining),
        understood: line.understood(),
    }
}

/// Every `#tag`, each once; a number is none: `#123` is an invoice.
pub(super) fn tags(line: &mut Line<'_>) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    while let Some(tag) = line.find(Part::Tag, |words| {
        let tag = words[0].text.strip_prefix('#')?;
        tag.chars().any(char::is_alphabetic).then(|| (1, tag.to_owned()))
    }) {
        if !tags.iter().any(|known| fold(known) == fold(&tag)) {
            tags.push(tag);
        }
    }
    tags
}

/// `!`, `!!` or `!high`.
fn priority(word: &str, context: &QuickContext<'_>) -> Option<(usize, ())> {
    let marked = fold(word.strip_prefix('!')?);
    let named = context.words.high.contains(&marked.as_str());
    (named || marked.chars().all(|letter| letter == '!')).then_some((1, ()))
}
