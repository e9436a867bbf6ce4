//! A deal's row in the list: customer, stage and close date below the name; value and next step at
//! its end.

use leptos::prelude::*;

use crate::ui::state::{AppState, Row};
use domain::RecordId;
use kit::Tag;

/// Returns the line below the name: customer, stage and close date.
pub fn line_of(app: AppState, row: Row) -> String {
    let Some(card) = app.records.id_of(row).and_then(|id| app.deals.card_of_deal(id)) else {
        return String::new();
    };
    let stage = card.stage.as_ref().map(|stage| stage.name.clone());
    let close = match card.past_close {
        true => app.deals.closing_of_deal(&card),
        false => card.close.map(|date| app.deals.close_of_deal(date)),
    };
    let parts = [Some(card.who).filter(|who| !who.is_empty()), stage, close];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" \u{b7} ")
}

/// The value and the next step.
#[component]
pub fn DealSigns(app: AppState, id: Signal<Option<RecordId>>) -> impl IntoView {
    let card = Memo::new(move |_| app.deals.card_of_deal(id.get()?));
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
