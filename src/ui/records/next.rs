//! The next tasks of a record, and the actions to log an activity with it.

use leptos::prelude::*;

use super::page::RecordPage;
use crate::ui::parts::LOGGED_KINDS;
use crate::ui::state::{AppState, LogRequest, TaskCard, TaskRequest, t};
use domain::RecordId;
use kit::{Card, CheckRow, Chip, IconButton, IconName, MenuItem, PickMenu, Tone};

/// Tasks shown at the top.
const SHOWN: usize = 3;

/// The next tasks, earliest due first.
#[component]
pub fn Next(page: RecordPage) -> impl IntoView {
    let RecordPage { app, id, .. } = page;
    let tasks = Memo::new(move |_| app.tasks.tasks_for(id));
    let ids =
        Memo::new(move |_| tasks.read().iter().take(SHOWN).map(|task| task.id).collect::<Vec<_>>());
    view! {
        <Show when=move || !ids.read().is_empty()>
            <div class="record-next">
                <Card rows=true>
                    <For each=move || ids.get() key=|id| *id let:task>
                        <Task app tasks id=task />
                    </For>
                </Card>
            </div>
        </Show>
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
        let again = (!task.repeat.is_empty())
            .then(|| format!("↻ {}", app.format.repeat_text(&task.repeat)));
        let parts: Vec<String> = due.into_iter().chain(attempt).chain(again).collect();
        (!parts.is_empty()).then(|| parts.join(" \u{b7} "))
    };
    let tone = move || {
        task.with(|task| match task {
            Some(task) if task.overdue => Tone::Danger,
            Some(task) if task.due.as_ref().is_some_and(|due| app.format.is_today(due)) => {
                Tone::Warm
            }
            _ => Tone::Plain,
        })
    };
    let pencil = move || {
        view! {
            <IconButton
                label=Signal::derive(move || t!(words, contact.edit_task))
                icon=IconName::Pencil
                on_press=move |()| app.sheets.task.set(Some(TaskRequest::of(id)))
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

/// Actions to log an activity in place or add a task.
#[component]
pub fn LogBar(page: RecordPage) -> impl IntoView {
    let RecordPage { app, kind, id, .. } = page;
    let words = app.words;
    let items = Signal::derive(move || {
        let item = |(what, icon): (&'static str, IconName)| {
            let open = move |()| {
                let about = LogRequest::about(kind, id);
                app.sheets.log.set(Some(LogRequest { what: what.to_owned(), ..about }));
            };
            MenuItem::new(app.format.kind_word(what), icon, Callback::new(open))
        };
        LOGGED_KINDS.map(item).to_vec()
    });
    view! {
        <div class="record-log">
            <PickMenu
                label=Signal::derive(move || t!(words, log.log))
                items
                icon=IconName::Plus
            />
            <NewTask page />
        </div>
    }
}

/// The action that adds a task for the record.
#[component]
pub fn NewTask(page: RecordPage) -> impl IntoView {
    let RecordPage { app, kind, id, .. } = page;
    let new_task = move |()| {
        let preset = app.tasks.task_for(kind, id);
        app.sheets.task.set(Some(TaskRequest::begin(preset)));
    };
    view! {
        <Chip
            label=Signal::derive(move || t!(app.words, contact.new_task))
            icon=IconName::ListTodo
            on_press=new_task
        />
    }
}
