//! A list of any length: only its visible rows are in the page.

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use super::drawn_rows::DrawnRows;
use super::growing::growing;
use super::list_window::{ListSpace, ListWindow};
use dom::{self, FocusStep};

/// The number of rows drawn beyond the visible ones, ready for a swipe.
const SPARE: usize = 6;
/// The number of rows drawn per batch when the list appears.
const STEP: usize = 8;
/// The selector of a row, for moving the focus.
const ROW: &str = ".virtual-list__row";

/// A handle for jumping within a list: from the alphabet, a new search, a newly created record.
#[derive(Clone, Copy)]
pub struct ListScroll {
    pub(super) scroller: NodeRef<html::Div>,
    pub(super) space: NodeRef<html::Div>,
    view: RwSignal<f64>,
    top: RwSignal<f64>,
    /// Set by the list when it is drawn.
    list: StoredValue<Option<Memo<ListSpace>>>,
}

impl Default for ListScroll {
    fn default() -> Self {
        Self {
            scroller: NodeRef::new(),
            space: NodeRef::new(),
            view: RwSignal::new(0.0),
            top: RwSignal::new(0.0),
            list: StoredValue::new(None),
        }
    }
}

impl ListScroll {
    /// Creates a handle for one list; pass it to the `VirtualList`.
    pub fn new() -> Self {
        Self::default()
    }

    /// Scrolls so that row `index` is the first visible one.
    pub fn to(&self, index: usize) {
        if let Some(list) = self.list.get_value().and_then(|list| list.try_get_untracked()) {
            self.go(list.scroll_to(index));
        }
    }

    /// Focuses the first drawn row, as the down arrow in a search box does.
    pub fn focus_first(&self) -> bool {
        let space = self.space.get_untracked();
        space.is_some_and(|space| dom::focus_step(&space, ROW, FocusStep::First))
    }

    /// Scrolls to the very top.
    pub fn to_top(&self) {
        self.go(0.0);
    }

    /// Returns the first visible row, tracked. Wrap it in a `Memo`.
    pub fn first_seen(&self) -> usize {
        let top = self.top.get();
        let list = self.list.get_value().and_then(|list| list.try_get());
        list.map_or(0, |list| list.first_seen(top))
    }

    /// Creates the list's dimensions, tracked, and binds them to this handle.
    pub(super) fn space_of(&self, count: Memo<usize>, row: Signal<f64>) -> Memo<ListSpace> {
        let view = self.view;
        let space = move |_: Option<&ListSpace>| ListSpace {
            count: count.get(),
            row: row.get(),
            view: view.get(),
        };
        let list = Memo::new(space);
        self.list.set_value(Some(list));
        list
    }

    /// Returns the rows to draw, with `spare` more at both ends.
    pub(super) fn window(&self, list: Memo<ListSpace>, spare: usize) -> ListWindow {
        list.get().window(self.top.get(), spare)
    }

    fn go(&self, top: f64) {
        if let Some(scroller) = self.scroller.get_untracked() {
            // Setting it forces a layout, even if nothing moves.
            if (self.top.get_untracked() - top).abs() > 0.5 {
                dom::set_scroll_top(&scroller, top);
            }
            self.follow();
        }
    }

    /// Reads the scroll position from the page.
    pub(super) fn follow(&self) {
        if let Some(scroller) = self.scroller.get_untracked() {
            let top = dom::scroll_top(&scroller);
            if (self.top.get_untracked() - top).abs() > 0.5 {
                self.top.set(top);
            }
        }
    }

    /// Reads the visible height from the page.
    fn measure(&self) {
        if let Some(scroller) = self.scroller.get_untracked() {
            let view = dom::inner_height(&scroller);
            if (self.view.get_untracked() - view).abs() > 0.5 {
                self.view.set(view);
            }
            self.follow();
        }
    }
}

