//! Actions in the search of everything, beside records: screens to go to, and records to make.

use leptos::prelude::Set;

use crate::ui::parts::icon_of_kind;
use crate::ui::paths::{self, Router};
use crate::ui::state::{AppState, LogRequest, TaskRequest, capitalized, t};
use domain::{Draft, TASK, activity};
use kit::IconName;

/// Something to go to or to begin.
#[derive(Clone, PartialEq)]
pub struct AppAction {
    /// Its name.
    pub label: String,
    /// Its icon.
    pub icon: IconName,
    does: Does,
}

#[derive(Clone, PartialEq)]
enum Does {
    /// Goes to a path.
    Go(String),
    /// Opens the task form.
    Task,
    /// Opens the log for an activity of this kind.
    Log(&'static str),
}

impl AppAction {
    fn go(label: String, icon: IconName, path: impl Into<String>) -> Self {
        Self { label, icon, does: Does::Go(path.into()) }
    }

    /// Goes there, or begins it.
    pub fn perform(self, app: AppState, router: Router) {
        match self.does {
            Does::Go(path) => router.go(&path),
            Does::Task => app.sheets.task.set(Some(TaskRequest::begin(Draft::new(TASK)))),
            Does::Log(what) => {
                let request = LogRequest { what: what.to_owned(), ..LogRequest::default() };
                app.sheets.log.set(Some(request));
            }
        }
    }
}

/// Returns all actions: what can be made first, then the screens. Tracked.
pub fn actions(app: AppState) -> Vec<AppAction> {
    let words = app.words;
    let mut all = vec![
        AppAction { label: t!(words, day.new_task), icon: IconName::ListTodo, does: Does::Task },
        AppAction {
            label: t!(words, day.log_call),
            icon: IconName::Phone,
            does: Does::Log(activity::CALL),
        },
        AppAction {
            label: t!(words, day.log_visit),
            icon: IconName::MapPin,
            does: Does::Log(activity::VISIT),
        },
    ];
    let listed = app.records.listed_schemas();
    all.extend(listed.iter().filter(|schema| schema.kind != TASK).map(|schema| {
        let one = words.kind_names(schema).one;
        let label = capitalized(&t!(words, records.new, kind = one));
        AppAction::go(label, icon_of_kind(schema), paths::new_in(&paths::list(&schema.path)))
    }));
    all.push(AppAction::go(t!(words, shell.today_place), IconName::Sun, paths::TODAY));
    all.extend(listed.iter().map(|schema| {
        let title = words.kind_names(schema).title;
        AppAction::go(title, icon_of_kind(schema), paths::list(&schema.path))
    }));
    all.extend([
        AppAction::go(t!(words, log.search), IconName::Search, paths::SEARCH),
        AppAction::go(t!(words, shell.import), IconName::Upload, paths::IMPORT),
        AppAction::go(t!(words, shell.history), IconName::History, paths::HISTORY),
        AppAction::go(t!(words, shell.bin), IconName::Trash2, paths::BIN),
        AppAction::go(t!(words, selling.pipelines), IconName::Columns3, paths::PIPELINES),
        AppAction::go(t!(words, kinds.title), IconName::Database, paths::KINDS),
        AppAction::go(t!(words, shell.settings), IconName::Settings, paths::SETTINGS),
    ]);
    all
}
