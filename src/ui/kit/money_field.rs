//! An amount of money: the typed text, and its currency beside it. Text in, text out; the caller
//! parses it.

use leptos::prelude::*;

use super::field::{FieldFrame, described_by};
use super::icon::{Icon, IconName};
use super::ids::unique_id;
use super::select_field::SelectOption;

/// A labeled amount with a choice of currencies.
#[component]
pub fn MoneyField(
    /// The field's label.
    #[prop(into)]
    label: Signal<String>,
    /// The typed text.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the whole new text on typing.
    #[prop(into)]
    on_input: Callback<String>,
    /// The label of the currency choice.
    #[prop(into)]
    currency_label: Signal<String>,
    /// The chosen currency.
    #[prop(into)]
    currency: Signal<String>,
    /// The currencies to choose from.
    #[prop(into)]
    currencies: Signal<Vec<SelectOption>>,
    /// Called with the `value` of another currency.
    #[prop(into)]
    on_currency: Callback<String>,
    /// An error, as a sentence.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let id = unique_id("field");
    let hint = Signal::stored(None);
    let describedby = described_by(&id, hint, error);
    let option = move |choice: SelectOption| {
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
