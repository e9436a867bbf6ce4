//! The few words that kit components say by themselves. The shell provides them in the language of
//! the screen; without that they are English.

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
    /// The parts of a date.
    pub day: Signal<String>,
    /// The parts of a date.
    pub month: Signal<String>,
    /// The parts of a date.
    pub year: Signal<String>,
    /// Names of the months, January first; numbers where it is empty.
    pub months: Signal<Vec<String>>,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Default for Words {
    fn default() -> Self {
        let months: Vec<String> = MONTHS.iter().map(|&month| month.to_owned()).collect();
        Self {
            close: "Close".into(),
            clear: "Clear search".into(),
            back: "Back".into(),
            dismiss: "Dismiss".into(),
            loading: "Loading".into(),
            day: "Day".into(),
            month: "Month".into(),
            year: "Year".into(),
            months: Signal::stored(months),
        }
    }
}

/// The words given by the shell, or the English ones.
pub fn use_words() -> Words {
    use_context().unwrap_or_default()
}
