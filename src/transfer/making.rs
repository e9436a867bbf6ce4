//! Builds a row: puts values into free fields and everything else into the list "also imported", so
//! nothing is dropped.

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use sha2::{Digest, Sha256};

use super::import::{ImportedFile, Misfit, excerpt};
use super::labels::is_covered;
use domain::{
    Dialing, Draft, DraftElement, DraftSlot, Field, FieldType, Fields, FileRef, Home, RecordId,
    Schema, Title, Value, WhichFirst, any_kind, contact, home_of, is_same_number, many_lines,
    one_line, split_name,
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
    /// The names that stand beside values, with the names of their columns or properties.
    pub beside: Vec<(String, String)>,
    /// The values that are not what their column says.
    pub problems: Vec<Misfit>,
}

impl<'a> RowBuilder<'a> {
    pub fn new(schema: &'a Schema) -> Self {
        let draft = Draft::new(schema.kind);
        Self {
            schema,
            draft,
            files: Vec::new(),
            names: Vec::new(),
            beside: Vec::new(),
            problems: Vec::new(),
        }
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

    /// Keeps a text that is not what its column or property says, and counts it.
    pub fn keep_problem(&mut self, label: &str, text: &str) {
        self.count_problem(label, text);
        self.keep(label, text);
    }

    /// Counts a text that is not what its column or property says and is kept otherwise.
    pub fn count_problem(&mut self, label: &str, text: &str) {
        self.problems.push(Misfit { column: one_line(label), value: excerpt(text) });
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

    /// Splits a person's full name and puts its parts into the name fields. `home` is the country of
    /// people of whom nothing else tells it, `first` the part with which names begin if the file says
    /// so.
    pub fn split_name(&mut self, text: &str, home: Option<Home>, first: Option<WhichFirst>) {
        let home = home_of(&self.draft, Dialing::default()).or(home);
        for (number, part) in split_name(text, home, first).fields() {
            if let Some(field) = self.schema.field(number) {
                self.put(field, "", Value::Text(part));
            }
        }
    }

    /// Places the names that stand beside values: a person without a name takes the first; what the
    /// record does not say already is kept.
    pub fn place_names(&mut self, home: Option<Home>) {
        for (label, text) in std::mem::take(&mut self.beside) {
            let is_free = |field: u32| self.draft.said(field).is_empty();
            if self.schema.title == Title::Person
                && is_free(contact::GIVEN)
                && is_free(contact::FAMILY)
            {
                self.split_name(&text, home, None);
                continue;
            }
            let known = self.draft.slots.values().filter_map(|slot| match slot {
                DraftSlot::One(Some(Value::Text(known))) => Some(known.as_str()),
                _ => None,
            });
            if !is_covered(&text, known) {
                self.keep(&label, &text);
            }
        }
    }

    /// Takes a person's full name as it stands.
    pub fn whole_name(&mut self, text: &str) {
        if let Some(field) = self.schema.field(contact::GIVEN) {
            self.put(field, "", Value::Text(text.to_owned()));
        }
    }

    /// Leaves out numbers and addresses that are another in a second writing; the fuller writing and the
    /// first label stay.
    pub fn each_number_once(&mut self, dialing: Dialing) {
        let reaches = |field: &&Field| matches!(field.kind, FieldType::Phone | FieldType::Email);
        for field in self.schema.fields.iter().filter(reaches).filter(|field| field.many) {
            let Some(DraftSlot::Many(elements)) = self.draft.slots.get_mut(&field.number) else {
                continue;
            };
            let mut kept: Vec<DraftElement> = Vec::new();
            for element in std::mem::take(elements) {
                let text = element.value.as_text().unwrap_or_default();
                let same = kept.iter_mut().find(|known| {
                    let known = known.value.as_text().unwrap_or_default();
                    match field.kind {
                        FieldType::Phone => is_same_number(known, text, dialing),
                        _ => known.eq_ignore_ascii_case(text),
                    }
                });
                let Some(same) = same else {
                    kept.push(element);
                    continue;
                };
                if same.label.is_empty() {
                    same.label.clone_from(&element.label);
                }
                let is_bare =
                    |value: &Value| !value.as_text().is_some_and(|it| it.starts_with('+'));
                if field.kind == FieldType::Phone
                    && is_bare(&same.value)
                    && !is_bare(&element.value)
                {
                    same.value = element.value;
                }
            }
            *elements = kept;
        }
    }

    /// Moves degrees behind a last name to their field: `Nagy, PMP`.
    pub fn suffix_of_family(&mut self) {
        let family = self.draft.said(contact::FAMILY).into_owned();
        let is_free = self.draft.said(contact::SUFFIX).is_empty();
        if self.schema.title != Title::Person || !is_free || !family.contains(',') {
            return;
        }
        let parts = split_name(&format!("X {family}"), None, None);
        if !parts.suffix.is_empty() && !parts.family.is_empty() {
            self.draft.set_text(contact::FAMILY, parts.family);
            self.draft.set_text(contact::SUFFIX, parts.suffix);
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
