//! Build data in `index.html`: the mount point, the base path the app is served from, and the
//! addresses of the workers' scripts and of the catalogs. `.ci/pack` and `.ci/rebase` write them.

use dom::meta;
use gloo_utils::document;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Empties the element that holds the page's skeleton and returns it. `None` only on a foreign
/// page.
pub fn take_mount_point() -> Option<HtmlElement> {
    let place = document().get_element_by_id("app")?.dyn_into::<HtmlElement>().ok()?;
    place.set_text_content(None);
    place.set_class_name("app");
    Some(place)
}

/// Returns the base path, with a slash at both ends: `/` or `/satchel/`.
pub fn base_path() -> String {
    meta("satchel-base").unwrap_or_else(|| "/".into())
}

/// Returns the address of the worker's script, whose name carries the hash of the build.
pub fn worker_script() -> Option<String> {
    meta("satchel-worker")
}

/// Returns the address of the script of the worker that opens spreadsheets and archives.
pub fn office_script() -> Option<String> {
    meta("satchel-office")
}

/// Returns the address of a language's catalog, whose name carries the hash of its contents.
pub fn catalog(tag: &str) -> Option<String> {
    meta(&format!("satchel-catalog-{tag}"))
}
