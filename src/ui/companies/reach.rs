//! A company's main actions: call, write, open website, navigate.

use leptos::prelude::*;

use crate::ui::parts::channel_icon;
use crate::ui::records::RecordPage;
use crate::ui::state::{ReachRequest, t};
use domain::{Channel, Fields, company, safe_link};
use kit::{ActionItem, ActionRow, IconName};

/// The row of actions.
#[component]
pub fn Reach(page: RecordPage) -> impl IntoView {
    let RecordPage { app, id, record, name, .. } = page;
    let words = app.words;
    let reach = move |label: String, channel: Channel| {
        let request = ReachRequest::company(channel, id);
        app.log.reach_action(label, channel_icon(channel), request)
    };
    let website = move || {
        let found = record.with(|record| {
            let record = record.as_ref()?;
            let mut links = record.texts(company::LINKS);
            links.push(record.text(company::DOMAIN));
            links.iter().find_map(|link| safe_link(link))
        });
        let label = t!(words, companies.website);
        match found {
            Some(href) => ActionItem::link(label, IconName::Globe, href),
            None => ActionItem::missing(label, IconName::Globe),
        }
    };
    let items = move || {
        vec![
            reach(t!(words, contact.call), Channel::Call),
            reach(t!(words, contact.email), Channel::Email),
            website(),
            reach(t!(words, contact.navigate), Channel::Visit),
        ]
    };
    view! {
        <ActionRow
            label=Signal::derive(move || t!(words, contact.actions, name = name.get()))
            items=Signal::derive(items)
        />
    }
}
