//! What an action takes for absent, and whether anything that was committed since is in its way.

use domain::KindId;
use replica::Page;

/// There was no record of these kinds at a commit, and the action relies on there being none when it is
/// performed. Pages are random, so two tabs that make the same thing never meet in one: what was
/// written since the commit is looked through instead, which most often is nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Absence {
    /// The number of the commit at which there was none.
    pub since: u64,
    /// The kinds.
    pub kinds: &'static [KindId],
}

impl Absence {
    /// Whether there is none in a page that was written since, in the bin neither. A page that cannot be
    /// used has none: who reads it anew sees none in it either.
    pub fn holds_in(&self, page: Option<&[u8]>) -> bool {
        let page = page.and_then(|bytes| Page::open(bytes.to_vec()).ok());
        page.is_none_or(|page| (0..page.count()).all(|slot| !self.kinds.contains(&page.kind(slot))))
    }
}
