//! The order of Chinese characters according to the browser's collation. Computing it takes a tenth
//! of a second or more: do it once, in the worker, and keep the result.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use domain::{HAN_COUNT, HAN_FIRST, HanOrder};

/// Sorts Chinese names by their Pinyin reading.
const LOCALE: &str = "zh-u-co-pinyin";

/// Returns the reading order of the characters that [`HanOrder`] ranks; `None` if the browser lacks
/// it.
pub fn han_order() -> Option<HanOrder> {
    HanOrder::new(han_ranks()?)
}

/// Returns the rank of each character from [`HAN_FIRST`] on, in a form the worker can send to the
/// page.
pub fn han_ranks() -> Option<Vec<u16>> {
    let characters: String = (HAN_FIRST..).take(HAN_COUNT).filter_map(char::from_u32).collect();
    // Sorts within JavaScript: a comparator in Rust would cross the boundary 300,000 times.
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

/// Returns the compare function of an `Intl.Collator`.
fn collator() -> Option<Function> {
    let intl: Object = member(&js_sys::global(), "Intl")?;
    let collator: Function = member(&intl, "Collator")?;
    let collator = Reflect::construct(&collator, &Array::of1(&LOCALE.into())).ok()?;
    member(&collator, "compare")
}

/// Returns a property if the browser has it; every `.ok()` here tests for that.
fn member<T: JsCast>(of: &JsValue, name: &str) -> Option<T> {
    Reflect::get(of, &name.into()).ok()?.dyn_into().ok()
}
