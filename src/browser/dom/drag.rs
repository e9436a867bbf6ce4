//! DOM access for dragging: finding elements under a pointer, keeping a touch from scrolling and a
//! drag from ending as a click, and a short vibration.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{AddEventListenerOptions, Element, Event, EventTarget, HtmlElement};

use crate::element::{Rect, rect, window};

/// An event listener, removed when dropped.
pub struct Listening {
    target: EventTarget,
    event: &'static str,
    on_event: Closure<dyn FnMut(Event)>,
}

impl Drop for Listening {
    fn drop(&mut self) {
        let listener = self.on_event.as_ref().unchecked_ref();
        // Removing a listener that was added does not throw.
        self.target.remove_event_listener_with_callback_and_bool(self.event, listener, true).ok();
    }
}

/// Adds a capturing, non-passive listener: it runs first and can prevent the default action.
fn listen(
    target: EventTarget,
    event: &'static str,
    on_event: impl FnMut(Event) + 'static,
) -> Option<Listening> {
    let on_event = Closure::<dyn FnMut(Event)>::new(on_event);
    let options = AddEventListenerOptions::new();
    options.set_capture(true);
    options.set_passive(false);
    let listener = on_event.as_ref().unchecked_ref();
    target
        .add_event_listener_with_callback_and_add_event_listener_options(event, listener, &options)
        .ok()?;
    Some(Listening { target, event, on_event })
}

/// Keeps a finger on `element` from scrolling while `is_held` returns true. Must be installed
/// before the finger comes down: browsers check only then for non-passive listeners.
pub fn hold_touch(element: &Element, is_held: impl Fn() -> bool + 'static) -> Option<Listening> {
    listen(element.clone().into(), "touchmove", move |event| {
        if is_held() && event.cancelable() {
            event.prevent_default();
        }
    })
}

/// Swallows every click until dropped, such as the click that follows a drag ending on a link.
pub fn swallow_clicks() -> Option<Listening> {
    listen(window()?.into(), "click", |event| {
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
    let navigator = window().map(|window| window.navigator());
    // Safari has no `vibrate`; calling a missing method would throw.
    let known = |navigator: &web_sys::Navigator| {
        js_sys::Reflect::has(navigator, &"vibrate".into()).unwrap_or(false)
    };
    if let Some(navigator) = navigator.filter(known) {
        navigator.vibrate_with_duration(MILLISECONDS);
    }
}

/// Returns the time for measuring movements, in milliseconds.
pub fn now() -> f64 {
    js_sys::Date::now()
}
