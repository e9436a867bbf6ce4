//! Routes from paths to screens.

use leptos::prelude::*;

use super::screens;
use crate::ui::paths;
use crate::ui::start::FirstStart;
use crate::ui::state::{t, use_app};
use domain::{COMPANY, CONTACT};
use kit::{Empty, IconName, LazyPart, LinkButton, PartLoader};

/// The screen for a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Screen {
    Today,
    Contacts,
    Deals,
    Tasks,
    Companies,
    Import,
    More,
    Settings,
    Pipelines,
    Kinds,
    Bin,
    History,
    Search,
    NotFound,
}

/// The content beside a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SidePane {
    Nothing,
    Record,
    Form,
    NotFound,
}

impl Screen {
    fn of(path: &str) -> Self {
        let lists = [
            (paths::CONTACTS, Self::Contacts),
            (paths::COMPANIES, Self::Companies),
            (paths::DEALS, Self::Deals),
            (paths::KINDS, Self::Kinds),
        ];
        let list = lists.into_iter().find(|(list, _)| paths::inside(path, list).is_some());
        if let Some((_, screen)) = list {
            return screen;
        }
        match path.trim_end_matches('/') {
            "" | paths::TODAY => Self::Today,
            paths::TASKS => Self::Tasks,
            paths::PIPELINES => Self::Pipelines,
            paths::IMPORT => Self::Import,
            paths::MORE => Self::More,
            paths::SETTINGS => Self::Settings,
            paths::BIN => Self::Bin,
            paths::HISTORY => Self::History,
            paths::SEARCH => Self::Search,
            _ => Self::NotFound,
        }
    }
}

impl SidePane {
    fn of(path: &str, list: &str) -> Self {
        let mut parts = paths::inside(path, list).unwrap_or_default().split('/');
        match (parts.next().unwrap_or_default(), parts.next(), parts.next()) {
            ("", None, _) => Self::Nothing,
            ("new", None, _) | (_, Some("edit"), None) => Self::Form,
            (_, None | Some(""), None) => Self::Record,
            _ => Self::NotFound,
        }
    }
}

/// The screen for the current path.
#[component]
pub fn Screens() -> impl IntoView {
    let router = paths::use_router();
    let path = router.path();
    let screen = Memo::new(move |_| Screen::of(&path.read()));
    Effect::new(move |_| {
        if matches!(path.read().as_str(), "" | "/") {
            router.replace(paths::TODAY);
        }
    });
    move || match screen.get() {
        Screen::Today => view! { <Today /> }.into_any(),
        Screen::Deals => view! { <Deals /> }.into_any(),
        Screen::Tasks => later(screens::tasks),
        Screen::Pipelines => later(screens::pipelines),
        Screen::Kinds => later(screens::kinds),
        Screen::Contacts => view! { <Contacts /> }.into_any(),
        Screen::Companies => view! { <Companies /> }.into_any(),
        Screen::Import => later(screens::import),
        Screen::More => later(screens::more),
        Screen::Settings => later(screens::settings),
        Screen::Bin => later(screens::bin),
        Screen::History => later(screens::history),
        Screen::Search => later(screens::history_search),
        Screen::NotFound => view! { <NotFound /> }.into_any(),
    }
}

/// Renders a screen whose code is loaded when first shown.
fn later(fetch: fn() -> PartLoader) -> AnyView {
    view! { <LazyPart fetch=move |()| fetch() /> }.into_any()
}

/// Today; the first start while the app is empty.
#[component]
fn Today() -> impl IntoView {
    let app = use_app();
    let first = Memo::new(move |_| app.settings.is_first_start());
    move || {
        if first.get() {
            view! { <FirstStart asks=true /> }.into_any()
        } else {
            later(screens::today)
        }
    }
}

/// The board, or the open deal.
#[component]
fn Deals() -> impl IntoView {
    let beside = use_beside(paths::DEALS);
    move || match beside.get() {
        SidePane::Nothing => later(screens::deals),
        SidePane::Record => later(screens::deal_show),
        SidePane::Form => later(screens::deal_edit),
        SidePane::NotFound => view! { <NotFound /> }.into_any(),
    }
}

