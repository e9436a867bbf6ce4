//! App versions: a newer one is installed alongside this one and takes over on the user's request.

use leptos::prelude::*;

use browser::service_worker::{Update, register};

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

    /// True if a newer build is ready. Tracked.
    pub fn is_ready(self) -> bool {
        self.0.with(Option::is_some)
    }

    /// Activates the newer build; the page reloads.
    pub fn take(self) {
        self.0.with_untracked(|update| {
            if let Some(update) = update {
                update.apply();
            }
        });
    }
}
