//! The form's field for files: one, or several.

use leptos::prelude::*;

use super::tiles::{FileAdder, RecordFiles};
use crate::ui::parts::record_form::{Cell, FormDraft};
use domain::{Field, FileRef, files_of};

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
    let many = field.many;
    let field = StoredValue::new(field);
    let files = Memo::new(move |_| {
        form.draft.with(|draft| field.with_value(|field| files_of(draft, field)))
    });
    let on_add = move |some: Vec<FileRef>| {
        // The form may be gone by now; the stored files then stay unused.
        form.draft.try_update(|draft| {
            field.try_with_value(|field| draft.add_files(field, some));
        });
    };
    let on_remove = move |hash: String| {
        let number = field.with_value(|field| field.number);
        form.draft.update(|draft| draft.remove_file(number, &hash));
    };
    view! { <FilesInput label files many error on_add on_remove /> }
}

/// Files with a label, and buttons to add and remove some.
#[component]
pub fn FilesInput(
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// The files.
    #[prop(into)]
    files: Signal<Vec<FileRef>>,
    /// Takes several files.
    many: bool,
    /// An error, as a sentence.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Called with stored files to add.
    #[prop(into)]
    on_add: Callback<Vec<FileRef>>,
    /// Called with the hash of a file to remove.
    #[prop(into)]
    on_remove: Callback<String>,
) -> impl IntoView {
    view! {
        <div class="form-list" aria-label=move || label.get() role="group">
            <span class="field__label" aria-hidden="true">{move || label.get()}</span>
            <RecordFiles label files on_remove />
            <FileAdder many catches=many on_add />
            <Show when=move || error.read().is_some()>
                <p class="field__error" role="alert">{move || error.get()}</p>
            </Show>
        </div>
    }
}
