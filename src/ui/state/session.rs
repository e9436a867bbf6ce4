//! The session of a page: the workspace, a revision counter that rises with every change, and the
//! handles that several nouns share. Every noun of [`super::AppState`] is built over it and reads,
//! writes and confirms through it; screens never see it.

use std::future::Future;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::backing::{AppWorkspace, workspace};
use super::importing::ImportFlow;
use super::revisions::Revisions;
use super::sentences::sentence;
use super::sheets::Sheets;
use super::texts::{Catalog, FirstCatalog};
use super::titles::Titles;
use super::versions::NewVersion;
use super::words::{ENGLISH, Words, language_of, t};
use super::work;
use app::{AppError, Saved, Undone};
use browser::tabs::Tabs;
use browser::window;
use dom::Listening;
use domain::{Fields, KindId, RecordId, settings};
use kit::{Toast, Toasts, Tone};
use replica::Stamp;
use store::SmallKey;

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

/// The session of a page; there is one, and it lives as long as the page. Methods marked "Tracked"
/// subscribe the calling view.
pub struct Session {
    workspace: StoredValue<Rc<AppWorkspace>, LocalStorage>,
    pub(super) tabs: StoredValue<Option<Rc<Tabs>>, LocalStorage>,
    pub(super) wakes: StoredValue<Option<Listening>, LocalStorage>,
    pub(super) phase: RwSignal<Phase>,
    revisions: Revisions,
    pub(super) newer: NewVersion,
    pub(super) import: ImportFlow,
    pub(super) begun: RwSignal<bool>,
    pub(super) introduced: RwSignal<bool>,
    /// How many files are stored, of how many that are being added.
    pub(super) adding: RwSignal<Option<(usize, usize)>>,
    pub(super) titles: Titles,
    pub(super) sheets: Sheets,
    pub(super) toasts: Toasts,
    pub(super) words: Words,
    /// The tag of the language that was asked for last.
    language: StoredValue<&'static str>,
}

