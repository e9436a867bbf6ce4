//! Another type for a custom field that has values: the choice, and what they would become.

use leptos::prelude::*;

use crate::ui::state::{AppState, t, use_app};
use domain::{Draft, Fields, RecordId, custom_field};
use kit::{SelectField, SelectOption};

/// The greatest number of choices that are made of the texts in a field.
const MOST_CHOICES: usize = 50;

/// The type of an existing field, with a preview if another one is chosen.
#[component]
pub fn NextType(
    /// The field.
    id: RecordId,
    /// The draft of its record.
    draft: RwSignal<Draft>,
) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let types = Memo::new(move |_| {
        let types = app.settings.types_for(id).into_iter();
        types.map(|of| SelectOption::new(of.key, of.label)).collect::<Vec<_>>()
    });
    let value = Memo::new(move |_| draft.with(|draft| draft.text(custom_field::TYPE)));
    let effect = Memo::new(move |_| effect_of(app, id, &draft.read()));
    let choose = move |kind: String| {
        draft.update(|draft| {
            let no_choices = draft.said(custom_field::CHOICES).trim().is_empty();
            if kind == custom_field::CHOICE && no_choices {
                let texts = app.settings.texts_in_field(id, MOST_CHOICES);
                draft.set_text(custom_field::CHOICES, texts.join("\n"));
            }
            draft.set_text(custom_field::TYPE, kind);
        });
    };
    let field = move || {
        view! {
            <SelectField
                label=Signal::derive(move || t!(words, settings.field_type))
                value
                choices=types
                on_change=choose
            />
            <p class="settings__note" role="status">{move || effect.get()}</p>
        }
    };
    let fixed =
        move || view! { <p class="settings__note">{move || t!(words, settings.field_fixed)}</p> };
    move || if types.read().is_empty() { fixed().into_any() } else { field().into_any() }
}

/// Says what the values become; empty for the type that the field has.
fn effect_of(app: AppState, id: RecordId, draft: &Draft) -> String {
    if !app.settings.is_other_type(id, draft) {
        return String::new();
    }
    let words = app.words;
    let effect = app.settings.preview_retyping(id, draft);
    match (effect.fit, effect.unfit) {
        (0, 0) => t!(words, kinds.retype_nothing),
        (fit, 0) => t!(words, kinds.retype_all_fit, count = fit),
        (fit, unfit) => {
            let quoted =
                effect.quoted.iter().map(|text| t!(words, kinds.quoted, text = text.clone()));
            t!(
                words,
                kinds.retype_some_fit,
                count = fit + unfit,
                fit = fit,
                texts = quoted.collect::<Vec<_>>().join(", ")
            )
        }
    }
}
