//! The order of Chinese characters by their reading, asked of the browser once: the characters are
//! sorted inside JavaScript, so that no comparison crosses into Rust and back.

use js_sys::{Array, Intl, Object, Reflect};
use wasm_bindgen::JsCast;

use crate::domain::{HAN_COUNT, HAN_FIRST, HanOrder};

/// The ranks of all characters; `None` where the browser has no such order. Takes some hundred
/// milliseconds: for a worker.
pub fn han_order() -> Option<HanOrder> {
    let locale = "zh-u-co-pinyin";
    let known = Intl::Collator::supported_locales_of(&Array::of1(&locale.into()), &Object::new());
    if known.length() == 0 {
        return None;
    }
    let collator = Intl::Collator::new(&Array::of1(&locale.into()), &Object::new());
    let compare = Reflect::get(&collator, &"compare".into()).ok()?.dyn_into().ok()?;
    let characters = Array::new();
    for code in (HAN_FIRST..).take(HAN_COUNT) {
        characters.push(&char::from_u32(code)?.to_string().into());
    }
    let sort: js_sys::Function = Reflect::get(&characters, &"sort".into()).ok()?.dyn_into().ok()?;
    let compare: js_sys::Function = compare;
    sort.call1(&characters, &compare).ok()?;
    let mut ranks = vec![0; HAN_COUNT];
    for (character, rank) in characters.iter().zip(0u16..) {
        let code = u32::from(character.as_string()?.chars().next()?);
        *ranks.get_mut(code.checked_sub(HAN_FIRST)? as usize)? = rank;
    }
    HanOrder::new(ranks)
}
