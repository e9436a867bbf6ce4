//! What the list is asked to show, and how its address says that: `?v=recent&q=anna&f=…&s=company`.

use crate::domain::{Filter, Query};
use crate::ui::state::{Selection, Sort};

/// Which contacts the list begins with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// All of them.
    #[default]
    All,
    /// Those with a star.
    Favorites,
    /// Those that were opened last.
    Recent,
}

/// What the list is asked to show.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Listing {
    /// Which contacts it begins with.
    pub view: View,
    /// What was typed in the search box.
    pub query: String,
    /// Conditions on fields.
    pub filter: Filter,
    /// The order.
    pub sort: Sort,
}

const VIEWS: [(View, &str); 2] = [(View::Favorites, "favorites"), (View::Recent, "recent")];
const SORTS: [(Sort, &str); 3] =
    [(Sort::Company, "company"), (Sort::Created, "created"), (Sort::Changed, "changed")];

fn name_of<T: PartialEq>(names: &[(T, &'static str)], wanted: &T) -> &'static str {
    names.iter().find(|(value, _)| value == wanted).map_or("", |(_, name)| *name)
}

fn value_of<T: Copy + Default>(names: &[(T, &'static str)], wanted: &str) -> T {
    names.iter().find(|(_, name)| *name == wanted).map(|(value, _)| *value).unwrap_or_default()
}

impl Listing {
    /// Reads the part of an address after the question mark; what is not understood is left out.
    pub fn read(search: &str) -> Self {
        let mut listing = Self::default();
        for (name, value) in
            search.trim_start_matches('?').split('&').filter_map(|pair| pair.split_once('='))
        {
            let value = unescape(value);
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

    /// The part of an address that [`Listing::read`] reads, with its question mark; empty where
    /// there is nothing to say.
    pub fn write(&self) -> String {
        let Self { view, query, filter, sort } = self;
        let parts = [
            ("v", name_of(&VIEWS, view).to_owned()),
            ("q", escape(query)),
            ("f", escape(&filter.encode())),
            ("s", name_of(&SORTS, sort).to_owned()),
        ];
        let mut text = String::new();
        for (name, value) in parts.into_iter().filter(|(_, value)| !value.is_empty()) {
            text.push(if text.is_empty() { '?' } else { '&' });
            text.push_str(name);
            text.push('=');
            text.push_str(&value);
        }
        text
    }

    /// Whether every contact is shown.
    pub fn is_whole(&self) -> bool {
        let Self { view, query, filter, sort: _ } = self;
        *view == View::All && query.trim().is_empty() && filter.is_empty()
    }

    /// What the replica is asked.
    pub fn selection(&self) -> Selection {
        Selection {
            query: Query::parse(&self.query),
            filter: self.filter.clone(),
            favourites: self.view == View::Favorites,
            under: None,
            sort: self.sort,
        }
    }
}

/// Letters and digits of ASCII stay, everything else becomes `%` and its bytes.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            escaped.push('%');
            for half in [byte >> 4, byte & 15] {
                escaped.push(char::from(b"0123456789ABCDEF"[usize::from(half)]));
            }
        }
    }
    escaped
}

fn unescape(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let code = || {
            let digits = text.get(at + 1..at + 3)?;
            u8::from_str_radix(digits, 16).ok()
        };
        match (byte, code()) {
            (b'%', Some(code)) => {
                plain.push(code);
                at += 3;
            }
            (b'+', _) => {
                plain.push(b' ');
                at += 1;
            }
            (byte, _) => {
                plain.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&plain).into_owned()
}

#[cfg(test)]
mod tests {
    use super::{Listing, View};
    use crate::domain::{Condition, Filter, Operator};
    use crate::ui::state::Sort;

    #[test]
    fn a_listing_survives_its_address() {
        let condition =
            Condition { field: 3, operator: Operator::Is, operand: "50% a~b & ü 王".into() };
        let listing = Listing {
            view: View::Recent,
            query: "Nguyễn +84 100% & #1?".into(),
            filter: Filter { conditions: vec![condition.clone(), condition] },
            sort: Sort::Company,
        };
        let address = listing.write();
        assert!(address.is_ascii(), "{address}");
        assert_eq!(Listing::read(&address), listing);
        assert_eq!(Listing::default().write(), "");
    }

    #[test]
    fn an_address_that_makes_no_sense_shows_everything() {
        for address in ["", "?", "q", "s=nonsense&v=&f=x", "?&&=&%=%zz", "other=1"] {
            let listing = Listing::read(address);
            assert!(listing.is_whole() && listing.write().is_empty(), "{address}");
        }
        assert_eq!(Listing::read("?q=%zz%2").query, "%zz%2");
    }
}
