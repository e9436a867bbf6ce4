//! The settings screen, with its groups.

use leptos::prelude::*;

use super::backup::Backup;
use super::display::{Defaults, Display};
use super::erase::Remove;
use super::me::Me;
use super::photos::Photos;
use super::rows::{FactRow, LinkRow};
use super::selling::Selling;
use super::storage::Storage;
use super::tags::Tags;
use crate::ui::paths;
use crate::ui::state::{t, use_app};
use kit::{Group, IconName, TopBar};

/// The settings screen.
#[component]
pub fn SettingsScreen() -> impl IntoView {
    let app = use_app();
    let words = app.words;
    app.show_title(move || t!(words, settings.title));
    view! {
        <div class="screen settings">
            <TopBar
                title=Signal::derive(move || t!(words, settings.title))
                back=Signal::derive(|| paths::href(paths::MORE))
                back_is_narrow=true
            />
            <Me />
            <Defaults />
            <Display />
            <Photos />
            <Selling />
            <Kinds />
            <Tags />
            <YourData />
            <Storage />
            <Backup />
            <Remove />
            <About />
        </div>
    }
}

/// The link to the kinds and their fields.
#[component]
fn Kinds() -> impl IntoView {
    let words = use_app().words;
    view! {
        <Group title=Signal::derive(move || t!(words, kinds.records))>
            <LinkRow
                label=Signal::derive(move || t!(words, kinds.title))
                icon=IconName::Database
                path=paths::KINDS
            />
        </Group>
    }
}

/// Links to import, history and bin.
#[component]
fn YourData() -> impl IntoView {
    let words = use_app().words;
    view! {
        <Group title=Signal::derive(move || t!(words, settings.your_data))>
            <LinkRow
                label=Signal::derive(move || t!(words, shell.import))
                icon=IconName::Upload
                path=paths::IMPORT
            />
            <LinkRow
                label=Signal::derive(move || t!(words, settings.history))
                icon=IconName::History
                path=paths::HISTORY
            />
            <LinkRow
                label=Signal::derive(move || t!(words, settings.bin))
                icon=IconName::Trash2
                path=paths::BIN
            />
        </Group>
    }
}

/// The app's version and description.
#[component]
fn About() -> impl IntoView {
    let words = use_app().words;
    view! {
        <Group title=Signal::derive(move || t!(words, settings.about))>
            <FactRow
                icon=IconName::Satchel
                label=concat!("Satchel ", env!("CARGO_PKG_VERSION"))
                value=Signal::derive(move || t!(words, settings.about_text))
            />
            <div class="only-wide">
                <FactRow
                    icon=IconName::Type
                    label=Signal::derive(move || t!(words, settings.keyboard))
                    value=Signal::derive(move || t!(words, settings.keyboard_text))
                />
            </div>
            <FactRow
                icon=IconName::FileText
                label=Signal::derive(move || t!(words, settings.licence))
                value=Signal::derive(move || t!(words, settings.licence_text))
            />
        </Group>
    }
}
