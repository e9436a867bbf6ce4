//! Groups of a list: rows with the same value in a field, such as the tasks of a day.

use std::collections::HashMap;

use domain::{
    By, DAY_MILLIS, Day, Due, DueSpan, Field, FieldType, Fields, KindId, RecordId, Schema, Value,
    comes_first, fold, see_values,
};
use replica::{Replica, Row};
use store::Store;

use super::Env;
use super::workspace::Workspace;

/// The division of a list into groups.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grouping {
    /// As its kind declares for the list's own order; none in another order.
    #[default]
    Own,
    /// None.
    None,
    /// By the values of a field, by its number.
    By(u32),
}

/// The value that the records of a group share.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum GroupKey {
    /// Open, and due in a span.
    Due(DueSpan),
    /// A day: today, yesterday or tomorrow.
    Day(Day),
    /// A month of a year; of any year for dates without one, such as birthdays.
    Month(Option<i32>, u8),
    /// A choice, by its key, or a tag.
    Text(String),
    /// A record that they refer to.
    Record(RecordId),
    /// Yes or no.
    Flag(bool),
    /// No value.
    Nothing,
    /// A value closes them.
    Closed,
}

/// A group of rows.
#[derive(Clone, Debug, PartialEq)]
pub struct RowGroup {
    /// The value that they share.
    pub key: GroupKey,
    /// The rows, in the order of the list. A row with several values stands in several groups.
    pub rows: Vec<Row>,
}

/// The moment and day from which spans and near days are counted.
struct Now {
    millis: i64,
    today: Day,
}

impl Grouping {
    /// Returns the field that divides a list of this schema; `is_own_order` is true in the order
    /// that the kind declares.
    pub fn field(self, schema: &Schema, is_own_order: bool) -> Option<u32> {
        let number = match self {
            Self::Own => schema.grouped_by.filter(|_| is_own_order)?,
            Self::None => return None,
            Self::By(number) => number,
        };
        schema.filter_field(number).filter(|field| field.is_groupable()).map(|_| number)
    }
}

impl<S: Store, E: Env> Workspace<S, E> {
    /// Divides rows of a kind by the values of a field, in the order of the values: spans and days
    /// from now, choices as declared, records as their list has them. Stale rows are left out.
    pub fn grouped(&self, kind: KindId, rows: &[Row], field: u32) -> Vec<RowGroup> {
        let replica = self.replica();
        let Some(schema) = replica.schema(kind) else { return Vec::new() };
        let Some(field) = schema.filter_field(field) else { return Vec::new() };
        let now = Now { millis: self.env.now_millis(), today: self.today() };
        let mut places: HashMap<GroupKey, usize> = HashMap::new();
        let mut groups: Vec<RowGroup> = Vec::new();
        let mut keys: Vec<GroupKey> = Vec::new();
        for row in rows {
            let Some((replica, held)) = self.held(*row) else { continue };
            keys.clear();
            let record = replica.view(held);
            if field.kind == FieldType::Due && !schema.is_open(&record) {
                keys.push(GroupKey::Closed);
            } else {
                see_values(&record, field.number, &mut |value| {
                    keys.extend(self.key_of_value(field, value, &now));
                });
            }
            if keys.is_empty() {
                keys.push(GroupKey::Nothing);
            }
            for key in keys.drain(..) {
                let place = *places.entry(key.clone()).or_insert_with(|| {
                    groups.push(RowGroup { key, rows: Vec::new() });
                    groups.len() - 1
                });
                // A value that a record has twice counts once.
                if groups[place].rows.last() != Some(row) {
                    groups[place].rows.push(*row);
                }
            }
        }
        let ranks = Ranks::of(&replica, field, &groups);
        groups.sort_by_cached_key(|group| ranks.rank(&group.key));
        if schema.order.contains(&By::Value(field.number)) {
            self.in_order_of_time(&replica, kind, field.number, &mut groups);
        }
        groups
    }

    /// Returns the group of a value; `None` for an empty one, and for a record that is gone.
    fn key_of_value(&self, field: &Field, value: &Value, now: &Now) -> Option<GroupKey> {
        match value {
            Value::Text(text) if field.kind == FieldType::Due => {
                let due = Due::parse(text)?;
                Some(GroupKey::Due(due.span(&self.env, now.today, now.millis)))
            }
            Value::Text(text) if text.trim().is_empty() => None,
            Value::Text(text) => Some(GroupKey::Text(text.clone())),
            Value::Reference(id) => self.is_live(*id).then_some(GroupKey::Record(*id)),
            Value::Flag(yes) => Some(GroupKey::Flag(*yes)),
            Value::Moment(millis) => Some(near(self.day_of(*millis), now.today)),
            Value::Date(date) => match (Day::of(*date), date.year, date.month) {
                (Some(day), ..) if field.whole_day => Some(near(day, now.today)),
                (_, _, Some(month)) if !field.whole_day => Some(GroupKey::Month(None, month)),
                (_, Some(year), Some(month)) => Some(GroupKey::Month(Some(i32::from(year)), month)),
                _ => None,
            },
            _ => None,
        }
    }

