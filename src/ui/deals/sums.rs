//! The value of the open deals that a list shows, below its title.

use leptos::prelude::*;

use crate::ui::records::List;
use crate::ui::state::{AppState, Row, t};
use domain::{StageResult, Totals};
use kit::{Shortened, use_desktop};

/// Characters of the sums that fit on a phone.
const ROOM: usize = 25;

/// The sums in two lines: "€184,300 open", "€96,120 weighted". A phone shows two currencies,
/// shortened if they do not fit.
#[component]
pub fn Sums(list: List) -> impl IntoView {
    let app = list.app;
    let desktop = use_desktop();
    let totals = Memo::new(move |_| open_totals(list));
    let room = move || if desktop.get() { (3, usize::MAX) } else { (2, ROOM) };
    let line = move |of: fn(&(Totals, Totals)) -> &Totals, said: fn(AppState, String) -> String| {
        let text = move |(most, letters): (usize, usize)| {
            let sums = totals.with(|totals| app.format.totals_within(of(totals), most, letters));
            if sums.is_empty() { sums } else { said(app, sums) }
        };
        let short = Memo::new(move |_| text(room()));
        let full = Memo::new(move |_| text((usize::MAX, usize::MAX)));
        view! {
            <p class="deals__sum" hidden=move || short.read().is_empty()>
                <Shortened short full />
            </p>
        }
    };
    view! {
        <div class="deals__sums">
            {line(|totals| &totals.0, |app, sum| t!(app.words, deals.open_sum, open = sum))}
            {line(|totals| &totals.1, |app, sum| t!(app.words, deals.weighted, sum = sum))}
        </div>
    }
}

/// Returns the sums of the open deals, plain and weighted. Tracked.
fn open_totals(list: List) -> (Totals, Totals) {
    let app = list.app;
    let pipelines = app.deals.pipelines();
    let closed = |row: &Row| {
        let stage = app.records.link_of(*row);
        let mut stages = pipelines.iter().flat_map(|pipeline| &pipeline.stages);
        let stage = stages.find(|known| Some(known.id) == stage);
        stage.is_some_and(|stage| stage.result != StageResult::Open)
    };
    let open: Vec<Row> = list.rows.watch().iter().copied().filter(|row| !closed(row)).collect();
    app.deals.deal_sums(&open)
}
