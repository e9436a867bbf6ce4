//! The address of the page, and going from one to another without loading the page anew.

use wasm_bindgen::prelude::*;
use web_sys::{Element, History, HtmlAnchorElement, Location, MouseEvent, Window};

fn window() -> Option<Window> {
    web_sys::window()
}

fn location() -> Option<Location> {
    Some(window()?.location())
}

fn history() -> Option<History> {
    window()?.history().ok()
}

/// The path and what follows its question mark.
pub fn address() -> (String, String) {
    let path = location().and_then(|location| location.pathname().ok()).unwrap_or_default();
    let search = location().and_then(|location| location.search().ok()).unwrap_or_default();
    (path, search.trim_start_matches('?').to_owned())
}

/// Goes to an address: a new page in the history, seen from its top.
pub fn push(address: &str) {
    if let (Some(history), Some(window)) = (history(), window()) {
        // Fails only for addresses of another origin, which nobody builds.
        let _gone = history.push_state_with_url(&JsValue::NULL, "", Some(address));
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Puts an address in the place of the current one.
pub fn replace(address: &str) {
    if let Some(history) = history() {
        // As above.
        let _put = history.replace_state_with_url(&JsValue::NULL, "", Some(address));
    }
}

/// Calls when the user goes back or forward, as long as the page lives.
pub fn on_move(moved: impl Fn() + 'static) {
    listen("popstate", Closure::<dyn Fn(JsValue)>::new(move |_event| moved()));
}

/// Calls with path and question of each link of this origin that is plainly clicked, as long as the
/// page lives; where it gives `true`, the browser does not follow the link itself.
pub fn on_link(follow: impl Fn(&str, &str) -> bool + 'static) {
    let clicked = move |event: JsValue| {
        let event: MouseEvent = event.unchecked_into();
        let Some(link) = plain_link(&event) else { return };
        if follow(&link.pathname(), link.search().trim_start_matches('?')) {
            event.prevent_default();
        }
    };
    listen("click", Closure::<dyn Fn(JsValue)>::new(clicked));
}

fn listen(name: &str, listener: Closure<dyn Fn(JsValue)>) {
    if let Some(window) = window() {
        let listener = listener.into_js_value();
        // Fails only for things that are no functions.
        let _added = window.add_event_listener_with_callback(name, listener.unchecked_ref());
    }
}

/// The link that a click is to follow here: not one that opens a tab, another program, another site
/// or a file.
fn plain_link(event: &MouseEvent) -> Option<HtmlAnchorElement> {
    let special = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
    if event.default_prevented() || event.button() != 0 || special {
        return None;
    }
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let link = target.closest("a[href]").ok()??.dyn_into::<HtmlAnchorElement>().ok()?;
    let here = matches!(link.target().as_str(), "" | "_self") && !link.has_attribute("download");
    (here && link.origin() == location()?.origin().ok()?).then_some(link)
}
