//! Screens, tested below the journeys: the whole application in a frame of its own, over a store in
//! memory whose records the app's own functions made. A test takes a fraction of a second in Chromium
//! and Firefox; journeys are for what needs a real store, file or finger. `.ci/screens chromium` runs
//! them.

#![cfg(target_arch = "wasm32")]
#![expect(clippy::expect_used, reason = "tests; clippy knows only those that are marked #[test]")]

use std::cell::RefCell;

use satchel::store::MemoryStore;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_test::wasm_bindgen_test_configure;

#[path = "screens/contacts.rs"]
mod contacts;
#[path = "screens/data.rs"]
mod data;
#[path = "screens/frame.rs"]
mod frame;
#[path = "screens/page.rs"]
mod page;
#[path = "screens/selling.rs"]
mod selling;
#[path = "screens/settings.rs"]
mod settings;
#[path = "screens/start.rs"]
mod start;

wasm_bindgen_test_configure!(run_in_browser);

thread_local! {
    /// In a frame: what the application in it runs over.
    static STORE: RefCell<Option<MemoryStore>> = const { RefCell::new(None) };
}

/// In a frame: starts the application, over what is stored or over the browser's storage.
#[wasm_bindgen]
pub async fn begin(stored: Option<Vec<u8>>) {
    console_error_panic_hook::set_once();
    match stored {
        Some(bytes) => {
            let store = data::unpacked(&bytes).await;
            STORE.set(Some(store.clone()));
            satchel::ui::start_over(store);
        }
        None => satchel::ui::start(),
    }
}

/// In a frame: what the application has stored by now.
#[wasm_bindgen]
pub async fn stored() -> Vec<u8> {
    let store = STORE.with_borrow(Clone::clone);
    data::packed(&store.expect("a store was given")).await
}

/// In a worker of a frame: does its work.
#[wasm_bindgen]
pub fn serve_jobs() {
    console_error_panic_hook::set_once();
    satchel::browser::job::serve();
}
