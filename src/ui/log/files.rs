//! The files of an activity that is logged.

use leptos::prelude::*;

use crate::ui::parts::FilesInput;
use crate::ui::state::{LogForm, use_app};
use domain::{FileRef, any_kind, files_of};

/// Photos, documents and sounds of the activity.
#[component]
pub fn Files(form: LogForm) -> impl IntoView {
    let app = use_app();
    let schema = app.records.schema(form.draft.with_untracked(|draft| draft.kind));
    let field = schema.field(any_kind::FILES).filter(|field| field.is_files()).cloned()?;
    let label = app.words.field(&schema, &field);
    let field = StoredValue::new(field);
    let files = Memo::new(move |_| {
        form.draft.with(|draft| field.with_value(|field| files_of(draft, field)))
    });
    let on_add = move |some: Vec<FileRef>| {
        // The sheet may be gone by now; the stored files then stay unused.
        if let Some(field) = field.try_get_value() {
            form.change(|draft| {
                draft.add_files(&field, some);
            });
        }
    };
    let on_remove =
        move |hash: String| form.change(|draft| draft.remove_file(any_kind::FILES, &hash));
    Some(view! { <FilesInput label files many=true on_add on_remove /> })
}
