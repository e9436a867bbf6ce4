//! Elements: measuring, focus, pointers, dialogs and popovers, frames, and scroll positions.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::Listening;
use crate::busy::Busy;
use crate::deadline::within;
use gloo_timers::future::TimeoutFuture;
use gloo_utils::{document, window};
use js_sys::{Function, Promise};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Element, Event, EventTarget, HtmlDialogElement, HtmlElement, MediaQueryList, MouseEvent,
    ResizeObserver, VisibilityState,
};

/// Milliseconds after which a person starts to wonder why nothing appears.
const PATIENCE: u32 = 6_000;

/// Milliseconds that a hidden page waits instead of a frame.
const UNSEEN: i32 = 250;

/// An element's box, in pixels relative to the viewport.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rect {
    pub top: f64,
    pub left: f64,
    pub width: f64,
    pub height: f64,
}

/// The direction in which to move the focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FocusStep {
    First,
    Previous,
    Next,
    Last,
}

/// Calls back when an element's size changes, until dropped.
pub struct SizeWatch {
    observer: ResizeObserver,
    // Kept alive for the observer, which holds only the JavaScript half of it.
    _on_change: Closure<dyn FnMut()>,
}

impl Drop for SizeWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

const FOCUSABLE: &str = "a[href], button:not([disabled]), input:not([disabled]):not([type=hidden]), \
                         select:not([disabled]), textarea:not([disabled]), [tabindex='0']";

/// Returns the current box of `element`. Forces a layout: do not call it in a loop.
pub fn rect(element: &Element) -> Rect {
    let rect = element.get_bounding_client_rect();
    Rect { top: rect.top(), left: rect.left(), width: rect.width(), height: rect.height() }
}

/// Returns the current boxes of the elements of `root` that match `selector`, in their order.
pub fn rects(root: &Element, selector: &str) -> Vec<Rect> {
    let Ok(nodes) = root.query_selector_all(selector) else { return Vec::new() };
    let elements = (0..nodes.length()).filter_map(|i| nodes.item(i)?.dyn_into().ok());
    elements.map(|element: Element| rect(&element)).collect()
}

/// Focuses and presses one of the elements of `root` that match `selector`.
pub fn press_nth(root: &Element, selector: &str, nth: usize) {
    let Ok(nodes) = root.query_selector_all(selector) else { return };
    let node = u32::try_from(nth).ok().and_then(|nth| nodes.item(nth));
    if let Some(element) = node.and_then(|node| node.dyn_into::<HtmlElement>().ok()) {
        // The element is part of a live page, so focusing does not fail.
        element.focus().ok();
        element.click();
    }
}

/// Returns width and height of the viewport.
pub fn viewport() -> (f64, f64) {
    let read = |value: Option<wasm_bindgen::JsValue>| value.and_then(|v| v.as_f64()).unwrap_or(0.0);
    (read(window().inner_width().ok()), read(window().inner_height().ok()))
}

/// Returns the visible height of a scrolling element, without its scroll bar.
pub fn inner_height(element: &Element) -> f64 {
    f64::from(element.client_height())
}

/// Returns how far an element is scrolled down, in pixels.
pub fn scroll_top(element: &Element) -> f64 {
    f64::from(element.scroll_top())
}

/// Returns how far an element is scrolled sideways, in pixels.
pub fn scroll_left(element: &Element) -> f64 {
    f64::from(element.scroll_left())
}

/// Scrolls an element to `top`, without animation.
pub fn set_scroll_top(element: &Element, top: f64) {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a browser's page is below 34 million pixels"
    )]
    element.set_scroll_top(top.round() as i32);
}

/// Scrolls an element sideways, without animation, to center the first match of `selector` in it.
pub fn center_sideways(scroller: &Element, selector: &str) {
    let Ok(Some(inside)) = scroller.query_selector(selector) else { return };
    let (outer, inner) = (rect(scroller), rect(&inside));
    let off = inner.left + inner.width / 2.0 - (outer.left + outer.width / 2.0);
    scroll_sideways(scroller, off);
}

/// Returns whether a scrolling element has more content before its start, and after its end.
pub fn more_sideways(element: &Element) -> (bool, bool) {
    let passed = element.scroll_left().abs();
    let rest = element.scroll_width() - element.client_width() - passed;
    // Sizes are rounded: ignore one pixel.
    (passed > 1, rest > 1)
}

