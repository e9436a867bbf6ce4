//! The task list: overdue, today, this week, later, and completed.

use leptos::prelude::*;

use super::quick_box::QuickBox;
use super::task_row::TaskRow;
use crate::ui::paths;
use crate::ui::state::{AppState, ByPointer, Row, TaskRequest, TaskSpan, ToDo, t, use_app};
use domain::{Draft, TASK};
use kit::{Button, ButtonKind, Chip, Chips, Empty, Fab, IconName, StatusLine, TopBar, VirtualList};

/// The span shown; `None` for all open tasks.
type ShownSpan = Option<TaskSpan>;

const SPANS: [TaskSpan; 5] =
    [TaskSpan::Overdue, TaskSpan::Today, TaskSpan::Week, TaskSpan::Later, TaskSpan::Done];

/// A line of the list.
#[derive(Clone, Copy, PartialEq)]
enum TaskLine {
    /// The heading of a span, with its number of tasks.
    Head(TaskSpan, usize),
    /// A task.
    Task(Row),
}

/// The task list.
#[component]
pub fn TasksScreen() -> impl IntoView {
    let app = use_app();
    let minutes = app.tasks.minutes();
    let to_do = app.tasks.to_do(minutes);
    let router = paths::use_router();
    // The span is in the URL, so that going back restores it.
    let shown = Memo::new(move |_| shown_by(&router.question().read()));
    let lines = lines_of(app, to_do, shown);
    let any = Memo::new(move |_| !lines.read().is_empty());
    app.show_title(move || t!(app.words, day.tasks));
    // Redraws rows when the lines change, and when the tasks' texts may have changed.
    let turns = Memo::new(move |before: Option<&u64>| {
        lines.with(|_| ());
        before.map_or(0, |turns| turns + 1)
    });
    let revision = Signal::derive(move || app.revision() + turns.get());
    let render = move |index: usize| {
        let line = lines.with_untracked(|lines| lines.get(index).copied());
        line.map(|line| line_view(app, line)).into_any()
    };
    let add = move |()| app.sheets.task.set(Some(TaskRequest::begin(Draft::new(TASK))));
    view! {
        <div class="screen tasks" data-fill="">
            <TopBar title=Signal::derive(move || t!(app.words, day.tasks))>
                <span class="only-wide">
                    <Button
                        label=Signal::derive(move || t!(app.words, day.new_task))
                        kind=ButtonKind::Primary
                        icon=IconName::Plus
                        on_press=add
                    />
                </span>
            </TopBar>
            <div class="screen__part"><QuickBox /></div>
            <div class="screen__part"><Spans shown /></div>
            <StatusLine text=Signal::derive(move || {
                let tasks = |line: &&TaskLine| matches!(line, TaskLine::Task(_));
                counted(app, shown.get(), lines.read().iter().filter(tasks).count())
            }) />
            <Show when=move || any.get() fallback=move || view! { <Nothing shown /> }>
                <VirtualList
                    label=Signal::derive(move || t!(app.words, day.tasks))
                    count=Signal::derive(move || lines.read().len())
                    render
                    memory=format!("tasks{}", router.question().get_untracked())
                    revision
                />
            </Show>
            <Fab label=Signal::derive(move || t!(app.words, day.new_task)) on_press=add />
        </div>
    }
}

/// Returns the lines of the list.
fn lines_of(
    app: AppState,
    to_do: Memo<ByPointer<ToDo>>,
    shown: Memo<ShownSpan>,
) -> Memo<Vec<TaskLine>> {
    let rows_of = move |span: TaskSpan| -> Vec<Row> {
        to_do.with(|to_do| match span {
            TaskSpan::Overdue => to_do.overdue.clone(),
            TaskSpan::Today => to_do.today.clone(),
            TaskSpan::Week => to_do.week.clone(),
            TaskSpan::Later => to_do.later.clone(),
            TaskSpan::Done => Vec::new(),
        })
    };
    let done = app.tasks.tasks_done();
    Memo::new(move |_| match shown.get() {
        None => {
            let parts = SPANS.iter().map(|span| (*span, rows_of(*span)));
            parts.filter(|(_, rows)| !rows.is_empty()).flat_map(headed).collect()
        }
        Some(TaskSpan::Done) => done.get().iter().map(|row| TaskLine::Task(*row)).collect(),
        Some(span) => rows_of(span).into_iter().map(TaskLine::Task).collect::<Vec<TaskLine>>(),
    })
}

