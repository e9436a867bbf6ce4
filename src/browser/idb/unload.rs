//! Aborts reads when the page is left. WebKit was seen to keep such a transaction open forever when
//! a page was left soon after it had loaded (one of six times); writers of the same stores then
//! wait behind it, in the next page too. Writes are left to finish.

use std::cell::{Cell, RefCell};

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::IdbTransaction;

thread_local! {
    static READING: RefCell<Vec<IdbTransaction>> = const { RefCell::new(Vec::new()) };
    static WATCHED: Cell<bool> = const { Cell::new(false) };
}

/// Registers a read transaction until [`ended`].
pub fn begun(transaction: &IdbTransaction) {
    READING.with_borrow_mut(|reading| reading.push(transaction.clone()));
    if !WATCHED.replace(true)
        && let Some(window) = web_sys::window()
    {
        let give_up = Closure::<dyn Fn()>::new(|| {
            for transaction in READING.take() {
                // Aborting a finished transaction throws.
                drop(transaction.abort());
            }
        });
        // The listener lives as long as the page.
        let listener = give_up.into_js_value();
        let _added = window.add_event_listener_with_callback("pagehide", listener.unchecked_ref());
    }
}

/// Forgets a transaction.
pub fn ended(transaction: &IdbTransaction) {
    READING.with_borrow_mut(|reading| reading.retain(|known| known != transaction));
}
