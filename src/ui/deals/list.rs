//! The list of deals; rows are links, or checkboxes in selection mode.

use leptos::prelude::*;

use super::card::name_of;
use super::state::Deals;
use crate::ui::paths;
use crate::ui::state::{DealCard, t};
use domain::RecordId;
use kit::{Check, ListRow, Tag, VirtualList};

/// The height of a row in pixels.
const ROW: f64 = 72.0;

/// The rows.
#[component]
pub fn DealList(deals: Deals) -> impl IntoView {
    let words = deals.app.words;
    // Selectable rows differ from link rows, so switching redraws them.
    let revision = Signal::derive(move || u64::from(deals.is_selecting()));
    view! {
        <div class="list-with-rail deals__list">
            <VirtualList
                label=Signal::derive(move || t!(words, deals.title))
                count=Signal::derive(move || deals.rows.count())
                render=move |index| row(deals, index)
                row_height=ROW
                scroll=deals.scroll
                memory=paths::DEALS
                revision
            />
        </div>
    }
}

/// Renders the row at an index; created once, it updates with the list.
fn row(deals: Deals, index: usize) -> AnyView {
    let app = deals.app;
    let card = Memo::new(move |_| app.deals.deal_card(deals.rows.get(index)?));
    let text = move |read: fn(Deals, &DealCard) -> String| {
        move || {
            let text = card.with(|card| card.as_ref().map(|card| read(deals, card)));
            view! { <span dir="auto">{text.unwrap_or_default()}</span> }
        }
    };
    let id = Memo::new(move |_| card.read().as_ref().map(|card| card.id));
    let title = text(|deals, card| name_of(deals.app, card));
    let subtitle = move || card.with(|card| card.as_ref().map(|card| beside(deals, card)));
    let trailing = move || view! { <Signs deals card /> };
    if deals.selected.with_untracked(Option::is_some) {
        let picked = Signal::derive(move || id.get().is_some_and(|id| deals.is_selected(id)));
        let turn = move |()| {
            if let Some(id) = id.get_untracked() {
                deals.turn(id);
            }
        };
        let leading = move || view! { <Check checked=picked /> };
        return view! { <ListRow title subtitle leading trailing on_press=turn current=picked /> }
            .into_any();
    }
    let href = Signal::derive(move || {
        let path = |id: RecordId| paths::href(&paths::deal(id));
        id.get().map(path).unwrap_or_default()
    });
    view! { <ListRow title subtitle trailing href /> }.into_any()
}

/// Renders the second line: customer, stage and close date, in red if past.
fn beside(deals: Deals, card: &DealCard) -> AnyView {
    let app = deals.app;
    let stage = card.stage.as_ref().map(|stage| stage.name.clone());
    let close = match card.past_close {
        true => app.deals.closing_of_deal(card),
        false => card.close.map(|date| app.deals.close_of_deal(date)),
    };
    let who = Some(card.who.clone()).filter(|who| !who.is_empty());
    let before = [who, stage].into_iter().flatten().collect::<Vec<_>>().join(" \u{b7} ");
    let dot = if before.is_empty() || close.is_none() { "" } else { " \u{b7} " };
    let late = card.past_close.then_some("");
    view! {
        <span dir="auto">{before}</span>
        {dot}
        <span class="deals__close" data-late=late>{close}</span>
    }
    .into_any()
}

/// The value and the next step.
#[component]
fn Signs(deals: Deals, card: Memo<Option<DealCard>>) -> impl IntoView {
    let app = deals.app;
    let value = move || card.with(|card| Some(app.format.money(card.as_ref()?.value?)));
    let pill = move || {
        let (label, tone) = card.with(|card| app.deals.next_of_deal(card.as_ref()?))?;
        Some(view! { <Tag label tone=Signal::stored(tone) /> })
    };
    view! {
        <span class="deals__signs">
            <span class="deals__value">{value}</span>
            {pill}
        </span>
    }
}
