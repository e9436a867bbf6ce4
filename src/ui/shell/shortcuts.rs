//! Global keyboard shortcuts: `g` and a letter go to a screen, `n` creates something new, Ctrl K and
//! `/` search everything (in a list, `/` searches the list), `?` lists the shortcuts.

use std::cell::Cell;

use leptos::prelude::{Set, document, on_cleanup, window_event_listener};

use crate::ui::paths;
use crate::ui::state::AppState;
use kit::on_plain_key;

/// The prefix key for navigation.
const GO: &str = "g";
/// The key that creates something new.
pub const NEW: &str = "n";
/// The key that searches everything, where no list answers it.
pub const SEARCH: &str = "/";
/// The letter that searches everything with Ctrl or Command, even while writing.
const PALETTE: &str = "k";
/// The key that lists the shortcuts.
pub const HELP: &str = "?";
/// The letters of the screens.
const LETTERS: [(&str, &str); 4] =
    [("t", paths::TODAY), ("c", paths::CONTACTS), ("d", paths::DEALS), ("k", paths::TASKS)];
/// Selector of a search box that answers to the search key itself.
const LIST_SEARCH: &str = ".search-box__key";
/// Maximum time between the two keys, in milliseconds.
const PATIENCE: f64 = 1500.0;

/// Handles shortcuts for the lifetime of the calling component.
pub fn follow_shortcuts(app: AppState) {
    let router = paths::use_router();
    let began = Cell::new(None::<f64>);
    on_plain_key(move |key, now| {
        let waiting = began.take().is_some_and(|began| now - began < PATIENCE);
        match goal(key).filter(|_| waiting) {
            Some(path) => router.go(path),
            None if key.eq_ignore_ascii_case(NEW) => app.sheets.new.set(true),
            None if key == SEARCH && !is_shown(LIST_SEARCH) => app.sheets.palette.set(true),
            None if key == HELP => app.sheets.keys.set(true),
            None => {
                began.set((key == GO).then_some(now));
                return false;
            }
        }
        true
    });
}

fn is_shown(selector: &str) -> bool {
    document().query_selector(selector).ok().flatten().is_some()
}

/// Opens the search of everything with Ctrl K or Command K, for the lifetime of the calling
/// component.
pub fn follow_palette(app: AppState) {
    let listener = window_event_listener(leptos::ev::keydown, move |event| {
        let alone = (event.ctrl_key() ^ event.meta_key()) && !event.alt_key() && !event.shift_key();
        if alone && event.key().eq_ignore_ascii_case(PALETTE) && !event.is_composing() {
            event.prevent_default();
            app.sheets.palette.set(true);
        }
    });
    on_cleanup(move || listener.remove());
}

/// Returns a path's shortcut, as shown beside its link.
pub fn keys_of(path: &str) -> Option<String> {
    let (letter, _) = LETTERS.iter().find(|(_, known)| *known == path)?;
    Some(format!("{GO} {letter}"))
}

/// Returns the path for a letter, ignoring case.
fn goal(key: &str) -> Option<&'static str> {
    LETTERS.iter().find(|(letter, _)| key.eq_ignore_ascii_case(letter)).map(|(_, path)| *path)
}

#[cfg(test)]
mod tests {
    use super::{goal, keys_of};
    use crate::ui::paths;

    #[test]
    fn every_letter_leads_to_its_place_and_the_place_knows_its_keys() {
        assert_eq!(goal("d"), Some(paths::DEALS));
        assert_eq!(goal("K"), Some(paths::TASKS));
        assert_eq!(goal("x"), None);
        assert_eq!(keys_of(paths::TODAY).as_deref(), Some("g t"));
        assert_eq!(keys_of(paths::IMPORT), None);
    }
}
