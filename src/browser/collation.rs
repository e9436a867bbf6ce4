//! The order of Chinese characters, as the browser's collation has it. It takes a tenth of a second
//! or more: to be asked for in the worker, once, and kept.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use domain::{HAN_COUNT, HAN_FIRST, HanOrder};

/// How names in Chinese are put in order: by their reading in Pinyin.
const LOCALE: &str = "zh-u-co-pinyin";

/// The reading order of the characters that [`HanOrder`] ranks; `None` where the browser knows none.
pub fn han_order() -> Option<HanOrder> {
    HanOrder::new(han_ranks()?)
}

/// The rank of each character from [`HAN_FIRST`] on; to be handed from the worker to the page.
pub fn han_ranks() -> Option<Vec<u16>> {
    let characters: String = (HAN_FIRST..).take(HAN_COUNT).filter_map(char::from_u32).collect();
    // In JavaScript's land: a comparison from here would cross the border 300,000 times.
    let all = Array::from(&JsValue::from_str(&characters));
    let sort: Function = member(&all, "sort")?;
    let compare = collator()?;
    sort.call1(&all, &compare).ok()?;
    let sorted = String::from(all.join(""));
    let mut ranks = vec![0; HAN_COUNT];
    for (rank, character) in (0..).zip(sorted.chars()) {
        *ranks.get_mut((u32::from(character) - HAN_FIRST) as usize)? = rank;
    }
    Some(ranks)
}

/// The comparison of `Intl.Collator`.
fn collator() -> Option<Function> {
    let intl: Object = member(&js_sys::global(), "Intl")?;
    let collator: Function = member(&intl, "Collator")?;
    let collator = Reflect::construct(&collator, &Array::of1(&LOCALE.into())).ok()?;
    member(&collator, "compare")
}

/// A property, where the browser has it; every `.ok()` here asks whether it has.
fn member<T: JsCast>(of: &JsValue, name: &str) -> Option<T> {
    Reflect::get(of, &name.into()).ok()?.dyn_into().ok()
}
