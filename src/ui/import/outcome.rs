//! The result: rows imported, rows set aside with reasons, and undo.

use leptos::prelude::*;

use super::plan::{BarredPeople, Listed, ValuesKept, trouble_row};
use crate::ui::paths;
use crate::ui::state::{AppState, ImportOutcome, t, use_app};
use kit::{Button, ButtonKind, Card, Group, Icon, IconName, LinkButton};

/// The result of an import.
#[component]
pub fn Outcome(
    /// The import's outcome.
    outcome: ImportOutcome,
) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let (set_aside, barred, problems) = (outcome.set_aside, outcome.barred, outcome.problems);
    let only_companies = outcome.contacts == 0 && outcome.companies > 0;
    let undo = (!outcome.stamps.is_empty()).then(|| {
        let outcome = outcome.clone();
        view! {
            <Button
                label=Signal::derive(move || t!(words, import.undo))
                icon=IconName::Undo2
                on_press=move |()| app.imports.undo_import(&outcome)
            />
        }
    });
    let other = untrack(|| outcome.others.first().map(|(kind, _)| app.records.schema(*kind)));
    let (label, href) = if let Some(schema) = other {
        let kinds = words.kind_names(&schema).many;
        // Records without a list of their own are found by the search of activities.
        let has_list = !schema.path.is_empty();
        let list = if has_list { paths::list(&schema.path) } else { paths::SEARCH.to_owned() };
        (t!(words, import.show_kind, kinds = kinds), paths::href(&list))
    } else if only_companies {
        (t!(words, import.show_companies), paths::href(paths::COMPANIES))
    } else {
        (t!(words, import.show), paths::href(paths::CONTACTS))
    };
    view! {
        <Card>
            <div class="import__result">
                <div class="import__done"><Icon name=IconName::CircleCheck /></div>
                <div role="status"><h2 class="import__title">{headline(app, &outcome)}</h2></div>
                {lines(app, &outcome)
                    .into_iter()
                    .map(|line| view! { <p class="import__sample">{line}</p> })
                    .collect_view()}
                <div class="import__buttons">
                    <LinkButton label href kind=ButtonKind::Primary />
                    {undo}
                    <Button
                        label=Signal::derive(move || match app.imports.waiting_file() {
                            Some(name) => t!(words, import.look_at, name = name),
                            None => t!(words, import.another),
                        })
                        kind=ButtonKind::Ghost
                        on_press=move |()| app.imports.forget_import()
                    />
                </div>
            </div>
        </Card>
        {(barred > 0).then(|| view! {
            <Card><BarredPeople length=Signal::stored(barred) /></Card>
        })}
        {(problems > 0).then(|| view! {
            <Card><ValuesKept length=Signal::stored(problems) /></Card>
        })}
        {(set_aside > 0).then(|| view! { <SetAside count=set_aside /> })}
    }
}

fn headline(app: AppState, outcome: &ImportOutcome) -> String {
    let words = app.words;
    if let Some((kind, count)) = outcome.others.first() {
        let schema = untrack(|| app.records.schema(*kind));
        let records = words.records(&schema, *count);
        return t!(words, import.done_kind, records = records);
    }
    match (outcome.contacts, outcome.companies) {
        (0, 0) if outcome.filled > 0 => {
            t!(words, import.done_updated, count = outcome.filled)
        }
        (0, 0) => t!(words, import.done_none),
        (0, count) => t!(words, import.done_companies, count = count),
        (count, _) => t!(words, import.done, count = count),
    }
}

/// Returns further details of the outcome.
fn lines(app: AppState, outcome: &ImportOutcome) -> Vec<String> {
    let words = app.words;
    let ImportOutcome {
        contacts,
        companies,
        others,
        known,
        filled,
        skipped,
        joined,
        set_aside,
        problems: _,
        barred: _,
        unreadable,
        stamps: _,
    } = outcome;
    let mut lines = Vec::new();
    let mut say = |count: usize, text: &dyn Fn(usize) -> String| {
        if count > 0 {
            lines.push(text(count));
        }
    };
    if !others.is_empty() {
        say(*contacts, &|count| t!(words, import.contacts_made, count = count));
    }
    for (kind, made) in others.iter().skip(1) {
        let kinds = words.kind_names(&untrack(|| app.records.schema(*kind))).title;
        say(*made, &|count| t!(words, import.made_kind, count = count, kinds = kinds));
    }
    if *contacts > 0 || !others.is_empty() {
        say(*companies, &|count| t!(words, import.companies, count = count));
    }
    say(*known, &|count| t!(words, import.known, count = count));
    if *contacts + *companies > 0 || !others.is_empty() {
        say(*filled, &|count| t!(words, import.filled, count = count));
    }
    say(*skipped, &|count| t!(words, import.skipped, count = count));
    say(*joined, &|count| t!(words, import.joined, count = count));
    say(*set_aside, &|count| t!(words, import.aside, count = count));
    say(*unreadable, &|count| t!(words, import.not_filled, count = count));
    lines
}

/// The rows set aside, with line and reason, and a download to correct them.
#[component]
fn SetAside(count: usize) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let title = t!(words, import.cannot, count = count);
    let keep = move || {
        view! {
            <Button
                label=Signal::derive(move || t!(words, import.aside_keep))
                kind=ButtonKind::Ghost
                icon=IconName::Download
                on_press=move |()| app.imports.keep_set_aside()
            />
        }
    };
    view! {
        <Group title=Signal::derive(move || t!(words, import.aside_title)) aside=keep>
            <Listed
                title
                subtitle=Signal::derive(move || t!(words, import.aside_hint))
                icon=IconName::CircleAlert
                length=Signal::stored(count)
                row=move |index| trouble_row(app, index)
            />
        </Group>
    }
}
