//! The state that all screens share: a noun for each thing that a person works with, and opening the
//! data. Every noun knows the session and the nouns before it, and none knows this file.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::backing::DATABASE;
use super::deals::Deals;
use super::format::Formatter;
use super::importing::Imports;
use super::logging::Log;
use super::records::Records;
use super::session::{Phase, Session};
use super::settings::Settings;
use super::sheets::Sheets;
use super::tasks::Tasks;
use super::words::{Words, t};
use super::work;
use app::{AppError, Opening};
use browser::tabs::Tabs;
use browser::window;
use kit::{Toast, Toasts};
use replica::Stamp;

/// The state of the app: a noun for each thing that a person works with; a cheap `Copy` handle.
/// Methods marked "Tracked" subscribe the calling view.
#[derive(Clone, Copy)]
pub struct AppState {
    pub(super) session: &'static Session,
    /// Dates, numbers, money and names as text.
    pub format: Formatter,
    /// Records: reading, saving, deleting, listing them, with their photos, drafts, tags and files.
    pub records: Records,
    /// The settings: choices, word lists, the first start, backups, and the health of the data.
    pub settings: Settings,
    /// Deals with their pipelines and stages.
    pub deals: Deals,
    /// Tasks and the agenda of a day.
    pub tasks: Tasks,
    /// The log: contacting people, and the activities that follow.
    pub log: Log,
    /// The import of files.
    pub imports: Imports,
    /// Progress of opening the data.
    pub phase: RwSignal<Phase>,
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
        let session = Session::begin();
        let format = Formatter { session };
        let records = Records { session, format };
        let settings = Settings { session, format, records };
        let app = Self {
            session,
            format,
            records,
            settings,
            deals: Deals { session, format },
            tasks: Tasks { session, format },
            log: Log { session, format, records, settings },
            imports: Imports { session, format, settings },
            phase: session.phase,
            sheets: session.sheets,
            toasts: session.toasts,
            words: session.words,
        };
        app.open();
        app
    }

    /// Opens the data; also used to retry.
    pub fn open(self) {
        self.phase.set(Phase::Opening);
        spawn_local(async move {
            match self.open_data().await {
                Ok(opening) => {
                    self.settings.read_beginning().await;
                    // Yields so that drawing runs as its own task.
                    window::yield_now().await;
                    self.opened(&opening);
                }
                Err(error) => self.phase.set(Phase::Failed(error)),
            }
        });
    }

    /// Reads the data, and mends what is amiss.
    async fn open_data(self) -> Result<Opening, AppError> {
        let workspace = self.session.workspace();
        let begun = workspace.begin().await?;
        if begun.sound { Ok(begun.opening()) } else { work::mend(workspace, begun).await }
    }

    fn opened(self, opening: &Opening) {
        self.session.follow_settings();
        self.phase.set(Phase::Ready);
        self.session.changed_here();
        for name in &opening.rolled_back {
            self.toasts
                .show(Toast::new(t!(self.words, shell.rolled_back, name = name.clone())).danger());
        }
        self.settings.report_health(opening);
        self.follow_tabs();
        self.log.resume_call();
        self.tidy();
        self.settings.look_through_activities();
    }

    fn follow_tabs(self) {
        if self.session.tabs.with_value(Option::is_some) {
            return;
        }
        let tabs = Tabs::new(DATABASE, move |_commit, _keys| self.catch_up());
        self.session.tabs.set_value(Some(Rc::new(tabs)));
        let wakes = window::on_wake(move || {
            spawn_local(async move {
                // A dead connection surfaces with the next operation.
                if self.session.workspace().store().probe().await.is_ok() {
                    self.catch_up();
                }
            });
        });
        self.session.wakes.set_value(Some(wakes));
        self.session.workspace().store().on_superseded(move || {
            let reload = Callback::new(|()| window::reload());
            let toast = Toast::new(t!(self.words, shell.superseded)).danger();
            self.toasts.show(toast.with_action(t!(self.words, shell.reload), reload));
        });
    }

    /// Reads what another tab wrote.
    pub fn catch_up(self) {
        spawn_local(async move {
            match work::catch_up(self.session.workspace()).await {
                Ok(true) => {
                    self.session.follow_settings();
                    self.session.changed_here();
                }
                Ok(false) => {}
                Err(error) => self.session.report(&error),
            }
        });
    }

    /// True if the workspace holds no records. Tracked.
    pub fn is_empty(&self) -> bool {
        self.session.workspace_tracked().is_empty()
    }

    /// Titles the window while the calling component is shown. With an empty title, the next most
    /// recent screen names it.
    pub fn show_title(&self, title: impl Fn() -> String + Send + Sync + 'static) {
        self.session.titles.show(title);
    }

    /// Returns the number of changes so far. Tracked.
    pub fn revision(&self) -> u64 {
        self.session.revision()
    }

    /// Cleans up, when the page is idle, after a change of country or fields, an import or a short
    /// visit.
    pub fn tidy(&self) {
        self.session.tidy();
    }

    /// Confirms an action with a toast; a stamp adds an undo button.
    pub fn say_done(&self, text: String, stamp: Option<Stamp>) {
        self.session.say_done(text, stamp);
    }

    /// Undoes an action.
    pub fn undo(&self, stamp: Stamp) {
        self.session.undo(stamp);
    }
}
