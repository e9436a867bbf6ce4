//! The screen of the import: one step at a time, and the way to the next.

use leptos::prelude::*;

use super::outcome::Outcome;
use super::preview::Preview;
use crate::ui::kit::{
    Button, ButtonKind, Card, Failed, FileField, Group, ListRow, Progress, TopBar,
};
use crate::ui::kit::{Icon, IconName};
use crate::ui::state::{ImportStep, t, use_app};

/// Which files the system offers first.
const ACCEPTED: &str = ".vcf,.vcard,.csv,.tsv,.txt,text/vcard,text/csv";

/// Importing a file.
#[component]
pub fn ImportScreen() -> impl IntoView {
    let state = use_app();
    let words = state.words;
    // Progress moves the bar; it does not make the screen anew.
    let step = Memo::new(move |_| match state.import_step() {
        ImportStep::Running { name, .. } => ImportStep::Running { name, done: 0, total: 0 },
        step => step,
    });
    view! {
        <div class="screen">
            <TopBar title=Signal::derive(move || t!(words, import.title)) />
            {move || match step.get() {
                ImportStep::Choose => view! { <Choose /> }.into_any(),
                ImportStep::Reading { name } => {
                    let label = t!(words, import.reading, name = name);
                    view! { <Working label done=None /> }.into_any()
                }
                ImportStep::Ready { name, summary } => view! { <Preview name summary /> }.into_any(),
                ImportStep::Running { name, .. } => view! { <Running name /> }.into_any(),
                ImportStep::Done { outcome, summary, .. } => {
                    view! { <Outcome outcome summary /> }.into_any()
                }
                ImportStep::Failed { name, sentence } => view! { <NotIn name sentence /> }.into_any(),
            }}
        </div>
    }
}

/// The first step.
#[component]
fn Choose() -> impl IntoView {
    let state = use_app();
    let words = state.words;
    let row = move |text: String| view! { <ListRow leading=|| view! { <Icon name=IconName::Check /> } title=move || text.clone() /> };
    view! {
        <div class="screen__part">
            <FileField
                label=Signal::derive(move || t!(words, import.choose))
                hint=Signal::derive(move || Some(t!(words, import.hint)))
                accept=ACCEPTED.to_owned()
                on_pick=move |event| state.choose_import(event)
            />
        </div>
        <p class="import__note">
            <Icon name=IconName::Lock />
            <span>{move || t!(words, import.privacy)}</span>
        </p>
        <Group title=Signal::derive(move || t!(words, import.formats))>
            {move || row(t!(words, import.vcard))}
            {move || row(t!(words, import.google))}
            {move || row(t!(words, import.outlook))}
            {move || row(t!(words, import.other))}
            {move || row(t!(words, import.kept))}
        </Group>
    }
}

/// While the file is coming in: its own component, so that the bar moves and nothing is made anew.
#[component]
fn Running(name: String) -> impl IntoView {
    let state = use_app();
    let words = state.words;
    let label = t!(words, import.running, name = name);
    let progress = Memo::new(move |_| match state.import_step() {
        ImportStep::Running { done, total, .. } => (done, total),
        _ => (0, 0),
    });
    view! { <Working label done=progress /> }
}

#[component]
fn Working(
    /// What goes on.
    label: String,
    /// How much is done.
    #[prop(into)]
    done: Option<Memo<(usize, usize)>>,
) -> impl IntoView {
    let state = use_app();
    let words = state.words;
    let share = Signal::derive(move || {
        let (done, total) = done?.get();
        (total > 0).then(|| done as f64 / total as f64)
    });
    let count = move || {
        let (done, total) = done?.get();
        Some(t!(words, import.progress, done = state.number(done), total = state.number(total)))
    };
    view! {
        <Card>
            <div class="import__working" aria-live="polite">
                <Progress label value=share />
                <p class="import__count">{count}</p>
                <Button
                    label=Signal::derive(move || t!(words, import.cancel))
                    kind=ButtonKind::Soft
                    on_press=move |()| state.cancel_import()
                />
            </div>
        </Card>
    }
}

#[component]
fn NotIn(name: String, sentence: String) -> impl IntoView {
    let state = use_app();
    let words = state.words;
    view! {
        <div role="alert">
            <Failed
                title=Signal::derive(move || format!("{} ({name})", t!(words, import.failed)))
                text=sentence
            >
                <Button
                    label=Signal::derive(move || t!(words, import.try_another))
                    kind=ButtonKind::Primary
                    on_press=move |()| state.forget_import()
                />
            </Failed>
        </div>
    }
}
