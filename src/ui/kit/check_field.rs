//! Yes or no: a checkbox in a form, and a switch that acts at once.

use leptos::prelude::*;

use super::ids::unique_id;

/// A checkbox with its label beside it.
#[component]
pub fn CheckField(
    /// The label: the statement that is true when checked.
    #[prop(into)]
    label: Signal<String>,
    /// True if it is checked.
    #[prop(into)]
    checked: Signal<bool>,
    /// Called with the new state.
    #[prop(into)]
    on_change: Callback<bool>,
    /// Help with the decision.
    #[prop(optional, into)]
    hint: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <label class="check-field">
            <input
                class="check-field__box"
                type="checkbox"
                prop:checked=move || checked.get()
                on:change:target=move |event| on_change.run(event.target().checked())
            />
            <span class="check-field__words">
                <span>{move || label.get()}</span>
                <span class="check-field__hint" hidden=move || hint.read().is_none()>
                    {move || hint.get()}
                </span>
            </span>
        </label>
    }
}

/// A switch: takes effect at once, without "Save".
#[component]
pub fn SwitchField(
    /// The label: what is on when it is on.
    #[prop(into)]
    label: Signal<String>,
    /// True if it is on.
    #[prop(into)]
    checked: Signal<bool>,
    /// Called with the new state.
    #[prop(into)]
    on_change: Callback<bool>,
    /// The effect, if the label does not say enough.
    #[prop(optional, into)]
    hint: Signal<Option<String>>,
) -> impl IntoView {
    let id = unique_id("switch");
    let (label_id, hint_id) = (format!("{id}-label"), format!("{id}-hint"));
    let described = hint_id.clone();
    view! {
        <button
            class="check-field"
            type="button"
            role="switch"
            aria-checked=move || if checked.get() { "true" } else { "false" }
            aria-labelledby=label_id
            aria-describedby=move || hint.read().is_some().then(|| described.clone())
            on:click=move |_| on_change.run(!checked.get_untracked())
        >
            <span class="check-field__words">
                <span id=label_id.clone()>{move || label.get()}</span>
                <span class="check-field__hint" id=hint_id hidden=move || hint.read().is_none()>
                    {move || hint.get()}
                </span>
            </span>
            <span class="check-field__switch"></span>
        </button>
    }
}
