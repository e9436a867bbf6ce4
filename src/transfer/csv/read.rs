//! Reading a table: header, the order of its dates, rows.

use std::ops::ControlFlow;

use csv::StringRecord;

use super::guard::unguard;
use super::plan::{Plan, Target};
use super::records::{Found, Records};
use super::row::read_row;
use crate::domain::{FieldType, Schema};
use crate::transfer::dates::{DateOrder, order_hint};
use crate::transfer::error::TransferError;
use crate::transfer::import::{Each, SetAside};

/// How many more cells must speak for one order of dates than for the other.
const ENOUGH_VOTES: u32 = 500;

/// What was set aside, and the columns with the numbers of the fields that they went to.
pub type Outcome = (Vec<SetAside>, Vec<(String, Option<u32>)>);

/// Reads a table whose rows are records of the schema's kind.
///
/// # Errors
/// `OnlyHeader` where there are no rows, `UnknownFormat` where no column is recognized.
pub fn read(text: &str, schema: &Schema, each: &mut Each<'_>) -> Result<Outcome, TransferError> {
    let mut records = Records::new(text);
    let mut record = StringRecord::new();
    if !matches!(records.next(&mut record, None), Found::Record) {
        return Err(TransferError::UnknownFormat);
    }
    let width = Some(record.len());
    let mut plan = Plan::new(schema, record.iter().map(unguard));
    if !plan.knows_any() {
        return Err(TransferError::UnknownFormat);
    }
    decide_orders(text, &mut plan);
    let mut set_aside = Vec::new();
    let mut rows = 0;
    loop {
        match records.next(&mut record, width) {
            Found::Record => {
                let row = read_row(records.line(), &record, &plan, schema);
                rows += 1;
                if !row.draft.is_blank() && each(row) == ControlFlow::Break(()) {
                    break;
                }
            }
            Found::Aside(aside) => set_aside.push(aside),
            Found::End => break,
        }
    }
    if rows == 0 && set_aside.is_empty() {
        return Err(TransferError::OnlyHeader);
    }
    let number = |column| plan.field(column).map(|field| field.number);
    let columns =
        plan.columns.iter().map(|column| (column.header.clone(), number(column))).collect();
    Ok((set_aside, columns))
}

/// Whether `3/4/1980` is in March or in April depends on the other cells of its column, so they are
/// all looked at first, where there are dates at all.
fn decide_orders(text: &str, plan: &mut Plan<'_>) {
    let is_date = |target: &Target<'_>| match target {
        Target::One(field) => matches!(field.kind, FieldType::Date | FieldType::Moment),
        Target::Value(group) => {
            matches!(plan.groups[*group].field.kind, FieldType::Date | FieldType::Moment)
        }
        _ => false,
    };
    let mut votes: Vec<(usize, i32)> = plan
        .columns
        .iter()
        .enumerate()
        .filter(|(_, column)| is_date(&column.target))
        .map(|(at, _)| (at, 0))
        .collect();
    if votes.is_empty() || !text.contains('/') && !text.contains('-') {
        return;
    }
    let mut records = Records::new(text);
    let mut record = StringRecord::new();
    let width = Some(plan.columns.len());
    loop {
        // Columns that are this sure are not looked at to the end.
        if votes.iter().all(|(_, vote)| vote.unsigned_abs() >= ENOUGH_VOTES) {
            break;
        }
        match records.next(&mut record, width) {
            Found::Record => {
                for (at, vote) in &mut votes {
                    match record.get(*at).and_then(order_hint) {
                        Some(DateOrder::DayFirst) => *vote += 1,
                        Some(DateOrder::MonthFirst) => *vote -= 1,
                        None => {}
                    }
                }
            }
            Found::Aside(_) => {}
            Found::End => break,
        }
    }
    // A column that decides nothing follows the others of its file.
    let all: i32 = votes.iter().map(|(_, vote)| vote.signum()).sum();
    for (at, vote) in votes {
        if vote > 0 || vote == 0 && all > 0 {
            plan.columns[at].order = DateOrder::DayFirst;
        }
    }
}
