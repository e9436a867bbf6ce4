//! The list's parameters and their URL form: `?v=recent&q=anna&f=…&s=company`.

use crate::ui::paths;
use crate::ui::state::{Selection, Sort};
use domain::{Filter, Query};

/// The set of records the list starts from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// All records.
    #[default]
    All,
    /// Starred records.
    Favorites,
    /// Recently opened records.
    Recent,
}

/// The list's parameters.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListQuery {
    /// The set of records it starts from.
    pub view: View,
    /// The search text.
    pub query: String,
    /// The conditions on fields.
    pub filter: Filter,
    /// The sort order.
    pub sort: Sort,
}

const VIEWS: [(View, &str); 2] = [(View::Favorites, "favorites"), (View::Recent, "recent")];
const SORTS: [(Sort, &str); 6] = [
    (Sort::First, "first"),
    (Sort::Last, "last"),
    (Sort::Linked, "company"),
    (Sort::Created, "created"),
    (Sort::Changed, "changed"),
    (Sort::Seen, "contacted"),
];

fn name_of<T: PartialEq>(names: &[(T, &'static str)], wanted: &T) -> &'static str {
    names.iter().find(|(value, _)| value == wanted).map_or("", |(_, name)| *name)
}

fn value_of<T: Copy + Default>(names: &[(T, &'static str)], wanted: &str) -> T {
    names.iter().find(|(_, name)| *name == wanted).map(|(value, _)| *value).unwrap_or_default()
}

impl ListQuery {
    /// Parses a URL's query string, ignoring anything unknown.
    pub fn read(search: &str) -> Self {
        let mut listing = Self::default();
        for (name, value) in paths::read_question(search) {
            match name {
                "v" => listing.view = value_of(&VIEWS, &value),
                "q" => listing.query = value,
                "f" => listing.filter = Filter::decode(&value),
                "s" => listing.sort = value_of(&SORTS, &value),
                _ => {}
            }
        }
        listing
    }

    /// Writes the query string that [`ListQuery::read`] parses, including the question mark; empty
    /// for the defaults.
    pub fn write(&self) -> String {
        let Self { view, query, filter, sort } = self;
        paths::write_question([
            ("v", name_of(&VIEWS, view).to_owned()),
            ("q", query.clone()),
            ("f", filter.encode()),
            ("s", name_of(&SORTS, sort).to_owned()),
        ])
    }

    /// True if every record is shown.
    pub fn is_whole(&self) -> bool {
        let Self { view, query, filter, sort: _ } = self;
        *view == View::All && query.trim().is_empty() && filter.is_empty()
    }

    /// Returns the selection to query.
    pub fn selection(&self) -> Selection {
        Selection {
            query: Query::parse(&self.query),
            filter: self.filter.clone(),
            favorites: self.view == View::Favorites,
            under: None,
            sort: self.sort,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ListQuery, View};
    use crate::ui::state::Sort;
    use domain::{Condition, Filter, Operator};

    #[test]
    fn a_listing_survives_its_address() {
        let condition =
            Condition { field: 3, operator: Operator::Is, operand: "50% a~b & ü 王".into() };
        let listing = ListQuery {
            view: View::Recent,
            query: "Nguyễn +84 100% & #1?".into(),
            filter: Filter { conditions: vec![condition.clone(), condition] },
            sort: Sort::Linked,
        };
        let address = listing.write();
        assert!(address.is_ascii(), "{address}");
        assert_eq!(ListQuery::read(&address), listing);
        assert_eq!(ListQuery::default().write(), "");
    }

    #[test]
    fn an_address_that_makes_no_sense_shows_everything() {
        for address in ["", "?", "q", "s=nonsense&v=&f=x", "?&&=&%=%zz", "other=1"] {
            let listing = ListQuery::read(address);
            assert!(listing.is_whole() && listing.write().is_empty(), "{address}");
        }
        assert_eq!(ListQuery::read("?q=%zz%2").query, "%zz%2");
    }
}
