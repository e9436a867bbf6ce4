//! Backup and restore.

use leptos::prelude::*;

use super::rows::{ActRow, FactRow};
use super::tags::records;
use crate::ui::state::{ExportFormat, RestoreOutcome, t, use_app};
use domain::CONTACT;
use kit::{FileField, Group, IconName};

/// Backup, restore, export.
#[component]
pub fn Backup() -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let last = LocalResource::new(move || {
        app.revision();
        app.settings.last_backup()
    });
    let last = Signal::derive(move || match last.get() {
        None => String::new(),
        Some(None) => t!(words, settings.never),
        Some(Some(when)) => app.format.day_and_time(when),
    });
    view! {
        <Group title=Signal::derive(move || t!(words, settings.backup))>
            <FactRow
                icon=IconName::Clock
                label=Signal::derive(move || t!(words, settings.last_backup))
                value=last
            />
            <ActRow
                icon=IconName::Save
                label=Signal::derive(move || t!(words, settings.download_backup))
                hint=Signal::derive(move || t!(words, settings.download_backup_hint))
                on_press=move |()| app.settings.back_up()
            />
            <ActRow
                icon=IconName::SlidersHorizontal
                label=Signal::derive(move || t!(words, settings.download_configuration))
                hint=Signal::derive(move || t!(words, settings.download_configuration_hint))
                on_press=move |()| app.settings.back_up_configuration()
            />
            <Exports />
        </Group>
        <Restore />
    }
}

/// The exports of everything, and of all contacts.
#[component]
fn Exports() -> impl IntoView {
    let app = use_app();
    let words = app.words;
    view! {
        <ActRow
            icon=IconName::Columns3
            label=Signal::derive(move || t!(words, settings.export_tables))
            hint=Signal::derive(move || t!(words, settings.export_tables_hint))
            on_press=move |()| app.records.export_everything(false)
        />
        <ActRow
            icon=IconName::Columns3
            label=Signal::derive(move || t!(words, settings.export_book))
            hint=Signal::derive(move || t!(words, settings.export_book_hint))
            on_press=move |()| app.records.export_everything(true)
        />
        <ActRow
            icon=IconName::FileDown
            label=Signal::derive(move || t!(words, settings.export_csv))
            hint=Signal::derive(move || t!(words, settings.export_csv_hint))
            on_press=move |()| app.records.export(CONTACT, None, ExportFormat::Csv)
        />
        <ActRow
            icon=IconName::FileDown
            label=Signal::derive(move || t!(words, settings.export_xlsx))
            hint=Signal::derive(move || t!(words, settings.export_xlsx_hint))
            on_press=move |()| app.records.export(CONTACT, None, ExportFormat::Xlsx)
        />
        <ActRow
            icon=IconName::Users
            label=Signal::derive(move || t!(words, settings.export_vcard))
            hint=Signal::derive(move || t!(words, settings.export_vcard_hint))
            on_press=move |()| app.records.export(CONTACT, None, ExportFormat::VCard)
        />
        <ActRow
            icon=IconName::Users
            label=Signal::derive(move || t!(words, settings.export_vcard3))
            hint=Signal::derive(move || t!(words, settings.export_vcard3_hint))
            on_press=move |()| app.records.export(CONTACT, None, ExportFormat::VCard3)
        />
    }
}

/// The restore of a backup.
#[component]
fn Restore() -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let restored = move |outcome: RestoreOutcome| {
        let RestoreOutcome { added, updated, same, amiss: _ } = outcome;
        let text = if updated + same == 0 {
            t!(words, settings.restored_count, records = records(app, added))
        } else {
            t!(words, settings.restored_into, added = added, updated = updated, same = same)
        };
        app.settings.say_restored(text, outcome);
    };
    view! {
        <div class="settings__part">
            <FileField
                label=Signal::derive(move || t!(words, settings.restore_backup))
                hint=Signal::derive(move || {
                    Some(if app.is_empty() {
                        t!(words, settings.restore_hint)
                    } else {
                        t!(words, settings.restore_full_hint)
                    })
                })
                accept=".json,application/json".to_owned()
                on_pick=move |event| app.settings.restore(event, restored)
            />
        </div>
    }
}
