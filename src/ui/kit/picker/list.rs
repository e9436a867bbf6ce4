//! The list of a picker: rows above everything else, where there is room for them.

use leptos::html;
use leptos::prelude::*;

use super::place::{LEAST, Place, beside, room_below};
use super::{Face, PickerList, PickerRow};
use crate::highlight::Highlight;
use crate::icon::{Icon, IconName};
use browser::dom::{self, sight};

/// What stays free above a field that is brought to the top.
const MARGIN: f64 = 8.0;
/// The row that is pointed at.
const POINTED: &str = "[aria-selected=true]";
/// The frame of the field: its label stays above the list.
const FRAME: &str = ".field";

/// The rows, while they are shown.
#[component]
pub(super) fn PickerRows(
    /// The id of the list.
    id: String,
    /// What the ids of the rows begin with.
    option_id: StoredValue<String>,
    /// What the list is about.
    label: Signal<String>,
    /// The field below which it lies.
    field: NodeRef<html::Input>,
    /// Whether it is shown.
    shown: Memo<bool>,
    /// What it shows.
    offered: Memo<PickerList>,
    /// The row that is pointed at.
    active: RwSignal<Option<usize>>,
    /// A row was pressed, by its place.
    #[prop(into)]
    on_choose: Callback<usize>,
) -> impl IntoView {
    let popover = NodeRef::<html::Div>::new();
    let place = RwSignal::new(None::<Place>);
    lie_beside(field, popover, shown, place);
    Effect::new(move |_| {
        if let (Some(_), Some(list)) = (active.get(), popover.get_untracked()) {
            request_animation_frame(move || sight::reveal(&list, POINTED));
        }
    });
    let pixels = move |read: fn(&Place) -> f64| {
        move || place.with(|place| format!("{}px", place.as_ref().map_or(0, |it| read(it) as i64)))
    };
    let option = move |at: usize, inside: AnyView, makes: bool| {
        view! {
            <li
                class="picker__row"
                data-kind=makes.then_some("create")
                id=option_id.with_value(|id| format!("{id}-{at}"))
                role="option"
                aria-selected=move || (active.get() == Some(at)).to_string()
                on:click=move |_| on_choose.run(at)
            >
                {inside}
            </li>
        }
    };
    let row = move |(at, row)| option(at, view! { <RowInside row /> }.into_any(), false);
    let create = move || {
        let (at, words) = offered.with(|list| (list.rows.len(), list.create.clone()));
        words.map(|words| option(at, view! { <CreateInside words /> }.into_any(), true))
    };
    let note = Signal::derive(move || offered.with(|list| list.note.clone()));
    view! {
        <div
            class="picker__list"
            node_ref=popover
            popover="manual"
            data-above=move || place.read().as_ref().is_some_and(|it| it.above).then_some("")
            style:--picker-at=pixels(|place| place.at)
            style:--picker-left=pixels(|place| place.left)
            style:--picker-width=pixels(|place| place.width)
            style:--picker-height=pixels(|place| place.height)
            on:mousedown=move |event| {
                // The focus stays in the field, and with it a phone's keyboard.
                event.prevent_default();
            }
        >
            <ul class="picker__rows" id=id role="listbox" aria-label=move || label.get()>
                {move || offered.get().rows.into_iter().enumerate().map(row).collect_view()}
                {create}
            </ul>
            <p class="picker__note" hidden=move || note.read().is_empty()>
                {move || note.get()}
            </p>
        </div>
    }
}

/// What is made by the last row.
#[component]
fn CreateInside(words: String) -> impl IntoView {
    view! {
        <span class="picker__thing">
            <Icon name=IconName::Plus />
        </span>
        <span class="picker__name">{words}</span>
    }
}

/// One who can be chosen.
#[component]
fn RowInside(row: PickerRow) -> impl IntoView {
    let PickerRow { face, title, marks, note, note_marks, .. } = row;
    let below = (!note.is_empty()).then(|| {
        view! {
            <span class="picker__beside">
                <bdi>
                    <Highlight text=Signal::stored(note) ranges=Signal::stored(note_marks) />
                </bdi>
            </span>
        }
    });
    view! {
        <Face face />
        <span class="picker__words">
            <span class="picker__name">
                <bdi>
                    <Highlight text=Signal::stored(title) ranges=Signal::stored(marks) />
                </bdi>
            </span>
            {below}
        </span>
    }
}

/// Shows the list beside its field for as long as it is shown, wherever the field goes.
fn lie_beside(
    field: NodeRef<html::Input>,
    popover: NodeRef<html::Div>,
    shown: Memo<bool>,
    place: RwSignal<Option<Place>>,
) {
    let watch = StoredValue::new_local(None::<sight::SightWatch>);
    // How much was seen when the field was brought higher up: a keyboard comes after the press.
    let lifted = StoredValue::new(None::<f64>);
    let lay = move || {
        let Some(Some(input)) = field.try_get_untracked() else { return };
        let seen = sight::seen();
        let height = (seen.1 - seen.0).round();
        if room_below(dom::rect(&input), seen) < LEAST && lifted.get_value() != Some(height) {
            lifted.set_value(Some(height));
            if let Ok(Some(frame)) = input.closest(FRAME) {
                sight::bring_to_top(&frame, MARGIN);
            }
        }
        place.try_set(Some(beside(dom::rect(&input), sight::seen(), dom::viewport().0)));
    };
    Effect::new(move |_| {
        let Some(list) = popover.get() else { return };
        if !shown.get() {
            watch.set_value(None);
            lifted.set_value(None);
            return dom::hide_popover(&list);
        }
        lay();
        dom::raise_popover(&list);
        watch.set_value(Some(sight::watch_sight(lay)));
    });
    on_cleanup(move || {
        watch.try_set_value(None);
    });
}
