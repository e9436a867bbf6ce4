//! The columns of the contact list, and field values formatted as one line in the screen's
//! language.

use leptos::html;
use leptos::prelude::*;

use super::app_state::AppState;
use super::words::t;
use app::Columns;
use browser::intl;
use dom::{self, FocusStep};
use domain::{Due, Field, LocalTime, Money, PartialDate, RecordId, Repeat, Speech};
use replica::Row;

impl Speech for AppState {
    fn flag(&self, yes: bool) -> String {
        if yes { t!(self.words, contact.yes) } else { t!(self.words, contact.no) }
    }

    fn number(&self, number: f64) -> String {
        self.decimal(number)
    }

    fn money(&self, money: Money) -> String {
        AppState::money(self, money)
    }

    fn date(&self, date: PartialDate) -> String {
        // The inherent method, not this one.
        AppState::date(self, date)
    }

    fn moment(&self, millis: i64) -> String {
        AppState::moment(self, millis)
    }

    fn due(&self, due: &Due) -> String {
        let day = AppState::date(self, due.day.date());
        let Some(LocalTime { minutes, zone }) = &due.time else { return day };
        let text = format!("{day} {}:{:02}", minutes / 60, minutes % 60);
        // Nine o'clock there is not nine here.
        let elsewhere = !zone.is_empty() && *zone != intl::time_zone();
        if elsewhere { format!("{text} ({zone})") } else { text }
    }

    fn repeat(&self, rule: &Repeat) -> String {
        AppState::repeat(self, rule)
    }

    fn name(&self, id: RecordId) -> String {
        self.satchel().name(id)
    }
}

impl AppState {
    /// Returns the columns of the contact list. Tracked.
    pub fn contact_columns(&self) -> Columns {
        self.watch().contact_columns()
    }

    /// Formats some fields of a record, one line each.
    pub fn lines(&self, row: Row, fields: &[Field]) -> Option<Vec<String>> {
        self.satchel().lines(row, fields, self)
    }

    /// Sets the columns of the contact list and confirms with a toast.
    pub fn choose_contact_columns(self, numbers: Vec<u32>) {
        let satchel = self.satchel();
        let work = async move { satchel.choose_contact_columns(&numbers).await };
        self.run(work, move |saved| {
            if saved.done.stamp.is_some() {
                self.say_done(t!(self.words, contacts.columns_changed), saved.done.stamp);
            }
        });
    }

    /// Focuses the first match of `selector` in `root` on the next frame, once the page is updated.
    pub fn focus_soon(&self, root: NodeRef<html::Div>, selector: String) {
        request_animation_frame(move || {
            if let Some(root) = root.try_get_untracked().flatten() {
                dom::focus_step(&root, &selector, FocusStep::First);
            }
        });
    }
}
