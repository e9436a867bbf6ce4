//! Test helpers for all formats: rows as lines of text, sample files and custom fields.

use std::borrow::Cow;

use super::making::file_ref;
use super::{File, Import, ImportRow, ImportedFile, ReadOptions, TransferError};
use domain::{
    CONTACT, Choice, Draft, DraftSlot, Element, Field, FieldType, Fields, KindId, Schemas, Section,
    Shown, Value, built_in,
};

/// Reads a file with default options.
pub fn read(
    bytes: &[u8],
    name: &str,
    schemas: &Schemas,
    kind: KindId,
) -> Result<Import, TransferError> {
    super::read(&File { name, bytes, kind, options: &ReadOptions::default() }, schemas)
}

/// Reads a file that must be readable and returns its rows.
pub fn rows(bytes: &[u8], name: &str) -> Vec<ImportRow> {
    read(bytes, name, &built_in(), CONTACT).unwrap().rows
}

/// Formats a row as lines of key, label and value.
pub fn lines(row: &ImportRow) -> Vec<String> {
    let schemas = built_in();
    let schema = schemas.get(row.draft.kind).unwrap();
    let mut lines = Vec::new();
    for (number, slot) in &row.draft.slots {
        let key = &schema.field(*number).unwrap().key;
        match slot {
            DraftSlot::One(value) => {
                let value = value.as_ref().unwrap();
                let named = row.names.iter().chain(&row.codes);
                let mut named = named.filter(|(id, _)| value.as_reference() == Some(*id));
                let said = named.next().map(|(_, name)| name.clone());
                lines.push(format!("{key}: {}", said.unwrap_or_else(|| text(value).to_string())));
            }
            DraftSlot::Many(elements) => lines.extend(elements.iter().map(|element| {
                let label = &element.label;
                format!("{key} [{label}]: {}", text(&element.value))
            })),
        }
    }
    lines
}

fn text(value: &Value) -> String {
    match value {
        Value::Text(text) => text.replace('\n', "|"),
        Value::Date(date) => date.to_string(),
        Value::Address(address) => {
            let lines = address.lines().join("|").replace('\n', "|");
            match address.place {
                Some((latitude, longitude)) => format!("{lines} @{latitude},{longitude}"),
                None => lines,
            }
        }
        Value::File(file) => format!("{} {}", file.media_type, file.size),
        other => format!("{other:?}"),
    }
}

/// Asserts that a row has the expected lines.
pub fn check(row: &ImportRow, expect: &[&str]) {
    assert_eq!(lines(row), expect);
}

/// A borrowed draft, for the writers.
#[derive(Clone, Copy)]
pub struct Borrowed<'a>(pub &'a Draft);

impl Fields for Borrowed<'_> {
    fn value(&self, field: u32) -> Option<Value> {
        self.0.value(field)
    }

    fn elements(&self, field: u32) -> Vec<Element> {
        self.0.elements(field)
    }
}

/// Builds the file of a generated draft; its bytes derive from its name.
pub fn made_file(name: &str) -> ImportedFile {
    let bytes = format!("picture of {name}").into_bytes();
    ImportedFile { reference: file_ref(&bytes, name, "image/png"), bytes }
}

/// Builds a custom field.
pub fn custom(number: u32, label: &'static str, kind: FieldType, many: bool) -> Field {
    Field {
        number: 0x8000_0000 | number,
        key: Cow::Owned(format!("custom-{number:08x}")),
        kind,
        many,
        label: Cow::Borrowed(label),
        aliases: &[],
        vcard: "",
        weight: 1,
        shown: Shown::Always,
        section: Section::Custom,
        choices: match kind {
            FieldType::Choice => {
                Cow::Owned(vec![Choice::new("Red", "Red"), Choice::new("Blue", "Blue")])
            }
            _ => Cow::Borrowed(&[]),
        },
        whole_day: false,
        begins: None,
        required: false,
        default: None,
        age: 0,
    }
}

/// Returns the built-in schemas plus a custom field of every type, some with names already in use.
pub fn crowded(kind: KindId) -> Schemas {
    use FieldType::{Choice, Date, Due, Flag, Link, LongText, Moment, Money, Number, Phone, Text};
    let mut schemas = built_in();
    let fields = [
        custom(1, "Notes", Text, false),
        custom(2, "Phone", Phone, true),
        custom(3, "Shoe size", Number, false),
        custom(4, "Budget", Money, false),
        custom(5, "Colour", Choice, false),
        custom(6, "Vegetarian", Flag, false),
        custom(7, "Seen", Moment, false),
        custom(8, "=cmd", LongText, false),
        custom(9, "Visits", Date, true),
        custom(10, "Shops", Link, true),
        custom(11, "Colours", Choice, true),
        custom(12, "Street", Text, false),
        custom(13, "Home phone", Text, false),
        custom(14, "Ghế", Text, true),
        custom(15, "!?", Text, false),
        custom(16, "Phone 1 - Value", Text, false),
        custom(17, "Renewal", Due, false),
    ];
    fields.into_iter().for_each(|field| schemas.add(kind, field));
    schemas
}

/// Reads an archive: the names and contents of its files.
#[cfg(not(target_arch = "wasm32"))]
pub fn unzip(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let archive = rawzip::ZipArchive::from_slice(bytes).unwrap();
    let mut files = Vec::new();
    let mut entries = archive.entries();
    while let Some(entry) = entries.next_entry().unwrap() {
        let name = entry.file_path().try_normalize().unwrap().as_ref().to_owned();
        let local = archive.get_entry(entry.wayfinder()).unwrap();
        let data = flate2::bufread::DeflateDecoder::new(local.data());
        let mut contents = Vec::new();
        std::io::Read::read_to_end(&mut local.verifying_reader(data), &mut contents).unwrap();
        files.push((name, contents));
    }
    files
}
