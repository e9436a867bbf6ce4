//! The sheets for a lost deal, which asks why, and for a won one.

use leptos::prelude::*;

use super::stage_move::{Moving, Won};
use crate::ui::paths;
use crate::ui::state::{TaskRequest, t};
use domain::{DEAL, Fields, deal, task};
use kit::{Button, ButtonKind, Chip, Chips, Icon, IconName, Sheet, TextField};

/// Both sheets; placed once on each screen that moves deals.
#[component]
pub fn MoveSheets(moving: Moving) -> impl IntoView {
    let words = moving.app.words;
    let reason = RwSignal::new(String::new());
    let lost = Signal::derive(move || moving.losing.read().is_some());
    Effect::new(move |_| {
        if lost.get() {
            reason.set(String::new());
        }
    });
    let foot = move || {
        view! {
            <Button
                label=Signal::derive(move || t!(words, deals.lost_skip))
                on_press=move |()| moving.lose(None)
            />
            <Button
                label=Signal::derive(move || t!(words, deals.lost_move))
                kind=ButtonKind::Primary
                disabled=Signal::derive(move || reason.read().trim().is_empty())
                on_press=move |()| moving.lose(Some(reason.get_untracked().trim().to_owned()))
            />
        }
    };
    view! {
        <Sheet
            open=lost
            title=Signal::derive(move || t!(words, deals.lost_why))
            footer=foot
            on_close=move |()| moving.losing.set(None)
        >
            <Reasons moving reason />
        </Sheet>
        <Sheet
            open=Signal::derive(move || moving.won.read().is_some())
            title=Signal::derive(move || t!(words, deals.won_title))
            on_close=move |()| moving.end_party()
        >
            <Party moving />
        </Sheet>
    }
}

/// The usual reasons, one tap each, and an input for another.
#[component]
fn Reasons(moving: Moving, reason: RwSignal<String>) -> impl IntoView {
    let words = moving.app.words;
    let chip = move |text: String| {
        let own = text.clone();
        view! { <Chip label=text on_press=move |()| moving.lose(Some(own.clone())) /> }
    };
    let chips = move || moving.app.settings.lost_reasons().into_iter().map(chip).collect_view();
    view! {
        <div class="deals__reasons">
            <Chips label=Signal::derive(move || t!(words, deals.lost_why)) wrap=true>
                {chips}
            </Chips>
            <TextField
                label=Signal::derive(move || t!(words, deals.lost_other))
                value=reason
                on_input=move |text| reason.set(text)
            />
        </div>
    }
}

/// The celebration, with suggestions for what comes next.
#[component]
fn Party(moving: Moving) -> impl IntoView {
    let app = moving.app;
    let words = app.words;
    let Some(Won { id, .. }) = moving.won.get_untracked() else { return ().into_any() };
    let card = untrack(|| app.deals.card_of_deal(id));
    let (name, value) = card.map(|card| (card.name, card.value)).unwrap_or_default();
    let value = value.map(|money| untrack(|| app.format.money(money)));
    let company = app.records.peek(id).and_then(|record| record.reference(deal::COMPANY));
    let router = paths::use_router();
    let again = move |()| {
        moving.end_party();
        let question = company.map(|id| format!("?company={id}")).unwrap_or_default();
        router.go(&format!("{}{question}", paths::NEW_DEAL));
    };
    let hand_over = move |()| {
        moving.end_party();
        let mut preset = app.tasks.task_for(DEAL, id);
        preset.set_text(task::TEXT, t!(words, deals.hand_over));
        app.sheets.task.set(Some(TaskRequest { id: None, preset }));
    };
    view! {
        <div class="deals__party">
            <span class="deals__cracker"><Icon name=IconName::PartyPopper /></span>
            <p class="deals__won" dir="auto">{name}</p>
            <p class="deals__prize">{value}</p>
            <Button
                label=Signal::derive(move || t!(words, deals.next_step))
                kind=ButtonKind::Primary
                icon=IconName::SquareCheck
                wide=true
                on_press=hand_over
            />
            <Button
                label=Signal::derive(move || t!(words, deals.next_deal))
                icon=IconName::Plus
                wide=true
                on_press=again
            />
            <Button
                label=Signal::derive(move || t!(words, shell.undo))
                kind=ButtonKind::Ghost
                icon=IconName::Undo2
                wide=true
                on_press=move |()| moving.undo_won()
            />
        </div>
    }
    .into_any()
}
