//! What can be done with a contact without opening it: call, write, edit, the star, select.

use leptos::prelude::*;

use super::state::{List, Over};
use crate::domain::{Element, RecordId};
use crate::ui::kit::{Icon, IconName, ListRow, Sheet};
use crate::ui::paths;
use crate::ui::state::{ContactCard, t};

/// How many numbers and addresses of a contact are offered.
const MOST: usize = 6;

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
            {move || card.get().map(|card| actions(list, &card))}
        </Sheet>
    }
}

fn texts(elements: &[Element]) -> Vec<String> {
    let texts = elements.iter().filter_map(|element| element.value.as_text());
    texts.filter(|text| !text.trim().is_empty()).take(MOST).map(str::to_owned).collect()
}

/// A number as an address of the telephone has it.
fn dialled(number: &str) -> String {
    number.chars().filter(|c| c.is_ascii_digit() || "+*#".contains(*c)).collect()
}

fn actions(list: List, card: &ContactCard) -> AnyView {
    let words = list.app.words;
    let (id, favourite) = (card.id, card.favourite);
    let phones = texts(&card.phones);
    let call = |number: &String| {
        let label = t!(words, contacts.call, number = number);
        link(list, IconName::Phone, label, format!("tel:{}", dialled(number)))
    };
    let message = |number: &String| {
        let label = t!(words, contacts.message, number = number);
        link(list, IconName::MessageSquare, label, format!("sms:{}", dialled(number)))
    };
    let email = |address: &String| {
        let label = t!(words, contacts.email, address = address);
        link(list, IconName::Mail, label, format!("mailto:{}", address.trim()))
    };
    let edit = paths::href(&paths::edit_contact(id));
    view! {
        <div class="contacts__actions">
            {phones.iter().map(call).collect_view()}
            {phones.iter().map(message).collect_view()}
            {texts(&card.emails).iter().map(email).collect_view()}
            {link(list, IconName::Pencil, t!(words, contacts.edit), edit)}
            {star(list, id, favourite)}
            {select(list, id)}
        </div>
    }
    .into_any()
}

fn link(list: List, icon: IconName, label: String, href: String) -> AnyView {
    view! {
        // The sheet goes as soon as somebody leaves through it.
        <div on:click=move |_| list.over.set(None)>
            <ListRow
                title=move || label.clone()
                leading=move || view! { <Icon name=icon /> }
                href=Signal::stored(href)
            />
        </div>
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
