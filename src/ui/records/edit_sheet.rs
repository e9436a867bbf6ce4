//! Changing one field of all selected records.

use std::sync::Arc;

use leptos::prelude::*;

use super::sheets;
use super::state::{List, ListSheet};
use crate::ui::parts::{RecordForm, WithServices};
use crate::ui::state::{AppState, BulkChange, t};
use domain::{
    Draft, DraftSlot, Field, FieldType, KindId, Problem, Schema, ToMake, Value, check, undecided,
};
use kit::{Button, ButtonKind, LazyPart, SelectField, SelectOption, Sheet};

/// The field being changed and its new value; a cheap `Copy` handle.
#[derive(Clone, Copy)]
pub struct BulkDraft {
    field: RwSignal<Option<u32>>,
    draft: RwSignal<Draft>,
    to_make: RwSignal<ToMake>,
    tried: RwSignal<bool>,
}

impl BulkDraft {
    fn new(kind: KindId) -> Self {
        Self {
            field: RwSignal::new(None),
            draft: RwSignal::new(Draft::new(kind)),
            to_make: RwSignal::new(ToMake::default()),
            tried: RwSignal::new(false),
        }
    }

    /// Starts over with a field, or with none.
    fn begin(self, schema: &Schema, field: Option<u32>) {
        let mut draft = Draft::new(schema.kind);
        // A box that is not checked says no.
        if let Some(number) = field.filter(|number| is_flag(schema, *number)) {
            draft.set(number, Value::Flag(false));
        }
        self.draft.set(draft);
        self.to_make.set(ToMake::default());
        self.tried.set(false);
        self.field.set(field);
    }

    fn problems(self, schema: &Schema) -> Vec<Problem> {
        self.draft.with(|draft| {
            let mut problems = check(schema, draft);
            problems.retain(|problem| Some(problem.field) == self.field.get());
            self.to_make.with(|to_make| problems.extend(undecided(schema, draft, to_make)));
            problems
        })
    }

    /// Returns the change: the value, or an empty field.
    fn change(self) -> Option<Draft> {
        let field = self.field.get_untracked()?;
        let mut draft = self.draft.get_untracked();
        draft.slots.entry(field).or_insert(DraftSlot::One(None));
        Some(draft)
    }

    /// Returns the kind and name of the record that the value names and that is to be created.
    fn makes(self, schema: &Schema) -> Option<(u32, KindId, String)> {
        let number = self.field.get_untracked()?;
        let FieldType::Reference(kind) = schema.field(number)?.kind else { return None };
        match self.draft.with_untracked(|draft| draft.slots.get(&number).cloned())? {
            DraftSlot::One(Some(Value::Text(name))) => Some((number, kind, name)),
            _ => None,
        }
    }
}

fn is_flag(schema: &Schema, number: u32) -> bool {
    schema.field(number).is_some_and(|field| field.kind == FieldType::Flag)
}

/// Returns the fields that one value can be written into for many records: not the name, by which
/// they are told apart.
fn changeable(schema: &Schema) -> Vec<&Field> {
    let names = schema.title_fields();
    let fields = schema
        .fields
        .iter()
        .filter(|field| field.is_typed() && !field.many && field.kind != FieldType::NamePart);
    fields.filter(|field| !names.contains(&field.number)).collect()
}

/// The sheet with the field and its new value.
#[component]
pub fn EditSheet(list: List) -> impl IntoView {
    let words = list.app.words;
    let open = Signal::derive(move || list.over.get() == Some(ListSheet::Edit));
    let title = Signal::derive(move || t!(words, records.edit_field));
    let draft = BulkDraft::new(list.kind);
    let footer =
        move || view! { <LazyPart fetch=move |()| sheets::edit_foot(list, draft) rows=0 /> };
    view! {
        <Sheet open title footer on_close=move |()| list.over.set(None)>
            <WithServices>
                <LazyPart fetch=move |()| sheets::edit_choice(list, draft) />
            </WithServices>
        </Sheet>
    }
}

