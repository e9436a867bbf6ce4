//! A panic is told to the person. The program answers nothing afterwards, so the screen that says so
//! is drawn by `public/stopped.js`.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// The function by which that script takes the message.
const DRAW: &str = "satchelStopped";

/// From now on a panic is told in the console, as before, and to the person.
pub fn tell_panics() {
    std::panic::set_hook(Box::new(|panic| {
        console_error_panic_hook::hook(panic);
        draw(&panic.to_string());
    }));
}

fn draw(message: &str) {
    let draw = Reflect::get(&js_sys::global(), &DRAW.into());
    if let Ok(draw) = draw.and_then(|it| it.dyn_into::<Function>()) {
        // Nobody is left to whom its failure could be told.
        let _drawn = draw.call1(&JsValue::UNDEFINED, &message.into());
    }
}
