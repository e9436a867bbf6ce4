//! The window: language, appearance, waking up, and yielding to the browser.

use gloo_timers::future::TimeoutFuture;
use gloo_utils::{body, document, document_element, window};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;

use dom::{Busy, Listening};

/// Returns the user's preferred language, as a tag such as `vi-VN`.
pub fn language() -> String {
    window().navigator().language().unwrap_or_else(|| "en".into())
}

/// Returns the language of the page, with the user's region if the browser speaks it, too: regions
/// differ in their conventions.
pub fn region() -> String {
    let page = document_element().get_attribute("lang").unwrap_or_default();
    let browser = language();
    if browser.starts_with(&page) { browser } else { page }
}

/// Returns the country in the browser's language tag, such as `VN`; empty if it has none.
pub fn country() -> String {
    let tag = language();
    let region = tag.split('-').skip(1).find(|part| part.len() == 2);
    region.map(str::to_ascii_uppercase).unwrap_or_default()
}

/// True on Android, where `geo:` links open the user's choice of map.
pub fn is_android() -> bool {
    let agent = window().navigator().user_agent();
    agent.is_ok_and(|agent| agent.contains("Android"))
}

/// Returns the language that was chosen last, otherwise the user's preferred one: settings are read
/// later.
pub fn first_language() -> String {
    let storage = window().local_storage().ok().flatten();
    let chosen = storage.and_then(|storage| storage.get_item("satchel-language").ok().flatten());
    chosen.unwrap_or_else(language)
}

/// Stores the chosen language for the next start; empty for none.
pub fn keep_language(chosen: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        // If local storage is blocked, the next start begins in the browser's language.
        let _kept = match chosen {
            "" => storage.remove_item("satchel-language"),
            chosen => storage.set_item("satchel-language", chosen),
        };
    }
}

/// Sets the page's language, for screen readers, hyphenation and fonts, and the direction in which it
/// is written: `ltr` or `rtl`.
pub fn set_language(tag: &str, direction: &str) {
    set_attribute(&document_element(), "lang", Some(tag));
    set_attribute(&document_element(), "dir", Some(direction));
}

/// Sets the appearance: `light`, `dark`, or the system's. Stores it for the next start, when
/// `public/theme.js` needs it before the first paint.
pub fn set_theme(theme: &str) {
    let chosen = matches!(theme, "light" | "dark").then_some(theme);
    set_attribute(&document_element(), "data-theme", chosen);
    if let Ok(Some(storage)) = window().local_storage() {
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
    document().set_title(title);
}

/// Yields to the browser's event loop, so that it can paint and handle input.
pub async fn yield_now() {
    let _busy = Busy::begin();
    TimeoutFuture::new(0).await;
}

/// Waits about a frame and a half: work that finishes by then needs no progress indicator.
pub async fn next_frame() {
    let _busy = Busy::begin();
    TimeoutFuture::new(24).await;
}

/// Waits until the requested screen is there and the first touches have been handled.
pub async fn idle() {
    TimeoutFuture::new(400).await;
}

/// Calls `wake` when the page becomes visible again, after time in the background or a freeze,
/// until dropped.
pub fn on_wake(wake: impl Fn() + 'static) -> Listening {
    Listening::new(&document(), "visibilitychange", move |_event| {
        if dom::is_seen() {
            wake();
        }
    })
}

/// Reloads the page.
pub fn reload() {
    // Fails only if the page is already being left.
    let _reloading = window().location().reload();
}

/// Opens an address of another program: `tel:`, `mailto:`, a map.
pub fn open(address: &str) {
    // A browser that blocks it says so itself.
    let _opened = window().open_with_url_and_target_and_features(address, "_blank", "noopener");
}

/// Follows a link that another program handles (`tel:`, `sms:`, `mailto:`); the page stays.
pub fn follow(address: &str) {
    // WebKit on Linux replaces the page with an error if no program handles the link.
    let agent = window().navigator().user_agent().unwrap_or_default();
    let is_webkit_gtk = agent.contains("Linux")
        && agent.contains("AppleWebKit")
        && !agent.contains("Android")
        && !agent.contains("Chrom");
    if is_webkit_gtk {
        open(address);
    } else {
        // Clicks a real link, so that code watching the page can observe it.
        press_link(address);
    }
}

fn press_link(address: &str) {
    let made = || -> Option<HtmlElement> {
        let link: HtmlElement = document().create_element("a").ok()?.dyn_into().ok()?;
        link.set_attribute("href", address).ok()?;
        link.set_hidden(true);
        body().append_child(&link).ok()?;
        Some(link)
    };
    if let Some(link) = made() {
        link.click();
        link.remove();
    }
}

/// Copies a text to the clipboard. Returns false if that fails.
pub async fn copy(text: &str) -> bool {
    // Without TLS there is no clipboard.
    let clipboard = js_sys::Reflect::get(&window().navigator(), &"clipboard".into());
    let Ok(clipboard) = clipboard.and_then(|it| it.dyn_into::<web_sys::Clipboard>()) else {
        return false;
    };
    JsFuture::from(clipboard.write_text(text)).await.is_ok()
}
