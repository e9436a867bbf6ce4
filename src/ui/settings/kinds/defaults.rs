//! The default value of a custom field: the input of the field's own type.

use leptos::prelude::*;

use crate::ui::parts::{Cell, FormDraft, ValueInput};
use crate::ui::state::{AppState, use_app};
use domain::{CUSTOM_FIELD, Draft, FieldType, Fields, Problem, ToMake, check_field, custom_field};

/// The input of a default; nothing for types that have none.
#[component]
pub fn DefaultInput(
    /// The draft of the custom field.
    draft: RwSignal<Draft>,
    /// True after the first attempt to save.
    tried: Signal<bool>,
) -> impl IntoView {
    let app = use_app();
    // Another type has another input; what is typed into it changes nothing of this.
    let what = Memo::new(move |_| {
        let field = draft.with(|draft| app.settings.default_field(draft));
        let has_none =
            |kind| matches!(kind, FieldType::File | FieldType::Address | FieldType::Reference(_));
        field.filter(|field| !has_none(field.kind)).map(|field| (field.kind, field.choices))
    });
    let problems =
        Signal::derive(
            move || {
                if tried.get() { problems_of_default(app, draft) } else { Vec::new() }
            },
        );
    move || {
        what.get()?;
        let field = untrack(|| draft.with(|draft| app.settings.default_field(draft)))?;
        let schema = untrack(|| app.records.schema(CUSTOM_FIELD));
        let form = FormDraft::new(None, schema, draft, RwSignal::new(ToMake::default()), problems);
        Some(view! { <ValueInput cell=Cell::one(form, field) /> })
    }
}

/// Returns the problem of a default that its field would not take.
pub fn problems_of_default(app: AppState, draft: RwSignal<Draft>) -> Vec<Problem> {
    draft.with(|draft| {
        let field = app.settings.default_field(draft);
        let value = draft.value(custom_field::DEFAULT);
        let fault = field.zip(value).and_then(|(field, value)| check_field(&field, &value));
        let problem = |fault| Problem { field: custom_field::DEFAULT, position: 0, fault };
        fault.map(problem).into_iter().collect()
    })
}
