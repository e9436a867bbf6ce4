//! Everything that does not fit into a phone's navigation bar.

use leptos::prelude::*;

use crate::ui::parts::icon_of_kind;
use crate::ui::paths;
use crate::ui::state::{t, use_app};
use domain::Schema;
use kit::{Group, IconName, TopBar};

use super::rows::{ActRow, LinkRow};

/// The links to everything else.
#[component]
pub fn MoreScreen() -> impl IntoView {
    let app = use_app();
    let words = app.words;
    app.show_title(move || t!(words, shell.more));
    view! {
        <div class="screen">
            <TopBar title=Signal::derive(move || t!(words, shell.more)) />
            <YourData />
            <Group title=Signal::derive(move || t!(words, selling.title))>
                <LinkRow
                    label=Signal::derive(move || t!(words, selling.pipelines))
                    icon=IconName::Columns3
                    path=paths::PIPELINES
                />
            </Group>
            <Group title=Signal::derive(move || t!(words, settings.this_app))>
                <LinkRow
                    label=Signal::derive(move || t!(words, shell.settings))
                    icon=IconName::Settings
                    path=paths::SETTINGS
                />
            </Group>
            <p class="settings__version">{concat!("Satchel ", env!("CARGO_PKG_VERSION"))}</p>
        </div>
    }
}

/// The lists, and what can be done with all of them.
#[component]
fn YourData() -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let companies = Memo::new(move |_| app.records.has_list_at(paths::COMPANIES));
    let own = move || {
        let row = |schema: Schema| {
            let path = paths::list(&schema.path);
            let icon = icon_of_kind(&schema);
            view! { <LinkRow label=schema.label_many.to_string() icon path /> }
        };
        app.records.own_kinds().into_iter().map(row).collect_view()
    };
    view! {
        <Group title=Signal::derive(move || t!(words, settings.your_data))>
            <Show when=move || companies.get()>
                <LinkRow
                    label=Signal::derive(move || t!(words, shell.companies))
                    icon=IconName::Building2
                    path=paths::COMPANIES
                />
            </Show>
            {own}
            <ActRow
                label=Signal::derive(move || t!(words, shell.palette))
                icon=IconName::Search
                on_press=move |()| app.sheets.palette.set(true)
            />
            <LinkRow
                label=Signal::derive(move || t!(words, log.search))
                icon=IconName::Search
                path=paths::SEARCH
            />
            <LinkRow
                label=Signal::derive(move || t!(words, shell.import))
                icon=IconName::Upload
                path=paths::IMPORT
            />
            <LinkRow
                label=Signal::derive(move || t!(words, shell.history))
                icon=IconName::History
                path=paths::HISTORY
            />
            <LinkRow
                label=Signal::derive(move || t!(words, shell.bin))
                icon=IconName::Trash2
                path=paths::BIN
            />
        </Group>
    }
}
