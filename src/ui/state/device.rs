//! What depends on the device and the page: maps, the focus, numbers.

use leptos::html;
use leptos::prelude::*;

use super::app_state::AppState;
use browser::dom::{self, Step};
use browser::{intl, window};

impl AppState {
    /// Whether the system opens `geo:` links with a program of its own.
    pub fn has_map_app(&self) -> bool {
        window::is_android()
    }

    /// A number as the language of the screen writes it.
    pub fn decimal(&self, number: f64) -> String {
        intl::number(self.words.region(), number)
    }

    /// A share as the language of the screen writes it: 40%.
    pub fn percent(&self, percent: f64) -> String {
        intl::percent(self.words.region(), percent)
    }

    /// Shows a page from its beginning, wherever the one before it was scrolled to.
    pub fn begin_at_top(&self, page: NodeRef<html::Div>) {
        Effect::new(move |_| {
            if let Some(scroller) = page.get().and_then(|page| page.parent_element()) {
                dom::set_scroll_top(&scroller, 0.0);
            }
        });
    }

    /// Gives the focus to the first field of the last line in a list.
    pub fn focus_last(&self, list: NodeRef<html::Div>) {
        if let Some(list) = list.get_untracked() {
            dom::focus_step(&list, ":scope > :last-child", Step::Last);
        }
    }
}
