//! The list of a picker: rows in a popover, placed where there is room.

use leptos::html;
use leptos::prelude::*;

use super::place::{LEAST, ListPosition, beside, room_below};
use super::{Face, PickerList, PickerRow};
use crate::highlight::Highlight;
use crate::icon::{Icon, IconName};
use dom::{self, sight};

/// The space above a field that is scrolled to the top, in pixels.
const MARGIN: f64 = 8.0;
/// The highlighted row.
const POINTED: &str = "[aria-selected=true]";
/// The frame of the field: its label stays visible above the list.
const FRAME: &str = ".field";

/// The rows, while they are shown.
#[component]
pub(super) fn PickerRows(
    /// The id of the list.
    id: String,
    /// The prefix of the rows' ids.
    option_id: StoredValue<String>,
    /// The list's label.
    label: Signal<String>,
    /// The field that the list belongs to.
    field: NodeRef<html::Input>,
    /// True while the list is shown.
    shown: Memo<bool>,
    /// The choices.
    offered: Memo<PickerList>,
    /// The highlighted row.
    active: RwSignal<Option<usize>>,
    /// Called with the place of a pressed row.
    #[prop(into)]
    on_choose: Callback<usize>,
) -> impl IntoView {
    let popover = NodeRef::<html::Div>::new();
    let place = RwSignal::new(None::<ListPosition>);
    lie_beside(field, popover, shown, place);
    Effect::new(move |_| {
        if let (Some(_), Some(list)) = (active.get(), popover.get_untracked()) {
            request_animation_frame(move || sight::reveal(&list, POINTED));
        }
    });
    let pixels = move |read: fn(&ListPosition) -> f64| {
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
                // Keeps the focus in the field, and with it a phone's keyboard open.
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

/// The content of the last row, which creates an entry.
#[component]
fn CreateInside(words: String) -> impl IntoView {
    view! {
        <span class="picker__thing">
            <Icon name=IconName::Plus />
        </span>
        <span class="picker__name">{words}</span>
    }
}

/// The content of a row that can be chosen.
#[component]
fn RowInside(row: PickerRow) -> impl IntoView {
    let PickerRow { face, title, marks, note, note_marks, .. } = row;
    let below = (!note.is_empty()).then(|| {
        view! {
            <span class="picker__beside">
                <Highlight text=Signal::stored(note) ranges=Signal::stored(note_marks) />
            </span>
        }
    });
    view! {
        <Face face />
        <span class="picker__words">
            <span class="picker__name">
                <Highlight text=Signal::stored(title) ranges=Signal::stored(marks) />
            </span>
            {below}
        </span>
    }
}

/// Shows the list beside its field, following the field wherever it moves.
fn lie_beside(
    field: NodeRef<html::Input>,
    popover: NodeRef<html::Div>,
    shown: Memo<bool>,
    place: RwSignal<Option<ListPosition>>,
) {
    let watch = StoredValue::new_local(None::<sight::SightWatch>);
    // The visible height at which the field was last scrolled up: a keyboard appears after the
    // press.
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
