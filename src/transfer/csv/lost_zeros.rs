//! Columns of telephone numbers and postcodes that lost the zeros at their beginning.

use std::collections::HashMap;
use std::sync::OnceLock;

use csv::StringRecord;

use super::column::CellTarget;
use super::column_plan::ColumnPlan;
use super::guard::unguard;
use crate::options::AddressPart as Part;
use domain::{FieldType, fold, is_whole_postcode, lexicon, number_with_zero, postcode_with_zero};

/// The names of countries whose numbers lose zeros.
const NAMES: &str = include_str!("../words/countries.tsv");

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

/// Returns the country of a row's people: the one that it names, by its code or name, else the user's.
/// `None` for a name that is not known.
fn country_of(plan: &ColumnPlan<'_>, row: &StringRecord) -> Option<String> {
    let columns = plan.columns.iter().enumerate();
    let countries =
        columns.filter(|(_, it)| matches!(it.target, CellTarget::Part(_, Part::Country)));
    let mut named = countries.filter_map(|(at, _)| row.get(at)).map(|it| unguard(it).trim());
    match named.find(|name| !name.is_empty()) {
        None => plan.country.clone(),
        Some(code) if code.len() == 2 && code.is_ascii() => Some(code.to_ascii_uppercase()),
        Some(name) => country_named(name).map(str::to_owned),
    }
}

/// True if a column's postcodes show by others of full length that they are of a country whose
/// postcodes can lose zeros; telephone numbers show it by themselves.
pub fn is_sure(plan: &ColumnPlan<'_>, at: usize, rows: &[StringRecord], lost: usize) -> bool {
    if !matches!(plan.columns[at].target, CellTarget::Part(_, Part::Postcode)) {
        return true;
    }
    let is_whole = |row: &&StringRecord| {
        let cell = row.get(at).map(unguard).unwrap_or_default();
        country_of(plan, row).is_some_and(|country| is_whole_postcode(cell, &country))
    };
    rows.iter().filter(is_whole).count() >= lost
}

fn country_named(name: &str) -> Option<&'static str> {
    static KNOWN: OnceLock<HashMap<String, Vec<&str>>> = OnceLock::new();
    let known = KNOWN.get_or_init(|| lexicon::meanings(NAMES, 1, fold));
    known.get(&fold(name))?.first().copied()
}
