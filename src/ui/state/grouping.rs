//! The groups of a list: their rows, and what their headings say.

use super::format::Formatter;
use super::lists::Rows;
use super::records::Records;
use super::words::{t, within};
use app::{GroupKey, RowGroup};
use browser::intl;
use domain::{Day, DueSpan, Field, KindId, PartialDate, Schema};

impl Records {
    /// Divides the rows of a list by the values of a field. Tracked.
    pub fn grouped(self, kind: KindId, rows: Rows, field: u32) -> Vec<RowGroup> {
        let rows = rows.watch();
        self.session.ready(|| self.session.workspace().grouped(kind, &rows, field))
    }

    /// Returns the heading of a group of records divided by a field.
    pub fn group_name(&self, schema: &Schema, field: &Field, key: &GroupKey) -> String {
        let words = self.session.words;
        match key {
            GroupKey::Due(DueSpan::Overdue) => t!(words, day.overdue),
            GroupKey::Due(DueSpan::Today) => t!(words, day.title),
            GroupKey::Due(DueSpan::Week) => t!(words, day.this_week),
            GroupKey::Due(DueSpan::Later) => t!(words, day.later),
            GroupKey::Day(day) => self.format.calendar_day(*day),
            GroupKey::Month(year, month) => self.format.month(*year, *month),
            GroupKey::Text(key) if field.many => key.clone(),
            GroupKey::Text(key) => field.choice_label(key),
            GroupKey::Record(id) => self.name(*id),
            GroupKey::Flag(true) => t!(words, contact.yes),
            GroupKey::Flag(false) => t!(words, contact.no),
            GroupKey::Nothing => {
                t!(words, records.group_without, field = within(&words.field(schema, field)))
            }
            GroupKey::Closed => t!(words, records.closed),
        }
    }
}

impl Formatter {
    /// Formats a month: November 2026; November, if the year does not matter.
    fn month(&self, year: Option<i32>, month: u8) -> String {
        let named = || self.months().get(usize::from(month).saturating_sub(1)).cloned();
        let date = PartialDate {
            year: year.and_then(|year| i16::try_from(year).ok()),
            month: Some(month),
            day: Some(1),
        };
        match Day::of(date).filter(|_| year.is_some()) {
            Some(day) => intl::month_and_year(self.session.words.region(), day.number()),
            None => named().unwrap_or_default(),
        }
    }
}
