//! Tracks the last commit a tab has seen and decides how to handle the next one. Only the decision:
//! no channel, no store.

/// The reaction to a commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FollowStep {
    /// The next commit in order: its pages are all that changed.
    TakeIn,
    /// Commits were missed: query the store for everything after [`Follower::seen`], then call
    /// [`Follower::caught_up`].
    CatchUp,
    /// Seen already, or covered by catching up.
    Ignore,
}

/// The number of the last commit that the pages in memory reflect.
///
/// ```
/// use store::{Follower, FollowStep};
///
/// let mut follower = Follower::new(7);
/// assert_eq!(follower.hear(8), FollowStep::TakeIn);
/// assert_eq!(follower.hear(10), FollowStep::CatchUp);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Follower {
    seen: u64,
}

impl Follower {
    /// Starts at the commit number that opening returned. That number is read before the pages, so
    /// a commit in between is either announced or detected as missed, never taken for seen.
    pub fn new(commit: u64) -> Self {
        Self { seen: commit }
    }

    /// Returns the last commit that memory reflects.
    pub fn seen(&self) -> u64 {
        self.seen
    }

    /// Decides what to do about a commit of this tab or another; the same rule holds for both. The
    /// pages of this tab's own commit may be older than those another tab's next commit brought, so
    /// they too are taken in only when their number is the next.
    pub fn hear(&mut self, number: u64) -> FollowStep {
        if number <= self.seen {
            FollowStep::Ignore
        } else if number == self.seen + 1 {
            self.seen = number;
            FollowStep::TakeIn
        } else {
            FollowStep::CatchUp
        }
    }

    /// Notes that the missed commits are in memory now.
    pub fn caught_up(&mut self, commit: u64) {
        self.seen = self.seen.max(commit);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commits_in_order_are_taken_in() {
        let mut follower = Follower::new(0);
        assert_eq!([1, 2, 3].map(|number| follower.hear(number)), [FollowStep::TakeIn; 3]);
    }

    #[test]
    fn a_gap_makes_the_tab_read_again_until_it_has_caught_up() {
        let mut follower = Follower::new(4);
        assert_eq!([6, 7].map(|number| follower.hear(number)), [FollowStep::CatchUp; 2]);
        assert_eq!(follower.seen(), 4);
        follower.caught_up(7);
        assert_eq!([5, 6, 7].map(|number| follower.hear(number)), [FollowStep::Ignore; 3]);
        assert_eq!(follower.hear(8), FollowStep::TakeIn);
    }

    #[test]
    fn an_answer_that_comes_late_does_not_turn_back() {
        let mut follower = Follower::new(4);
        assert_eq!(follower.hear(5), FollowStep::TakeIn);
        follower.caught_up(4);
        assert_eq!(follower.seen(), 5);
    }
}
