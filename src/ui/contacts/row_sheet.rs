//! What can be done with a contact without opening it: call, write, edit, the star, select.

use leptos::prelude::*;

use super::sheets;
use super::state::{List, Over};
use crate::domain::{CONTACT, Channel, Fields, Maps, RecordId, Way, contact, ways};
use crate::ui::kit::{Icon, IconName, Later, ListRow, Sheet};
use crate::ui::parts::channel_icon;
use crate::ui::paths;
use crate::ui::state::{ContactCard, LogRequest, t};

/// How many numbers or addresses are offered for one way to reach a contact.
const MOST: usize = 4;

/// The sheet of the row whose button was pressed.
#[component]
pub fn RowSheet(list: List) -> impl IntoView {
    // What it showed last stays while it slides away.
    let card = Memo::new(move |before: Option<&Option<ContactCard>>| match list.over.get() {
        Some(Over::Row(id)) => list.app.card_of_contact(id),
        _ => before.cloned().flatten(),
    });
    let open = Signal::derive(move || matches!(list.over.get(), Some(Over::Row(_))));
    let title = Signal::derive(move || card.get().map(|card| card.name).unwrap_or_default());
    let subtitle =
        Signal::derive(move || card.get().map(|card| card.below).filter(|below| !below.is_empty()));
    view! {
        <Sheet open title subtitle on_close=move |()| list.over.set(None)>
            {move || {
                card.get().map(|card| {
                    view! { <Later fetch=move |()| sheets::row_actions(list, card.id) /> }
                })
            }}
        </Sheet>
    }
}

/// The ways to reach somebody that are offered from the list.
const CHANNELS: [Channel; 4] = [Channel::Call, Channel::Sms, Channel::WhatsApp, Channel::Email];

fn word(list: List, channel: Channel, shown: &str) -> String {
    let words = list.app.words;
    match channel {
        Channel::Call => t!(words, contacts.call, number = shown),
        Channel::Sms => t!(words, contacts.message, number = shown),
        Channel::WhatsApp => t!(words, contacts.whatsapp, number = shown),
        Channel::Email => t!(words, contacts.email, address = shown),
        Channel::Visit => shown.to_owned(),
    }
}

/// The links to reach a contact. What somebody does not want is said, not hidden: whoever opens this
/// may have a reason.
fn reach(list: List, id: RecordId) -> AnyView {
    let app = list.app;
    let (Some(record), schema) = (app.record(id), app.schema(CONTACT)) else {
        return ().into_any();
    };
    let barred = record.texts(contact::DO_NOT_CONTACT);
    let of = |channel: Channel| {
        let ways = ways(channel, &schema, &record, app.dialling(), Maps::Web);
        let note = barred.iter().any(|key| key == channel.key());
        let note = note.then(|| t!(app.words, contacts.barred));
        let link = move |way: Way| {
            let words = word(list, channel, &way.shown);
            let begin = channel.activity().map(|what| {
                let href = way.href.clone();
                Callback::new(move |()| app.call(href.clone(), LogRequest::with(what, id)))
            });
            link(list, channel_icon(channel), words, note.clone(), way.href, begin)
        };
        ways.into_iter().take(MOST).map(link).collect_view()
    };
    CHANNELS.map(of).into_any()
}

/// What can be done with one contact.
#[component]
pub fn RowActions(list: List, id: RecordId) -> impl IntoView {
    let words = list.app.words;
    let favourite = list.app.card_of_contact(id).is_some_and(|card| card.favourite);
    let edit = paths::href(&paths::edit_contact(id));
    view! {
        <div class="contacts__actions">
            {reach(list, id)}
            {log(list, id)}
            {link(list, IconName::Pencil, t!(words, contacts.edit), None, edit, None)}
            {star(list, id, favourite)}
            {select(list, id)}
        </div>
    }
}

/// A link; where something begins with it that is to be logged, the app follows it itself.
fn link(
    list: List,
    icon: IconName,
    label: String,
    note: Option<String>,
    href: String,
    begin: Option<Callback<()>>,
) -> AnyView {
    let note = note.map(|note| ViewFn::from(move || note.clone()));
    let web = href.starts_with("http");
    // The sheet goes as soon as somebody leaves through it.
    let leave = move |event: leptos::ev::MouseEvent| {
        list.over.set(None);
        if let Some(begin) = begin {
            if !web {
                event.prevent_default();
            }
            begin.run(());
        }
    };
    view! {
        <div on:click=leave>
            <ListRow
                title=move || label.clone()
                nostrip:subtitle=note
                leading=move || view! { <Icon name=icon /> }
                href=Signal::stored(href)
            />
        </div>
    }
    .into_any()
}

/// The sheet in which something that happened is logged, of whatever kind.
fn log(list: List, id: RecordId) -> AnyView {
    let words = list.app.words;
    let open = move |()| {
        list.over.set(None);
        list.app.sheets.log.set(Some(LogRequest::with("", id)));
    };
    view! {
        <ListRow
            title=move || t!(words, contacts.log)
            leading=move || view! { <Icon name=IconName::StickyNote /> }
            on_press=open
        />
    }
    .into_any()
}

fn star(list: List, id: RecordId, favourite: bool) -> AnyView {
    let words = list.app.words;
    let label = move || {
        if favourite {
            t!(words, contacts.remove_favorite)
        } else {
            t!(words, contacts.add_favorite)
        }
    };
    let turn = move |()| {
        list.over.set(None);
        list.app.toggle_favourite(id);
    };
    view! {
        <ListRow title=label leading=move || view! { <Icon name=IconName::Star /> } on_press=turn />
    }
    .into_any()
}

fn select(list: List, id: RecordId) -> AnyView {
    let words = list.app.words;
    let begin = move |()| {
        list.over.set(None);
        list.begin_selecting(Some(id));
    };
    view! {
        <ListRow
            title=move || t!(words, contacts.select_this)
            leading=move || view! { <Icon name=IconName::SquareCheck /> }
            on_press=begin
        />
    }
    .into_any()
}
