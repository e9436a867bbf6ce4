//! The browser's storage quota, and the request for persistent storage.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use store::Usage;

/// Returns the browser's storage estimate; missing parts are `None`.
pub async fn usage() -> Usage {
    let estimate = ask("estimate").await.unwrap_or(JsValue::UNDEFINED);
    // A missing member yields no number.
    let number = |name: &str| Reflect::get(&estimate, &name.into()).ok()?.as_f64();
    let bytes = |name: &str| number(name).map(|bytes| bytes as u64);
    let persisted = ask("persisted").await.and_then(|answer| answer.as_bool());
    Usage { used: bytes("usage"), quota: bytes("quota"), persisted }
}

/// Asks the browser to make storage persistent. Call it after the person did something: some
/// browsers prompt, some consider how much the app is used. `None` if the browser cannot promise
/// it.
pub async fn persist() -> Option<bool> {
    ask("persist").await?.as_bool()
}

/// Calls a method of the storage manager; `None` if the browser lacks it or it fails, as it does on
/// pages loaded without TLS.
async fn ask(method: &str) -> Option<JsValue> {
    let navigator = web_sys::window()?.navigator();
    let manager: Object = Reflect::get(&navigator, &"storage".into()).ok()?.dyn_into().ok()?;
    let function: Function = Reflect::get(&manager, &method.into()).ok()?.dyn_into().ok()?;
    let promise: Promise = function.call0(&manager).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()
}
