//! What stands in place of the deals where there are none to show: why, and the way on.

use leptos::prelude::*;

use super::state::Deals;
use crate::ui::paths;
use crate::ui::state::t;
use domain::DEAL;
use kit::{Button, ButtonKind, Empty, IconName, LinkButton};

/// Why there is nothing to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The first pipeline is being made.
    Opening,
    /// There is not one deal.
    NoDeals,
    /// The pipeline has no stages.
    NoStages,
    /// No deal matches.
    Narrowed,
}

/// Why there is nothing to show, if so; followed.
pub fn reason(deals: Deals) -> Option<Reason> {
    let Some(pipeline) = deals.pipeline.get() else { return Some(Reason::Opening) };
    let shown = deals.count();
    if shown > 0 {
        None
    } else if pipeline.stages.is_empty() {
        Some(Reason::NoStages)
    } else if deals.app.count(DEAL) == 0 {
        Some(Reason::NoDeals)
    } else {
        deals.asked.read().is_narrow().then_some(Reason::Narrowed)
    }
}

/// Why there is nothing, and the way on.
#[component]
pub fn Nothing(deals: Deals, why: Reason) -> impl IntoView {
    let words = deals.app.words;
    let title = Signal::derive(move || match why {
        Reason::NoStages => t!(words, deals.no_stages),
        Reason::Narrowed => t!(words, deals.no_match),
        Reason::Opening | Reason::NoDeals => t!(words, deals.none),
    });
    let text = Signal::derive(move || match why {
        Reason::NoStages => t!(words, deals.no_stages_text),
        Reason::Narrowed => t!(words, deals.no_match_text),
        Reason::Opening | Reason::NoDeals => t!(words, deals.none_text),
    });
    let icon = match why {
        Reason::Narrowed => IconName::SlidersHorizontal,
        _ => IconName::Handshake,
    };
    let way = move || match why {
        Reason::NoStages => view! {
            <LinkButton
                label=Signal::derive(move || t!(words, deals.edit_pipelines))
                href=paths::href(paths::PIPELINES)
                kind=ButtonKind::Primary
            />
        }
        .into_any(),
        Reason::Narrowed => view! {
            <Button
                label=Signal::derive(move || t!(words, deals.show_all))
                on_press=move |()| deals.ask(|asked| *asked = asked.widened())
            />
        }
        .into_any(),
        Reason::Opening | Reason::NoDeals => view! {
            <LinkButton
                label=Signal::derive(move || t!(words, deals.first))
                href=deals.new_deal()
                kind=ButtonKind::Primary
                icon=IconName::Plus
            />
        }
        .into_any(),
    };
    view! {
        <div class="deals__nothing">
            <Empty title text icon>{way()}</Empty>
        </div>
    }
}