impl Session {
    /// Begins the session of a freshly loaded page, without opening the data.
    pub fn begin() -> &'static Self {
        let session = Self {
            workspace: StoredValue::new_local(Rc::new(workspace())),
            tabs: StoredValue::new_local(None),
            wakes: StoredValue::new_local(None),
            phase: RwSignal::new(Phase::Opening),
            revisions: Revisions::new(),
            newer: NewVersion::listen(),
            import: ImportFlow::default(),
            begun: RwSignal::new(false),
            introduced: RwSignal::new(false),
            adding: RwSignal::new(None),
            titles: Titles::begin(),
            sheets: Sheets::default(),
            toasts: Toasts::default(),
            words: Words::new(use_context().and_then(|FirstCatalog(catalog)| catalog)),
            language: StoredValue::new(ENGLISH),
        };
        session.translate_workspace();
        // Needed until the page ends; a reference is the smallest handle.
        Box::leak(Box::new(session))
    }

    /// Returns the workspace for actions. Does not subscribe the calling view.
    pub fn workspace(&self) -> Rc<AppWorkspace> {
        self.workspace.get_value()
    }

    /// Returns the workspace for display. Tracked: the view updates with every change.
    pub fn workspace_tracked(&self) -> Rc<AppWorkspace> {
        self.revisions.any();
        self.workspace.get_value()
    }

    /// Returns the workspace for the display of records of these kinds. Tracked: the view updates
    /// when one of them changes, or a kind whose records they name.
    pub fn workspace_of(&self, kinds: &[KindId]) -> Rc<AppWorkspace> {
        let workspace = self.workspace();
        self.revisions.track(&workspace.shown_with(kinds));
        workspace
    }

    /// Returns the workspace for the display of one record. Tracked: as for its kind; one that is
    /// unknown may come with any change.
    pub fn workspace_of_record(&self, id: RecordId) -> Rc<AppWorkspace> {
        match self.workspace().kind_of(id) {
            Some(kind) => self.workspace_of(&[kind]),
            None => self.workspace_tracked(),
        }
    }

    /// Returns the workspace for the display of settings, kinds and fields. Tracked.
    pub fn workspace_of_shape(&self) -> Rc<AppWorkspace> {
        self.workspace_of(&[])
    }

    /// Returns the number of changes so far. Tracked.
    pub fn revision(&self) -> u64 {
        self.revisions.any()
    }

    /// Reads the data, or nothing before they are open. Tracked.
    pub fn ready<T: Default>(&self, read: impl FnOnce() -> T) -> T {
        if self.phase.get() == Phase::Ready { read() } else { T::default() }
    }

    /// Notifies all views and the other tabs of a change.
    pub fn changed(&self) {
        self.changed_here();
        let commit = self.workspace().last_commit();
        self.tabs.with_value(|tabs| {
            if let Some(tabs) = tabs {
                // Receivers read everything they missed up to this commit, so no keys are sent.
                tabs.announce(commit, &[]);
            }
        });
    }

    /// Notifies the views of this tab of a change that does not concern other tabs.
    pub(super) fn changed_here(&self) {
        self.revisions.rise(&self.workspace().take_changes());
    }

    /// Reads a small value from the key-value store, such as a draft.
    pub async fn small(&self, key: &SmallKey) -> Option<Vec<u8>> {
        // An unreadable draft counts as missing: the record itself is safe.
        key.read(self.workspace().store()).await.ok().flatten()
    }

    /// Applies the language and theme of the settings.
    pub fn follow_settings(&'static self) {
        let settings = self.workspace().settings();
        window::set_theme(&settings.text(settings::THEME));
        self.words.count_years(settings.text(settings::YEARS) == settings::BUDDHIST_YEARS);
        let chosen = settings.text(settings::LANGUAGE);
        window::keep_language(&chosen);
        self.speak(language_of(&if chosen.is_empty() { window::language() } else { chosen }));
    }

    /// Changes the language of the screen, which stays as it is until the texts are there.
    fn speak(&'static self, tag: &'static str) {
        self.language.set_value(tag);
        if tag == ENGLISH {
            return self.say_in(None);
        }
        if tag == self.words.tag() {
            return self.set_page_language();
        }
        spawn_local(async move {
            let catalog = Catalog::fetch(tag).await;
            if self.language.get_value() != tag {
                return;
            }
            match catalog {
                Some(catalog) => self.say_in(Some(catalog)),
                None => self.report(&AppError::PartMissing),
            }
        });
    }

    fn say_in(&self, catalog: Option<Catalog>) {
        self.words.speak(catalog);
        self.set_page_language();
        if self.translate_workspace() {
            self.changed_here();
        }
    }

    fn set_page_language(&self) {
        window::set_language(self.words.tag(), &t!(self.words, shell.direction));
    }

    /// Tells the workspace what the screen calls the app's own choices and templates. Returns true if
    /// choices are called otherwise than before.
    fn translate_workspace(&self) -> bool {
        let workspace = self.workspace();
        workspace.call_templates(self.words.template_names());
        workspace.translate_choices(self.words.choice_translations())
    }

    /// Cleans up, when the page is idle, after a change of country or fields, an import or a short
    /// visit.
    pub fn tidy(&'static self) {
        spawn_local(async move {
            window::idle().await;
            match work::tidy(self.workspace()).await {
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

    /// Shows a localized error message.
    pub fn say_failed(&self, text: String) {
        self.toasts.show(Toast { text, action: None, tone: Tone::Danger });
    }

    /// Runs an operation and passes its result to `then`; notifies views of the change, reports
    /// errors.
    pub fn run<T: 'static>(
        &'static self,
        work: impl Future<Output = Result<T, AppError>> + 'static,
        then: impl FnOnce(T) + 'static,
    ) {
        spawn_local(async move {
            match work.await {
                Ok(outcome) => {
                    self.changed();
                    then(outcome);
                }
                Err(error) => self.report(&error),
            }
        });
    }

    /// Confirms an action with a toast; a stamp adds an undo button.
    pub fn say_done(&'static self, text: String, stamp: Option<Stamp>) {
        let toast = Toast::new(text);
        self.toasts.show(match stamp {
            Some(stamp) => {
                let undo = Callback::new(move |()| self.undo(stamp));
                toast.with_action(t!(self.words, shell.undo), undo)
            }
            None => toast,
        });
    }

    /// Says which view, field or kind was deleted, with a way back now and one later: the bin does
    /// not list these.
    pub fn say_deleted(&'static self, name: &str, stamp: Option<Stamp>) {
        self.say_done(t!(self.words, shell.deleted_named, name = name), stamp);
    }

    /// Says which record was saved, with a way back.
    pub fn say_saved(&'static self, saved: &Saved) {
        let text = self.saved(&self.workspace().name(saved.id));
        self.say_done(text, saved.done.stamp);
    }

    /// Returns "Saved", with the record's name if it has one.
    pub fn saved(&self, name: &str) -> String {
        match name.trim() {
            "" => t!(self.words, shell.saved),
            name => t!(self.words, shell.saved_named, name = name),
        }
    }

    /// Undoes an action.
    pub fn undo(&'static self, stamp: Stamp) {
        let workspace = self.workspace();
        self.run(work::undo(workspace, stamp), move |undone| {
            self.follow_settings();
            self.tidy();
            self.toasts.show(after_undo(&self.words, &undone));
        });
    }
}

/// Returns the toast shown after an undo.
pub fn after_undo(words: &Words, undone: &Undone) -> Toast {
    Toast::new(match undone.skipped {
        0 => t!(words, shell.undone),
        skipped => t!(words, shell.undone_partly, count = skipped),
    })
}
