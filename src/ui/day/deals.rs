//! Deals that need attention on Today: too long in their stage, or past their expected close date.

use leptos::prelude::*;

use crate::ui::paths;
pub use crate::ui::state::Attention;
use crate::ui::state::{AppState, DealCard, InPipeline, ListSort, sort_key, t, use_app};
use domain::{Narrowing, deal, view};
use kit::{ButtonKind, LinkButton, ListRow, Section, Tone};

/// The first few deals, and the counts by pipeline.
type ListedDeals = Signal<(Vec<DealCard>, Vec<InPipeline>)>;

impl Attention {
    fn title(self, app: AppState) -> String {
        match self {
            Self::Stale => t!(app.words, day.stale_deals),
            Self::PastClose => t!(app.words, deals.past_close),
        }
    }

    /// Returns the URL of the full list for a pipeline.
    fn list(self, pipeline: &InPipeline) -> String {
        let by_close = ListSort::Field { number: deal::CLOSE, is_descending: false };
        let (narrowing, sort) = match self {
            Self::Stale => (Narrowing::Stale, ListSort::default()),
            Self::PastClose => (Narrowing::PastClose, by_close),
        };
        let question = paths::write_question([
            ("l", view::LIST.to_owned()),
            ("p", pipeline.pipeline.to_string()),
            ("n", narrowing.key().to_owned()),
            ("s", sort_key(sort)),
        ]);
        format!("{}{question}", paths::href(paths::DEALS))
    }

    fn all(self, app: AppState, count: usize) -> String {
        match self {
            Self::Stale => t!(app.words, day.all_stale, count = count),
            Self::PastClose => t!(app.words, day.all_past_close, count = count),
        }
    }

    /// Returns the note shown for a deal.
    fn of_deal(self, app: AppState, card: &DealCard) -> String {
        let stage = card.stage.as_ref().map(|stage| stage.name.clone()).unwrap_or_default();
        match self {
            Self::Stale => t!(app.words, day.days_stale, count = card.age, stage = stage),
            Self::PastClose => app.deals.closing_of_deal(card).unwrap_or_default(),
        }
    }
}

/// Deals that need attention, under a heading; nothing if there are none.
#[component]
pub fn DealsAsking(
    /// The reason they need attention.
    look: Attention,
    /// The deals and their counts.
    found: ListedDeals,
) -> impl IntoView {
    let app = use_app();
    let count =
        Memo::new(move |_| found.with(|found| found.1.iter().map(|of| of.count).sum::<usize>()));
    // The deal list shows one pipeline, hence a link for each.
    let all = move || {
        let (shown, pipelines) = found.with(|found| (found.0.len(), found.1.clone()));
        let several = pipelines.len() > 1;
        let pipelines = pipelines.into_iter().filter(move |_| count.get() > shown);
        let link = move |of: InPipeline| {
            let href = look.list(&of);
            let InPipeline { pipeline: _, name, count } = of;
            let label = move || {
                let all = look.all(app, count);
                if several { format!("{name}: {all}") } else { all }
            };
            view! {
                <LinkButton label=Signal::derive(label) href kind=ButtonKind::Ghost wide=true />
            }
        };
        pipelines.map(link).collect_view()
    };
    let row = move |card: DealCard| view! { <Row look card /> };
    let tone = if look == Attention::PastClose { Tone::Danger } else { Tone::Plain };
    view! {
        <Show when=move || { count.get() > 0 }>
            <Section
                title=Signal::derive(move || look.title(app))
                count=Signal::derive(move || Some(app.format.number(count.get())))
                tone=Signal::stored(tone)
            >
                {move || found.with(|found| found.0.clone()).into_iter().map(row).collect_view()}
                {all}
            </Section>
        </Show>
    }
}

#[component]
fn Row(look: Attention, card: DealCard) -> impl IntoView {
    let app = use_app();
    let value = card.value.map(|value| app.format.money(value)).unwrap_or_default();
    let before = [card.who.clone(), value];
    let before = before.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · ");
    let said = look.of_deal(app, &card);
    let late = (look == Attention::PastClose).then_some("");
    let name = card.name;
    let subtitle = move || {
        let dot = if before.is_empty() { "" } else { " · " };
        view! {
            {before.clone()}
            {dot}
            <span class="day__said" data-late=late>{said.clone()}</span>
        }
    };
    view! {
        <ListRow
            title=move || view! { <span dir="auto">{name.clone()}</span> }
            subtitle=subtitle
            href=paths::href(&paths::deal(card.id))
        />
    }
}
