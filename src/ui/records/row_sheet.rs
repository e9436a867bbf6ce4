//! Actions on a record without opening it: call, write, edit, star, select.

use leptos::prelude::*;

use super::sheets;
use super::state::{List, ListSheet};
use crate::ui::parts::channel_icon;
use crate::ui::paths;
use crate::ui::state::{LogRequest, ReachRequest, Reachable, RecordCard, t};
use domain::{Channel, ContactPoint, RecordId, Trait};
use kit::{ActionItem, Icon, IconName, LazyPart, ListRow, Sheet};

/// Maximum number of phone numbers or addresses offered per channel.
const MOST: usize = 4;

/// The sheet of the row whose button was pressed.
#[component]
pub fn RowSheet(list: List) -> impl IntoView {
    // The last content stays while the sheet slides away.
    let card = Memo::new(move |before: Option<&Option<RecordCard>>| match list.over.get() {
        Some(ListSheet::Row(id)) => list.app.records.card_of(id),
        _ => before.cloned().flatten(),
    });
    let open = Signal::derive(move || matches!(list.over.get(), Some(ListSheet::Row(_))));
    let title = Signal::derive(move || card.get().map(|card| card.name).unwrap_or_default());
    let subtitle =
        Signal::derive(move || card.get().map(|card| card.below).filter(|below| !below.is_empty()));
    view! {
        <Sheet open title subtitle on_close=move |()| list.over.set(None)>
            {move || {
                card.get().map(|card| {
                    view! { <LazyPart fetch=move |()| sheets::row_actions(list, card.id) /> }
                })
            }}
        </Sheet>
    }
}

/// The channels offered from the list.
const CHANNELS: [Channel; 4] = [Channel::Call, Channel::Sms, Channel::WhatsApp, Channel::Email];

fn word(list: List, channel: Channel, shown: &str) -> String {
    let words = list.app.words;
    match channel {
        Channel::Call => t!(words, records.call, number = shown),
        Channel::Sms => t!(words, records.message, number = shown),
        Channel::WhatsApp => t!(words, records.whatsapp, number = shown),
        Channel::Email => t!(words, records.email, address = shown),
        Channel::Visit => shown.to_owned(),
    }
}

/// Renders the links to reach a record. Channels they opted out of are marked, not hidden: there
/// may be a reason to use them.
fn reach(list: List, id: RecordId) -> AnyView {
    let app = list.app;
    let of = |channel: Channel| {
        let request = ReachRequest::of(channel, list.kind, id);
        let row = |person: Reachable| {
            let note = person.barred.then(|| t!(app.words, records.barred));
            let request = request.clone();
            let row = move |(_, way): (String, ContactPoint)| {
                let words = word(list, channel, &way.shown);
                let request = request.clone().by(way);
                let action = app.log.reach_action(words, channel_icon(channel), request);
                reach_row(list, action, note.clone())
            };
            person.ways.into_iter().take(MOST).map(row).collect_view()
        };
        app.log.reachable(&request).into_iter().map(row).collect_view()
    };
    CHANNELS.map(of).into_any()
}

/// Renders a number or address: a link, or a button if a question comes first.
fn reach_row(list: List, action: ActionItem, note: Option<String>) -> AnyView {
    let ActionItem { label, icon, href, on_press, .. } = action;
    match href {
        Some(href) => link(list, icon, label, href, on_press),
        None => {
            let ask = move |()| {
                list.over.set(None);
                if let Some(on_press) = on_press {
                    on_press.run(());
                }
            };
            view! {
                <ListRow
                    title=move || label.clone()
                    nostrip:subtitle=note.map(|note| ViewFn::from(move || note.clone()))
                    leading=move || view! { <Icon name=icon /> }
                    on_press=ask
                />
            }
            .into_any()
        }
    }
}

/// The actions on a record.
#[component]
pub fn RowActions(list: List, id: RecordId) -> impl IntoView {
    let words = list.app.words;
    let favorite = list.app.records.card_of(id).is_some_and(|card| card.favorite);
    let edit = paths::href(&paths::edit(&list.page_of(id)));
    let is_logged = untrack(|| list.app.records.schema(list.kind)).is(Trait::Timeline);
    view! {
        <div class="records__actions">
            {reach(list, id)}
            {is_logged.then(|| log(list, id))}
            {link(list, IconName::Pencil, t!(words, records.edit), edit, None)}
            {list.has_favorites().then(|| star(list, id, favorite))}
            {select(list, id)}
        </div>
    }
}

/// Renders a link. If following it starts an activity to log, the app follows it itself.
fn link(
    list: List,
    icon: IconName,
    label: String,
    href: String,
    begin: Option<Callback<()>>,
) -> AnyView {
    let web = href.starts_with("http");
    // Following the link closes the sheet.
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
                leading=move || view! { <Icon name=icon /> }
                href=Signal::stored(href)
            />
        </div>
    }
    .into_any()
}

/// Renders the row that opens the log sheet without a preset kind.
fn log(list: List, id: RecordId) -> AnyView {
    let words = list.app.words;
    let open = move |()| {
        list.over.set(None);
        list.app.sheets.log.set(Some(LogRequest::about(list.kind, id)));
    };
    view! {
        <ListRow
            title=move || t!(words, records.log)
            leading=move || view! { <Icon name=IconName::StickyNote /> }
            on_press=open
        />
    }
    .into_any()
}

fn star(list: List, id: RecordId, favorite: bool) -> AnyView {
    let words = list.app.words;
    let label = move || {
        if favorite { t!(words, records.remove_favorite) } else { t!(words, records.add_favorite) }
    };
    let turn = move |()| {
        list.over.set(None);
        list.app.records.toggle_favorite(id);
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
            title=move || t!(words, records.select_this)
            leading=move || view! { <Icon name=IconName::SquareCheck /> }
            on_press=begin
        />
    }
    .into_any()
}
