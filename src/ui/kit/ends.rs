//! The ends of a row that scrolls sideways: it says at which of them there is more, and its sheet
//! fades it there.

use leptos::html;
use leptos::prelude::*;

use browser::dom;

/// What watches a row; a handle that is copied freely.
#[derive(Clone, Copy)]
pub struct Ends {
    /// What scrolls.
    pub row: NodeRef<html::Div>,
    /// What is in it, as wide as it needs to be.
    pub inside: NodeRef<html::Div>,
    /// At which ends there is more: for the attribute `data-more` of the row.
    pub more: RwSignal<Option<&'static str>>,
}

impl Ends {
    /// Watches as long as its owner lives.
    pub fn new() -> Self {
        let ends = Self { row: NodeRef::new(), inside: NodeRef::new(), more: RwSignal::new(None) };
        let watches = StoredValue::new_local(Vec::new());
        Effect::new(move |_| {
            let (Some(row), Some(inside)) = (ends.row.get(), ends.inside.get()) else { return };
            // They tell once at the beginning, and whenever something comes, goes or turns.
            let look = move || ends.look();
            let both = [dom::watch_size(&row, look), dom::watch_size(&inside, look)];
            watches.set_value(both.into_iter().flatten().collect());
        });
        on_cleanup(move || watches.dispose());
        ends
    }

    /// Looks again; for `on:scroll`.
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
