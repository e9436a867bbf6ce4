//! The filter sheet: groups of conditions on any field, with the number of matching records.

use leptos::prelude::*;

use super::filter_condition::ConditionFields;
use super::filter_draft::FilterDraft;
use super::gone::GoneConditions;
use super::sheets;
use super::state::{List, ListSheet};
use crate::ui::parts::WithServices;
use crate::ui::state::{TagCount, t};
use domain::{Condition, DeclaredView, Filter, Passing, Schema};
use kit::{Button, ButtonKind, Chip, Chips, IconButton, IconName, LazyPart, Sheet};

/// The sheet with the conditions.
#[component]
pub fn FilterSheet(list: List) -> impl IntoView {
    let words = list.app.words;
    let open = Signal::derive(move || list.over.get() == Some(ListSheet::Filter));
    let title = Signal::derive(move || t!(words, filter.title));
    let draft = FilterDraft::new();
    let footer =
        move || view! { <LazyPart fetch=move |()| sheets::filter_foot(list, draft) rows=0 /> };
    view! {
        <Sheet open title footer on_close=move |()| list.over.set(None)>
            <WithServices>
                <LazyPart fetch=move |()| sheets::conditions(list, draft) />
            </WithServices>
        </Sheet>
    }
}

/// The sheet's buttons.
#[component]
pub fn FilterFoot(list: List, draft: FilterDraft) -> impl IntoView {
    let words = list.app.words;
    let clear = move |()| {
        list.ask(|listing| listing.filter = Filter::default());
        list.over.set(None);
    };
    view! {
        <Button
            label=Signal::derive(move || t!(words, filter.clear))
            on_press=clear
        />
        <ShowButton list draft />
    }
}

/// The button that shows the number of matches and applies the filter.
#[component]
fn ShowButton(list: List, draft: FilterDraft) -> impl IntoView {
    let app = list.app;
    let words = app.words;
    let wanted = Memo::new(move |_| {
        list.schema.with(|schema| schema.as_ref().map(|it| draft.filter(it)).unwrap_or_default())
    });
    let count = Memo::new(move |_| {
        let mut listing = list.listing();
        listing.filter = wanted.get();
        list.count(&listing)
    });
    let label = Signal::derive(move || match count.get() {
        0 => t!(words, filter.show_none, kinds = list.names.get().many),
        count => {
            t!(words, filter.show, count = count, kinds = list.names.get().counted(count))
        }
    });
    let show = move |()| {
        // Flag an unresolved name in place.
        let asks = |schema: &Option<Schema>| schema.as_ref().is_some_and(|it| draft.asks(it));
        if list.schema.with_untracked(asks) {
            draft.tried.set(true);
            return;
        }
        list.ask(|listing| listing.filter = wanted.get_untracked());
        list.over.set(None);
    };
    view! { <Button label kind=ButtonKind::Primary on_press=show /> }
}

/// The state shared by the parts of the sheet.
#[derive(Clone, Copy)]
struct Editor {
    list: List,
    draft: FilterDraft,
    schema: StoredValue<Schema>,
    tags: Memo<Vec<TagCount>>,
}

/// The groups, and a button to add one.
#[component]
pub fn Conditions(list: List, draft: FilterDraft) -> impl IntoView {
    let app = list.app;
    let words = app.words;
    let Some(schema) = list.schema.get_untracked() else { return ().into_any() };
    draft.begin(list.asked().filter.known_to(&schema));
    let gone = Memo::new(move |_| GoneConditions::of(list));
    let editor = Editor {
        list,
        draft,
        schema: StoredValue::new(schema),
        tags: Memo::new(move |_| app.records.tags(list.kind)),
    };
    let keys =
        Memo::new(move |_| draft.groups.read().iter().map(|group| group.key).collect::<Vec<_>>());
    let several = Memo::new(move |_| keys.read().len() > 1);
    // One group has nothing to be combined with before it says anything.
    let says = Memo::new(move |_| several.get() || !draft.lines.read().is_empty());
    view! {
        <Show when=move || gone.read().any()>
            <p class="records__gone">{move || gone.get().text(app)}</p>
        </Show>
        <Presets editor />
        <Show when=move || several.get()>
            <PassingChoice
                label=Signal::derive(move || t!(words, filter.groups))
                all=Signal::derive(move || t!(words, filter.all_groups))
                any=Signal::derive(move || t!(words, filter.any_group))
                value=draft.passing
                on_choose=move |passing| draft.passing.set(passing)
            />
        </Show>
        <For each=move || keys.get() key=|key| *key let:key>
            <Group editor group=key several />
        </For>
        <Show when=move || says.get()>
            <Button
                label=Signal::derive(move || t!(words, filter.add_group))
                icon=IconName::ListFilter
                kind=ButtonKind::Ghost
                on_press=move |()| draft.begin_group()
            />
        </Show>
    }
    .into_any()
}

