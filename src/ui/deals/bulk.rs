//! Bulk actions on deals, and the head with the number selected.

use leptos::prelude::*;

use super::state::{DealSheet, Deals};
use crate::ui::state::{BulkChange, StageView, TagCount, t};
use domain::{DEAL, Draft, any_kind};
use kit::{
    Button, ButtonKind, Chip, Chips, IconButton, IconName, ListRow, Sheet, Tag, TextField, TopBar,
};

use super::card::tone_of;

/// Maximum number of tags or owners offered; others can be typed.
const MOST: usize = 30;

/// The number selected, select all or none, and cancel.
#[component]
pub fn SelectionHead(deals: Deals) -> impl IntoView {
    let app = deals.app;
    let words = app.words;
    let count = Memo::new(move |_| deals.selected_count());
    let all = Memo::new(move |_| count.get() > 0 && count.get() >= deals.rows.count());
    let label = Signal::derive(move || {
        if all.get() { t!(words, records.select_none) } else { t!(words, records.select_all) }
    });
    let turn = move |()| {
        let ids =
            if all.get_untracked() { Vec::new() } else { app.records.ids_of(&deals.rows.all()) };
        deals.selected.set(Some(ids));
    };
    let title =
        Signal::derive(move || t!(words, records.picked, count = app.format.number(count.get())));
    view! {
        <TopBar title>
            <Button label kind=ButtonKind::Ghost on_press=turn />
            <IconButton
                label=Signal::derive(move || t!(words, records.end_selecting))
                icon=IconName::X
                on_press=move |()| deals.selected.set(None)
            />
        </TopBar>
    }
}

/// The bulk actions.
#[component]
pub fn SelectionBar(deals: Deals) -> impl IntoView {
    let words = deals.app.words;
    let none = Signal::derive(move || deals.selected_count() == 0);
    let delete = move |()| deals.app.records.change_many(deals.take_selected(), BulkChange::Delete);
    let open = move |over: DealSheet| move |()| deals.over.set(Some(over));
    view! {
        <div class="deals__bar">
            <Button
                label=Signal::derive(move || t!(words, deals.move_short))
                icon=IconName::ArrowRight
                disabled=none
                on_press=open(DealSheet::Stage)
            />
            <Button
                label=Signal::derive(move || t!(words, records.tag))
                icon=IconName::Tag
                disabled=none
                on_press=open(DealSheet::Tags)
            />
            <Button
                label=Signal::derive(move || t!(words, deals.owner))
                icon=IconName::User
                disabled=none
                on_press=open(DealSheet::Owner)
            />
            <IconButton
                label=Signal::derive(move || t!(words, shell.delete))
                icon=IconName::Trash2
                kind=ButtonKind::Danger
                disabled=none
                on_press=delete
            />
        </div>
    }
}

/// The sheets of the bulk actions.
#[component]
pub fn BulkSheets(deals: Deals) -> impl IntoView {
    let words = deals.app.words;
    let sheet = move |over: DealSheet, title: Signal<String>, body: fn(Deals) -> AnyView| {
        view! {
            <Sheet
                open=Signal::derive(move || deals.over.get() == Some(over))
                title
                on_close=move |()| deals.over.set(None)
            >
                {move || body(deals)}
            </Sheet>
        }
    };
    let stage = Signal::derive(move || t!(words, deals.move_to));
    let tag = Signal::derive(move || t!(words, deals.add_tag));
    let owner = Signal::derive(move || t!(words, deals.owner));
    view! {
        {sheet(DealSheet::Stage, stage, |deals| view! { <Stages deals /> }.into_any())}
        {sheet(DealSheet::Tags, tag, |deals| view! { <Tags deals /> }.into_any())}
        {sheet(DealSheet::Owner, owner, |deals| view! { <Owners deals /> }.into_any())}
    }
}

/// Every stage of every pipeline, the current pipeline first.
#[component]
fn Stages(deals: Deals) -> impl IntoView {
    let app = deals.app;
    let own = deals.pipeline.get_untracked().map(|pipeline| pipeline.id);
    let mut pipelines = untrack(|| app.deals.pipelines());
    pipelines.sort_by_key(|pipeline| Some(pipeline.id) != own);
    let many = pipelines.len() > 1;
    let row = move |pipeline: String, stage: StageView| {
        let target = stage.id;
        let name = stage.name.clone();
        let tone = tone_of(stage.result);
        let below = many.then_some(pipeline);
        let go = move |()| deals.moving.to(deals.take_selected(), target);
        view! {
            <ListRow
                title=move || name.clone()
                trailing=move || {
                    below.clone().map(|label| view! { <Tag label tone=Signal::stored(tone) /> })
                }
                on_press=go
            />
        }
    };
    let rows = pipelines.into_iter().flat_map(|pipeline| {
        pipeline.stages.into_iter().map(move |stage| (pipeline.name.clone(), stage))
    });
    view! {
        <div class="deals__rows">
            {rows.map(|(pipeline, stage)| row(pipeline, stage)).collect_view()}
        </div>
    }
}

/// Adds a tag to all selected deals.
#[component]
fn Tags(deals: Deals) -> impl IntoView {
    let app = deals.app;
    let known: Vec<String> =
        app.records.tags(DEAL).into_iter().take(MOST).map(|TagCount { tag, .. }| tag).collect();
    let add = move |tag| app.records.change_many(deals.take_selected(), BulkChange::AddTag(tag));
    view! { <OneWord label=Signal::derive(move || t!(app.words, records.new_tag)) known on_word=add /> }
}

/// Sets the owner of all selected deals.
#[component]
fn Owners(deals: Deals) -> impl IntoView {
    let app = deals.app;
    let known: Vec<String> =
        untrack(|| app.deals.owners_of_deals()).into_iter().take(MOST).collect();
    let give = move |owner: String| {
        let mut draft = Draft::new(DEAL);
        draft.set_text(any_kind::OWNER, owner);
        app.records.change_many(deals.take_selected(), BulkChange::Set(draft));
    };
    view! { <OneWord label=Signal::derive(move || t!(app.words, deals.owner)) known on_word=give /> }
}

/// A choice of known words, and an input for another.
#[component]
fn OneWord(
    label: Signal<String>,
    known: Vec<String>,
    #[prop(into)] on_word: Callback<String>,
) -> impl IntoView {
    let words = crate::ui::state::use_app().words;
    let typed = RwSignal::new(String::new());
    let chip = move |word: String| {
        let own = word.clone();
        view! { <Chip label=word on_press=move |()| on_word.run(own.clone()) /> }
    };
    let blank = Signal::derive(move || typed.read().trim().is_empty());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if !blank.get_untracked() {
            on_word.run(typed.get_untracked().trim().to_owned());
        }
    };
    view! {
        <Chips label wrap=true>{known.into_iter().map(chip).collect_view()}</Chips>
        <form class="deals__word" on:submit=submit>
            <TextField label value=typed on_input=move |text| typed.set(text) />
            <Button
                label=Signal::derive(move || t!(words, shell.save))
                kind=ButtonKind::Primary
                disabled=blank
                submit=true
            />
        </form>
    }
}
