//! A layer over the screen that closes and opens again.

use kit::{KitWords, Sheet};
use leptos::mount::mount_to;
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

/// Shows a sheet in the test's own page, until the result is dropped: a modal dialog that stayed
/// would keep the focus from the frames of later tests.
fn show(
    id: &'static str,
    open: Signal<bool>,
    on_close: impl Fn() + Send + Sync + 'static,
) -> impl Sized {
    mount_to(document().body().expect("a body"), move || {
        provide_context(words());
        view! {
            <Sheet open title="A short job" on_close=move |()| on_close()>
                <p id=id>"Content"</p>
            </Sheet>
        }
    })
}

fn is_shown(id: &str) -> bool {
    document().get_element_by_id(id).is_some()
}

/// The browser reports the end of a dialog with its next frame, which may come long after.
#[wasm_bindgen_test]
async fn a_sheet_that_opens_again_at_once_stays_open() {
    let open = RwSignal::new(false);
    let _page = show("again", open.into(), move || open.set(false));
    for is_open in [true, false, true] {
        open.set(is_open);
        pause(0).await;
    }
    pause(500).await;
    assert!(open.get_untracked(), "it closed by itself");
}

/// One signal often says which of many sheets is open: it changes while this one stays closed.
#[wasm_bindgen_test]
async fn a_sheet_that_opens_after_another_one_closed_keeps_its_content() {
    let which = RwSignal::new(0);
    let _page = show("other", Signal::derive(move || which.get() == 1), move || which.set(0));
    for other in [2, 0, 1] {
        which.set(other);
        pause(0).await;
    }
    assert!(is_shown("other"));
    pause(500).await;
    assert!(is_shown("other"), "its content went");
}
