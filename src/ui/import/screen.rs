//! The import screen: choosing, progress, outcome.

use leptos::prelude::*;

use super::choose::{AddFile, Choose};
use super::file::FileSection;
use super::outcome::Outcome;
use super::plan::{Plan, Start};
use super::working::Working;
use crate::ui::paths;
use crate::ui::state::{ImportStep, t, use_app};
use kit::{Button, ButtonKind, Failed, TopBar};

/// The import screen.
#[component]
pub fn ImportScreen() -> impl IntoView {
    let app = use_app();
    let words = app.words;
    app.show_title(move || t!(words, import.title));
    let step = Memo::new(move |_| app.imports.import_step());
    // Take the files that the system opened with the app.
    Effect::new(move |_| app.imports.take_handed());
    // The user sees the outcome if they are here when the import ends.
    Effect::new(move |_| {
        if matches!(step.get(), ImportStep::Done(_) | ImportStep::Failed(_)) {
            app.imports.import_is_seen();
        }
    });
    view! {
        <div class="screen import">
            <TopBar
                title=Signal::derive(move || t!(words, import.title))
                back=Signal::derive(|| paths::href(paths::MORE))
                back_is_narrow=true
            />
            {move || match step.get() {
                ImportStep::Choose => view! { <Choose /> }.into_any(),
                ImportStep::Reading => view! { <Working reading=true /> }.into_any(),
                ImportStep::Ready => view! { <Ready /> }.into_any(),
                ImportStep::Running => view! { <Working /> }.into_any(),
                ImportStep::Done(outcome) => view! { <Outcome outcome=*outcome /> }.into_any(),
                ImportStep::Failed(sentence) => view! { <NotIn sentence /> }.into_any(),
            }}
        </div>
    }
}

/// The files, their options and the plan, before anything is imported.
#[component]
fn Ready() -> impl IntoView {
    let app = use_app();
    let numbers = Memo::new(move |_| {
        app.imports.import_files().into_iter().map(|file| file.number).collect::<Vec<_>>()
    });
    view! {
        <Start />
        <Plan />
        <For
            each=move || numbers.get()
            key=|number| *number
            children=|number| view! { <FileSection number /> }
        />
        <AddFile />
    }
}

#[component]
fn NotIn(sentence: String) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let name = app.imports.import_name();
    view! {
        <div role="alert">
            <Failed
                title=Signal::derive(move || format!("{} ({name})", t!(words, import.failed)))
                text=sentence
            >
                <Button
                    label=Signal::derive(move || match app.imports.waiting_file() {
                        Some(name) => t!(words, import.look_at, name = name),
                        None => t!(words, import.try_another),
                    })
                    kind=ButtonKind::Primary
                    on_press=move |()| app.imports.forget_import()
                />
            </Failed>
        </div>
    }
}
