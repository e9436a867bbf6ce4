//! The few words that kit components use by themselves. The shell provides them in the language of
//! the screen.

use leptos::prelude::*;

/// The kit's own words; provide them with `provide_context(KitWords { … })`.
#[derive(Debug, Clone, Copy)]
pub struct KitWords {
    /// The button that closes a sheet.
    pub close: Signal<String>,
    /// The button that empties the search box.
    pub clear: Signal<String>,
    /// The link back to the previous screen.
    pub back: Signal<String>,
    /// The button that dismisses a toast.
    pub dismiss: Signal<String>,
    /// The announcement while something is loading.
    pub loading: Signal<String>,
    /// The title when a part of the screen could not be fetched.
    pub part_missing: Signal<String>,
    /// The sentence below it.
    pub part_missing_text: Signal<String>,
    /// The button that retries.
    pub try_again: Signal<String>,
    /// The parts of a date.
    pub day: Signal<String>,
    /// The parts of a date.
    pub month: Signal<String>,
    /// The parts of a date.
    pub year: Signal<String>,
    /// The names of the months, January first.
    pub months: Signal<Vec<String>>,
}

/// Returns the words provided by the shell.
pub fn use_words() -> KitWords {
    expect_context()
}
