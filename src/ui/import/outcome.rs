//! What came in, what did not and why, and the way back.

use leptos::prelude::*;

use crate::ui::kit::{Button, ButtonKind, Card, Group, Icon, IconName, LinkButton, ListRow};
use crate::ui::paths;
use crate::ui::state::{Aside, ImportOutcome, Summary, t, use_app};

/// How many parts are listed; all of them are in the file that can be kept.
const LISTED: usize = 50;

/// The result of an import.
#[component]
pub fn Outcome(
    /// What came in.
    outcome: ImportOutcome,
    /// What was in the file.
    summary: Summary,
) -> impl IntoView {
    let state = use_app();
    let words = state.words;
    let count = |number: usize| state.number(number);
    let title = match outcome.contacts {
        0 => t!(words, import.done_none),
        1 => t!(words, import.done_one),
        many => t!(words, import.done, count = count(many)),
    };
    let mut lines = Vec::new();
    if outcome.companies > 0 {
        lines.push(t!(words, import.companies, count = count(outcome.companies)));
    }
    if outcome.known > 0 {
        lines.push(t!(words, import.known, count = count(outcome.known)));
    }
    if outcome.filled > 0 {
        lines.push(t!(words, import.filled, count = count(outcome.filled)));
    }
    let undo = (!outcome.stamps.is_empty()).then(|| {
        view! {
            <Button
                label=Signal::derive(move || t!(words, import.undo))
                icon=IconName::Undo2
                on_press=move |()| state.undo_import(&outcome)
            />
        }
    });
    view! {
        <Card>
            <div class="import__preview">
                <div class="import__done"><Icon name=IconName::CircleCheck /></div>
                <h2 class="import__title" role="status">{title}</h2>
                {lines.into_iter().map(|line| view! { <p class="import__sample">{line}</p> }).collect_view()}
                <div class="import__buttons">
                    <LinkButton
                        label=Signal::derive(move || t!(words, import.show))
                        href=paths::href(paths::CONTACTS)
                        kind=ButtonKind::Primary
                    />
                    {undo}
                    <Button
                        label=Signal::derive(move || t!(words, import.another))
                        kind=ButtonKind::Ghost
                        on_press=move |()| state.forget_import()
                    />
                </div>
            </div>
        </Card>
        {(!summary.set_aside.is_empty()).then(|| view! { <SetAside summary /> })}
    }
}

/// What did not come in, with line and reason.
#[component]
fn SetAside(summary: Summary) -> impl IntoView {
    let state = use_app();
    let words = state.words;
    let title = t!(words, import.aside, count = state.number(summary.set_aside.len()));
    let row = move |Aside { line, reason, text }: Aside| {
        let title = format!("{} {line}: {reason}", t!(words, import.line));
        view! { <ListRow title=move || title.clone() subtitle=move || text.clone() /> }
    };
    let rows = summary.set_aside.iter().take(LISTED).cloned().map(row).collect_view();
    let keep = move || {
        let summary = summary.clone();
        view! {
            <Button
                label=Signal::derive(move || t!(words, import.aside_keep))
                kind=ButtonKind::Ghost
                on_press=move |()| state.keep_set_aside(&summary)
            />
        }
    };
    view! { <Group title aside=keep>{rows}</Group> }
}
