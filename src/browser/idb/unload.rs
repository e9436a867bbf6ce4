//! Aborts open transactions when the page is left. WebKit freezes such a page for a later step back,
//! and its transactions with it: the next page then waits for them, often forever. Nothing is lost,
//! because a frozen page finishes nothing; only what it was already committing is left to the
//! browser.

use std::cell::{Cell, RefCell};

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::IdbTransaction;

thread_local! {
    static OPEN: RefCell<Vec<IdbTransaction>> = const { RefCell::new(Vec::new()) };
    static WATCHED: Cell<bool> = const { Cell::new(false) };
}

/// Registers a transaction until [`ended`].
pub fn begun(transaction: &IdbTransaction) {
    OPEN.with_borrow_mut(|open| open.push(transaction.clone()));
    if !WATCHED.replace(true)
        && let Some(window) = web_sys::window()
    {
        let give_up = Closure::<dyn Fn()>::new(|| {
            for transaction in OPEN.take() {
                // Aborting a finished transaction throws.
                drop(transaction.abort());
            }
        });
        // The listener lives as long as the page.
        let listener = give_up.into_js_value();
        let _added = window.add_event_listener_with_callback("pagehide", listener.unchecked_ref());
    }
}

/// Forgets a transaction that ends or commits.
pub fn ended(transaction: &IdbTransaction) {
    OPEN.with_borrow_mut(|open| open.retain(|known| known != transaction));
}
