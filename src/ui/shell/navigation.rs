//! Navigation: a bar at the bottom on a phone, a rail at the side on wider screens.

use leptos::prelude::*;

use super::shortcuts::{HELP, follow_palette, follow_shortcuts, keys_of};
use crate::ui::parts::icon_of_kind;
use crate::ui::paths;
use crate::ui::state::{AppState, t, use_app};
use domain::Schema;
use kit::{Icon, IconName};

/// A navigation target.
#[derive(Clone, Copy, PartialEq, Eq)]
enum NavTarget {
    Today,
    Contacts,
    Deals,
    Tasks,
    Companies,
    Import,
    Settings,
    More,
}

impl NavTarget {
    fn path(self) -> &'static str {
        match self {
            Self::Today => paths::TODAY,
            Self::Contacts => paths::CONTACTS,
            Self::Deals => paths::DEALS,
            Self::Tasks => paths::TASKS,
            Self::Companies => paths::COMPANIES,
            Self::Import => paths::IMPORT,
            Self::Settings => paths::SETTINGS,
            Self::More => paths::MORE,
        }
    }

    fn icon(self) -> IconName {
        match self {
            Self::Today => IconName::Sun,
            Self::Contacts => IconName::Users,
            Self::Deals => IconName::Columns3,
            Self::Tasks => IconName::ListChecks,
            Self::Companies => IconName::Building2,
            Self::Import => IconName::Upload,
            Self::Settings => IconName::Settings,
            Self::More => IconName::Menu,
        }
    }

    fn label(self, app: AppState) -> String {
        match self {
            Self::Today => t!(app.words, shell.today_place),
            Self::Contacts => t!(app.words, shell.contacts),
            Self::Deals => t!(app.words, shell.deals),
            Self::Tasks => t!(app.words, shell.tasks),
            Self::Companies => t!(app.words, shell.companies),
            Self::Import => t!(app.words, shell.import),
            Self::Settings => t!(app.words, shell.settings),
            Self::More => t!(app.words, shell.more),
        }
    }

    /// True if a path belongs to the target; on a phone "More" covers everything it links to.
    fn holds(self, path: &str) -> bool {
        let inside = |own: &str| paths::inside(path, own).is_some();
        match self {
            Self::More => {
                let others = [paths::MORE, paths::COMPANIES, paths::IMPORT, paths::SETTINGS];
                others.into_iter().any(inside) || path.starts_with(paths::OWN)
            }
            place => inside(place.path()),
        }
    }
}

/// The targets at the top of the rail; the user's kinds, import and settings follow.
const PLACES: [NavTarget; 5] = [
    NavTarget::Today,
    NavTarget::Contacts,
    NavTarget::Deals,
    NavTarget::Tasks,
    NavTarget::Companies,
];

/// The bar on a phone.
#[component]
pub fn Bar() -> impl IntoView {
    let app = use_app();
    let tab = move |place: NavTarget| {
        let current = use_current(place);
        view! {
            <a class="shell__tab" href=paths::href(place.path()) aria-current=current>
                <span class="shell__pill"><Icon name=place.icon() /></span>
                <span>{move || place.label(app)}</span>
            </a>
        }
    };
    view! {
        <nav class="shell__bar" aria-label=move || t!(app.words, shell.navigation)>
            {[NavTarget::Today, NavTarget::Contacts, NavTarget::Deals, NavTarget::Tasks, NavTarget::More].map(tab)}
        </nav>
    }
}

/// The rail on a tablet or desktop.
#[component]
pub fn Rail() -> impl IntoView {
    let app = use_app();
    let link = move |place: NavTarget| {
        let current = use_current(place);
        view! {
            <a class="shell__link" href=paths::href(place.path()) aria-current=current>
                <Icon name=place.icon() />
                <span>{move || place.label(app)}</span>
                {keys_of(place.path()).map(|keys| view! { <kbd aria-hidden="true">{keys}</kbd> })}
            </a>
        }
    };
    follow_shortcuts(app);
    follow_palette(app);
    view! {
        <nav class="shell__rail" aria-label=move || t!(app.words, shell.navigation)>
            <p class="shell__brand"><Icon name=IconName::Satchel /><span>"Satchel"</span></p>
            <button
                class="shell__link"
                type="button"
                on:click=move |_| app.sheets.palette.set(true)
            >
                <Icon name=IconName::Search />
                <span>{move || t!(app.words, shell.palette_short)}</span>
                <kbd aria-hidden="true">"Ctrl K"</kbd>
            </button>
            {PLACES.map(|place| {
                let shown = Memo::new(move |_| is_there(app, place));
                view! { <Show when=move || shown.get()>{link(place)}</Show> }
            })}
            <OwnKinds />
            {link(NavTarget::Import)}
            <div class="shell__spring"></div>
            <button class="shell__link shell__keys" type="button" on:click=move |_| app.sheets.keys.set(true)>
                <Icon name=IconName::Type />
                <span>{move || t!(app.words, shell.keys)}</span>
                <kbd aria-hidden="true">{HELP}</kbd>
            </button>
            {link(NavTarget::Settings)}
        </nav>
    }
}

/// True unless it is the list of a kind that the user works without. Tracked.
fn is_there(app: AppState, place: NavTarget) -> bool {
    place != NavTarget::Companies || app.records.has_list_at(place.path())
}

/// The lists of the user's kinds.
#[component]
fn OwnKinds() -> impl IntoView {
    let app = use_app();
    let path = paths::use_router().path();
    let kinds = Memo::new(move |_| app.records.own_kinds());
    let link = move |schema: &Schema| {
        let home = paths::list(&schema.path);
        let href = paths::href(&home);
        let current = move || paths::inside(&path.read(), &home).map(|_| "page");
        view! {
            <a class="shell__link" href=href aria-current=current>
                <Icon name=icon_of_kind(schema) />
                <span dir="auto">{schema.label_many.to_string()}</span>
            </a>
        }
    };
    move || kinds.read().iter().map(link).collect_view()
}

fn use_current(place: NavTarget) -> impl Fn() -> Option<&'static str> + Clone {
    let path = paths::use_router().path();
    move || place.holds(&path.read()).then_some("page")
}
