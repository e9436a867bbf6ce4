//! A record's card on the board of its kind: name, menu, and the values of the list's columns.

use leptos::prelude::*;

use super::board::Mover;
use super::lanes::lane_of;
use super::state::List;
use crate::ui::paths;
use crate::ui::state::t;
use domain::RecordId;
use kit::{BoardLink, IconName, Menu, MenuItem};

/// Separator between the values of a line.
const BETWEEN: &str = " \u{b7} ";

/// The content of a card.
#[component]
pub fn RecordFace(list: List, mover: Mover, id: RecordId) -> impl IntoView {
    let app = list.app;
    let words = app.words;
    // A card keeps its content while it is being removed.
    let shown = Memo::new(move |before: Option<&(String, String)>| {
        content(list, id).or_else(|| before.cloned()).unwrap_or_default()
    });
    let name = move || match shown.with(|shown| shown.0.clone()) {
        name if name.is_empty() => t!(words, records.nameless),
        name => name,
    };
    let href = StoredValue::new(paths::href(&list.page_of(id)));
    view! {
        <div class="board-card__head">
            <BoardLink href=Signal::derive(move || href.get_value())>{name}</BoardLink>
            <span class="board-card__menu">
                <Menu
                    label=Signal::derive(move || t!(words, deals.move_to))
                    items=Signal::derive(move || items(list, mover, id))
                    icon=IconName::Ellipsis
                />
            </span>
        </div>
        <p class="board-card__values" dir="auto">{move || shown.with(|shown| shown.1.clone())}</p>
    }
}

/// Returns the name of a record, and the values of the list's columns but that of the board. Tracked.
fn content(list: List, id: RecordId) -> Option<(String, String)> {
    let card = list.app.records.card_of(id)?;
    let row = list.app.records.row_of(id)?;
    let own = list.schema.with(|schema| {
        schema.as_ref().and_then(|schema| schema.board_field()).map(|field| field.number)
    });
    let lines = list.layout.values(list.app, row, own);
    let lines: Vec<String> = lines.into_iter().filter(|line| !line.is_empty()).collect();
    Some((card.name, lines.join(BETWEEN)))
}

/// Returns the menu items that move a card to the other columns.
fn items(list: List, mover: Mover, id: RecordId) -> Vec<MenuItem> {
    let row = list.app.records.row_of(id);
    list.lanes.with(|lanes| {
        let own = row.and_then(|row| lane_of(&lanes.0, row)).map(|(key, _)| key);
        let others = lanes.0.iter().filter(|lane| lane.takes && Some(&lane.key) != own.as_ref());
        let item = |lane: &crate::ui::state::Lane| {
            let key = lane.key.clone();
            let go = Callback::new(move |()| {
                mover.to.run((vec![id], key.clone()));
            });
            MenuItem::new(lane.title.clone(), IconName::ArrowRight, go)
        };
        others.map(item).collect()
    })
}
