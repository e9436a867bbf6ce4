//! Buttons, and chips.

use leptos::prelude::*;

use super::plate::{LONG_LABEL, Room, Specimen};
use kit::{Button, ButtonKind, Chip, Chips, Fab, IconButton, IconName, LinkButton, MoveButtons};

const KINDS: [(&str, ButtonKind); 4] = [
    ("primary", ButtonKind::Primary),
    ("soft", ButtonKind::Soft),
    ("ghost", ButtonKind::Ghost),
    ("danger", ButtonKind::Danger),
];

pub fn buttons() -> AnyView {
    let of_kind = |(name, kind): (&'static str, ButtonKind)| {
        view! {
            <Specimen name line=true wide=true>
                <Button label="Save" kind on_press=|()| {} />
                <Button label="Call" kind icon=IconName::Phone on_press=|()| {} />
                <Button label="Saving" kind busy=true on_press=|()| {} />
                <Button label="Save" kind disabled=true on_press=|()| {} />
                <IconButton label="Edit" kind icon=IconName::Pencil on_press=|()| {} />
                <IconButton label="Edit" kind icon=IconName::Pencil disabled=true on_press=|()| {} />
                <LinkButton label="Import" kind href="#" />
                <LinkButton label="Import" kind icon=IconName::Upload icon_only=true href="#" />
            </Specimen>
        }
    };
    view! {
        {KINDS.map(of_kind).collect_view()}
        <Specimen name="long" line=true>
            <Button label=LONG_LABEL icon=IconName::Bell on_press=|()| {} />
        </Specimen>
        <Specimen name="wide">
            <Button label=LONG_LABEL kind=ButtonKind::Primary wide=true on_press=|()| {} />
            <LinkButton label="Import" wide=true href="#" />
        </Specimen>
        <Specimen name="bare: plain, pressed, disabled" line=true>
            <IconButton label="Star" icon=IconName::Star pressed=false on_press=|()| {} />
            <IconButton label="Star" icon=IconName::Star pressed=true on_press=|()| {} />
            <IconButton label="Star" icon=IconName::Star disabled=true on_press=|()| {} />
        </Specimen>
        <Specimen name="with the focus" line=true press="Shift">
            <Button label="Save" kind=ButtonKind::Primary on_press=|()| {} />
        </Specimen>
    }
    .into_any()
}

pub fn chips() -> AnyView {
    let some = || {
        view! {
            <Chip label="All" pressed=true on_press=|()| {} />
            <Chip label="Khách hàng tiềm năng" pressed=false on_press=|()| {} />
            <Chip label="Customers" pressed=true icon=IconName::Tag on_press=|()| {} />
            <Chip label="Budapest" trailing=IconName::X on_press=|()| {} />
            <Chip label="Filter" icon=IconName::ListFilter on_press=|()| {} />
            <Chip label=LONG_LABEL pressed=false on_press=|()| {} />
        }
    };
    view! {
        <Specimen name="chips in a line" wide=true>
            <Chips label="Filters">{some()}</Chips>
        </Specimen>
        <Specimen name="chips that wrap" wide=true>
            <Chips label="Filters" wrap=true>
                {some()}
            </Chips>
        </Specimen>
        <Specimen name="moves: first, between, last" line=true>
            <MoveButtons up="Up" down="Down" is_first=true is_last=false on_move=|_| {} />
            <MoveButtons up="Up" down="Down" is_first=false is_last=false on_move=|_| {} />
            <MoveButtons up="Up" down="Down" is_first=false is_last=true on_move=|_| {} />
        </Specimen>
        <Specimen name="floating" room=Room::Low>
            <Fab label="New contact" on_press=|()| {} />
        </Specimen>
        <Specimen name="floating link" room=Room::Low>
            <Fab label="Log a call" icon=IconName::PhoneCall href="#" />
        </Specimen>
    }
    .into_any()
}
