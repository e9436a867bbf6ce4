//! A newer build is told beside an active one only. The browser's part is played by a script, which
//! lets the events come in an order that engines show by chance.

use std::cell::Cell;
use std::rc::Rc;

use browser::service_worker::register;
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

/// Puts a registration of our own in the place of the browser's. Returns a promise that the page
/// watches it, and `install(active)`, which installs a build. The page is told that the build is
/// installed only after it has taken over.
const PLAYED: &str = "
    const container = new EventTarget();
    Object.setPrototypeOf(container, Object.create(ServiceWorkerContainer.prototype));
    const registration = new EventTarget();
    Object.assign(registration, { installing: null, waiting: null, active: null });
    const own = (of, name, value) =>
        Object.defineProperty(of, name, { value, writable: true, configurable: true });
    own(container, 'controller', null);
    own(container, 'register', () => Promise.resolve(registration));
    own(navigator, 'serviceWorker', container);
    const watched = new Promise((resolve) => own(registration, 'addEventListener', (...all) => {
        EventTarget.prototype.addEventListener.apply(registration, all);
        resolve();
    }));
    const install = (active) => {
        const worker = new EventTarget();
        worker.state = 'installing';
        Object.assign(registration, { installing: worker, active });
        registration.dispatchEvent(new Event('updatefound'));
        container.controller = active ?? worker;
        worker.state = 'installed';
        worker.dispatchEvent(new Event('statechange'));
        Object.assign(registration, { installing: null });
    };
    return { watched, install };";

fn part<T: JsCast>(of: &JsValue, name: &str) -> T {
    Reflect::get(of, &name.into()).expect("a part of what is played").unchecked_into()
}

#[wasm_bindgen_test]
async fn the_first_installation_is_no_newer_version_however_late_it_is_told() {
    let played = Function::new_no_args(PLAYED).call0(&js_sys::global()).expect("it is played");
    let told = Rc::new(Cell::new(0));
    let heard = Rc::clone(&told);
    let watch = register(move |_update| heard.set(heard.get() + 1)).expect("a registration");
    JsFuture::from(part::<Promise>(&played, "watched")).await.expect("watched");
    let install: Function = part(&played, "install");

    install.call1(&JsValue::UNDEFINED, &JsValue::NULL).expect("installed");
    assert_eq!(told.get(), 0, "nothing was there before");
    install.call1(&JsValue::UNDEFINED, &Object::new()).expect("installed");
    assert_eq!(told.get(), 1, "a build beside the active one is told once");

    drop(watch);
    let navigator: Object = part(&js_sys::global(), "navigator");
    Reflect::delete_property(&navigator, &"serviceWorker".into()).expect("the browser's again");
}
