//! The empty state of the screen: the reason and a way forward.

use leptos::prelude::*;

use super::state::Deals;
use crate::ui::paths;
use crate::ui::state::t;
use domain::DEAL;
use kit::{Button, ButtonKind, Empty, IconName, LinkButton};

/// A reason why no deals are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoDealsReason {
    /// The first pipeline is being created.
    Opening,
    /// There are no deals.
    NoDeals,
    /// The pipeline has no stages.
    NoStages,
    /// No deal matches the filters.
    Narrowed,
}

/// Returns the reason why no deals are shown; `None` if some are. Tracked.
pub fn reason(deals: Deals) -> Option<NoDealsReason> {
    let Some(pipeline) = deals.pipeline.get() else { return Some(NoDealsReason::Opening) };
    let shown = deals.count();
    if shown > 0 {
        None
    } else if pipeline.stages.is_empty() {
        Some(NoDealsReason::NoStages)
    } else if deals.app.records.count(DEAL) == 0 {
        Some(NoDealsReason::NoDeals)
    } else {
        deals.asked.read().is_narrow().then_some(NoDealsReason::Narrowed)
    }
}

/// The reason why no deals are shown, and a way forward.
#[component]
pub fn Nothing(deals: Deals, why: NoDealsReason) -> impl IntoView {
    let words = deals.app.words;
    let title = Signal::derive(move || match why {
        NoDealsReason::NoStages => t!(words, deals.no_stages),
        NoDealsReason::Narrowed => t!(words, deals.no_match),
        NoDealsReason::Opening | NoDealsReason::NoDeals => t!(words, deals.none),
    });
    let text = Signal::derive(move || match why {
        NoDealsReason::NoStages => t!(words, deals.no_stages_text),
        NoDealsReason::Narrowed => t!(words, deals.no_match_text),
        NoDealsReason::Opening | NoDealsReason::NoDeals => t!(words, deals.none_text),
    });
    let icon = match why {
        NoDealsReason::Narrowed => IconName::SlidersHorizontal,
        _ => IconName::Handshake,
    };
    let way = move || match why {
        NoDealsReason::NoStages => view! {
            <LinkButton
                label=Signal::derive(move || t!(words, deals.edit_pipelines))
                href=paths::href(paths::PIPELINES)
                kind=ButtonKind::Primary
            />
        }
        .into_any(),
        NoDealsReason::Narrowed => view! {
            <Button
                label=Signal::derive(move || t!(words, deals.show_all))
                on_press=move |()| deals.ask(|asked| *asked = asked.widened())
            />
        }
        .into_any(),
        NoDealsReason::Opening | NoDealsReason::NoDeals => view! {
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
