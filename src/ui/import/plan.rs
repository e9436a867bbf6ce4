//! The plan: new records, rows that match existing ones and how to handle them, rows set aside; and
//! the start button.

use std::sync::Arc;

use leptos::prelude::*;

use crate::ui::state::{
    AppState, Barred, Double, ImportPlan, Match, MatchChoice, MatchedBy, Planned, SetAsideReason,
    Trouble, Unclear, ValueKept, t, use_app,
};
use domain::KindId;
use kit::{
    Button, ButtonKind, Card, Fold, Group, Icon, IconName, ListRow, SelectField, SelectOption,
    VirtualList,
};

/// The height of a row of these lists, in pixels.
const ROW: f64 = 60.0;

fn planned(app: AppState) -> Option<Arc<Planned>> {
    match app.imports.import_plan() {
        ImportPlan::Known(planned) => Some(planned),
        ImportPlan::Coming | ImportPlan::Failed(_) => None,
    }
}

type PlanMemo = Memo<Option<Arc<Planned>>>;

/// Returns the plan; while it is recomputed, the last one stays visible.
fn last_plan(app: AppState) -> PlanMemo {
    Memo::new(move |last: Option<&Option<Arc<Planned>>>| {
        planned(app).or_else(|| last.cloned().flatten())
    })
}

/// The counts, marked as busy while the plan is recomputed, and the start button.
#[component]
pub fn Start() -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let last = last_plan(app);
    let coming = Memo::new(move |_| app.imports.import_plan() == ImportPlan::Coming);
    let failed = Memo::new(move |_| match app.imports.import_plan() {
        ImportPlan::Failed(sentence) => Some(sentence),
        ImportPlan::Known(_) | ImportPlan::Coming => None,
    });
    let count = move |of: fn(&Planned) -> usize| {
        last.with(|last| last.as_ref().map_or(0, |planned| of(planned)))
    };
    // The files show before their plan: until then there is no number, not zero.
    let none_yet = Memo::new(move |_| last.with(Option::is_none));
    let figure = move |label: Signal<String>, of: fn(&Planned) -> usize| {
        let said = move || {
            if none_yet.get() { "…".to_owned() } else { app.format.number(count(of)) }
        };
        view! {
            <div class="import-figure" data-none=move || (count(of) == 0).then_some("")>
                <dt>{move || label.get()}</dt>
                <dd>{said}</dd>
            </div>
        }
    };
    view! {
        <Card>
            <div class="import__start" aria-busy=move || coming.get().then_some("true")>
                <h2 class="import__title" dir="auto">{move || app.imports.import_name()}</h2>
                <dl class="import__figures">
                    {figure(Signal::derive(move || t!(words, import.new)), |planned| planned.new)}
                    {figure(Signal::derive(move || t!(words, import.here)), |planned| planned.matched)}
                    {figure(Signal::derive(move || t!(words, import.problems)), |planned| planned.set_aside + planned.problems)}
                </dl>
                {move || unreadable(app, count(|planned| planned.unreadable)).map(|text| view! {
                    <p class="import__sample">{text}</p>
                })}
                {move || failed.get().map(|text| view! {
                    <p class="import__problem" role="alert">{text}</p>
                })}
                <div class="import__buttons">
                    <Button
                        label=Signal::derive(move || t!(words, import.start))
                        kind=ButtonKind::Primary
                        icon=IconName::Upload
                        disabled=Signal::derive(move || failed.read().is_some())
                        on_press=move |()| app.imports.start_import()
                    />
                    <Button
                        label=Signal::derive(move || t!(words, import.cancel))
                        kind=ButtonKind::Soft
                        on_press=move |()| app.imports.forget_import()
                    />
                </div>
            </div>
        </Card>
    }
}

/// Formats the number of existing records that could not be read for comparison.
fn unreadable(app: AppState, count: usize) -> Option<String> {
    (count > 0).then(|| t!(app.words, import.unreadable_here, count = count))
}

/// Rows that match existing records, duplicates in the files, and rows set aside.
#[component]
pub fn Plan() -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let plan = last_plan(app);
    let some = move |of: fn(&Planned) -> usize| {
        let is_some = move |plan: &Option<Arc<Planned>>| plan.as_ref().is_some_and(|it| of(it) > 0);
        Memo::new(move |_| plan.with(is_some))
    };
    let any = some(|it| {
        let amiss = it.set_aside + it.problems + it.unclear + it.margins;
        it.matched + it.doubled + it.barred + amiss
    });
    let barred = some(|planned| planned.barred);
    let matched = some(|planned| planned.matched);
    let doubled = some(|planned| planned.doubled);
    let set_aside = some(|planned| planned.set_aside);
    let unclear = some(|planned| planned.unclear);
    let problems = some(|planned| planned.problems);
    let margins = some(|planned| planned.margins);
    view! {
        <Show when=move || any.get()>
            <Group title=Signal::derive(move || t!(words, import.will_happen))>
                <Show when=move || matched.get()>
                    <Known plan />
                </Show>
                <Show when=move || doubled.get()>
                    <Doubles plan />
                </Show>
                <Show when=move || barred.get()>
                    <BarredPeople length=length(plan, |planned| planned.barred) />
                </Show>
                <Show when=move || unclear.get()>
                    <UnclearNames plan />
                </Show>
                <Show when=move || set_aside.get()>
                    <Troubles plan />
                </Show>
                <Show when=move || problems.get()>
                    <ValuesKept length=length(plan, |planned| planned.problems) />
                </Show>
                <Show when=move || margins.get()>
                    <Margins plan />
                </Show>
            </Group>
        </Show>
    }
}

