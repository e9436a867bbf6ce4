//! Tells from outside that the page has something under way: a transaction, a part that is being
//! fetched, rows that are drawn in turns. Tests wait for its end instead of for a time.

use std::cell::Cell;

use web_sys::{Element, Event};

/// The attribute of the page's root element while something is under way.
const BUSY: &str = "data-busy";
/// The event of the window when the last of it is over.
const IDLE: &str = "satchel-idle";

thread_local! {
    static UNDER_WAY: Cell<u32> = const { Cell::new(0) };
}

/// Something is under way until this is dropped.
#[derive(Debug)]
pub struct Busy(());

impl Busy {
    /// Something begins.
    pub fn begin() -> Self {
        let before = UNDER_WAY.get();
        UNDER_WAY.set(before.saturating_add(1));
        if let Some(root) = root().filter(|_| before == 0) {
            // Fails only for names that are no names.
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

/// A worker has no page and tells nobody.
fn root() -> Option<Element> {
    web_sys::window()?.document()?.document_element()
}
