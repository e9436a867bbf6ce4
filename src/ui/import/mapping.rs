//! The mapping of a table's columns.

use leptos::prelude::*;

use super::new_field::{FieldRequest, NewField};
use super::targets::{NEW, TargetOffer, key_of, next_of, offers};
use crate::ui::state::{
    AppState, ColumnFormat, ColumnInspection, ColumnTarget, DateOrder, ImportFile, Why, t, use_app,
};
use kit::{Button, ButtonKind, Fold, IconName, SelectField, SelectOption};

/// Columns drawn at a time.
const STEP: usize = 25;

/// The columns with their targets.
#[component]
pub fn Mapping(
    /// The file's number.
    number: u32,
    /// The file.
    file: Memo<Option<ImportFile>>,
) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let targets =
        Memo::new(move |_| file.with(|file| file.as_ref().map(targets_of).unwrap_or_default()));
    // Unfold the mapping if fewer than half of the columns are recognized.
    let known = untrack(|| targets.with(|all| placed(all)));
    let open = RwSignal::new(known * 2 < untrack(|| targets.with(Vec::len)));
    view! {
        <Fold
            title=Signal::derive(move || t!(words, import.columns))
            subtitle=Signal::derive(move || summary(app, file, &targets.read()))
            icon=IconName::Columns3
            open
        >
            <Columns number file targets />
        </Fold>
    }
}

/// Returns the mapping: as chosen, otherwise as recognized.
fn targets_of(file: &ImportFile) -> Vec<ColumnTarget> {
    let columns = file.found.as_ref().map(|found| found.columns.as_slice()).unwrap_or_default();
    let chosen = file.options.mapping.as_deref().unwrap_or_default();
    let target =
        |(at, column): (usize, &ColumnInspection)| chosen.get(at).unwrap_or(&column.target).clone();
    columns.iter().enumerate().map(target).collect()
}

fn placed(targets: &[ColumnTarget]) -> usize {
    targets.iter().filter(|it| !matches!(it, ColumnTarget::Keep | ColumnTarget::LeaveOut)).count()
}

fn summary(app: AppState, file: Memo<Option<ImportFile>>, targets: &[ColumnTarget]) -> String {
    let words = app.words;
    let placed = placed(targets);
    let kept = targets.iter().filter(|it| **it == ColumnTarget::Keep).count();
    let mut text = t!(words, import.placed, count = placed, all = targets.len());
    if kept > 0 {
        text = format!("{text} · {}", t!(words, import.kept_count, count = kept));
    }
    if file.with(|file| file.as_ref().is_some_and(|file| file.remembered)) {
        text = format!("{text} · {}", t!(words, import.remembered));
    }
    text
}

#[component]
fn Columns(
    number: u32,
    file: Memo<Option<ImportFile>>,
    targets: Memo<Vec<ColumnTarget>>,
) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let shown = RwSignal::new(STEP);
    let count = Memo::new(move |_| targets.with(Vec::len));
    let asked = RwSignal::new(None::<FieldRequest>);
    let offered = Memo::new(move |_| {
        let kind = file.with(|file| file.as_ref().map(|file| file.kind));
        let schema = app.records.schema(kind.unwrap_or(domain::CONTACT));
        offers(words, &schema, &targets.read())
    });
    let choices = Memo::new(move |_| {
        let mut choices: Vec<SelectOption> =
            offered.with(|all| all.iter().map(|offer| offer.choice.clone()).collect());
        choices.insert(3, SelectOption::new(NEW, t!(words, import.new_field)));
        choices
    });
    let rows = move || (0..shown.get().min(count.get())).collect::<Vec<_>>();
    let changed =
        move || file.with(|file| file.as_ref().is_some_and(|f| f.options.mapping.is_some()));
    let given = Given { number, file, targets, offered, choices, asked };
    view! {
        <div class="import-columns">
            <For each=rows key=|at| *at children=move |at| view! { <Column at given /> } />
        </div>
        <div class="import__inside import__row">
            <Show when=move || { shown.get() < count.get() }>
                <Button
                    label=Signal::derive(move || {
                        t!(words, import.more_columns, count = count.get() - shown.get())
                    })
                    on_press=move |()| shown.update(|shown| *shown += 4 * STEP)
                />
            </Show>
            <Show when=changed>
                <Button
                    label=Signal::derive(move || t!(words, import.suggested))
                    kind=ButtonKind::Ghost
                    icon=IconName::Undo2
                    on_press=move |()| app.imports.forget_targets(number)
                />
            </Show>
        </div>
        <NewField number file asked />
    }
}

/// State shared by all columns of a file.
#[derive(Clone, Copy)]
struct Given {
    number: u32,
    file: Memo<Option<ImportFile>>,
    targets: Memo<Vec<ColumnTarget>>,
    offered: Memo<Vec<TargetOffer>>,
    choices: Memo<Vec<SelectOption>>,
    asked: RwSignal<Option<FieldRequest>>,
}

impl Given {
    fn column(self, at: usize) -> Option<ColumnInspection> {
        self.file.with(|file| file.as_ref()?.found.as_ref()?.columns.get(at).cloned())
    }

    /// Applies the choice for a column.
    fn choose(self, app: AppState, at: usize, key: &str) {
        if key == NEW {
            self.asked
                .set(untrack(|| self.column(at)).map(|column| FieldRequest::new(at, &column)));
            return;
        }
        let offer = self.offered.with_untracked(|all| {
            all.iter().find(|offer| offer.choice.value == key).map(|offer| offer.target.clone())
        });
        let Some(target) = offer else { return };
        let mut others = self.targets.get_untracked();
        if at < others.len() {
            others.remove(at);
        }
        let kind = self.file.with_untracked(|file| file.as_ref().map(|file| file.kind));
        let schema = kind.map(|kind| untrack(|| app.records.schema(kind)));
        let field = target.field_number();
        let many = schema
            .zip(field)
            .is_some_and(|(schema, field)| schema.field(field).is_some_and(|field| field.many));
        app.imports.choose_target(self.number, at, next_of(&target, many, &others));
    }
}

