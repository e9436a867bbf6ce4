//! Screens for a contact that is missing or in the bin.

use leptos::prelude::*;

use crate::ui::paths;
use crate::ui::state::{BulkChange, t, use_app};
use domain::RecordId;
use kit::{Button, ButtonKind, Empty, IconName, LinkButton};

/// The screen for an unknown contact URL.
#[component]
pub fn NoContact() -> impl IntoView {
    let app = use_app();
    app.show_title(move || t!(app.words, shell.not_found));
    view! {
        <div class="panes__main">
            <Empty
                alone=true
                title=Signal::derive(move || t!(app.words, shell.not_found))
                text=Signal::derive(move || t!(app.words, shell.not_found_text))
            >
                <LinkButton
                    label=Signal::derive(move || t!(app.words, shell.to_contacts))
                    href=paths::href(paths::CONTACTS)
                />
            </Empty>
        </div>
    }
}

/// The screen for a contact in the bin.
#[component]
pub fn InBin(
    /// The contact's id.
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
                <LinkButton
                    label=Signal::derive(move || t!(app.words, shell.to_contacts))
                    href=paths::href(paths::CONTACTS)
                />
            </Empty>
        </div>
    }
}
