//! What the kit needs of the page itself: measuring, focus, pointers, dialogs and popovers, and a
//! small memory for scroll positions. Nothing of the trade, no storage of records.

pub mod drag;
mod focus;
pub mod sight;

use std::cell::RefCell;
use std::collections::HashMap;

use js_sys::{Function, Promise};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Element, EventTarget, HtmlDialogElement, HtmlElement, MediaQueryList, MouseEvent,
    ResizeObserver, Window,
};

pub use super::busy::Busy;
pub use focus::keep_focus;

/// Milliseconds after which somebody wonders that nothing comes.
const PATIENCE: i32 = 6_000;

/// How many milliseconds a page that nobody sees waits instead of for a frame.
const UNSEEN: i32 = 250;

/// Where an element is, in pixels of the visible page.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rect {
    pub top: f64,
    pub left: f64,
    pub width: f64,
    pub height: f64,
}

/// Which way the focus goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    First,
    Previous,
    Next,
    Last,
}

/// Calls back when an element's size changes, until it is dropped.
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

/// Calls back when a question to the screen gets another answer, until it is dropped.
pub struct ScreenWatch {
    query: MediaQueryList,
    on_change: Closure<dyn FnMut()>,
}

impl Drop for ScreenWatch {
    fn drop(&mut self) {
        // Removing throws for no listener that was added.
        self.query
            .remove_event_listener_with_callback("change", self.on_change.as_ref().unchecked_ref())
            .ok();
    }
}

const FOCUSABLE: &str = "a[href], button:not([disabled]), input:not([disabled]):not([type=hidden]), \
                         select:not([disabled]), textarea:not([disabled]), [tabindex='0']";

fn window() -> Option<Window> {
    web_sys::window()
}

/// Where `element` is now. Reading it makes the browser lay out: not in a loop.
pub fn rect(element: &Element) -> Rect {
    let rect = element.get_bounding_client_rect();
    Rect { top: rect.top(), left: rect.left(), width: rect.width(), height: rect.height() }
}

/// Width and height of the visible page.
pub fn viewport() -> (f64, f64) {
    let read = |value: Option<wasm_bindgen::JsValue>| value.and_then(|v| v.as_f64()).unwrap_or(0.0);
    window().map_or((0.0, 0.0), |w| (read(w.inner_width().ok()), read(w.inner_height().ok())))
}

/// The height of what can be seen of a scrolling element, without its scroll bar.
pub fn inner_height(element: &Element) -> f64 {
    f64::from(element.client_height())
}

/// How far a scrolling element is scrolled down.
pub fn scroll_top(element: &Element) -> f64 {
    f64::from(element.scroll_top())
}

/// How far a scrolling element is scrolled sideways.
pub fn scroll_left(element: &Element) -> f64 {
    f64::from(element.scroll_left())
}

/// Scrolls an element to `top` at once.
pub fn set_scroll_top(element: &Element, top: f64) {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a browser's page is below 34 million pixels"
    )]
    element.set_scroll_top(top.round() as i32);
}

/// Scrolls an element sideways, at once, so that what matches `selector` in it is in its middle.
pub fn center_sideways(scroller: &Element, selector: &str) {
    let Ok(Some(inside)) = scroller.query_selector(selector) else { return };
    let (outer, inner) = (rect(scroller), rect(&inside));
    let off = inner.left + inner.width / 2.0 - (outer.left + outer.width / 2.0);
    scroll_sideways(scroller, off);
}

/// Whether there is more of a scrolling element before its start, and behind its end.
pub fn more_sideways(element: &Element) -> (bool, bool) {
    let passed = element.scroll_left().abs();
    let rest = element.scroll_width() - element.client_width() - passed;
    // Sizes are rounded: a pixel is nothing.
    (passed > 1, rest > 1)
}

