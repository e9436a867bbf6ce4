//! Choices for the settings and the first start: countries, currencies and name order; and a guess
//! at the user's country.

use super::format::Formatter;
use super::settings::Settings;
use super::words::{Words, t};
use browser::{intl, window};
use domain::{CURRENCIES, NameHabits, country_codes, likely_country};
use kit::SelectOption;

/// Sorts choices by label and puts "not set" first.
fn by_name(words: Words, mut choices: Vec<SelectOption>) -> Vec<SelectOption> {
    choices.sort_by_cached_key(|choice| choice.label.to_lowercase());
    choices.insert(0, SelectOption::new("", t!(words, settings.not_set)));
    choices
}

impl Settings {
    /// Returns the countries, sorted by name.
    pub fn country_choices(&self) -> Vec<SelectOption> {
        let choice = |(code, _): &(&'static str, &'static str)| {
            SelectOption::new(*code, self.format.country_name(code))
        };
        by_name(self.session.words, country_codes().iter().map(choice).collect())
    }

    /// Returns the currencies, sorted by name.
    pub fn currency_choices(&self) -> Vec<SelectOption> {
        let choice = |code: &str| {
            SelectOption::new(code, format!("{} ({code})", self.format.currency_name(code)))
        };
        by_name(self.session.words, CURRENCIES.split_whitespace().map(choice).collect())
    }

    /// Returns the orders in which names can be shown.
    pub fn name_order_choices(&self) -> Vec<SelectOption> {
        let words = self.session.words;
        vec![
            SelectOption::new("", t!(words, settings.order_of_person)),
            SelectOption::new("given", t!(words, settings.first_name_first)),
            SelectOption::new("family", t!(words, settings.family_name_first)),
        ]
    }

    /// Guesses the device's country from its time zone and the browser's language; empty if neither
    /// tells.
    pub fn likely_country(&self) -> &'static str {
        likely_country(&intl::time_zone(), &window::country())
    }
}

impl Formatter {
    /// Returns the name order of the settings. Tracked.
    pub fn name_habits(&self) -> NameHabits {
        self.session.workspace_of_shape().name_habits()
    }
}
