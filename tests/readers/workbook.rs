//! Writes a workbook of a few records, which other programs then read (`.ci/readers`). The
//! expectations stand in `workbook.py`.

use std::process::ExitCode;

use domain::{
    ACTIVITY, CONTACT, DEAL, Draft, KindId, LocalClock, Money, PartialDate, RecordId, Value,
    activity, built_in, contact, deal,
};
use transfer::{Lookups, Workbook};

fn main() -> ExitCode {
    let Some(path) = std::env::args().nth(1) else { return ExitCode::FAILURE };
    let written = workbook().is_some_and(|bytes| std::fs::write(path, bytes).is_ok());
    if written { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn workbook() -> Option<Vec<u8>> {
    let schemas = built_in();
    // Seven hours ahead of UTC, as in Vietnam.
    let mut book = Workbook::new(LocalClock { changes: vec![(0, 7 * 60)] });
    for (kind, title, drafts) in [
        (CONTACT, "Liên hệ", contacts()),
        (DEAL, "交易", deals()),
        (ACTIVITY, "Calls: what / when?", activities()),
    ] {
        let rows = || {
            let numbered = drafts.iter().zip(0..);
            numbered.map(|(draft, number)| (Some(id(number)), draft.clone()))
        };
        book.add((schemas.get(kind)?, None), title, rows, Lookups::NONE);
    }
    book.finish()
}

fn id(number: u8) -> RecordId {
    RecordId::new(1_795_000_000_000, [number; 10])
}

fn draft(kind: KindId, fill: impl FnOnce(&mut Draft)) -> Draft {
    let mut draft = Draft::new(kind);
    fill(&mut draft);
    draft
}

fn person(given: &str, family: &str, birthday: &str) -> Draft {
    draft(CONTACT, |draft| {
        draft.set_text(contact::GIVEN, given);
        draft.set_text(contact::FAMILY, family);
        if let Some(date) = PartialDate::parse(birthday) {
            draft.set(contact::BIRTHDAY, Value::Date(date));
        }
        draft.set(contact::FAVORITE, Value::Flag(true));
        draft.push(contact::PHONES, "mobile", Value::Text("+84 912 345 678".into()));
    })
}

fn contacts() -> Vec<Draft> {
    vec![
        person("Ánh", "Nguyễn Thị", "1900-02-28"),
        person("小明", "王", "1900-03-01"),
        person("=1+1", "a <b> & \"c\" _x0041_", "2026-11-28"),
        person("\u{1}bell\u{7}", " blanks ", "--05-12"),
        person("00123456789012345678", "two\nlines", ""),
    ]
}

fn deals() -> Vec<Draft> {
    let amounts = [
        (-1_250, *b"EUR"),
        (50_000_000, *b"VND"),
        (1_005, *b"KWD"),
        // Sixteen digits.
        (1_234_567_890_123_456, *b"EUR"),
    ];
    let deal = |(minor, currency)| {
        draft(DEAL, |draft| {
            draft.set_text(deal::NAME, "Roof");
            draft.set(deal::VALUE, Value::Money(Money { minor, currency }));
        })
    };
    amounts.into_iter().map(deal).collect()
}

fn activities() -> Vec<Draft> {
    // 2026-11-27, 23:00 UTC.
    let when = Value::Moment(1_795_820_400_000);
    vec![draft(ACTIVITY, |draft| {
        draft.set_text(activity::TEXT, "- about the roof");
        draft.set(activity::WHEN, when);
    })]
}
