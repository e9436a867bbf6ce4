//! A postal address in its parts. The two rare parts show only if filled.

use leptos::prelude::*;

use super::cell::Cell;
use domain::{Address, Value};
use kit::{InputKind, TextArea, TextField};

/// The parts of an address.
#[component]
pub fn AddressInput(
    /// The cell it reads and writes.
    cell: Cell,
) -> impl IntoView {
    let words = cell.form.services.form;
    let rare = untrack(|| read(cell));
    view! {
        <div class="address-input" role="group" aria-label=move || cell.label.get()>
            <TextArea
                label=words.street
                value=part(cell, |address| &mut address.street)
                on_input=writer(cell, |address| &mut address.street)
                error=cell.error()
                rows=1
            />
            {(!rare.extended.is_empty())
                .then(|| view! { <Part cell label=words.extended part=|address| &mut address.extended /> })}
            {(!rare.box_number.is_empty())
                .then(|| view! { <Part cell label=words.box_number part=|address| &mut address.box_number /> })}
            <div class="address-input__pair">
                <Part cell label=words.postcode part=|address| &mut address.postcode />
                <Part cell label=words.city part=|address| &mut address.city />
            </div>
            <div class="address-input__halves">
                <Part cell label=words.region part=|address| &mut address.region />
                <Part cell label=words.country part=|address| &mut address.country />
            </div>
        </div>
    }
}

/// Selects a part of an address.
type Pick = fn(&mut Address) -> &mut String;

#[component]
fn Part(cell: Cell, label: Signal<String>, part: Pick) -> impl IntoView {
    let value = self::part(cell, part);
    view! { <TextField label value kind=InputKind::Name on_input=writer(cell, part) /> }
}

fn part(cell: Cell, pick: Pick) -> Signal<String> {
    Signal::derive(move || std::mem::take(pick(&mut read(cell))))
}

fn writer(cell: Cell, pick: Pick) -> impl Fn(String) + Send + Sync + 'static {
    move |text| {
        let mut address = untrack(|| read(cell));
        if *pick(&mut address) != text {
            // The coordinates belonged to the old address.
            address.place = None;
        }
        *pick(&mut address) = text;
        cell.set(Value::Address(Box::new(address)));
    }
}

fn read(cell: Cell) -> Address {
    match cell.value() {
        Some(Value::Address(address)) => *address,
        _ => Address::default(),
    }
}
