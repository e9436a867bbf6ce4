//! The extras of the list of what happened: rows that say with whom, and lead there.

use leptos::prelude::*;

use crate::ui::parts::{icon_of, use_part_services};
use crate::ui::paths;
use crate::ui::records::{ListExtras, RowParts};
use crate::ui::state::{ActivityCard, BulkChange, LogRequest, t};
use domain::RecordId;
use kit::{Icon, IconName, ListRow, Menu, MenuItem};

/// The list of activities.
pub const ACTIVITIES: ListExtras = ListExtras {
    hint: Some(|app| t!(app.words, log.none)),
    icon: Some(IconName::MessageSquare),
    back: Some(paths::MORE),
    home: Some(paths::SEARCH),
    add: Some(|app| app.sheets.log.set(Some(LogRequest::default()))),
    row: Some(row),
    ..ListExtras::NONE
};

fn row(parts: RowParts) -> AnyView {
    let app = parts.app;
    let services = use_part_services();
    let card = Memo::new(move |_| {
        parts.minutes.with(|_| ());
        parts.row.get().and_then(|row| app.log.activity_card(row))
    });
    let with = move |read: fn(&ActivityCard) -> String| {
        card.with(|card| card.as_ref().map(read).unwrap_or_default())
    };
    let what = move || {
        let said = card.with(|card| card.as_ref().map(|it| app.format.what_happened(&it.entry)));
        format!("{} \u{b7} {}", with(|card| card.home.2.clone()), said.unwrap_or_default())
    };
    let text = move || with(told);
    let below = move || match parts.cells {
        Some(cells) => cells.with_value(ViewFn::run),
        None => view! { <bdi>{text}</bdi> }.into_any(),
    };
    let icon = move || {
        let name = card.with(|card| {
            let card = card.as_ref();
            card.map_or(IconName::StickyNote, |it| icon_of(&it.entry.what, &it.entry.result))
        });
        view! { <Icon name /> }
    };
    // Columns say it.
    let is_dated = parts.cells.is_none();
    let day = move || {
        card.with(|card| card.as_ref().map(|it| app.format.day(it.entry.when))).filter(|_| is_dated)
    };
    let page = Memo::new(move |_| {
        let home = card.with(|card| card.as_ref().map(|card| card.home.1));
        home.and_then(|home| services.page.run(home))
    });
    // The record of a kind that is gone has no page: the row names it.
    let has_page = Memo::new(move |_| page.read().is_some());
    let href = Signal::derive(move || page.get().unwrap_or_default());
    let label = Signal::derive(move || t!(app.words, log.menu_of, what = what()));
    let items =
        Signal::derive(move || card.get().map(|card| items(parts, &card)).unwrap_or_default());
    let row = move || {
        let href = has_page.get().then_some(href);
        view! {
            <ListRow
                title=move || view! { <bdi>{what}</bdi> }
                subtitle=below
                leading=icon
                trailing=move || view! { <span class="records__age">{day}</span> }
                extra=move || view! { <Menu label items /> }
                nostrip:href
            />
        }
    };
    row.into_any()
}

/// Returns the second line: the text, the outcome, and the records of the user's kinds.
fn told(card: &ActivityCard) -> String {
    let texts = [card.entry.text.as_str(), card.entry.outcome.as_str()];
    let own = card.entry.about.iter().map(|(_, name)| name.as_str());
    let texts = texts.into_iter().chain(own).filter(|text| !text.is_empty());
    texts.collect::<Vec<_>>().join(" \u{b7} ")
}

fn items(parts: RowParts, card: &ActivityCard) -> Vec<MenuItem> {
    let app = parts.app;
    let (home, id) = (card.home.1, card.entry.id);
    let request = LogRequest {
        what: card.entry.what.clone(),
        edit: Some((home, id)),
        ..LogRequest::default()
    };
    let edit = Callback::new(move |()| app.sheets.log.set(Some(request.clone())));
    let select = Callback::new(move |()| parts.select.run(id));
    let delete = Callback::new(move |()| app.records.change_many(vec![id], BulkChange::Delete));
    let router = paths::use_router();
    let open = |(id, name): &(RecordId, String)| {
        let path = app.records.path_of(*id)?;
        let open = Callback::new(move |()| router.go(&path));
        Some(MenuItem::new(t!(app.words, day.open_name, name = name), IconName::ChevronRight, open))
    };
    let mut items: Vec<MenuItem> = card.entry.about.iter().filter_map(open).collect();
    items.extend([
        MenuItem::new(t!(app.words, contact.edit), IconName::Pencil, edit),
        MenuItem::new(t!(app.words, records.select_this), IconName::SquareCheck, select),
        MenuItem::new(t!(app.words, shell.delete), IconName::Trash2, delete).danger(),
    ]);
    items
}
