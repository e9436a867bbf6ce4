//! Screens for a deal that is missing or in the bin.

use leptos::prelude::*;

use super::list_query::way_back;
use crate::ui::paths;
use crate::ui::state::{BulkChange, t, use_app};
use domain::RecordId;
use kit::{Button, ButtonKind, Empty, IconName, LinkButton};

#[component]
fn ToDeals() -> impl IntoView {
    let words = use_app().words;
    view! {
        <LinkButton
            label=Signal::derive(move || t!(words, deals.to_deals))
            href=paths::href(&way_back())
        />
    }
}

/// The screen for an unknown deal URL.
#[component]
pub fn NoDeal() -> impl IntoView {
    let app = use_app();
    let words = app.words;
    app.show_title(move || t!(words, shell.not_found));
    view! {
        <div class="screen">
            <Empty
                alone=true
                title=Signal::derive(move || t!(words, shell.not_found))
                text=Signal::derive(move || t!(words, shell.not_found_text))
            >
                <ToDeals />
            </Empty>
        </div>
    }
}

/// The screen for a deal in the bin.
#[component]
pub fn InBin(id: RecordId) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let name = move || app.records.name(id);
    app.show_title(name);
    view! {
        <div class="screen">
            <Empty
                alone=true
                title=Signal::derive(move || t!(words, contact.in_bin, name = name()))
                text=Signal::derive(move || t!(words, contact.in_bin_text))
                icon=IconName::Trash2
            >
                <Button
                    label=Signal::derive(move || t!(words, contact.restore))
                    kind=ButtonKind::Primary
                    on_press=move |()| app.records.change_many(vec![id], BulkChange::Restore)
                />
                <ToDeals />
            </Empty>
        </div>
    }
}
