//! The form: its sections, and the fields that show only on demand.

use std::sync::Arc;

use leptos::prelude::*;

use super::cell::{Cell, FormDraft};
use super::list_field::{ChoicesField, ListField};
use super::tags_field::TagsField;
use super::value_input::ValueInput;
use crate::ui::parts::files::FilesField;
use domain::{Draft, Field, FieldType, FormPart, Problem, RecordId, Schema, ToMake, form_parts};
use kit::{Button, ButtonKind, IconName};

/// The fields of a record, by the sections of its schema.
#[component]
pub fn RecordForm(
    /// The record that it changes; `None` for a new one.
    id: Option<RecordId>,
    /// The schema of the record's kind.
    schema: Arc<Schema>,
    /// The draft that the form reads and writes.
    draft: RwSignal<Draft>,
    /// The records to be created along with it, as the person decided.
    to_make: RwSignal<ToMake>,
    /// The problems of the draft.
    #[prop(into)]
    problems: Signal<Vec<Problem>>,
) -> impl IntoView {
    let form = FormDraft::new(id, schema, draft, to_make, problems);
    let words = form.services.form;
    let all = RwSignal::new(false);
    // A field that is filled when the form opens shows, and stays when it is emptied.
    let begun = StoredValue::new(draft.get_untracked());
    let schema = form.schema;
    let parts_of = move |all: bool| {
        begun.with_value(|begun| {
            schema.with_value(|schema| form_parts(schema, |field| field.is_filled(begun), all))
        })
    };
    let parts = Memo::new(move |_| parts_of(all.get()));
    let count = |all| parts_of(all).iter().map(|part| part.fields.len()).sum::<usize>();
    let has_more = count(true) > count(false);
    let part = move |FormPart { section, .. }: FormPart| {
        let fields = move || {
            let own = |parts: &Vec<FormPart>| {
                let own = parts.iter().find(|part| part.section == section);
                own.map(|part| part.fields.clone()).unwrap_or_default()
            };
            parts.with(own)
        };
        view! {
            <section class="form-part" aria-label=move || words.section.run(section)>
                <h2 class="form-part__title">{move || words.section.run(section)}</h2>
                <div class="form-part__fields">
                    <For each=fields key=|field| field.number let:field>
                        <Row form field />
                    </For>
                </div>
            </section>
        }
    };
    view! {
        <For each=move || parts.get() key=|part| part.section children=part />
        <Show when=move || has_more && !all.get()>
            <Button
                label=words.more_fields
                kind=ButtonKind::Soft
                icon=IconName::ChevronDown
                wide=true
                on_press=move |()| all.set(true)
            />
        </Show>
    }
}

/// A field of the form.
#[component]
fn Row(form: FormDraft, field: Field) -> impl IntoView {
    match (field.many, field.kind) {
        (_, FieldType::File) => view! { <FilesField form field /> }.into_any(),
        (_, FieldType::Tags) => view! { <TagsField form field /> }.into_any(),
        (true, FieldType::Choice) => view! { <ChoicesField form field /> }.into_any(),
        (true, _) => view! { <ListField form field /> }.into_any(),
        (false, _) => view! { <ValueInput cell=Cell::one(form, field) /> }.into_any(),
    }
}
