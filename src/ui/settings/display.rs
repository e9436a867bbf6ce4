//! Country, currency, language and appearance.

use leptos::prelude::*;

use super::me::{set, setting};
use crate::domain::{CURRENCIES, country_codes, settings};
use crate::ui::kit::{Button, Choice, Group, SelectField};
use crate::ui::state::{AppState, languages, t, use_app};

/// Choices by name, with one for "not set" before them.
fn by_name(state: AppState, mut choices: Vec<Choice>) -> Vec<Choice> {
    choices.sort_by_cached_key(|choice| choice.label.to_lowercase());
    choices.insert(0, Choice::new("", t!(state.words, settings.not_set)));
    choices
}

fn countries(state: AppState) -> Vec<Choice> {
    let choice =
        |(code, _): &(&'static str, &'static str)| Choice::new(*code, state.country_name(code));
    by_name(state, country_codes().iter().map(choice).collect())
}

fn currencies(state: AppState) -> Vec<Choice> {
    let choice = |code: &str| Choice::new(code, format!("{} ({code})", state.currency_name(code)));
    by_name(state, CURRENCIES.split_whitespace().map(choice).collect())
}

/// What new records begin with.
#[component]
pub fn Defaults() -> impl IntoView {
    let state = use_app();
    let words = state.words;
    let country = setting(state, settings::COUNTRY);
    // What the browser says is a guess: it holds once somebody takes it.
    let guess = state.browser_country();
    let known = country_codes().iter().any(|(code, _)| *code == guess);
    let guess = StoredValue::new(guess);
    let guessed = move || guess.with_value(|code| state.country_name(code));
    let offered = Memo::new(move |_| known && country.read().is_empty());
    view! {
        <Group title=Signal::derive(move || t!(words, settings.defaults))>
            <div class="settings__fields">
                <SelectField
                    label=Signal::derive(move || t!(words, settings.country))
                    value=country
                    choices=Signal::derive(move || countries(state))
                    hint=Signal::derive(move || Some(t!(words, settings.country_hint)))
                    on_change=move |code: String| set(state, settings::COUNTRY, &code)
                />
                <Show when=move || offered.get()>
                    <Button
                        label=Signal::derive(move || {
                            t!(words, settings.use_country, country = guessed())
                        })
                        on_press=move |()| {
                            guess.with_value(|code| set(state, settings::COUNTRY, code));
                        }
                    />
                </Show>
                <SelectField
                    label=Signal::derive(move || t!(words, settings.currency))
                    value=setting(state, settings::CURRENCY)
                    choices=Signal::derive(move || currencies(state))
                    on_change=move |code: String| set(state, settings::CURRENCY, &code)
                />
            </div>
        </Group>
    }
}

/// Language and appearance.
#[component]
pub fn Display() -> impl IntoView {
    let state = use_app();
    let words = state.words;
    let system = move || Choice::new("", t!(words, settings.system));
    let languages = Signal::derive(move || {
        let named = languages().into_iter().map(|(tag, name)| Choice::new(tag, name));
        std::iter::once(system()).chain(named).collect::<Vec<_>>()
    });
    let themes = Signal::derive(move || {
        vec![
            system(),
            Choice::new("light", t!(words, settings.light)),
            Choice::new("dark", t!(words, settings.dark)),
        ]
    });
    view! {
        <Group title=Signal::derive(move || t!(words, settings.display))>
            <div class="settings__fields">
                <SelectField
                    label=Signal::derive(move || t!(words, settings.language))
                    value=setting(state, settings::LANGUAGE)
                    choices=languages
                    on_change=move |tag: String| set(state, settings::LANGUAGE, &tag)
                />
                <SelectField
                    label=Signal::derive(move || t!(words, settings.appearance))
                    value=setting(state, settings::THEME)
                    choices=themes
                    on_change=move |theme: String| set(state, settings::THEME, &theme)
                />
            </div>
        </Group>
    }
}
