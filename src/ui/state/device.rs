//! Device and page features: maps, focus, number formats.

use leptos::html;
use leptos::prelude::*;

use super::app_state::AppState;
use super::format::Formatter;
use super::logging::Log;
use browser::{intl, window};
use dom::{self, FocusStep};

impl Log {
    /// True if the system opens `geo:` links in a map app.
    pub fn has_map_app(&self) -> bool {
        window::is_android()
    }
}

impl AppState {
    /// Scrolls a newly shown page to its top.
    pub fn begin_at_top(&self, page: NodeRef<html::Div>) {
        Effect::new(move |_| {
            if let Some(scroller) = page.get().and_then(|page| page.parent_element()) {
                dom::set_scroll_top(&scroller, 0.0);
            }
        });
    }

    /// Focuses the first focusable element of the last item in a list.
    pub fn focus_last(&self, list: NodeRef<html::Div>) {
        if let Some(list) = list.get_untracked() {
            dom::focus_step(&list, ":scope > :last-child", FocusStep::Last);
        }
    }
}

impl Formatter {
    /// Formats a number for the screen's region.
    pub fn decimal(&self, number: f64) -> String {
        intl::number(self.session.words.region(), number)
    }

    /// Formats a percentage for the screen's region: 40%.
    pub fn percent(&self, percent: f64) -> String {
        intl::percent(self.session.words.region(), percent)
    }
}
