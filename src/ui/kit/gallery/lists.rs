//! Long lists, with the alphabet at their edge.

use leptos::prelude::*;

use super::plate::{LONG_NAME, Room, Specimen};
use kit::{AlphabetRail, Avatar, ListRow, VirtualList};

fn row(index: Signal<usize>) -> AnyView {
    let title = move || match index.get() {
        1 => LONG_NAME.to_owned(),
        index => format!("Contact {index}"),
    };
    let seed = Signal::derive(move || index.get() as u64);
    let avatar = move || view! { <Avatar initials="C" seed /> };
    let current = Signal::derive(move || index.get() == 2);
    view! { <ListRow title leading=avatar href="#" current /> }.into_any()
}

fn letters() -> Vec<String> {
    "ABCDĐEFGHIKLMNOPQRSTUVXY".chars().map(String::from).collect()
}

pub fn lists() -> AnyView {
    let head = || view! { <p class="quiet">"Name"</p> };
    view! {
        <Specimen name="of 12,408 rows" room=Room::High>
            <VirtualList label="Contacts" count=12_408_usize render=row />
        </Specimen>
        <Specimen name="of two rows below a head" room=Room::High>
            <VirtualList label="Contacts" count=2_usize render=row head />
        </Specimen>
        <Specimen name="empty" room=Room::Low>
            <VirtualList label="Contacts" count=0_usize render=row />
        </Specimen>
        <Specimen name="the alphabet" room=Room::High>
            <AlphabetRail label="Jump to letter" letters=letters() current=Some(4) on_jump=|_: usize| {} />
        </Specimen>
    }
    .into_any()
}
