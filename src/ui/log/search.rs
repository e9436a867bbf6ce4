//! The search through all activities.

use std::ops::Range;

use leptos::prelude::*;

use crate::ui::parts::{icon_of, use_part_services};
use crate::ui::paths;
use crate::ui::state::{AppState, FoundEntry, HistorySearch, t, use_app};
use domain::RecordId;
use kit::{Chip, Chips, Empty, Highlight, Icon, IconName, ListRow, SearchBox, StatusLine, TopBar};

/// Characters of context shown before the first match.
const BEFORE: usize = 30;

/// The screen; it begins anew when the address names another record.
#[component]
pub fn HistorySearchScreen() -> impl IntoView {
    let app = use_app();
    let question = paths::use_router().question();
    let with = Memo::new(move |_| asked_with(app, &question.read()));
    move || {
        let with = with.get();
        view! { <SearchWith with /> }
    }
}

/// The search through the activities of one record, or of all.
#[component]
fn SearchWith(
    /// The record.
    with: Option<RecordId>,
) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let search = HistorySearch::new(app, with);
    let narrow = with.map(|id| view! { <Narrow search id /> });
    let title = Signal::derive(move || t!(words, log.search));
    app.show_title(move || title.get());
    let said = Signal::derive(move || match (search.looking.get(), search.found.read().len()) {
        (true, _) => t!(words, log.searching),
        (false, 0) => String::new(),
        (false, count) => t!(words, log.found, count = count),
    });
    let nothing = Memo::new(move |_| {
        let asked = !search.words.read().trim().is_empty();
        asked && !search.looking.get() && search.found.read().is_empty()
    });
    let services = use_part_services();
    let back = Signal::derive(move || {
        let record = with.and_then(|id| app.records.peek(id));
        record.map_or_else(
            || paths::href(paths::MORE),
            |record| services.href.run((record.kind, record.id)),
        )
    });
    view! {
        <div class="screen history-search">
            <TopBar title back />
            <SearchBox
                label=title
                value=search.words
                on_input=move |text| search.look(text)
                begins=true
            />
            {narrow}
            <StatusLine text=said />
            <Show when=move || nothing.get()>
                <Empty
                    icon=IconName::Search
                    title=Signal::derive(move || t!(words, log.found_none))
                    text=Signal::derive(move || t!(words, log.found_none_text))
                />
            </Show>
            <ul class="history-search__found" role="list">
                <For each=move || search.found.get() key=|found| found.entry.id let:found>
                    <li>
                        <Found search found />
                    </li>
                </For>
            </ul>
        </div>
    }
}

/// Returns the record that the question of an address names, if any.
fn asked_with(app: AppState, question: &str) -> Option<RecordId> {
    let (_, with) = paths::read_question(question).find(|(name, _)| *name == paths::WITH)?;
    let id = RecordId::parse(&with).ok()?;
    app.records.peek(id).map(|record| record.id)
}

/// A toggle between one record and all.
#[component]
fn Narrow(search: HistorySearch, id: RecordId) -> impl IntoView {
    let app = use_app();
    let label =
        Signal::derive(move || t!(app.words, log.search_with, name = app.records.peek_name(id)));
    let is_on = Signal::derive(move || search.with.get().is_some());
    let turn = move |()| search.look_with((!is_on.get_untracked()).then_some(id));
    view! {
        <Chips label=label>
            <Chip label pressed=is_on on_press=turn />
        </Chips>
    }
}

/// One result: the activity with its record, and the text around the first match.
#[component]
fn Found(search: HistorySearch, found: FoundEntry) -> impl IntoView {
    let app = use_app();
    let services = use_part_services();
    let FoundEntry { home: (_, id, name), entry } = found;
    let href = untrack(|| services.page.run(id)).map(Signal::stored);
    let icon = icon_of(&entry.what, &entry.result);
    let when = entry.when;
    let what = StoredValue::new(entry.clone());
    let title = move || {
        format!("{name} \u{b7} {}", what.with_value(|entry| app.format.what_happened(entry)))
    };
    let texts = [entry.text.as_str(), entry.outcome.as_str()];
    let text: String =
        texts.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" \u{b7} ");
    let (text, ranges) = excerpt(&text, &search.marks(&text));
    let (text, ranges) = (Signal::stored(text), Signal::stored(ranges));
    view! {
        <ListRow
            title=title
            subtitle=move || view! { <Highlight text ranges /> }
            leading=move || view! { <Icon name=icon /> }
            trailing=move || view! { <span class="records__age">{app.format.day(when)}</span> }
            nostrip:href
        />
    }
}

/// Cuts a text to shortly before the first match, and shifts the ranges accordingly.
fn excerpt(text: &str, marks: &[(usize, usize)]) -> (String, Vec<Range<usize>>) {
    let first = marks.iter().map(|(start, _)| *start).min().unwrap_or_default();
    let before = text.get(..first).unwrap_or_default();
    let cut = before.char_indices().rev().nth(BEFORE).map_or(0, |(at, _)| at);
    let mark = if cut > 0 { "\u{2026}" } else { "" };
    let shift = |at: usize| (at + mark.len()).saturating_sub(cut);
    let ranges = marks.iter().map(|(start, end)| shift(*start)..shift(*end)).collect();
    (format!("{mark}{}", text.get(cut..).unwrap_or_default()), ranges)
}

#[cfg(test)]
mod tests {
    use super::excerpt;

    #[test]
    fn an_excerpt_begins_a_little_before_what_was_found() {
        let text = format!("{} the offer", "á".repeat(60));
        let at = text.find("offer").unwrap();
        let (shown, ranges) = excerpt(&text, &[(at, at + 5)]);
        assert!(shown.starts_with('…') && shown.chars().count() < 45, "{shown}");
        assert_eq!(&shown[ranges[0].clone()], "offer");
        let marked = std::iter::once(3..8).collect();
        assert_eq!(excerpt("an offer", &[(3, 8)]), ("an offer".to_owned(), marked));
        assert_eq!(excerpt("short", &[]).0, "short");
    }
}
