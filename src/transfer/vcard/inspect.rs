//! Inspects a file of cards.

use std::ops::ControlFlow;

use memchr::memmem::Finder;

use super::card_kind::CardKind;
use super::file::read;
use crate::import::{FileFormat, excerpt};
use crate::inspect::{FIRST_ROWS, Inspection, beginning};
use crate::options::{Quoting, Source};
use crate::text::Encoding;
use domain::{Draft, Fields, NameHabits, Schema, Schemas};

/// Properties and texts that only one program writes, in upper case.
const SIGNS: &[(&str, Source)] = &[
    ("PRODID:-//SATCHEL", Source::Satchel),
    ("X-SATCHEL-", Source::Satchel),
    ("-//APPLE INC", Source::Apple),
    ("X-EVOLUTION-", Source::Evolution),
    ("X-MOZILLA-", Source::Thunderbird),
    ("-//THUNDERBIRD", Source::Thunderbird),
    ("X-MS-OL-", Source::Outlook),
    ("X-MS-", Source::Outlook),
    ("X-ANDROID-CUSTOM", Source::Android),
    ("X-PHONETIC-", Source::Google),
    ("HTTP\\://WWW.GOOGLE.COM/", Source::Google),
    ("X-ABSHOWAS", Source::Apple),
    ("X-ABLABEL", Source::Apple),
];

/// Inspects a file of cards.
pub fn inspect(text: &str, schemas: &Schemas) -> Inspection {
    let mut first: Vec<Vec<String>> = Vec::new();
    let set_aside = read(text, schemas, &mut |row| {
        first.extend(schemas.get(row.draft.kind).map(|schema| cells(schema, &row.draft)));
        if first.len() < FIRST_ROWS { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    let head = beginning(text).to_ascii_uppercase();
    let sign = SIGNS.iter().find(|(sign, _)| head.contains(sign));
    Inspection {
        format: FileFormat::VCard,
        source: sign.map(|(_, source)| *source),
        encoding: Encoding::Utf8,
        unreadable: 0,
        delimiter: None,
        quoting: Quoting::default(),
        header: false,
        first,
        columns: Vec::new(),
        signature: String::new(),
        rows: count(text),
        questions: Vec::new(),
        problems: set_aside.len(),
        begins: 1,
        lines: Vec::new(),
    }
}

fn cells(schema: &Schema, draft: &Draft) -> Vec<String> {
    let (phones, emails) = CardKind::of(schema).ways();
    let first = |field: u32| draft.texts(field).into_iter().next().unwrap_or_default();
    let name = schema.title_of(draft, NameHabits::default());
    let works_for = schema.under.map(|field| draft.text(field)).unwrap_or_default();
    [name, works_for, first(phones), first(emails)].iter().map(|cell| excerpt(cell)).collect()
}

/// Counts the beginnings of cards, in upper case or, if there are none, in lower case.
fn count(text: &str) -> usize {
    let upper = Finder::new("BEGIN:VCARD").find_iter(text.as_bytes()).count();
    if upper > 0 { upper } else { Finder::new("begin:vcard").find_iter(text.as_bytes()).count() }
}
