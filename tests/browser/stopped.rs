//! A panic reaches the user: the page receives its message, and the program stops.

use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering::Relaxed;

use browser::stopped;
use js_sys::{Function, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

fn panics() {
    panic!("the shelf is gone");
}

/// Installs the app's panic hook for the first panic only; later panics go to the previous hook.
/// The hook cannot be changed afterwards: nothing unwinds, so the thread counts as panicking from
/// then on.
fn tell_the_first() {
    let later = std::panic::take_hook();
    stopped::tell_panics();
    let first = std::panic::take_hook();
    let came = AtomicBool::new(false);
    std::panic::set_hook(Box::new(move |panic| {
        if came.swap(true, Relaxed) { later(panic) } else { first(panic) }
    }));
}

#[wasm_bindgen_test]
fn a_panic_is_told_to_the_page_with_its_message() {
    let global = js_sys::global();
    let told = std::rc::Rc::new(std::cell::RefCell::new(Vec::<String>::new()));
    let heard = std::rc::Rc::clone(&told);
    let draw = Closure::<dyn Fn(String)>::new(move |message| heard.borrow_mut().push(message));
    let function: Function = draw.into_js_value().unchecked_into();
    Reflect::set(&global, &"satchelStopped".into(), &function).expect("a global can be set");
    tell_the_first();
    // A separate call from JavaScript, as a tap is: the trap ends that call and not this test.
    let called: Function = Closure::once_into_js(panics).unchecked_into();
    let trap = called.call0(&JsValue::UNDEFINED);
    Reflect::delete_property(&global, &"satchelStopped".into()).expect("it can be taken away");
    assert!(trap.is_err(), "a panic ends what was called");
    let told = told.borrow();
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains("the shelf is gone") && told[0].contains("stopped.rs"), "{told:?}");
}
