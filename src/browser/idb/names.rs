//! Keys of the object stores: texts in hexadecimal digits, whose order is that of what they name.

use wasm_bindgen::JsValue;
use web_sys::IdbKeyRange;

use replica::{PageKey, STAMP_LENGTH, Stamp};
use store::rows::{keys_from_bytes, keys_to_bytes};
use store::{PageRange, StoreError};

use super::request::failed;

/// The key of a page.
pub fn page(key: PageKey) -> JsValue {
    JsValue::from_str(&hexadecimal(&keys_to_bytes(&[key])))
}

/// The opposite of [`page`]; `None` where it is no key of a page.
pub fn to_page(name: &JsValue) -> Option<PageKey> {
    let bytes = from_hexadecimal(&name.as_string()?)?;
    keys_from_bytes(&bytes)?.first().copied()
}

/// The key of a history entry: the complement, so that the newest comes first.
pub fn history(stamp: Stamp) -> JsValue {
    let complement: [u8; STAMP_LENGTH] = stamp.to_bytes().map(|byte| !byte);
    JsValue::from_str(&hexadecimal(&complement))
}

/// The opposite of [`history`]; `None` where it is no key of a history entry.
pub fn to_history(name: &JsValue) -> Option<Stamp> {
    let bytes: [u8; STAMP_LENGTH] = from_hexadecimal(&name.as_string()?)?.try_into().ok()?;
    Some(Stamp::from_bytes(bytes.map(|byte| !byte)))
}

/// The key of bulk work.
pub fn bulk(stamp: Stamp) -> JsValue {
    JsValue::from_str(&hexadecimal(&stamp.to_bytes()))
}

/// Where it is noted, among the small values, which files bulk work brought.
pub const BROUGHT: &str = "brought/";

/// The key under which it is noted that bulk work brought a file.
pub fn brought(hash: &str) -> JsValue {
    JsValue::from_str(&format!("{BROUGHT}{hash}"))
}

/// The key of a commit.
pub fn commit(number: u64) -> JsValue {
    JsValue::from_f64(number as f64)
}

/// The commits after this one.
pub fn commits_after(number: u64) -> Result<JsValue, StoreError> {
    range(IdbKeyRange::lower_bound_with_open(&commit(number), true))
}

/// The history before a stamp; all of it where there is none.
pub fn history_before(before: Option<Stamp>) -> Result<JsValue, StoreError> {
    match before {
        Some(stamp) => range(IdbKeyRange::lower_bound_with_open(&history(stamp), true)),
        None => Ok(JsValue::UNDEFINED),
    }
}

/// The pages of a range, after a key; `None` where none can come.
pub fn pages(all: PageRange, after: Option<PageKey>) -> Result<Option<JsValue>, StoreError> {
    let (first, last) = all.ends();
    let (from, open) = after.filter(|after| *after >= first).map_or((first, false), |a| (a, true));
    if from > last || (open && from == last) {
        return Ok(None);
    }
    let bound = IdbKeyRange::bound_with_lower_open(&page(from), &page(last), open);
    range(bound).map(Some)
}

/// From one key to another, both with it.
pub fn between(first: &JsValue, last: &JsValue) -> Result<JsValue, StoreError> {
    range(IdbKeyRange::bound(first, last))
}

/// The keys that begin so.
pub fn beginning_with(prefix: &str) -> Result<JsValue, StoreError> {
    range(IdbKeyRange::bound(&prefix.into(), &format!("{prefix}\u{ffff}").into()))
}

fn range(made: Result<IdbKeyRange, JsValue>) -> Result<JsValue, StoreError> {
    made.map(JsValue::from).map_err(failed)
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
