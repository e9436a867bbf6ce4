//! Removing a stage or a pipeline: deals that are in it are asked a place for. That is also how two
//! of them become one.

use leptos::prelude::*;

use super::screen::deals;
use crate::ui::state::{AppState, t, use_app};
use domain::RecordId;
use kit::{Button, ButtonKind, Group, Icon, IconName, ListRow};

/// The stages where the deals of a stage or pipeline could go, by pipeline.
fn places(state: AppState, id: RecordId) -> Vec<(String, Vec<(RecordId, String)>)> {
    let mut all = state.pipelines();
    // Those of the same pipeline first.
    all.sort_by_key(|pipeline| !pipeline.stages.iter().any(|stage| stage.id == id));
    let others = all.into_iter().filter(|pipeline| pipeline.id != id).map(|pipeline| {
        let stages = pipeline.stages.into_iter().filter(|stage| stage.id != id);
        (pipeline.name, stages.map(|stage| (stage.id, stage.name)).collect::<Vec<_>>())
    });
    others.filter(|(_, stages)| !stages.is_empty()).collect()
}

/// The button "Delete", and where there are deals the question where they go. `asking` says that the
/// question takes the place of the form above.
#[component]
pub fn RemovePlace(
    /// The stage or pipeline.
    id: RecordId,
    /// What is said below the button.
    #[prop(into)]
    hint: Signal<String>,
    /// Whether the question is asked.
    asking: RwSignal<bool>,
    /// It is gone, or will be in a moment.
    #[prop(into)]
    on_gone: Callback<()>,
) -> impl IntoView {
    let state = use_app();
    let words = state.words;
    let press = move || {
        if untrack(|| state.deals_in(id)) > 0 {
            asking.set(true);
        } else {
            on_gone.run(());
            state.remove_place(id, None);
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

/// The other stages.
#[component]
fn WhereTo(id: RecordId, asking: RwSignal<bool>, on_gone: Callback<()>) -> impl IntoView {
    let state = use_app();
    let words = state.words;
    let places = untrack(|| places(state, id));
    let none = places.is_empty();
    let count = Memo::new(move |_| state.deals_in(id));
    let row = move |(stage, name): (RecordId, String)| {
        let go = move |()| {
            on_gone.run(());
            state.remove_place(id, Some(stage));
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
            {move || t!(words, selling.where_to, deals = deals(state, count.get()))}
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
