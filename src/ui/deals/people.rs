//! The people of a deal, with what they are to it.

use leptos::prelude::*;

use super::page::Open;
use crate::domain::{DEAL, Fields, Value, deal};
use crate::ui::kit::{Avatar, ListRow, Section};
use crate::ui::paths;
use crate::ui::state::{ContactCard, t};

/// Who is in it.
#[component]
pub fn People(open: Open) -> impl IntoView {
    let app = open.app;
    let words = app.words;
    let people = Memo::new(move |_| {
        let schema = app.schema(DEAL);
        let elements = open.record.with(|record| Some(record.as_ref()?.elements(deal::CONTACTS)));
        let person = |(label, value): (String, Value)| {
            let Value::Reference(id) = value else { return None };
            let role = schema.field(deal::CONTACTS).filter(|_| !label.is_empty());
            let role = role.map(|field| field.choice_label(&label)).unwrap_or_default();
            Some((app.card_of_contact(id)?, role))
        };
        let elements = elements.unwrap_or_default().into_iter();
        elements.filter_map(|it| person((it.label, it.value))).collect::<Vec<_>>()
    });
    let any = Memo::new(move |_| !people.read().is_empty());
    let row = |(card, role): (ContactCard, String)| view! { <Person card role /> };
    view! {
        <Show when=move || any.get()>
            <Section title=Signal::derive(move || t!(words, deals.people))>
                {move || people.get().into_iter().map(row).collect_view()}
            </Section>
        </Show>
    }
}

#[component]
fn Person(card: ContactCard, role: String) -> impl IntoView {
    let ContactCard { id, name, initials, .. } = card;
    let initials = StoredValue::new(initials);
    view! {
        <ListRow
            title=move || view! { <span dir="auto">{name.clone()}</span> }
            subtitle=move || role.clone()
            leading=move || view! { <Avatar initials=initials.get_value() seed=id.spread() /> }
            href=Signal::stored(paths::href(&paths::contact(id)))
        />
    }
}
