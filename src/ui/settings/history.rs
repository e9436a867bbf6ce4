//! The history: what was done on this device and elsewhere, and the way back from each of it.

use leptos::prelude::*;

use crate::domain::PIPELINE;
use crate::ui::kit::{
    Button, ButtonKind, Card, Empty, Failed, Icon, IconName, ListRow, Loading, Tag, TopBar,
};
use crate::ui::paths;
use crate::ui::state::{
    ActionKind, AppState, Past, PastAction, RemovedPlace, sentence, t, use_app,
};

/// What was done.
#[component]
pub fn HistoryScreen() -> impl IntoView {
    let state = use_app();
    let words = state.words;
    state.show_title(move || t!(words, settings.history));
    let slices = RwSignal::new(1_usize);
    let past = LocalResource::new(move || {
        state.revision();
        state.past_slices(slices.get())
    });
    let shown = move || match past.get() {
        None => view! { <Loading /> }.into_any(),
        Some(Ok(past)) if past.actions.is_empty() => view! {
            <Empty
                icon=IconName::History
                title=Signal::derive(move || t!(words, settings.history_empty))
                text=Signal::derive(move || t!(words, settings.history_empty_text))
            />
        }
        .into_any(),
        Some(Ok(past)) => view! { <Actions past slices /> }.into_any(),
        Some(Err(error)) => view! {
            <Failed
                title=Signal::derive(move || t!(words, settings.history_failed))
                text=sentence(&words, &error)
            >
                <Button
                    label=Signal::derive(move || t!(words, shell.try_again))
                    kind=ButtonKind::Primary
                    on_press=move |()| past.refetch()
                />
            </Failed>
        }
        .into_any(),
    };
    view! {
        <div class="screen">
            <TopBar
                title=Signal::derive(move || t!(words, settings.history))
                back=Signal::derive(|| paths::href(paths::SETTINGS))
            />
            {shown}
        </div>
    }
}

/// The actions that were read, and the way to older ones.
#[component]
fn Actions(past: Past, slices: RwSignal<usize>) -> impl IntoView {
    let words = use_app().words;
    let Past { actions, undone, more } = past;
    let row = move |action: PastAction| {
        let is_undone = undone.contains(&action.stamp);
        view! { <ActionRow action is_undone /> }
    };
    view! {
        <Card rows=true>{actions.into_iter().map(row).collect_view()}</Card>
        {more.then(|| {
            view! {
                <div class="settings__older">
                    <Button
                        label=Signal::derive(move || t!(words, settings.older))
                        on_press=move |()| slices.update(|slices| *slices += 1)
                    />
                </div>
            }
        })}
    }
}

/// One action.
#[component]
fn ActionRow(action: PastAction, is_undone: bool) -> impl IntoView {
    let state = use_app();
    let words = state.words;
    let PastAction { stamp, action: kind, here, .. } = action;
    let icon = icon_of(kind);
    let when = move || {
        let when = state.day_and_time(i64::try_from(stamp.millis).unwrap_or_default());
        if here { when } else { format!("{when} · {}", t!(words, settings.elsewhere)) }
    };
    let is_undo = kind == ActionKind::Undo;
    let back =
        move || {
            if is_undone {
                return view! { <Tag label=Signal::derive(move || t!(words, settings.is_undone)) /> }
                .into_any();
            }
            // The values of a backup keep the stamps under which they were written.
            if kind == ActionKind::Merge {
                return view! { <Tag label=Signal::derive(move || t!(words, settings.stays)) /> }
                    .into_any();
            }
            let label = Signal::derive(move || {
                if is_undo { t!(words, settings.redo) } else { t!(words, shell.undo) }
            });
            view! { <Button label kind=ButtonKind::Ghost on_press=move |()| state.undo(stamp) /> }
                .into_any()
        };
    view! {
        <ListRow
            leading=move || view! { <Icon name=icon /> }
            title=move || what(state, &action)
            subtitle=when
            extra=back
        />
    }
}

fn icon_of(kind: ActionKind) -> IconName {
    match kind {
        ActionKind::Create => IconName::Plus,
        ActionKind::Edit => IconName::Pencil,
        ActionKind::Delete => IconName::Trash2,
        ActionKind::Restore => IconName::ArchiveRestore,
        ActionKind::Bulk => IconName::ListChecks,
        ActionKind::Import => IconName::Upload,
        ActionKind::Undo => IconName::Undo2,
        ActionKind::Merge => IconName::ArchiveRestore,
    }
}

/// What an action did, as a line.
fn what(state: AppState, action: &PastAction) -> String {
    let words = state.words;
    let count = state.number(action.count as usize);
    let records = || match action.count {
        1 => t!(words, settings.one_record),
        _ => t!(words, settings.many_records, count = count),
    };
    let name = if action.label.is_empty() { records() } else { action.label.clone() };
    match action.action {
        // A person with a company that did not exist is two records, and still one person.
        ActionKind::Create if action.count > 2 => {
            t!(words, settings.did_create_many, name = name, records = records())
        }
        ActionKind::Create => t!(words, settings.did_create, name = name),
        ActionKind::Edit => t!(words, settings.did_edit, name = name),
        ActionKind::Delete if action.removed.is_some() => removed(state, action),
        ActionKind::Delete if action.count > 1 => t!(words, settings.did_delete, name = records()),
        ActionKind::Delete => t!(words, settings.did_delete, name = name),
        ActionKind::Restore if action.count > 1 => {
            t!(words, settings.did_restore, name = records())
        }
        ActionKind::Restore => t!(words, settings.did_restore, name = name),
        ActionKind::Bulk if action.label.is_empty() => {
            t!(words, settings.did_change, name = records())
        }
        ActionKind::Bulk => {
            t!(words, settings.did_tag, name = name, records = records())
        }
        ActionKind::Import => t!(words, settings.did_import, name = name, records = records()),
        ActionKind::Undo => t!(words, settings.did_undo, name = name),
        ActionKind::Merge => t!(words, settings.did_merge, records = records()),
    }
}

/// A stage or a pipeline is removed, and its deals are moved: nothing else is deleted.
fn removed(state: AppState, action: &PastAction) -> String {
    let words = state.words;
    let Some(RemovedPlace { kind, deals }) = action.removed else { return String::new() };
    let what = if kind == PIPELINE {
        t!(words, settings.did_remove_pipeline, name = action.label.clone())
    } else {
        t!(words, settings.did_remove_stage, name = action.label.clone())
    };
    match deals {
        0 => what,
        1 => t!(words, settings.did_move_deal, what = what),
        _ => t!(words, settings.did_move_deals, what = what, count = state.number(deals)),
    }
}
