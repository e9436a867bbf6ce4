//! The service worker, seen from the page: registers it once and reports a newer build that is
//! installed and waiting. Nothing changes while a person works: the newer build takes over only on
//! [`Update::apply`], and then every tab reloads into it.

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
    /// Lets it take over; all tabs reload. Drafts must have been saved.
    pub fn apply(&self) {
        // A worker that is gone was replaced by a still newer one, which reports itself.
        self.0.post_message(&"skipWaiting".into()).unwrap_or_default();
    }
}

/// Registers the service worker of this build and calls `on_update` for each newer build.
///
/// Without service workers (a private window, another machine without TLS) Satchel still works as
/// long as its host answers, so that is not an error.
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

/// True if the app's files are served from this device.
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
    // Without a controller this is the first installation, not an update.
    if let (Some(worker), Some(_)) = (registration.waiting(), container.controller()) {
        on_update(Update(worker));
    }
    // A page that was loading while the worker took over was missed; the worker claims it now.
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

/// Checks for an update when the page becomes visible: browsers check only on load, and an
/// installed app may stay open for weeks.
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
    // A page that cannot listen checks at its next start.
    document
        .add_event_listener_with_callback("visibilitychange", shown.as_ref().unchecked_ref())
        .unwrap_or_default();
    shown.forget();
}

/// Reloads when another worker takes over, because this page's files are those of the previous
/// build.
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

/// Calls `then` with the promise's value; ignores a failure (no network), as the next check is
/// soon.
fn settle(promise: &js_sys::Promise, then: &JsValue) {
    let ignore = Closure::once_into_js(|_error: JsValue| ());
    let call = Reflect::get(promise, &"then".into())
        .and_then(|method| method.dyn_into::<js_sys::Function>())
        .and_then(|method| method.call2(promise, then, &ignore));
    debug_assert!(call.is_ok(), "a promise has a method `then`");
}
