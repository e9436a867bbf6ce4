//! A row in the making: puts values into fields where there is room, and everything else into the
//! list "also imported", so that nothing is dropped.

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use sha2::{Digest, Sha256};

use super::import::ImportedFile;
use domain::{
    Dialling, Draft, DraftElement, DraftSlot, Field, FieldType, FileRef, NameParts, Schema, Value,
    common, contact, home_of, many_lines, one_line, split_name,
};

/// Base64 as programs write it: with padding or without.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// The draft with its files, while it is made.
pub struct Making<'a> {
    pub schema: &'a Schema,
    pub draft: Draft,
    pub files: Vec<ImportedFile>,
}

impl<'a> Making<'a> {
    pub fn new(schema: &'a Schema) -> Self {
        Self { schema, draft: Draft::new(schema.kind), files: Vec::new() }
    }

    /// Puts a value into a field. `false` where the field is taken by another value: then the caller
    /// keeps the text. A second long text goes below the first.
    pub fn put(&mut self, field: &Field, label: &str, value: Value) -> bool {
        if value.is_blank() {
            return true;
        }
        if field.many {
            self.draft.push(field.number, label, value);
            return true;
        }
        match self.draft.slots.get_mut(&field.number) {
            Some(DraftSlot::One(Some(known))) if *known == value => true,
            Some(DraftSlot::One(Some(Value::Text(known)))) if field.kind == FieldType::LongText => {
                if let Value::Text(text) = value {
                    known.push_str("\n\n");
                    known.push_str(&text);
                }
                true
            }
            Some(_) => false,
            None => {
                self.draft.set(field.number, value);
                true
            }
        }
    }

    /// Keeps what no field could take, under the name of its column or property.
    pub fn keep(&mut self, label: &str, text: &str) {
        self.keep_value(label, Value::Text(many_lines(text)));
    }

    /// The same for a file.
    pub fn keep_value(&mut self, label: &str, value: Value) {
        self.draft.push(common::EXTRA, one_line(label), value);
    }

    /// Takes a file in; the draft gets its reference.
    pub fn file(&mut self, name: &str, media_type: &str, bytes: Vec<u8>) -> Value {
        let reference = file_ref(&bytes, name, media_type);
        if !self.files.iter().any(|known| known.reference.hash == reference.hash) {
            self.files.push(ImportedFile { reference: reference.clone(), bytes });
        }
        Value::File(Box::new(reference))
    }

    /// Takes a person's name apart that came as one text.
    pub fn split_name(&mut self, text: &str) {
        let home = home_of(&self.draft, Dialling::default());
        let NameParts { family, middle, given } = split_name(text, home);
        let parts = [(contact::FAMILY, family), (contact::MIDDLE, middle), (contact::GIVEN, given)];
        for (number, part) in parts {
            if let Some(field) = self.schema.field(number) {
                self.put(field, "", Value::Text(part));
            }
        }
    }

    /// The elements of a list in the draft, to be looked at or completed.
    pub fn elements_mut(&mut self, field: u32) -> &mut [DraftElement] {
        match self.draft.slots.get_mut(&field) {
            Some(DraftSlot::Many(elements)) => elements,
            _ => &mut [],
        }
    }
}

/// The reference of a file: its hash, name, type and length.
pub fn file_ref(bytes: &[u8], name: &str, media_type: &str) -> FileRef {
    FileRef {
        hash: hash_of(bytes),
        name: one_line(name),
        media_type: media_type.to_owned(),
        size: u32::try_from(bytes.len()).unwrap_or(u32::MAX),
    }
}

/// The name of a file in the file store: SHA-256 of its bytes in lower-case hexadecimal.
pub fn hash_of(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The media type that the first bytes of a picture tell.
pub fn picture_type(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [0x89, b'P', b'N', b'G', ..] => Some("image/png"),
        [b'G', b'I', b'F', b'8', ..] => Some("image/gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("image/webp"),
        _ => None,
    }
}

/// The bytes of a base64 text, whatever blanks stand in it; `None` where it is none.
pub fn from_base64(text: &str) -> Option<Vec<u8>> {
    let compact: Vec<u8> = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    // Cut within its last group: what is there is still worth more as a file than as letters.
    let whole = compact.len() - compact.len() % 4;
    LENIENT.decode(&compact).or_else(|_| LENIENT.decode(&compact[..whole])).ok()
}

/// Bytes as base64.
pub fn to_base64(bytes: &[u8]) -> String {
    LENIENT.encode(bytes)
}

/// The media type and bytes of a `data:` URI with base64.
pub fn from_data_uri(text: &str) -> Option<(&str, Vec<u8>)> {
    let rest =
        text.get(..5).filter(|head| head.eq_ignore_ascii_case("data:")).and(text.get(5..))?;
    let (head, body) = rest.split_once(',')?;
    let media_type = head.strip_suffix(";base64")?;
    Some((media_type.split(';').next().unwrap_or_default(), from_base64(body)?))
}
