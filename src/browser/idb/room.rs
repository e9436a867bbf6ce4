//! How much room the browser gives, and asking it to keep the data.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use store::Usage;

/// What the browser tells; parts that it does not tell are `None`.
pub async fn usage() -> Usage {
    let estimate = ask("estimate").await.unwrap_or(JsValue::UNDEFINED);
    // A member that is missing reads as no number.
    let number = |name: &str| Reflect::get(&estimate, &name.into()).ok()?.as_f64();
    let bytes = |name: &str| number(name).map(|bytes| bytes as u64);
    let persisted = ask("persisted").await.and_then(|answer| answer.as_bool());
    Usage { used: bytes("usage"), quota: bytes("quota"), persisted }
}

/// Asks the browser not to remove the data by itself. To be called after a person did something: some
/// browsers ask back, some look at how much the app is used. `None` where there is no such promise.
pub async fn persist() -> Option<bool> {
    ask("persist").await?.as_bool()
}

/// Calls a method of the storage manager; `None` where the browser has no such method or it fails,
/// as it does on pages that came without encryption.
async fn ask(method: &str) -> Option<JsValue> {
    let navigator = web_sys::window()?.navigator();
    let manager: Object = Reflect::get(&navigator, &"storage".into()).ok()?.dyn_into().ok()?;
    let function: Function = Reflect::get(&manager, &method.into()).ok()?.dyn_into().ok()?;
    let promise: Promise = function.call0(&manager).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()
}
