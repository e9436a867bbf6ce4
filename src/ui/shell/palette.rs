//! The search of everything: records of all kinds, then the screens and actions of the app, by
//! typing. Follows the ARIA combobox pattern: the focus stays in the field, and the arrow keys
//! highlight a row.

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use super::actions::{Action, actions};
use crate::ui::parts::{Marked, icon_of_kind};
use crate::ui::paths::{self, Router};
use crate::ui::state::{AppState, Candidate, t, use_app};
use domain::{Query, fold};
use kit::{Avatar, AvatarSize, Highlight, Icon, IconName, Sheet};

/// Maximum number of records offered.
const MOST: usize = 12;
/// The id of the list, and the beginning of its rows' ids.
const LIST: &str = "palette-list";

/// A row of the list.
#[derive(Clone, PartialEq)]
enum PaletteRow {
    /// A record.
    Record(Candidate),
    /// A screen to go to, or something to make.
    Action(Action),
}

/// The sheet.
#[component]
pub fn Palette() -> impl IntoView {
    let app = use_app();
    let open = app.sheets.palette;
    view! {
        <Sheet
            open
            title=Signal::derive(move || t!(app.words, shell.palette))
            writes=true
            on_close=move |()| open.set(false)
        >
            <Finder />
        </Sheet>
    }
}

/// The rows for a text: the records that match it, then the actions whose names do.
fn rows_for(app: AppState, typed: &str) -> Vec<PaletteRow> {
    let records = app.records.anything(typed, MOST).into_iter().map(PaletteRow::Record);
    let wanted = fold(typed.trim());
    let named = |action: &Action| {
        let name = fold(&action.label);
        wanted
            .split_whitespace()
            .all(|word| name.split_whitespace().any(|own| own.starts_with(word)))
    };
    let actions = actions(app).into_iter().filter(named).map(PaletteRow::Action);
    records.chain(actions).collect()
}

/// The field and its list; made when the sheet opens, so that it begins empty.
#[component]
fn Finder() -> impl IntoView {
    let app = use_app();
    let router = paths::use_router();
    let typed = RwSignal::new(String::new());
    let active = RwSignal::new(0usize);
    let rows = Memo::new(move |_| rows_for(app, &typed.read()));
    let input = NodeRef::<html::Input>::new();
    let list = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let Some(input) = input.get() {
            dom::focus(&input);
        }
    });
    let choose = move |place: usize| {
        let row = rows.with_untracked(|rows| rows.get(place).cloned());
        if let Some(row) = row {
            app.sheets.palette.set(false);
            follow(app, router, row);
        }
    };
    let step = move |by: isize| {
        let count = rows.with_untracked(Vec::len);
        if count > 0 {
            active.update(|at| *at = (*at).saturating_add_signed(by).min(count - 1));
            // The highlighted row may be out of sight.
            request_animation_frame(move || {
                if let Some(list) = list.try_get_untracked().flatten() {
                    dom::sight::reveal(&list, "[aria-selected=true]");
                }
            });
        }
    };
    let on_keydown = move |event: KeyboardEvent| {
        // Enter also confirms a composed word, for example in Chinese.
        if event.is_composing() {
            return;
        }
        match event.key().as_str() {
            "ArrowDown" => step(1),
            "ArrowUp" => step(-1),
            "Enter" => choose(active.get_untracked()),
            _ => return,
        }
        event.prevent_default();
    };
    let type_in = move |text: String| {
        typed.set(text);
        active.set(0);
    };
    let pointed = move || (!rows.read().is_empty()).then(|| format!("{LIST}-{}", active.get()));
    let told = move || match rows.read().len() {
        0 => t!(app.words, shell.palette_none),
        1 => t!(app.words, shell.palette_one),
        count => t!(app.words, shell.palette_count, count = count),
    };
    view! {
        <div class="search-box" role="search">
            <Icon name=IconName::Search />
            <input
                class="search-box__input"
                node_ref=input
                type="text"
                role="combobox"
                aria-autocomplete="list"
                aria-expanded="true"
                aria-controls=LIST
                aria-activedescendant=pointed
                aria-label=move || t!(app.words, shell.palette)
                placeholder=move || t!(app.words, shell.palette_hint)
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                enterkeyhint="go"
                prop:value=move || typed.get()
                on:input:target=move |event| type_in(event.target().value())
                on:keydown=on_keydown
            />
        </div>
        <p class="only-heard" role="status">{told}</p>
        <div
            class="palette__list"
            node_ref=list
            id=LIST
            role="listbox"
            aria-label=move || t!(app.words, shell.palette)
        >
            {move || {
                let query = Query::parse(&typed.read());
                let rows = rows.get().into_iter().enumerate();
                rows.map(|(place, row)| {
                    let query = query.clone();
                    view! { <Row place row query active on_choose=choose /> }
                })
                .collect_view()
            }}
            <Show when=move || rows.read().is_empty()>
                <p class="palette__none">{move || t!(app.words, shell.palette_none)}</p>
            </Show>
        </div>
    }
}

/// Goes to the record, or performs the action.
fn follow(app: AppState, router: Router, row: PaletteRow) {
    match row {
        PaletteRow::Record(found) => {
            if let Some(path) = untrack(|| app.records.path_of(found.id)) {
                router.go(&path);
            }
        }
        PaletteRow::Action(action) => action.perform(app, router),
    }
}

#[component]
fn Row(
    place: usize,
    row: PaletteRow,
    query: Option<Query>,
    active: RwSignal<usize>,
    #[prop(into)] on_choose: Callback<usize>,
) -> impl IntoView {
    let app = use_app();
    let content = match row {
        PaletteRow::Record(found) => record_row(app, found, query.as_ref()),
        PaletteRow::Action(Action { label, icon, .. }) => view! {
            <span class="palette__thing"><Icon name=icon /></span>
            <span class="palette__title">{label}</span>
        }
        .into_any(),
    };
    view! {
        <div
            class="palette__row"
            id=format!("{LIST}-{place}")
            role="option"
            aria-selected=move || if active.get() == place { "true" } else { "false" }
            on:pointermove=move |_| active.set(place)
            on:click=move |_| on_choose.run(place)
        >
            {content}
        </div>
    }
}

fn record_row(app: AppState, found: Candidate, query: Option<&Query>) -> AnyView {
    let Candidate { id, kind, name, initials, beside, .. } = found;
    let schema = untrack(|| app.records.schema(kind));
    let Marked { text, marks } = Marked::of(name, query);
    let kind_name = app.words.kind(&schema);
    view! {
        <Avatar initials seed=id.spread() size=AvatarSize::Small />
        <span class="palette__lines">
            <span class="palette__title"><bdi><Highlight text ranges=marks /></bdi></span>
            <span class="palette__note" dir="auto">{beside.join(" \u{b7} ")}</span>
        </span>
        <span class="palette__kind"><Icon name=icon_of_kind(&schema) />{kind_name}</span>
    }
    .into_any()
}
