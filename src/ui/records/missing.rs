//! Screens for a record that is missing or in the bin.

use leptos::prelude::*;

use crate::ui::paths;
use crate::ui::state::{BulkChange, t, use_app};
use domain::{KindId, RecordId};
use kit::{Button, ButtonKind, Empty, IconName, LinkButton};

/// The screen for an unknown address of a record.
#[component]
pub fn NoRecord(
    /// The kind of the list that the address is in.
    kind: KindId,
) -> impl IntoView {
    let app = use_app();
    app.show_title(move || t!(app.words, shell.not_found));
    view! {
        <div class="panes__main">
            <Empty
                alone=true
                title=Signal::derive(move || t!(app.words, shell.not_found))
                text=Signal::derive(move || t!(app.words, shell.not_found_text))
            >
                <ToList kind />
            </Empty>
        </div>
    }
}

/// The screen for a record in the bin.
#[component]
pub fn InBin(
    /// The record's kind.
    kind: KindId,
    /// Its id.
    id: RecordId,
) -> impl IntoView {
    let app = use_app();
    let name = move || app.records.name(id);
    app.show_title(name);
    view! {
        <div class="panes__main">
            <Empty
                alone=true
                title=Signal::derive(move || t!(app.words, contact.in_bin, name = name()))
                text=Signal::derive(move || t!(app.words, contact.in_bin_text))
                icon=IconName::Trash2
            >
                <Button
                    label=Signal::derive(move || t!(app.words, contact.restore))
                    kind=ButtonKind::Primary
                    on_press=move |()| app.records.change_many(vec![id], BulkChange::Restore)
                />
                <ToList kind />
            </Empty>
        </div>
    }
}

/// The link to the list of a kind.
#[component]
fn ToList(kind: KindId) -> impl IntoView {
    let app = use_app();
    let schema = Memo::new(move |_| app.records.schema(kind));
    let label = Signal::derive(move || {
        t!(app.words, records.to_list, kinds = app.words.kind_names(&schema.read()).many)
    });
    let href = paths::href(&paths::list(&schema.read_untracked().path));
    view! { <LinkButton label href /> }
}
