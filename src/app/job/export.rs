//! Writes exports: tables and vCards.

use std::collections::{BTreeMap, HashSet};

use serde::{Deserialize, Serialize};

use super::carry::Carried;
use super::message::{Chosen, Failure, Message, Reply, TablesWords};
use domain::{DigestContext, FileRef, Kept, KindId, RecordId, Schema, Trait};
use replica::{Page, PageKey, Record, Replica};
use transfer::{Lookups, Sheet, Tables, VCardVersion, write_vcard};

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
    let hot = parts.by_ref().take(chosen.pages).collect();
    let stored = Stored::new(hot, parts.by_ref().take(chosen.activities).collect());
    let files: BTreeMap<String, Vec<u8>> = chosen.files.into_iter().zip(parts).collect();
    let name = |id: RecordId| stored.name(id, &context);
    let file = |file: &FileRef| files.get(&file.hash).cloned();
    let lookups = Lookups { name: &name, file: &file };
    let Some(schema) = context.schemas.get(kind) else { return Err(Failure::NotUnderstood) };
    let wanted = |record: &Record| !chosen.only || ids.contains(&record.id);
    let records = || stored.records(schema).filter(wanted);
    let mut count = 0;
    let bytes = match format {
        ExportFormat::Csv => {
            let mut sheet = Sheet::new(schema, chosen.columns.as_deref(), lookups);
            records().for_each(|record| sheet.measure(&record));
            for record in records() {
                sheet.add(Some(record.id), &record);
                count += 1;
            }
            sheet.finish()
        }
        ExportFormat::VCard | ExportFormat::VCard3 => {
            let new = format == ExportFormat::VCard;
            let version = if new { VCardVersion::V4 } else { VCardVersion::V3 };
            let mut text = String::new();
            for record in records() {
                write_vcard(schema, &record, version, &lookups, &mut text);
                count += 1;
            }
            text.into_bytes()
        }
    };
    let unreadable = stored.unreadable(kind, chosen.only.then_some(&ids));
    reply(Message::new(&Reply::Exported { records: count, unreadable }, vec![bytes]));
    Ok(())
}

/// Exports everything that belongs to the user, a table for each kind. Parts: the carried state,
/// `hot` pages, then those of records that are kept with their parties.
pub fn export_tables(
    hot: usize,
    words: &TablesWords,
    parts: Vec<Vec<u8>>,
    reply: &mut dyn FnMut(Message),
) -> Result<(), Failure> {
    let mut parts = parts.into_iter();
    let context = Carried(parts.next().unwrap_or_default()).context();
    let hot = parts.by_ref().take(hot).collect();
    let stored = Stored::new(hot, parts.collect());
    let name = |id: RecordId| stored.name(id, &context);
    let lookups = Lookups { name: &name, ..Lookups::NONE };
    let mut tables = Tables::new(&words.about);
    let (mut count, mut unreadable) = (0, stored.damaged);
    for schema in context.schemas.all().iter().filter(|schema| !schema.is(Trait::Single)) {
        let records = || stored.records(schema).map(|record| (record.id, record));
        if records().next().is_some() {
            let title = words.kinds.iter().find(|(kind, _)| *kind == schema.kind.0);
            let title = title.map_or(schema.label_many.as_ref(), |(_, title)| title);
            count += tables.add(schema, title, records, lookups);
        }
        unreadable += stored.garbled(schema.kind, None);
    }
    let bytes = tables.finish().ok_or(Failure::NotUnderstood)?;
    reply(Message::new(&Reply::Exported { records: count, unreadable }, vec![bytes]));
    Ok(())
}

/// The records of an export.
struct Stored {
    replica: Replica,
    /// The pages of records that are kept with their parties, each with a copy for each party.
    beside: Vec<Page>,
    /// Number of unreadable pages.
    damaged: usize,
}

impl Stored {
    fn new(hot: Vec<Vec<u8>>, beside: Vec<Vec<u8>>) -> Self {
        let mut replica = Replica::default();
        replica.take_in(hot.into_iter().zip(0..).map(|(bytes, at)| (PageKey::hot(at), bytes)));
        replica.sort();
        let all = beside.len();
        let beside: Vec<Page> =
            beside.into_iter().filter_map(|bytes| Page::open(bytes).ok()).collect();
        let damaged = replica.damaged().len() + all - beside.len();
        Self { replica, beside, damaged }
    }

    fn name(&self, id: RecordId, context: &DigestContext) -> Option<String> {
        let row = self.replica.row(id)?;
        Some(context.title_of(self.replica.kind(row), &self.replica.view(row)))
    }

    /// Iterates over the records of a kind that are not in the bin, each once.
    fn records(&self, schema: &Schema) -> Box<dyn Iterator<Item = Record> + '_> {
        if schema.kept == Kept::Hot {
            let rows = self.replica.list(schema.kind).iter();
            return Box::new(rows.filter_map(|row| self.replica.record(*row)));
        }
        let kind = schema.kind;
        let mut seen = HashSet::new();
        let slots = self.beside.iter().flat_map(|page| {
            let live = (0..page.count()).filter(|slot| !page.is_deleted(*slot));
            live.map(move |slot| (page, slot))
        });
        let new = slots
            .filter(move |(page, slot)| page.kind(*slot) == kind && seen.insert(page.id(*slot)));
        Box::new(new.filter_map(|(page, slot)| page.record(slot)))
    }

    /// Counts the unreadable records of a kind in memory.
    fn garbled(&self, kind: KindId, only: Option<&HashSet<RecordId>>) -> usize {
        let rows = self.replica.list(kind).iter();
        let wanted =
            rows.filter(|row| only.is_none_or(|ids| ids.contains(&self.replica.id(**row))));
        wanted.filter(|row| self.replica.record(**row).is_none()).count()
    }

    fn unreadable(&self, kind: KindId, only: Option<&HashSet<RecordId>>) -> usize {
        self.damaged + self.garbled(kind, only)
    }
}
