//! The window: language, appearance, waking up, and yielding to the browser.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, HtmlElement, Window};

use dom::Busy;

fn window() -> Option<Window> {
    web_sys::window()
}

fn document() -> Option<Document> {
    window()?.document()
}

/// Returns the user's preferred language, as a tag such as `vi-VN`.
pub fn language() -> String {
    window().and_then(|window| window.navigator().language()).unwrap_or_else(|| "en".into())
}

/// Returns the country in the browser's language tag, such as `VN`; empty if it has none.
pub fn country() -> String {
    let tag = language();
    let region = tag.split('-').skip(1).find(|part| part.len() == 2);
    region.map(str::to_ascii_uppercase).unwrap_or_default()
}

/// True on Android, where `geo:` links open the user's choice of map.
pub fn is_android() -> bool {
    let agent = window().and_then(|window| window.navigator().user_agent().ok());
    agent.is_some_and(|agent| agent.contains("Android"))
}

/// Sets the page's language, for screen readers, hyphenation and fonts.
pub fn set_language(tag: &str) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        set_attribute(&root, "lang", Some(tag));
    }
}

/// Sets the appearance: `light`, `dark`, or the system's. Stores it for the next start, when
/// `public/theme.js` needs it before the first paint.
pub fn set_theme(theme: &str) {
    let chosen = matches!(theme, "light" | "dark").then_some(theme);
    if let Some(root) = document().and_then(|document| document.document_element()) {
        set_attribute(&root, "data-theme", chosen);
    }
    if let Some(Ok(Some(storage))) = window().map(|window| window.local_storage()) {
        // If local storage is blocked, the next start sets the theme a moment later.
        let _kept = match chosen {
            Some(theme) => storage.set_item("satchel-theme", theme),
            None => storage.remove_item("satchel-theme"),
        };
    }
}

fn set_attribute(element: &web_sys::Element, name: &str, value: Option<&str>) {
    // Fails only for invalid attribute names.
    let _set = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}

/// Sets the page's title, shown in the tab and in the history.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Yields to the browser's event loop, so that it can paint and handle input.
pub async fn yield_now() {
    let _busy = Busy::begin();
    pause(0).await;
}

/// Waits about a frame and a half: work that finishes by then needs no progress indicator.
pub async fn next_frame() {
    let _busy = Busy::begin();
    pause(24).await;
}

/// Waits until the requested screen is there and the first touches have been handled.
pub async fn idle() {
    pause(400).await;
}

async fn pause(millis: i32) {
    let promise = js_sys::Promise::new(&mut |resolve, _reject| dom::later(&resolve, millis));
    // The promise never fails.
    let _done = JsFuture::from(promise).await;
}

/// Calls `wake` when the page becomes visible again, after time in the background or a freeze.
pub fn on_wake(wake: impl Fn() + 'static) {
    let Some(document) = document() else { return };
    let shown = document.clone();
    let listener = Closure::<dyn Fn()>::new(move || {
        if shown.visibility_state() == web_sys::VisibilityState::Visible {
            wake();
        }
    });
    // The listener lives as long as the page.
    let _added = document.add_event_listener_with_callback(
        "visibilitychange",
        listener.into_js_value().unchecked_ref(),
    );
}

/// Reloads the page.
pub fn reload() {
    if let Some(window) = window() {
        // Fails only if the page is already being left.
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

/// Follows a link that another program handles (`tel:`, `sms:`, `mailto:`); the page stays.
pub fn follow(address: &str) {
    let Some(window) = window() else { return };
    // WebKit on Linux replaces the page with an error if no program handles the link.
    let agent = window.navigator().user_agent().unwrap_or_default();
    let is_webkit_gtk = agent.contains("Linux")
        && agent.contains("AppleWebKit")
        && !agent.contains("Android")
        && !agent.contains("Chrom");
    if is_webkit_gtk {
        open(address);
    } else {
        // Clicks a real link, so that code watching the page can observe it.
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

/// Copies a text to the clipboard. Returns false if that fails.
pub async fn copy(text: &str) -> bool {
    let Some(window) = window() else { return false };
    // Without TLS there is no clipboard.
    let clipboard = js_sys::Reflect::get(&window.navigator(), &"clipboard".into());
    let Ok(clipboard) = clipboard.and_then(|it| it.dyn_into::<web_sys::Clipboard>()) else {
        return false;
    };
    JsFuture::from(clipboard.write_text(text)).await.is_ok()
}