/// The choice of the field, and its input.
#[component]
pub fn EditChoice(list: List, draft: BulkDraft) -> impl IntoView {
    let app = list.app;
    let words = app.words;
    let schema = Memo::new(move |_| list.schema.get().unwrap_or_else(|| empty(app, list.kind)));
    draft.begin(&schema.read_untracked(), None);
    let choices = Signal::derive(move || {
        let schema = schema.read();
        let choice = |field: &Field| {
            SelectOption::new(field.number.to_string(), words.field(&schema, field))
        };
        let none = SelectOption::new(String::new(), t!(words, records.choose_field));
        let fields = changeable(&schema);
        std::iter::once(none).chain(fields.into_iter().map(choice)).collect::<Vec<_>>()
    });
    let value = Signal::derive(move || {
        draft.field.get().map(|number| number.to_string()).unwrap_or_default()
    });
    let problems =
        Memo::new(
            move |_| {
                if draft.tried.get() { draft.problems(&schema.read()) } else { Vec::new() }
            },
        );
    let input = move || {
        let number = draft.field.get()?;
        let schema = Arc::new(only(&schema.read_untracked(), number));
        let can_be_empty = !is_flag(&schema, number);
        Some(view! {
            <div class="records__new-value">
                <RecordForm id=None schema draft=draft.draft to_make=draft.to_make problems />
            </div>
            <p class="records__hint" hidden=!can_be_empty>{move || t!(words, records.edit_hint)}</p>
        })
    };
    view! {
        <SelectField
            label=Signal::derive(move || t!(words, filter.field))
            value
            choices
            on_change=move |number: String| draft.begin(&schema.read_untracked(), number.parse().ok())
        />
        {input}
    }
}

/// Returns the schema with one field alone, shown from the start.
fn only(schema: &Schema, number: u32) -> Schema {
    let mut schema = schema.clone();
    let fields = schema.fields.to_mut();
    fields.retain(|field| field.number == number);
    for field in fields {
        field.shown = domain::Shown::Always;
    }
    schema
}

fn empty(app: AppState, kind: KindId) -> Schema {
    untrack(|| app.records.schema(kind)).as_ref().clone()
}

/// The button that changes the records, with their number.
#[component]
pub fn EditFoot(list: List, draft: BulkDraft) -> impl IntoView {
    let app = list.app;
    let words = app.words;
    let label = Signal::derive(move || {
        let count = list.selected_count();
        t!(words, records.edit_now, count = count, kinds = list.names.get().counted(count))
    });
    let apply = move |()| {
        let Some(schema) = list.schema.get_untracked() else { return };
        draft.tried.set(true);
        if !untrack(|| draft.problems(&schema)).is_empty() {
            return;
        }
        let Some(change) = draft.change() else { return };
        let ids = list.selected_ids();
        list.over.set(None);
        list.end_selecting();
        match draft.makes(&schema) {
            Some((number, kind, name)) => {
                app.records.make_named(kind, name, Draft::new(kind), move |id| {
                    let mut change = change;
                    change.set(number, Value::Reference(id));
                    app.records.change_many(ids, BulkChange::Set(change));
                });
            }
            None => app.records.change_many(ids, BulkChange::Set(change)),
        }
    };
    view! {
        <Button
            label
            kind=ButtonKind::Primary
            disabled=Signal::derive(move || draft.field.get().is_none())
            on_press=apply
        />
    }
}

#[cfg(test)]
mod tests {
    use super::changeable;
    use domain::{contact, task};

    #[test]
    fn a_field_that_names_a_record_or_that_the_app_computes_is_not_changed_in_many() {
        let numbers: Vec<u32> =
            changeable(&contact::SCHEMA).iter().map(|field| field.number).collect();
        for number in [contact::COMPANY, contact::STATUS, contact::BIRTHDAY, contact::ABOUT] {
            assert!(numbers.contains(&number), "{number}");
        }
        for number in [contact::GIVEN, contact::PHONES, contact::LAST_CONTACT, contact::FAVORITE] {
            assert!(!numbers.contains(&number), "{number}");
        }
        assert!(!changeable(&task::SCHEMA).iter().any(|field| field.number == task::TEXT));
    }
}
