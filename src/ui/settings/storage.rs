//! Storage on this device.

use leptos::prelude::*;

use super::health::{Health, Repair};
use super::rows::FactRow;
use super::storage_notes::{Joined, Swept};
use crate::ui::state::{FilesTotal, Usage, t, use_app};
use kit::{Button, ButtonKind, Group, Icon, IconName, ListRow, Toast};

/// Usage, persistence and health of the data.
#[component]
pub fn Storage() -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let asked = RwSignal::new(0_u32);
    let usage = LocalResource::new(move || {
        app.revision();
        asked.get();
        app.settings.usage()
    });
    let usage = Memo::new(move |_| usage.get());
    let used = Signal::derive(move || match usage.get() {
        None => String::new(),
        Some(Usage { used: None, .. }) => t!(words, settings.used_unknown),
        Some(Usage { used: Some(used), quota: None, .. }) => app.format.bytes(used),
        Some(Usage { used: Some(used), quota: Some(quota), .. }) => {
            t!(
                words,
                settings.used_of,
                used = app.format.bytes(used),
                quota = app.format.bytes(quota)
            )
        }
    });
    let total = LocalResource::new(move || {
        app.revision();
        app.settings.files_total()
    });
    let files = Signal::derive(move || match total.get() {
        None | Some(None) => String::new(),
        Some(Some(FilesTotal { count: 0, .. })) => t!(words, settings.files_none),
        Some(Some(FilesTotal { count, bytes })) => {
            t!(words, settings.files_total, count = count, size = app.format.bytes(bytes))
        }
    });
    view! {
        <Group title=Signal::derive(move || t!(words, settings.storage))>
            <FactRow
                icon=IconName::Database
                label=Signal::derive(move || t!(words, settings.used))
                value=used
            />
            <FactRow
                icon=IconName::Paperclip
                label=Signal::derive(move || t!(words, settings.files))
                value=files
            />
            <Swept />
            <Promise usage asked />
            <Health />
            <Joined />
        </Group>
        <Repair />
    }
}

/// The state of persistent storage, with a button to request it.
#[component]
fn Promise(usage: Memo<Option<Usage>>, asked: RwSignal<u32>) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let promised = move || usage.get().map(|usage| usage.persisted);
    let stands = move || match promised() {
        None => String::new(),
        Some(Some(true)) => t!(words, settings.kept_yes),
        Some(Some(false)) => t!(words, settings.kept_no),
        Some(None) => t!(words, settings.kept_unknown),
    };
    let ask = move || {
        app.settings.keep_data(move |answer| {
            app.toasts.show(Toast::new(match answer {
                Some(true) => t!(words, settings.keep_yes),
                Some(false) => t!(words, settings.keep_no),
                None => t!(words, settings.kept_unknown),
            }));
            asked.update(|asked| *asked += 1);
        });
    };
    let button = move || {
        (promised() == Some(Some(false))).then(|| {
            view! {
                <Button
                    label=Signal::derive(move || t!(words, settings.keep))
                    kind=ButtonKind::Ghost
                    on_press=move |()| ask()
                />
            }
        })
    };
    view! {
        <ListRow
            leading=|| view! { <Icon name=IconName::HardDrive /> }
            title=move || t!(words, settings.kept)
            subtitle=stands
            extra=button
        />
    }
}