/// Scrolls an element sideways, at once, by some pixels.
pub fn scroll_sideways(scroller: &Element, by: f64) {
    #[expect(clippy::cast_possible_truncation, reason = "no row of things is that wide")]
    scroller.set_scroll_left(scroller.scroll_left().saturating_add(by.round() as i32));
}

/// Calls `on_change` now and whenever the size of `element` changes.
/// `None` where the browser has no such observer: then the first measure must do.
pub fn watch_size(element: &Element, on_change: impl FnMut() + 'static) -> Option<SizeWatch> {
    let on_change = Closure::<dyn FnMut()>::new(on_change);
    let observer = ResizeObserver::new(on_change.as_ref().unchecked_ref()).ok()?;
    observer.observe(element);
    Some(SizeWatch { observer, _on_change: on_change })
}

fn media(query: &str) -> Option<MediaQueryList> {
    window()?.match_media(query).ok().flatten()
}

/// Whether the screen is as a media query asks.
pub fn screen_is(query: &str) -> bool {
    media(query).is_some_and(|query| query.matches())
}

/// Calls `on_change` whenever the answer of [`screen_is`] becomes another one.
pub fn watch_screen(query: &str, mut on_change: impl FnMut(bool) + 'static) -> Option<ScreenWatch> {
    let query = media(query)?;
    let asked = query.clone();
    let on_change = Closure::<dyn FnMut()>::new(move || on_change(asked.matches()));
    let listener = on_change.as_ref().unchecked_ref();
    query.add_event_listener_with_callback("change", listener).ok()?;
    Some(ScreenWatch { query, on_change })
}

/// Whether the person's system asks for less motion.
pub fn motion_is_reduced() -> bool {
    screen_is("(prefers-reduced-motion: reduce)")
}

/// Opens a dialog over the page: the rest becomes inert, Escape fires `cancel`, and closing gives
/// the focus back to where it was.
pub fn open_dialog(dialog: &HtmlDialogElement) {
    if !dialog.open() && dialog.is_connected() && dialog.show_modal().is_err() {
        // A browser without modal dialogs still shows it, without making the rest inert.
        dialog.set_open(true);
    }
}

/// Closes a dialog that `open_dialog` opened.
pub fn close_dialog(dialog: &HtmlDialogElement) {
    if dialog.open() {
        dialog.close();
    }
}

/// Whether a click met the ground behind a dialog. That counts as a click on the dialog itself, but
/// outside of its box; a text selection that ends there is a click inside the box.
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

/// Whether something is, or is inside of, an element that matches `selector`.
pub fn is_within(target: Option<EventTarget>, selector: &str) -> bool {
    target
        .and_then(|target| target.dyn_into::<Element>().ok())
        .is_some_and(|element| element.closest(selector).is_ok_and(|found| found.is_some()))
}

/// Puts a popover above everything else, also above a dialog that was opened later than it.
pub fn raise_popover(element: &HtmlElement) {
    hide_popover(element);
    // Refused only where the element is no popover or is gone: then it stays where it is.
    element.show_popover().ok();
}

/// Takes a popover away.
pub fn hide_popover(element: &HtmlElement) {
    if popover_is_open(element) {
        // It is open, so there is nothing left that it could refuse.
        element.hide_popover().ok();
    }
}

/// Whether a popover is shown.
pub fn popover_is_open(element: &HtmlElement) -> bool {
    element.matches(":popover-open").unwrap_or(false)
}

/// Gives an element the focus without scrolling to it.
pub fn focus(element: &HtmlElement) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    // `focus` throws for no element of a live page.
    element.focus_with_options(&options).ok();
}

