//! The screens that are not part of the initial download, and the file that contains each.

use leptos::prelude::*;

use super::formula_sheet::FormulaSheet;
use super::keys_sheet::KeysSheet;
use super::palette::Palette;
use super::part_services::part_services;
use crate::ui::day::{self, NewSheet, PutOffSheet, TaskSheet, TodayScreen};
use crate::ui::import::{ImportBar, ImportScreen};
use crate::ui::log::{self, HistorySearchScreen, LogSheet, ReachSheet};
use crate::ui::records::{FileViewer, RecordEdit, RecordShow, RecordsPane};
use crate::ui::settings::{
    BinScreen, HistoryScreen, KindsScreen, MoreScreen, PipelinesScreen, SettingsScreen,
};
use crate::ui::start::Begin;
use crate::ui::state::use_app;
use crate::ui::{companies, contact, deals};
use domain::{ACTIVITY, COMPANY, CONTACT, DEAL, KindId, TASK};
use kit::{PartLoader, lazy_part};

lazy_part!(daily, today() => view! { <TodayScreen begin=|| view! { <Begin /> } /> });
lazy_part!(daily, palette() => view! { <Palette /> });
lazy_part!(daily, new_sheet() => view! { <NewSheet /> });
lazy_part!(daily, put_off_sheet() => view! { <PutOffSheet /> });

lazy_part!(records, reach_sheet() => view! { <ReachSheet /> });
lazy_part!(records, file_viewer() => view! { <FileViewer /> });
lazy_part!(records, log_sheet() => with_services(|| view! { <LogSheet /> }.into_any()));
lazy_part!(settings, keys_sheet() => view! { <KeysSheet /> });
lazy_part!(settings, formula_sheet() => view! { <FormulaSheet /> });
lazy_part!(records, happened() => with_services(|| {
    view! { <RecordsPane kind=ACTIVITY extras=log::ACTIVITIES /> }.into_any()
}));
lazy_part!(records, history_search() => with_services(|| view! { <HistorySearchScreen /> }.into_any()));

lazy_part!(daily, contacts(kind: KindId) => view! { <RecordsPane kind extras=contact::LIST /> });
lazy_part!(daily, companies(kind: KindId) => view! { <RecordsPane kind extras=companies::LIST /> });
lazy_part!(daily, deals(kind: KindId) => view! { <RecordsPane kind extras=deals::LIST /> });
lazy_part!(daily, tasks(kind: KindId) => view! { <RecordsPane kind extras=day::TASKS /> });
lazy_part!(daily, plain_list(kind: KindId) => view! { <RecordsPane kind /> });

lazy_part!(records, task_sheet() => with_services(|| view! { <TaskSheet /> }.into_any()));
lazy_part!(records, contact_page(kind: KindId) => with_services(move || {
    view! { <RecordShow kind parts=contact::PAGE /> }.into_any()
}));
lazy_part!(records, contact_form(kind: KindId) => with_services(move || {
    view! { <RecordEdit kind parts=contact::FORM /> }.into_any()
}));
lazy_part!(records, company_page(kind: KindId) => with_services(move || {
    view! { <RecordShow kind parts=companies::PAGE /> }.into_any()
}));
lazy_part!(records, deal_page(kind: KindId) => with_services(move || {
    view! { <RecordShow kind parts=deals::PAGE /> }.into_any()
}));
lazy_part!(records, deal_form(kind: KindId) => with_services(move || {
    view! { <RecordEdit kind parts=deals::FORM /> }.into_any()
}));
lazy_part!(records, plain_page(kind: KindId) => with_services(move || {
    view! { <RecordShow kind /> }.into_any()
}));
lazy_part!(records, plain_form(kind: KindId) => with_services(move || {
    view! { <RecordEdit kind /> }.into_any()
}));

/// The screens of a kind with a list and pages. Only data and parts stand here, so that a kind
/// does not lengthen the first download.
#[derive(Clone, Copy)]
pub struct KindScreens {
    /// The kind.
    pub kind: KindId,
    /// Its list.
    pub list: fn(KindId) -> PartLoader,
    /// The page of a record.
    pub page: fn(KindId) -> PartLoader,
    /// The form of a record.
    pub form: fn(KindId) -> PartLoader,
}

/// The kinds whose screens have something that no schema says; all others have the plain ones.
const SCREENS: &[KindScreens] = &[
    KindScreens { kind: CONTACT, list: contacts, page: contact_page, form: contact_form },
    KindScreens { kind: COMPANY, list: companies, page: company_page, form: plain_form },
    KindScreens { kind: DEAL, list: deals, page: deal_page, form: deal_form },
    KindScreens { kind: TASK, list: tasks, page: plain_page, form: plain_form },
];

impl KindScreens {
    /// Returns the screens of a kind.
    pub fn of(kind: KindId) -> Self {
        let plain = Self { kind, list: plain_list, page: plain_page, form: plain_form };
        SCREENS.iter().find(|known| known.kind == kind).copied().unwrap_or(plain)
    }
}

lazy_part!(import, import() => view! { <ImportScreen /> });
lazy_part!(import, import_bar() => view! { <ImportBar /> });

lazy_part!(settings, more() => view! { <MoreScreen /> });
lazy_part!(settings, settings() => with_services(|| view! { <SettingsScreen /> }.into_any()));
lazy_part!(settings, pipelines() => with_services(|| view! { <PipelinesScreen /> }.into_any()));
lazy_part!(settings, kinds() => with_services(|| view! { <KindsScreen /> }.into_any()));
lazy_part!(settings, bin() => with_services(|| view! { <BinScreen /> }.into_any()));
lazy_part!(settings, history() => with_services(|| view! { <HistoryScreen /> }.into_any()));

lazy_part!(records, services_for(view: ChildrenFn) => {
    provide_context(part_services(use_app()));
    view()
});

/// Renders a screen whose parts need the services.
fn with_services(screen: impl FnOnce() -> AnyView) -> AnyView {
    provide_context(part_services(use_app()));
    screen()
}
