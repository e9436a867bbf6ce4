//! App versions: a newer one is installed alongside this one and takes over on the user's request.

use leptos::prelude::*;

use super::app_state::AppState;
use browser::service_worker::{self, Update, register};

/// The newer build that is waiting, if any.
#[derive(Clone, Copy)]
pub struct NewVersion(RwSignal<Option<Update>, LocalStorage>);

impl NewVersion {
    /// Registers the service worker and listens for newer builds, as long as the calling component
    /// lives.
    pub fn listen() -> Self {
        let waiting = RwSignal::new_local(None);
        // The component owns the listeners.
        StoredValue::new_local(register(move |update| waiting.set(Some(update))));
        Self(waiting)
    }
}

impl AppState {
    /// True if a newer version is ready. Tracked.
    pub fn has_new_version(&self) -> bool {
        let NewVersion(waiting) = self.newer;
        waiting.with(Option::is_some)
    }

    /// True if the service worker serves the app's files, so that they need no network.
    pub fn is_installed(&self) -> bool {
        service_worker::serves_page()
    }

    /// Activates the newer version; the page reloads.
    pub fn take_new_version(&self) {
        let NewVersion(waiting) = self.newer;
        waiting.with_untracked(|update| {
            if let Some(update) = update {
                update.apply();
            }
        });
    }
}
