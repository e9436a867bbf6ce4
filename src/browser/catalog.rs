//! The catalog of a language: a file of texts that comes from the same host as the page.

use gloo_utils::window;
use js_sys::{JSON, Object};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use dom::Busy;

use super::page;

/// Fetches the texts of a language by their names, such as `shell.save`; `None` if there are none or
/// that fails.
pub async fn fetch(tag: &str) -> Option<Vec<(String, String)>> {
    let _busy = Busy::begin();
    let address = page::catalog(tag)?;
    let response = JsFuture::from(window().fetch_with_str(&address)).await.ok()?;
    let response: Response = response.dyn_into().ok().filter(Response::ok)?;
    let rooms = JsFuture::from(response.json().ok()?).await.ok()?;
    let texts = entries(&rooms).flat_map(|(room, texts)| texts_of(&room, &texts));
    Some(texts.collect())
}

/// Reads the texts of one room from a file of the project.
pub fn read_room(room: &str, file: &str) -> Vec<(String, String)> {
    JSON::parse(file).map(|texts| texts_of(room, &texts)).unwrap_or_default()
}

fn texts_of(room: &str, texts: &JsValue) -> Vec<(String, String)> {
    let named = entries(texts).flat_map(|(key, text)| {
        let name = format!("{room}.{key}");
        match text.as_string() {
            Some(text) => vec![(name, text)],
            None => forms_of(&name, &text),
        }
    });
    named.collect()
}

/// Reads the forms of a text whose words depend on a count, as `import.done/one`.
fn forms_of(name: &str, forms: &JsValue) -> Vec<(String, String)> {
    let form =
        |(form, text): (String, JsValue)| Some((format!("{name}/{form}"), text.as_string()?));
    entries(forms).filter_map(form).collect()
}

fn entries(of: &JsValue) -> impl Iterator<Item = (String, JsValue)> + use<> {
    let entries = of.dyn_ref::<Object>().map(Object::entries).unwrap_or_default();
    entries.into_iter().filter_map(|entry| {
        let pair = entry.dyn_into::<js_sys::Array>().ok()?;
        Some((pair.get(0).as_string()?, pair.get(1)))
    })
}
