//! The state that all screens share: the workspace, whether it is open, and a revision that rises
//! with every change, so that views follow by reading it.

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
use domain::{Fields, settings};
use kit::{Toast, Toasts};
use store::Store;

/// Whether the data is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phase {
    /// It is being read.
    Opening,
    /// It is there.
    Ready,
    /// It could not be opened.
    Failed(AppError),
}

/// The state of the app; a handle that is copied freely.
#[derive(Clone, Copy)]
pub struct AppState {
    satchel: StoredValue<Rc<Satchel>, LocalStorage>,
    tabs: StoredValue<Option<Rc<Tabs>>, LocalStorage>,
    /// Whether the data is there.
    pub phase: RwSignal<Phase>,
    revision: RwSignal<u64>,
    pub(super) newer: NewVersion,
    pub(super) import: ImportFlow,
    pub(super) begun: RwSignal<bool>,
    pub(super) introduced: RwSignal<bool>,
    pub(super) titles: Titles,
    /// The sheets that any screen can open.
    pub sheets: Sheets,
    /// What is said above every screen.
    pub toasts: Toasts,
    /// The texts.
    pub words: Words,
}

/// The state, in a component.
pub fn use_app() -> AppState {
    expect_context()
}

impl AppState {
    /// The state of a page that has just begun; it opens the data.
    pub fn begin() -> Self {
        let state = Self {
            satchel: StoredValue::new_local(Rc::new(satchel())),
            tabs: StoredValue::new_local(None),
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

    /// The workspace, to do something with it. Reading it in a view does not follow changes.
    pub fn satchel(&self) -> Rc<Satchel> {
        self.satchel.get_value()
    }

    /// The workspace, to show something of it: the view follows every change.
    pub fn watch(&self) -> Rc<Satchel> {
        self.revision.with(|_| ());
        self.satchel.get_value()
    }

    /// How often anything changed; followed when read in a view.
    pub fn revision(&self) -> u64 {
        self.revision.get()
    }

    /// Tells all views, and the other tabs, that something changed.
    pub fn changed(&self) {
        self.revision.update(|revision| *revision += 1);
        let commit = self.satchel().last_commit();
        self.tabs.with_value(|tabs| {
            if let Some(tabs) = tabs {
                // Who hears of the number reads what it missed: one way for gaps and for none.
                tabs.announce(commit, &[]);
            }
        });
    }

    /// Tells the views of this tab that something changed which the others need not hear of.
    pub(super) fn changed_here(&self) {
        self.revision.update(|revision| *revision += 1);
    }

    /// Opens the data, or tries again.
    pub fn open(self) {
        self.phase.set(Phase::Opening);
        spawn_local(async move {
            match self.satchel().open().await {
                Ok(opening) => {
                    self.read_beginning().await;
                    // Drawing is a task of its own.
                    window::breathe().await;
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

    /// Language and appearance as the settings say.
    pub fn follow_settings(&self) {
        let settings = self.satchel().settings();
        let language = settings.text(settings::LANGUAGE);
        self.words.set(if language.is_empty() { window::language() } else { language }.as_str());
        window::set_language(self.words.tag());
        window::set_theme(&settings.text(settings::THEME));
    }

    /// Brings in order what a change of country or fields, an import or a short visit left behind.
    /// In a quiet moment: the screen comes first.
    pub fn tidy(self) {
        spawn_local(async move {
            window::quiet().await;
            match work::tidy(self.satchel()).await {
                Ok(true) => self.changed(),
                // Nothing is lost while the part is not there: the next start tidies up.
                Ok(false) | Err(AppError::PartMissing) => {}
                Err(error) => self.report(&error),
            }
        });
    }

    /// Says what went wrong.
    pub fn report(&self, error: &AppError) {
        self.toasts.show(Toast::new(sentence(&self.words, error)).danger());
    }

    fn follow_tabs(self) {
        if self.tabs.with_value(Option::is_some) {
            return;
        }
        let tabs = Tabs::new(DATABASE, move |_commit, _keys| self.catch_up());
        self.tabs.set_value(Some(Rc::new(tabs)));
        window::on_wake(move || {
            spawn_local(async move {
                // A connection that is gone for good shows at the next thing that is done.
                if self.satchel().store().probe().await.is_ok() {
                    self.catch_up();
                }
            });
        });
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

    /// Whether there is nobody and nothing in the app; followed when read in a view.
    pub fn is_empty(&self) -> bool {
        self.watch().is_empty()
    }

    /// Asks the browser to keep the data; after something that the user did.
    pub fn ask_to_persist(&self) {
        spawn_local(async {
            // What the browser answered is shown in the settings.
            idb::persist().await;
        });
    }

    /// A small value of the app, such as a draft.
    pub async fn small(&self, key: &str) -> Option<Vec<u8>> {
        // A draft that cannot be read is as good as none: the record itself is safe.
        self.satchel().store().get(key).await.ok().flatten()
    }
}
