//! Another record in a form: by its name, or picked from a few.

use leptos::prelude::*;

use super::cell::Cell;
use crate::domain::{KindId, RecordId, Value};
use crate::ui::kit::{Choice, SelectField, TextField};

/// Another record by its name; one that does not exist is made when the form is saved.
#[component]
pub fn ByName(cell: Cell, kind: KindId) -> impl IntoView {
    let desk = cell.form.desk;
    let name = Memo::new(move |_| match cell.value() {
        Some(Value::Reference(id)) => desk.name.run(id),
        Some(Value::Text(text)) => text,
        _ => String::new(),
    });
    let found = Memo::new(move |_| desk.named.run((kind, name.get())));
    // Nothing is offered for what is written out already.
    let suggestions = Signal::derive(move || {
        let names = found.get().into_iter().map(|(_, name)| name);
        names.filter(|offer| *offer != *name.read()).collect::<Vec<_>>()
    });
    let hint = Signal::derive(move || {
        let unknown = matches!(cell.value(), Some(Value::Text(text)) if !text.trim().is_empty());
        (unknown && found.read().is_empty()).then(|| desk.form.will_make.run(kind))
    });
    let on_input = move |text: String| {
        // A name that is offered and means one record is that record, also when it is renamed.
        let mut offered = desk.named.run((kind, text.clone()));
        offered.retain(|(_, name)| *name == text);
        match offered.as_slice() {
            [(id, _)] => cell.set(Value::Reference(*id)),
            _ => cell.set(Value::Text(text)),
        }
    };
    view! { <TextField label=cell.label value=name error=cell.error() hint suggestions on_input /> }
}

/// The stage that a deal is in.
#[component]
pub fn StageOf(cell: Cell) -> impl IntoView {
    let desk = cell.form.desk;
    let value = Memo::new(move |_| match cell.value() {
        Some(Value::Reference(id)) => id.to_string(),
        _ => String::new(),
    });
    let choices = Signal::derive(move || {
        let choice =
            |(id, name, group): (String, String, String)| Choice::new(id, name).under(group);
        let mut choices: Vec<Choice> = desk.stages.run(()).into_iter().map(choice).collect();
        let own = value.get();
        if choices.iter().all(|choice| choice.value != own) {
            choices.insert(0, Choice::new(own, desk.form.none.get()));
        }
        choices
    });
    let on_change = move |id: String| {
        let stage = RecordId::parse(&id).map(Value::Reference);
        cell.set(stage.unwrap_or_else(|_| Value::Text(String::new())));
    };
    view! { <SelectField label=cell.label value choices on_change error=cell.error() /> }
}
