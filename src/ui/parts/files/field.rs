//! The form's field for files: one, or several.

use leptos::prelude::*;

use super::tiles::{FileAdder, RecordFiles};
use crate::ui::parts::record_form::{Cell, FormDraft};
use domain::{DraftSlot, Field, FileRef, Value, files_of};

/// The files of a draft, with buttons to add and remove some.
#[component]
pub fn FilesField(
    /// The draft.
    form: FormDraft,
    /// The field.
    field: Field,
) -> impl IntoView {
    let label = form.label(field.number);
    let error = Cell::one(form, field.clone()).error();
    let (number, many) = (field.number, field.many);
    let files = Memo::new(move |_| form.draft.with(|draft| files_of(draft, &field)));
    let on_add = move |some: Vec<FileRef>| {
        // The form may be gone by now; the stored files then stay unused.
        form.draft.try_update(|draft| {
            for file in some {
                let known =
                    |value: &Value| matches!(value, Value::File(own) if own.hash == file.hash);
                let has = match draft.slots.get(&number) {
                    Some(DraftSlot::Many(elements)) => elements.iter().any(|it| known(&it.value)),
                    _ => false,
                };
                match many {
                    true if has => {}
                    true => draft.push(number, "", Value::File(Box::new(file))),
                    false => draft.set(number, Value::File(Box::new(file))),
                }
            }
        });
    };
    let on_remove = move |hash: String| {
        form.draft.update(|draft| match draft.slots.get_mut(&number) {
            Some(DraftSlot::Many(elements)) => elements.retain(
                |element| !matches!(&element.value, Value::File(file) if file.hash == hash),
            ),
            _ => {
                draft.slots.insert(number, DraftSlot::One(None));
            }
        });
    };
    view! {
        <div class="form-list" aria-label=move || label.get() role="group">
            <span class="field__label" aria-hidden="true">{move || label.get()}</span>
            <RecordFiles label files on_remove=Callback::new(on_remove) />
            <FileAdder many catches=many on_add />
            <Show when=move || error.read().is_some()>
                <p class="field__error" role="alert">{move || error.get()}</p>
            </Show>
        </div>
    }
}
