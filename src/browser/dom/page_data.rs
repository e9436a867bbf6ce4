//! Addresses that the build writes into the page, and the style sheet that is fetched later.

use std::cell::RefCell;

use gloo_utils::{document, head};
use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlLinkElement;

thread_local! {
    static PARTS_SHEET: RefCell<Option<Promise>> = const { RefCell::new(None) };
}

/// Returns the content of the page's meta element with this name.
pub fn meta(name: &str) -> Option<String> {
    document().query_selector(&format!("meta[name={name}]")).ok()??.get_attribute("content")
}

/// Fetches the style sheet of the parts that no day begins with, the first time. The future tells if
/// it is there; after a failure the next call fetches it again.
pub fn parts_sheet() -> impl Future<Output = bool> {
    // Tests have all styles in one sheet.
    let coming = meta("satchel-parts-sheet").map(|address| {
        PARTS_SHEET.with_borrow_mut(|sheet| sheet.get_or_insert_with(|| fetch(&address)).clone())
    });
    async {
        let Some(coming) = coming else { return true };
        let came = JsFuture::from(coming).await.is_ok_and(|came| came.is_truthy());
        if !came {
            PARTS_SHEET.take();
        }
        came
    }
}

/// Returns a promise that is kept with true or false: nobody may be waiting for a failure, and a
/// rejection that nobody handles stops the application.
fn fetch(address: &str) -> Promise {
    Promise::new(&mut |keep, _reject| {
        let Ok(link) = document().create_element("link") else { return };
        let link: HtmlLinkElement = link.unchecked_into();
        link.set_rel("stylesheet");
        link.set_href(address);
        let keep = |came: bool| -> Function {
            keep.bind1(&JsValue::NULL, &JsValue::from_bool(came)).unchecked_into()
        };
        link.set_onload(Some(&keep(true)));
        link.set_onerror(Some(&keep(false)));
        // The head takes every element.
        let _appended = head().append_child(&link);
    })
}
