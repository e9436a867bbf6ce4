//! The screens that are not part of the initial download, and the file that contains each.

use leptos::prelude::*;

use super::desk::desk;
use super::keys_sheet::KeysSheet;
use crate::ui::companies::{CompaniesPane, CompanyEdit, CompanyShow};
use crate::ui::contact::{ContactEdit, ContactShow};
use crate::ui::contacts::ContactsPane;
use crate::ui::day::{NewSheet, PutOffSheet, TaskSheet, TasksScreen, TodayScreen};
use crate::ui::deals::{DealEdit, DealShow, DealsScreen};
use crate::ui::import::{ImportBar, ImportScreen};
use crate::ui::log::{HistorySearchScreen, LogSheet, ReachSheet};
use crate::ui::settings::{BinScreen, HistoryScreen, MoreScreen, PipelinesScreen, SettingsScreen};
use crate::ui::start::Begin;
use crate::ui::state::use_app;
use kit::apart;

apart!(daily, today() => view! { <TodayScreen begin=|| view! { <Begin /> } /> });
apart!(daily, tasks() => view! { <TasksScreen /> });
apart!(daily, new_sheet() => view! { <NewSheet /> });
apart!(daily, put_off_sheet() => view! { <PutOffSheet /> });

apart!(records, reach_sheet() => view! { <ReachSheet /> });
apart!(records, log_sheet() => at_desk(|| view! { <LogSheet /> }.into_any()));
apart!(settings, keys_sheet() => view! { <KeysSheet /> });
apart!(records, history_search() => at_desk(|| view! { <HistorySearchScreen /> }.into_any()));

apart!(records, deals() => at_desk(|| view! { <DealsScreen /> }.into_any()));
apart!(records, deal_show() => at_desk(|| view! { <DealShow /> }.into_any()));
apart!(records, deal_edit() => at_desk(|| view! { <DealEdit /> }.into_any()));

apart!(daily, contacts() => view! { <ContactsPane /> });

apart!(records, task_sheet() => at_desk(|| view! { <TaskSheet /> }.into_any()));
apart!(records, contact_show() => at_desk(|| view! { <ContactShow /> }.into_any()));
apart!(records, contact_edit() => at_desk(|| view! { <ContactEdit /> }.into_any()));
apart!(records, companies() => view! { <CompaniesPane /> });
apart!(records, company_show() => at_desk(|| view! { <CompanyShow /> }.into_any()));
apart!(records, company_edit() => at_desk(|| view! { <CompanyEdit /> }.into_any()));

apart!(import, import() => view! { <ImportScreen /> });
apart!(import, import_bar() => view! { <ImportBar /> });

apart!(settings, more() => view! { <MoreScreen /> });
apart!(settings, settings() => at_desk(|| view! { <SettingsScreen /> }.into_any()));
apart!(settings, pipelines() => at_desk(|| view! { <PipelinesScreen /> }.into_any()));
apart!(settings, bin() => at_desk(|| view! { <BinScreen /> }.into_any()));
apart!(settings, history() => at_desk(|| view! { <HistoryScreen /> }.into_any()));

apart!(records, with_desk(view: ChildrenFn) => {
    provide_context(desk(use_app()));
    view()
});

/// Renders a screen whose parts need the desk.
fn at_desk(screen: fn() -> AnyView) -> AnyView {
    provide_context(desk(use_app()));
    screen()
}
