//! The health of the data: whether it is complete, and repair.

use leptos::prelude::*;

use super::rows::{ActRow, FactRow};
use crate::ui::state::{Missing, RestoreOutcome, t, use_app};
use kit::{Button, ButtonKind, FileField, IconName, Sheet, Toast};

/// A row with the health of the data; if data is missing, another row to write it off.
#[component]
pub fn Health() -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let missing = Memo::new(move |_| app.settings.missing());
    let value = Signal::derive(move || {
        let Missing { records, parts } = missing.get();
        match (records, parts) {
            (0, 0) => t!(words, settings.health_whole),
            (0, parts) => t!(words, settings.damaged, count = parts),
            (records, _) => t!(words, settings.missing, count = records),
        }
    });
    let asking = RwSignal::new(false);
    let given_up = move || {
        asking.set(false);
        app.toasts.clear();
        app.toasts.show(Toast::new(t!(words, settings.given_up)));
    };
    view! {
        {move || {
            let icon = match missing.read().is_nothing() {
                true => IconName::Check,
                false => IconName::TriangleAlert,
            };
            view! {
                <FactRow icon label=Signal::derive(move || t!(words, settings.health)) value />
            }
        }}
        <Unknown />
        <Show when=move || !missing.read().is_nothing()>
            <ActRow
                icon=IconName::ArchiveRestore
                label=Signal::derive(move || t!(words, settings.give_up))
                hint=Signal::derive(move || t!(words, settings.give_up_hint))
                on_press=move |()| asking.set(true)
            />
        </Show>
        <Sheet
            open=asking
            title=Signal::derive(move || t!(words, settings.give_up))
            on_close=move |()| asking.set(false)
        >
            <div class="settings__sheet">
                <p>{move || t!(words, settings.give_up_text)}</p>
                <Button
                    label=Signal::derive(move || t!(words, settings.give_up))
                    kind=ButtonKind::Danger
                    wide=true
                    on_press=move |()| app.settings.give_up_missing(given_up)
                />
            </div>
        </Sheet>
    }
}

/// A row about records that this build does not know, if there are any.
#[component]
fn Unknown() -> impl IntoView {
    let app = use_app();
    let unknown = Memo::new(move |_| app.settings.count_unknown());
    view! {
        <Show when=move || unknown.get() != 0>
            <FactRow
                icon=IconName::Info
                label=Signal::derive(move || t!(app.words, settings.unknown))
                value=Signal::derive(move || app.settings.say_unknown(unknown.get()))
            />
        </Show>
    }
}

/// A repair from a backup that restores missing data.
#[component]
pub fn Repair() -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let is_whole = Memo::new(move |_| app.settings.missing().is_nothing());
    let restored = move |RestoreOutcome { added, updated, same, .. }| {
        let text = t!(words, settings.restored_into, added = added, updated = updated, same = same);
        app.toasts.show(Toast::new(text));
    };
    view! {
        <Show when=move || !is_whole.get()>
            <div class="settings__part">
                <FileField
                    label=Signal::derive(move || t!(words, settings.repair))
                    hint=Signal::derive(move || Some(t!(words, settings.repair_hint)))
                    accept=".json,application/json".to_owned()
                    on_pick=move |event| app.settings.restore(event, restored)
                />
            </div>
        </Show>
    }
}
