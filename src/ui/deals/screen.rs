//! The deals screen: a board or list of one pipeline.

use leptos::prelude::*;

use super::board::DealBoard;
use super::bulk::{BulkSheets, SelectionBar, SelectionHead};
use super::filter_sheet::FilterSheet;
use super::head::{Head, Narrowing, Search};
use super::list::DealList;
use super::list_query::DealQuery;
use super::move_sheets::MoveSheets;
use super::nothing::{NoDealsReason, Nothing, reason};
use super::pipeline_sheet::PipelineSheet;
use super::state::Deals;
use crate::ui::state::t;
use domain::DEAL;
use kit::{Fab, StatusLine};

/// The deals as a board or a list.
#[component]
pub fn DealsScreen() -> impl IntoView {
    let deals = Deals::open();
    let app = deals.app;
    app.deals.need_pipeline();
    app.show_title(move || t!(app.words, deals.title));
    let selecting = Memo::new(move |_| deals.is_selecting());
    let why = Memo::new(move |_| reason(deals));
    let list = deals.part(|asked| asked.list);
    // Switching pipelines creates a new board, scrolled to its top.
    let pipeline = Memo::new(move |_| deals.pipeline.read().as_ref().map(|it| it.id));
    // The column heads show the counts; a total is needed only with filters.
    let narrow = deals.part(DealQuery::is_narrow);
    let whole = move || (!narrow.get()).then_some("");
    let body = move || match (why.get(), list.get()) {
        (Some(NoDealsReason::Opening), _) => ().into_any(),
        (Some(why), _) => view! { <Nothing deals why /> }.into_any(),
        (None, true) => view! { <DealList deals /> }.into_any(),
        (None, false) => {
            pipeline.with(|_| ());
            view! { <DealBoard deals /> }.into_any()
        }
    };
    view! {
        <div class="screen deals" data-fill="" data-whole=whole>
            <Show
                when=move || selecting.get()
                fallback=move || view! { <Head deals /> }
            >
                <SelectionHead deals />
            </Show>
            <Search deals />
            <Narrowing deals />
            <StatusLine text=Signal::derive(move || status(deals)) />
            {body}
            <Show
                when=move || selecting.get()
                fallback=move || {
                    view! {
                        <Fab
                            label=Signal::derive(move || t!(app.words, deals.new))
                            href=Signal::derive(move || deals.new_deal())
                        />
                    }
                }
            >
                <SelectionBar deals />
            </Show>
            <PipelineSheet deals />
            <FilterSheet deals />
            <BulkSheets deals />
            <MoveSheets moving=deals.moving />
        </div>
    }
}

/// Formats the number of deals, or how many match the filters.
fn status(deals: Deals) -> String {
    let app = deals.app;
    let (shown, total) = (deals.count(), app.records.count(DEAL));
    if deals.asked.read().is_narrow() && shown != total {
        return t!(
            app.words,
            deals.count_of,
            count = app.format.number(shown),
            total = app.format.number(total)
        );
    }
    match shown {
        0 => t!(app.words, deals.count_none),
        1 => t!(app.words, deals.count_one),
        count => t!(app.words, deals.count, count = app.format.number(count)),
    }
}
