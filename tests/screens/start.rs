//! The first start: what is typed on the card that asks who one is.

use domain::{Fields, settings};
use wasm_bindgen_test::wasm_bindgen_test;

use super::data::{App, fresh};
use super::page::Page;

/// Types a name on the first screen, goes on in this way instead of saving it, and looks whether it
/// was kept.
async fn check(role: &str, way: &str) {
    let page = Page::open("/", &fresh().await).await;
    page.fill("Your name", "Maria Silva").await;
    page.press(role, way).await;
    // The toast that says so may be followed at once by that of the sample data.
    let kept = |app: &App| app.settings().text(settings::ME) == "Maria Silva";
    page.until_stored("the name", kept).await;
}

#[wasm_bindgen_test]
async fn a_name_that_was_typed_is_kept_by_who_starts_empty() {
    check("button", "Start empty").await;
}

#[wasm_bindgen_test]
async fn a_name_that_was_typed_is_kept_by_who_tries_the_sample_data() {
    check("button", "Try sample data").await;
}

#[wasm_bindgen_test]
async fn a_name_that_was_typed_is_kept_by_who_imports_a_file() {
    check("link", "Import a file").await;
}

#[wasm_bindgen_test]
async fn a_name_that_was_typed_is_not_kept_by_who_wants_not_to_be_asked() {
    let page = Page::open("/", &fresh().await).await;
    page.fill("Your name", "Maria Silva").await;
    page.choose("Country", "Hungary").await;
    page.button("Not now").await;
    page.gone("field", "Your name").await;
    page.until_stored("the currency of the country", |app| {
        app.settings().text(settings::CURRENCY) == "HUF"
    })
    .await;
    page.button("Start empty").await;
    page.shows("No contacts yet").await;
    assert_eq!(page.stored().await.settings().text(settings::ME), "");
}