/// Scrolls an element sideways by some pixels, without animation.
pub fn scroll_sideways(scroller: &Element, by: f64) {
    #[expect(clippy::cast_possible_truncation, reason = "no row of things is that wide")]
    scroller.set_scroll_left(scroller.scroll_left().saturating_add(by.round() as i32));
}

/// Calls `on_change` now and whenever the size of `element` changes.
/// `None` if the browser has no `ResizeObserver`: then the first measurement must do.
pub fn watch_size(element: &Element, on_change: impl FnMut() + 'static) -> Option<SizeWatch> {
    let on_change = Closure::<dyn FnMut()>::new(on_change);
    let observer = ResizeObserver::new(on_change.as_ref().unchecked_ref()).ok()?;
    observer.observe(element);
    Some(SizeWatch { observer, _on_change: on_change })
}

fn media(query: &str) -> Option<MediaQueryList> {
    window().match_media(query).ok().flatten()
}

/// True if the screen matches a media query.
pub fn screen_is(query: &str) -> bool {
    media(query).is_some_and(|query| query.matches())
}

/// Calls `on_change` whenever the result of [`screen_is`] changes, until dropped.
pub fn watch_screen(query: &str, mut on_change: impl FnMut(bool) + 'static) -> Option<Listening> {
    let query = media(query)?;
    let asked = query.clone();
    Some(Listening::new(&query, "change", move |_| on_change(asked.matches())))
}

/// True if the person's system asks for reduced motion.
pub fn motion_is_reduced() -> bool {
    screen_is("(prefers-reduced-motion: reduce)")
}

/// Opens a modal dialog: the rest of the page becomes inert, Escape fires `cancel`, and closing
/// returns the focus.
pub fn open_dialog(dialog: &HtmlDialogElement) {
    if !dialog.open() && dialog.is_connected() && dialog.show_modal().is_err() {
        // A browser without modal dialogs still shows it, but leaves the rest active.
        dialog.set_open(true);
    }
}

/// Closes a dialog that `open_dialog` opened.
pub fn close_dialog(dialog: &HtmlDialogElement) {
    if dialog.open() {
        dialog.close();
    }
}

/// True if a `close` event came from a dialog that is closed. The browser reports the end with its
/// next frame: by then the dialog may be open again, for something else.
pub fn is_closed_dialog(event: &Event) -> bool {
    let dialog = event.target().and_then(|target| target.dyn_into::<HtmlDialogElement>().ok());
    event.target() == event.current_target() && dialog.is_some_and(|dialog| !dialog.open())
}

/// True if a click hit the backdrop of a dialog. Such a click targets the dialog itself but lies
/// outside its box; a text selection that ends there clicks inside the box.
pub fn clicked_beside(event: &MouseEvent) -> bool {
    let own = event.target() == event.current_target();
    let dialog = event.current_target().and_then(|target| target.dyn_into::<Element>().ok());
    own && dialog.is_some_and(|dialog| {
        let box_ = rect(&dialog);
        let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        !(box_.left..=box_.left + box_.width).contains(&x)
            || !(box_.top..=box_.top + box_.height).contains(&y)
    })
}

/// True if the target is, or is inside, an element that matches `selector`.
pub fn is_within(target: Option<EventTarget>, selector: &str) -> bool {
    target
        .and_then(|target| target.dyn_into::<Element>().ok())
        .is_some_and(|element| element.closest(selector).is_ok_and(|found| found.is_some()))
}

/// Shows a popover on top of everything, also above a dialog that was opened later.
pub fn raise_popover(element: &HtmlElement) {
    hide_popover(element);
    // Fails only if the element is not a popover or is gone: then it stays as it is.
    element.show_popover().ok();
}

/// Hides a popover.
pub fn hide_popover(element: &HtmlElement) {
    if popover_is_open(element) {
        // Hiding an open popover cannot fail.
        element.hide_popover().ok();
    }
}

/// True if a popover is open.
pub fn popover_is_open(element: &HtmlElement) -> bool {
    element.matches(":popover-open").unwrap_or(false)
}

/// Focuses an element without scrolling to it.
pub fn focus(element: &HtmlElement) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    // `focus` does not throw for an element of a live page.
    element.focus_with_options(&options).ok();
}

