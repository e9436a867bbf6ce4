//! How a tab keeps up with the commits of all tabs: which number was seen last, and what follows
//! from the next one. No channel and no store here, only the decision.

use super::port::Missed;

/// What to do about a commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// It is the next one: its pages are all that changed.
    TakeIn,
    /// Some were missed: ask the store for what was written after [`Follower::seen`], then say
    /// [`Follower::caught_up`].
    CatchUp,
    /// It was seen already, or catching up has brought it.
    Ignore,
}

/// Remembers up to which commit the pages in memory stand.
///
/// ```
/// use satchel::store::{Follower, Step};
///
/// let mut follower = Follower::new(7);
/// assert_eq!(follower.hear(8), Step::TakeIn);
/// assert_eq!(follower.hear(10), Step::CatchUp);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Follower {
    seen: u64,
}

impl Follower {
    /// Memory stands at this commit: the one that opening told of. It is read before the pages, so
    /// that what is committed in between is heard or missed, and never taken for seen.
    pub fn new(commit: u64) -> Self {
        Self { seen: commit }
    }

    /// Up to which commit memory stands.
    pub fn seen(&self) -> u64 {
        self.seen
    }

    /// A commit, of this tab or another: whichever way it became known, the same rule holds. The
    /// pages of one's own commit may be older than what another tab's next commit has brought
    /// already, so they too are taken in only when their number is the next.
    pub fn hear(&mut self, number: u64) -> Step {
        if number <= self.seen {
            Step::Ignore
        } else if number == self.seen + 1 {
            self.seen = number;
            Step::TakeIn
        } else {
            Step::CatchUp
        }
    }

    /// What was missed is in memory now.
    pub fn caught_up(&mut self, missed: &Missed) {
        self.seen = self.seen.max(missed.commit);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commits_in_order_are_taken_in() {
        let mut follower = Follower::new(0);
        assert_eq!([1, 2, 3].map(|number| follower.hear(number)), [Step::TakeIn; 3]);
    }

    #[test]
    fn a_gap_makes_the_tab_read_again_until_it_has_caught_up() {
        let mut follower = Follower::new(4);
        assert_eq!([6, 7].map(|number| follower.hear(number)), [Step::CatchUp; 2]);
        assert_eq!(follower.seen(), 4);
        follower.caught_up(&Missed { commit: 7, pages: Some(Vec::new()) });
        assert_eq!([5, 6, 7].map(|number| follower.hear(number)), [Step::Ignore; 3]);
        assert_eq!(follower.hear(8), Step::TakeIn);
    }

    #[test]
    fn an_answer_that_comes_late_does_not_turn_back() {
        let mut follower = Follower::new(4);
        assert_eq!(follower.hear(5), Step::TakeIn);
        follower.caught_up(&Missed { commit: 4, pages: Some(Vec::new()) });
        assert_eq!(follower.seen(), 5);
    }
}
