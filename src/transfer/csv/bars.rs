//! Bans on reaching somebody: columns that forbid or permit a way, in twelve languages
//! (`words/bars.tsv`).

use std::collections::HashMap;
use std::sync::OnceLock;

use super::words::normal;
use crate::cell::{Answer, answer_of};
use crate::dates::{DateOrder, parse_date};
use crate::labels::known_label;
use crate::options::BarReading;
use domain::Field;
use domain::lexicon;

/// The phrases, by `ban` or `permission` and the key of the way, or `all`.
const PHRASES: &str = include_str!("../words/bars.tsv");

/// Returns the way that a header, in the form of [`normal`], is about, empty for all, and how its
/// cells say so.
pub fn barred(header: &str) -> Option<(&'static str, BarReading)> {
    static KNOWN: OnceLock<HashMap<String, Vec<&str>>> = OnceLock::new();
    let known = KNOWN.get_or_init(|| lexicon::meanings(PHRASES, 2, normal));
    let means = known.get(header)?;
    let [reading, way] = means.as_slice() else { return None };
    let reading = if *reading == "permission" { BarReading::Permission } else { BarReading::Ban };
    Some((if *way == "all" { "" } else { way }, reading))
}

/// Returns the keys of a way, or of all if it is empty.
pub fn ways_of<'f>(field: &'f Field, way: &str) -> Vec<&'f str> {
    let all = field.choices.iter().map(|choice| choice.key.as_ref());
    all.filter(|key| way.is_empty() || *key == way).collect()
}

/// Returns the ways that a cell bars, by their keys; `None` if it says neither yes nor no nor names
/// any.
pub fn bars<'f>(
    field: &'f Field,
    way: &str,
    reading: BarReading,
    cell: &str,
) -> Option<Vec<&'f str>> {
    let all = || field.choices.iter().map(|choice| choice.key.as_ref());
    let ways = || ways_of(field, way);
    match (answer_of(cell), reading) {
        (_, BarReading::Date)
        | (Some(Answer::Yes | Answer::Barred), BarReading::Ban)
        | (Some(Answer::No | Answer::Barred), BarReading::Permission) => Some(ways()),
        // `Unsubscribed` with the day on which somebody did.
        (None, BarReading::Ban) if parse_date(cell, DateOrder::DayFirst).is_some() => Some(ways()),
        (Some(_), _) => Some(Vec::new()),
        // The cell may list the ways themselves.
        (None, reading) => {
            let named: Option<Vec<&str>> = cell
                .split([',', ';', '/', '|', '、', '，'])
                .map(str::trim)
                .filter(|word| !word.is_empty())
                .map(|word| known_label(field, word))
                .collect();
            let named = named.filter(|named| way.is_empty() && !named.is_empty())?;
            Some(match reading {
                BarReading::Permission => all().filter(|key| !named.contains(key)).collect(),
                _ => named,
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::contact;

    fn check(header: &str, cell: &str, expect: Option<&[&str]>) {
        let field = contact::SCHEMA.field(contact::DO_NOT_CONTACT).unwrap();
        let (way, reading) = barred(&normal(header)).unwrap_or_else(|| panic!("{header}"));
        assert_eq!(bars(field, way, reading, cell).as_deref(), expect, "{header}: {cell}");
    }

    #[test]
    fn a_value_is_read_by_what_its_header_says() {
        check("Do Not Call", "Yes", Some(&["call"]));
        check("Do Not Call", "0", Some(&[]));
        check("OK to email", "N", Some(&["email"]));
        check("OK to email", "yes", Some(&[]));
        check("Unsubscribed", "Yes", Some(&["email"]));
        check("Newsletter", "nein", Some(&["email"]));
        check("Werbesperre", "nein", Some(&[]));
        check("Không gọi điện", "có", Some(&["call"]));
        check("是否拒绝来电", "是", Some(&["call"]));
        check("Elérhetőség tiltása", "telefon", Some(&["call"]));
        check("Email opt in", "pending", Some(&[]));
        check("Do Not Call", "perhaps on Mondays", None);
        check("OK to Call", "maybe", None);
    }

    #[test]
    fn a_ban_of_no_way_bars_all_and_a_cell_may_list_them() {
        let field = contact::SCHEMA.field(contact::DO_NOT_CONTACT).unwrap();
        let (way, reading) = barred("do not contact").unwrap();
        let all = bars(field, way, reading, "Yes").unwrap();
        assert_eq!(all.len(), field.choices.len());
        assert_eq!(bars(field, way, reading, "Email, Call"), Some(vec!["email", "call"]));
    }
}