/// A list that scrolls by itself and fills the height it is given.
///
/// An element is created once and shows one row after the other, so `render` gets the index as a
/// signal and should return a view that *reads* its record (`move || names.read().get(i.get())`): then
/// a key typed in the search box, or a fast scroll, changes text and creates no elements. The index
/// may have just gone, and the view must then be something empty. A caller that cannot do that
/// increments `revision` instead: then all visible rows are re-created.
#[component]
pub fn VirtualList(
    /// The list's label, for screen readers.
    #[prop(into)]
    label: Signal<String>,
    /// The number of rows.
    #[prop(into)]
    count: Signal<usize>,
    /// Creates the view of the row at this index.
    #[prop(into)]
    render: Callback<Signal<usize>, AnyView>,
    /// The height of every row, in pixels.
    #[prop(default = 60.0)]
    row_height: f64,
    /// The handle for jumping in it.
    #[prop(optional)]
    scroll: ListScroll,
    /// The key under which the scroll position survives other screens and a reload; for instance
    /// the list's address.
    #[prop(optional, into)]
    memory: Option<String>,
    /// Incremented when all rows must be re-created.
    #[prop(optional, into)]
    revision: Signal<u64>,
    /// A header that stays above the scrolling rows, such as column names. It is inside the
    /// scrolling element, so that a scroll bar narrows it as much as the rows.
    #[prop(optional, into)]
    head: ViewFn,
) -> impl IntoView {
    let count = Memo::new(move |_| count.get());
    let list = scroll.space_of(count, row_height.into());
    let window = Memo::new(move |_| scroll.window(list, SPARE));
    watch_page(scroll);
    if let Some(memory) = memory {
        keep_position(scroll, list, memory);
    }
    let wanted = drawn(window, STEP);
    let rows = Memo::new(move |before: Option<&DrawnRows>| {
        let (first, last) = wanted.get();
        let mut rows = before.cloned().unwrap_or_default();
        let focused = scroll.space.get_untracked().is_some_and(|space| dom::has_focus(&space));
        rows.show(first..last, !focused);
        rows
    });
    let row = move |(_, id): (u64, u64)| {
        let index = Memo::new(move |before: Option<&usize>| {
            rows.with(|rows| rows.row(id)).or(before.copied()).unwrap_or_default()
        });
        let size = move || count.get().to_string();
        view! {
            <li class="virtual-list__row" aria-posinset=move || index.get() + 1 aria-setsize=size>
                {render.run(index.into())}
            </li>
        }
    };
    let each = move || {
        let revision = revision.get();
        rows.read().ids().iter().map(move |id| (revision, *id)).collect::<Vec<_>>()
    };
    view! {
        <div
            class="virtual-list"
            node_ref=scroll.scroller
            on:scroll=move |_| scroll.follow()
            on:keydown=move |event| step_through(&event, scroll)
        >
            <div class="virtual-list__head">{move || head.run()}</div>
            <div
                class="virtual-list__space"
                data-empty=move || (count.get() == 0).then_some("")
                node_ref=scroll.space
                style:--list-height=move || format!("{}px", list.get().height() as i64)
                style:--list-row=format!("{}px", row_height as i64)
            >
                <ul
                    class="virtual-list__window"
                    role="list"
                    aria-label=move || label.get()
                    style:--list-shift=move || format!("{}px", window.get().shift as i64)
                >
                    <For each key=|key| *key children=row />
                </ul>
            </div>
        </div>
    }
}

/// Returns the first drawn row and the end of the drawn rows: the window's rows, growing by a batch
/// at a time when the list appears.
pub(super) fn drawn(window: Memo<ListWindow>, step: usize) -> Memo<(usize, usize)> {
    let limit = growing(step);
    Memo::new(move |_| {
        let limit = limit.get();
        window.with(|window| (window.first, window.last.min(window.first.saturating_add(limit))))
    })
}

/// Measures the list when it appears and whenever its size changes.
pub(super) fn watch_page(scroll: ListScroll) {
    let watch = StoredValue::new_local(None);
    Effect::new(move |_| {
        if let Some(scroller) = scroll.scroller.get() {
            scroll.measure();
            watch.set_value(dom::watch_size(&scroller, move || scroll.measure()));
        }
    });
    on_cleanup(move || watch.dispose());
}

/// Restores the scroll position as soon as the list has rows and a height, and keeps saving it.
pub(super) fn keep_position(scroll: ListScroll, list: Memo<ListSpace>, memory: String) {
    let wanted = StoredValue::new(dom::recall_place(&memory));
    Effect::new(move |_| {
        let ListSpace { count, view, .. } = list.get();
        if count > 0
            && view > 0.0
            && let Some(top) = wanted.try_update_value(Option::take).flatten()
        {
            // Wait until the height is in the page: before, there is nothing to scroll.
            request_animation_frame(move || scroll.go(top));
        }
    });
    let name = memory.clone();
    Effect::new(move |_| {
        scroll.top.with(|_| ());
        if wanted.with_value(Option::is_none)
            && let Some(scroller) = scroll.scroller.get_untracked()
        {
            dom::remember_place(&name, dom::scroll_top(&scroller));
        }
    });
    let name = memory.clone();
    let leaving = window_event_listener(leptos::ev::pagehide, move |_| dom::keep_place(&name));
    on_cleanup(move || {
        dom::keep_place(&memory);
        leaving.remove();
    });
}

/// Moves the focus from row to row on arrow keys.
fn step_through(event: &KeyboardEvent, scroll: ListScroll) {
    let step = match event.key().as_str() {
        "ArrowDown" => FocusStep::Next,
        "ArrowUp" => FocusStep::Previous,
        _ => return,
    };
    if let Some(space) = scroll.space.get_untracked()
        && !dom::is_within(event.target(), "input, select, textarea, [role=menu]")
        && dom::focus_step(&space, ROW, step)
    {
        event.prevent_default();
    }
}
