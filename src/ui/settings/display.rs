//! Country, currency, name order, language and theme.

use leptos::prelude::*;

use super::me::{set, setting};
use crate::ui::state::{LANGUAGES, t, use_app};
use domain::settings;
use kit::{Button, Group, SelectField, SelectOption};

/// The defaults of new records.
#[component]
pub fn Defaults() -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let country = setting(app, settings::COUNTRY);
    // The device's country is a guess; it applies only once the user accepts it.
    let guess = app.settings.likely_country();
    let offered = Memo::new(move |_| !guess.is_empty() && country.read().is_empty());
    view! {
        <Group title=Signal::derive(move || t!(words, settings.defaults))>
            <div class="settings__fields">
                <SelectField
                    label=Signal::derive(move || t!(words, settings.country))
                    value=country
                    choices=Signal::derive(move || app.settings.country_choices())
                    hint=Signal::derive(move || Some(t!(words, settings.country_hint)))
                    on_change=move |code: String| set(app, settings::COUNTRY, &code)
                />
                <Show when=move || offered.get()>
                    <Button
                        label=Signal::derive(move || {
                            t!(words, settings.use_country, country = app.format.country_name(guess))
                        })
                        on_press=move |()| set(app, settings::COUNTRY, guess)
                    />
                </Show>
                <SelectField
                    label=Signal::derive(move || t!(words, settings.currency))
                    value=setting(app, settings::CURRENCY)
                    choices=Signal::derive(move || app.settings.currency_choices())
                    on_change=move |code: String| set(app, settings::CURRENCY, &code)
                />
                <SelectField
                    label=Signal::derive(move || t!(words, settings.name_order))
                    value=setting(app, settings::NAME_ORDER)
                    choices=Signal::derive(move || app.settings.name_order_choices())
                    hint=Signal::derive(move || Some(t!(words, settings.name_order_hint)))
                    on_change=move |order: String| set(app, settings::NAME_ORDER, &order)
                />
            </div>
        </Group>
    }
}

/// Language and theme.
#[component]
pub fn Display() -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let system = move || SelectOption::new("", t!(words, settings.system));
    let languages = Signal::derive(move || {
        let named = LANGUAGES.into_iter().map(|(tag, name)| SelectOption::new(tag, name));
        std::iter::once(system()).chain(named).collect::<Vec<_>>()
    });
    let themes = Signal::derive(move || {
        vec![
            system(),
            SelectOption::new("light", t!(words, settings.light)),
            SelectOption::new("dark", t!(words, settings.dark)),
        ]
    });
    let years = Signal::derive(move || {
        vec![
            SelectOption::new("", t!(words, settings.christian_years)),
            SelectOption::new(settings::BUDDHIST_YEARS, t!(words, settings.buddhist_years)),
        ]
    });
    view! {
        <Group title=Signal::derive(move || t!(words, settings.display))>
            <div class="settings__fields">
                <ChosenSetting
                    label=Signal::derive(move || t!(words, settings.language))
                    field=settings::LANGUAGE
                    choices=languages
                />
                <Show when=move || words.has_other_years()>
                    <ChosenSetting
                        label=Signal::derive(move || t!(words, settings.years))
                        field=settings::YEARS
                        choices=years
                    />
                </Show>
                <ChosenSetting
                    label=Signal::derive(move || t!(words, settings.appearance))
                    field=settings::THEME
                    choices=themes
                />
            </div>
        </Group>
    }
}

/// A setting that is one of some choices.
#[component]
fn ChosenSetting(
    #[prop(into)] label: Signal<String>,
    field: u32,
    choices: Signal<Vec<SelectOption>>,
) -> impl IntoView {
    let app = use_app();
    let on_change = move |chosen: String| set(app, field, &chosen);
    view! { <SelectField label value=setting(app, field) choices on_change /> }
}
