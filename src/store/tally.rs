//! How many pages and records there should be, so that what is gone from the device is missed: a page
//! that is not there any more says nothing by itself.

use replica::{PageKey, page_ids};

/// Pages and records, and which records: by the sum of their ids.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many pages.
    pub pages: u64,
    /// How many records are in them.
    pub records: u64,
    /// The sum of the random halves of their ids.
    pub ids: u64,
}

impl Tally {
    /// One page with what is in it.
    pub fn of(bytes: &[u8]) -> Self {
        let mut tally = Self { pages: 1, ..Self::default() };
        for id in page_ids(bytes).into_iter().flatten() {
            tally.records += 1;
            tally.ids = tally.ids.wrapping_add(id.spread());
        }
        tally
    }

    /// These and those.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            pages: self.pages.wrapping_add(other.pages),
            records: self.records.wrapping_add(other.records),
            ids: self.ids.wrapping_add(other.ids),
        }
    }

    /// These without those.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self {
            pages: self.pages.wrapping_sub(other.pages),
            records: self.records.wrapping_sub(other.records),
            ids: self.ids.wrapping_sub(other.ids),
        }
    }
}

/// What each shelf should hold; `None` where that was never counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tallies {
    /// What is in memory.
    pub hot: Option<Tally>,
    /// Activities.
    pub activities: Option<Tally>,
}

impl Tallies {
    /// Those of a store in which nothing is yet.
    pub const NOTHING: Self = {
        let none = Some(Tally { pages: 0, records: 0, ids: 0 });
        Self { hot: none, activities: none }
    };

    /// The tally of the shelf of a page.
    pub fn of_shelf(&mut self, shelf: u8) -> &mut Option<Tally> {
        if shelf == PageKey::HOT { &mut self.hot } else { &mut self.activities }
    }

    /// A page was written in place of another, or removed.
    pub fn changed(&mut self, key: PageKey, before: Option<Tally>, after: Option<Tally>) {
        if let Some(tally) = self.of_shelf(key.shelf) {
            let gone = before.unwrap_or_default();
            *tally = tally.without(gone).and(after.unwrap_or_default());
        }
    }
}
