//! Notes about what Satchel did by itself: it merged records stored twice, or removed files that
//! nothing referred to.

use leptos::prelude::*;

use super::rows::FactRow;
use crate::ui::state::{t, use_app};
use kit::IconName;

/// A row with the note that records were merged, while it is recent.
#[component]
pub fn Joined() -> impl IntoView {
    let app = use_app();
    let label = Signal::derive(move || t!(app.words, settings.joined));
    note_row(IconName::Database, label, move || app.settings.joined())
}

/// A row with the note that files were removed.
#[component]
pub fn Swept() -> impl IntoView {
    let app = use_app();
    let label = Signal::derive(move || t!(app.words, settings.swept));
    note_row(IconName::Trash2, label, move || app.settings.swept())
}

/// A row with a note, read again after each change; none without a note.
fn note_row<F: Future<Output = Option<String>> + 'static>(
    icon: IconName,
    label: Signal<String>,
    read: impl Fn() -> F + 'static,
) -> impl IntoView {
    let app = use_app();
    let note = LocalResource::new(move || {
        app.revision();
        read()
    });
    let note = Memo::new(move |_| note.get().flatten());
    view! {
        <Show when=move || note.read().is_some()>
            <FactRow icon label value=Signal::derive(move || note.get().unwrap_or_default()) />
        </Show>
    }
}
