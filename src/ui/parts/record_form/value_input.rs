//! The input for one value, chosen by the type of its field.

use leptos::prelude::*;

use super::address::AddressInput;
use super::by_name::{ByName, StageOf};
use super::cell::Cell;
use super::date_text::{DateText, DayInput};
use super::due_input::DueInput;
use super::money_text::MoneyText;
use super::product_input::ProductInput;
use super::repeat_input::RepeatInput;
use crate::ui::parts::files::FilesField;
use domain::{FieldType, STAGE, Value, parse_decimal};
use kit::{CheckField, InputKind, SelectField, SelectOption, TextArea, TextField};

/// The input for a value.
#[component]
pub fn ValueInput(
    /// The cell it reads and writes.
    cell: Cell,
) -> impl IntoView {
    match cell.field.with_value(|field| field.kind) {
        FieldType::Due => view! { <DueInput cell /> }.into_any(),
        FieldType::Repeat => view! { <RepeatInput cell /> }.into_any(),
        FieldType::Text => view! { <Line cell kind=InputKind::Text /> }.into_any(),
        FieldType::NamePart => view! { <Line cell kind=InputKind::Name /> }.into_any(),
        FieldType::Email => view! { <Line cell kind=InputKind::Email /> }.into_any(),
        FieldType::Phone => view! { <Line cell kind=InputKind::Phone /> }.into_any(),
        FieldType::Link => view! { <Line cell kind=InputKind::Link /> }.into_any(),
        FieldType::LongText => view! { <Lines cell /> }.into_any(),
        FieldType::Number => view! { <NumberText cell /> }.into_any(),
        FieldType::Date if cell.field.with_value(|field| field.whole_day) => {
            view! { <DayInput cell /> }.into_any()
        }
        FieldType::Date => view! { <DateText cell /> }.into_any(),
        FieldType::Choice => view! { <OneOf cell /> }.into_any(),
        FieldType::Flag => view! { <YesOrNo cell /> }.into_any(),
        FieldType::Address => view! { <AddressInput cell /> }.into_any(),
        FieldType::Money => view! { <MoneyText cell /> }.into_any(),
        FieldType::ProductLine => view! { <ProductInput cell /> }.into_any(),
        FieldType::Reference(STAGE) => view! { <StageOf cell /> }.into_any(),
        FieldType::Reference(kind) => view! { <ByName cell kind /> }.into_any(),
        FieldType::Moment => view! { <DayAndTime cell /> }.into_any(),
        FieldType::File => {
            view! { <FilesField form=cell.form field=cell.field.get_value() /> }.into_any()
        }
        // Tags have a field of their own.
        FieldType::Tags => ().into_any(),
    }
}

#[component]
fn Line(cell: Cell, kind: InputKind) -> impl IntoView {
    let on_input = move |text| cell.set(Value::Text(text));
    view! { <TextField label=cell.label value=cell.text() error=cell.error() kind on_input /> }
}

/// A day with a time, in local time; text that is none yet stays as typed.
#[component]
fn DayAndTime(cell: Cell) -> impl IntoView {
    let services = cell.form.services;
    let value = Signal::derive(move || match cell.value() {
        Some(Value::Moment(millis)) => services.to_input.run(millis),
        Some(Value::Text(text)) => text,
        _ => String::new(),
    });
    let on_input = move |text: String| {
        let moment = services.from_input.run(text.clone());
        cell.set(moment.map_or(Value::Text(text), Value::Moment));
    };
    let kind = InputKind::DateTime;
    view! { <TextField label=cell.label value error=cell.error() kind on_input /> }
}

#[component]
fn Lines(cell: Cell) -> impl IntoView {
    let on_input = move |text| cell.set(Value::Text(text));
    view! { <TextArea label=cell.label value=cell.text() error=cell.error() on_input /> }
}

/// A number; text that is not a number yet stays as typed.
#[component]
fn NumberText(cell: Cell) -> impl IntoView {
    let typed = RwSignal::new(match untrack(|| cell.value()) {
        Some(Value::Number(number)) => number.to_string(),
        Some(Value::Text(text)) => text,
        _ => String::new(),
    });
    let on_input = move |text: String| {
        let number = parse_decimal(&text.replace(',', "."));
        cell.set(number.map_or_else(|| Value::Text(text.clone()), Value::Number));
        typed.set(text);
    };
    view! {
        <TextField
            label=cell.label
            value=typed
            error=cell.error()
            kind=InputKind::Number
            on_input
        />
    }
}

#[component]
fn OneOf(cell: Cell) -> impl IntoView {
    let value = cell.text();
    let choices =
        Signal::derive(move || {
            let mut choices = vec![SelectOption::new("", cell.form.services.form.none.get())];
            cell.field.with_value(|field| {
                choices.extend(field.choices.iter().map(|choice| {
                    SelectOption::new(choice.key.to_string(), choice.label.to_string())
                }));
                // Keep an imported value that is not among the choices.
                let own = value.get();
                if choices.iter().all(|choice| choice.value != own) {
                    choices.push(SelectOption::new(own.clone(), field.choice_label(&own)));
                }
            });
            choices
        });
    let on_change = move |key| cell.set(Value::Text(key));
    view! { <SelectField label=cell.label value choices on_change error=cell.error() /> }
}

#[component]
fn YesOrNo(cell: Cell) -> impl IntoView {
    let checked = Signal::derive(move || cell.value() == Some(Value::Flag(true)));
    view! {
        <div class="field">
            <CheckField label=cell.label checked on_change=move |on| cell.set(Value::Flag(on)) />
        </div>
    }
}
