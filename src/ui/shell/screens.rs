//! The screens that are no part of the first download, and the file each comes in.

use leptos::prelude::*;

use crate::ui::companies::{CompaniesPane, CompanyEdit, CompanyShow};
use crate::ui::contact::{ContactEdit, ContactShow};
use crate::ui::import::ImportScreen;
use crate::ui::kit::apart;
use crate::ui::settings::{BinScreen, HistoryScreen, MoreScreen, SettingsScreen};

apart!(records, contact_show() => view! { <ContactShow /> });
apart!(records, contact_edit() => view! { <ContactEdit /> });
apart!(records, companies() => view! { <CompaniesPane /> });
apart!(records, company_show() => view! { <CompanyShow /> });
apart!(records, company_edit() => view! { <CompanyEdit /> });

apart!(settings, import() => view! { <ImportScreen /> });
apart!(settings, more() => view! { <MoreScreen /> });
apart!(settings, settings() => view! { <SettingsScreen /> });
apart!(settings, bin() => view! { <BinScreen /> });
apart!(settings, history() => view! { <HistoryScreen /> });
