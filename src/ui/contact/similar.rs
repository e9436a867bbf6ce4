//! Existing contacts that resemble the one being entered.

use leptos::prelude::*;

use crate::ui::paths;
use crate::ui::state::{EditForm, t, use_app};
use domain::{RecordId, contact};

/// The fields that identify a contact.
const WHO: [u32; 6] = [
    contact::GIVEN,
    contact::MIDDLE,
    contact::FAMILY,
    contact::NAME_ORDER,
    contact::EMAILS,
    contact::PHONES,
];

/// The links to contacts that resemble the one being entered.
#[component]
pub fn Similar(form: EditForm) -> impl IntoView {
    let app = use_app();
    let id = form.id;
    // Scans all contacts, so it reruns only when an identifying field changes.
    let who = Memo::new(move |_| {
        let mut who = form.draft.get();
        who.slots.retain(|number, _| WHO.contains(number));
        who
    });
    let similar = Memo::new(move |_| who.with(|who| app.records.seem_to_exist(who, id)));
    let row = move |(id, name): (RecordId, String)| {
        let text = t!(app.words, form.exists, name = name);
        view! { <a href=paths::href(&paths::contact(id)) dir="auto">{text}</a> }
    };
    view! {
        <div class="form-similar" role="status">
            {move || similar.get().into_iter().map(row).collect_view()}
        </div>
    }
}
