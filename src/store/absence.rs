//! Records that an action assumes do not exist, and the check that no later commit created one.

use domain::KindId;
use replica::Page;

/// An action's assumption that no record of these kinds exists. Page keys are random, so two tabs
/// creating the same record never touch the same page; instead we scan the pages written since,
/// usually none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absence {
    /// The number of the commit at which there was none.
    pub since: u64,
    /// The kinds.
    pub kinds: Vec<KindId>,
}

impl Absence {
    /// True if a page written since has no such record, even in the bin. An unusable page counts as
    /// having none, because a fresh read finds none either.
    pub fn holds_in(&self, page: Option<&[u8]>) -> bool {
        let page = page.and_then(|bytes| Page::open(bytes.to_vec()).ok());
        page.is_none_or(|page| (0..page.count()).all(|slot| !self.kinds.contains(&page.kind(slot))))
    }
}
