//! Restores lost focus. When the focused element goes away with its row or screen, the browser
//! focuses nothing; this moves the focus to the element that took its place, or to the screen's
//! heading, so that keyboard and screen-reader users continue from there.

use std::cell::RefCell;

use gloo_utils::{document, window};
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, MutationObserver, MutationObserverInit, Node};

use crate::element::{focus, painted};
use crate::{Listening, spawn};

/// The selector of the screen's heading.
const HEADING: &str = "h1";
/// Manages its own focus: a moved card takes it along.
const OWN: &str = ".board";
/// Text fields are never refocused: on a phone that would bring up the keyboard.
const WRITTEN: &str = "input:not([type=checkbox], [type=radio]), textarea, select";

/// The element that last had the focus, and its position.
struct LastFocus {
    element: HtmlElement,
    address: String,
    /// Its ancestors, from inside to outside, without the root.
    around: Vec<Element>,
    /// A selector of similar elements (its first class), and its index among them.
    like: Option<String>,
    place: usize,
}

thread_local! {
    static HELD: RefCell<Option<LastFocus>> = const { RefCell::new(None) };
    static WAITS: RefCell<bool> = const { RefCell::new(false) };
}

/// Keeps the focus until dropped.
pub struct FocusWatch {
    observer: MutationObserver,
    _come: Listening,
    _gone: Listening,
    // Kept alive for the observer, which holds only the JavaScript half of it.
    _changed: Closure<dyn FnMut()>,
}

impl Drop for FocusWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Keeps the focus within the element of this id. `None` if there is no such element.
pub fn keep_focus(root: &'static str) -> Option<FocusWatch> {
    let element = document().get_element_by_id(root)?;
    let come = Listening::new(&document(), "focusin", move |event| {
        let target = event.target().and_then(|it| it.dyn_into::<HtmlElement>().ok());
        HELD.set(target.and_then(|target| LastFocus::of(target, root)));
    });
    let gone = Listening::new(&document(), "focusout", move |_| look_later(root));
    let changed = Closure::<dyn FnMut()>::new(move || look_later(root));
    let options = MutationObserverInit::new();
    options.set_child_list(true);
    options.set_subtree(true);
    let observer = MutationObserver::new(changed.as_ref().unchecked_ref()).ok()?;
    // If it fails, the focus falls where the browser puts it.
    observer.observe_with_options(&element, &options).ok();
    Some(FocusWatch { observer, _come: come, _gone: gone, _changed: changed })
}

fn address() -> String {
    window().location().pathname().unwrap_or_default()
}

/// Checks the focus after the pending changes have been painted, once for a series of calls.
fn look_later(root: &'static str) {
    if HELD.with_borrow(Option::is_some) && !WAITS.replace(true) {
        spawn(async move {
            painted().await;
            WAITS.set(false);
            look(root);
        });
    }
}

fn look(root: &'static str) {
    let document = document();
    let active = document.active_element();
    if active.is_some_and(|active| active.tag_name() != "BODY" && is_seen(&active)) {
        return;
    }
    let Some(held) = HELD.take() else { return };
    if is_seen(&held.element) {
        // The person moved the focus away.
        return;
    }
    let Some(root) = document.get_element_by_id(root) else { return };
    let is_covered = document.query_selector("dialog[open]").ok().flatten();
    if is_covered.is_some_and(|dialog| !held.around.contains(&dialog)) {
        return;
    }
    let next = if held.address == address() { held.next() } else { None };
    match next.or_else(|| seen(&root, HEADING).into_iter().next()) {
        Some(next) => give(&next),
        // The screen is still loading.
        None => HELD.set(Some(held)),
    }
}

fn give(element: &HtmlElement) {
    if element.tab_index() < 0 {
        element.set_tab_index(-1);
    }
    focus(element);
}

fn is_seen(element: &Element) -> bool {
    let rect = element.get_bounding_client_rect();
    element.is_connected() && rect.width() > 0.0 && rect.height() > 0.0
}

/// Returns the visible elements that match, in document order.
fn seen(root: &Element, selector: &str) -> Vec<HtmlElement> {
    let Ok(found) = root.query_selector_all(selector) else { return Vec::new() };
    let all = (0..found.length()).filter_map(|at| found.item(at)?.dyn_into::<HtmlElement>().ok());
    all.filter(|element| is_seen(element)).collect()
}

impl LastFocus {
    fn of(element: HtmlElement, root: &str) -> Option<Self> {
        let root = document().get_element_by_id(root)?;
        let is_root = element.unchecked_ref::<Element>() == &root;
        let is_inside = root.contains(Some(element.unchecked_ref::<Node>())) && !is_root;
        if !is_inside || element.closest(OWN).ok().flatten().is_some() {
            return None;
        }
        let around = std::iter::successors(element.parent_element(), |it| it.parent_element());
        let around = around.take_while(|it| *it != root).collect();
        let written = element.matches(WRITTEN).unwrap_or(false);
        let classes = element.class_name();
        let class = classes.split_whitespace().next().filter(|_| !written);
        let like = class.map(|class| format!(".{class}"));
        let all = like.as_ref().map(|like| seen(&root, like)).unwrap_or_default();
        let place = all.iter().position(|it| *it == element).unwrap_or(0);
        Some(Self { element, address: address(), around, like, place })
    }

    /// Returns the similar element that now has the same index, or else the last one before. `None`
    /// if no ancestor is visible any more: then this is another screen.
    fn next(&self) -> Option<HtmlElement> {
        let around = self.around.iter().find(|around| is_seen(around))?;
        let root = around.closest("main").ok().flatten()?;
        let like = self.like.as_deref()?;
        let inside = |it: &&HtmlElement| around.contains(Some(it.unchecked_ref::<Node>()));
        let all = seen(&root, like);
        let from = self.place.min(all.len());
        let after = all.get(from..)?.iter().find(inside);
        after.or_else(|| all.iter().rev().find(inside)).cloned()
    }
}
