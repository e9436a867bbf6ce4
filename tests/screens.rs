//! Screen tests, a level below the journeys: the whole application in its own frame, over an
//! in-memory store whose records the app's own functions created. A test takes a fraction of a
//! second in Chromium and Firefox; journeys cover whatever needs a real store, file or finger. Run
//! with `.ci/screens chromium`.

#![cfg(target_arch = "wasm32")]
#![expect(clippy::expect_used, reason = "tests; clippy knows only those that are marked #[test]")]

use std::cell::RefCell;

use store::MemoryStore;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_test::wasm_bindgen_test_configure;

#[path = "screens/boards.rs"]
mod boards;
#[path = "screens/contacts.rs"]
mod contacts;
#[path = "screens/data.rs"]
mod data;
#[path = "screens/files.rs"]
mod files;
#[path = "screens/frame.rs"]
mod frame;
#[path = "screens/happened.rs"]
mod happened;
#[path = "screens/layers.rs"]
mod layers;
#[path = "screens/layouts.rs"]
mod layouts;
#[path = "screens/logged.rs"]
mod logged;
#[path = "screens/page.rs"]
mod page;
#[path = "screens/records.rs"]
mod records;
#[path = "screens/selling.rs"]
mod selling;
#[path = "screens/settings.rs"]
mod settings;
#[path = "screens/start.rs"]
mod start;
#[path = "screens/tasks.rs"]
mod tasks;
#[path = "screens/views.rs"]
mod views;

wasm_bindgen_test_configure!(run_in_browser);

thread_local! {
    /// In a frame: the store that the application runs over.
    static STORE: RefCell<Option<MemoryStore>> = const { RefCell::new(None) };
}

/// In a frame: starts the application over `stored`, or over the browser's storage if there is
/// none.
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

/// In a frame: returns the application's current data.
#[wasm_bindgen]
pub async fn stored() -> Vec<u8> {
    let store = STORE.with_borrow(Clone::clone);
    data::packed(&store.expect("a store was given")).await
}

/// In a frame: changes the first task in the store, as another tab does.
#[wasm_bindgen]
pub async fn edit_task_elsewhere(text: String) {
    let store = STORE.with_borrow(Clone::clone).expect("a store was given");
    data::edit_first_task(store.another_tab(), &text).await;
}

/// In a frame: returns how often views of contacts have read.
#[wasm_bindgen]
pub fn reads_of_contacts() -> u32 {
    satchel::ui::reads_of(domain::CONTACT)
}

/// In a worker of a frame: serves the jobs.
#[wasm_bindgen]
pub fn serve_jobs() {
    console_error_panic_hook::set_once();
    browser::job::serve();
}
