//! Calling about a deal, and logging activities.

use leptos::prelude::*;

use super::people::about;
use crate::ui::records::RecordPage;
use crate::ui::state::{LogRequest, Record, t};
use domain::{Element, Fields, RecordId, Value, activity, deal};
use kit::{ActionItem, ActionRow, IconName};

/// Returns the contacts of a deal.
fn contacts_of(record: &Record) -> Vec<RecordId> {
    let contact = |element: Element| match element.value {
        Value::Reference(id) => Some(id),
        _ => None,
    };
    record.elements(deal::CONTACTS).into_iter().filter_map(contact).collect()
}

/// The main actions: calling the first contact with a number, and logging with one tap.
#[component]
pub fn LogRow(page: RecordPage) -> impl IntoView {
    let app = page.app;
    let name = page.name;
    let words = app.words;
    // The first dialable number with its contact.
    let number = Memo::new(move |_| {
        let people = page.record.with(|record| record.as_ref().map(contacts_of));
        let called = |id| Some((app.log.number_of(id)?, id));
        people.unwrap_or_default().into_iter().find_map(called)
    });
    let log = move |what: &'static str| {
        Callback::new(move |()| {
            let record = app.records.peek(page.id);
            app.sheets.log.set(Some(LogRequest {
                what: what.to_owned(),
                contacts: record.as_ref().map(contacts_of).unwrap_or_default(),
                company: record.and_then(|record| record.reference(deal::COMPANY)),
                deal: Some(page.id),
                ..LogRequest::default()
            }));
        })
    };
    let items = move || {
        let call = t!(words, deals.log_call);
        let first = match number.get() {
            Some((href, id)) => {
                let to = href.clone();
                let begin = move |()| app.log.call(to.clone(), about(page, activity::CALL, id));
                ActionItem::begin(call, IconName::Phone, href, Callback::new(begin))
            }
            None => ActionItem::button(call, IconName::Phone, log(activity::CALL)),
        };
        let logged = |text, icon, what| ActionItem::button(text, icon, log(what));
        vec![
            first,
            logged(t!(words, deals.log_visit), IconName::MapPin, activity::VISIT),
            logged(t!(words, deals.log_meeting), IconName::Users, activity::MEETING),
            logged(t!(words, deals.log_email), IconName::Mail, activity::EMAIL),
        ]
    };
    view! {
        <ActionRow
            label=Signal::derive(move || t!(words, deals.log_for, name = name.get()))
            items=Signal::derive(items)
        />
    }
}
