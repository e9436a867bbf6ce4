//! The board: columns with cards, and a card that is held.

use leptos::prelude::*;

use super::plate::{LONG_NAME, LONG_WORD, Room, Specimen};
use kit::{AgeBar, Board, BoardCard, BoardCards, BoardColumn, BoardLink, BoardWords, Tag, Tone};

fn columns() -> Vec<BoardColumn> {
    let column = |(key, title, count, note, tone): (&str, &str, usize, &str, Tone)| BoardColumn {
        key: key.into(),
        title: title.into(),
        count,
        note: note.into(),
        full_note: note.into(),
        tone,
        takes: true,
    };
    let all = [
        ("new", "New", 2, "12.480.000 ₫", Tone::Plain),
        ("talk", LONG_WORD, 40, "980 Ft", Tone::Plain),
        ("won", "Đã thành công", 1, "1,2 Mrd. ₫", Tone::Good),
        ("lost", "Lost", 0, "", Tone::Danger),
    ];
    all.map(column).to_vec()
}

fn cards() -> BoardCards {
    let keys = |(column, first, last): (String, usize, usize)| {
        (first..last).map(|place| format!("{column}-{place}")).collect::<Vec<_>>()
    };
    let card = |key: String| {
        let (name, tone) = match key.as_str() {
            "new-0" => (LONG_NAME, Tone::Warm),
            "won-0" => ("Website", Tone::Good),
            _ => ("Lieferung", Tone::Plain),
        };
        let view = view! {
            <BoardLink href="#">{name}</BoardLink>
            <p class="quiet one-line">"ACME Handelsgesellschaft"</p>
            <p><Tag label="Today" tone /></p>
            <AgeBar percent=60_u32 stale=tone == Tone::Warm />
        };
        BoardCard { name: name.into(), view: view.into_any() }
    };
    let find = |key: String| {
        let (column, place) = key.split_once('-')?;
        Some((column.to_owned(), place.parse().ok()?))
    };
    BoardCards {
        keys: Callback::new(keys),
        card: Callback::new(card),
        find: Callback::new(find),
        on_move: Callback::new(|_| false),
    }
}

fn words() -> BoardWords {
    BoardWords {
        label: "Deals".into(),
        hint: "Space picks a card up, arrow keys move it".into(),
        picked_up: Callback::new(|name| format!("Picked up {name}")),
        over: Callback::new(|(name, column)| format!("{name}: {column}")),
        dropped: Callback::new(|(name, column)| format!("Dropped {name} in {column}")),
        canceled: "Cancelled".into(),
    }
}

pub fn board() -> AnyView {
    view! {
        <Specimen name="few, many, one, none" wide=true room=Room::High>
            <Board columns=columns() cards=cards() words=words() />
        </Specimen>
    }
    .into_any()
}

pub fn board_with_held_card() -> AnyView {
    view! {
        <Specimen name="a card held by keyboard" wide=true room=Room::High press=" ">
            <Board columns=columns() cards=cards() words=words() />
        </Specimen>
    }
    .into_any()
}
