//! A preview of a file's first rows, which reveals a wrong encoding or delimiter.

use leptos::prelude::*;

use crate::ui::state::{ImportFile, Inspection, t, use_app};

/// Maximum number of columns drawn; the mapping has all of them.
const COLUMNS: usize = 30;
/// Maximum number of rows drawn.
const ROWS: usize = 12;

/// The first rows, in a table that scrolls on its own.
#[component]
pub fn Preview(
    /// The file.
    file: Memo<Option<ImportFile>>,
) -> impl IntoView {
    let words = use_app().words;
    let found =
        Memo::new(move |_| file.with(|file| file.as_ref().and_then(|file| file.found.clone())));
    let table = move || found.get().map(|found| view! { <Rows found=(*found).clone() /> });
    view! {
        <div
            class="import-rows"
            role="region"
            tabindex="0"
            aria-label=move || t!(words, import.first_rows)
        >
            {table}
        </div>
    }
}

#[component]
fn Rows(found: Inspection) -> impl IntoView {
    let words = use_app().words;
    let names: Vec<String> = if found.delimiter.is_some() {
        let named = |(at, column): (usize, &str)| match column {
            "" => t!(words, import.column, number = at + 1),
            header => header.to_owned(),
        };
        found.columns.iter().map(|column| column.header.as_str()).enumerate().map(named).collect()
    } else {
        vec![
            t!(words, import.card_name),
            t!(words, import.card_company),
            t!(words, import.card_phone),
            t!(words, import.card_email),
        ]
    };
    let head = names.into_iter().take(COLUMNS);
    let cell = |text: String| {
        let bad = text.contains(char::REPLACEMENT_CHARACTER).then_some("");
        view! { <td dir="auto" data-bad=bad>{text}</td> }
    };
    let row = move |cells: Vec<String>| {
        view! { <tr>{cells.into_iter().take(COLUMNS).map(cell).collect_view()}</tr> }
    };
    view! {
        <table class="import-rows__table">
            <thead>
                <tr>{head.map(|name| view! { <th scope="col" dir="auto">{name}</th> }).collect_view()}</tr>
            </thead>
            <tbody>{found.first.into_iter().take(ROWS).map(row).collect_view()}</tbody>
        </table>
    }
}
