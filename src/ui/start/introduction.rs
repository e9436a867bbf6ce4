//! The introduction: one card that asks for name, country and currency, which determine "mine",
//! phone numbers and amounts. Shown only on Today; can be dismissed.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::ui::state::{AppState, t, use_app};
use domain::{Draft, SETTINGS, currency_of, settings};
use kit::{Button, ButtonKind, Group, InputKind, SelectField, TextField};

/// The answers so far.
#[derive(Clone, Copy)]
struct Introduction_ {
    name: RwSignal<String>,
    country: RwSignal<String>,
    /// Empty for the country's currency.
    currency: RwSignal<String>,
    name_order: RwSignal<String>,
}

impl Introduction_ {
    /// Creates the form with the current settings, or the likely country.
    fn begin(app: AppState) -> Self {
        let known = |field| app.settings.peek_text(field);
        let country = known(settings::COUNTRY);
        let country =
            if country.is_empty() { app.settings.likely_country().to_owned() } else { country };
        Self {
            name: RwSignal::new(known(settings::ME)),
            country: RwSignal::new(country),
            currency: RwSignal::new(known(settings::CURRENCY)),
            name_order: RwSignal::new(known(settings::NAME_ORDER)),
        }
    }

    /// Returns the chosen currency, otherwise the country's. Tracked.
    fn currency(self) -> String {
        let picked = self.currency.get();
        if picked.is_empty() {
            currency_of(&self.country.read()).unwrap_or_default().to_owned()
        } else {
            picked
        }
    }

    fn draft(self) -> Draft {
        let mut draft = self.place();
        let answers = [
            (settings::ME, self.name.get_untracked().trim().to_owned()),
            (settings::NAME_ORDER, self.name_order.get_untracked()),
        ];
        answers.into_iter().for_each(|(field, text)| draft.set_text(field, text));
        draft
    }

    /// Keeps only the country with its currency, as the card shows them.
    fn decline(self, app: AppState) {
        app.settings.keep_answer(self.place());
        app.settings.end_introduction();
    }

    /// Returns the country with its currency.
    fn place(self) -> Draft {
        let mut draft = Draft::new(SETTINGS);
        draft.set_text(settings::COUNTRY, self.country.get_untracked());
        draft.set_text(settings::CURRENCY, untrack(|| self.currency()));
        draft
    }
}

/// The card.
#[component]
pub fn Introduction() -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let answer = Introduction_::begin(app);
    let begun = answer.draft();
    // Keep the input if the card is dismissed by starting another way.
    on_cleanup(move || {
        let typed = answer.draft();
        if typed != begun && untrack(|| app.settings.asks_who_you_are()) {
            app.settings.keep_answer(typed);
        }
    });
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        app.settings.introduce(answer.draft());
    };
    view! {
        <Group title=Signal::derive(move || t!(words, start.you))>
            <form class="start__you" on:submit=on_submit>
                <p class="start__note">{move || t!(words, start.you_text)}</p>
                <div class="start__fields">
                    <TextField
                        label=Signal::derive(move || t!(words, start.your_name))
                        value=answer.name
                        kind=InputKind::Name
                        autocomplete="name"
                        on_input=move |text| answer.name.set(text)
                    />
                    <SelectField
                        label=Signal::derive(move || t!(words, settings.country))
                        value=answer.country
                        choices=Signal::derive(move || app.settings.country_choices())
                        on_change=move |code| answer.country.set(code)
                    />
                    <SelectField
                        label=Signal::derive(move || t!(words, settings.currency))
                        value=Signal::derive(move || answer.currency())
                        choices=Signal::derive(move || app.settings.currency_choices())
                        on_change=move |code| answer.currency.set(code)
                    />
                    <SelectField
                        label=Signal::derive(move || t!(words, settings.name_order))
                        value=answer.name_order
                        choices=Signal::derive(move || app.settings.name_order_choices())
                        on_change=move |order| answer.name_order.set(order)
                    />
                </div>
                <div class="start__foot">
                    <Button
                        label=Signal::derive(move || t!(words, start.not_now))
                        kind=ButtonKind::Ghost
                        on_press=move |()| answer.decline(app)
                    />
                    <Button
                        label=Signal::derive(move || t!(words, start.save_you))
                        kind=ButtonKind::Primary
                        submit=true
                    />
                </div>
            </form>
        </Group>
    }
}
