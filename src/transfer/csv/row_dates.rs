//! Puts dates together that a table gives in parts: a birthday in three columns, the time of day of a
//! due date.

use super::column_plan::ColumnPlan;
use super::row::name_of;
use crate::cell::due_at;
use crate::dates::date_of_parts;
use crate::making::RowBuilder;
use crate::options::DatePart;
use domain::{Due, Field, Fields, Value};

/// The parts of a date in columns of their own.
pub type DatePieces<'p, 'r> = Vec<(&'p Field, DatePart, usize, &'r str)>;

/// Puts dates together from their parts; parts that make none are kept.
pub fn finish_dates(
    pieces: DatePieces<'_, '_>,
    plan: &ColumnPlan<'_>,
    making: &mut RowBuilder<'_>,
) {
    let mut fields: Vec<&Field> = pieces.iter().map(|(field, ..)| *field).collect();
    fields.dedup();
    for field in fields {
        let own = || pieces.iter().filter(|(of, ..)| of.number == field.number);
        let part = |wanted| own().find(|(_, part, ..)| *part == wanted).map(|(.., cell)| *cell);
        let [year, month, day] = DatePart::ALL.map(part);
        let date = date_of_parts(year, month, day);
        if !date.is_some_and(|date| making.put(field, "", Value::Date(date))) {
            for (.., at, cell) in
                own().filter(|(.., cell)| !cell.trim().trim_matches('0').is_empty())
            {
                making.keep_problem(&name_of(&plan.columns[*at].header, *at), cell);
            }
        }
    }
}

/// Adds the times of day to due dates; those of none, and what is no time, are kept and counted.
pub fn finish_due_times(
    times: Vec<(&Field, usize, &str)>,
    plan: &ColumnPlan<'_>,
    making: &mut RowBuilder<'_>,
) {
    for (field, at, cell) in times {
        let known = Due::parse(&making.draft.said(field.number));
        let due = known.as_ref().and_then(|due| due_at(due.day, cell));
        match due.filter(|due| known.as_ref().is_some_and(|it| it.time.is_none() || it == due)) {
            Some(due) => making.draft.set(field.number, Value::Text(due.to_string())),
            None => making.keep_problem(&name_of(&plan.columns[at].header, at), cell),
        }
    }
}
