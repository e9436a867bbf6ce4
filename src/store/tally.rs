//! Counts the pages and records that should exist, so that data lost from the device is noticed: a
//! missing page gives no sign by itself.

use replica::{PageKey, page_ids};

/// A count of pages and records, and a sum of ids as a checksum of which records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// The number of pages.
    pub pages: u64,
    /// The number of records in them.
    pub records: u64,
    /// The wrapping sum of the random halves of their ids.
    pub ids: u64,
}

impl Tally {
    /// Counts one page and its records.
    pub fn of(bytes: &[u8]) -> Self {
        let mut tally = Self { pages: 1, ..Self::default() };
        for id in page_ids(bytes).into_iter().flatten() {
            tally.records += 1;
            tally.ids = tally.ids.wrapping_add(id.spread());
        }
        tally
    }

    /// Adds two tallies.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            pages: self.pages.wrapping_add(other.pages),
            records: self.records.wrapping_add(other.records),
            ids: self.ids.wrapping_add(other.ids),
        }
    }

    /// Subtracts a tally.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self {
            pages: self.pages.wrapping_sub(other.pages),
            records: self.records.wrapping_sub(other.records),
            ids: self.ids.wrapping_sub(other.ids),
        }
    }
}

/// The expected contents of each shelf; `None` if never counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tallies {
    /// The tally of the pages kept in memory.
    pub hot: Option<Tally>,
    /// The tally of activities.
    pub activities: Option<Tally>,
}

impl Tallies {
    /// The tallies of an empty store.
    pub const NOTHING: Self = {
        let none = Some(Tally { pages: 0, records: 0, ids: 0 });
        Self { hot: none, activities: none }
    };

    /// Returns the tally of a shelf.
    pub fn of_shelf(&mut self, shelf: u8) -> &mut Option<Tally> {
        if shelf == PageKey::HOT { &mut self.hot } else { &mut self.activities }
    }

    /// Notes that a page was written, replaced or removed.
    pub fn changed(&mut self, key: PageKey, before: Option<Tally>, after: Option<Tally>) {
        if let Some(tally) = self.of_shelf(key.shelf) {
            let gone = before.unwrap_or_default();
            *tally = tally.without(gone).and(after.unwrap_or_default());
        }
    }
}
