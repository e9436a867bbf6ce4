//! The window: language, appearance, waking up, and letting the screen breathe.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, HtmlElement, Window};

use super::dom;

fn window() -> Option<Window> {
    web_sys::window()
}

fn document() -> Option<Document> {
    window()?.document()
}

/// The language that the user's browser prefers, as a tag such as `vi-VN`.
pub fn language() -> String {
    window().and_then(|window| window.navigator().language()).unwrap_or_else(|| "en".into())
}

/// The country in the browser's language tag, such as `VN`; empty where it has none.
pub fn country() -> String {
    let tag = language();
    let region = tag.split('-').skip(1).find(|part| part.len() == 2);
    region.map(str::to_ascii_uppercase).unwrap_or_default()
}

/// Whether this is Android, where `geo:` links open the map that the user chose.
pub fn is_android() -> bool {
    let agent = window().and_then(|window| window.navigator().user_agent().ok());
    agent.is_some_and(|agent| agent.contains("Android"))
}

/// Says in which language the page is, for readers, hyphenation and fonts.
pub fn set_language(tag: &str) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        set_attribute(&root, "lang", Some(tag));
    }
}

/// Sets the appearance: `light`, `dark`, or as the system says. It is remembered for the next start,
/// when it must be known before anything is painted (`public/theme.js`).
pub fn set_theme(theme: &str) {
    let chosen = matches!(theme, "light" | "dark").then_some(theme);
    if let Some(root) = document().and_then(|document| document.document_element()) {
        set_attribute(&root, "data-theme", chosen);
    }
    if let Some(Ok(Some(storage))) = window().map(|window| window.local_storage()) {
        // Where local storage is blocked, the theme is set a moment later at the next start.
        let _kept = match chosen {
            Some(theme) => storage.set_item("satchel-theme", theme),
            None => storage.remove_item("satchel-theme"),
        };
    }
}

fn set_attribute(element: &web_sys::Element, name: &str, value: Option<&str>) {
    // Fails only for names that are no names.
    let _set = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}

/// Names the page in the tab and in the history.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Ends the task and goes on in a new one, so that the screen can be painted and keys be heard.
pub async fn breathe() {
    pause(0).await;
}

/// Waits about a frame and a half: what is over by then need not be shown as under way.
pub async fn moment() {
    pause(24).await;
}

/// Waits until the screen that was just asked for is there and the first touches have been heard.
pub async fn quiet() {
    pause(400).await;
}

async fn pause(millis: i32) {
    let promise = js_sys::Promise::new(&mut |resolve, _reject| dom::later(&resolve, millis));
    // The promise never fails.
    let _done = JsFuture::from(promise).await;
}

/// Calls when the page is shown again, after a while in the background or a freeze.
pub fn on_wake(wake: impl Fn() + 'static) {
    let Some(document) = document() else { return };
    let shown = document.clone();
    let listener = Closure::<dyn Fn()>::new(move || {
        if shown.visibility_state() == web_sys::VisibilityState::Visible {
            wake();
        }
    });
    // Listens as long as the page lives.
    let _added = document.add_event_listener_with_callback(
        "visibilitychange",
        listener.into_js_value().unchecked_ref(),
    );
}

/// Loads the page anew.
pub fn reload() {
    if let Some(window) = window() {
        // Fails only in a page that is being left already.
        let _reloading = window.location().reload();
    }
}

/// Opens an address of another program: `tel:`, `mailto:`, a map.
pub fn open(address: &str) {
    if let Some(window) = window() {
        // A browser that blocks it says so itself.
        let _opened = window.open_with_url_and_target_and_features(address, "_blank", "noopener");
    }
}

/// Follows a link that another program answers to (`tel:`, `sms:`, `mailto:`); the page stays.
pub fn follow(address: &str) {
    let Some(window) = window() else { return };
    // WebKit on Linux shows an error in place of the page where no program answers.
    let agent = window.navigator().user_agent().unwrap_or_default();
    let is_webkit_gtk = agent.contains("Linux")
        && agent.contains("AppleWebKit")
        && !agent.contains("Android")
        && !agent.contains("Chrom");
    if is_webkit_gtk {
        open(address);
    } else {
        // As a link that is pressed, which whoever looks after the page can hear of.
        press_link(&window, address);
    }
}

fn press_link(window: &Window, address: &str) {
    let made = || -> Option<HtmlElement> {
        let document = window.document()?;
        let link: HtmlElement = document.create_element("a").ok()?.dyn_into().ok()?;
        link.set_attribute("href", address).ok()?;
        link.set_hidden(true);
        document.body()?.append_child(&link).ok()?;
        Some(link)
    };
    if let Some(link) = made() {
        link.click();
        link.remove();
    }
}

/// Puts a text on the clipboard.
pub async fn copy(text: &str) -> bool {
    let Some(window) = window() else { return false };
    JsFuture::from(window.navigator().clipboard().write_text(text)).await.is_ok()
}
