//! The sheet with the views of a list: the user's own, and those that come with the app.

use leptos::prelude::*;

use super::filter_words::filter_text;
use super::sheets;
use super::state::{List, ListSheet};
use crate::ui::state::{ListView, t};
use domain::{RecordId, Schema};
use kit::{Group, Icon, IconName, LazyPart, ListRow, Menu, MenuItem, MoveDirection, Sheet};

/// The sheet.
#[component]
pub fn ViewsSheet(list: List) -> impl IntoView {
    let words = list.app.words;
    let open = Signal::derive(move || list.over.get() == Some(ListSheet::Views));
    let title = Signal::derive(move || t!(words, records.views));
    view! {
        <Sheet open title on_close=move |()| list.over.set(None)>
            <LazyPart fetch=move |()| sheets::views(list) />
        </Sheet>
    }
}

/// The views.
#[component]
pub fn Views(list: List) -> impl IntoView {
    let words = list.app.words;
    let own = Memo::new(move |_| views_of(list, true));
    let declared = Memo::new(move |_| views_of(list, false));
    let rows = move |views: Vec<ListView>| {
        views.into_iter().map(|view| view! { <ViewRow list view /> }).collect_view()
    };
    let none = Memo::new(move |_| own.read().is_empty());
    view! {
        <Group title=Signal::derive(move || t!(words, records.own_views))>
            {move || rows(own.get())}
            <Show when=move || none.get()>
                <ListRow
                    title=move || t!(words, records.no_views)
                    subtitle=move || t!(words, records.no_views_text)
                />
            </Show>
        </Group>
        <Group title=Signal::derive(move || t!(words, records.declared_views))>
            {move || rows(declared.get())}
        </Group>
    }
}

fn views_of(list: List, own: bool) -> Vec<ListView> {
    list.views.read().iter().filter(|view| view.declared.is_none() == own).cloned().collect()
}

/// A view with its menu.
#[component]
fn ViewRow(list: List, view: ListView) -> impl IntoView {
    let words = list.app.words;
    let id = view.id;
    let name = view.name.clone();
    let about = untrack(|| about(list, &view));
    let icon = match (view.is_start, view.is_pinned) {
        (true, _) => IconName::House,
        (false, true) => IconName::Flag,
        (false, false) => IconName::ListFilter,
    };
    let current =
        Signal::derive(move || list.view.read().as_ref().is_some_and(|shown| shown.id == id));
    let label = {
        let name = view.name.clone();
        Signal::derive(move || t!(words, records.actions_of, name = name))
    };
    let items = {
        let view = view.clone();
        Signal::derive(move || items(list, &view))
    };
    let open = move |()| {
        list.over.set(None);
        list.ask(|listing| *listing = listing.showing(&view));
    };
    view! {
        <ListRow
            title=move || name.clone()
            nostrip:subtitle=(!about.is_empty()).then(|| ViewFn::from(move || about.clone()))
            leading=move || view! { <Icon name=icon /> }
            extra=move || view! { <Menu label items /> }
            current
            on_press=open
        />
    }
}

/// Says what a view shows, and how many of its conditions are left out.
fn about(list: List, view: &ListView) -> String {
    let words = list.app.words;
    let text = |schema: &Schema| filter_text(list.app, schema, &view.contents.filter);
    let text = list.schema.with(|schema| schema.as_ref().map(text)).unwrap_or_default();
    let lost = (view.lost > 0).then(|| t!(words, records.view_lost, count = view.lost));
    let start = view.is_start.then(|| t!(words, records.view_is_start));
    let parts = [Some(text).filter(|text| !text.is_empty()), start, lost];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Returns what can be done with a view.
fn items(list: List, view: &ListView) -> Vec<MenuItem> {
    let words = list.app.words;
    let records = list.app.records;
    let Some(id) = view.id.record() else {
        let (name, contents) = (view.name.clone(), view.contents.clone());
        let pin = move |()| {
            records.pin_declared_view(list.kind, name.clone(), contents.clone());
        };
        let (declared, name) = (view.id, view.name.clone());
        let start = Callback::new(move |()| {
            records.start_with_declared_view(list.kind, declared, name.clone());
        });
        let pin = MenuItem::new(t!(words, records.pin_view), IconName::Flag, Callback::new(pin));
        let start = MenuItem::new(t!(words, records.start_with_view), IconName::House, start);
        // A chip stands above the list already.
        return Some(pin).filter(|_| !view.is_pinned).into_iter().chain([start]).collect();
    };
    let pin = view.is_pinned;
    let pin_word = if pin { t!(words, records.unpin_view) } else { t!(words, records.pin_view) };
    let turn_pin = Callback::new(move |()| records.pin_view(id, !pin));
    let start = view.is_start;
    let start_word =
        if start { t!(words, records.end_start) } else { t!(words, records.start_with_view) };
    let turn_start =
        Callback::new(move |()| records.start_with_view(list.kind, (!start).then_some(id)));
    let rename = Callback::new(move |()| list.over.set(Some(ListSheet::NameView(Some(id)))));
    let delete = Callback::new(move |()| records.delete_view(id));
    let mut items = vec![MenuItem::new(pin_word, IconName::Flag, turn_pin)];
    items.extend(moves(list, id));
    items.extend([
        MenuItem::new(start_word, IconName::House, turn_start),
        MenuItem::new(t!(words, records.rename_view), IconName::Pencil, rename),
        MenuItem::new(t!(words, records.delete), IconName::Trash2, delete).danger().apart(),
    ]);
    items
}

/// Returns the moves of a pinned view among the others.
fn moves(list: List, id: RecordId) -> Vec<MenuItem> {
    let words = list.app.words;
    let pinned: Vec<RecordId> = {
        let views = list.views.read();
        views.iter().filter(|view| view.is_pinned).filter_map(|view| view.id.record()).collect()
    };
    let Some(place) = pinned.iter().position(|known| *known == id) else { return Vec::new() };
    let is_last = place + 1 == pinned.len();
    let shift = move |way: MoveDirection| {
        let ids = pinned.clone();
        Callback::new(move |()| {
            let mut moved = ids.clone();
            way.shift(&mut moved, &id);
            list.app.records.order_views(moved);
        })
    };
    let up = (place > 0).then(|| {
        let label = t!(words, records.view_forward);
        MenuItem::new(label, IconName::ChevronUp, shift(MoveDirection::Up))
    });
    let down = (!is_last).then(|| {
        let label = t!(words, records.view_back);
        MenuItem::new(label, IconName::ChevronDown, shift(MoveDirection::Down))
    });
    up.into_iter().chain(down).collect()
}
