//! A sheet to postpone a task to any day, with or without a time.

use leptos::prelude::*;

use crate::ui::state::{AppState, fault_sentence, t, use_app};
use domain::{Day, Due, Fault, Fields, RecordId, task};
use kit::{InputKind, Sheet, SheetForm, TextField};

/// The sheet; open while a task is set.
#[component]
pub fn PutOffSheet() -> impl IntoView {
    let app = use_app();
    let asked = app.sheets.put_off;
    // The last content stays while the sheet slides away.
    let shown = Memo::new(move |before: Option<&Option<RecordId>>| {
        asked.get().or_else(|| before.copied().flatten())
    });
    view! {
        <Sheet
            open=Signal::derive(move || asked.read().is_some())
            title=Signal::derive(move || t!(app.words, day.snooze))
            on_close=move |()| asked.set(None)
        >
            {move || shown.get().map(|id| view! { <Form id /> })}
        </Sheet>
    }
}

/// Returns the form's initial values: tomorrow, at the task's time.
fn beginning(app: AppState, id: RecordId) -> (String, String) {
    let due = app.records.peek(id).and_then(|task| Due::parse(&task.text(task::DUE)));
    let time = due.and_then(|due| app.format.time_of(&due));
    (app.format.due_on(1, None).day.to_string(), time.unwrap_or_default())
}

#[component]
fn Form(id: RecordId) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let (first_day, first_time) = untrack(|| beginning(app, id));
    let (day, time) = (RwSignal::new(first_day), RwSignal::new(first_time));
    let tried = RwSignal::new(false);
    let due = move || {
        let day = day.with(|text| Day::parse(text))?;
        Some(time.with(|text| Due::parse(&format!("{day}T{text}"))).map_or_else(
            || Due::on(day),
            |due| Due { time: due.time.map(|it| app.format.here_at(it.minutes)), ..due },
        ))
    };
    let error = Signal::derive(move || {
        (tried.get() && due().is_none()).then(|| fault_sentence(&words, Fault::NoSuchDay))
    });
    let put_off = move |()| match untrack(due) {
        Some(due) => {
            app.tasks.put_off(id, due);
            app.sheets.put_off.set(None);
        }
        None => tried.set(true),
    };
    view! {
        <SheetForm
            label=Signal::derive(move || t!(words, day.snooze))
            on_submit=put_off
        >
            <TextField
                label=Signal::derive(move || t!(words, shell.day))
                value=day
                kind=InputKind::Date
                error
                on_input=move |text| day.set(text)
            />
            <TextField
                label=Signal::derive(move || t!(words, day.time))
                value=time
                kind=InputKind::Time
                on_input=move |text| time.set(text)
            />
        </SheetForm>
    }
}
