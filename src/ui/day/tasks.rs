//! The extras of the list of tasks: quick add above it, rows with a check, and the words "to do".

use leptos::prelude::*;

use super::quick_box::QuickBox;
use super::task_row::TaskRow;
use crate::ui::records::{ListExtras, RowParts};
use crate::ui::state::{AppState, TaskRequest, ViewBase, t};
use domain::{Draft, TASK};
use kit::IconName;

/// The list of tasks.
pub const LIST: ListExtras = ListExtras {
    hint: Some(|app| t!(app.words, day.no_tasks_text)),
    icon: Some(IconName::ListChecks),
    above: Some(|| view! { <QuickBox /> }.into_any()),
    add: Some(|app| app.sheets.task.set(Some(TaskRequest::begin(Draft::new(TASK))))),
    row: Some(row),
    base: Some(base),
    ..ListExtras::NONE
};

/// Says which tasks a base has, or how many.
fn base(app: AppState, base: ViewBase, count: Option<usize>) -> Option<String> {
    let words = app.words;
    match (base, count) {
        (ViewBase::All, None) => Some(t!(words, day.all)),
        (ViewBase::All, Some(0)) => Some(t!(words, day.count_none)),
        (ViewBase::All, Some(count)) => Some(t!(words, day.count, count = count)),
        (ViewBase::Closed, None) => Some(t!(words, day.done_tasks)),
        (ViewBase::Closed, Some(0)) => Some(t!(words, day.none_here)),
        (ViewBase::Closed, Some(count)) => Some(t!(words, day.count_done, count = count)),
        _ => None,
    }
}

fn row(parts: RowParts) -> AnyView {
    let card = Memo::new(move |_| {
        parts.minutes.with(|_| ());
        parts.row.get().and_then(|row| parts.app.tasks.task_card(row))
    });
    view! { <TaskRow card list=parts /> }.into_any()
}
