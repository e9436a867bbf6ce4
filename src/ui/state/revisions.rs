//! Revisions by kind: a view that shows records of some kinds reads again when one of them changes,
//! and not when others do.

use std::collections::HashMap;

use leptos::prelude::*;

use domain::KindId;
use replica::ChangedKinds;

/// The numbers of changes so far: of anything, of everything at once, and of each kind.
#[derive(Clone, Copy)]
pub struct Revisions {
    any: RwSignal<u64>,
    everything: RwSignal<u64>,
    kinds: StoredValue<HashMap<KindId, ArcRwSignal<u64>>, LocalStorage>,
}

impl Revisions {
    /// Creates the revisions of a page.
    pub fn new() -> Self {
        Self {
            any: RwSignal::new(0),
            everything: RwSignal::new(0),
            kinds: StoredValue::new_local(HashMap::new()),
        }
    }

    /// Returns the number of changes of anything. Tracked.
    pub fn any(self) -> u64 {
        self.any.get()
    }

    /// Subscribes the calling view to changes of records of these kinds.
    pub fn track(self, kinds: &[KindId]) {
        self.everything.with(|_| ());
        for kind in kinds {
            self.of(*kind).with(|_| ());
        }
        #[cfg(feature = "screens")]
        counts::count(kinds);
    }

    /// Makes the views that show these kinds read again.
    pub fn rise(self, changed: &ChangedKinds) {
        let rise = |revision: &mut u64| *revision += 1;
        self.any.update(rise);
        if changed.everything {
            self.everything.update(rise);
            return;
        }
        for kind in &changed.kinds {
            self.of(*kind).update(rise);
        }
    }

    fn of(self, kind: KindId) -> ArcRwSignal<u64> {
        let known = self.kinds.with_value(|kinds| kinds.get(&kind).cloned());
        known.unwrap_or_else(|| {
            // Owned by nobody: the first view that asks may go before the others.
            let revision = ArcRwSignal::new(0);
            self.kinds.update_value(|kinds| drop(kinds.insert(kind, revision.clone())));
            revision
        })
    }
}

/// How often views of each kind have read, for screen tests.
#[cfg(feature = "screens")]
pub mod counts {
    use std::cell::RefCell;
    use std::collections::BTreeMap;

    use domain::KindId;

    thread_local! {
        static READS: RefCell<BTreeMap<KindId, u32>> = const { RefCell::new(BTreeMap::new()) };
    }

    pub(super) fn count(kinds: &[KindId]) {
        if let Some(kind) = kinds.first() {
            READS.with_borrow_mut(|reads| *reads.entry(*kind).or_default() += 1);
        }
    }

    /// Returns how often views of a kind have read so far.
    pub fn reads_of(kind: KindId) -> u32 {
        READS.with_borrow(|reads| reads.get(&kind).copied().unwrap_or_default())
    }
}
