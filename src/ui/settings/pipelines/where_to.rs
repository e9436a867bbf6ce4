//! Deleting a stage or pipeline, with a new stage for its deals. This also serves to merge two of
//! them.

use leptos::prelude::*;

use super::screen::deals;
use crate::ui::state::{AppState, t, use_app};
use domain::RecordId;
use kit::{Button, ButtonKind, Group, Icon, IconName, ListRow};

/// Returns the possible target stages for the deals of a stage or pipeline, by pipeline.
fn places(app: AppState, id: RecordId) -> Vec<(String, Vec<(RecordId, String)>)> {
    let mut all = app.deals.pipelines();
    // The same pipeline first.
    all.sort_by_key(|pipeline| !pipeline.stages.iter().any(|stage| stage.id == id));
    let others = all.into_iter().filter(|pipeline| pipeline.id != id).map(|pipeline| {
        let stages = pipeline.stages.into_iter().filter(|stage| stage.id != id);
        (pipeline.name, stages.map(|stage| (stage.id, stage.name)).collect::<Vec<_>>())
    });
    others.filter(|(_, stages)| !stages.is_empty()).collect()
}

/// The delete button; if there are deals, it asks where to move them. While `asking` is true the
/// question replaces the form above.
#[component]
pub fn RemovePlace(
    /// The stage or pipeline.
    id: RecordId,
    /// The text below the button.
    #[prop(into)]
    hint: Signal<String>,
    /// True while the question is shown.
    asking: RwSignal<bool>,
    /// Called when it is deleted or about to be.
    #[prop(into)]
    on_gone: Callback<()>,
) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let press = move || {
        if untrack(|| app.deals.deals_in(id)) > 0 {
            asking.set(true);
        } else {
            on_gone.run(());
            app.deals.remove_place(id, None);
        }
    };
    view! {
        <Show
            when=move || asking.get()
            fallback=move || {
                view! {
                    <div class="settings__older">
                        <Button
                            label=Signal::derive(move || t!(words, shell.delete))
                            kind=ButtonKind::Danger
                            icon=IconName::Trash2
                            wide=true
                            on_press=move |()| press()
                        />
                    </div>
                    <p class="settings__note">{move || hint.get()}</p>
                }
            }
        >
            <WhereTo id asking on_gone />
        </Show>
    }
}

/// The possible target stages.
#[component]
fn WhereTo(id: RecordId, asking: RwSignal<bool>, on_gone: Callback<()>) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let places = untrack(|| places(app, id));
    let none = places.is_empty();
    let count = Memo::new(move |_| app.deals.deals_in(id));
    let row = move |(stage, name): (RecordId, String)| {
        let go = move |()| {
            on_gone.run(());
            app.deals.remove_place(id, Some(stage));
        };
        view! {
            <ListRow
                leading=|| view! { <Icon name=IconName::ArrowRight /> }
                title=move || name.clone()
                on_press=go
            />
        }
    };
    let group = move |(name, stages): (String, Vec<(RecordId, String)>)| {
        view! { <Group title=name>{stages.into_iter().map(row).collect_view()}</Group> }
    };
    view! {
        <p class="settings__question">
            {move || t!(words, selling.where_to, deals = deals(app, count.get()))}
        </p>
        <p class="settings__note">
            {move || {
                if none { t!(words, selling.nowhere) } else { t!(words, selling.where_to_text) }
            }}
        </p>
        {places.into_iter().map(group).collect_view()}
        <Button
            label=Signal::derive(move || t!(words, shell.cancel))
            wide=true
            on_press=move |()| asking.set(false)
        />
    }
}
