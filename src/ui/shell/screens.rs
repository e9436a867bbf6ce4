//! The screens that are not part of the initial download, and the file that contains each.

use leptos::prelude::*;

use super::keys_sheet::KeysSheet;
use super::part_services::part_services;
use crate::ui::companies::{CompaniesPane, CompanyEdit, CompanyShow};
use crate::ui::contact::{ContactEdit, ContactShow};
use crate::ui::contacts::ContactsPane;
use crate::ui::day::{NewSheet, PutOffSheet, TaskSheet, TasksScreen, TodayScreen};
use crate::ui::deals::{DealEdit, DealShow, DealsScreen};
use crate::ui::import::{ImportBar, ImportScreen};
use crate::ui::log::{HistorySearchScreen, LogSheet, ReachSheet};
use crate::ui::settings::{
    BinScreen, HistoryScreen, KindsScreen, MoreScreen, PipelinesScreen, SettingsScreen,
};
use crate::ui::start::Begin;
use crate::ui::state::use_app;
use kit::lazy_part;

lazy_part!(daily, today() => view! { <TodayScreen begin=|| view! { <Begin /> } /> });
lazy_part!(daily, tasks() => view! { <TasksScreen /> });
lazy_part!(daily, new_sheet() => view! { <NewSheet /> });
lazy_part!(daily, put_off_sheet() => view! { <PutOffSheet /> });

lazy_part!(records, reach_sheet() => view! { <ReachSheet /> });
lazy_part!(records, log_sheet() => with_services(|| view! { <LogSheet /> }.into_any()));
lazy_part!(settings, keys_sheet() => view! { <KeysSheet /> });
lazy_part!(records, history_search() => with_services(|| view! { <HistorySearchScreen /> }.into_any()));

lazy_part!(records, deals() => with_services(|| view! { <DealsScreen /> }.into_any()));
lazy_part!(records, deal_show() => with_services(|| view! { <DealShow /> }.into_any()));
lazy_part!(records, deal_edit() => with_services(|| view! { <DealEdit /> }.into_any()));

lazy_part!(daily, contacts() => view! { <ContactsPane /> });

lazy_part!(records, task_sheet() => with_services(|| view! { <TaskSheet /> }.into_any()));
lazy_part!(records, contact_show() => with_services(|| view! { <ContactShow /> }.into_any()));
lazy_part!(records, contact_edit() => with_services(|| view! { <ContactEdit /> }.into_any()));
lazy_part!(records, companies() => view! { <CompaniesPane /> });
lazy_part!(records, company_show() => with_services(|| view! { <CompanyShow /> }.into_any()));
lazy_part!(records, company_edit() => with_services(|| view! { <CompanyEdit /> }.into_any()));

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
fn with_services(screen: fn() -> AnyView) -> AnyView {
    provide_context(part_services(use_app()));
    screen()
}
