//! The history: actions on this device and others, each with undo.

use leptos::prelude::*;

use crate::ui::parts::ChangedFields;
use crate::ui::paths;
use crate::ui::state::{
    ActionKind, AppState, HistoryAction, Past, RecordInWords, sentence, t, use_app,
};
use kit::{
    Button, ButtonKind, Card, Empty, Failed, Icon, IconName, ListRow, Loading, Sheet, Tag, TopBar,
};

/// The history screen.
#[component]
pub fn HistoryScreen() -> impl IntoView {
    let app = use_app();
    let words = app.words;
    app.show_title(move || t!(words, settings.history));
    let slices = RwSignal::new(1_usize);
    let looked_at = RwSignal::new(None::<LookedAt>);
    let past = LocalResource::new(move || {
        app.revision();
        app.settings.past_slices(slices.get())
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
        Some(Ok(past)) => view! { <Actions past slices looked_at /> }.into_any(),
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
        <ActionSheet looked_at />
    }
}

/// The selected action, in words.
#[derive(Clone, PartialEq)]
struct LookedAt {
    title: String,
    when: String,
    action: HistoryAction,
    is_undone: bool,
}

/// The loaded actions, with a button to load older ones.
#[component]
fn Actions(
    /// The loaded part of the history.
    past: Past,
    /// The number of slices to load.
    slices: RwSignal<usize>,
    /// The selected action.
    looked_at: RwSignal<Option<LookedAt>>,
) -> impl IntoView {
    let words = use_app().words;
    let (count, more) = (past.actions.len(), past.more);
    let past = StoredValue::new(past);
    let row = move |index: usize| view! { <ActionRow past index looked_at /> };
    view! {
        <div class="settings__past">
            <Card rows=true>{(0..count).map(row).collect_view()}</Card>
        </div>
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

/// An action in the list.
#[component]
fn ActionRow(
    /// The loaded part of the history.
    past: StoredValue<Past>,
    /// The action's index.
    index: usize,
    /// The selected action.
    looked_at: RwSignal<Option<LookedAt>>,
) -> impl IntoView {
    let app = use_app();
    let done = move || {
        past.with_value(|past| {
            let action = past.actions.get(index)?;
            Some(LookedAt {
                title: app.settings.title_of(past, action),
                when: when_of(app, action),
                action: action.clone(),
                is_undone: past.undone.contains(&action.stamp),
            })
        })
    };
    let first = untrack(done);
    let icon = first.as_ref().map_or(IconName::History, |done| icon_of(&done.action));
    let back = move || {
        let LookedAt { action, is_undone, .. } = first.clone()?;
        let on_press = move |()| app.undo(action.stamp);
        Some(view! { <WayBack kind=action.action is_undone in_row=true on_press /> })
    };
    view! {
        <ListRow
            leading=move || view! { <Icon name=icon /> }
            title=move || done().map(|done| done.title)
            subtitle=move || done().map(|done| done.when)
            extra=back
            on_press=move |()| looked_at.set(untrack(done))
        />
    }
}

/// Formats the time of an action, and whether it was done on another device.
fn when_of(app: AppState, action: &HistoryAction) -> String {
    let when = app.format.day_and_time(i64::try_from(action.stamp.millis).unwrap_or_default());
    if action.here { when } else { format!("{when} · {}", t!(app.words, settings.elsewhere)) }
}

/// The undo button of an action, or a tag with the reason why there is none.
#[component]
fn WayBack(
    /// The kind of action.
    kind: ActionKind,
    /// True if it is already undone.
    is_undone: bool,
    /// True in a row; a sheet has more room.
    in_row: bool,
    /// Called to undo the action.
    #[prop(into)]
    on_press: Callback<()>,
) -> impl IntoView {
    let words = use_app().words;
    if is_undone {
        let label = Signal::derive(move || t!(words, settings.is_undone));
        return view! { <Tag label /> }.into_any();
    }
    // Values from a backup keep their original stamps, so undo cannot find them.
    if kind == ActionKind::Merge {
        let label = Signal::derive(move || t!(words, settings.stays));
        return view! { <Tag label /> }.into_any();
    }
    let label = Signal::derive(move || {
        if kind == ActionKind::Undo { t!(words, settings.redo) } else { t!(words, shell.undo) }
    });
    let look = if in_row { ButtonKind::Ghost } else { ButtonKind::Primary };
    view! { <Button label kind=look wide=!in_row on_press /> }.into_any()
}

/// The sheet of an action: every record it touched, each field before and after, and undo.
#[component]
fn ActionSheet(
    /// The selected action.
    looked_at: RwSignal<Option<LookedAt>>,
) -> impl IntoView {
    let app = use_app();
    // The last content stays while the sheet slides away.
    let last = Memo::new(move |last: Option<&Option<LookedAt>>| {
        looked_at.get().or_else(|| last.cloned().flatten())
    });
    let title = move || last.read().as_ref().map(|it| it.title.clone()).unwrap_or_default();
    let foot = move || {
        let LookedAt { action, is_undone, .. } = last.get_untracked()?;
        let on_press = move |()| {
            looked_at.set(None);
            app.undo(action.stamp);
        };
        Some(view! { <WayBack kind=action.action is_undone in_row=false on_press /> })
    };
    view! {
        <Sheet
            open=Signal::derive(move || looked_at.read().is_some())
            title=Signal::derive(title)
            subtitle=Signal::derive(move || last.read().as_ref().map(|it| it.when.clone()))
            footer=foot
            on_close=move |()| looked_at.set(None)
        >
            {move || last.get_untracked().map(|it| view! { <ToldRecords action=it.action /> })}
        </Sheet>
    }
}

/// The records of an action, each field before and after.
#[component]
fn ToldRecords(
    /// The action.
    action: HistoryAction,
) -> impl IntoView {
    let app = use_app();
    let (records, more) = untrack(|| app.settings.records_in_words(&action));
    let record = |RecordInWords { name, fields }: RecordInWords| {
        view! {
            <section class="settings__told">
                <h3 class="settings__told-name" dir="auto">{name}</h3>
                <ChangedFields fields />
            </section>
        }
    };
    let rest = (more > 0).then(|| {
        let text = untrack(|| t!(app.words, history.more_records, count = more));
        view! { <p class="settings__note">{text}</p> }
    });
    view! { {records.into_iter().map(record).collect_view()} {rest} }
}

fn icon_of(action: &HistoryAction) -> IconName {
    let done = action.records.first().and_then(|record| record.done);
    match action.action {
        ActionKind::Create | ActionKind::Edit if done == Some(true) => IconName::CircleCheck,
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
