//! The big actions of a company: call, write, open its website, go there. The first of several
//! numbers is the main one; the others are among the details.

use leptos::prelude::*;

use crate::domain::{COMPANY, Channel, Fields, RecordId, company, safe_link, ways};
use crate::ui::kit::{ActionItem, ActionRow, IconName};
use crate::ui::parts::use_desk;
use crate::ui::state::{LogRequest, Record, t, use_app};

/// The row of actions.
#[component]
pub fn Reach(
    /// Which company.
    id: RecordId,
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
            (t!(words, contact.call), IconName::Phone, Some(Channel::Call)),
            (t!(words, contact.email), IconName::Mail, Some(Channel::Email)),
            (t!(words, companies.website), IconName::Globe, None),
            (t!(words, contact.navigate), IconName::Navigation, Some(Channel::Visit)),
        ]
        .into_iter()
        .map(|(label, icon, channel)| {
            let href = channel.map_or_else(website, way);
            match (href, channel.and_then(Channel::activity)) {
                (Some(href), Some(what)) => {
                    let link = href.clone();
                    let begin = Callback::new(move |()| {
                        let what = what.to_owned();
                        let request =
                            LogRequest { what, company: Some(id), ..LogRequest::default() };
                        state.call(link.clone(), request);
                    });
                    ActionItem::begin(label, icon, href, begin)
                }
                (Some(href), None) => ActionItem::link(label, icon, href),
                (None, _) => ActionItem::missing(label, icon),
            }
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
