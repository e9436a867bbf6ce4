//! Looking at a file before it comes in.

use std::ops::ControlFlow;

use super::carry::Carried;
use super::message::{Aside, Failure, Message, Reply, Summary};
use crate::app::actions::name_of;
use crate::domain::{HanOrder, KindId, Lens};
use crate::transfer::{Format, SetAside, read_each};

/// A file with what is needed to go through it again.
pub struct File {
    pub name: String,
    pub kind: KindId,
    pub bytes: Vec<u8>,
    pub lens: Lens,
    pub rows: usize,
}

/// How many names are shown.
const SAMPLE: usize = 5;

/// Goes through a file and says what is in it.
pub fn read(
    name: String,
    kind: u16,
    parts: Vec<Vec<u8>>,
    han: &dyn Fn() -> Option<HanOrder>,
    reply: &mut dyn FnMut(Message),
) -> Result<File, Failure> {
    let mut parts = parts.into_iter();
    let bytes = parts.next().unwrap_or_default();
    let mut lens = Carried(parts.next().unwrap_or_default()).lens();
    let kind = KindId(kind);
    let mut sample = Vec::new();
    let summary = read_each(&bytes, &name, &lens.schemas, kind, &mut |row| {
        if sample.len() < SAMPLE {
            sample.push(name_of(row.draft.kind, &row.draft));
        }
        ControlFlow::Continue(())
    })?;
    let mut learned = Vec::new();
    if lens.han.is_none() && holds_han(&bytes) {
        lens.han = han();
        learned.extend(lens.han.as_ref().map(HanOrder::to_bytes));
    }
    let aside = |SetAside { line, reason, text }: SetAside| Aside {
        line,
        reason: reason.to_string(),
        text,
    };
    let told = Summary {
        table: summary.format == Format::Csv,
        rows: summary.rows,
        set_aside: summary.set_aside.into_iter().map(aside).collect(),
        columns: summary.columns,
        sample,
    };
    reply(Message::new(&Reply::Read(told), learned));
    Ok(File { name, kind, bytes, lens, rows: summary.rows })
}

/// Whether there may be Chinese characters in a file: bytes as UTF-8 begins them, or any UTF-16.
fn holds_han(bytes: &[u8]) -> bool {
    bytes.iter().any(|byte| (0xe4..=0xe9).contains(byte))
        || bytes.starts_with(&[0xff, 0xfe])
        || bytes.starts_with(&[0xfe, 0xff])
}
