//! The big actions of a company: call, write, open its website, go there. The first of several
//! numbers is the main one; the others are among the details.

use leptos::prelude::*;

use crate::domain::{COMPANY, Channel, Fields, company, safe_link, ways};
use crate::ui::kit::{ActionItem, ActionRow, IconName};
use crate::ui::parts::use_desk;
use crate::ui::state::{Record, t, use_app};

/// The row of actions.
#[component]
pub fn Reach(
    /// The company.
    record: Memo<Option<Record>>,
    /// Its name.
    name: Signal<String>,
) -> impl IntoView {
    let state = use_app();
    let desk = use_desk();
    let way = move |channel| {
        let (schema, dialling) = (state.schema(COMPANY), desk.dialling.run(()));
        record.with(|record| {
            let ways = ways(channel, &schema, record.as_ref()?, dialling, desk.maps);
            ways.into_iter().next().map(|way| way.href)
        })
    };
    let website = move || {
        record.with(|record| {
            let record = record.as_ref()?;
            let mut links = record.texts(company::LINKS);
            links.push(record.text(company::DOMAIN));
            links.iter().find_map(|link| safe_link(link))
        })
    };
    let items = move || {
        let words = state.words;
        [
            (t!(words, contact.call), IconName::Phone, way(Channel::Call)),
            (t!(words, contact.email), IconName::Mail, way(Channel::Email)),
            (t!(words, companies.website), IconName::Globe, website()),
            (t!(words, contact.navigate), IconName::Navigation, way(Channel::Visit)),
        ]
        .into_iter()
        .map(|(label, icon, href)| match href {
            Some(href) => ActionItem::link(label, icon, href),
            None => ActionItem::missing(label, icon),
        })
        .collect::<Vec<_>>()
    };
    view! {
        <ActionRow
            label=Signal::derive(move || t!(state.words, contact.actions, name = name.get()))
            items=Signal::derive(items)
        />
    }
}
