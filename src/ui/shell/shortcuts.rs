//! Keys that do something from anywhere: `g` and the letter of a place lead there, `n` makes
//! something new, `?` shows the keys.

use std::cell::Cell;

use leptos::prelude::Set;

use crate::ui::paths;
use crate::ui::state::AppState;
use kit::on_plain_key;

/// The key that says "go".
const GO: &str = "g";
/// The key for something new.
pub const NEW: &str = "n";
/// The key that shows the keys.
pub const HELP: &str = "?";
/// The letters of the places.
const LETTERS: [(&str, &str); 4] =
    [("t", paths::TODAY), ("c", paths::CONTACTS), ("d", paths::DEALS), ("k", paths::TASKS)];
/// How long the first key is remembered, in milliseconds.
const PATIENCE: f64 = 1500.0;

/// Follows the keys as long as the component is there.
pub fn follow_shortcuts(state: AppState) {
    let place = paths::use_place();
    let began = Cell::new(None::<f64>);
    on_plain_key(move |key, now| {
        let waiting = began.take().is_some_and(|began| now - began < PATIENCE);
        match goal(key).filter(|_| waiting) {
            Some(path) => place.go(path),
            None if key.eq_ignore_ascii_case(NEW) => state.sheets.new.set(true),
            None if key == HELP => state.sheets.keys.set(true),
            None => {
                began.set((key == GO).then_some(now));
                return false;
            }
        }
        true
    });
}

/// The keys of a path, as they are shown beside its link.
pub fn keys_of(path: &str) -> Option<String> {
    let (letter, _) = LETTERS.iter().find(|(_, known)| *known == path)?;
    Some(format!("{GO} {letter}"))
}

/// Where a letter leads, in the case of the keyboard's own.
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