/// True if an element or something in it has the focus.
pub fn has_focus(element: &Element) -> bool {
    document().active_element().is_some_and(|active| element.contains(Some(&active)))
}

/// Moves the focus among the elements of `root` that match `selector`; from outside them, to the
/// first or the last. Focuses the element itself or the first focusable one in it.
pub fn focus_step(root: &Element, selector: &str, step: FocusStep) -> bool {
    let Ok(nodes) = root.query_selector_all(selector) else { return false };
    let items: Vec<HtmlElement> =
        (0..nodes.length()).filter_map(|i| nodes.item(i)?.dyn_into().ok()).collect();
    let active = document().active_element();
    let now = items.iter().position(|item| item.contains(active.as_deref()));
    let Some(last) = items.len().checked_sub(1) else { return false };
    let target = match (step, now) {
        (FocusStep::First, _) | (FocusStep::Next, None) => 0,
        (FocusStep::Last, _) | (FocusStep::Previous, None) => last,
        (FocusStep::Next, Some(i)) => (i + 1).min(last),
        (FocusStep::Previous, Some(i)) => i.saturating_sub(1),
    };
    focus_first(&items[target])
}

/// Focuses `element` or, if it is not focusable, the first focusable element in it.
pub fn focus_first(element: &HtmlElement) -> bool {
    let target = if element.matches(FOCUSABLE).unwrap_or(false) || element.tab_index() >= 0 {
        Some(element.clone())
    } else {
        element.query_selector(FOCUSABLE).ok().flatten().and_then(|e| e.dyn_into().ok())
    };
    target.is_some_and(|target| target.focus().is_ok())
}

/// Captures a pointer: `element` gets its events, wherever it moves, until it is lifted.
pub fn capture_pointer(element: &Element, pointer: i32) {
    // Fails only if the pointer was lifted meanwhile: then there is nothing to capture.
    element.set_pointer_capture(pointer).ok();
}

thread_local! {
    static PLACES: RefCell<HashMap<String, f64>> = RefCell::default();
}

/// Remembers a number, such as a scroll position, under `key` for as long as this page lives.
pub fn remember_place(key: &str, place: f64) {
    PLACES.with_borrow_mut(|places| {
        if let Some(known) = places.get_mut(key) {
            *known = place;
        } else {
            places.insert(key.to_owned(), place);
        }
    });
}

/// Saves the number remembered under `key` to session storage, so that it survives a reload.
pub fn keep_place(key: &str) {
    let place = PLACES.with_borrow(|places| places.get(key).copied());
    let storage = window().session_storage().ok().flatten();
    if let (Some(place), Some(storage)) = (place, storage) {
        // Without session storage (private mode) it is lost on reload, which does no harm.
        storage.set_item(&format!("place:{key}"), &(place as i64).to_string()).ok();
    }
}

/// Returns the number remembered under `key`, by this page or before a reload.
pub fn recall_place(key: &str) -> Option<f64> {
    PLACES.with_borrow(|places| places.get(key).copied()).or_else(|| {
        let storage = window().session_storage().ok()??;
        let place: i32 = storage.get_item(&format!("place:{key}")).ok()??.parse().ok()?;
        Some(f64::from(place))
    })
}

/// Waits until the page's current state has been painted. A hidden page paints nothing: then it
/// goes on after a moment.
pub async fn painted() {
    let _busy = Busy::begin();
    // Continue even if the page is hidden.
    let _shown = within(UNSEEN, seen()).await;
}

/// True if the page is visible: its tab is in front.
pub fn is_seen() -> bool {
    document().visibility_state() == VisibilityState::Visible
}

/// Waits until the current content has been painted, however long the page stays hidden.
pub async fn seen() {
    let frame = Promise::new(&mut |resolve, _reject| {
        // A request for a frame cannot fail.
        let _frame = window().request_animation_frame(&resolve);
    });
    // The promise never fails.
    let _frame = JsFuture::from(frame).await;
    // A frame is painted after its callbacks.
    TimeoutFuture::new(0).await;
}

/// Waits as long as users tolerate a blank page.
pub async fn patience() {
    TimeoutFuture::new(PATIENCE).await;
}

/// Calls a function after `millis`.
pub fn later(call: &Function, millis: i32) {
    // Setting a timer cannot fail.
    let _timer = window().set_timeout_with_callback_and_timeout_and_arguments_0(call, millis);
}
