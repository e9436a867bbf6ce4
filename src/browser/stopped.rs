//! Shows a panic to the person. The program is dead afterwards, so `public/stopped.js` draws the
//! screen.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// The global function of that script that takes the message.
const DRAW: &str = "satchelStopped";

/// Installs a panic hook that also shows panics to the person, besides logging them.
pub fn tell_panics() {
    std::panic::set_hook(Box::new(|panic| {
        console_error_panic_hook::hook(panic);
        draw(&panic.to_string());
    }));
}

fn draw(message: &str) {
    let draw = Reflect::get(&js_sys::global(), &DRAW.into());
    if let Ok(draw) = draw.and_then(|it| it.dyn_into::<Function>()) {
        // If drawing fails, nobody is left to report that to.
        let _drawn = draw.call1(&JsValue::UNDEFINED, &message.into());
    }
}
