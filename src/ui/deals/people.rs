//! The people of a deal, with what they are to it.

use leptos::prelude::*;

use super::page::Open;
use crate::domain::{
    CONTACT, Channel, DEAL, Fields, Maps, RecordId, Value, activity, contact, deal, ways,
};
use crate::ui::kit::{Avatar, IconButton, IconName, ListRow, Section};
use crate::ui::paths;
use crate::ui::state::{AppState, ContactCard, LogRequest, t};

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
    let row = move |(card, role): (ContactCard, String)| view! { <Person open card role /> };
    view! {
        <Show when=move || any.get()>
            <Section title=Signal::derive(move || t!(words, deals.people))>
                {move || people.get().into_iter().map(row).collect_view()}
            </Section>
        </Show>
    }
}

#[component]
fn Person(open: Open, card: ContactCard, role: String) -> impl IntoView {
    let app = open.app;
    let ContactCard { id, name, initials, .. } = card;
    let initials = StoredValue::new(initials);
    let called = name.clone();
    let phone = move || {
        let href = number_of(app, open.maps, id)?;
        let label = t!(app.words, deals.call, name = called.clone());
        let call = move |()| app.call(href.clone(), call_about(open, id));
        Some(view! { <IconButton label icon=IconName::Phone on_press=call /> })
    };
    view! {
        <ListRow
            title=move || view! { <span dir="auto">{name.clone()}</span> }
            subtitle=move || role.clone()
            leading=move || view! { <Avatar initials=initials.get_value() seed=id.spread() /> }
            extra=phone
            href=Signal::stored(paths::href(&paths::contact(id)))
        />
    }
}

/// A call to somebody about a deal.
pub fn call_about(open: Open, contact: RecordId) -> LogRequest {
    LogRequest { deal: Some(open.id), ..LogRequest::with(activity::CALL, contact) }
}

/// The link that calls somebody; none where there is no number, or the person does not want calls.
pub fn number_of(app: AppState, maps: Maps, id: RecordId) -> Option<String> {
    let record = app.record(id)?;
    let barred = record.texts(contact::DO_NOT_CONTACT);
    if barred.iter().any(|key| key == Channel::Call.key()) {
        return None;
    }
    let found = ways(Channel::Call, &app.schema(CONTACT), &record, app.dialling(), maps);
    found.into_iter().next().map(|way| way.href)
}
