//! The state of a picker: its open list, the choices in it, and the highlighted row.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::keys::{ArrowKey, Stroke, read, step};
use super::{PickerEvent, PickerList};

/// The state, freely copied.
#[derive(Clone, Copy)]
pub(super) struct Handle {
    value: Signal<String>,
    undecided: Signal<bool>,
    on_event: Callback<PickerEvent>,
    open: RwSignal<bool>,
    /// The highlighted row.
    pub active: RwSignal<Option<usize>>,
    /// The choices while the list is open.
    pub offered: Memo<PickerList>,
    /// True if the list shows something.
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
        // No search while nothing is shown.
        let offered =
            Memo::new(
                move |_| {
                    if open.get() { list.run(value.get()) } else { PickerList::default() }
                },
            );
        let shown = Memo::new(move |_| open.get() && offered.with(PickerList::shows));
        Self { value, undecided, on_event, open, active: RwSignal::new(None), offered, shown }
    }

    /// Opens the list without a highlighted row.
    pub fn open(self) {
        self.open.set(true);
    }

    fn close(self) {
        self.open.set(false);
        self.active.set(None);
    }

    /// Handles typing.
    pub fn typed(self, text: String) {
        self.active.set(None);
        self.open.set(true);
        self.on_event.run(PickerEvent::Typed(text));
    }

    /// Empties the field.
    pub fn clear(self) {
        self.typed(String::new());
        self.close();
    }

    /// Chooses a row by its place; the place after all rows creates the typed entry.
    pub fn choose(self, place: usize) {
        let key =
            self.offered.with_untracked(|list| list.rows.get(place).map(|row| row.key.clone()));
        self.close();
        self.on_event.run(key.map_or(PickerEvent::Create, PickerEvent::Chosen));
    }

    /// Handles loss of the focus. The event comes late if the field itself is removed.
    pub fn left(self) {
        if self.open.try_set(false).is_none() {
            self.active.set(None);
            self.on_event.try_run(PickerEvent::Left);
        }
    }

    /// Handles a key pressed in the field. Keys meant for the list do not reach the sheet or form
    /// around it.
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

    fn point(self, way: ArrowKey) {
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
