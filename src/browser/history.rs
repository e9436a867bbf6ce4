//! The page's address, and navigation between addresses without reloading.

use dom::Listening;
use gloo_events::EventListenerOptions;
use gloo_utils::{document, history, window};
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlAnchorElement, HtmlElement, MouseEvent};

/// Returns the path and the query string without its question mark.
pub fn address() -> (String, String) {
    let location = window().location();
    let path = location.pathname().unwrap_or_default();
    let search = location.search().unwrap_or_default();
    (path, search.trim_start_matches('?').to_owned())
}

/// Pushes a history entry with a mark, at the current address if none is given. A new address
/// starts scrolled to the top.
pub fn push(mark: &str, address: Option<&str>) {
    // Fails for addresses of another origin, which nobody builds, and in Safari for the
    // hundredth entry within 30 seconds, which nobody reaches by hand.
    let _gone = history().push_state_with_url(&JsValue::from_str(mark), "", address);
    if address.is_some() {
        window().scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Replaces the entry's mark, and its address if one is given.
pub fn replace(mark: &str, address: Option<&str>) {
    // Fails only as in `push`.
    let _put = history().replace_state_with_url(&JsValue::from_str(mark), "", address);
}

/// Goes back `by` entries, asynchronously; [`on_move`] reports the arrival.
pub fn back(by: u32) {
    let by = i32::try_from(by).unwrap_or(i32::MAX);
    // Fails only if the page is no longer shown.
    let _going = history().go_with_delta(-by);
}

/// Returns the mark of the current entry.
pub fn mark() -> Option<String> {
    history().state().ok()?.as_string()
}

/// Returns a number that no entry of this tab has had: the time, in milliseconds.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "milliseconds since 1970 are whole and fit"
)]
pub fn fresh_number() -> u64 {
    js_sys::Date::now() as u64
}

/// Calls `moved` whenever the user goes back or forward, until dropped.
pub fn on_move(moved: impl Fn() + 'static) -> Listening {
    Listening::new(&window(), "popstate", move |_event| moved())
}

/// Calls `follow` with path and query of every plainly clicked link of this origin, until dropped;
/// if it returns `true`, the browser does not follow the link itself.
pub fn on_link(follow: impl Fn(&str, &str) -> bool + 'static) -> Listening {
    let options = EventListenerOptions::enable_prevent_default();
    Listening::new_with_options(&window(), "click", options, move |event| {
        let Some(link) = plain_link(event.unchecked_ref()) else { return };
        if let Some(id) = link.get_attribute("href").as_deref().and_then(|it| it.strip_prefix('#'))
        {
            // A link within the page only moves the focus.
            event.prevent_default();
            return focus(id);
        }
        if follow(&link.pathname(), link.search().trim_start_matches('?')) {
            event.prevent_default();
        }
    })
}

fn focus(id: &str) {
    let found = document().get_element_by_id(id);
    if let Some(element) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        // `focus` does not throw for an element of a live page.
        element.focus().ok();
    }
}

/// Returns the clicked link if it is to be followed in this page: not one that opens a tab, another
/// program, another site or a download.
fn plain_link(event: &MouseEvent) -> Option<HtmlAnchorElement> {
    let special = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
    if event.default_prevented() || event.button() != 0 || special {
        return None;
    }
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let link = target.closest("a[href]").ok()??.dyn_into::<HtmlAnchorElement>().ok()?;
    let here = matches!(link.target().as_str(), "" | "_self") && !link.has_attribute("download");
    (here && link.origin() == window().location().origin().ok()?).then_some(link)
}
