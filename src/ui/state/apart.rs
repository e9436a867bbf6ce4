//! Reads records that are kept with their parties while a list shows them.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::records::Records;
use super::session::Phase;
use browser::window;
use domain::KindId;

/// The reading of a list's records; a cheap `Copy` handle.
#[derive(Clone, Copy)]
pub struct Reading {
    /// The number of portions that the list shows.
    pub portions: RwSignal<u64>,
    /// True until everything is read.
    pub is_reading: RwSignal<bool>,
}

impl Records {
    /// Reads the records of a kind in portions, until all are there or the calling component is
    /// disposed. Does nothing for a kind that is in memory anyway.
    pub fn read_in_portions(self, kind: KindId) -> Reading {
        let (portions, is_reading) = (RwSignal::new(0), RwSignal::new(false));
        let has_begun = StoredValue::new(false);
        Effect::new(move |_| {
            let ready = self.session.phase.get() == Phase::Ready;
            let workspace = self.session.workspace();
            if !ready || has_begun.get_value() || !workspace.is_apart(kind) {
                return;
            }
            has_begun.set_value(true);
            is_reading.set(true);
            workspace.begin_apart();
            spawn_local(async move {
                let mut read = 0;
                loop {
                    let outcome = workspace.read_apart().await;
                    read += 1;
                    // The list may be gone by now.
                    let Some(shown) = portions.try_get_untracked() else { return };
                    // A list puts all its records in order to show more, so it waits until there
                    // are twice as many.
                    if read >= 2 * shown || !matches!(outcome, Ok(true)) {
                        portions.set(read);
                    }
                    match outcome {
                        Ok(true) => window::yield_now().await,
                        Ok(false) => break,
                        Err(error) => {
                            self.session.report(&error);
                            break;
                        }
                    }
                }
                is_reading.try_set(false);
            });
        });
        on_cleanup(move || {
            if has_begun.try_get_value() == Some(true) {
                self.session.workspace().end_apart();
            }
        });
        Reading { portions, is_reading }
    }
}
