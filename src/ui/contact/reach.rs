//! A contact's main actions: call, write, navigate; and the channels they opted out of.

use leptos::prelude::*;

use crate::ui::parts::{Warning, channel_icon};
use crate::ui::records::RecordPage;
use crate::ui::state::{AppState, ReachRequest, Record, t, use_app};
use domain::{CONTACT, Channel, Fields, contact};
use kit::ActionRow;

const CHANNELS: [Channel; 5] =
    [Channel::Call, Channel::Sms, Channel::WhatsApp, Channel::Email, Channel::Visit];

/// The row of actions.
#[component]
pub fn Reach(page: RecordPage) -> impl IntoView {
    let RecordPage { app, id, record, name, .. } = page;
    let item = move |channel: Channel| {
        let request = ReachRequest::contact(channel, id);
        app.log.reach_action(word(app, channel), channel_icon(channel), request)
    };
    view! {
        <Barred record />
        <ActionRow
            label=Signal::derive(move || t!(app.words, contact.actions, name = name.get()))
            items=Signal::derive(move || CHANNELS.map(item).to_vec())
        />
    }
}

/// The channels the contact opted out of.
#[component]
fn Barred(record: Memo<Option<Record>>) -> impl IntoView {
    let app = use_app();
    move || {
        let schema = app.records.schema(CONTACT);
        let field = schema.field(contact::DO_NOT_CONTACT)?;
        let barred = record.with(|record| record.as_ref().map(|r| r.texts(field.number)))?;
        let ways: Vec<String> = barred.iter().map(|key| field.choice_label(key)).collect();
        let text = t!(app.words, contact.do_not, ways = app.words.list(&ways));
        (!ways.is_empty()).then(|| view! { <Warning text /> })
    }
}

fn word(app: AppState, channel: Channel) -> String {
    match channel {
        Channel::Call => t!(app.words, contact.call),
        Channel::Sms => t!(app.words, contact.sms),
        Channel::WhatsApp => t!(app.words, contact.whatsapp),
        Channel::Email => t!(app.words, contact.email),
        Channel::Visit => t!(app.words, contact.navigate),
    }
}