/// Moves the focus among the elements of `root` that match `selector`; from outside them, to the
/// first or the last. The element, or the first thing in it that can have the focus, gets it.
pub fn focus_step(root: &Element, selector: &str, step: Step) -> bool {
    let Ok(nodes) = root.query_selector_all(selector) else { return false };
    let items: Vec<HtmlElement> =
        (0..nodes.length()).filter_map(|i| nodes.item(i)?.dyn_into().ok()).collect();
    let active = window().and_then(|w| w.document()).and_then(|d| d.active_element());
    let now = items.iter().position(|item| item.contains(active.as_deref()));
    let Some(last) = items.len().checked_sub(1) else { return false };
    let target = match (step, now) {
        (Step::First, _) | (Step::Next, None) => 0,
        (Step::Last, _) | (Step::Previous, None) => last,
        (Step::Next, Some(i)) => (i + 1).min(last),
        (Step::Previous, Some(i)) => i.saturating_sub(1),
    };
    focus_first(&items[target])
}

/// Gives the focus to `element` or, if it cannot have it, to the first thing in it that can.
pub fn focus_first(element: &HtmlElement) -> bool {
    let target = if element.matches(FOCUSABLE).unwrap_or(false) || element.tab_index() >= 0 {
        Some(element.clone())
    } else {
        element.query_selector(FOCUSABLE).ok().flatten().and_then(|e| e.dyn_into().ok())
    };
    target.is_some_and(|target| target.focus().is_ok())
}

/// Sends all further events of a pointer to `element`, wherever it goes, until it is lifted.
pub fn capture_pointer(element: &Element, pointer: i32) {
    // Refused only if the pointer was lifted in between: then there is nothing to capture.
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

/// Writes what was remembered under `key` to the session, so that a reload finds it again.
pub fn keep_place(key: &str) {
    let place = PLACES.with_borrow(|places| places.get(key).copied());
    let storage = window().and_then(|w| w.session_storage().ok().flatten());
    if let (Some(place), Some(storage)) = (place, storage) {
        // A session without storage (private mode) forgets on reload, which harms nothing.
        storage.set_item(&format!("place:{key}"), &(place as i64).to_string()).ok();
    }
}

/// What was remembered under `key` by this page or by the one before a reload.
pub fn recall_place(key: &str) -> Option<f64> {
    PLACES.with_borrow(|places| places.get(key).copied()).or_else(|| {
        let storage = window()?.session_storage().ok()??;
        let place: i32 = storage.get_item(&format!("place:{key}")).ok()??.parse().ok()?;
        Some(f64::from(place))
    })
}

/// Waits until what is in the page now has been painted. A page that nobody sees paints nothing: it
/// goes on after a moment.
pub async fn painted() {
    let _busy = Busy::begin();
    let promise = Promise::new(&mut |resolve, _reject| {
        later(&resolve, UNSEEN);
        at_next_frame(resolve);
    });
    // The promise never fails.
    let _done = JsFuture::from(promise).await;
}

/// Whether anybody can see the page: its tab is in front.
pub fn is_seen() -> bool {
    let document = window().and_then(|window| window.document());
    document.is_none_or(|it| it.visibility_state() == web_sys::VisibilityState::Visible)
}

/// Waits until what is in the page now has been painted, however long nobody sees the page.
pub async fn seen() {
    let promise = Promise::new(&mut |resolve, _reject| at_next_frame(resolve));
    // The promise never fails.
    let _done = JsFuture::from(promise).await;
}

/// Calls when the next frame has been painted.
fn at_next_frame(call: Function) {
    let frame = Closure::once_into_js(move || later(&call, 0));
    if let Some(window) = window() {
        // A request for a frame cannot fail.
        let _frame = window.request_animation_frame(frame.unchecked_ref());
    }
}

/// Waits as long as somebody looks at a page that does not come before they wonder.
pub async fn patience() {
    let promise = Promise::new(&mut |resolve, _reject| later(&resolve, PATIENCE));
    // The promise never fails.
    let _done = JsFuture::from(promise).await;
}

/// Calls after so many milliseconds.
pub(super) fn later(call: &Function, millis: i32) {
    if let Some(window) = window() {
        // A timer cannot fail.
        let _timer = window.set_timeout_with_callback_and_timeout_and_arguments_0(call, millis);
    }
}
