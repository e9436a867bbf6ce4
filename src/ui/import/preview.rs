//! What is in the file that was chosen, before anything comes in.

use leptos::prelude::*;

use crate::domain::CONTACT;
use crate::ui::kit::{Button, ButtonKind, Card, Group, ListRow, Tag};
use crate::ui::state::{Summary, t, use_app};

/// How many columns are listed before the list would be longer than useful.
const COLUMNS: usize = 60;

/// What is in a file, and the button that brings it in.
#[component]
pub fn Preview(
    /// The file's name.
    name: String,
    /// What is in it.
    summary: Summary,
) -> impl IntoView {
    let state = use_app();
    let words = state.words;
    let Summary { rows, set_aside, columns, sample, .. } = summary;
    let title = t!(words, import.ready, count = state.number(rows), name = name);
    let names: Vec<String> = sample.into_iter().filter(|name| !name.is_empty()).collect();
    let among = (!names.is_empty()).then(|| t!(words, import.sample, names = names.join(", ")));
    let aside = (!set_aside.is_empty())
        .then(|| t!(words, import.aside, count = state.number(set_aside.len())));
    view! {
        <Card>
            <div class="import__preview">
                <h2 class="import__title">{title}</h2>
                {among.map(|text| view! { <p class="import__sample" dir="auto">{text}</p> })}
                {aside.map(|text| view! { <p class="import__aside">{text}</p> })}
                <div class="import__buttons">
                    <Button
                        label=Signal::derive(move || t!(words, import.start))
                        kind=ButtonKind::Primary
                        on_press=move |()| state.start_import()
                    />
                    <Button
                        label=Signal::derive(move || t!(words, import.cancel))
                        kind=ButtonKind::Soft
                        on_press=move |()| state.forget_import()
                    />
                </div>
            </div>
        </Card>
        {(!columns.is_empty()).then(|| view! { <Columns columns /> })}
    }
}

/// Which column goes to which field.
#[component]
fn Columns(columns: Vec<(String, Option<u32>)>) -> impl IntoView {
    let state = use_app();
    let words = state.words;
    let schema = state.satchel().schema(CONTACT);
    let row = move |(header, field): (String, Option<u32>)| {
        let known = schema.as_ref().and_then(|schema| Some((schema, schema.field(field?)?)));
        let (label, found) = match known {
            Some((schema, field)) => (words.field(schema, field), true),
            None => (t!(words, import.column_kept), false),
        };
        view! {
            <ListRow
                title=move || header.clone()
                trailing=move || {
                    let label = label.clone();
                    if found {
                        view! { <Tag label /> }.into_any()
                    } else {
                        view! { <span class="import__kept">{label}</span> }.into_any()
                    }
                }
            />
        }
    };
    view! {
        <Group title=Signal::derive(move || t!(words, import.columns))>
            {columns.into_iter().take(COLUMNS).map(row).collect_view()}
        </Group>
    }
}
