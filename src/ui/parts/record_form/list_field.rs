//! A multi-value field: a line for each element, with its label and a remove button.

use leptos::html;
use leptos::prelude::*;

use super::cell::{Cell, FormDraft};
use super::product_input::LinesTotal;
use super::value_input::ValueInput;
use domain::{Draft, DraftSlot, Field, FieldType, Value};
use kit::{Button, ButtonKind, Chip, Chips, IconButton, IconName, SelectField, SelectOption};

/// The lines of a list.
#[component]
pub fn ListField(
    /// The draft.
    form: FormDraft,
    /// The field.
    field: Field,
) -> impl IntoView {
    let words = form.services.form;
    let label = form.label(field.number);
    let count = form.draft.with_untracked(|draft| lines(draft, field.number)).max(1);
    // A line keeps its key while others come and go, and with it its focus and typed text.
    let keys = RwSignal::new((0..count).collect::<Vec<usize>>());
    let next = StoredValue::new(count);
    let is_address = field.kind == FieldType::Address;
    let number = field.number;
    let kind = field.kind;
    // "Add contact", though the field is called "Contacts".
    let one = Signal::derive(move || match kind {
        FieldType::Reference(kind) => form.services.one_of.run(kind),
        _ => label.get(),
    });
    let field = StoredValue::new(field);
    let list = NodeRef::<html::Div>::new();
    let add = move |()| {
        let key = next.get_value();
        next.set_value(key + 1);
        keys.update(|keys| keys.push(key));
        request_animation_frame(move || form.services.focus.run(list));
    };
    let remove = move |key: usize| {
        let Some(place) = keys.with_untracked(|keys| keys.iter().position(|k| *k == key)) else {
            return;
        };
        form.draft.update(|draft| draft.remove_element(number, place));
        keys.update(|keys| {
            keys.remove(place);
        });
    };
    let line = move |key: usize| {
        let place = Memo::new(move |before: Option<&usize>| {
            let place = keys.with(|keys| keys.iter().position(|k| *k == key));
            // A line being removed keeps its place until it is gone.
            place.or(before.copied()).unwrap_or_default()
        });
        let cell = Cell::element(form, field, place.into());
        view! { <Line cell on_remove=move |()| remove(key) /> }
    };
    view! {
        <div class="form-list" data-tall=is_address.then_some("")>
            <span class="field__label" aria-hidden="true">{move || label.get()}</span>
            <div class="form-list__lines" node_ref=list>
                <For each=move || keys.get() key=|key| *key children=line />
            </div>
            {(kind == FieldType::ProductLine).then(|| view! { <LinesTotal form /> })}
            <Button
                label=Signal::derive(move || words.add.run(one.get().to_lowercase()))
                kind=ButtonKind::Ghost
                icon=IconName::Plus
                on_press=add
            />
        </div>
    }
}

/// One line: the value, its label, and the remove button.
#[component]
fn Line(cell: Cell, #[prop(into)] on_remove: Callback<()>) -> impl IntoView {
    let words = cell.form.services.form;
    let is_address = cell.field.with_value(|field| field.kind == FieldType::Address);
    let labeled = cell.field.with_value(|field| !field.choices.is_empty());
    let label = cell.element_label();
    let choices = Signal::derive(move || {
        let own = label.get();
        cell.field.with_value(|field| {
            let known = field.choices.iter();
            let mut choices: Vec<SelectOption> =
                known.map(|c| SelectOption::new(c.key.to_string(), c.label.to_string())).collect();
            if matches!(field.kind, FieldType::Reference(_)) {
                choices.insert(0, SelectOption::new("", words.no_role.get()));
            }
            if choices.iter().all(|choice| choice.value != own) {
                let name = if own.is_empty() { words.none.get() } else { field.choice_label(&own) };
                choices.push(SelectOption::new(own, name));
            }
            choices
        })
    });
    let is_reference = cell.field.with_value(|field| matches!(field.kind, FieldType::Reference(_)));
    let name = Signal::derive(move || {
        let of = cell.label.get();
        if is_reference { words.role_of.run(of) } else { words.label_of.run(of) }
    });
    view! {
        <div class="form-list__line" data-labels=(!is_address).then_some("hidden")>
            <div class="form-list__value"><ValueInput cell /></div>
            {labeled
                .then(|| {
                    view! {
                        <div class="form-list__label" data-labels="hidden">
                            <SelectField
                                label=name
                                value=label
                                choices
                                on_change=move |key| cell.set_element_label(key)
                            />
                        </div>
                    }
                })}
            <IconButton
                label=Signal::derive(move || words.remove.run(cell.label.get().to_lowercase()))
                icon=IconName::X
                on_press=on_remove
            />
        </div>
    }
}

/// Several of a few choices: a chip for each.
#[component]
pub fn ChoicesField(
    /// The draft.
    form: FormDraft,
    /// The field.
    field: Field,
) -> impl IntoView {
    let label = form.label(field.number);
    let number = field.number;
    let field = StoredValue::new(field);
    let place = move |draft: &Draft, key: &str| match draft.slots.get(&number) {
        Some(DraftSlot::Many(elements)) => {
            elements.iter().position(|element| element.value.as_text() == Some(key))
        }
        _ => None,
    };
    let chip = move |choice: domain::Choice| {
        let key = StoredValue::new(choice.key.to_string());
        let pressed = Signal::derive(move || {
            key.with_value(|key| form.draft.with(|draft| place(draft, key).is_some()))
        });
        let on_press = move |()| {
            let key = key.get_value();
            form.draft.update(|draft| match place(draft, &key) {
                Some(place) => draft.remove_element(number, place),
                None => {
                    let end = lines(draft, number);
                    field.with_value(|field| {
                        draft.edit_element(field, end, |new| new.value = Value::Text(key));
                    });
                }
            });
        };
        view! { <Chip label=choice.label.to_string() pressed on_press /> }
    };
    view! {
        <div class="form-list">
            <span class="field__label" aria-hidden="true">{move || label.get()}</span>
            <Chips label wrap=true>
                {field.with_value(|field| field.choices.iter().cloned().map(chip).collect_view())}
            </Chips>
        </div>
    }
}

/// Returns the number of elements of a field in a draft.
pub fn lines(draft: &Draft, number: u32) -> usize {
    match draft.slots.get(&number) {
        Some(DraftSlot::Many(elements)) => elements.len(),
        _ => 0,
    }
}
