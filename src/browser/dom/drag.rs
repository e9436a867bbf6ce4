//! DOM access for dragging: finding elements under a pointer, keeping a touch from scrolling and a
//! drag from ending as a click, and a short vibration.

use gloo_events::{EventListenerOptions, EventListenerPhase};
use gloo_utils::window;
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, HtmlElement};

use crate::Listening;
use crate::element::{Rect, rect};

/// Capturing and not passive: the listener runs first and can prevent the default action.
const FIRST: EventListenerOptions =
    EventListenerOptions { phase: EventListenerPhase::Capture, passive: false };

/// Keeps a finger on `element` from scrolling while `is_held` returns true. Must be installed
/// before the finger comes down: browsers check only then for non-passive listeners.
pub fn hold_touch(element: &Element, is_held: impl Fn() -> bool + 'static) -> Listening {
    Listening::new_with_options(element, "touchmove", FIRST, move |event| {
        if is_held() && event.cancelable() {
            event.prevent_default();
        }
    })
}

/// Swallows every click until dropped, such as the click that follows a drag ending on a link.
pub fn swallow_clicks() -> Listening {
    Listening::new_with_options(&window(), "click", FIRST, |event| {
        event.prevent_default();
        event.stop_propagation();
    })
}

/// Returns the nearest element, the target itself included, that matches `selector`.
pub fn closest(target: Option<EventTarget>, selector: &str) -> Option<HtmlElement> {
    let element = target?.dyn_into::<Element>().ok()?;
    element.closest(selector).ok()??.dyn_into().ok()
}

/// Returns the value of an element's attribute.
pub fn attribute(element: &Element, name: &str) -> Option<String> {
    element.get_attribute(name)
}

/// Returns the elements in `root` that match `selector`, in document order.
pub fn all(root: &Element, selector: &str) -> Vec<HtmlElement> {
    let Ok(nodes) = root.query_selector_all(selector) else { return Vec::new() };
    (0..nodes.length()).filter_map(|i| nodes.item(i)?.dyn_into().ok()).collect()
}

/// Finds the element in `root` that matches `selector` and has this attribute value.
pub fn find(root: &Element, selector: &str, name: &str, value: &str) -> Option<HtmlElement> {
    let is_it = |element: &HtmlElement| attribute(element, name).as_deref() == Some(value);
    all(root, selector).into_iter().find(is_it)
}

/// Returns the boxes of the matching elements. Forces one layout.
pub fn rects(root: &Element, selector: &str) -> Vec<Rect> {
    all(root, selector).iter().map(|element| rect(element)).collect()
}

/// Vibrates the phone briefly, if the device and the person's settings allow it.
pub fn buzz() {
    const MILLISECONDS: u32 = 12;
    let navigator = window().navigator();
    // Safari has no `vibrate`; calling a missing method would throw.
    if js_sys::Reflect::has(&navigator, &"vibrate".into()).unwrap_or(false) {
        navigator.vibrate_with_duration(MILLISECONDS);
    }
}

/// Returns the time for measuring movements, in milliseconds.
pub fn now() -> f64 {
    js_sys::Date::now()
}
