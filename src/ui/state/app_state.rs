//! The state shared by all screens: the workspace, its phase, and a revision counter that rises
//! with every change. Views that read the counter update with it.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::backing::{DATABASE, Satchel, satchel};
use super::importing::ImportFlow;
use super::selling::Sheets;
use super::sentences::sentence;
use super::titles::Titles;
use super::versions::NewVersion;
use super::words::{Words, t};
use super::work;
use app::{AppError, Opening};
use browser::tabs::Tabs;
use browser::{idb, window};
use dom::Listening;
use domain::{Fields, settings};
use kit::{Toast, Toasts};
use store::Store;

/// Progress of opening the data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The data is being read.
    Opening,
    /// The data is open.
    Ready,
    /// Opening failed.
    Failed(AppError),
}

/// The state of the app; a cheap `Copy` handle. Methods marked "Tracked" subscribe the calling
/// view.
#[derive(Clone, Copy)]
pub struct AppState {
    satchel: StoredValue<Rc<Satchel>, LocalStorage>,
    tabs: StoredValue<Option<Rc<Tabs>>, LocalStorage>,
    wakes: StoredValue<Option<Listening>, LocalStorage>,
    /// Progress of opening the data.
    pub phase: RwSignal<Phase>,
    revision: RwSignal<u64>,
    pub(super) newer: NewVersion,
    pub(super) import: ImportFlow,
    pub(super) begun: RwSignal<bool>,
    pub(super) introduced: RwSignal<bool>,
    pub(super) titles: Titles,
    /// The sheets that any screen can open.
    pub sheets: Sheets,
    /// The toasts shown above every screen.
    pub toasts: Toasts,
    /// The translated texts.
    pub words: Words,
}

/// Returns the state provided to the component tree.
pub fn use_app() -> AppState {
    expect_context()
}

impl AppState {
    /// Creates the state of a freshly loaded page and starts opening the data.
    pub fn begin() -> Self {
        let state = Self {
            satchel: StoredValue::new_local(Rc::new(satchel())),
            tabs: StoredValue::new_local(None),
            wakes: StoredValue::new_local(None),
            phase: RwSignal::new(Phase::Opening),
            revision: RwSignal::new(0),
            newer: NewVersion::listen(),
            import: ImportFlow::default(),
            begun: RwSignal::new(false),
            introduced: RwSignal::new(false),
            titles: Titles::begin(),
            sheets: Sheets::default(),
            toasts: Toasts::default(),
            words: Words::new(&window::language()),
        };
        state.open();
        state
    }

    /// Returns the workspace for actions. Does not subscribe the calling view.
    pub fn satchel(&self) -> Rc<Satchel> {
        self.satchel.get_value()
    }

    /// Returns the workspace for display. Tracked: the view updates with every change.
    pub fn watch(&self) -> Rc<Satchel> {
        self.revision.with(|_| ());
        self.satchel.get_value()
    }

    /// Returns the number of changes so far. Tracked.
    pub fn revision(&self) -> u64 {
        self.revision.get()
    }

    /// Notifies all views and the other tabs of a change.
    pub fn changed(&self) {
        self.revision.update(|revision| *revision += 1);
        let commit = self.satchel().last_commit();
        self.tabs.with_value(|tabs| {
            if let Some(tabs) = tabs {
                // Receivers read everything they missed up to this commit, so no keys are sent.
                tabs.announce(commit, &[]);
            }
        });
    }

    /// Notifies the views of this tab of a change that does not concern other tabs.
    pub(super) fn changed_here(&self) {
        self.revision.update(|revision| *revision += 1);
    }

    /// Opens the data; also used to retry.
    pub fn open(self) {
        self.phase.set(Phase::Opening);
        spawn_local(async move {
            match self.satchel().open().await {
                Ok(opening) => {
                    self.read_beginning().await;
                    // Yields so that drawing runs as its own task.
                    window::yield_now().await;
                    self.opened(&opening);
                }
                Err(error) => self.phase.set(Phase::Failed(error)),
            }
        });
    }

    fn opened(self, opening: &Opening) {
        self.follow_settings();
        self.phase.set(Phase::Ready);
        self.revision.update(|revision| *revision += 1);
        for name in &opening.rolled_back {
            self.toasts
                .show(Toast::new(t!(self.words, shell.rolled_back, name = name.clone())).danger());
        }
        self.tell_health(opening);
        self.follow_tabs();
        self.resume_call();
        self.tidy();
        self.look_through_activities();
    }

    /// Applies the language and theme of the settings.
    pub fn follow_settings(&self) {
        let settings = self.satchel().settings();
        let language = settings.text(settings::LANGUAGE);
        self.words.set(if language.is_empty() { window::language() } else { language }.as_str());
        window::set_language(self.words.tag());
        window::set_theme(&settings.text(settings::THEME));
    }

    /// Cleans up, when the page is idle, after a change of country or fields, an import or a short
    /// visit.
    pub fn tidy(self) {
        spawn_local(async move {
            window::idle().await;
            match work::tidy(self.satchel()).await {
                Ok(true) => self.changed(),
                // Harmless if the lazy-loaded code is unavailable: the next start tidies up.
                Ok(false) | Err(AppError::PartMissing) => {}
                Err(error) => self.report(&error),
            }
        });
    }

    /// Shows an error as a toast.
    pub fn report(&self, error: &AppError) {
        self.toasts.show(Toast::new(sentence(&self.words, error)).danger());
    }

    fn follow_tabs(self) {
        if self.tabs.with_value(Option::is_some) {
            return;
        }
        let tabs = Tabs::new(DATABASE, move |_commit, _keys| self.catch_up());
        self.tabs.set_value(Some(Rc::new(tabs)));
        let wakes = window::on_wake(move || {
            spawn_local(async move {
                // A dead connection surfaces with the next operation.
                if self.satchel().store().probe().await.is_ok() {
                    self.catch_up();
                }
            });
        });
        self.wakes.set_value(Some(wakes));
        self.satchel().store().on_superseded(move || {
            let reload = Callback::new(|()| window::reload());
            let toast = Toast::new(t!(self.words, shell.superseded)).danger();
            self.toasts.show(toast.with_action(t!(self.words, shell.reload), reload));
        });
    }

    /// Reads what another tab wrote.
    pub fn catch_up(self) {
        spawn_local(async move {
            match self.satchel().catch_up().await {
                Ok(true) => {
                    self.follow_settings();
                    self.revision.update(|revision| *revision += 1);
                }
                Ok(false) => {}
                Err(error) => self.report(&error),
            }
        });
    }

    /// True if the workspace holds no records. Tracked.
    pub fn is_empty(&self) -> bool {
        self.watch().is_empty()
    }

    /// Asks the browser for persistent storage; called after a user action.
    pub fn ask_to_persist(&self) {
        spawn_local(async {
            // The settings show the browser's answer.
            idb::persist().await;
        });
    }

    /// Reads a small value from the key-value store, such as a draft.
    pub async fn small(&self, key: &str) -> Option<Vec<u8>> {
        // An unreadable draft counts as missing: the record itself is safe.
        self.satchel().store().get(key).await.ok().flatten()
    }
}
