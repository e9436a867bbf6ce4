//! The visible part of the page: a phone's keyboard covers the page without shrinking it.

use std::rc::Rc;

use gloo_events::EventListenerOptions;
use gloo_utils::window;
use js_sys::{Function, Reflect};
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget};

use crate::Listening;
use crate::element::{Rect, rect, viewport};

/// Calls back when the visible part changes or something scrolls, until dropped.
pub struct SightWatch {
    _listening: Vec<Listening>,
}

/// Returns the visual viewport, which excludes an overlaid keyboard; engines without it never
/// overlay one.
fn visual_viewport() -> Option<EventTarget> {
    Reflect::get(&window(), &"visualViewport".into()).ok()?.dyn_into().ok()
}

/// Returns the top and bottom of the visible part, in the coordinates of [`rect`].
pub fn seen() -> (f64, f64) {
    let read = |of: &EventTarget, name: &str| Reflect::get(of, &name.into()).ok()?.as_f64();
    let visual = visual_viewport();
    let part = visual.and_then(|it| Some((read(&it, "offsetTop")?, read(&it, "height")?)));
    part.map_or_else(|| (0.0, viewport().1), |(top, height)| (top, top + height))
}

/// Calls `on_change` whenever the visible part of the page changes.
pub fn watch_sight(on_change: impl Fn() + 'static) -> SightWatch {
    let on_change = Rc::new(on_change);
    let targets = visual_viewport().into_iter().chain([window().into()]);
    let pairs = targets.flat_map(|target| [(target.clone(), "resize"), (target, "scroll")]);
    // Scroll events of inner elements do not bubble: only a capturing listener gets them.
    let options = EventListenerOptions::run_in_capture_phase();
    let listening = pairs.map(|(target, event)| {
        let on_change = Rc::clone(&on_change);
        Listening::new_with_options(&target, event, options, move |_| on_change())
    });
    SightWatch { _listening: listening.collect() }
}

/// Scrolls the nearest scrollable ancestor so that the element is `margin` below its top edge.
/// Moves nothing that the person could not scroll by hand.
pub fn bring_to_top(element: &Element, margin: f64) {
    let mut outer = element.parent_element();
    while let Some(scroller) = outer {
        if scroller.scroll_height() > scroller.client_height() && scrolls(&scroller) {
            let by = rect(element).top - rect(&scroller).top - margin;
            return crate::set_scroll_top(&scroller, crate::scroll_top(&scroller) + by);
        }
        outer = scroller.parent_element();
    }
}

/// True if a person can scroll the element vertically.
fn scrolls(element: &Element) -> bool {
    let overflow = || {
        let window = window();
        let read = Reflect::get(&window, &"getComputedStyle".into()).ok()?;
        let style = read.dyn_into::<Function>().ok()?.call1(&window, element).ok()?;
        Reflect::get(&style, &"overflowY".into()).ok()?.as_string()
    };
    matches!(overflow().as_deref(), Some("auto" | "scroll"))
}

/// Scrolls a list just enough to show all of the first match of `selector` in it.
pub fn reveal(list: &Element, selector: &str) {
    let Ok(Some(inside)) = list.query_selector(selector) else { return };
    let (outer, inner): (Rect, Rect) = (rect(list), rect(&inside));
    let over = outer.top - inner.top;
    let under = inner.top + inner.height - outer.top - outer.height;
    let by = if over > 0.0 { -over } else { under.max(0.0) };
    crate::set_scroll_top(list, crate::scroll_top(list) + by);
}
