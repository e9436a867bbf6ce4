//! Marked parts of texts by the CSS Custom Highlight API: no element is made for a mark.

use js_sys::{Reflect, global};
use wasm_bindgen::prelude::*;
use web_sys::{Element, StaticRange, StaticRangeInit};

/// The name of the marks in style sheets.
const NAME: &str = "highlight";

#[wasm_bindgen]
extern "C" {
    /// `CSS.highlights`.
    type Registry;
    #[wasm_bindgen(method)]
    fn set(this: &Registry, name: &str, marked: &Highlight);

    /// All ranges that are marked alike.
    type Highlight;
    #[wasm_bindgen(constructor)]
    fn new() -> Highlight;
    #[wasm_bindgen(method)]
    fn add(this: &Highlight, range: &StaticRange);
    #[wasm_bindgen(method)]
    fn delete(this: &Highlight, range: &StaticRange) -> bool;
}

thread_local! {
    static MARKED: Option<Highlight> = registered();
}

fn registered() -> Option<Highlight> {
    let css = Reflect::get(&global(), &"CSS".into()).ok()?;
    let registry = Reflect::get(&css, &"highlights".into()).ok().filter(JsValue::is_object)?;
    let marked = Highlight::new();
    registry.unchecked_into::<Registry>().set(NAME, &marked);
    Some(marked)
}

/// True if the browser marks texts without elements.
pub fn can_mark() -> bool {
    MARKED.with(Option::is_some)
}

/// The marks of one text; dropping them removes them.
pub struct Marks(Vec<StaticRange>);

impl Marks {
    /// Marks parts of the text with which an element begins; offsets in UTF-16 units.
    pub fn of(element: &Element, parts: impl Iterator<Item = (u32, u32)>) -> Self {
        let Some(text) = element.first_child() else { return Self(Vec::new()) };
        let range = |(start, end)| {
            let range = StaticRangeInit::new(&text, end, &text, start);
            StaticRange::new(&range).ok()
        };
        let ranges: Vec<StaticRange> = parts.filter_map(range).collect();
        each(&ranges, &|marked, range| marked.add(range));
        Self(ranges)
    }
}

impl Drop for Marks {
    fn drop(&mut self) {
        each(&self.0, &|marked, range| {
            let _was_marked = marked.delete(range);
        });
    }
}

fn each(ranges: &[StaticRange], act: &dyn Fn(&Highlight, &StaticRange)) {
    MARKED.with(|marked| {
        if let Some(marked) = marked {
            ranges.iter().for_each(|range| act(marked, range));
        }
    });
}
