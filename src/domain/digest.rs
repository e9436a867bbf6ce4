//! Digests: the parts of a record that lists, search and import compare, computed when it is
//! written and stored beside it, so that opening the app computes nothing.
//!
//! A digest's text has three parts: the folded name; [`REST`] and every other searched field, each
//! after a [`FIELD`], with other spellings of the name; [`DIGITS`] and the digits of the phone numbers. It never contains [`RECORD`],
//! which ends it in a page.

use std::borrow::Cow;

use super::check::one_line;
use super::decimal::decimal_text;
use super::fold::fold_into;
use super::kind::{Identity, Title};
use super::kinds::contact;
use super::names::names_in_lists;
use super::ordered::insert_in_order;
use super::schema::{By, Schema};
use super::spellings::other_spellings;
use super::title::A_NAME;
use super::{
    Dialing, Field, FieldType, Fields, KindId, NameHabits, RecordId, Schemas, Value, WhichFirst,
    fold, normalized_hash, phone_digits,
};

/// Ends the name.
pub const REST: u8 = 0x1e;
/// Begins each further field, and each number among the digits.
pub const FIELD: u8 = 0x1f;
/// Begins the digits.
pub const DIGITS: u8 = 0x1d;
/// Ends a record's text in a page.
pub const RECORD: u8 = b'\n';

/// The digest of a record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Digest {
    /// Bytes that sort in the order of the list.
    pub key: Vec<u8>,
    /// The text that a search scans.
    pub text: Vec<u8>,
    /// A hash that is equal for records with the same data about the same person; 0 if there is too
    /// little.
    pub identity: u64,
    /// The record that this one is linked to, by its schema: a contact's company, a deal's stage.
    pub link: Option<RecordId>,
    /// True for a favorite.
    pub favorite: bool,
}

/// Everything that digests depend on besides the record.
#[derive(Clone, Debug, Default)]
pub struct DigestContext {
    /// The user's country, for phone numbers.
    pub dialing: Dialing,
    /// The name that comes first with everybody, if the user wants one order.
    pub first: Option<WhichFirst>,
    /// The order of Chinese characters by their reading, if it was computed.
    pub han: Option<HanOrder>,
    /// The schemas, including custom fields.
    pub schemas: Schemas,
}

/// The rank of each character from U+4E00 to U+9FFF in the browser's collation by reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HanOrder(Vec<u16>);

/// The first character of [`HanOrder`].
pub const HAN_FIRST: u32 = 0x4e00;
/// The number of characters it ranks.
pub const HAN_COUNT: usize = 0x5200;

impl HanOrder {
    /// Creates it from one rank per character; returns `None` unless there are [`HAN_COUNT`] ranks.
    pub fn new(ranks: Vec<u16>) -> Option<Self> {
        (ranks.len() == HAN_COUNT).then_some(Self(ranks))
    }

    /// Encodes two bytes per rank, the lower first.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.iter().flat_map(|rank| rank.to_le_bytes()).collect()
    }

    /// Decodes [`HanOrder::to_bytes`].
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        Self::new(
            bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect(),
        )
    }
}

impl DigestContext {
    /// Returns the user's settings about names.
    pub fn names(&self) -> NameHabits {
        NameHabits { first: self.first, dialing: self.dialing }
    }

    /// Computes the digest of a record.
    pub fn digest(&self, kind: KindId, record: &impl Fields) -> Digest {
        let schema = self.schemas.get(kind);
        let (name, otherwise) = self.names_of(schema, record);
        let mut text = String::with_capacity(96);
        fold_into(&name, &mut text);
        let named = text.len();
        text.push(char::from(REST));
        let mut digits = String::new();
        for field in schema.iter().flat_map(|schema| schema.fields.iter()) {
            if is_in_rest(field) {
                self.push_field(field, record, &mut text, &mut digits);
            }
        }
        let spellings = other_spellings(&name);
        if !spellings.is_empty() {
            text.push(char::from(FIELD));
            fold_into(&spellings, &mut text);
        }
        text.push(char::from(DIGITS));
        let identity = identity(schema, &text[..named], record, &digits);
        text.push_str(&digits);
        let link = schema.and_then(|schema| record.reference(schema.under?));
        let favorite = schema.and_then(|schema| schema.favorite);
        let favorite = favorite.is_some_and(|field| record.flag(field));
        let mut key = schema.map(|schema| order_key(schema, record)).unwrap_or_default();
        key.reserve(name.len() * 2 + 1);
        self.push_sort_key(&name, &text[..named], &mut key);
        if let Some((led_by, name)) = otherwise {
            self.push_other_key(led_by, &name, &mut key);
        }
        Digest { key, text: clean(text), identity, link, favorite }
    }