/// The choice of how to handle rows that match existing records.
#[component]
fn Known(plan: PlanMemo) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let value = Signal::derive(move || choice_key(app.imports.import_choice()).to_owned());
    let choices = move || {
        vec![
            SelectOption::new(choice_key(MatchChoice::FillGaps), t!(words, import.fill)),
            SelectOption::new(choice_key(MatchChoice::Overwrite), t!(words, import.overwrite)),
            SelectOption::new(choice_key(MatchChoice::Skip), t!(words, import.skip)),
            SelectOption::new(choice_key(MatchChoice::MakeNew), t!(words, import.make_new)),
        ]
    };
    let hint = Signal::derive(move || {
        Some(match app.imports.import_choice() {
            MatchChoice::FillGaps => t!(words, import.fill_hint),
            MatchChoice::Overwrite => t!(words, import.overwrite_hint),
            MatchChoice::Skip => t!(words, import.skip_hint),
            MatchChoice::MakeNew => t!(words, import.make_new_hint),
        })
    });
    let row = move |index: usize| {
        let Match { line, name, known, by, .. } = app.imports.import_match(index)?;
        let by = matched_by(app, by);
        let line = t!(words, import.in_line, line = line);
        // Omit the existing name if it is the same.
        let told = if known == name { Vec::new() } else { vec![known] };
        Some((name, [told, vec![by, line]].concat().join(" · ")))
    };
    let of = length(plan, |planned| planned.matched);
    view! {
        <div class="import__inside">
            <SelectField
                label=Signal::derive(move || t!(words, import.with_known, count = of.get()))
                value
                choices=Signal::derive(choices)
                hint
                on_change=move |key: String| app.imports.choose_matched(choice_of(&key))
            />
        </div>
        <Listed
            title=Signal::derive(move || t!(words, import.who_is_here, count = of.get()))
            icon=IconName::Users
            length=length(plan, |planned| planned.matched)
            row
        />
    }
}

/// Rows that add to the record of an earlier row.
#[component]
fn Doubles(plan: PlanMemo) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let row = move |index: usize| {
        let Double { line, name, of_line, by, .. } = app.imports.import_double(index)?;
        let lines = t!(words, import.in_lines, line = line, first = of_line);
        Some((name, format!("{} · {lines}", matched_by(app, by))))
    };
    let of = length(plan, |planned| planned.doubled);
    view! {
        <Listed
            title=Signal::derive(move || t!(words, import.doubles, count = of.get()))
            subtitle=Signal::derive(move || t!(words, import.doubles_hint))
            icon=IconName::GitMerge
            length=length(plan, |planned| planned.doubled)
            row
        />
    }
}

/// The people whom the files bar from being contacted.
#[component]
pub fn BarredPeople(
    /// Their number.
    length: Signal<usize>,
) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let row = move |index: usize| {
        let Barred { line, name, kind, field, ways } = app.imports.import_barred(index)?;
        let schema = app.records.schema(KindId(kind));
        let label = |key: &String| schema.field(field).map(|field| field.choice_label(key));
        let ways: Vec<String> = ways.iter().filter_map(label).collect();
        let line = t!(words, import.in_line, line = line);
        Some((name, [words.list(&ways), line].join(" · ")))
    };
    view! {
        <Listed
            title=Signal::derive(move || t!(words, import.barred, count = length.get()))
            subtitle=Signal::derive(move || t!(words, import.barred_hint))
            icon=IconName::Lock
            length
            row
        />
    }
}

/// The names and ids of other records that say too little.
#[component]
fn UnclearNames(plan: PlanMemo) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let row = move |index: usize| {
        let Unclear { line, text, kind, several, .. } = app.imports.import_unclear(index)?;
        let names = words.kind_names(&app.records.schema(KindId(kind)));
        let why = match several {
            true => t!(words, import.several_named, kinds = names.many),
            false => t!(words, import.none_named, kind = names.one),
        };
        let line = t!(words, import.in_line, line = line);
        Some((text, [why, line].join(" · ")))
    };
    let of = length(plan, |planned| planned.unclear);
    view! {
        <Listed
            title=Signal::derive(move || t!(words, import.unclear, count = of.get()))
            subtitle=Signal::derive(move || t!(words, import.unclear_hint))
            icon=IconName::Link
            length=length(plan, |planned| planned.unclear)
            row
        />
    }
}

/// The rows set aside.
#[component]
fn Troubles(plan: PlanMemo) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let of = length(plan, |planned| planned.set_aside);
    view! {
        <Listed
            title=Signal::derive(move || t!(words, import.cannot, count = of.get()))
            subtitle=Signal::derive(move || t!(words, import.cannot_hint))
            icon=IconName::CircleAlert
            length=length(plan, |planned| planned.set_aside)
            row=move |index| trouble_row(app, index)
        />
    }
}

