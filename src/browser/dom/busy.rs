//! Marks the page as busy from outside: a transaction, a chunk being fetched, rows being drawn in
//! batches. Tests wait for the end of that instead of for a fixed time.

use std::cell::Cell;

use web_sys::{Element, Event};

/// The attribute of the page's root element while work is under way.
const BUSY: &str = "data-busy";
/// The event dispatched when the last piece of work ends.
const IDLE: &str = "satchel-idle";

thread_local! {
    static UNDER_WAY: Cell<u32> = const { Cell::new(0) };
}

/// Marks work as under way until dropped.
#[derive(Debug)]
pub struct Busy(());

impl Busy {
    /// Marks the beginning of work.
    pub fn begin() -> Self {
        let before = UNDER_WAY.get();
        UNDER_WAY.set(before.saturating_add(1));
        if let Some(root) = root().filter(|_| before == 0) {
            // Fails only for invalid attribute names.
            let _set = root.set_attribute(BUSY, "");
        }
        Self(())
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        let left = UNDER_WAY.get().saturating_sub(1);
        UNDER_WAY.set(left);
        if let Some(root) = root().filter(|_| left == 0) {
            // Neither can fail, as above.
            let _removed = root.remove_attribute(BUSY);
            let _told = Event::new(IDLE).and_then(|idle| root.dispatch_event(&idle));
        }
    }
}

/// Returns the root element; a worker has no page and reports nothing.
fn root() -> Option<Element> {
    web_sys::window()?.document()?.document_element()
}
