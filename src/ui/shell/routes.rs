//! Routes from paths to screens.

use leptos::prelude::*;

use super::screens::{self, KindScreens};
use crate::ui::parts::icon_of_kind;
use crate::ui::paths;
use crate::ui::start::FirstStart;
use crate::ui::state::{t, use_app};
use domain::{CONTACT, KindId};
use kit::{Empty, IconName, LazyPart, LinkButton, PartLoader};

/// The screen for a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Screen {
    Today,
    /// The list of a kind, with the open record beside it.
    Records(KindId),
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
    /// Returns the screen for a path; `lists` are the paths of the kinds' lists.
    fn of(path: &str, lists: &[(String, KindId)]) -> Self {
        if paths::inside(path, paths::KINDS).is_some() {
            return Self::Kinds;
        }
        let list = lists.iter().find(|(list, _)| paths::inside(path, list).is_some());
        if let Some((_, kind)) = list {
            return Self::Records(*kind);
        }
        match path.trim_end_matches('/') {
            "" | paths::TODAY => Self::Today,
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
    let app = use_app();
    let lists = Memo::new(move |_| app.records.lists());
    let screen = Memo::new(move |_| Screen::of(&path.read(), &lists.read()));
    Effect::new(move |_| {
        if matches!(path.read().as_str(), "" | "/") {
            router.replace(paths::TODAY);
        }
    });
    move || match screen.get() {
        Screen::Today => view! { <Today /> }.into_any(),
        Screen::Pipelines => later(screens::pipelines),
        Screen::Kinds => later(screens::kinds),
        Screen::Records(kind) => view! { <Records kind /> }.into_any(),
        Screen::Import => later(screens::import),
        Screen::More => later(screens::more),
        Screen::Settings => later(screens::settings),
        Screen::Bin => later(screens::bin),
        Screen::History => later(screens::history),
        Screen::Search => view! { <Happened /> }.into_any(),
        Screen::NotFound => view! { <NotFound /> }.into_any(),
    }
}

/// Renders a screen whose code is loaded when first shown.
fn later(fetch: fn() -> PartLoader) -> AnyView {
    view! { <LazyPart fetch=move |()| fetch() /> }.into_any()
}

/// What happened: with one record if the address names it, otherwise with all.
#[component]
fn Happened() -> impl IntoView {
    let question = paths::use_router().question();
    let of_one = Memo::new(move |_| {
        paths::read_question(&question.read()).any(|(name, _)| name == paths::WITH)
    });
    move || later(if of_one.get() { screens::history_search } else { screens::happened })
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

/// The records of a kind beside the open one; for contacts, the first start while the app is empty.
#[component]
fn Records(kind: KindId) -> impl IntoView {
    let app = use_app();
    let schema = untrack(|| app.records.schema(kind));
    let beside = use_beside(paths::list(&schema.path));
    let first = Memo::new(move |_| {
        kind == CONTACT && app.settings.is_first_start() && beside.get() == SidePane::Nothing
    });
    let choose = Signal::derive(move || match app.records.count(kind) {
        0 => String::new(),
        _ => {
            let names = app.words.kind_names(&app.records.schema(kind));
            t!(app.words, records.choose_one, kinds = names.many)
        }
    });
    let icon = icon_of_kind(&schema);
    move || {
        if first.get() {
            view! { <FirstStart /> }.into_any()
        } else {
            view! { <Panes kind beside choose icon /> }.into_any()
        }
    }
}

/// A list with the open record beside it; a phone shows one of the two.
#[component]
fn Panes(
    kind: KindId,
    beside: Memo<SidePane>,
    choose: Signal<String>,
    icon: IconName,
) -> impl IntoView {
    let KindScreens { list, page, form, .. } = KindScreens::of(kind);
    let part = move |part: fn(KindId) -> PartLoader| {
        view! { <LazyPart fetch=move |()| part(kind) /> }.into_any()
    };
    let main = move || match beside.get() {
        SidePane::Nothing => view! {
            <div class="panes__main">
                <Show when=move || !choose.read().is_empty()>
                    <Empty title=choose icon />
                </Show>
            </div>
        }
        .into_any(),
        SidePane::Record => part(page),
        SidePane::Form => part(form),
        SidePane::NotFound => view! { <NotFound /> }.into_any(),
    };
    view! {
        <div class="panes" data-open=move || (beside.get() != SidePane::Nothing).then_some("")>
            <div class="panes__list">{part(list)}</div>
            {main}
        </div>
    }
}

/// Returns the content beside this list.
fn use_beside(list: impl Into<String>) -> Memo<SidePane> {
    let path = paths::use_router().path();
    let list = list.into();
    Memo::new(move |_| SidePane::of(&path.read(), &list))
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
    use domain::{COMPANY, CONTACT, DEAL, KindId, TASK};

    #[test]
    fn every_address_has_one_screen() {
        let companies = |path: &str| SidePane::of(path, "/companies");
        let own = KindId(0x8000);
        let lists = [
            ("contacts", CONTACT),
            ("companies", COMPANY),
            ("deals", DEAL),
            ("tasks", TASK),
            ("k-12ab", own),
        ];
        let lists = lists.map(|(segment, kind)| (format!("/{segment}"), kind));
        let screen = |path: &str| Screen::of(path, &lists);
        assert_eq!(screen("/"), Screen::Today);
        assert_eq!(screen("/today/"), Screen::Today);
        assert_eq!(screen("/deals/123"), Screen::Records(DEAL));
        assert_eq!(screen("/tasks"), Screen::Records(TASK));
        assert_eq!(screen("/search"), Screen::Search);
        assert_eq!(screen("/contacts/123/edit"), Screen::Records(CONTACT));
        assert_eq!(screen("/k-12ab/new"), Screen::Records(own));
        assert_eq!(screen("/settings/kinds/contact"), Screen::Kinds);
        assert_eq!(screen("/contactsheet"), Screen::NotFound);
        assert_eq!(companies("/companies/"), SidePane::Nothing);
        assert_eq!(companies("/companies/new"), SidePane::Form);
        assert_eq!(companies("/companies/123"), SidePane::Record);
        assert_eq!(companies("/companies/123/edit"), SidePane::Form);
        assert_eq!(companies("/companies/123/else"), SidePane::NotFound);
    }
}
