//! What a page that goes away was just reading. WebKit was seen to keep such a transaction for ever
//! when a page was left soon after it had come (one of six times); whatever writes the same stores
//! waits behind it then, in the next page too. So reading is given up when the page goes; what is
//! being written is left to end.

use std::cell::{Cell, RefCell};

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::IdbTransaction;

thread_local! {
    static READING: RefCell<Vec<IdbTransaction>> = const { RefCell::new(Vec::new()) };
    static WATCHED: Cell<bool> = const { Cell::new(false) };
}

/// Notes that a transaction reads, until [`ended`].
pub fn begun(transaction: &IdbTransaction) {
    READING.with_borrow_mut(|reading| reading.push(transaction.clone()));
    if !WATCHED.replace(true)
        && let Some(window) = web_sys::window()
    {
        let give_up = Closure::<dyn Fn()>::new(|| {
            for transaction in READING.take() {
                // One that has ended by itself refuses.
                drop(transaction.abort());
            }
        });
        // Listens as long as the page lives.
        let listener = give_up.into_js_value();
        let _added = window.add_event_listener_with_callback("pagehide", listener.unchecked_ref());
    }
}

/// Forgets a transaction.
pub fn ended(transaction: &IdbTransaction) {
    READING.with_borrow_mut(|reading| reading.retain(|known| known != transaction));
}
