//! The few words that kit components say by themselves. The shell provides them in the language of
//! the screen.

use leptos::prelude::*;

/// The kit's own words; give them with `provide_context(Words { … })`.
#[derive(Debug, Clone, Copy)]
pub struct Words {
    /// On the button that closes a sheet.
    pub close: Signal<String>,
    /// On the button that empties the search box.
    pub clear: Signal<String>,
    /// On the button that leads to the screen before.
    pub back: Signal<String>,
    /// On the button that takes a toast away.
    pub dismiss: Signal<String>,
    /// Said while something is loading.
    pub loading: Signal<String>,
    /// A part of the screen could not be fetched: what happened, and what is safe.
    pub part_missing: Signal<String>,
    /// The sentence below it.
    pub part_missing_text: Signal<String>,
    /// On the button that tries it once more.
    pub try_again: Signal<String>,
    /// The parts of a date.
    pub day: Signal<String>,
    /// The parts of a date.
    pub month: Signal<String>,
    /// The parts of a date.
    pub year: Signal<String>,
    /// Names of the months, January first; numbers where it is empty.
    pub months: Signal<Vec<String>>,
}

/// The words given by the shell.
pub fn use_words() -> Words {
    expect_context()
}