/// The values that are not what their column says.
#[component]
pub fn ValuesKept(
    /// Their number.
    length: Signal<usize>,
) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let row = move |index: usize| {
        let ValueKept { line, column, value } = app.imports.import_misfit(index)?;
        let line = t!(words, import.in_line, line = line);
        Some((value, [column, line].join(" · ")))
    };
    view! {
        <Listed
            title=Signal::derive(move || t!(words, import.values_kept, count = length.get()))
            icon=IconName::CircleAlert
            length
            row
        />
    }
}

/// The lines around the tables.
#[component]
fn Margins(plan: PlanMemo) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let of = length(plan, |planned| planned.margins);
    let row = move |index| {
        let Trouble { line, text, .. } = app.imports.import_margin(index)?;
        Some((t!(words, import.trouble, line = line), text))
    };
    view! {
        <Listed
            title=Signal::derive(move || t!(words, import.margins, count = of.get()))
            subtitle=Signal::derive(move || t!(words, import.margins_hint))
            icon=IconName::FileText
            length=of
            row
        />
    }
}

/// Returns a row's two lines: its line number; the reason and the start of its text.
pub fn trouble_row(app: AppState, index: usize) -> Option<(String, String)> {
    let Trouble { line, reason, text, .. } = app.imports.import_trouble(index)?;
    let reason = reason_text(app, reason);
    let told = if text.is_empty() { reason } else { format!("{reason} · {text}") };
    Some((t!(app.words, import.trouble, line = line), told))
}

fn length(plan: PlanMemo, of: fn(&Planned) -> usize) -> Signal<usize> {
    Signal::derive(move || plan.with(|plan| plan.as_ref().map_or(0, |planned| of(planned))))
}

/// A foldable list of any length; draws only the visible rows.
#[component]
pub fn Listed(
    /// The title, with the count.
    #[prop(into)]
    title: Signal<String>,
    /// An explanation.
    #[prop(optional, into)]
    subtitle: Signal<String>,
    /// The icon.
    icon: IconName,
    /// The number of rows.
    #[prop(into)]
    length: Signal<usize>,
    /// Returns the two lines of a row; `None` until loaded.
    #[prop(into)]
    row: Callback<usize, Option<(String, String)>>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let render = move |index: Signal<usize>| {
        let lines = Memo::new(move |_| row.run(index.get()));
        let line = move |of: fn((String, String)) -> String| lines.get().map(of);
        view! {
            <ListRow
                leading=move || view! { <Icon name=icon /> }
                title=move || line(|lines| lines.0).unwrap_or_else(|| "…".to_owned())
                subtitle=move || line(|lines| lines.1).unwrap_or_default()
            />
        }
        .into_any()
    };
    view! {
        <Fold title subtitle icon open>
            <div class="import__list" data-short=move || (length.get() <= 5).then_some("")>
                <VirtualList label=title count=length row_height=ROW render />
            </div>
        </Fold>
    }
}

fn choice_key(choice: MatchChoice) -> &'static str {
    match choice {
        MatchChoice::FillGaps => "fill",
        MatchChoice::Overwrite => "overwrite",
        MatchChoice::Skip => "skip",
        MatchChoice::MakeNew => "new",
    }
}

fn choice_of(key: &str) -> MatchChoice {
    let all =
        [MatchChoice::FillGaps, MatchChoice::Overwrite, MatchChoice::Skip, MatchChoice::MakeNew];
    all.into_iter().find(|choice| choice_key(*choice) == key).unwrap_or_default()
}

fn matched_by(app: AppState, by: MatchedBy) -> String {
    let words = app.words;
    match by {
        MatchedBy::Email => t!(words, import.by_email),
        MatchedBy::Phone => t!(words, import.by_phone),
        MatchedBy::NameAndCompany => t!(words, import.by_name_company),
        MatchedBy::Name => t!(words, import.by_name),
        MatchedBy::Id => t!(words, import.by_id),
        MatchedBy::Happened => t!(words, import.by_happened),
    }
}

fn reason_text(app: AppState, reason: SetAsideReason) -> String {
    let words = app.words;
    match reason {
        SetAsideReason::CutOff => t!(words, import.cut_off),
        SetAsideReason::UnclosedQuote => t!(words, import.unclosed),
        SetAsideReason::Stray => t!(words, import.stray),
        SetAsideReason::FileTooLarge => t!(words, import.file_too_large),
        SetAsideReason::Margin => t!(words, import.margin),
        SetAsideReason::NoPerson => t!(words, import.no_person),
        SetAsideReason::Blank => t!(words, import.blank),
        SetAsideReason::Unplaced => t!(words, import.unplaced),
        SetAsideReason::OtherWidth => t!(words, import.other_width),
        SetAsideReason::NoHome => t!(words, import.no_home),
        SetAsideReason::UnknownHome => t!(words, import.unknown_home),
        SetAsideReason::SeveralHomes => t!(words, import.several_homes),
    }
}