    /// Returns bytes that sort in the order of names: spaces, digits, Latin letters without
    /// accents, other scripts, Chinese characters by their reading; accents and case break ties.
    pub fn sort_key(&self, name: &str) -> Vec<u8> {
        let mut key = Vec::with_capacity(name.len() * 2 + 1);
        self.push_sort_key(name, &fold(name), &mut key);
        key
    }

    fn push_sort_key(&self, name: &str, folded: &str, key: &mut Vec<u8>) {
        self.push_letters(folded, key);
        key.push(0);
        key.extend_from_slice(name.as_bytes());
    }

    /// Appends the key of a name led by its other part, for lists sorted that way: at the end,
    /// where it decides nothing else, with its length and a mark that no name ends with.
    fn push_other_key(&self, led_by: WhichFirst, name: &str, key: &mut Vec<u8>) {
        let start = key.len();
        self.push_letters(&fold(&one_line(name)), key);
        match u16::try_from(key.len() - start) {
            Ok(length) => {
                key.extend_from_slice(&length.to_be_bytes());
                key.push(mark_of(led_by));
            }
            // A name of that length is sorted as it is shown.
            Err(_) => key.truncate(start),
        }
    }

    fn push_letters(&self, folded: &str, key: &mut Vec<u8>) {
        let start = key.len();
        for letter in folded.chars() {
            let code = u32::from(letter);
            match letter {
                '0'..='9' | 'a'..='z' => key.push(letter as u8),
                letter if letter.is_ascii() => {
                    if key.len() > start && key.last() != Some(&b' ') {
                        key.push(b' ');
                    }
                }
                '\u{4e00}'..='\u{9fff}' => {
                    let index = (code - HAN_FIRST) as usize;
                    let rank = match &self.han {
                        Some(HanOrder(ranks)) => ranks[index],
                        None => u16::try_from(index).unwrap_or(u16::MAX),
                    };
                    key.push(0xf8);
                    key.extend_from_slice(&rank.to_be_bytes());
                }
                letter => key.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes()),
            }
        }
        while key.len() > start && key.last() == Some(&b' ') {
            key.pop();
        }
        if key.len() == start {
            // Records without a name come last.
            key.push(0xff);
        }
    }

    fn names_of(
        &self,
        schema: Option<&Schema>,
        record: &impl Fields,
    ) -> (String, Option<(WhichFirst, String)>) {
        let (name, otherwise) = match schema {
            Some(schema) if schema.title == Title::Person => names_in_lists(record, self.names()),
            Some(schema) => {
                let field = schema.name_field();
                (field.map(|field| record.text(field.number)).unwrap_or_default(), None)
            }
            None => (String::new(), None),
        };
        (one_line(&name), otherwise)
    }

    fn push_field(
        &self,
        field: &Field,
        record: &impl Fields,
        text: &mut String,
        digits: &mut String,
    ) {
        let mut push = |value: &Value| {
            if field.kind == FieldType::Phone {
                let number = value.as_text().unwrap_or_default();
                digits.push(char::from(FIELD));
                digits.push_str(&phone_digits(number, self.dialing));
                return;
            }
            text.push(char::from(FIELD));
            match value {
                Value::Text(value) => fold_into(value, text),
                Value::Address(address) => {
                    let mut first = true;
                    address.each_line(|line| {
                        if !std::mem::take(&mut first) {
                            text.push(' ');
                        }
                        fold_into(line, text);
                    });
                }
                Value::Number(number) => text.push_str(&decimal_text(*number)),
                Value::Reference(id) => text.extend(mention(*id).map(char::from)),
                _ => {}
            }
        };
        if field.many {
            record.look_at_all(field.number, &mut push);
        } else {
            record.look(field.number, &mut push);
        }
    }
}

/// Returns the part of a contact's sort key that counts in a list led by one of the names: all of
/// it if the name is shown that way, or has one part only.
pub fn key_led_by(key: &[u8], first: WhichFirst) -> &[u8] {
    match key {
        [head @ .., high, low, mark] if *mark == mark_of(first) => {
            let length = usize::from(u16::from_be_bytes([*high, *low]));
            head.len().checked_sub(length).map_or(key, |start| &head[start..])
        }
        _ => key,
    }
}

