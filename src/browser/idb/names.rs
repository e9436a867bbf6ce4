//! Keys of the object stores: hexadecimal text that sorts in the order of the values it encodes.

use wasm_bindgen::JsValue;
use web_sys::IdbKeyRange;

use replica::{PageKey, STAMP_LENGTH, Stamp};
use store::about::LATEST;
use store::rows::{keys_from_bytes, keys_to_bytes};
use store::{PageRange, SmallForm, StoreError};

use super::request::failed;

/// Encodes the key of a page.
pub fn page(key: PageKey) -> JsValue {
    JsValue::from_str(&hexadecimal(&keys_to_bytes(&[key])))
}

/// Decodes a key made by [`page`]; `None` if it is not one.
pub fn to_page(name: &JsValue) -> Option<PageKey> {
    let bytes = from_hexadecimal(&name.as_string()?)?;
    keys_from_bytes(&bytes)?.first().copied()
}

/// Encodes the key of a history entry: the complement of its stamp, so that the newest sorts first.
pub fn history(stamp: Stamp) -> JsValue {
    let complement: [u8; STAMP_LENGTH] = stamp.to_bytes().map(|byte| !byte);
    JsValue::from_str(&hexadecimal(&complement))
}

/// Decodes a key made by [`history`]; `None` if it is not one.
pub fn to_history(name: &JsValue) -> Option<Stamp> {
    let bytes: [u8; STAMP_LENGTH] = from_hexadecimal(&name.as_string()?)?.try_into().ok()?;
    Some(Stamp::from_bytes(bytes.map(|byte| !byte)))
}

/// Encodes the key of a row of the index of history: bucket, then as [`history`].
pub fn about(bucket: u16, stamp: Stamp) -> JsValue {
    let complement: [u8; STAMP_LENGTH] = stamp.to_bytes().map(|byte| !byte);
    let key = [bucket.to_be_bytes().as_slice(), &complement].concat();
    JsValue::from_str(&hexadecimal(&key))
}

/// Decodes the stamp in a key made by [`about`]; `None` if it is not one.
pub fn to_about(name: &JsValue) -> Option<Stamp> {
    let bytes = from_hexadecimal(&name.as_string()?)?;
    let stamp: [u8; STAMP_LENGTH] = bytes.get(2..)?.try_into().ok()?;
    Some(Stamp::from_bytes(stamp.map(|byte| !byte)))
}

/// Returns the key range of a bucket's rows that are later than a stamp.
pub fn about_after(bucket: u16, after: Stamp) -> Result<JsValue, StoreError> {
    let (first, last) = (about(bucket, LATEST), about(bucket, after));
    range(IdbKeyRange::bound_with_lower_open_and_upper_open(&first, &last, false, true))
}

/// Encodes the key of bulk work.
pub fn bulk(stamp: Stamp) -> JsValue {
    JsValue::from_str(&hexadecimal(&stamp.to_bytes()))
}

/// Encodes the key of the note of when somebody added a file.
pub fn taken_in(hash: &str) -> JsValue {
    JsValue::from_str(SmallForm::TakenIn.key_of(hash).name())
}

/// Encodes the key of the note that bulk work added a file.
pub fn brought(hash: &str) -> JsValue {
    JsValue::from_str(SmallForm::Brought.key_of(hash).name())
}

/// Encodes the key of a commit.
pub fn commit(number: u64) -> JsValue {
    JsValue::from_f64(number as f64)
}

/// Returns the key range of the commits after this one.
pub fn commits_after(number: u64) -> Result<JsValue, StoreError> {
    range(IdbKeyRange::lower_bound_with_open(&commit(number), true))
}

/// Returns the key range of the history before a stamp, or of all history.
pub fn history_before(before: Option<Stamp>) -> Result<JsValue, StoreError> {
    match before {
        Some(stamp) => range(IdbKeyRange::lower_bound_with_open(&history(stamp), true)),
        None => Ok(JsValue::UNDEFINED),
    }
}

/// Returns the key range of the pages of a range after a key; `None` if it is empty.
pub fn pages(all: PageRange, after: Option<PageKey>) -> Result<Option<JsValue>, StoreError> {
    let (first, last) = all.ends();
    let (from, open) = after.filter(|after| *after >= first).map_or((first, false), |a| (a, true));
    if from > last || (open && from == last) {
        return Ok(None);
    }
    let bound = IdbKeyRange::bound_with_lower_open(&page(from), &page(last), open);
    range(bound).map(Some)
}

/// Returns the key range between two keys, both included.
pub fn between(first: &JsValue, last: &JsValue) -> Result<JsValue, StoreError> {
    range(IdbKeyRange::bound(first, last))
}

/// Returns the range of the keys with a prefix.
pub fn beginning_with(prefix: &str) -> Result<JsValue, StoreError> {
    range(IdbKeyRange::bound(&prefix.into(), &format!("{prefix}\u{ffff}").into()))
}

fn range(made: Result<IdbKeyRange, JsValue>) -> Result<JsValue, StoreError> {
    made.map(JsValue::from).map_err(|exception| failed(&exception))
}

fn hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |four: u8| char::from(DIGITS[usize::from(four & 15)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(*byte)]).collect()
}

fn from_hexadecimal(text: &str) -> Option<Vec<u8>> {
    let byte = |pair: &[u8]| u8::from_str_radix(str::from_utf8(pair).ok()?, 16).ok();
    text.as_bytes().chunks(2).map(byte).collect()
}
