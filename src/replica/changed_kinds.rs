//! The kinds whose records have changed, so that a screen reads again only what it shows.

use std::collections::BTreeSet;

use domain::KindId;

use super::page::{ENDS, Page};

/// The changes in memory since they were last asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedKinds {
    /// True if anything may have changed, as after reading everything again.
    pub everything: bool,
    /// The kinds of changed records.
    pub kinds: BTreeSet<KindId>,
}

/// A new replica has everything anew.
impl Default for ChangedKinds {
    fn default() -> Self {
        Self { everything: true, kinds: BTreeSet::new() }
    }
}

impl ChangedKinds {
    /// Nothing.
    pub const NONE: Self = Self { everything: false, kinds: BTreeSet::new() };

    /// Adds the kinds of the records that differ between two states of a page, and returns true if
    /// every record of the first is still in its slot.
    pub(super) fn note(&mut self, before: &Page, after: &Page) -> bool {
        let stays = before.count() <= after.count()
            && (0..before.count()).all(|slot| before.id(slot) == after.id(slot));
        if !stays {
            // Rows of all records of the page are stale.
            self.kinds.extend(before.kinds().chain(after.kinds()));
            return false;
        }
        for slot in 0..after.count() {
            if slot >= before.count() || !is_same(before, after, slot) {
                self.kinds.insert(after.kind(slot));
            }
        }
        true
    }
}

fn is_same(before: &Page, after: &Page, slot: usize) -> bool {
    before.row(slot)[..ENDS] == after.row(slot)[..ENDS]
        && before.record_bytes(slot) == after.record_bytes(slot)
        && before.text(slot) == after.text(slot)
        && before.key(slot) == after.key(slot)
}
