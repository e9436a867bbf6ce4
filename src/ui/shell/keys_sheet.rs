//! The sheet of keyboard shortcuts.

use leptos::prelude::*;

use super::shortcuts::{HELP, NEW, keys_of};
use crate::ui::paths;
use crate::ui::state::{AppState, t, use_app};
use kit::{Fact, Facts, Sheet};

/// The keys and their action.
type KeyLine = (String, Signal<String>);

/// The sheet.
#[component]
pub fn KeysSheet() -> impl IntoView {
    let app = use_app();
    let open = app.sheets.keys;
    let line = |(keys, does): KeyLine| {
        view! {
            <Fact label=does>
                <kbd>{keys}</kbd>
            </Fact>
        }
    };
    view! {
        <Sheet
            open
            title=Signal::derive(move || t!(app.words, shell.keys))
            on_close=move |()| open.set(false)
        >
            <Facts>{lines(app).into_iter().map(line).collect_view()}</Facts>
        </Sheet>
    }
}

fn lines(app: AppState) -> Vec<KeyLine> {
    let words = app.words;
    let text = |read: fn(AppState) -> String| Signal::derive(move || read(app));
    let place = |path: &str, name: fn(AppState) -> String| {
        let does = Signal::derive(move || t!(words, shell.key_go, place = name(app)));
        Some((keys_of(path)?, does))
    };
    let own = [
        ("/".to_owned(), text(|app| t!(app.words, shell.key_search))),
        ("Ctrl K".to_owned(), text(|app| t!(app.words, shell.palette))),
        (NEW.to_owned(), text(|app| t!(app.words, shell.key_new))),
    ];
    let places = [
        place(paths::TODAY, |app| t!(app.words, shell.today_place)),
        place(paths::CONTACTS, |app| t!(app.words, shell.contacts)),
        place(paths::DEALS, |app| t!(app.words, shell.deals)),
        place(paths::TASKS, |app| t!(app.words, shell.tasks)),
    ];
    let rest = [
        ("\u{2191} \u{2193}".to_owned(), text(|app| t!(app.words, shell.key_rows))),
        (SPACE.to_owned(), text(|app| t!(app.words, shell.key_card))),
        ("Esc".to_owned(), text(|app| t!(app.words, shell.key_close))),
        (HELP.to_owned(), text(|app| t!(app.words, shell.key_help))),
    ];
    own.into_iter().chain(places.into_iter().flatten()).chain(rest).collect()
}

/// The space bar, as labeled on some keyboards.
const SPACE: &str = "\u{2423}";
