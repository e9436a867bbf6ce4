//! A note that files which nothing referred to were removed.

use leptos::prelude::*;

use super::rows::FactRow;
use crate::ui::state::{t, use_app};
use kit::IconName;

/// A row with the note.
#[component]
pub fn Swept() -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let swept = LocalResource::new(move || {
        app.revision();
        app.settings.swept()
    });
    let swept = Memo::new(move |_| swept.get().flatten());
    view! {
        <Show when=move || swept.read().is_some()>
            <FactRow
                icon=IconName::Trash2
                label=Signal::derive(move || t!(words, settings.swept))
                value=Signal::derive(move || swept.get().unwrap_or_default())
            />
        </Show>
    }
}
