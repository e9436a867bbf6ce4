//! The pipeline switcher, with a link to edit pipelines.

use leptos::prelude::*;

use super::state::{DealSheet, Deals};
use crate::ui::paths;
use crate::ui::state::{PipelineView, t};
use kit::{Icon, IconName, LinkButton, ListRow, Sheet};

/// The sheet with the pipelines.
#[component]
pub fn PipelineSheet(deals: Deals) -> impl IntoView {
    let words = deals.app.words;
    let open = Signal::derive(move || deals.over.get() == Some(DealSheet::Pipeline));
    let row = move |PipelineView { id, name, .. }: PipelineView| {
        let current = Signal::derive(move || {
            deals.pipeline.read().as_ref().is_some_and(|shown| shown.id == id)
        });
        let choose = move |()| {
            deals.over.set(None);
            deals.ask(|asked| asked.pipeline = Some(id));
        };
        view! {
            <ListRow
                title=move || name.clone()
                current
                trailing=move || current.get().then(|| view! { <Icon name=IconName::Check /> })
                on_press=choose
            />
        }
    };
    let foot = move || {
        view! {
            <LinkButton
                label=Signal::derive(move || t!(words, deals.edit_pipelines))
                href=paths::href(paths::PIPELINES)
                icon=IconName::Pencil
            />
        }
    };
    view! {
        <Sheet
            open
            title=Signal::derive(move || t!(words, deals.pipeline))
            footer=foot
            on_close=move |()| deals.over.set(None)
        >
            <div class="deals__rows">
                {move || deals.app.deals.pipelines().into_iter().map(row).collect_view()}
            </div>
        </Sheet>
    }
}
