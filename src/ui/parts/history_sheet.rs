//! The history of a record: when it was created and changed, and each change with its fields.

use leptos::prelude::*;

use kit::{
    Button, ButtonKind, Fact, Facts, Failed, IconName, Loading, Sheet, Timeline, TimelineItem,
};

/// One change of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryLine {
    /// The title: "Changed on this device".
    pub title: String,
    /// The time, in everyday words.
    pub when: String,
    /// The fields that were written, each with its old and new value in words.
    pub fields: Vec<(String, String)>,
}

/// The foot of a record's page: its dates, and a button for all changes.
#[component]
pub fn HistoryFoot(
    /// The date of creation, as a sentence.
    created: Signal<String>,
    /// The date of the last change, as a sentence.
    changed: Signal<String>,
    /// The title of the changes.
    title: Signal<String>,
    /// True while the changes are shown.
    #[prop(into)]
    shown: Signal<bool>,
    /// Called to show or hide the changes.
    #[prop(into)]
    on_show: Callback<bool>,
    /// The changes; `None` while loading, an error as a sentence.
    #[prop(into)]
    lines: Signal<Option<Result<Vec<HistoryLine>, String>>>,
) -> impl IntoView {
    view! {
        <footer class="record__history">
            <p>{move || created.get()}<br />{move || changed.get()}</p>
            <Button
                label=title
                kind=ButtonKind::Ghost
                on_press=move |()| on_show.run(true)
            />
        </footer>
        <HistorySheet open=shown title lines on_close=move |()| on_show.run(false) />
    }
}

/// The sheet with the changes of a record.
#[component]
fn HistorySheet(
    /// True while it is open.
    #[prop(into)]
    open: Signal<bool>,
    /// The sheet's title.
    #[prop(into)]
    title: Signal<String>,
    /// The changes; `None` while loading, an error as a sentence.
    #[prop(into)]
    lines: Signal<Option<Result<Vec<HistoryLine>, String>>>,
    /// Called when the person wants it closed.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let line = |HistoryLine { title, when, fields }: HistoryLine| {
        view! {
            <TimelineItem title=title when=when icon=IconName::History>
                <ChangedFields fields />
            </TimelineItem>
        }
    };
    view! {
        <Sheet open title on_close>
            {move || match lines.get() {
                None => view! { <Loading rows=3 /> }.into_any(),
                Some(Err(text)) => view! { <Failed title text=text /> }.into_any(),
                Some(Ok(lines)) => {
                    view! {
                        <Timeline label=title>{lines.into_iter().map(line).collect_view()}</Timeline>
                    }
                        .into_any()
                }
            }}
        </Sheet>
    }
}

/// The fields that were written, each with its old and new value.
#[component]
pub fn ChangedFields(
    /// The values by label.
    fields: Vec<(String, String)>,
) -> impl IntoView {
    let fact = |(label, value): (String, String)| {
        view! { <Fact label=label><span dir="auto">{value}</span></Fact> }
    };
    view! { <Facts>{fields.into_iter().map(fact).collect_view()}</Facts> }
}
