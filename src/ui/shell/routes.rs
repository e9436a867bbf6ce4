//! Which address shows which screen.

use leptos::prelude::*;
use leptos_router::components::{Outlet, ParentRoute, Redirect, Route, Routes};
use leptos_router::hooks::use_location;
use leptos_router::path;

use crate::ui::companies::{CompaniesPane, CompanyEdit, CompanyShow};
use crate::ui::contact::{ContactEdit, ContactShow};
use crate::ui::contacts::ContactsPane;
use crate::ui::import::ImportScreen;
use crate::ui::kit::{Empty, LinkButton};
use crate::ui::paths;
use crate::ui::settings::{BinScreen, HistoryScreen, MoreScreen, SettingsScreen};
use crate::ui::start::FirstStart;
use crate::ui::state::{t, use_app};

/// The screen of the address.
#[component]
pub fn Screens() -> impl IntoView {
    view! {
        <Routes fallback=NotFound>
            <Route path=path!("/") view=|| view! { <Redirect path=paths::CONTACTS /> } />
            <ParentRoute path=path!("/contacts") view=Contacts>
                <Route path=path!("") view=Nothing />
                <Route path=path!("new") view=ContactEdit />
                <Route path=path!(":id") view=ContactShow />
                <Route path=path!(":id/edit") view=ContactEdit />
            </ParentRoute>
            <ParentRoute path=path!("/companies") view=Companies>
                <Route path=path!("") view=Nothing />
                <Route path=path!("new") view=CompanyEdit />
                <Route path=path!(":id") view=CompanyShow />
                <Route path=path!(":id/edit") view=CompanyEdit />
            </ParentRoute>
            <Route path=path!("/import") view=ImportScreen />
            <Route path=path!("/more") view=MoreScreen />
            <Route path=path!("/settings") view=SettingsScreen />
            <Route path=path!("/settings/bin") view=BinScreen />
            <Route path=path!("/settings/history") view=HistoryScreen />
        </Routes>
    }
}

/// Contacts beside the one that is open; before there are any, the first start.
#[component]
fn Contacts() -> impl IntoView {
    let state = use_app();
    let open = use_open(paths::CONTACTS);
    let first = Memo::new(move |_| state.is_first_start());
    view! {
        <Show when=move || !first.get() || open.get() fallback=|| view! { <FirstStart /> }>
            <div class="panes" data-open=move || open.get().then_some("")>
                <div class="panes__list"><ContactsPane /></div>
                <Outlet />
            </div>
        </Show>
    }
}

/// Companies beside the one that is open.
#[component]
fn Companies() -> impl IntoView {
    let open = use_open(paths::COMPANIES);
    view! {
        <div class="panes" data-open=move || open.get().then_some("")>
            <div class="panes__list"><CompaniesPane /></div>
            <Outlet />
        </div>
    }
}

/// What stands beside a list while nothing is open.
#[component]
fn Nothing() -> impl IntoView {
    view! { <div class="panes__main"></div> }
}

#[component]
fn NotFound() -> impl IntoView {
    let state = use_app();
    view! {
        <div class="screen">
            <Empty
                title=Signal::derive(move || t!(state.words, shell.not_found))
                text=Signal::derive(move || t!(state.words, shell.not_found_text))
            >
                <LinkButton
                    label=Signal::derive(move || t!(state.words, shell.to_contacts))
                    href=paths::href(paths::CONTACTS)
                />
            </Empty>
        </div>
    }
}

/// Whether the address is that of a record of this list.
fn use_open(list: &'static str) -> Memo<bool> {
    let path = use_location().pathname;
    Memo::new(move |_| {
        let path = path.read();
        let own = path.strip_prefix(paths::base()).unwrap_or(&path);
        own.strip_prefix(list).is_some_and(|rest| rest.len() > 1)
    })
}
