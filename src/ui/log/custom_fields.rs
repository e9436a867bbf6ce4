//! The user's own fields of an activity, and the records of the user's kinds that it is about, in the
//! log sheet.

use std::sync::Arc;

use leptos::prelude::*;

use crate::ui::parts::{Extra, RecordForm};
use crate::ui::state::{LogForm, use_app};
use domain::{ACTIVITY, Fields, Schema, any_kind};

/// The inputs of the custom fields, and what was imported beside the fields; nothing if there is
/// neither.
#[component]
pub fn CustomFields(form: LogForm) -> impl IntoView {
    let app = use_app();
    // Fields stay in place when saving or another tab changes records.
    let schema = Memo::new(move |_| Arc::new(own_fields(&app.records.schema(ACTIVITY))));
    form.follow_custom_fields();
    move || {
        // Another activity begins with its own values.
        form.begun.with(|_| ());
        let schema = schema.get();
        let any = schema.fields.iter().any(|field| field.is_typed());
        let extra = form.draft.with_untracked(|draft| draft.elements(any_kind::EXTRA));
        let kept = (!extra.is_empty()).then(|| view! { <Extra extra /> });
        let fields = any.then(|| {
            view! {
                <RecordForm
                    id=None
                    schema
                    draft=form.draft
                    to_make=form.to_make
                    problems=form.problems()
                />
            }
        });
        view! {
            {fields}
            {kept}
        }
    }
}

/// Returns the schema with custom fields alone.
fn own_fields(schema: &Schema) -> Schema {
    let mut schema = schema.clone();
    schema.fields.to_mut().retain(|field| field.is_asked_in_logs());
    schema
}
