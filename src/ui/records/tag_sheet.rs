//! Adding or removing a tag on all selected records.

use leptos::prelude::*;

use super::sheets;
use super::state::{List, ListSheet};
use crate::ui::state::{BulkChange, TagCount, t, use_app};
use kit::{Button, ButtonKind, Chip, Chips, IconName, LazyPart, Sheet, TextField};

/// Maximum number of existing tags offered; others can be typed.
const MOST: usize = 30;

/// The tag sheet.
#[component]
pub fn TagSheet(list: List) -> impl IntoView {
    let app = list.app;
    let words = app.words;
    let open = Signal::derive(move || list.over.get() == Some(ListSheet::Tags));
    let title = Signal::derive(move || {
        let count = list.selected_count();
        t!(words, records.tags_of, count = count, kinds = list.names.get().counted(count))
    });
    view! {
        <Sheet open title on_close=move |()| list.over.set(None)>
            <LazyPart fetch=move |()| sheets::tag_choice(list) />
        </Sheet>
    }
}

/// Created when the sheet opens, so that tags are counted once.
#[component]
pub fn TagChoice(list: List) -> impl IntoView {
    let app = list.app;
    let words = app.words;
    let ids = list.selected_ids();
    let carried = app.records.tags_of(&ids);
    let everywhere: Vec<String> =
        carried.iter().filter(|tag| tag.count == ids.len()).map(|tag| tag.tag.clone()).collect();
    let mut known: Vec<TagCount> = app.records.tags(list.kind);
    known.retain(|known| !everywhere.contains(&known.tag));
    known.truncate(MOST);
    let change = move |change: BulkChange| {
        list.over.set(None);
        app.records.change_many(list.selected_ids(), change);
    };
    let add = move |TagCount { tag, .. }: TagCount| {
        let own = tag.clone();
        let on_press = move |()| change(BulkChange::AddTag(own.clone()));
        view! { <Chip label=tag icon=IconName::Plus on_press /> }
    };
    let remove = move |TagCount { tag, .. }: TagCount| {
        let own = tag.clone();
        let on_press = move |()| change(BulkChange::RemoveTag(own.clone()));
        view! { <Chip label=tag trailing=IconName::X on_press /> }
    };
    let (any_known, any_carried) = (!known.is_empty(), !carried.is_empty());
    let adding = Signal::derive(move || t!(words, records.add_a_tag));
    let removing = Signal::derive(move || t!(words, records.remove_a_tag));
    view! {
        <NewTag on_add=move |tag| change(BulkChange::AddTag(tag)) />
        <div hidden=!any_known>
            <h3 class="records__label">{move || adding.get()}</h3>
            <Chips label=adding wrap=true>{known.into_iter().map(add).collect_view()}</Chips>
        </div>
        <div hidden=!any_carried>
            <h3 class="records__label">{move || removing.get()}</h3>
            <Chips label=removing wrap=true>{carried.into_iter().map(remove).collect_view()}</Chips>
        </div>
    }
}

/// An input for a tag that is not offered.
#[component]
fn NewTag(#[prop(into)] on_add: Callback<String>) -> impl IntoView {
    let words = use_app().words;
    let typed = RwSignal::new(String::new());
    let add_typed = move || {
        let tag = typed.get_untracked().trim().to_owned();
        if !tag.is_empty() {
            on_add.run(tag);
        }
    };
    view! {
        <form
            class="records__new-tag"
            on:submit=move |event| {
                event.prevent_default();
                add_typed();
            }
        >
            <TextField
                label=Signal::derive(move || t!(words, records.new_tag))
                value=typed
                on_input=move |text| typed.set(text)
            />
            <Button
                label=Signal::derive(move || t!(words, records.add_tag))
                kind=ButtonKind::Primary
                disabled=Signal::derive(move || typed.read().trim().is_empty())
                submit=true
            />
        </form>
    }
}
