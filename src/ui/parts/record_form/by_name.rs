//! A reference to another record in a form: chosen with a picker, or from a list of stages.

use leptos::prelude::*;

use super::cell::Cell;
use crate::ui::parts::record_picker::{Choosing, PickHow, PickerDecision, RecordPicker};
use domain::{Draft, DraftSlot, Field, FieldType, Fields, KindId, RecordId, Shown, Value};
use kit::{SelectField, SelectOption};

/// A reference to another record; a new one is created when the form is saved.
#[component]
pub fn ByName(cell: Cell, kind: KindId) -> impl IntoView {
    let form = cell.form;
    let choosing = Signal::derive(move || match cell.value() {
        Some(Value::Reference(id)) => Choosing { chosen: vec![id], ..Choosing::default() },
        Some(Value::Text(typed)) => {
            let makes = form.to_make.with(|to_make| to_make.holds(kind, &typed));
            Choosing { typed, makes, ..Choosing::default() }
        }
        _ => Choosing::default(),
    });
    let near = Signal::derive(move || {
        let number = cell.number();
        form.draft.with(|draft| references(draft, number))
    });
    let on_pick = move |picked: PickerDecision| match picked {
        PickerDecision::Record(id) => {
            cell.set(Value::Reference(id));
            fill_in(cell, id);
        }
        PickerDecision::Typed(text) => cell.set(Value::Text(text)),
        PickerDecision::Make(name) => {
            form.to_make.update(|to_make| to_make.add(kind, &name));
            cell.set(Value::Text(name));
        }
        PickerDecision::Without(_) => cell.set(Value::Text(String::new())),
    };
    let makes = form.services.is_made_by_name.run(kind);
    let how = PickHow { makes, own: form.own, ..PickHow::one(kind) };
    view! { <RecordPicker label=cell.label how choosing near error=cell.error() on_pick /> }
}

/// Returns the records that the other fields of a draft reference.
fn references(draft: &Draft, but: u32) -> Vec<RecordId> {
    let of_value = |value: &Value| match value {
        Value::Reference(id) => Some(*id),
        _ => None,
    };
    let slots = draft.slots.iter().filter(|(number, _)| **number != but);
    let ids = slots.flat_map(|(_, slot)| match slot {
        DraftSlot::One(value) => value.iter().filter_map(of_value).collect::<Vec<_>>(),
        DraftSlot::Many(all) => all.iter().filter_map(|it| of_value(&it.value)).collect(),
    });
    ids.collect()
}

/// Fills empty fields that follow from a choice: the company of a deal's contact.
fn fill_in(cell: Cell, id: RecordId) {
    let form = cell.form;
    let belongs_to = form.services.picking.belongs_to;
    let is_free = |field: &&Field| {
        let shown = field.shown == Shown::Always && !field.many;
        shown && form.draft.with_untracked(|draft| draft.value(field.number)).is_none()
    };
    let follows = |field: &Field| match field.kind {
        FieldType::Reference(kind) => Some((field.number, belongs_to.run((id, kind))?)),
        _ => None,
    };
    let found: Vec<(u32, RecordId)> = form
        .schema
        .with_value(|schema| schema.fields.iter().filter(is_free).filter_map(follows).collect());
    if !found.is_empty() {
        form.draft.update(|draft| {
            for (number, id) in found {
                draft.set(number, Value::Reference(id));
            }
        });
    }
}

/// The stage of a deal.
#[component]
pub fn StageOf(cell: Cell) -> impl IntoView {
    let services = cell.form.services;
    let value = Memo::new(move |_| match cell.value() {
        Some(Value::Reference(id)) => id.to_string(),
        _ => String::new(),
    });
    let choices = Signal::derive(move || {
        let choice =
            |(id, name, group): (String, String, String)| SelectOption::new(id, name).under(group);
        let mut choices: Vec<SelectOption> =
            services.stages.run(()).into_iter().map(choice).collect();
        let own = value.get();
        if choices.iter().all(|choice| choice.value != own) {
            choices.insert(0, SelectOption::new(own, services.form.none.get()));
        }
        choices
    });
    let on_change = move |id: String| {
        let stage = RecordId::parse(&id).map(Value::Reference);
        cell.set(stage.unwrap_or_else(|_| Value::Text(String::new())));
    };
    view! { <SelectField label=cell.label value choices on_change error=cell.error() /> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{DEAL, deal};

    #[test]
    fn a_field_has_to_do_with_whom_the_other_fields_name() {
        let [anna, acme] = [1, 2].map(|byte| RecordId::from_bytes([byte; 16]));
        let mut draft = Draft::new(DEAL);
        draft.push(deal::CONTACTS, "", Value::Reference(anna));
        draft.push(deal::CONTACTS, "", Value::Text("fekete".into()));
        draft.set(deal::COMPANY, Value::Reference(acme));
        assert_eq!(references(&draft, deal::COMPANY), [anna]);
        assert_eq!(references(&draft, deal::CONTACTS), [acme]);
        assert_eq!(references(&draft, deal::NAME), [anna, acme]);
    }
}
