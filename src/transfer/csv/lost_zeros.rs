//! Columns of telephone numbers and postcodes that lost the zeros at their beginning.

use csv::StringRecord;

use super::column::CellTarget;
use super::column_plan::ColumnPlan;
use super::guard::unguard;
use crate::options::AddressPart as Part;
use domain::{FieldType, number_with_zero, postcode_with_zero};

/// Returns a cell with the zero that it lost, if its column can lose one and the country of its row
/// makes that certain.
pub fn with_zero(
    plan: &ColumnPlan<'_>,
    at: usize,
    cell: &str,
    row: &StringRecord,
) -> Option<String> {
    let restored = match plan.columns.get(at)?.target {
        CellTarget::Value(group) if plan.groups[group].field.kind == FieldType::Phone => {
            number_with_zero
        }
        CellTarget::Part(_, Part::Postcode) => postcode_with_zero,
        _ => return None,
    };
    restored(cell, &country_of(plan, row)?)
}

/// Returns the country of a row's people: the one that it names, if that is a code, else the user's.
fn country_of(plan: &ColumnPlan<'_>, row: &StringRecord) -> Option<String> {
    let columns = plan.columns.iter().enumerate();
    let countries =
        columns.filter(|(_, it)| matches!(it.target, CellTarget::Part(_, Part::Country)));
    let mut named = countries.filter_map(|(at, _)| row.get(at)).map(|it| unguard(it).trim());
    match named.find(|name| !name.is_empty()) {
        None => plan.country.clone(),
        Some(code) if code.len() == 2 => Some(code.to_ascii_uppercase()),
        Some(_) => None,
    }
}
