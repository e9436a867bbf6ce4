//! A deal's contacts with their roles.

use leptos::prelude::*;

use crate::ui::paths;
use crate::ui::records::RecordPage;
use crate::ui::state::{LogRequest, ReachRequest, RecordCard, t};
use domain::{Channel, DEAL, Fields, RecordId, Start, Value, activity, deal};
use kit::{Avatar, IconButton, IconName, ListRow, Section};

/// The contacts.
#[component]
pub fn People(page: RecordPage) -> impl IntoView {
    let app = page.app;
    let words = app.words;
    let people = Memo::new(move |_| {
        let schema = app.records.schema(DEAL);
        let elements = page.record.with(|record| Some(record.as_ref()?.elements(deal::CONTACTS)));
        let person = |(label, value): (String, Value)| {
            let Value::Reference(id) = value else { return None };
            let role = schema.field(deal::CONTACTS).filter(|_| !label.is_empty());
            let role = role.map(|field| field.choice_label(&label)).unwrap_or_default();
            Some((app.records.card_of(id)?, role))
        };
        let elements = elements.unwrap_or_default().into_iter();
        elements.filter_map(|it| person((it.label, it.value))).collect::<Vec<_>>()
    });
    let any = Memo::new(move |_| !people.read().is_empty());
    let row = move |(card, role): (RecordCard, String)| view! { <Person page card role /> };
    view! {
        <Show when=move || any.get()>
            <Section title=Signal::derive(move || t!(words, deals.people))>
                {move || people.get().into_iter().map(row).collect_view()}
            </Section>
        </Show>
    }
}

#[component]
fn Person(page: RecordPage, card: RecordCard, role: String) -> impl IntoView {
    let app = page.app;
    let RecordCard { id, name, initials, .. } = card;
    let initials = StoredValue::new(initials);
    let called = StoredValue::new(name.clone());
    let phone = move || {
        let href = app.log.number_of(id)?;
        let label = t!(app.words, deals.call, name = called.get_value());
        let call = move |()| app.log.call(href.clone(), about(page, activity::CALL, id));
        Some(view! { <IconButton label icon=IconName::Phone on_press=call /> })
    };
    let mail = move || {
        let log = about(page, activity::EMAIL, id);
        let request = ReachRequest::of_log(Channel::Email, log);
        let label = t!(app.words, log.write_to, name = called.get_value());
        let is_there = app.log.start(&request) != Start::Nowhere;
        let write = move |()| app.log.reach(request.clone());
        is_there.then(|| view! { <IconButton label icon=IconName::Mail on_press=write /> })
    };
    view! {
        <ListRow
            title=move || view! { <span dir="auto">{name.clone()}</span> }
            subtitle=move || role.clone()
            leading=move || view! { <Avatar initials=initials.get_value() seed=id.spread() /> }
            extra=move || view! { {mail}{phone} }
            href=Signal::stored(paths::href(&paths::contact(id)))
        />
    }
}

/// Returns a request to log an activity with a contact about a deal.
pub fn about(page: RecordPage, what: &str, contact: RecordId) -> LogRequest {
    LogRequest { deal: Some(page.id), ..LogRequest::with(what, contact) }
}
