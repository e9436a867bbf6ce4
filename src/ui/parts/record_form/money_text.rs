//! An amount in a form. Text that is not an amount stays as typed, until it is one or is rejected.

use leptos::prelude::*;

use super::cell::Cell;
use domain::{Money, Value, amount_text, spelled_amount};
use kit::{MoneyField, SelectOption};

/// The input for an amount and its currency.
#[component]
pub fn MoneyText(cell: Cell) -> impl IntoView {
    let services = cell.form.services;
    let begun = untrack(|| cell.value());
    let typed = RwSignal::new(match &begun {
        Some(Value::Money(money)) => amount_text(*money),
        Some(Value::Text(text)) => text.clone(),
        _ => String::new(),
    });
    let currency = RwSignal::new(match begun {
        Some(Value::Money(Money { currency, .. })) => currency,
        _ => untrack(|| services.currency.run(())),
    });
    let write = move || {
        let text = typed.get_untracked();
        let amount = spelled_amount(&text, Some(currency.get_untracked()));
        if let Some(named) = amount.map(|amount| amount.currency) {
            currency.set(named);
        }
        cell.set(amount.map_or(Value::Text(text), Value::Money));
    };
    let on_input = move |text: String| {
        typed.set(text);
        write();
    };
    let on_currency = move |code: String| {
        if let Ok(code) = <[u8; 3]>::try_from(code.as_bytes()) {
            currency.set(code);
            write();
        }
    };
    let code = Signal::derive(move || String::from_utf8_lossy(&currency.get()).into_owned());
    let currencies = Signal::derive(move || {
        let choice = |(code, name): (String, String)| SelectOption::new(code, name);
        let mut all: Vec<SelectOption> =
            services.currencies.run(()).into_iter().map(choice).collect();
        let own = code.get();
        if all.iter().all(|choice| choice.value != own) {
            all.push(SelectOption::new(own.clone(), own));
        }
        all
    });
    view! {
        <MoneyField
            label=cell.label
            value=typed
            on_input
            currency_label=services.form.currency
            currency=code
            currencies
            on_currency
            error=cell.error()
        />
    }
}
