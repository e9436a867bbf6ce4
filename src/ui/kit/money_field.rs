//! An amount of money: what is typed, and its currency beside it. Text in, text out; what the text
//! means is not decided here.

use leptos::prelude::*;

use super::field::{FieldFrame, described_by};
use super::icon::{Icon, IconName};
use super::ids::unique_id;
use super::select_field::Choice;

/// A labelled amount with a choice of currencies.
#[component]
pub fn MoneyField(
    /// What the amount is.
    #[prop(into)]
    label: Signal<String>,
    /// What was typed.
    #[prop(into)]
    value: Signal<String>,
    /// Something was typed: all of the new text.
    #[prop(into)]
    on_input: Callback<String>,
    /// What the choice of currencies is called.
    #[prop(into)]
    currency_label: Signal<String>,
    /// The chosen currency.
    #[prop(into)]
    currency: Signal<String>,
    /// What there is to choose from.
    #[prop(into)]
    currencies: Signal<Vec<Choice>>,
    /// Another currency was chosen: its `value`.
    #[prop(into)]
    on_currency: Callback<String>,
    /// What is wrong with it, as a sentence.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let id = unique_id("field");
    let hint = Signal::stored(None);
    let describedby = described_by(&id, hint, error);
    let option = move |choice: Choice| {
        let own = choice.value.clone();
        view! {
            <option value=choice.value prop:selected=move || *currency.read() == own>
                {choice.label}
            </option>
        }
    };
    view! {
        <FieldFrame id=id.clone() label hint error>
            <div class="money-field">
                <input
                    class="field__input"
                    id=id
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    spellcheck="false"
                    aria-describedby=describedby
                    aria-invalid=move || error.read().is_some().then_some("true")
                    prop:value=move || value.get()
                    on:input:target=move |event| on_input.run(event.target().value())
                />
                <div class="select-field">
                    <select
                        class="field__input select-field__input"
                        aria-label=move || currency_label.get()
                        on:change:target=move |event| on_currency.run(event.target().value())
                    >
                        {move || currencies.get().into_iter().map(option).collect_view()}
                    </select>
                    <Icon name=IconName::ChevronDown />
                </div>
            </div>
        </FieldFrame>
    }
}
