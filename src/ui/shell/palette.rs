//! The search of everything: records of all kinds, then the screens and actions of the app, by
//! typing.

use leptos::prelude::*;

use super::actions::{AppAction, actions};
use crate::ui::parts::{Marked, icon_of_kind};
use crate::ui::paths;
use crate::ui::state::{AppState, Candidate, t, use_app};
use domain::{Query, fold};
use kit::{Avatar, AvatarSize, Finder, Highlight, Icon, Sheet};

/// Maximum number of records offered.
const MOST: usize = 12;

/// A row of the list.
#[derive(Clone, PartialEq)]
enum PaletteRow {
    /// A record.
    Record(Candidate),
    /// A screen to go to, or something to make.
    Action(AppAction),
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
            <Found />
        </Sheet>
    }
}

/// The rows for a text: the records that match it, then the actions whose names do.
fn rows_for(app: AppState, typed: &str) -> Vec<PaletteRow> {
    let records = app.records.anything(typed, MOST).into_iter().map(PaletteRow::Record);
    let wanted = fold(typed.trim());
    let named = |action: &AppAction| {
        let name = fold(&action.label);
        let begins = |word: &str| name.split_whitespace().any(|own| own.starts_with(word));
        wanted.split_whitespace().all(begins)
    };
    let actions = actions(app).into_iter().filter(named).map(PaletteRow::Action);
    records.chain(actions).collect()
}

/// The field and its list; made when the sheet opens, so that it begins empty.
#[component]
fn Found() -> impl IntoView {
    let app = use_app();
    let router = paths::use_router();
    let typed = RwSignal::new(String::new());
    // With the text, whose letters are marked in rows that stay the same.
    let found = Memo::new(move |_| {
        let typed = typed.get();
        let rows = rows_for(app, &typed);
        (typed, rows)
    });
    let count = Signal::derive(move || found.with(|(_, rows)| rows.len()));
    let choose = move |place: usize| {
        let row = found.with_untracked(|(_, rows)| rows.get(place).cloned());
        app.sheets.palette.set(false);
        match row {
            Some(PaletteRow::Record(found)) => {
                if let Some(path) = untrack(|| app.records.path_of(found.id)) {
                    router.go(&path);
                }
            }
            Some(PaletteRow::Action(action)) => action.perform(app, router),
            None => {}
        }
    };
    let said = Signal::derive(move || match count.get() {
        0 => t!(app.words, shell.palette_none),
        count => t!(app.words, shell.palette_found, count = count),
    });
    let draw = move |()| {
        let (typed, rows) = found.get();
        let query = Query::parse(&typed);
        rows.into_iter().map(|row| drawn(app, row, query.as_ref())).collect::<Vec<_>>()
    };
    view! {
        <Finder
            label=Signal::derive(move || t!(app.words, shell.palette))
            hint=Signal::derive(move || t!(app.words, shell.palette_hint))
            value=typed
            count
            said
            rows=draw
            on_input=move |text| typed.set(text)
            on_choose=choose
        />
    }
}

fn drawn(app: AppState, row: PaletteRow, query: Option<&Query>) -> AnyView {
    match row {
        PaletteRow::Record(found) => record(app, found, query),
        PaletteRow::Action(AppAction { label, icon, .. }) => view! {
            <span class="palette__thing"><Icon name=icon /></span>
            <span class="palette__title">{label}</span>
        }
        .into_any(),
    }
}

fn record(app: AppState, found: Candidate, query: Option<&Query>) -> AnyView {
    let Candidate { id, kind, name, initials, beside, .. } = found;
    let schema = untrack(|| app.records.schema(kind));
    let Marked { text, marks } = Marked::of(name, query);
    let kind_name = app.words.kind(&schema);
    view! {
        <Avatar initials seed=id.spread() size=AvatarSize::Small />
        <span class="palette__lines">
            <span class="palette__title"><Highlight text ranges=marks /></span>
            <span class="palette__note" dir="auto">{beside.join(" \u{b7} ")}</span>
        </span>
        <span class="palette__kind"><Icon name=icon_of_kind(&schema) />{kind_name}</span>
    }
    .into_any()
}
