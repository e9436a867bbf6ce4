//! The filter sheet: conditions on any field, with the number of matching records.

use leptos::prelude::*;

use super::extras::Preset;
use super::filter_condition::ConditionFields;
use super::filter_words::{asks_whom, fields, is_complete};
use super::sheets;
use super::state::{List, ListSheet};
use crate::ui::parts::WithServices;
use crate::ui::state::t;
use domain::{Condition, FieldType, Filter, Operator, Schema};
use kit::{Button, ButtonKind, Chip, Chips, IconName, LazyPart, Sheet};

/// A condition being edited, with a stable key.
#[derive(Clone, Debug, PartialEq)]
pub struct ConditionLine {
    /// The line's key.
    pub key: u64,
    /// The condition so far.
    pub condition: Condition,
}

/// The conditions being edited; a cheap `Copy` handle.
#[derive(Clone, Copy)]
pub struct FilterDraft {
    /// One line per condition.
    pub lines: RwSignal<Vec<ConditionLine>>,
    /// True after the first attempt to apply; unresolved names are flagged from then on.
    pub tried: RwSignal<bool>,
    next: StoredValue<u64>,
}

impl FilterDraft {
    fn new() -> Self {
        Self {
            lines: RwSignal::new(Vec::new()),
            tried: RwSignal::new(false),
            next: StoredValue::new(0),
        }
    }

    fn begin(&self, filter: Filter) {
        self.lines.set(Vec::new());
        self.tried.set(false);
        for condition in filter.conditions {
            self.add(condition);
        }
    }

    fn add(&self, condition: Condition) {
        let key = self.next.get_value();
        self.next.set_value(key + 1);
        self.lines.update(|lines| lines.push(ConditionLine { key, condition }));
    }

    /// Adds a blank line for the field filtered by most often: tags, if there is such a field.
    fn add_blank(&self, schema: &Schema) {
        let known = fields(schema);
        let tags = known.iter().find(|field| field.kind == FieldType::Tags);
        if let Some(field) = tags.or(known.first()) {
            let operator = Operator::of(field).first().copied().unwrap_or(Operator::Filled);
            self.add(Condition { field: field.number, operator, operand: String::new() });
        }
    }

    /// Adds a complete condition, replacing incomplete lines.
    fn add_ready(&self, condition: Condition, schema: &Schema) {
        let says = |it: &Condition| is_complete(schema, it) || asks_whom(schema, it);
        self.lines.update(|lines| lines.retain(|line| says(&line.condition)));
        if !self.lines.read_untracked().iter().any(|line| line.condition == condition) {
            self.add(condition);
        }
    }

    /// Changes the condition of a line.
    pub fn change(&self, key: u64, change: impl FnOnce(&mut Condition)) {
        self.lines.update(|lines| {
            if let Some(line) = lines.iter_mut().find(|line| line.key == key) {
                change(&mut line.condition);
            }
        });
    }

    /// Takes a line away.
    pub fn remove(&self, key: u64) {
        self.lines.update(|lines| lines.retain(|line| line.key != key));
    }

    /// Returns the complete conditions as a filter.
    fn filter(&self, schema: &Schema) -> Filter {
        let lines = self.lines.read();
        let complete = lines.iter().filter(|line| is_complete(schema, &line.condition));
        Filter { conditions: complete.map(|line| line.condition.clone()).collect() }
    }

    /// True if a name is unresolved.
    fn asks(&self, schema: &Schema) -> bool {
        self.lines.read_untracked().iter().any(|line| asks_whom(schema, &line.condition))
    }
}

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
        list.ask(|listing| listing.filter.conditions.clear());
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
        1 => t!(words, filter.show_one, kind = list.names.get().one),
        many => t!(
            words,
            filter.show,
            count = app.format.number(many),
            kinds = list.names.get().many
        ),
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

/// The lines, and a button to add one.
#[component]
pub fn Conditions(list: List, draft: FilterDraft) -> impl IntoView {
    let app = list.app;
    let words = app.words;
    let Some(schema) = list.schema.get_untracked() else { return ().into_any() };
    draft.begin(list.asked().filter);
    let schema = StoredValue::new(schema);
    let tags = Memo::new(move |_| app.records.tags(list.kind));
    let keys =
        Memo::new(move |_| draft.lines.read().iter().map(|line| line.key).collect::<Vec<_>>());
    view! {
        <Presets list draft schema />
        <For each=move || keys.get() key=|key| *key let:key>
            <ConditionFields app draft schema tags line=key />
        </For>
        <Button
            label=Signal::derive(move || t!(words, filter.add))
            icon=IconName::Plus
            kind=ButtonKind::Ghost
            on_press=move |()| schema.with_value(|schema| draft.add_blank(schema))
        />
    }
    .into_any()
}

/// Frequently used conditions.
#[component]
fn Presets(list: List, draft: FilterDraft, schema: StoredValue<Schema>) -> impl IntoView {
    let app = list.app;
    let chip = move |preset: &'static Preset| {
        let Preset { label, field, operator, operand } = *preset;
        let condition = Condition { field, operator, operand: operand.to_owned() };
        let add = move |()| {
            schema.with_value(|schema| draft.add_ready(condition.clone(), schema));
        };
        view! { <Chip label=Signal::derive(move || label(app)) on_press=add /> }
    };
    let presets = list.extras.presets;
    (!presets.is_empty()).then(|| {
        view! {
            <Chips label=Signal::derive(move || t!(app.words, filter.presets)) wrap=true>
                {presets.iter().map(chip).collect_view()}
            </Chips>
        }
    })
}
