//! A deal's next tasks.

use leptos::prelude::*;

use super::page::Open;
use crate::ui::state::{AppState, TaskCard, TaskRequest, t};
use domain::{DEAL, Draft, RecordId, TASK};
use kit::{Button, ButtonKind, CheckRow, IconButton, IconName, Section, Tone};

/// The open tasks, and a button to add one.
#[component]
pub fn Next(open: Open) -> impl IntoView {
    let app = open.app;
    let words = app.words;
    let tasks = Memo::new(move |_| app.tasks.tasks_for(open.id));
    let add = move |()| {
        let preset = app.tasks.task_for(DEAL, open.id);
        app.sheets.task.set(Some(TaskRequest { id: None, preset }));
    };
    let adding = move || {
        view! {
            <Button
                label=Signal::derive(move || t!(words, deals.add_task))
                kind=ButtonKind::Ghost
                icon=IconName::Plus
                on_press=add
            />
        }
    };
    view! {
        <Section title=Signal::derive(move || t!(words, deals.next_task)) action=adding>
            <Show
                when=move || !tasks.read().is_empty()
                fallback=move || {
                    view! { <p class="deal__none">{move || t!(words, deals.no_next_task_yet)}</p> }
                }
            >
                <For each=move || tasks.get() key=|task| task.id let:task>
                    <Task app tasks id=task.id />
                </For>
            </Show>
        </Section>
    }
}

#[component]
fn Task(app: AppState, tasks: Memo<Vec<TaskCard>>, id: RecordId) -> impl IntoView {
    let words = app.words;
    let task = Memo::new(move |before: Option<&Option<TaskCard>>| {
        let found = tasks.read().iter().find(|task| task.id == id).cloned();
        found.or_else(|| before.cloned().flatten())
    });
    let text = move || task.with(|task| task.as_ref().map(|task| task.text.clone()));
    let note = move || {
        let task = task.get()?;
        let due = task.due.as_ref().map(|due| app.format.due(due));
        let attempt = task.attempt.map(|number| app.format.attempt(number));
        let parts: Vec<String> = due.into_iter().chain(attempt).collect();
        (!parts.is_empty()).then(|| parts.join(" \u{b7} "))
    };
    let late = move || task.with(|task| task.as_ref().is_some_and(|task| task.overdue));
    let tone = move || if late() { Tone::Danger } else { Tone::Plain };
    let edit = move |()| {
        app.sheets.task.set(Some(TaskRequest { id: Some(id), preset: Draft::new(TASK) }));
    };
    let pencil = move || {
        view! {
            <IconButton
                label=Signal::derive(move || t!(words, deals.edit_task))
                icon=IconName::Pencil
                on_press=edit
            />
        }
    };
    view! {
        <CheckRow
            text=Signal::derive(move || text().unwrap_or_default())
            done=Signal::stored(false)
            on_change=move |done: bool| app.tasks.tick(id, done)
            note=Signal::derive(note)
            tone=Signal::derive(tone)
            trailing=pencil
        />
    }
}
