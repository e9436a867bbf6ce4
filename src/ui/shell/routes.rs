//! Which address shows which screen.

use leptos::prelude::*;
use leptos_router::components::{Outlet, ParentRoute, Redirect, Route, Routes};
use leptos_router::hooks::use_location;
use leptos_router::path;

use super::screens;
use crate::ui::contacts::ContactsPane;
use crate::ui::kit::{Empty, Fetch, Later, LinkButton};
use crate::ui::paths;
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
                <Route path=path!("new") view=later(screens::contact_edit) />
                <Route path=path!(":id") view=later(screens::contact_show) />
                <Route path=path!(":id/edit") view=later(screens::contact_edit) />
            </ParentRoute>
            <ParentRoute path=path!("/companies") view=Companies>
                <Route path=path!("") view=Nothing />
                <Route path=path!("new") view=later(screens::company_edit) />
                <Route path=path!(":id") view=later(screens::company_show) />
                <Route path=path!(":id/edit") view=later(screens::company_edit) />
            </ParentRoute>
            <Route path=path!("/import") view=later(screens::import) />
            <Route path=path!("/more") view=later(screens::more) />
            <Route path=path!("/settings") view=later(screens::settings) />
            <Route path=path!("/settings/bin") view=later(screens::bin) />
            <Route path=path!("/settings/history") view=later(screens::history) />
        </Routes>
    }
}

/// A screen whose code comes when it is first shown.
fn later(fetch: fn() -> Fetch) -> impl Fn() -> AnyView + Clone + Send + Sync {
    move || view! { <Later fetch=move |()| fetch() /> }.into_any()
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
            <div class="panes__list"><Later fetch=|()| screens::companies() /></div>
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
