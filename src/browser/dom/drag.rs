//! What dragging needs of the page: what lies under a pointer, keeping a touch from scrolling and a
//! drag from ending as a click, a short buzz.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{AddEventListenerOptions, Element, Event, EventTarget, HtmlElement};

use super::{Rect, rect, window};

/// Listens until it is dropped.
pub struct Listening {
    target: EventTarget,
    event: &'static str,
    on_event: Closure<dyn FnMut(Event)>,
}

impl Drop for Listening {
    fn drop(&mut self) {
        let listener = self.on_event.as_ref().unchecked_ref();
        // Removing throws for no listener that was added.
        self.target.remove_event_listener_with_callback_and_bool(self.event, listener, true).ok();
    }
}

/// Listens before anybody else does, with the right to keep the browser from doing its own thing.
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

/// Keeps a finger on `element` from scrolling for as long as `is_held` says so. It must be there
/// before the finger comes down: browsers look only then whether somebody may object.
pub fn hold_touch(element: &Element, is_held: impl Fn() -> bool + 'static) -> Option<Listening> {
    listen(element.clone().into(), "touchmove", move |event| {
        if is_held() && event.cancelable() {
            event.prevent_default();
        }
    })
}

/// Swallows every click until it is dropped: the one that follows when a drag ends on a link.
pub fn swallow_clicks() -> Option<Listening> {
    listen(window()?.into(), "click", |event| {
        event.prevent_default();
        event.stop_propagation();
    })
}

/// The element itself or the nearest one around it that matches `selector`.
pub fn closest(target: Option<EventTarget>, selector: &str) -> Option<HtmlElement> {
    let element = target?.dyn_into::<Element>().ok()?;
    element.closest(selector).ok()??.dyn_into().ok()
}

/// What an attribute of an element says.
pub fn attribute(element: &Element, name: &str) -> Option<String> {
    element.get_attribute(name)
}

/// The elements in `root` that match `selector`, in the order of the page.
pub fn all(root: &Element, selector: &str) -> Vec<HtmlElement> {
    let Ok(nodes) = root.query_selector_all(selector) else { return Vec::new() };
    (0..nodes.length()).filter_map(|i| nodes.item(i)?.dyn_into().ok()).collect()
}

/// The element in `root` that matches `selector` and has this value of an attribute.
pub fn find(root: &Element, selector: &str, name: &str, value: &str) -> Option<HtmlElement> {
    let is_it = |element: &HtmlElement| attribute(element, name).as_deref() == Some(value);
    all(root, selector).into_iter().find(is_it)
}

/// Where those elements are. Reading it makes the browser lay out, once.
pub fn rects(root: &Element, selector: &str) -> Vec<Rect> {
    all(root, selector).iter().map(|element| rect(element)).collect()
}

/// A short buzz in the hand that holds the phone, where phones and people allow it.
pub fn buzz() {
    const MILLISECONDS: u32 = 12;
    let navigator = window().map(|window| window.navigator());
    // Safari has none; calling what is not there would throw.
    let known = |navigator: &web_sys::Navigator| {
        js_sys::Reflect::has(navigator, &"vibrate".into()).unwrap_or(false)
    };
    if let Some(navigator) = navigator.filter(known) {
        navigator.vibrate_with_duration(MILLISECONDS);
    }
}

/// A clock for movements, in milliseconds.
pub fn now() -> f64 {
    js_sys::Date::now()
}
