//! When a record was made and changed, and who changed what of it when.

use leptos::prelude::*;

use kit::{
    Button, ButtonKind, Fact, Facts, Failed, IconName, Loading, Sheet, Timeline, TimelineItem,
};

/// What was done to a record at one time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryLine {
    /// What: "Changed on this device".
    pub title: String,
    /// When, as people say it.
    pub when: String,
    /// The fields that were written, with what was there before and since in words.
    pub fields: Vec<(String, String)>,
}

/// The foot of a record's page: when it was made and changed, with the way to all changes.
#[component]
pub fn HistoryFoot(
    /// When it was made, as a sentence.
    created: Signal<String>,
    /// When it was changed, as a sentence.
    changed: Signal<String>,
    /// What the changes are called.
    title: Signal<String>,
    /// Whether they are looked at.
    #[prop(into)]
    shown: Signal<bool>,
    /// They are to be looked at, or no longer.
    #[prop(into)]
    on_show: Callback<bool>,
    /// The changes; `None` while they are read, an error as a sentence.
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
    /// Whether it is open.
    #[prop(into)]
    open: Signal<bool>,
    /// Its title.
    #[prop(into)]
    title: Signal<String>,
    /// The changes; `None` while they are read, an error as a sentence.
    #[prop(into)]
    lines: Signal<Option<Result<Vec<HistoryLine>, String>>>,
    /// It is to be closed.
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

/// The fields that were written, each with what was there before and since.
#[component]
pub fn ChangedFields(
    /// By label.
    fields: Vec<(String, String)>,
) -> impl IntoView {
    let fact = |(label, value): (String, String)| {
        view! { <Fact label=label><span dir="auto">{value}</span></Fact> }
    };
    view! { <Facts>{fields.into_iter().map(fact).collect_view()}</Facts> }
}
