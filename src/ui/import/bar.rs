//! A status line above all other screens while an import runs, and until its outcome was seen.

use leptos::prelude::*;

use super::working::share;
use crate::ui::paths;
use crate::ui::state::{ImportStep, t, use_app};
use kit::{Icon, IconName, Progress};

/// The status line; hidden on the import screen.
#[component]
pub fn ImportBar() -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let path = paths::use_router().path();
    let here = move || path.read().trim_end_matches('/') == paths::IMPORT;
    let runs = Memo::new(move |_| app.imports.import_step() == ImportStep::Running);
    let text = Signal::derive(move || match app.imports.import_step() {
        ImportStep::Done(outcome) => match outcome.contacts {
            0 => t!(words, import.is_done),
            count => t!(words, import.done, count = count),
        },
        ImportStep::Failed(_) => t!(words, import.failed),
        _ => t!(words, import.running, name = app.imports.import_name()),
    });
    view! {
        <Show when=move || !here()>
            <a class="import-bar" href=paths::href(paths::IMPORT)>
                <span class="import-bar__line">
                    <Icon name=IconName::Upload />
                    <span class="import-bar__text">{move || text.get()}</span>
                    <Icon name=IconName::ChevronRight />
                </span>
                <Show when=move || runs.get()>
                    <Progress label=text value=Signal::derive(move || share(app)) />
                </Show>
            </a>
        </Show>
    }
}
