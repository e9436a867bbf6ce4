//! The service worker, seen from the page: it is registered once, and the page hears when a newer
//! build is installed and waits. Nothing changes under a person's hands: the newer build takes over
//! when [`Update::apply`] says so, and then every tab loads it.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::Reflect;
use wasm_bindgen::prelude::*;
use web_sys::{
    ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration, ServiceWorkerState,
    VisibilityState,
};

use super::page;

/// A newer build that is complete and waits to take over.
#[derive(Clone)]
pub struct Update(ServiceWorker);

impl Update {
    /// Lets it take over; all tabs reload. Drafts have to be saved by then.
    pub fn apply(&self) {
        // A worker that is gone has been replaced by a still newer one, which reports itself.
        self.0.post_message(&"skipWaiting".into()).unwrap_or_default();
    }
}

/// Registers the service worker of this build and calls `on_update` for each newer build.
///
/// Where there is none (a private window, an address without TLS on another machine), Satchel works
/// as long as its host answers, so that is not an error.
pub fn register(on_update: impl Fn(Update) + 'static) {
    let Some(container) = container() else { return };
    reload_on_takeover(&container);
    let address = format!("{}service-worker.js", page::base_path());
    let on_update: OnUpdate = Rc::new(on_update);
    let inner = container.clone();
    let watch = Closure::once_into_js(move |registration: ServiceWorkerRegistration| {
        watch_registration(&inner, &registration, &on_update);
    });
    settle(&container.register(&address), &watch);
}

/// Whether the files of the app come from this device.
pub fn serves_page() -> bool {
    container().is_some_and(|container| container.controller().is_some())
}

type OnUpdate = Rc<dyn Fn(Update)>;

fn container() -> Option<ServiceWorkerContainer> {
    let navigator = web_sys::window()?.navigator();
    let container = Reflect::get(&navigator, &"serviceWorker".into()).ok()?;
    container.dyn_into().ok()
}

fn watch_registration(
    container: &ServiceWorkerContainer,
    registration: &ServiceWorkerRegistration,
    on_update: &OnUpdate,
) {
    // Without a controller this is the first installation, not a newer one.
    if let (Some(worker), Some(_)) = (registration.waiting(), container.controller()) {
        on_update(Update(worker));
    }
    // A page that was on its way while the worker took over was passed by; the worker looks again.
    if let (Some(worker), None) = (registration.active(), container.controller()) {
        worker.post_message(&"claim".into()).unwrap_or_default();
    }
    let (container, on_update) = (container.clone(), Rc::clone(on_update));
    let inner = registration.clone();
    let found = Closure::<dyn FnMut()>::new(move || {
        if let Some(worker) = inner.installing() {
            watch_installation(&container, worker, &on_update);
        }
    });
    registration.set_onupdatefound(Some(found.as_ref().unchecked_ref()));
    found.forget();
    look_again_when_shown(registration);
}

fn watch_installation(
    container: &ServiceWorkerContainer,
    worker: ServiceWorker,
    on_update: &OnUpdate,
) {
    let (container, on_update, inner) = (container.clone(), Rc::clone(on_update), worker.clone());
    let changed = Closure::<dyn FnMut()>::new(move || {
        if inner.state() == ServiceWorkerState::Installed && container.controller().is_some() {
            on_update(Update(inner.clone()));
        }
    });
    worker.set_onstatechange(Some(changed.as_ref().unchecked_ref()));
    changed.forget();
}

/// A browser looks for a newer worker when a page is loaded; an installed application may stay open
/// for weeks, so it also looks when a person comes back to it.
fn look_again_when_shown(registration: &ServiceWorkerRegistration) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let (registration, inner) = (registration.clone(), document.clone());
    let shown = Closure::<dyn FnMut()>::new(move || {
        if inner.visibility_state() == VisibilityState::Visible
            && let Ok(update) = registration.update()
        {
            settle(&update, &JsValue::UNDEFINED);
        }
    });
    // A page that cannot listen looks at its next start.
    document
        .add_event_listener_with_callback("visibilitychange", shown.as_ref().unchecked_ref())
        .unwrap_or_default();
    shown.forget();
}

/// When another worker takes over, this page's files are those of the build before.
fn reload_on_takeover(container: &ServiceWorkerContainer) {
    let had_one = Cell::new(container.controller().is_some());
    let changed = Closure::<dyn FnMut()>::new(move || {
        if had_one.replace(true)
            && let Some(window) = web_sys::window()
        {
            window.location().reload().unwrap_or_default();
        }
    });
    container.set_oncontrollerchange(Some(changed.as_ref().unchecked_ref()));
    changed.forget();
}

/// Calls `then` with the promise's value; without network it fails, and the next time is soon.
fn settle(promise: &js_sys::Promise, then: &JsValue) {
    let ignore = Closure::once_into_js(|_error: JsValue| ());
    let call = Reflect::get(promise, &"then".into())
        .and_then(|method| method.dyn_into::<js_sys::Function>())
        .and_then(|method| method.call2(promise, then, &ignore));
    debug_assert!(call.is_ok(), "a promise has a method `then`");
}
