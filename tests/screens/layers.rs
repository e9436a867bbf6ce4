//! A layer over the screen that closes and opens again.

use kit::{KitWords, Sheet};
use leptos::mount::mount_to_body;
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::frame::pause;

/// The kit's words; no test reads them.
fn words() -> KitWords {
    let word = Signal::stored(String::from("word"));
    KitWords {
        close: word,
        clear: word,
        back: word,
        dismiss: word,
        loading: word,
        part_missing: word,
        part_missing_text: word,
        try_again: word,
        day: word,
        month: word,
        year: word,
        months: Signal::stored(Vec::new()),
    }
}

/// The browser reports the end of a dialog with its next frame, which may come long after.
#[wasm_bindgen_test]
async fn a_sheet_that_opens_again_at_once_stays_open() {
    let open = RwSignal::new(false);
    let _page = mount_to_body(move || {
        provide_context(words());
        view! {
            <Sheet open title="A short job" on_close=move |()| open.set(false)>
                <p>"Content"</p>
            </Sheet>
        }
    });
    for is_open in [true, false, true] {
        open.set(is_open);
        pause(0).await;
    }
    pause(500).await;
    assert!(open.get_untracked(), "it closed by itself");
}
