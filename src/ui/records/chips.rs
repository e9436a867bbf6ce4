//! The chip row: the records it starts from, the views, the removable parts of the filter, and a
//! button to add one.

use leptos::prelude::*;

use super::filter_words::filter_text;
use super::state::{List, ListSheet};
use crate::ui::state::{ListView, ViewBase, t};
use domain::{Filter, Narrowing, Schema};
use kit::{Chip, Chips, IconName};

/// All filters of the list except the search.
#[component]
pub fn ViewChips(list: List) -> impl IntoView {
    let words = list.app.words;
    let base = list.part(|listing| listing.base);
    let choice = move |own: ViewBase| {
        let label = Signal::derive(move || match own {
            ViewBase::All if list.closes() => {
                named(list, own).unwrap_or_else(|| t!(words, records.open))
            }
            ViewBase::All | ViewBase::Either => t!(words, records.all),
            ViewBase::Favorites => t!(words, records.favorites),
            ViewBase::Recent => t!(words, records.recent),
            ViewBase::Closed => named(list, own).unwrap_or_else(|| t!(words, records.closed)),
        });
        let pressed = Signal::derive(move || base.get() == own && list.view.read().is_none());
        let choose = move |()| list.ask(|listing| *listing = listing.without_view(own));
        view! { <Chip label pressed on_press=choose /> }
    };
    let views = Memo::new(move |_| shown_views(list));
    let parts = Memo::new(move |_| own_parts(list));
    let viewed = move || views.get().into_iter().map(move |view| view! { <ViewChip list view /> });
    let narrowed =
        move || parts.get().into_iter().map(move |part| view! { <PartChip list part /> });
    view! {
        <Chips label=Signal::derive(move || {
            t!(words, records.show_which, kinds = list.names.get().many)
        })>
            <PartOfBoard list />
            {choice(ViewBase::All)}
            {untrack(|| list.closes())
                .then(|| [ViewBase::Closed, ViewBase::Either].map(choice).collect_view())}
            {list.has_favorites().then(|| choice(ViewBase::Favorites))}
            {untrack(|| list.has_pages()).then(|| choice(ViewBase::Recent))}
            {narrowings(list)}
            {move || viewed().collect_view()}
            <SaveChip list />
            {move || narrowed().collect_view()}
            <Chip
                label=Signal::derive(move || t!(words, records.add_filter))
                icon=IconName::Plus
                on_press=move |()| list.over.set(Some(ListSheet::Filter))
            />
        </Chips>
    }
}

/// The part of the board that is shown, such as a pipeline.
#[component]
fn PartOfBoard(list: List) -> impl IntoView {
    let any = Memo::new(move |_| !list.board.parts.read().is_empty());
    view! {
        <Show when=move || any.get()>
            <Chip
                label=list.board.part_name
                icon=IconName::ChevronDown
                on_press=move |()| list.over.set(Some(ListSheet::Part))
            />
        </Show>
    }
}

/// Returns the chips of what narrows the list beside its filter.
fn narrowings(list: List) -> impl IntoView {
    let declared = list
        .schema
        .with_untracked(|schema| schema.as_ref().map(|it| it.narrowings).unwrap_or_default());
    let chip = move |narrowing: &'static Narrowing| {
        let pressed = Memo::new(move |_| list.listing().narrowings.contains(narrowing));
        let label = Signal::derive(move || list.app.records.narrowing(*narrowing));
        let turn = move |()| list.ask(|listing| listing.turn(*narrowing));
        view! { <Chip label pressed on_press=turn /> }
    };
    declared.iter().map(chip).collect_view()
}

/// Returns the kind's own name of a base.
fn named(list: List, base: ViewBase) -> Option<String> {
    list.extras.base.and_then(|name| name(list.app, base, None))
}

/// Returns the pinned views, and the one that is shown.
fn shown_views(list: List) -> Vec<ListView> {
    let current = list.view.read().as_ref().map(|view| view.id);
    let views = list.views.read();
    views.iter().filter(|view| view.is_pinned || Some(view.id) == current).cloned().collect()
}

/// Returns the parts of the filter that are not the view's.
fn own_parts(list: List) -> Vec<Filter> {
    let of_view = list.view.read().as_ref().map(|view| view.contents.filter.parts());
    let of_view = of_view.unwrap_or_default();
    list.listing().filter.parts().into_iter().filter(|part| !of_view.contains(part)).collect()
}

/// True if the list shows something else than its view. Tracked.
fn is_edited(list: List) -> bool {
    list.view.read().as_ref().is_some_and(|view| list.listing().is_edited(view))
}

/// A view. Pressing its chip shows it; pressing it again leaves it.
#[component]
fn ViewChip(list: List, view: ListView) -> impl IntoView {
    let words = list.app.words;
    let id = view.id;
    let name = view.name.clone();
    let current = Memo::new(move |_| list.view.read().as_ref().is_some_and(|it| it.id == id));
    let label = Signal::derive(move || {
        if current.get() && is_edited(list) {
            t!(words, records.view_changed, name = name)
        } else {
            name.clone()
        }
    });
    let press = move |()| {
        let leave = untrack(|| current.get() && !is_edited(list));
        list.ask(|listing| {
            *listing =
                if leave { listing.without_view(ViewBase::All) } else { listing.showing(&view) };
        });
    };
    view! { <Chip label pressed=current on_press=press /> }
}

/// Saves what was changed: in the view, if it is the user's own, otherwise as a new one.
#[component]
fn SaveChip(list: List) -> impl IntoView {
    let app = list.app;
    let edited = Memo::new(move |_| is_edited(list));
    let save = move |()| {
        let view = list.view.get_untracked();
        match view.and_then(|view| Some((view.id.record()?, view.contents.columns))) {
            Some((id, columns)) => {
                app.records.overwrite_view(list.kind, id, list.contents(columns));
            }
            None => list.over.set(Some(ListSheet::NameView(None))),
        }
    };
    view! {
        <Show when=move || edited.get()>
            <Chip
                label=Signal::derive(move || t!(app.words, records.save_view))
                icon=IconName::Save
                on_press=save
            />
        </Show>
    }
}

/// A part of the filter; pressing the chip takes it away.
#[component]
fn PartChip(list: List, part: Filter) -> impl IntoView {
    let app = list.app;
    let part = StoredValue::new(part);
    let label = Signal::derive(move || {
        let text = |schema: &Schema| part.with_value(|part| filter_text(app, schema, part));
        list.schema.with(|schema| schema.as_ref().map(text)).unwrap_or_default()
    });
    let remove = move |()| {
        list.ask(|listing| {
            let mut parts = listing.filter.parts();
            if let Some(place) = part.with_value(|part| parts.iter().position(|it| it == part)) {
                parts.remove(place);
            }
            listing.filter = Filter::joined(parts);
        });
    };
    view! {
        <Chip label pressed=Signal::derive(|| true) trailing=IconName::X on_press=remove />
    }
}
