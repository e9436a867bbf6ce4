//! What Today begins with while somebody is new: who they are, and ways to bring contacts.

use leptos::prelude::*;

use super::first_start::Ways;
use super::introduction::Introduction;
use crate::ui::state::{t, use_app};
use domain::CONTACT;
use kit::Group;

/// The question who the user is, until it is answered or let go; and as long as there are no
/// contacts, the ways to have some.
#[component]
pub fn Begin() -> impl IntoView {
    let state = use_app();
    let words = state.words;
    let asks = Memo::new(move |_| state.asks_who_you_are());
    let nobody = Memo::new(move |_| state.watch().count(CONTACT) == 0);
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
