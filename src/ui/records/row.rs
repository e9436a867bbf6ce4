//! A row of the list: a link to a record, or a checkbox.

use std::time::Duration;

use leptos::ev::PointerEvent;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use super::extras::RowParts;
use super::state::{List, ListSheet};
use crate::ui::parts::Marked;
use crate::ui::paths;
use crate::ui::state::{RecordCard, Row, t};
use domain::{Query, RecordId};
use kit::{Avatar, Check, Highlight, Icon, IconButton, IconName, ListRow, Tag};

/// Duration of a long press, which selects a row.
const LONG_PRESS: Duration = Duration::from_millis(500);
/// Maximum movement during a long press, in pixels.
const STILL: i32 = 10;

/// A row's content. Recomputed with every change, so that the row's parts only compare.
#[derive(Clone, Debug, PartialEq)]
struct RowContent {
    id: RecordId,
    name: Marked,
    /// One text per column, or a single one below the name.
    texts: Vec<Marked>,
    initials: String,
    favorite: bool,
    tag: Option<String>,
    /// The time since the last contact, in a few letters.
    age: Option<String>,
}

impl RowContent {
    /// Reads a row. Tracked.
    fn of(list: List, row: Row, query: Option<&Query>) -> Option<Self> {
        let mut card = list.app.records.card(row)?;
        if let Some(line) = list.extras.line.filter(|_| list.layout.is_plain()) {
            card.below = line(list.app, row);
        }
        let texts = list.layout.texts(list.app, row, &mut card);
        let RecordCard { id, name, initials, favorite, tags, seen, below: _ } = card;
        // Columns show it already.
        let age = seen.filter(|_| !list.layout.is_spread());
        Some(Self {
            id,
            name: Marked::of(name, query),
            texts: texts.into_iter().map(|text| Marked::of(text, query)).collect(),
            initials,
            favorite,
            tag: tags.into_iter().next().filter(|_| !list.layout.has_tags()),
            age: age.map(|millis| list.app.format.age(millis)),
        })
    }
}

/// Renders the row at an index; created once, it updates with the list and the index.
pub fn record_row(list: List, index: Signal<usize>) -> AnyView {
    let shown = Memo::new(move |_| {
        let row = list.lines.row(index.get())?;
        list.query.with(|query| RowContent::of(list, row, query.as_ref()))
    });
    let id = Memo::new(move |_| shown.read().as_ref().map(|shown| shown.id));
    if list.selected.with_untracked(Option::is_some) {
        return picking_row(list, shown, id);
    }
    match list.extras.row {
        Some(row) => own_row(list, index, shown, id, row),
        None => leading_row(list, shown, id),
    }
}

type ShownMemo = Memo<Option<RowContent>>;

fn part<T: Default>(shown: ShownMemo, part: impl Fn(&RowContent) -> T) -> T {
    shown.with(|shown| shown.as_ref().map(part).unwrap_or_default())
}

fn picking_row(list: List, shown: ShownMemo, id: Memo<Option<RecordId>>) -> AnyView {
    let picked = Signal::derive(move || id.get().is_some_and(|id| list.is_selected(id)));
    view! {
        <ListRow
            title=move || name(list, shown)
            subtitle=move || beside(list, shown)
            leading=move || view! { <Check checked=picked /> }
            trailing=move || signs(list, shown)
            on_press=move |()| {
                if let Some(id) = id.get_untracked() {
                    list.turn(id);
                }
            }
            current=picked
        />
    }
    .into_any()
}

/// Renders a row of the kind's own. Another record gets new elements: a box that the person checked
/// does not uncheck itself. So does a row that gets columns, or loses them, when a device is turned.
fn own_row(
    list: List,
    index: Signal<usize>,
    shown: ShownMemo,
    id: Memo<Option<RecordId>>,
    row: fn(RowParts) -> AnyView,
) -> AnyView {
    let parts = move || RowParts {
        app: list.app,
        row: Signal::derive(move || list.lines.row(index.get())),
        minutes: list.minutes,
        cells: (list.layout.is_spread())
            .then(|| StoredValue::new(ViewFn::from(move || beside(list, shown)))),
        path: Callback::new(move |id| list.page_of(id)),
        select: Callback::new(move |id| list.begin_selecting(Some(id))),
    };
    let inside = move || id.get().map(|_| row(parts()));
    pressed(list, id, view! { {inside} }.into_any())
}

fn leading_row(list: List, shown: ShownMemo, id: Memo<Option<RecordId>>) -> AnyView {
    let words = list.app.words;
    let href = Signal::derive(move || {
        id.get().map(|id| paths::href(&list.page_of(id))).unwrap_or_default()
    });
    let initials = Signal::derive(move || part(shown, |shown| shown.initials.clone()));
    let seed = Signal::derive(move || id.get().map(RecordId::spread).unwrap_or_default());
    let more = Signal::derive(move || {
        t!(words, records.actions_of, name = part(shown, |shown| shown.name.text.clone()))
    });
    let on_more = move |()| list.over.set(id.get_untracked().map(ListSheet::Row));
    let row = view! {
        <ListRow
            title=move || name(list, shown)
            subtitle=move || beside(list, shown)
            leading=move || view! { <Avatar initials seed icon=untrack(|| list.icon()) /> }
            trailing=move || signs(list, shown)
            extra=move || {
                view! {
                    <span class="records__more only-narrow">
                        <IconButton label=more icon=IconName::EllipsisVertical on_press=on_more />
                    </span>
                }
            }
            href
            current=Signal::derive(move || id.get().is_some() && id.get() == list.open.get())
        />
    };
    pressed(list, id, row.into_any())
}

