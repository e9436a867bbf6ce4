//! The question of whom a file is for, if some of its cells could be formulas.

use leptos::prelude::*;

use crate::ui::state::{CellGuard, t, use_app};
use kit::{Button, ButtonKind, IconName, SelectField, SelectOption, Sheet};

/// The value of the choice that leaves cells as they are.
const EXACT: &str = "exact";
const PROTECTED: &str = "protected";

/// The sheet.
#[component]
pub fn FormulaSheet() -> impl IntoView {
    let app = use_app();
    let question = app.sheets.formulas;
    let open = Signal::derive(move || question.read().is_some());
    view! {
        <Sheet
            open
            title=Signal::derive(move || t!(app.words, records.formulas))
            on_close=move |()| question.set(None)
        >
            <FormulaChoice />
        </Sheet>
    }
}

/// The number of cells, the two ways to write them, and what the chosen one does.
#[component]
fn FormulaChoice() -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let question = app.sheets.formulas;
    let guard = RwSignal::new(CellGuard::Protected);
    // The number stays while the sheet slides away.
    let cells = question.read_untracked().as_ref().map_or(0, |question| question.cells);
    let choices = Signal::derive(move || {
        vec![
            SelectOption::new(PROTECTED, t!(words, records.formulas_protected)),
            SelectOption::new(EXACT, t!(words, records.formulas_exact)),
        ]
    });
    let value = Signal::derive(move || match guard.get() {
        CellGuard::Protected => PROTECTED.to_owned(),
        CellGuard::Exact => EXACT.to_owned(),
    });
    let choose = move |value: String| {
        guard.set(if value == EXACT { CellGuard::Exact } else { CellGuard::Protected });
    };
    let hint = Signal::derive(move || {
        Some(match guard.get() {
            CellGuard::Protected => t!(words, records.formulas_protected_hint),
            CellGuard::Exact => t!(words, records.formulas_exact_hint),
        })
    });
    let download = move |()| {
        // Taken, because its file may be large.
        if let Some(asked) = question.try_update(Option::take).flatten() {
            app.records.answer_formulas(asked, guard.get_untracked());
        }
    };
    view! {
        <div class="settings__sheet">
            <p>{move || t!(words, records.formulas_text, count = cells)}</p>
            <SelectField
                label=Signal::derive(move || t!(words, records.formulas_for))
                value
                choices
                hint
                on_change=choose
            />
            <Button
                label=Signal::derive(move || t!(words, files.download))
                kind=ButtonKind::Primary
                icon=IconName::FileDown
                wide=true
                on_press=download
            />
        </div>
    }
}
