//! A deal's card.

use leptos::prelude::*;

use super::stage_move::Moving;
use crate::ui::paths;
use crate::ui::state::{AppState, DealCard, t};
use domain::{RecordId, StageResult};
use kit::{AgeBar, BoardLink, IconName, Menu, MenuItem, Shortened, Tag, Tone};

/// Characters of a value that fit on a card; above [`LONG`] they are set smaller.
const ROOM: usize = 15;
const LONG: usize = 12;

/// Returns the menu items that move a deal to the other stages of its pipeline.
pub fn stage_items(moving: Moving, id: RecordId) -> Vec<MenuItem> {
    let app = moving.app;
    let own = app.deals.card_of_deal(id).and_then(|card| card.stage);
    let pipelines = app.deals.pipelines();
    let home = own.as_ref().and_then(|stage| stage.pipeline);
    let pipeline = pipelines.iter().find(|known| Some(known.id) == home).or(pipelines.first());
    let others = pipeline.into_iter().flat_map(|pipeline| pipeline.stages.clone());
    let others = others.filter(|stage| own.as_ref().is_none_or(|own| own.id != stage.id));
    others
        .map(|stage| {
            let target = stage.id;
            let icon = match stage.result {
                StageResult::Open => IconName::ArrowRight,
                StageResult::Won => IconName::Trophy,
                StageResult::Lost => IconName::X,
            };
            let go = Callback::new(move |()| moving.to(vec![id], target));
            MenuItem::new(stage.name, icon, go)
        })
        .collect()
}

/// Returns a deal's name, or a placeholder.
pub fn name_of(app: AppState, card: &DealCard) -> String {
    if card.name.is_empty() { t!(app.words, deals.no_name) } else { card.name.clone() }
}

/// A deal's card: name, company, value, next step, and time in the stage or that its close date is
/// past.
#[component]
pub fn DealFace(moving: Moving, id: RecordId) -> impl IntoView {
    let app = moving.app;
    let words = app.words;
    // A card keeps its content while it is being removed.
    let card = Memo::new(move |before: Option<&Option<DealCard>>| {
        app.deals.card_of_deal(id).or_else(|| before.cloned().flatten())
    });
    let text = move |read: fn(AppState, &DealCard) -> String| {
        move || card.with(|card| card.as_ref().map(|card| read(app, card)).unwrap_or_default())
    };
    let next = Memo::new(move |_| card.with(|card| app.deals.next_of_deal(card.as_ref()?)));
    let pill = move || {
        let (label, tone) = next.get()?;
        Some(view! { <Tag label tone=Signal::stored(tone) /> })
    };
    let stale = move || card.with(|card| card.as_ref().is_some_and(|card| card.stale));
    let aged = Memo::new(move |_| card.with(|card| card.as_ref().and_then(|card| card.aged)));
    view! {
        <div class="board-card__head">
            <BoardLink href=paths::href(&paths::deal(id))>{text(name_of)}</BoardLink>
            <span class="board-card__menu">
                <Menu
                    label=Signal::derive(move || t!(words, deals.move_to))
                    items=Signal::derive(move || stage_items(moving, id))
                    icon=IconName::Ellipsis
                />
            </span>
        </div>
        <div class="board-card__line">
            <span class="board-card__who" dir="auto">
                {text(|_, card| card.who.clone())}
            </span>
            {pill}
        </div>
        <Foot app card />
        <Show when=move || aged.get().is_some()>
            <AgeBar
                percent=Signal::derive(move || u32::from(aged.get().unwrap_or_default()))
                stale=Signal::derive(stale)
            />
        </Show>
    }
}

/// The last line of a card: value, and time in the stage or that the close date is past.
#[component]
fn Foot(app: AppState, card: Memo<Option<DealCard>>) -> impl IntoView {
    let money = Memo::new(move |_| card.with(|card| card.as_ref().and_then(|card| card.value)));
    let full = Memo::new(move |_| money.get().map(|it| app.format.money(it)).unwrap_or_default());
    // Nearly always the full amount fits, and no second text is needed.
    let short = Memo::new(move |_| {
        let is_short = full.with(|full| full.chars().count() <= ROOM);
        let cut = if is_short { None } else { money.get() };
        cut.map_or_else(|| full.get(), |money| app.format.short_money(money))
    });
    let long = move || short.with(|text| text.chars().count() > LONG).then_some("");
    let is = move |what: fn(&DealCard) -> bool| card.with(|card| card.as_ref().is_some_and(what));
    let late = move || is(|card| card.past_close);
    let closing = move || {
        let closing = card.with(|card| app.deals.closing_of_deal(card.as_ref()?));
        closing.filter(|_| late())
    };
    let age = move || {
        if late() {
            return t!(app.words, deals.past_close_short);
        }
        card.with(|card| card.as_ref().map(|card| app.deals.age_of_deal(card))).unwrap_or_default()
    };
    view! {
        <div class="board-card__foot">
            <span class="board-card__value" data-long=long>
                <Shortened short full />
            </span>
            <span
                class="board-card__age"
                data-stale=move || is(|card| card.stale).then_some("")
                data-late=move || late().then_some("")
                title=closing
            >
                {age}
            </span>
        </div>
    }
}

/// Returns the tint for a stage's result.
pub fn tone_of(result: StageResult) -> Tone {
    match result {
        StageResult::Open => Tone::Plain,
        StageResult::Won => Tone::Good,
        StageResult::Lost => Tone::Danger,
    }
}
