//! The company list.

use leptos::prelude::*;

use crate::ui::paths::{self, Router};
use crate::ui::state::{AppState, CompanyCard, Rows, Selection, t, use_app};
use domain::{COMPANY, Query, initial};
use kit::{
    Avatar, Button, Empty, Fab, Highlight, Icon, IconName, ListRow, ListScroll, SearchBox,
    StatusLine, TopBar, VirtualList,
};

/// The list pane: full screen on a phone, left of the open company on a desktop.
#[component]
pub fn CompaniesPane() -> impl IntoView {
    let app = use_app();
    let beside = is_beside(paths::use_router());
    app.show_title(
        move || {
            if beside.get() { String::new() } else { t!(app.words, companies.title) }
        },
    );
    let query = RwSignal::new(String::new());
    let rows = app.records.rows(COMPANY, move || Selection {
        query: Query::parse(&query.read()),
        ..Selection::default()
    });
    let scroll = ListScroll::new();
    let search = move |typed: String| {
        query.set(typed);
        scroll.to_top();
    };
    view! {
        <div class="screen" data-fill="">
            <TopBar
                title=Signal::derive(move || t!(app.words, companies.title))
                beside
                back=Signal::derive(|| paths::href(paths::MORE))
                back_is_narrow=true
            >
                // Short label for the narrow pane; the accessible name is complete.
                <a
                    class="button only-wide"
                    data-kind="primary"
                    href=paths::href(paths::NEW_COMPANY)
                    aria-label=move || t!(app.words, companies.new)
                >
                    <Icon name=IconName::Plus />
                    <span class="button__label">{move || t!(app.words, companies.new_short)}</span>
                </a>
            </TopBar>
            <div class="screen__part">
                <SearchBox
                    label=Signal::derive(move || t!(app.words, companies.search))
                    value=query
                    on_input=search
                />
            </div>
            <StatusLine text=Signal::derive(move || status(app, rows, &query.read())) />
            <Listed rows query scroll />
            <Fab
                label=Signal::derive(move || t!(app.words, companies.new))
                href=paths::href(paths::NEW_COMPANY)
            />
        </div>
    }
}

/// Returns true if something is open beside the list.
fn is_beside(router: Router) -> Signal<bool> {
    let path = router.path();
    let beside = move |_: Option<&bool>| {
        paths::inside(&path.read(), paths::COMPANIES).is_some_and(|it| !it.is_empty())
    };
    Memo::new(beside).into()
}

/// Returns the total count, or how many companies match a search.
fn status(app: AppState, rows: Rows, query: &str) -> String {
    let (found, all) = (rows.count(), app.records.count(COMPANY));
    let (words, count) = (app.words, app.format.number(all));
    match all {
        _ if !query.trim().is_empty() => {
            t!(words, companies.found, found = app.format.number(found), count = count)
        }
        1 => t!(words, companies.one),
        _ => t!(words, companies.count, count = count),
    }
}

/// The rows, or an empty state.
#[component]
fn Listed(rows: Rows, query: RwSignal<String>, scroll: ListScroll) -> impl IntoView {
    let app = use_app();
    let any = Memo::new(move |_| rows.count() > 0);
    let fallback = move || {
        if query.read().trim().is_empty() {
            view! { <NoCompanies /> }.into_any()
        } else {
            view! { <NothingFound query /> }.into_any()
        }
    };
    view! {
        <Show when=move || any.get() fallback>
            <div class="list-with-rail">
                <VirtualList
                    label=Signal::derive(move || t!(app.words, companies.title))
                    count=Signal::derive(move || rows.count())
                    render=move |place| view! { <CompanyRow rows query place /> }.into_any()
                    scroll
                    memory="companies"
                />
            </div>
        </Show>
    }
}

#[component]
fn NoCompanies() -> impl IntoView {
    let app = use_app();
    view! {
        <Empty
            title=Signal::derive(move || t!(app.words, companies.none_title))
            text=Signal::derive(move || t!(app.words, companies.none_text))
            icon=IconName::Building2
        />
    }
}

#[component]
fn NothingFound(query: RwSignal<String>) -> impl IntoView {
    let app = use_app();
    view! {
        <Empty
            title=Signal::derive(move || {
                t!(app.words, companies.nothing, query = query.read().trim())
            })
            icon=IconName::Search
        >
            <Button
                label=Signal::derive(move || t!(app.words, companies.clear))
                on_press=move |()| query.set(String::new())
            />
        </Empty>
    }
}

/// A company row; created once, it updates with the row at its index.
#[component]
fn CompanyRow(rows: Rows, query: RwSignal<String>, place: usize) -> impl IntoView {
    let app = use_app();
    let path = paths::use_router().path();
    let card = Memo::new(move |_| rows.get(place).and_then(|row| app.records.company_card(row)));
    let of = move |read: fn(&CompanyCard) -> String| {
        Signal::derive(move || card.with(|card| card.as_ref().map(read).unwrap_or_default()))
    };
    let name = of(|card| card.name.clone());
    let below = of(|card| card.below.clone());
    let href = Signal::derive(move || {
        card.with(|card| card.as_ref().map(|card| paths::href(&paths::company(card.id))))
            .unwrap_or_default()
    });
    let current = Signal::derive(move || {
        card.with(|card| {
            let own = card.as_ref().map(|card| paths::company(card.id));
            own.is_some_and(|own| paths::inside(&path.read(), &own).is_some())
        })
    });
    let letter =
        Signal::derive(move || initial(&name.read()).map(String::from).unwrap_or_default());
    let seed = Signal::derive(move || {
        card.with(|card| card.as_ref().map(|card| card.id.spread()).unwrap_or_default())
    });
    let marks = move |text: Signal<String>| {
        Signal::derive(move || {
            let query = Query::parse(&query.read());
            let marks = query.map(|query| query.marks(&text.read())).unwrap_or_default();
            marks.into_iter().map(|(start, end)| start..end).collect::<Vec<_>>()
        })
    };
    let (name_marks, below_marks) = (marks(name), marks(below));
    view! {
        <ListRow
            title=move || view! { <Highlight text=name ranges=name_marks /> }
            subtitle=move || view! { <Highlight text=below ranges=below_marks /> }
            leading=move || view! { <Avatar initials=letter seed /> }
            href
            current
        />
    }
}