/// Returns a byte that no text ends with.
pub(super) fn mark_of(first: WhichFirst) -> u8 {
    match first {
        WhichFirst::Given => 0xfe,
        WhichFirst::Family => 0xfd,
    }
}

/// Computes the identity; `name` is folded.
fn identity(schema: Option<&Schema>, name: &str, record: &impl Fields, digits: &str) -> u64 {
    if schema.is_none_or(|schema| schema.identity != Identity::Person) {
        return if name.is_empty() { 0 } else { normalized_hash(name.as_bytes()) };
    }
    let mut ways: Vec<Cow<'_, str>> = Vec::new();
    record.look_at_all(contact::EMAILS, &mut |value| {
        if let Some(mail) = value.as_text() {
            insert_in_order(&mut ways, Cow::Owned(fold(mail.trim())), Ord::cmp);
        }
    });
    for number in digits.split(char::from(FIELD)).filter(|part| !part.is_empty()) {
        insert_in_order(&mut ways, Cow::Borrowed(number), Ord::cmp);
    }
    if name.is_empty() && ways.is_empty() {
        return 0;
    }
    ways.insert(0, Cow::Borrowed(name));
    normalized_hash(ways.join("\n").as_bytes())
}

/// Returns the mention of another record in a digest's text: bytes that nobody types, so that no
/// search finds them, but a scan finds the tasks of a deal.
pub fn mention(id: RecordId) -> [u8; 32] {
    // Sixteen control characters that no part of a digest begins or ends with.
    const NIBBLES: [u8; 16] =
        [1, 2, 3, 4, 5, 6, 7, 8, 0x0b, 0x0c, 0x0e, 0x0f, 0x10, 0x11, 0x12, 0x13];
    let mut name = [0; 32];
    for (place, byte) in id.to_bytes().into_iter().enumerate() {
        name[place * 2] = NIBBLES[usize::from(byte >> 4)];
        name[place * 2 + 1] = NIBBLES[usize::from(byte & 0xf)];
    }
    name
}

/// Returns the bytes before the name in the sort key of a kind with an order of its own.
fn order_key(schema: &Schema, record: &impl Fields) -> Vec<u8> {
    let mut key = Vec::new();
    for by in schema.order.iter() {
        let (number, empty_first) = match by {
            By::Value(number) => (*number, false),
            By::Without(number) => (*number, true),
        };
        match record.value(number) {
            None if empty_first => key.push(0),
            None => key.push(0xff),
            Some(Value::Moment(millis)) => {
                // The sign bit is flipped so that bytes compare as the numbers do.
                let bytes = (millis.cast_unsigned() ^ (1 << 63)).to_be_bytes();
                key.push(1);
                key.extend(bytes.map(|byte| if empty_first { !byte } else { byte }));
            }
            Some(value) => {
                key.push(1);
                key.extend_from_slice(value.as_text().unwrap_or_default().as_bytes());
                key.push(0);
            }
        }
    }
    key
}

/// Returns the hash by which a company is linked from text: of the folded name without periods and
/// commas. Single letters are one word, so that L.L.C. and LLC are one legal form.
pub fn company_identity(name: &str) -> u64 {
    let name: String = fold(&one_line(name)).replace(['.', ','], " ");
    let mut joined = String::with_capacity(name.len());
    let mut was_letter = false;
    for word in name.split_whitespace() {
        let is_letter = word.chars().count() <= 2 && word.chars().all(char::is_alphabetic);
        if !(joined.is_empty() || (was_letter && is_letter)) {
            joined.push(' ');
        }
        joined.push_str(word);
        was_letter = is_letter;
    }
    normalized_hash(joined.as_bytes())
}

pub(super) fn is_in_rest(field: &Field) -> bool {
    // The parts of a name are in the name already; nickname and phonetic names are not.
    field.weight > 0 && field.weight < A_NAME
}

fn clean(text: String) -> Vec<u8> {
    let mut bytes = text.into_bytes();
    for byte in &mut bytes {
        if *byte == RECORD || *byte == b'\r' || *byte == b'\t' {
            *byte = b' ';
        }
    }
    bytes
}

#[cfg(test)]
mod tests;
