//! The start of Today for new users: introduction, and ways to add contacts.

use leptos::prelude::*;

use super::first_start::Ways;
use super::introduction::Introduction;
use crate::ui::state::{t, use_app};
use domain::CONTACT;
use kit::Group;

/// The introduction until it is answered or dismissed; and, while there are no contacts, ways to
/// add some.
#[component]
pub fn Begin() -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let asks = Memo::new(move |_| app.settings.asks_who_you_are());
    let nobody = Memo::new(move |_| app.records.count(CONTACT) == 0);
    view! {
        <Show when=move || asks.get()><Introduction /></Show>
        <Show when=move || nobody.get()>
            <Group title=Signal::derive(move || t!(words, start.no_contacts))>
                <div class="start__bring">
                    <p class="start__note">{move || t!(words, start.no_contacts_text)}</p>
                    <Ways />
                </div>
            </Group>
        </Show>
    }
}
