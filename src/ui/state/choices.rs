//! What there is to choose from in the settings and at the first start: countries, currencies, the
//! order of names; and a guess at where the user is.

use super::app_state::AppState;
use super::words::t;
use browser::{intl, window};
use domain::{CURRENCIES, NameHabits, country_codes, likely_country};
use kit::Choice;

/// Choices by name, with one for "not set" before them.
fn by_name(state: &AppState, mut choices: Vec<Choice>) -> Vec<Choice> {
    choices.sort_by_cached_key(|choice| choice.label.to_lowercase());
    choices.insert(0, Choice::new("", t!(state.words, settings.not_set)));
    choices
}

impl AppState {
    /// The countries by their names.
    pub fn country_choices(&self) -> Vec<Choice> {
        let choice =
            |(code, _): &(&'static str, &'static str)| Choice::new(*code, self.country_name(code));
        by_name(self, country_codes().iter().map(choice).collect())
    }

    /// The currencies by their names.
    pub fn currency_choices(&self) -> Vec<Choice> {
        let choice =
            |code: &str| Choice::new(code, format!("{} ({code})", self.currency_name(code)));
        by_name(self, CURRENCIES.split_whitespace().map(choice).collect())
    }

    /// In which order names may be shown.
    pub fn name_order_choices(&self) -> Vec<Choice> {
        let words = self.words;
        vec![
            Choice::new("", t!(words, settings.order_of_person)),
            Choice::new("given", t!(words, settings.first_name_first)),
            Choice::new("family", t!(words, settings.family_name_first)),
        ]
    }

    /// What the settings say about the order of names; followed when read in a view.
    pub fn name_habits(&self) -> NameHabits {
        self.watch().name_habits()
    }

    /// The country in which the device seems to be, by its clock and the browser's language; empty
    /// where neither says one.
    pub fn likely_country(&self) -> &'static str {
        likely_country(&intl::time_zone(), &window::country())
    }
}
