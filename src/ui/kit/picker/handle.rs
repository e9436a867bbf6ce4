//! The state of a picker: whether its list is open, what it offers, and the row that is pointed at.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::keys::{Stroke, Way, read, step};
use super::{PickerEvent, PickerList};

/// A handle that is copied freely.
#[derive(Clone, Copy)]
pub(super) struct Handle {
    value: Signal<String>,
    undecided: Signal<bool>,
    on_event: Callback<PickerEvent>,
    open: RwSignal<bool>,
    /// The row that is pointed at.
    pub active: RwSignal<Option<usize>>,
    /// What is offered while the list is open.
    pub offered: Memo<PickerList>,
    /// Whether the list shows something.
    pub shown: Memo<bool>,
}

impl Handle {
    pub fn new(
        value: Signal<String>,
        list: Callback<String, PickerList>,
        undecided: Signal<bool>,
        on_event: Callback<PickerEvent>,
    ) -> Self {
        let open = RwSignal::new(false);
        // Nobody is looked for while nothing is shown.
        let offered =
            Memo::new(
                move |_| {
                    if open.get() { list.run(value.get()) } else { PickerList::default() }
                },
            );
        let shown = Memo::new(move |_| open.get() && offered.with(PickerList::shows));
        Self { value, undecided, on_event, open, active: RwSignal::new(None), offered, shown }
    }

    /// The list opens, and nothing is pointed at yet.
    pub fn open(self) {
        self.open.set(true);
    }

    fn close(self) {
        self.open.set(false);
        self.active.set(None);
    }

    /// Something was typed.
    pub fn typed(self, text: String) {
        self.active.set(None);
        self.open.set(true);
        self.on_event.run(PickerEvent::Typed(text));
    }

    /// The field is emptied.
    pub fn clear(self) {
        self.typed(String::new());
        self.close();
    }

    /// A row was chosen, by its place; the one behind all others makes what was typed.
    pub fn choose(self, place: usize) {
        let key =
            self.offered.with_untracked(|list| list.rows.get(place).map(|row| row.key.clone()));
        self.close();
        self.on_event.run(key.map_or(PickerEvent::Create, PickerEvent::Chosen));
    }

    /// The focus went elsewhere. That is heard late where the field itself goes away.
    pub fn left(self) {
        if self.open.try_set(false).is_none() {
            self.active.set(None);
            self.on_event.try_run(PickerEvent::Left);
        }
    }

    /// A key was pressed in the field. What was meant for the list is not heard by the sheet or the
    /// form around it.
    pub fn pressed(self, event: &KeyboardEvent) {
        let empty = self.value.with_untracked(String::is_empty);
        let Some(stroke) = read(&event.key(), event.is_composing(), empty) else { return };
        let is_open = self.shown.get_untracked();
        let handled = match stroke {
            Stroke::Move(way) => {
                self.point(way);
                true
            }
            Stroke::Enter => match self.active.get_untracked().filter(|_| is_open) {
                Some(place) => {
                    self.choose(place);
                    true
                }
                None => {
                    self.close();
                    self.tell_where_undecided(PickerEvent::Left)
                }
            },
            Stroke::Escape if is_open => {
                self.close();
                true
            }
            Stroke::Escape => self.tell_where_undecided(PickerEvent::GaveUp),
            Stroke::Backspace => {
                self.on_event.run(PickerEvent::Backspace);
                false
            }
        };
        if handled {
            event.prevent_default();
            event.stop_propagation();
        }
    }

    fn point(self, way: Way) {
        self.open.set(true);
        let count = self.offered.with_untracked(PickerList::len);
        self.active.update(|active| *active = step(*active, way, count));
    }

    fn tell_where_undecided(self, event: PickerEvent) -> bool {
        let asks = self.undecided.get_untracked();
        if asks {
            self.on_event.run(event);
        }
        asks
    }
}
