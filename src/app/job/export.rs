//! Writes exports: tables and vCards.

use std::collections::{BTreeMap, HashSet};

use serde::{Deserialize, Serialize};

use super::carry::Carried;
use super::message::{Chosen, Failure, Message, Reply, TableChoice, TablesWords};
use domain::{DigestContext, FileRef, Kept, KindId, LocalClock, RecordId, Schema, Trait};
use replica::{Page, PageKey, Record, Replica};
use transfer::{CellGuard, Lookups, Sheet, Tables, VCardVersion, Workbook, write_vcard};

/// An export format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExportFormat {
    /// A CSV table.
    Csv,
    /// A workbook with one table.
    Xlsx,
    /// vCard 4.0.
    VCard,
    /// vCard 3.0, for programs that read nothing newer.
    VCard3,
}

/// A file that holds the tables of all kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TablesForm {
    /// An archive of CSV tables, whose cells are written in this way if they could be formulas.
    Csv(CellGuard),
    /// A workbook.
    Xlsx,
}

/// A file that was written, with what the page has to know of it.
#[derive(Default)]
struct ExportedFile {
    bytes: Vec<u8>,
    records: usize,
    formulas: usize,
    cut: usize,
}

impl ExportedFile {
    fn reply(self, unreadable: usize) -> Message {
        let Self { bytes, records, formulas, cut } = self;
        Message::new(&Reply::Exported { records, unreadable, formulas, cut }, vec![bytes])
    }
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
    let written = match format {
        ExportFormat::Csv => write_sheet(schema, &chosen.table, records, lookups),
        ExportFormat::Xlsx => {
            let clock = LocalClock { changes: chosen.clock };
            write_workbook(schema, &chosen.table, records, (lookups, clock))?
        }
        ExportFormat::VCard => write_cards(schema, VCardVersion::V4, records(), &lookups),
        ExportFormat::VCard3 => write_cards(schema, VCardVersion::V3, records(), &lookups),
    };
    reply(written.reply(stored.unreadable(kind, chosen.only.then_some(&ids))));
    Ok(())
}

fn write_sheet<I: Iterator<Item = Record>>(
    schema: &Schema,
    table: &TableChoice,
    records: impl Fn() -> I,
    lookups: Lookups<'_>,
) -> ExportedFile {
    let mut sheet = Sheet::new(schema, table.columns.as_deref(), lookups).guarded(table.guard);
    records().for_each(|record| sheet.measure(&record));
    let mut count = 0;
    for record in records() {
        sheet.add(Some(record.id), &record);
        count += 1;
    }
    let formulas = sheet.formulas();
    ExportedFile { bytes: sheet.finish(), records: count, formulas, cut: 0 }
}

fn write_workbook<I: Iterator<Item = Record>>(
    schema: &Schema,
    table: &TableChoice,
    records: impl Fn() -> I,
    (lookups, clock): (Lookups<'_>, LocalClock),
) -> Result<ExportedFile, Failure> {
    let mut book = Workbook::new(clock);
    let title = if table.title.is_empty() { &schema.label_many } else { table.title.as_str() };
    let rows = || records().map(|record| (Some(record.id), record));
    let count = book.add((schema, table.columns.as_deref()), title, rows, lookups);
    let cut = book.cut();
    let bytes = book.finish().ok_or(Failure::NotUnderstood)?;
    Ok(ExportedFile { bytes, records: count, formulas: 0, cut })
}

fn write_cards(
    schema: &Schema,
    version: VCardVersion,
    records: impl Iterator<Item = Record>,
    lookups: &Lookups<'_>,
) -> ExportedFile {
    let mut text = String::new();
    let mut count = 0;
    for record in records {
        write_vcard(schema, &record, version, lookups, &mut text);
        count += 1;
    }
    ExportedFile { bytes: text.into_bytes(), records: count, ..ExportedFile::default() }
}

/// Exports everything that belongs to the user, a table for each kind. Parts: the carried state,
/// `hot` pages, then those of records that are kept with their parties.
pub fn export_tables(
    hot: usize,
    (form, clock): (TablesForm, LocalClock),
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
    let kinds = context.schemas.all().iter().filter(|schema| !schema.is(Trait::Single));
    let kinds: Vec<&Schema> = kinds.collect();
    let filled: Vec<TitledKind<'_>> = kinds
        .iter()
        .filter(|schema| stored.records(schema).next().is_some())
        .map(|schema| (*schema, words.title(schema)))
        .collect();
    let garbled = kinds.iter().map(|schema| stored.garbled(schema.kind, None)).sum::<usize>();
    let written = match form {
        TablesForm::Csv(guard) => {
            write_tables(Tables::new(&words.about, guard), &filled, &stored, lookups)
        }
        TablesForm::Xlsx => write_book(Workbook::new(clock), &filled, &stored, lookups),
    };
    let written = written.ok_or(Failure::NotUnderstood)?;
    reply(written.reply(stored.damaged + garbled));
    Ok(())
}

/// A kind and the name of its table.
type TitledKind<'a> = (&'a Schema, &'a str);

fn write_tables(
    mut tables: Tables,
    kinds: &[TitledKind<'_>],
    stored: &Stored,
    lookups: Lookups<'_>,
) -> Option<ExportedFile> {
    let mut count = 0;
    for (schema, title) in kinds {
        let rows = || stored.records(schema).map(|record| (record.id, record));
        count += tables.add(schema, title, rows, lookups);
    }
    let formulas = tables.formulas();
    Some(ExportedFile { bytes: tables.finish()?, records: count, formulas, cut: 0 })
}

fn write_book(
    mut book: Workbook,
    kinds: &[TitledKind<'_>],
    stored: &Stored,
    lookups: Lookups<'_>,
) -> Option<ExportedFile> {
    let mut count = 0;
    for (schema, title) in kinds {
        let rows = || stored.records(schema).map(|record| (Some(record.id), record));
        count += book.add((schema, None), title, rows, lookups);
    }
    let cut = book.cut();
    Some(ExportedFile { bytes: book.finish()?, records: count, formulas: 0, cut })
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