    /// Sorts the groups of the near future by the moment in which their records are due: the list
    /// sorts by the written time, which another zone shifts. What is due on a day at any time
    /// stands after what has a time.
    fn in_order_of_time(
        &self,
        replica: &Replica,
        kind: KindId,
        field: u32,
        groups: &mut [RowGroup],
    ) {
        let is_near =
            |key: &GroupKey| matches!(key, GroupKey::Due(span) if *span != DueSpan::Later);
        for group in groups.iter_mut().filter(|group| is_near(&group.key)) {
            group.rows.sort_by_cached_key(|row| {
                let view = replica.view(row.together());
                let due = Due::parse(&view.said(field));
                due.map(|due| self.moment_in_list(&due, comes_first(kind, &view)))
            });
        }
    }

    /// Returns the key by which due records of one day are sorted: the moment, then those that
    /// matter most.
    pub(super) fn moment_in_list(&self, due: &Due, is_first: bool) -> (i64, bool) {
        let whole_day = if due.time.is_some() { 0 } else { DAY_MILLIS };
        (due.moment(&self.env) + whole_day, !is_first)
    }
}

/// Returns the group of a day: itself if it is near, otherwise its month.
fn near(day: Day, today: Day) -> GroupKey {
    if (-1..=1).contains(&(day.number() - today.number())) {
        return GroupKey::Day(day);
    }
    let (year, month, _) = day.parts();
    GroupKey::Month(Some(year), month)
}

/// The ranks of groups.
struct Ranks {
    choices: Vec<String>,
    records: HashMap<RecordId, Vec<u8>>,
}

impl Ranks {
    fn of(replica: &Replica, field: &Field, groups: &[RowGroup]) -> Self {
        let records = groups.iter().filter_map(|group| match group.key {
            GroupKey::Record(id) => Some((id, replica.key(replica.row(id)?).to_vec())),
            _ => None,
        });
        Self {
            choices: field.choices.iter().map(|choice| choice.key.to_string()).collect(),
            records: records.collect(),
        }
    }

    /// Returns a rank: its place, then bytes among equals.
    fn rank(&self, key: &GroupKey) -> (i64, Vec<u8>) {
        match key {
            GroupKey::Due(span) => (*span as i64, Vec::new()),
            // The newest come first, and a near day before its month.
            GroupKey::Day(day) => {
                let (year, month, of_month) = day.parts();
                (before(year, month) - i64::from(of_month), Vec::new())
            }
            GroupKey::Month(Some(year), month) => (before(*year, *month), Vec::new()),
            GroupKey::Month(None, month) => (i64::from(*month), Vec::new()),
            GroupKey::Text(text) => {
                let known = self.choices.iter().position(|choice| choice == text);
                let place = known.unwrap_or(self.choices.len());
                (place as i64, fold(text).into_bytes())
            }
            GroupKey::Record(id) => (0, self.records.get(id).cloned().unwrap_or_default()),
            GroupKey::Flag(yes) => (i64::from(!yes), Vec::new()),
            GroupKey::Nothing => (i64::MAX - 1, Vec::new()),
            GroupKey::Closed => (i64::MAX, Vec::new()),
        }
    }
}

/// Returns a number that is smaller the later a month is, with room for its days.
fn before(year: i32, month: u8) -> i64 {
    -(i64::from(year) * 12 + i64::from(month)) * 40
}

#[cfg(test)]
mod tests {
    use super::super::selling_stories::{TODAY, app, new_task, person};
    use super::*;
    use domain::{CONTACT, TASK, contact, task};
    use replica::Selection;

    fn texts(app: &Workspace<impl Store, impl Env>, groups: &[RowGroup]) -> Vec<String> {
        let name = |row: &Row| app.name(app.replica().id(*row));
        let of = |group: &RowGroup| {
            let names: Vec<String> = group.rows.iter().map(name).collect();
            format!("{:?}: {}", group.key, names.join(", "))
        };
        groups.iter().map(of).collect()
    }

    #[test]
    fn tasks_stand_in_spans_of_days_in_the_order_of_time_and_done_ones_last() {
        let app = app();
        let at = |time: &str| format!("{TODAY}T{time}[Europe/Budapest]");
        new_task(&app, "At any time", task::TO_DO, TODAY, &[]);
        new_task(&app, "Soon", task::CALL, &at("18:00"), &[]);
        new_task(&app, "Late", task::TO_DO, "2026-11-02", &[]);
        new_task(&app, "Some day", task::TO_DO, "", &[]);
        new_task(&app, "Next year", task::TO_DO, "2027-11-02", &[]);
        let rows = app.select(TASK, &Selection::default());
        let groups = app.grouped(TASK, &rows, task::DUE);
        assert_eq!(
            texts(&app, &groups),
            [
                "Due(Overdue): Late",
                "Due(Today): Soon, At any time",
                "Due(Later): Next year",
                "Nothing: Some day"
            ]
        );
        let schema = app.schema(TASK).unwrap();
        assert_eq!(Grouping::Own.field(&schema, true), Some(task::DUE));
        assert_eq!(Grouping::Own.field(&schema, false), None);
        assert_eq!(Grouping::By(task::TEXT).field(&schema, true), None, "a text divides nothing");
    }

    #[test]
    fn a_list_is_divided_by_records_choices_and_days() {
        let app = app();
        person(&app, "Ánh");
        person(&app, "Bo");
        let rows = app.select(CONTACT, &Selection::default());
        let by = |field| texts(&app, &app.grouped(CONTACT, &rows, field));
        assert_eq!(by(contact::COMPANY), ["Nothing: Ánh, Bo"]);
        assert_eq!(by(domain::any_kind::ADDED).len(), 1, "both were added today");
        assert!(app.grouped(CONTACT, &rows, 9_999).is_empty());
    }
}
