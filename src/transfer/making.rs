//! Builds a row: puts values into free fields and everything else into the list "also imported", so
//! nothing is dropped.

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use sha2::{Digest, Sha256};

use super::import::ImportedFile;
use domain::{
    Dialing, Draft, DraftElement, DraftSlot, Field, FieldType, FileRef, NameParts, RecordId,
    Schema, Value, any_kind, contact, home_of, many_lines, one_line, split_name,
};

/// Base64 as programs write it: with or without padding.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// A draft with its files while it is being built.
pub struct RowBuilder<'a> {
    pub schema: &'a Schema,
    pub draft: Draft,
    pub files: Vec<ImportedFile>,
    pub names: Vec<(RecordId, String)>,
}

impl<'a> RowBuilder<'a> {
    pub fn new(schema: &'a Schema) -> Self {
        let draft = Draft::new(schema.kind);
        Self { schema, draft, files: Vec::new(), names: Vec::new() }
    }

    /// Puts a value into a field. Returns false if the field holds a different value; the caller
    /// then keeps the text. A second long text is appended to the first.
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

    /// Keeps a text that no field could take, under the name of its column or property.
    pub fn keep(&mut self, label: &str, text: &str) {
        self.keep_value(label, Value::Text(many_lines(text)));
    }

    /// Keeps any value, such as a file, in the same way.
    pub fn keep_value(&mut self, label: &str, value: Value) {
        self.draft.push(any_kind::EXTRA, one_line(label), value);
    }

    /// Adds a file and returns the value that refers to it.
    pub fn file(&mut self, name: &str, media_type: &str, bytes: Vec<u8>) -> Value {
        let reference = file_ref(&bytes, name, media_type);
        if !self.files.iter().any(|known| known.reference.hash == reference.hash) {
            self.files.push(ImportedFile { reference: reference.clone(), bytes });
        }
        Value::File(Box::new(reference))
    }

    /// Splits a person's full name and puts its parts into the name fields.
    pub fn split_name(&mut self, text: &str) {
        let home = home_of(&self.draft, Dialing::default());
        let NameParts { family, middle, given } = split_name(text, home);
        let parts = [(contact::FAMILY, family), (contact::MIDDLE, middle), (contact::GIVEN, given)];
        for (number, part) in parts {
            if let Some(field) = self.schema.field(number) {
                self.put(field, "", Value::Text(part));
            }
        }
    }

    /// Returns the elements of a list in the draft, to inspect or complete them.
    pub fn elements_mut(&mut self, field: u32) -> &mut [DraftElement] {
        match self.draft.slots.get_mut(&field) {
            Some(DraftSlot::Many(elements)) => elements,
            _ => &mut [],
        }
    }
}

/// Builds the reference to a file: its hash, name, type and length.
pub fn file_ref(bytes: &[u8], name: &str, media_type: &str) -> FileRef {
    FileRef {
        hash: hash_of(bytes),
        name: one_line(name),
        media_type: media_type.to_owned(),
        size: u32::try_from(bytes.len()).unwrap_or(u32::MAX),
    }
}

/// Returns a file's name in the file store: the SHA-256 of its bytes in lower-case hexadecimal.
pub fn hash_of(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Detects the media type of a picture from its first bytes.
pub fn picture_type(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [0x89, b'P', b'N', b'G', ..] => Some("image/png"),
        [b'G', b'I', b'F', b'8', ..] => Some("image/gif"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("image/webp"),
        _ => None,
    }
}

/// Decodes base64, ignoring whitespace; `None` if it is invalid.
pub fn from_base64(text: &str) -> Option<Vec<u8>> {
    let compact: Vec<u8> = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    // Truncated within its last group: the rest is still worth more as a file than as base64 text.
    let whole = compact.len() - compact.len() % 4;
    LENIENT.decode(&compact).or_else(|_| LENIENT.decode(&compact[..whole])).ok()
}

/// Encodes bytes as base64.
pub fn to_base64(bytes: &[u8]) -> String {
    LENIENT.encode(bytes)
}

/// Returns the media type and bytes of a base64 `data:` URI.
pub fn from_data_uri(text: &str) -> Option<(&str, Vec<u8>)> {
    let rest =
        text.get(..5).filter(|head| head.eq_ignore_ascii_case("data:")).and(text.get(5..))?;
    let (head, body) = rest.split_once(',')?;
    let media_type = head.strip_suffix(";base64")?;
    Some((media_type.split(';').next().unwrap_or_default(), from_base64(body)?))
}
