//! The gallery: every component of the kit in every state, a group of them on each plate. `make
//! gallery` serves it; `.ci/gallery` photographs it and compares the pictures with those that were
//! accepted (`tests/gallery`).

mod board;
mod buttons;
mod choices;
mod fields;
mod files;
mod finder;
mod lists;
mod marks;
mod overlays;
mod picker;
mod plate;
mod records;
mod rows;
mod states;
mod timeline;

use leptos::prelude::*;

use self::plate::{DESKTOP, PHONE, Plate, TABLET};
use kit::KitWords;

/// The plates, in the order of the index. Each is an address: `#buttons`.
const PLATES: &[Plate] = &[
    Plate::new("buttons", TABLET, buttons::buttons),
    Plate::new("chips", TABLET, buttons::chips),
    Plate::new("marks", TABLET, marks::marks),
    Plate::new("icons", TABLET, marks::icons),
    Plate::new("fields", TABLET, fields::fields),
    Plate::new("parts-of-fields", TABLET, fields::parts),
    Plate::new("choices", TABLET, choices::choices),
    Plate::new("stages", TABLET, choices::stages),
    Plate::new("picker", TABLET, picker::picker).at_least(700),
    Plate::new("finder", TABLET, finder::finder),
    Plate::new("menu", TABLET, overlays::menu).at_least(420),
    Plate::new("pick-menu", TABLET, overlays::pick_menu).at_least(420),
    Plate::new("sheet", TABLET, overlays::sheet).at_least(560),
    Plate::new("sheet-desktop", DESKTOP, overlays::sheet_with_form).at_least(560),
    Plate::new("toasts", TABLET, overlays::toasts).at_least(360),
    Plate::new("files", TABLET, files::files),
    Plate::new("viewer", PHONE, files::viewer).at_least(560),
    Plate::new("rows", TABLET, rows::rows),
    Plate::new("records", TABLET, records::records),
    Plate::new("heads", TABLET, records::heads),
    Plate::new("lists", TABLET, lists::lists),
    Plate::new("timeline", TABLET, timeline::timeline),
    Plate::new("board", DESKTOP, board::board),
    Plate::new("board-phone", PHONE, board::board_with_held_card),
    Plate::new("states", TABLET, states::states),
];

fn main() {
    std::panic::set_hook(Box::new(|told| leptos::logging::error!("{told}")));
    mount_to_body(Gallery);
}

/// The plate of the address, or the index.
#[component]
fn Gallery() -> impl IntoView {
    provide_context(words());
    let named = RwSignal::new(location_hash());
    let listener = window_event_listener(leptos::ev::hashchange, move |_| {
        named.set(location_hash());
    });
    on_cleanup(move || listener.remove());
    move || {
        let name = named.get().unwrap_or_default();
        match PLATES.iter().find(|plate| plate.name == name) {
            Some(plate) => plate.shown().into_any(),
            None => view! { <Index /> }.into_any(),
        }
    }
}

/// The list of all plates, from which the photographer learns them.
#[component]
fn Index() -> impl IntoView {
    let entry = |plate: &'static Plate| {
        view! {
            <a
                class="link"
                href=format!("#{}", plate.name)
                data-plate=plate.name
                data-width=plate.width
                data-height=plate.height
            >
                {plate.name}
            </a>
        }
    };
    view! { <nav class="gallery__index">{PLATES.iter().map(entry).collect_view()}</nav> }
}

fn words() -> KitWords {
    let months = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    KitWords {
        close: "Close".into(),
        clear: "Clear".into(),
        back: "Back".into(),
        dismiss: "Dismiss".into(),
        loading: "Loading".into(),
        part_missing: "This part could not be loaded".into(),
        part_missing_text: "Your data is safe. Check the connection and try again.".into(),
        try_again: "Try again".into(),
        day: "Day".into(),
        month: "Month".into(),
        year: "Year".into(),
        months: Signal::stored(months.map(str::to_owned).to_vec()),
    }
}