/// A column: header, sample values, target and reason.
#[component]
fn Column(at: usize, given: Given) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let column = Memo::new(move |_| given.column(at));
    let header = Signal::derive(move || {
        let header = column.with(|it| it.as_ref().map(|it| it.header.clone()).unwrap_or_default());
        if header.is_empty() { t!(words, import.column, number = at + 1) } else { header }
    });
    let sample = move || column.with(|it| it.as_ref().map(|it| it.sample.join(", ")));
    let target = Memo::new(move |_| given.targets.with(|all| all.get(at).cloned()));
    let value = Signal::derive(move || {
        let asks = given.asked.with(|asked| asked.as_ref().is_some_and(|asked| asked.column == at));
        let key = || target.with(|it| it.as_ref().map(key_of).unwrap_or_default());
        if asks { NEW.to_owned() } else { key() }
    });
    let hint = Signal::derive(move || {
        target.get().map(|target| why(app, given, at, &target)).filter(|text| !text.is_empty())
    });
    let order = Memo::new(move |_| column.with(|it| it.as_ref().and_then(|it| it.order)));
    view! {
        <div class="import-column" data-out=move || (target.get() == Some(ColumnTarget::LeaveOut)).then_some("")>
            <div class="import-column__head">
                <span class="import-column__name" dir="auto">{move || header.get()}</span>
                <span class="import-column__sample" dir="auto">{sample}</span>
            </div>
            <div class="import-column__target" data-labels="hidden">
                <SelectField
                    label=Signal::derive(move || t!(words, import.where_to, header = header.get()))
                    value
                    choices=given.choices
                    hint
                    on_change=move |key: String| given.choose(app, at, &key)
                />
            </div>
            <Show when=move || order.read().is_some()>
                <Order at given header />
            </Show>
        </div>
    }
}

/// The date order of a column, if ambiguous.
#[component]
fn Order(at: usize, given: Given, header: Signal<String>) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let value = Signal::derive(move || match given.column(at).and_then(|column| column.order) {
        Some(DateOrder::DayFirst) => "day".to_owned(),
        _ => "month".to_owned(),
    });
    let choices = move || {
        vec![
            SelectOption::new("day", t!(words, import.day_first)),
            SelectOption::new("month", t!(words, import.month_first)),
        ]
    };
    view! {
        <div class="import-column__target" data-labels="hidden">
            <SelectField
                label=Signal::derive(move || t!(words, import.date_order, header = header.get()))
                value
                choices=Signal::derive(choices)
                on_change=move |chosen: String| {
                    let order =
                        if chosen == "day" { DateOrder::DayFirst } else { DateOrder::MonthFirst };
                    app.imports.choose_order(given.number, at, order);
                }
            />
        </div>
    }
}

/// Explains a column's target, and counts the cells that were understood, or those that were not.
fn why(app: AppState, given: Given, at: usize, target: &ColumnTarget) -> String {
    let words = app.words;
    let Some(column) = given.column(at) else { return String::new() };
    if column.unread > 0 && column.target == *target {
        let sample = column.unread_sample.join(", ");
        let (unread, all) = (column.unread, column.filled);
        return t!(words, import.not_understood, count = unread, all = all, sample = sample);
    }
    let text = reason(app, given, at, target);
    let is_read = column.target == *target && column.filled > 0;
    if !is_read || matches!(target, ColumnTarget::Keep | ColumnTarget::LeaveOut) {
        return text;
    }
    let all = column.filled;
    let understood = t!(words, import.understood, count = all, all = all);
    if text.is_empty() { understood } else { format!("{text} · {understood}") }
}

/// Explains a column's target.
fn reason(app: AppState, given: Given, at: usize, target: &ColumnTarget) -> String {
    let words = app.words;
    let Some(column) = given.column(at) else { return String::new() };
    let (suggested, remembered) = given.file.with(|file| {
        let file = file.as_ref();
        (
            file.and_then(|file| file.suggested.get(at).cloned()),
            file.is_some_and(|file| file.remembered),
        )
    });
    match suggested.filter(|(suggested, _)| suggested == target) {
        Some((_, Why::Contents)) => column.looks.map(|it| looks_like(app, it)).unwrap_or_default(),
        // Suggests a type for a new field; "looks like a name" would say nothing.
        Some((_, Why::Unknown)) if column.looks != Some(ColumnFormat::Name) => {
            column.looks.map(|it| looks_like(app, it)).unwrap_or_default()
        }
        Some((_, Why::Header)) if *target != ColumnTarget::LeaveOut => t!(words, import.by_header),
        Some(_) => String::new(),
        None if remembered => t!(words, import.remembered),
        None => t!(words, import.chosen),
    }
}

fn looks_like(app: AppState, looks: ColumnFormat) -> String {
    let words = app.words;
    match looks {
        ColumnFormat::Email => t!(words, import.looks_email),
        ColumnFormat::Phone => t!(words, import.looks_phone),
        ColumnFormat::Link => t!(words, import.looks_link),
        ColumnFormat::Date => t!(words, import.looks_date),
        ColumnFormat::Money => t!(words, import.looks_money),
        ColumnFormat::Number => t!(words, import.looks_number),
        ColumnFormat::Flag => t!(words, import.looks_flag),
        ColumnFormat::Country => t!(words, import.looks_country),
        ColumnFormat::Name => t!(words, import.looks_name),
    }
}
