//! The value, chance and close date of a deal, below its name.

use leptos::prelude::*;

use super::way::{DealPage, use_page};
use crate::ui::records::RecordPage;
use crate::ui::state::{chance_of_deal, t};
use domain::{deal, number, weighted};

/// The lines below the name.
#[component]
pub fn DealHead(page: RecordPage) -> impl IntoView {
    let open = use_page(page);
    let app = page.app;
    let value = move || {
        let money = open.card.with(|card| card.as_ref()?.value);
        money.map(|money| app.format.money(money)).unwrap_or_else(|| t!(app.words, deals.no_value))
    };
    let has_none = move || open.card.with(|card| card.as_ref().is_none_or(|it| it.value.is_none()));
    view! {
        <div class="deal__head">
            <p class="deal__value" data-none=move || has_none().then_some("")>{value}</p>
            <p class="deal__chance">{move || chance(open)}<Closing open /></p>
        </div>
    }
}

/// Formats the probability: "60% · €7,440 weighted".
fn chance(open: DealPage) -> String {
    let app = open.page.app;
    let Some(card) = open.card.get() else { return String::new() };
    let own = open.page.record.with(|record| number(record.as_ref()?, deal::PROBABILITY));
    let percent = chance_of_deal(card.stage.as_ref(), own);
    let mut parts = vec![app.format.percent(percent)];
    if let Some(value) = card.value {
        let sum = app.format.money(weighted(value, percent));
        parts.push(t!(app.words, deals.weighted, sum = sum));
    }
    parts.join(" \u{b7} ")
}

/// The close date: " · closes Thu 10 Dec", in red if past.
#[component]
fn Closing(open: DealPage) -> impl IntoView {
    let app = open.page.app;
    let said = move || open.card.with(|card| app.deals.closing_of_deal(card.as_ref()?));
    let late = move || open.card.with(|card| card.as_ref()?.past_close.then_some(""));
    move || {
        said().map(|said| {
            view! {
                " \u{b7} "
                <span class="deals__close" data-late=late>{said}</span>
            }
        })
    }
}
