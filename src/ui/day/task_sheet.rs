//! The task form, in a sheet above any screen.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::ui::parts::{DraftNote, FormFoot, RecordForm};
use crate::ui::state::{AppState, EditForm, TaskRequest, t, use_app};
use domain::{Fields, TASK, task};
use kit::Sheet;

/// Names a task without text after its kind, if that says what to do.
fn name_by_kind(app: AppState, form: EditForm) {
    let words = app.words;
    let what = form.draft.with_untracked(|draft| {
        draft.text(task::TEXT).trim().is_empty().then(|| draft.text(task::WHAT))
    });
    let title = match what.as_deref() {
        Some(task::CALL) => t!(words, day.call_back_title),
        Some(task::VISIT) => t!(words, day.visit_word),
        Some(task::MEETING) => t!(words, day.meeting_title),
        Some(task::EMAIL) => t!(words, day.email_title),
        _ => return,
    };
    form.draft.update(|draft| draft.set_text(task::TEXT, title));
}

/// The sheet; open while there is a request.
#[component]
pub fn TaskSheet() -> impl IntoView {
    let app = use_app();
    let request = app.sheets.task;
    // The last content stays while the sheet slides away.
    let shown = Memo::new(move |before: Option<&Option<TaskRequest>>| {
        request.get().or_else(|| before.cloned().flatten())
    });
    let is_new = Memo::new(move |_| shown.read().as_ref().is_none_or(|it| it.id.is_none()));
    view! {
        <Sheet
            open=Signal::derive(move || request.read().is_some())
            title=Signal::derive(move || {
                if is_new.get() { t!(app.words, day.new_task) } else { t!(app.words, day.edit_task) }
            })
            on_close=move |()| request.set(None)
        >
            {move || shown.get().map(|request| view! { <Form request /> })}
        </Sheet>
    }
}

#[component]
fn Form(request: TaskRequest) -> impl IntoView {
    let app = use_app();
    let form = EditForm::open(app.records, request.id, request.preset);
    let close = move || app.sheets.task.set(None);
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        name_by_kind(app, form);
        form.save(move |_id| close());
    };
    let leave = move |()| {
        form.leave();
        close();
    };
    let problems = form.problems();
    // Fields stay in place when saving or another tab changes records.
    let schema = Memo::new(move |_| app.records.schema(TASK));
    let fields = move || {
        form.generation.with(|_| ());
        let schema = schema.get();
        view! { <RecordForm id=form.id schema draft=form.draft to_make=form.to_make problems /> }
    };
    view! {
        <form class="record-form" novalidate node_ref=form.element on:submit=on_submit>
            <div class="record-form__fields">
                <DraftNote shown=form.restored on_discard=move |()| form.discard() />
                <Show when=move || form.ready.get()>{fields}</Show>
            </div>
            <FormFoot saving=form.saving failure=form.failure on_cancel=leave />
        </form>
    }
}
