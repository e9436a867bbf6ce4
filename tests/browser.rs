//! Tests that need a browser, run in Chromium, Firefox and WebKit: the store conformance suite over
//! IndexedDB here, browser-specific behavior in `tests/browser/`.

#![cfg(target_arch = "wasm32")]
#![expect(clippy::expect_used, reason = "tests; clippy knows only those that are marked #[test]")]

use std::cell::Cell;

use browser::clock;
use browser::idb::IdbStore;
use store::conformance;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

#[path = "browser/failures.rs"]
mod failures;
#[path = "browser/language.rs"]
mod language;
#[path = "browser/prefetch.rs"]
mod prefetch;
#[path = "browser/stopped.rs"]
mod stopped;
#[path = "browser/stores.rs"]
mod stores;
#[path = "browser/tabs.rs"]
mod tabs;
#[path = "browser/updates.rs"]
mod updates;

wasm_bindgen_test_configure!(run_in_browser);

thread_local! {
    static MADE: Cell<u32> = const { Cell::new(0) };
}

/// Returns a database name that no other test and no earlier run uses.
fn fresh_name() -> String {
    MADE.set(MADE.get() + 1);
    format!("test-{:016x}-{}", clock::random_u64(), MADE.get())
}

fn two_tabs() -> (IdbStore, IdbStore) {
    let name = fresh_name();
    (IdbStore::new(&name), IdbStore::new(&name))
}

macro_rules! in_indexed_db {
    ($($case:ident),* $(,)?) => {
        $(#[wasm_bindgen_test]
        async fn $case() {
            let (a, b) = two_tabs();
            conformance::$case(a, b).await.expect(stringify!($case));
        })*
    };
}

store::each_store_case!(in_indexed_db);
