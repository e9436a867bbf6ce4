//! A cell of a draft that an input reads and writes: a field's value, or an element of its list.

use std::sync::Arc;

use leptos::prelude::*;

use crate::ui::parts::part_services::{PartServices, use_part_services};
use domain::{
    Draft, DraftSlot, Field, Fields, KindId, Problem, RecordId, Schema, ToMake, Value, next_label,
};

/// The draft of a form with its problems.
#[derive(Clone, Copy)]
pub struct FormDraft {
    pub kind: KindId,
    /// The record that it changes; `None` for a new one.
    pub own: Option<RecordId>,
    pub schema: StoredValue<Arc<Schema>>,
    pub draft: RwSignal<Draft>,
    /// The records to be created along with it.
    pub to_make: RwSignal<ToMake>,
    pub problems: Signal<Vec<Problem>>,
    pub services: PartServices,
}

impl FormDraft {
    pub fn new(
        own: Option<RecordId>,
        schema: Arc<Schema>,
        draft: RwSignal<Draft>,
        to_make: RwSignal<ToMake>,
        problems: Signal<Vec<Problem>>,
    ) -> Self {
        let kind = draft.with_untracked(|draft| draft.kind);
        let schema = StoredValue::new(schema);
        Self { kind, own, schema, draft, to_make, problems, services: use_part_services() }
    }

    /// Returns the label of a field.
    pub fn label(self, number: u32) -> Signal<String> {
        Signal::derive(move || self.services.field.run((self.kind, number)))
    }
}

/// One cell of a draft.
#[derive(Clone, Copy)]
pub struct Cell {
    pub form: FormDraft,
    pub field: StoredValue<Field>,
    /// Its name for screen readers, also its visible label where one is shown.
    pub label: Signal<String>,
    /// Its index in the list of a multi-value field.
    place: Option<Signal<usize>>,
}

impl Cell {
    /// Returns the cell of a single-value field.
    pub fn one(form: FormDraft, field: Field) -> Self {
        let label = form.label(field.number);
        Self { form, field: StoredValue::new(field), label, place: None }
    }

    /// Returns the cell of an element of a multi-value field. The first is named after the field,
    /// the others also by number.
    pub fn element(form: FormDraft, field: StoredValue<Field>, place: Signal<usize>) -> Self {
        let name = form.label(field.with_value(|field| field.number));
        let label = Signal::derive(move || match place.get() {
            0 => name.get(),
            place => format!("{} {}", name.read(), place + 1),
        });
        Self { form, field, label, place: Some(place) }
    }

    /// Returns the value; tracked when read in a view.
    pub fn value(self) -> Option<Value> {
        let number = self.number();
        let place = self.place.map(|place| place.get());
        self.form.draft.with(|draft| match place {
            Some(place) => draft.element(number, place).map(|element| element.value.clone()),
            None => draft.value(number),
        })
    }

    /// Returns the value as text; empty for values of other types.
    pub fn text(self) -> Signal<String> {
        let text = Memo::new(move |_| match self.value() {
            Some(Value::Text(text)) => text,
            _ => String::new(),
        });
        text.into()
    }

    /// Writes the value.
    pub fn set(self, value: Value) {
        let place = self.place.map(|place| place.get_untracked());
        self.form.draft.update(|draft| match place {
            Some(place) => self.field.with_value(|field| {
                draft.edit_element(field, place, |element| element.value = value);
            }),
            None => draft.set(self.number(), value),
        });
    }

    /// Returns the label of the element.
    pub fn element_label(self) -> Signal<String> {
        let label = Memo::new(move |_| {
            let place = self.place.map_or(0, |place| place.get());
            let number = self.number();
            self.form.draft.with(|draft| match draft.slots.get(&number) {
                Some(DraftSlot::Many(elements)) if place < elements.len() => {
                    elements[place].label.clone()
                }
                // A line without a typed value is not yet an element.
                Some(DraftSlot::Many(elements)) => {
                    self.field.with_value(|field| next_label(field, elements))
                }
                _ => self.field.with_value(|field| next_label(field, &[])),
            })
        });
        label.into()
    }

    /// Changes the label of the element.
    pub fn set_element_label(self, label: String) {
        let place = self.place.map_or(0, |place| place.get_untracked());
        self.form.draft.update(|draft| {
            self.field.with_value(|field| {
                draft.edit_element(field, place, |element| element.label = label);
            });
        });
    }

    /// Returns the error, as a sentence.
    pub fn error(self) -> Signal<Option<String>> {
        Signal::derive(move || {
            let (number, place) = (self.number(), self.place.map_or(0, |place| place.get()));
            let problems = self.form.problems.read();
            let own = problems.iter().find(|it| it.field == number && it.position == place)?;
            Some(self.form.services.form.fault.run(own.fault))
        })
    }

    pub fn number(self) -> u32 {
        self.field.with_value(|field| field.number)
    }
}
