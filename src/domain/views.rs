//! The views that come with the app: filters under a name, declared with their kinds. A view that
//! the user saves is a record (`kinds/view.rs`).

use super::any_kind;
use super::{Condition, Filter, Operator, Schema};

/// A view that comes with the app: conditions that must all pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeclaredView {
    /// Its name in addresses; permanent.
    pub key: &'static str,
    /// Its English name; the translation catalog may override it.
    pub label: &'static str,
    /// The fields, comparisons and operands.
    pub conditions: &'static [(u32, Operator, &'static str)],
    /// True if it stands among the chips of the list from the start.
    pub is_chip: bool,
}

/// The views of every kind.
const ADDED_THIS_WEEK: DeclaredView = DeclaredView {
    key: "added-this-week",
    label: "Added this week",
    conditions: &[(any_kind::ADDED, Operator::ThisWeek, "")],
    is_chip: false,
};

impl DeclaredView {
    /// Returns its filter.
    pub fn filter(&self) -> Filter {
        let condition = |&(field, operator, operand): &(u32, Operator, &str)| Condition {
            field,
            operator,
            operand: operand.to_owned(),
        };
        Filter::all(self.conditions.iter().map(condition).collect())
    }
}

impl Schema {
    /// Returns the views of the kind that come with the app.
    pub fn declared_views(&self) -> impl Iterator<Item = &DeclaredView> {
        self.views.iter().chain(std::iter::once(&ADDED_THIS_WEEK))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::built_in;

    #[test]
    fn a_declared_view_asks_only_what_the_filter_offers() {
        for schema in built_in().all() {
            let mut keys = BTreeSet::new();
            for view in schema.declared_views() {
                assert!(keys.insert(view.key), "{} has {} twice", schema.key, view.key);
                for (number, operator, _) in view.conditions {
                    let field = schema.filter_field(*number).unwrap();
                    assert!(Operator::of(field).contains(operator), "{}: {number}", view.key);
                }
                assert_eq!(Filter::decode(&view.filter().encode()), view.filter());
            }
        }
    }
}
