//! The service worker, seen from the page: registers it once and reports a newer build that is
//! installed and waiting. Nothing changes while a person works: the newer build takes over only on
//! [`Update::apply`], and then every tab reloads into it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo_events::EventListener;
use gloo_utils::{document, window};
use js_sys::{Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration, ServiceWorkerState,
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

/// The listeners of the page to the service worker and its newer builds, removed when dropped.
pub struct UpdateWatch {
    _takeover: EventListener,
    _updates: Rc<RefCell<Vec<EventListener>>>,
}

/// Registers the service worker of this build and calls `on_update` for each newer build, until
/// dropped.
///
/// Without service workers (a private window, another machine without TLS) Satchel still works as
/// long as its host answers, so that is not an error.
pub fn register(on_update: impl Fn(Update) + 'static) -> Option<UpdateWatch> {
    let container = container()?;
    let takeover = reload_on_takeover(&container);
    let updates = Rc::new(RefCell::new(Vec::new()));
    let address = format!("{}service-worker.js", page::base_path());
    let registered = container.register(&address);
    let watch = Rc::downgrade(&updates);
    dom::spawn(async move {
        // Without a network, the next start registers it.
        let Ok(registration) = JsFuture::from(registered).await else { return };
        if let Some(watch) = watch.upgrade() {
            let registration = registration.unchecked_into();
            watch.replace(watch_registration(&container, &registration, Rc::new(on_update)));
        }
    });
    Some(UpdateWatch { _takeover: takeover, _updates: updates })
}

/// True if the app's files are served from this device.
pub fn serves_page() -> bool {
    container().is_some_and(|container| container.controller().is_some())
}

type OnUpdate = Rc<dyn Fn(Update)>;

fn container() -> Option<ServiceWorkerContainer> {
    let navigator = window().navigator();
    let container = Reflect::get(&navigator, &"serviceWorker".into()).ok()?;
    container.dyn_into().ok()
}

fn watch_registration(
    container: &ServiceWorkerContainer,
    registration: &ServiceWorkerRegistration,
    on_update: OnUpdate,
) -> Vec<EventListener> {
    if let (Some(worker), true) = (registration.waiting(), is_installed(registration)) {
        on_update(Update(worker));
    }
    // A page that was loading while the worker took over was missed; the worker claims it now.
    if let (Some(worker), None) = (registration.active(), container.controller()) {
        worker.post_message(&"claim".into()).unwrap_or_default();
    }
    let inner = registration.clone();
    // A registration installs one build at a time.
    let mut installing = None;
    let found = EventListener::new(registration, "updatefound", move |_event| {
        if let (Some(worker), true) = (inner.installing(), is_installed(&inner)) {
            drop(installing.replace(watch_installation(&worker, &on_update)));
        }
    });
    vec![found, look_again_when_shown(registration)]
}

/// True if a build is active: only beside one is another an update, and not the first installation.
/// Asked as soon as the other appears: WebKit may tell that it is installed only after it has taken
/// over.
fn is_installed(registration: &ServiceWorkerRegistration) -> bool {
    registration.active().is_some()
}

fn watch_installation(worker: &ServiceWorker, on_update: &OnUpdate) -> EventListener {
    let (on_update, inner) = (Rc::clone(on_update), worker.clone());
    EventListener::new(worker, "statechange", move |_event| {
        if inner.state() == ServiceWorkerState::Installed {
            on_update(Update(inner.clone()));
        }
    })
}

/// Checks for an update when the page becomes visible: browsers check only on load, and an
/// installed app may stay open for weeks.
fn look_again_when_shown(registration: &ServiceWorkerRegistration) -> EventListener {
    let registration = registration.clone();
    EventListener::new(&document(), "visibilitychange", move |_event| {
        if dom::is_seen()
            && let Ok(update) = registration.update()
        {
            dom::spawn(settled(update));
        }
    })
}

/// Reloads when another worker takes over, because this page's files are those of the previous
/// build.
fn reload_on_takeover(container: &ServiceWorkerContainer) -> EventListener {
    let had_one = Cell::new(container.controller().is_some());
    EventListener::new(container, "controllerchange", move |_event| {
        if had_one.replace(true) {
            window().location().reload().unwrap_or_default();
        }
    })
}

/// Waits for a promise and ignores a failure (no network), as the next check is soon.
async fn settled(promise: Promise) {
    let _checked = JsFuture::from(promise).await;
}