/// The lines of a group, and a button to add one. The only group looks like no group.
#[component]
fn Group(editor: Editor, group: u64, several: Memo<bool>) -> impl IntoView {
    let Editor { list, draft, schema, tags } = editor;
    let app = list.app;
    let words = app.words;
    let keys = Memo::new(move |_| draft.lines_of(group));
    let number = Memo::new(move |_| {
        draft.groups.read().iter().position(|it| it.key == group).unwrap_or_default() + 1
    });
    let combines = Memo::new(move |_| keys.read().len() > 1);
    view! {
        <div
            class="records__group"
            role=move || several.get().then_some("group")
            aria-label=move || several.get().then(|| t!(words, filter.group, number = number.get()))
            data-framed=move || several.get().then_some("")
        >
            <Show when=move || several.get()>
                <div class="records__group-head">
                    <h3>{move || t!(words, filter.group, number = number.get())}</h3>
                    <IconButton
                        label=Signal::derive(move || {
                            t!(words, filter.remove_group, number = number.get())
                        })
                        icon=IconName::Trash2
                        on_press=move |()| draft.remove_group(group)
                    />
                </div>
            </Show>
            <Show when=move || combines.get()>
                <PassingChoice
                    label=Signal::derive(move || t!(words, filter.conditions))
                    all=Signal::derive(move || t!(words, filter.all_of))
                    any=Signal::derive(move || t!(words, filter.any_of))
                    value=Signal::derive(move || draft.passing_of(group))
                    on_choose=move |passing| draft.pass_group(group, passing)
                />
            </Show>
            <For each=move || keys.get() key=|key| *key let:key>
                <ConditionFields app draft schema tags line=key />
            </For>
            <Button
                label=Signal::derive(move || t!(words, filter.add))
                icon=IconName::Plus
                kind=ButtonKind::Ghost
                on_press=move |()| schema.with_value(|schema| draft.add_blank(group, schema))
            />
        </div>
    }
}

/// The choice between all and any.
#[component]
fn PassingChoice(
    /// The label of the combined items.
    label: Signal<String>,
    /// The word for all.
    all: Signal<String>,
    /// The word for any.
    any: Signal<String>,
    /// The choice so far.
    #[prop(into)]
    value: Signal<Passing>,
    /// Called with the choice.
    #[prop(into)]
    on_choose: Callback<Passing>,
) -> impl IntoView {
    let chip = move |own: Passing, label: Signal<String>| {
        let pressed = Signal::derive(move || value.get() == own);
        view! { <Chip label pressed on_press=move |()| on_choose.run(own) /> }
    };
    view! { <Chips label wrap=true>{chip(Passing::All, all)}{chip(Passing::Any, any)}</Chips> }
}

/// The conditions of the views that come with the app.
#[component]
fn Presets(editor: Editor) -> impl IntoView {
    let Editor { list, draft, schema, .. } = editor;
    let app = list.app;
    let chip = move |view: DeclaredView| {
        let conditions: Vec<Condition> = view.filter().conditions().cloned().collect();
        let add = move |()| {
            schema.with_value(|schema| draft.add_ready(conditions.clone(), schema));
        };
        view! { <Chip label=Signal::derive(move || app.words.view(&view)) on_press=add /> }
    };
    let views: Vec<DeclaredView> =
        schema.with_value(|schema| schema.declared_views().copied().collect());
    view! {
        <Chips label=Signal::derive(move || t!(app.words, filter.presets)) wrap=true>
            {views.into_iter().map(chip).collect_view()}
        </Chips>
    }
}
