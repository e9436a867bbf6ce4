//! The ends of a row that scrolls sideways: reports the ends at which there is more, where the
//! style sheet fades the row.

use leptos::html;
use leptos::prelude::*;

/// The state of a row, freely copied.
#[derive(Clone, Copy)]
pub struct Ends {
    /// The scrolling element.
    pub row: NodeRef<html::Div>,
    /// The element inside it, as wide as its content.
    pub inside: NodeRef<html::Div>,
    /// The ends at which there is more: the row's attribute `data-more`.
    pub more: RwSignal<Option<&'static str>>,
}

impl Ends {
    /// Watches the row as long as the owner lives.
    pub fn new() -> Self {
        let ends = Self { row: NodeRef::new(), inside: NodeRef::new(), more: RwSignal::new(None) };
        let watches = StoredValue::new_local(Vec::new());
        Effect::new(move |_| {
            let (Some(row), Some(inside)) = (ends.row.get(), ends.inside.get()) else { return };
            // They report once at the beginning, and whenever content appears, disappears or the
            // screen rotates.
            let look = move || ends.look();
            let both = [dom::watch_size(&row, look), dom::watch_size(&inside, look)];
            watches.set_value(both.into_iter().flatten().collect());
        });
        on_cleanup(move || watches.dispose());
        ends
    }

    /// Measures again; for `on:scroll`.
    pub fn look(self) {
        let Some(row) = self.row.try_get_untracked().flatten() else { return };
        let more = match dom::more_sideways(&row) {
            (true, true) => Some("both"),
            (true, false) => Some("start"),
            (false, true) => Some("end"),
            (false, false) => None,
        };
        if self.more.try_get_untracked().is_some_and(|known| known != more) {
            self.more.set(more);
        }
    }
}