/// Contacts beside the open one; the first start while the app is empty.
#[component]
fn Contacts() -> impl IntoView {
    let app = use_app();
    let beside = use_beside(paths::CONTACTS);
    let first =
        Memo::new(move |_| app.settings.is_first_start() && beside.get() == SidePane::Nothing);
    let list = || later(screens::contacts);
    let choose = Signal::derive(move || match app.records.count(CONTACT) {
        0 => String::new(),
        _ => t!(app.words, shell.choose_contact),
    });
    move || {
        if first.get() {
            view! { <FirstStart /> }.into_any()
        } else {
            let (record, form) = (screens::contact_show, screens::contact_edit);
            view! { <Panes beside list record form choose icon=IconName::User /> }.into_any()
        }
    }
}

/// Companies beside the open one.
#[component]
fn Companies() -> impl IntoView {
    let app = use_app();
    let beside = use_beside(paths::COMPANIES);
    let list = || later(screens::companies);
    let choose = Signal::derive(move || match app.records.count(COMPANY) {
        0 => String::new(),
        _ => t!(app.words, shell.choose_company),
    });
    let (record, form) = (screens::company_show, screens::company_edit);
    view! { <Panes beside list record form choose icon=IconName::Building2 /> }
}

/// A list with the open record beside it; a phone shows one of the two.
#[component]
fn Panes(
    beside: Memo<SidePane>,
    list: fn() -> AnyView,
    record: fn() -> PartLoader,
    form: fn() -> PartLoader,
    choose: Signal<String>,
    icon: IconName,
) -> impl IntoView {
    let main = move || match beside.get() {
        SidePane::Nothing => view! {
            <div class="panes__main">
                <Show when=move || !choose.read().is_empty()>
                    <Empty title=choose icon />
                </Show>
            </div>
        }
        .into_any(),
        SidePane::Record => later(record),
        SidePane::Form => later(form),
        SidePane::NotFound => view! { <NotFound /> }.into_any(),
    };
    view! {
        <div class="panes" data-open=move || (beside.get() != SidePane::Nothing).then_some("")>
            <div class="panes__list">{list()}</div>
            {main}
        </div>
    }
}

/// Returns the content beside this list.
fn use_beside(list: &'static str) -> Memo<SidePane> {
    let path = paths::use_router().path();
    Memo::new(move |_| SidePane::of(&path.read(), list))
}

#[component]
fn NotFound() -> impl IntoView {
    let app = use_app();
    app.show_title(move || t!(app.words, shell.not_found));
    view! {
        <div class="screen">
            <Empty
                alone=true
                title=Signal::derive(move || t!(app.words, shell.not_found))
                text=Signal::derive(move || t!(app.words, shell.not_found_text))
            >
                <LinkButton
                    label=Signal::derive(move || t!(app.words, shell.to_contacts))
                    href=paths::href(paths::CONTACTS)
                />
            </Empty>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::{Screen, SidePane};

    #[test]
    fn every_address_has_one_screen() {
        let companies = |path: &str| SidePane::of(path, "/companies");
        assert_eq!(Screen::of("/"), Screen::Today);
        assert_eq!(Screen::of("/today/"), Screen::Today);
        assert_eq!(Screen::of("/deals/123"), Screen::Deals);
        assert_eq!(Screen::of("/tasks"), Screen::Tasks);
        assert_eq!(Screen::of("/search"), Screen::Search);
        assert_eq!(Screen::of("/settings/kinds/contact"), Screen::Kinds);
        assert_eq!(Screen::of("/contacts/123/edit"), Screen::Contacts);
        assert_eq!(Screen::of("/contactsheet"), Screen::NotFound);
        assert_eq!(companies("/companies/"), SidePane::Nothing);
        assert_eq!(companies("/companies/new"), SidePane::Form);
        assert_eq!(companies("/companies/123"), SidePane::Record);
        assert_eq!(companies("/companies/123/edit"), SidePane::Form);
        assert_eq!(companies("/companies/123/else"), SidePane::NotFound);
    }
}
