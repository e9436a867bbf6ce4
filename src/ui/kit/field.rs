//! The frame around every field: its label above, a hint or an error below, tied to it by ids.

use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// Returns the `aria-describedby` of the field with this id.
pub(super) fn described_by(
    id: &str,
    hint: Signal<Option<String>>,
    error: Signal<Option<String>>,
) -> impl Fn() -> Option<String> + Clone + Send + Sync + 'static + use<> {
    let id = id.to_owned();
    move || {
        let hint = hint.read().is_some().then(|| format!("{id}-hint"));
        let error = error.read().is_some().then(|| format!("{id}-error"));
        match (error, hint) {
            (Some(error), Some(hint)) => Some(format!("{error} {hint}")),
            (one, other) => one.or(other),
        }
    }
}

/// Label, hint and error around a field; the field itself is the child and carries `id`.
///
/// In an element with `data-labels="hidden"` the labels are for screen readers only, for the second
/// and further rows of a repeated field.
#[component]
pub fn FieldFrame(
    /// The id of the field inside.
    id: String,
    /// The field's label.
    #[prop(into)]
    label: Signal<String>,
    /// Help with filling it in, or what the app noticed while typing.
    #[prop(optional, into)]
    hint: Signal<Option<String>>,
    /// An error, as a sentence.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// The field.
    children: Children,
) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    let error_id = format!("{id}-error");
    view! {
        <div class="field" data-invalid=move || error.read().is_some().then_some("")>
            <label class="field__label" for=id>
                {move || label.get()}
            </label>
            {children()}
            <p class="field__error" id=error_id role="alert" hidden=move || error.read().is_none()>
                <Icon name=IconName::CircleAlert />
                <span>{move || error.get()}</span>
            </p>
            <p class="field__hint" id=hint_id hidden=move || hint.read().is_none()>
                {move || hint.get()}
            </p>
        </div>
    }
}