/// Formats the number of tasks shown.
fn counted(app: AppState, span: ShownSpan, count: usize) -> String {
    let words = app.words;
    let number = app.format.number(count);
    match (span, count) {
        (None, 0) => t!(words, day.count_none),
        (Some(_), 0) => t!(words, day.none_here),
        (None, 1) => t!(words, day.count_one),
        (None, _) => t!(words, day.count, count = number),
        (Some(TaskSpan::Overdue), _) => t!(words, day.count_overdue, count = number),
        (Some(TaskSpan::Today), _) => t!(words, day.count_today, count = number),
        (Some(TaskSpan::Week), _) => t!(words, day.count_week, count = number),
        (Some(TaskSpan::Later), _) => t!(words, day.count_later, count = number),
        (Some(TaskSpan::Done), _) => t!(words, day.count_done, count = number),
    }
}

fn headed((span, rows): (TaskSpan, Vec<Row>)) -> Vec<TaskLine> {
    let head = TaskLine::Head(span, rows.len());
    std::iter::once(head).chain(rows.into_iter().map(TaskLine::Task)).collect()
}

fn line_view(app: AppState, line: TaskLine) -> AnyView {
    match line {
        TaskLine::Head(span, count) => {
            let late = (span == TaskSpan::Overdue).then_some("danger");
            view! {
                <div class="tasks__head">
                    <h2 class="group__title">{word(app, Some(span))}</h2>
                    <span class="section__count" data-tone=late>{app.format.number(count)}</span>
                </div>
            }
            .into_any()
        }
        TaskLine::Task(row) => {
            let card = Signal::stored(app.tasks.task_card(row));
            view! { <TaskRow card /> }.into_any()
        }
    }
}

/// Returns the name of a span.
fn word(app: AppState, span: ShownSpan) -> String {
    let words = app.words;
    match span {
        None => t!(words, day.all),
        Some(TaskSpan::Overdue) => t!(words, day.overdue),
        Some(TaskSpan::Today) => t!(words, day.title),
        Some(TaskSpan::Week) => t!(words, day.this_week),
        Some(TaskSpan::Later) => t!(words, day.later),
        Some(TaskSpan::Done) => t!(words, day.done_tasks),
    }
}

fn key(span: ShownSpan) -> &'static str {
    match span {
        None => "",
        Some(TaskSpan::Overdue) => "overdue",
        Some(TaskSpan::Today) => "today",
        Some(TaskSpan::Week) => "week",
        Some(TaskSpan::Later) => "later",
        Some(TaskSpan::Done) => "done",
    }
}

/// Parses the span from a URL's query string.
fn shown_by(question: &str) -> ShownSpan {
    let asked = question.split('&').find_map(|part| part.strip_prefix("show="))?;
    SPANS.into_iter().find(|span| key(Some(*span)) == asked)
}

/// The chips that select a span.
#[component]
fn Spans(shown: Memo<ShownSpan>) -> impl IntoView {
    let app = use_app();
    let router = paths::use_router();
    let chip = move |span: ShownSpan| {
        let choose = move |()| match span {
            None => router.replace(paths::TASKS),
            span => router.replace(&format!("{}?show={}", paths::TASKS, key(span))),
        };
        view! {
            <Chip
                label=Signal::derive(move || word(app, span))
                pressed=Signal::derive(move || shown.get() == span)
                on_press=choose
            />
        }
    };
    let all = std::iter::once(None).chain(SPANS.into_iter().map(Some));
    view! {
        <Chips label=Signal::derive(move || t!(app.words, day.tasks))>
            {all.map(chip).collect_view()}
        </Chips>
    }
}

/// The empty state: no tasks at all, or none in this span.
#[component]
fn Nothing(shown: Memo<ShownSpan>) -> impl IntoView {
    let app = use_app();
    view! {
        <Empty
            icon=IconName::ListChecks
            title=Signal::derive(move || match shown.get() {
                None => t!(app.words, day.no_tasks),
                Some(_) => t!(app.words, day.none_here),
            })
            text=Signal::derive(move || t!(app.words, day.no_tasks_text))
        />
    }
}

#[cfg(test)]
mod tests {
    use super::shown_by;
    use crate::ui::state::TaskSpan;

    #[test]
    fn the_address_says_which_tasks_are_shown() {
        assert_eq!(shown_by("show=done"), Some(TaskSpan::Done));
        assert_eq!(shown_by("x=1&show=week"), Some(TaskSpan::Week));
        assert_eq!(shown_by("show=nothing"), None);
        assert_eq!(shown_by(""), None);
    }
}