/// Wraps a row that a long press selects.
fn pressed(list: List, id: Memo<Option<RecordId>>, row: AnyView) -> AnyView {
    let press = StoredValue::new(None::<RowPress>);
    view! {
        <div
            class="records__row"
            on:pointerdown=move |event| begin_press(&event, list, id, press)
            on:pointermove=move |event| {
                let (x, y) = (event.client_x(), event.client_y());
                if press.with_value(|press| press.as_ref().is_some_and(|press| press.left(x, y))) {
                    end_press(press);
                }
            }
            on:pointerup=move |_| end_press(press)
            on:pointercancel=move |_| end_press(press)
            on:contextmenu=move |event| {
                // Suppresses the phone's link menu, but not the mouse's context menu.
                if press.with_value(Option::is_some) {
                    event.prevent_default();
                }
            }
        >
            {row}
        </div>
    }
    .into_any()
}

/// A touch on a row.
struct RowPress {
    x: i32,
    y: i32,
    clock: Option<TimeoutHandle>,
}

impl RowPress {
    fn left(&self, x: i32, y: i32) -> bool {
        (self.x - x).abs() > STILL || (self.y - y).abs() > STILL
    }
}

fn begin_press(
    event: &PointerEvent,
    list: List,
    id: Memo<Option<RecordId>>,
    press: StoredValue<Option<RowPress>>,
) {
    if event.pointer_type() != "touch" || !event.is_primary() {
        return;
    }
    let select = move || {
        if press.try_with_value(Option::is_some) == Some(true) {
            list.begin_selecting(id.get_untracked());
        }
    };
    // If the timer cannot start, "Select" in the menu still works.
    let clock = set_timeout_with_handle(select, LONG_PRESS).ok();
    press.set_value(Some(RowPress { x: event.client_x(), y: event.client_y(), clock }));
}

fn end_press(press: StoredValue<Option<RowPress>>) {
    if let Some(clock) =
        press.try_update_value(Option::take).flatten().and_then(|press| press.clock)
    {
        clock.clear();
    }
}

fn name(list: List, shown: ShownMemo) -> AnyView {
    let words = list.app.words;
    let nameless = Memo::new(move |_| part(shown, |shown| shown.name.text.is_empty()));
    let text = Signal::derive(move || {
        if nameless.get() {
            t!(words, records.nameless)
        } else {
            part(shown, |shown| shown.name.text.clone())
        }
    });
    let ranges = Signal::derive(move || part(shown, |shown| shown.name.marks.clone()));
    view! { <Highlight text ranges /> }.into_any()
}

/// Renders the values beside the name, or in one line below it.
fn beside(list: List, shown: ShownMemo) -> AnyView {
    if !list.layout.is_spread() {
        return text(shown, 0);
    }
    let cell = |place| view! { <span class="records__cell">{text(shown, place)}</span> };
    (0..list.layout.count()).map(cell).collect_view().into_any()
}

fn text(shown: ShownMemo, place: usize) -> AnyView {
    let of = move |shown: &RowContent| shown.texts.get(place).cloned().unwrap_or_default();
    let marked = Memo::new(move |_| part(shown, of));
    let text = Signal::derive(move || marked.read().text.clone());
    let ranges = Signal::derive(move || marked.read().marks.clone());
    view! { <Highlight text ranges /> }.into_any()
}

/// Renders the row's end: star and first tag.
fn signs(list: List, shown: ShownMemo) -> AnyView {
    let words = list.app.words;
    let favorite = Memo::new(move |_| part(shown, |shown| shown.favorite));
    let tag = Memo::new(move |_| part(shown, |shown| shown.tag.clone()));
    let star = move || {
        favorite.get().then(|| {
            view! {
                <span class="records__star">
                    <Icon name=IconName::Star />
                    <span class="only-heard">{move || t!(words, records.favorite)}</span>
                </span>
            }
        })
    };
    let tone = Memo::new(move |_| {
        tag.read().as_ref().map(|tag| list.app.records.tag_tone(tag)).unwrap_or_default()
    });
    let label = move || tag.get().map(|tag| view! { <Tag label=tag tone /> });
    let age = Memo::new(move |_| part(shown, |shown| shown.age.clone()));
    let age = move || {
        age.get().map(|age| {
            let said = t!(words, records.last_contact, age = age);
            view! { <span class="records__age" title=said>{age}</span> }
        })
    };
    let id = Memo::new(move |_| shown.read().as_ref().map(|shown| shown.id));
    let own = move || {
        let signs = list.extras.signs.filter(|_| !list.layout.is_spread())?;
        Some(signs(list.app, id.into()))
    };
    view! { <span class="records__signs">{star}{label}{age}{own}</span> }.into_any()
}
