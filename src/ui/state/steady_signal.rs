//! A value that many texts follow and that seldom changes, such as the language.
//!
//! A signal of `reactive_graph` keeps what followed it until it changes, even what is dropped by then,
//! and finds a follower that leaves by looking through all of them. With a value that stays the same
//! all day, both would grow with each screen that is opened.

use std::hash::BuildHasherDefault;
use std::mem;

use indexmap::IndexSet;
use leptos::prelude::*;
use leptos::reactive::graph::{AnySubscriber, Observer, ReactiveNode};
use rustc_hash::FxHasher;

/// So many followers are kept before the dropped ones among them are looked for.
const FEW: usize = 128;

/// A value that is followed by what reads it, and that forgets followers that are dropped.
#[derive(Debug)]
pub(super) struct SteadySignal<T: 'static> {
    value: StoredValue<T>,
    followers: StoredValue<Followers>,
}

impl<T> Clone for SteadySignal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for SteadySignal<T> {}

impl<T: Send + Sync> SteadySignal<T> {
    pub(super) fn new(value: T) -> Self {
        Self { value: StoredValue::new(value), followers: StoredValue::new(Followers::default()) }
    }

    /// Reads the value; whatever reads it in a view or a memo follows it.
    pub(super) fn with<R>(&self, read: impl FnOnce(&T) -> R) -> R {
        follow(self.followers);
        self.value.with_value(read)
    }

    /// Changes the value. What follows it reads it again, in the order in which it began to.
    pub(super) fn set(&self, value: T) {
        self.value.set_value(value);
        let followers = self.followers.try_update_value(mem::take).unwrap_or_default();
        for follower in followers.known {
            follower.mark_dirty();
        }
    }
}

/// Adds what reads now. Every reading of a text comes here, so the code is there once.
#[inline(never)]
fn follow(followers: StoredValue<Followers>) {
    if let Some(follower) = Observer::get() {
        followers.update_value(|followers| followers.add(follower));
    }
}

/// The followers of a value, in the order in which they began.
#[derive(Debug, Default)]
struct Followers {
    /// The set that signals have, so that its code is there once.
    known: IndexSet<AnySubscriber, BuildHasherDefault<FxHasher>>,
    /// How many there may be before dropped ones are looked for.
    enough: usize,
}

impl Followers {
    fn add(&mut self, follower: AnySubscriber) {
        self.known.insert(follower);
        if self.known.len() > self.enough.max(FEW) {
            let all = mem::take(&mut self.known);
            self.known.extend(all.into_iter().filter(|follower| follower.1.strong_count() > 0));
            self.enough = self.known.len() * 2;
        }
    }
}

#[cfg(test)]
mod tests {
    use leptos::reactive::graph::ToAnySubscriber;

    use super::*;

    fn count<T: Send + Sync>(signal: SteadySignal<T>) -> usize {
        signal.followers.with_value(|followers| followers.known.len())
    }

    #[test]
    fn what_read_it_reads_it_again_after_a_change() {
        let owner = Owner::new();
        owner.with(|| {
            let signal = SteadySignal::new(1);
            let double = Memo::new(move |_| signal.with(|value| value * 2));
            let text = Memo::new(move |_| double.get().to_string());
            assert_eq!(text.get_untracked(), "2");
            signal.set(4);
            assert_eq!(text.get_untracked(), "8");
            signal.set(5);
            assert_eq!(text.get_untracked(), "10", "it follows after a change, too");
        });
    }

    #[test]
    fn a_follower_counts_once_and_a_reading_outside_of_any_does_not() {
        let owner = Owner::new();
        owner.with(|| {
            let signal = SteadySignal::new(1);
            assert_eq!(signal.with(|value| *value), 1);
            assert_eq!(count(signal), 0);
            let sum = Memo::new(move |_| signal.with(|it| *it) + signal.with(|it| *it));
            assert_eq!((sum.get_untracked(), count(signal)), (2, 1));
        });
    }

    #[test]
    fn a_long_day_leaves_no_followers_behind() {
        let owner = Owner::new();
        owner.with(|| {
            let signal = SteadySignal::new(1);
            let kept = Memo::new(move |_| signal.with(|value| *value));
            assert_eq!(kept.get_untracked(), 1);
            for _ in 0..1_000 {
                let screen = owner.child();
                screen.with(|| {
                    for _ in 0..10 {
                        let text = Memo::new(move |_| signal.with(|value| *value));
                        assert_eq!(text.get_untracked(), 1);
                    }
                });
                drop(screen);
            }
            assert!(count(signal) <= FEW + 1, "{} are kept", count(signal));
            signal.set(2);
            assert_eq!(kept.get_untracked(), 2);
        });
    }

    #[test]
    fn followers_hear_of_a_change_in_the_order_in_which_they_began() {
        let owner = Owner::new();
        owner.with(|| {
            let mut followers = Followers::default();
            let memos: Vec<_> = (0..50).map(|it| ArcMemo::new(move |_| it)).collect();
            let begun: Vec<_> =
                memos.iter().rev().map(ToAnySubscriber::to_any_subscriber).collect();
            begun.iter().cloned().for_each(|follower| followers.add(follower));
            followers.add(begun[0].clone());
            let heard: Vec<_> = followers.known.into_iter().map(|follower| follower.0).collect();
            assert_eq!(heard, begun.iter().map(|follower| follower.0).collect::<Vec<_>>());
        });
    }
}
