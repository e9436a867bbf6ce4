//! Writes exports: tables and vCards.

use std::collections::{BTreeMap, HashSet};

use serde::{Deserialize, Serialize};

use super::carry::Carried;
use super::message::{Chosen, Failure, Message, Reply};
use domain::{FileRef, KindId, RecordId};
use replica::{PageKey, Replica, Row};
use transfer::{Lookups, Sheet, VCardVersion, write_vcard};

/// An export format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExportFormat {
    /// A CSV table.
    Csv,
    /// vCard 4.0.
    VCard,
    /// vCard 3.0, for programs that read nothing newer.
    VCard3,
}

/// Exports the chosen records of a kind, or all that are not in the bin.
pub fn export(
    format: ExportFormat,
    kind: u32,
    chosen: Chosen,
    parts: Vec<Vec<u8>>,
    reply: &mut dyn FnMut(Message),
) -> Result<(), Failure> {
    let mut parts = parts.into_iter();
    let context = Carried(parts.next().unwrap_or_default()).context();
    let ids: HashSet<RecordId> = parts
        .next()
        .unwrap_or_default()
        .chunks_exact(16)
        .filter_map(|id| Some(RecordId::from_bytes(id.try_into().ok()?)))
        .collect();
    let kind = KindId(kind);
    let mut replica = Replica::default();
    let pages = parts.by_ref().take(chosen.pages).zip(0..);
    replica.take_in(pages.map(|(bytes, number)| (PageKey::hot(number), bytes)));
    replica.sort();
    let files: BTreeMap<String, Vec<u8>> = chosen.files.into_iter().zip(parts).collect();
    let rows: Vec<Row> = replica
        .list(kind)
        .iter()
        .filter(|row| !chosen.only || ids.contains(&replica.id(**row)))
        .copied()
        .collect();
    let readable = rows.iter().filter(|row| replica.record(**row).is_some()).count();
    let unreadable = rows.len() - readable + replica.damaged().len();
    let name = |id: RecordId| {
        let row = replica.row(id)?;
        Some(context.title_of(replica.kind(row), &replica.view(row)))
    };
    let file = |file: &FileRef| files.get(&file.hash).cloned();
    let lookups = Lookups { name: &name, file: &file };
    let Some(schema) = context.schemas.get(kind) else { return Err(Failure::NotUnderstood) };
    let bytes = match format {
        ExportFormat::Csv => {
            let records = || rows.iter().filter_map(|row| replica.record(*row));
            let mut sheet = Sheet::new(schema, chosen.columns.as_deref(), lookups);
            records().for_each(|record| sheet.measure(&record));
            records().for_each(|record| sheet.add(Some(record.id), &record));
            sheet.finish()
        }
        ExportFormat::VCard | ExportFormat::VCard3 => {
            let new = format == ExportFormat::VCard;
            let version = if new { VCardVersion::V4 } else { VCardVersion::V3 };
            let mut text = String::new();
            for record in rows.iter().filter_map(|row| replica.record(*row)) {
                write_vcard(schema, &record, version, &lookups, &mut text);
            }
            text.into_bytes()
        }
    };
    reply(Message::new(&Reply::Exported { records: readable, unreadable }, vec![bytes]));
    Ok(())
}
