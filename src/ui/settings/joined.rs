//! A note that records stored twice were merged.

use leptos::prelude::*;

use super::rows::FactRow;
use crate::ui::state::{t, use_app};
use kit::IconName;

/// A row with the note while it is recent.
#[component]
pub fn Joined() -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let joined = LocalResource::new(move || {
        app.revision();
        app.settings.joined()
    });
    let joined = Memo::new(move |_| joined.get().flatten());
    view! {
        <Show when=move || joined.read().is_some()>
            <FactRow
                icon=IconName::Database
                label=Signal::derive(move || t!(words, settings.joined))
                value=Signal::derive(move || joined.get().unwrap_or_default())
            />
        </Show>
    }
}
