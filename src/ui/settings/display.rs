//! Country, currency, name order, language and theme.

use leptos::prelude::*;

use super::me::{set, setting};
use crate::ui::state::{languages, t, use_app};
use domain::settings;
use kit::{Button, Group, SelectField, SelectOption};

/// The defaults of new records.
#[component]
pub fn Defaults() -> impl IntoView {
    let state = use_app();
    let words = state.words;
    let country = setting(state, settings::COUNTRY);
    // The device's country is a guess; it applies only once the user accepts it.
    let guess = state.settings.likely_country();
    let offered = Memo::new(move |_| !guess.is_empty() && country.read().is_empty());
    view! {
        <Group title=Signal::derive(move || t!(words, settings.defaults))>
            <div class="settings__fields">
                <SelectField
                    label=Signal::derive(move || t!(words, settings.country))
                    value=country
                    choices=Signal::derive(move || state.settings.country_choices())
                    hint=Signal::derive(move || Some(t!(words, settings.country_hint)))
                    on_change=move |code: String| set(state, settings::COUNTRY, &code)
                />
                <Show when=move || offered.get()>
                    <Button
                        label=Signal::derive(move || {
                            t!(words, settings.use_country, country = state.format.country_name(guess))
                        })
                        on_press=move |()| set(state, settings::COUNTRY, guess)
                    />
                </Show>
                <SelectField
                    label=Signal::derive(move || t!(words, settings.currency))
                    value=setting(state, settings::CURRENCY)
                    choices=Signal::derive(move || state.settings.currency_choices())
                    on_change=move |code: String| set(state, settings::CURRENCY, &code)
                />
                <SelectField
                    label=Signal::derive(move || t!(words, settings.name_order))
                    value=setting(state, settings::NAME_ORDER)
                    choices=Signal::derive(move || state.settings.name_order_choices())
                    hint=Signal::derive(move || Some(t!(words, settings.name_order_hint)))
                    on_change=move |order: String| set(state, settings::NAME_ORDER, &order)
                />
            </div>
        </Group>
    }
}

/// Language and theme.
#[component]
pub fn Display() -> impl IntoView {
    let state = use_app();
    let words = state.words;
    let system = move || SelectOption::new("", t!(words, settings.system));
    let languages = Signal::derive(move || {
        let named = languages().into_iter().map(|(tag, name)| SelectOption::new(tag, name));
        std::iter::once(system()).chain(named).collect::<Vec<_>>()
    });
    let themes = Signal::derive(move || {
        vec![
            system(),
            SelectOption::new("light", t!(words, settings.light)),
            SelectOption::new("dark", t!(words, settings.dark)),
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
