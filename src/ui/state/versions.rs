//! Versions of the app: a newer one is installed beside this one and takes over when the user says so.

use leptos::prelude::*;

use super::app_state::AppState;
use browser::service_worker::{self, Update, register};

/// The newer build that waits, if there is one.
#[derive(Clone, Copy)]
pub struct NewVersion(RwSignal<Option<Update>, LocalStorage>);

impl NewVersion {
    /// Registers the service worker and listens for newer builds.
    pub fn listen() -> Self {
        let waiting = RwSignal::new_local(None);
        register(move |update| waiting.set(Some(update)));
        Self(waiting)
    }
}

impl AppState {
    /// Whether a newer version is ready; followed when read in a view.
    pub fn has_new_version(&self) -> bool {
        let NewVersion(waiting) = self.newer;
        waiting.with(Option::is_some)
    }

    /// Whether the files of the app are on this device, so that they cost no network.
    pub fn is_installed(&self) -> bool {
        service_worker::serves_page()
    }

    /// Lets the newer version take over; the page reloads.
    pub fn take_new_version(&self) {
        let NewVersion(waiting) = self.newer;
        waiting.with_untracked(|update| {
            if let Some(update) = update {
                update.apply();
            }
        });
    }
}
