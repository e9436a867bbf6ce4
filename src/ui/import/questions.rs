//! Questions about columns that only a person can answer, each once for all of the column's cells.

use leptos::prelude::*;

use crate::ui::state::{AppState, ColumnQuestion, ImportFile, NameReading, Question, t, use_app};
use kit::{Fold, IconName, SelectField, SelectOption};

/// The questions of a file; nothing if there are none.
#[component]
pub fn Questions(number: u32, file: Memo<Option<ImportFile>>) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let asked = Memo::new(move |_| {
        let found = file.with(|file| file.as_ref()?.found.clone());
        found.map(|found| found.questions.clone()).unwrap_or_default()
    });
    let header = move |column: usize| {
        let found = file.with(|file| file.as_ref()?.found.clone());
        let header = found.and_then(|found| Some(found.columns.get(column)?.header.clone()));
        let header = header.filter(|header| !header.is_empty());
        header.unwrap_or_else(|| t!(words, import.column, number = column + 1))
    };
    let open = RwSignal::new(true);
    let field = move |asked: ColumnQuestion| {
        let header = header(asked.column);
        match asked.question {
            Question::Names => view! { <Names number file asked header /> }.into_any(),
            Question::Bars => view! { <Bars number file asked header /> }.into_any(),
            Question::Zeros => view! { <Zeros number file asked header /> }.into_any(),
        }
    };
    view! {
        <Show when=move || !asked.read().is_empty()>
            <Fold
                title=Signal::derive(move || t!(words, import.questions, count = asked.read().len()))
                subtitle=Signal::derive(move || t!(words, import.questions_hint))
                icon=IconName::CircleAlert
                open
            >
                <div class="import__inside import__fields">
                    {move || asked.get().into_iter().map(field).collect_view()}
                </div>
            </Fold>
        </Show>
    }
}

/// Names the cells that a question is about.
fn about(app: AppState, asked: &ColumnQuestion) -> String {
    t!(app.words, import.question_about, count = asked.count, sample = asked.sample.join(" · "))
}

/// The part of whole names that stands first.
#[component]
fn Names(
    number: u32,
    file: Memo<Option<ImportFile>>,
    asked: ColumnQuestion,
    header: String,
) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let choices = Signal::derive(move || {
        let name = |reading: NameReading| match reading {
            NameReading::GivenFirst => t!(words, import.names_given),
            NameReading::FamilyFirst => t!(words, import.names_family),
            NameReading::Whole => t!(words, import.names_whole),
        };
        let option =
            |(at, reading): (usize, NameReading)| SelectOption::new(at.to_string(), name(reading));
        let own = SelectOption::new("", t!(words, import.names_own));
        std::iter::once(own)
            .chain(NameReading::ALL.into_iter().enumerate().map(option))
            .collect::<Vec<_>>()
    });
    let value = Signal::derive(move || {
        let chosen = file.with(|file| file.as_ref()?.options.names);
        let at = chosen.and_then(|it| NameReading::ALL.iter().position(|reading| *reading == it));
        at.map(|at| at.to_string()).unwrap_or_default()
    });
    let hint = Signal::derive(move || Some(about(app, &asked)));
    view! {
        <SelectField
            label=Signal::derive(move || t!(words, import.names_in, header = header))
            value
            choices
            hint
            on_change=move |chosen: String| {
                let chosen = chosen.parse().ok().and_then(|at: usize| NameReading::ALL.get(at));
                app.imports.choose_names(number, chosen.copied());
            }
        />
    }
}

/// The meaning of cells that neither forbid nor permit.
#[component]
fn Bars(
    number: u32,
    file: Memo<Option<ImportFile>>,
    asked: ColumnQuestion,
    header: String,
) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let column = asked.column;
    let choices = Signal::derive(move || {
        vec![
            SelectOption::new("", t!(words, import.bars_keep)),
            SelectOption::new("yes", t!(words, import.bars_yes)),
            SelectOption::new("no", t!(words, import.bars_no)),
        ]
    });
    let value = Signal::derive(move || {
        let answers = file.with(|file| Some(file.as_ref()?.options.unclear_bars.clone()));
        let answer = answers.unwrap_or_default().into_iter().find(|(at, _)| *at == column);
        match answer {
            Some((_, true)) => "yes".to_owned(),
            Some((_, false)) => "no".to_owned(),
            None => String::new(),
        }
    });
    let hint = Signal::derive(move || Some(about(app, &asked)));
    view! {
        <SelectField
            label=Signal::derive(move || t!(words, import.bars_in, header = header))
            value
            choices
            hint
            on_change=move |chosen: String| {
                let answer = (!chosen.is_empty()).then_some(chosen == "yes");
                app.imports.choose_bars(number, column, answer);
            }
        />
    }
}

/// Zeros that a spreadsheet took from the beginning of numbers.
#[component]
fn Zeros(
    number: u32,
    file: Memo<Option<ImportFile>>,
    asked: ColumnQuestion,
    header: String,
) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let column = asked.column;
    let choices = Signal::derive(move || {
        vec![
            SelectOption::new("", t!(words, import.zeros_keep)),
            SelectOption::new("back", t!(words, import.zeros_back)),
        ]
    });
    let value = Signal::derive(move || {
        let back = file.with(|file| Some(file.as_ref()?.options.zeros_back.contains(&column)));
        if back == Some(true) { "back".to_owned() } else { String::new() }
    });
    let hint = Signal::derive(move || Some(about(app, &asked)));
    view! {
        <SelectField
            label=Signal::derive(move || t!(words, import.zeros_in, header = header))
            value
            choices
            hint
            on_change=move |chosen: String| {
                app.imports.choose_zeros(number, column, chosen == "back");
            }
        />
    }
}
