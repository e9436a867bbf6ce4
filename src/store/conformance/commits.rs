//! Cases about user actions, pages, and how other tabs learn of them.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

use super::news::written;
use super::support::{Change, NOW, all_pages, append, both, same_as_a_plain_map};
use crate::rows::KEPT_COMMITS;
use crate::{Absence, Action, Durability, PageRange, Store, StoreError};
use replica::{PageKey, Stamp};

const A: PageKey = PageKey { shelf: PageKey::HOT, bucket: 0, page: 1 };
const B: PageKey = PageKey { shelf: PageKey::HOT, bucket: 0, page: 2 };
const C: PageKey = PageKey { shelf: PageKey::HOT, bucket: 0, page: u64::MAX };

type CaseResult = Result<(), StoreError>;

pub async fn a_new_store_is_empty_and_belongs_to_one_device<S: Store>(a: S, b: S) -> CaseResult {
    let opened = a.open().await?;
    assert_eq!((opened.commit, &opened.open_bulk), (0, &Vec::new()));
    assert_eq!(b.open().await?, opened);
    assert_eq!(all_pages(&a, PageRange::Hot).await?, []);
    assert_eq!(a.history(None, 10).await?, []);
    assert_eq!(written(&a, 0).await?, (0, Some(Vec::new())));
    Ok(())
}

pub async fn an_edit_is_there_for_the_other_tab<S: Store>(a: S, b: S) -> CaseResult {
    let commit = append(&a, &[A, C], b"x").await?;
    let pages = vec![(A, b"x".to_vec()), (C, b"x".to_vec())];
    assert_eq!((commit.number, &commit.pages), (1, &pages));
    assert_eq!(b.pages_by_key(&[A, B, C]).await?, pages);
    assert_eq!(all_pages(&b, PageRange::Hot).await?, pages);
    assert_eq!(b.history_entry(commit.stamp).await?, Some(commit.stamp.to_bytes().to_vec()));
    let opened = b.open().await?;
    assert_eq!((opened.commit, opened.device), (1, commit.stamp.device));
    Ok(())
}

pub async fn two_tabs_editing_the_same_page_at_once_lose_nothing<S: Store>(
    a: S,
    b: S,
) -> CaseResult {
    let mut numbers = Vec::new();
    for _ in 0..10 {
        let (one, two) = both(append(&a, &[A, B], b"a"), append(&b, &[B, A], b"b")).await;
        numbers.extend([one?.number, two?.number]);
    }
    for (key, bytes) in all_pages(&a, PageRange::Hot).await? {
        let count = |byte| bytes.iter().filter(|b| **b == byte).count();
        assert_eq!((count(b'a'), count(b'b')), (10, 10), "{key:?}");
    }
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=20).collect::<Vec<u64>>());
    Ok(())
}

pub async fn stamps_of_two_tabs_are_never_equal_and_rise<S: Store>(a: S, b: S) -> CaseResult {
    let mut last = Stamp::NEVER;
    for turn in 0..10 {
        let (one, two) = both(append(&a, &[A], b"a"), append(&b, &[B], b"b")).await;
        let mut commits = [one?, two?].map(|commit| (commit.number, commit.stamp));
        commits.sort_unstable();
        for (_, stamp) in commits {
            assert!(stamp > last, "{turn}: {stamp:?} after {last:?}");
            last = stamp;
        }
    }
    // A clock set back a year does not set stamps back.
    let mut action = Change::new(&[A], |_, _| Ok(None));
    action.now_millis = NOW - 31_536_000_000;
    assert!(a.commit(&mut action, Durability::Strict).await?.stamp > last);
    Ok(())
}

pub async fn an_action_that_fails_half_way_leaves_the_old_state<S: Store>(
    a: S,
    b: S,
) -> CaseResult {
    append(&a, &[A, B, C], b"old").await?;
    let mut count = 0;
    let mut action = Change::new(&[A, B, C], |_, _| {
        count += 1;
        if count == 2 { Err(StoreError::Damaged) } else { Ok(Some(b"new".to_vec())) }
    });
    assert_eq!(a.commit(&mut action, Durability::Strict).await, Err(StoreError::Damaged));
    let old = [A, B, C].map(|key| (key, b"old".to_vec()));
    assert_eq!(all_pages(&a, PageRange::Hot).await?, old);
    assert_eq!(all_pages(&b, PageRange::Hot).await?, old);
    assert_eq!(written(&b, 1).await?, (1, Some(Vec::new())));
    assert_eq!(a.history(None, 10).await?.len(), 1);
    assert_eq!(append(&b, &[A], b"!").await?.number, 2);
    Ok(())
}

/// Simulates a tab being closed: nobody polls the future to its end.
pub async fn an_action_that_is_dropped_half_way_leaves_the_old_state_or_the_new<S: Store>(
    a: S,
    b: S,
) -> CaseResult {
    append(&a, &[A, B, C], b"").await?;
    for turns in 0..12 {
        {
            let mut edit = pin!(append(&a, &[A, B, C], b"x"));
            let mut left = turns;
            poll_fn(|context| {
                let polled = edit.as_mut().poll(context).map(drop);
                left -= 1;
                if left <= 0 { Poll::Ready(()) } else { polled }
            })
            .await;
        }
        // The next writer waits until the dropped transaction is gone.
        append(&b, &[B], b"").await?;
        let pages = all_pages(&b, PageRange::Hot).await?;
        assert!(pages.iter().all(|(_, bytes)| *bytes == pages[0].1), "{turns}: {pages:?}");
    }
    Ok(())
}

pub async fn an_action_is_asked_in_order<S: Store>(a: S, _b: S) -> CaseResult {
    #[derive(Default)]
    struct CallLog(std::cell::RefCell<Vec<&'static str>>);
    impl Action for CallLog {
        fn pages(&self) -> Vec<PageKey> {
            self.0.borrow_mut().push("pages");
            vec![A, B]
        }
        fn now_millis(&self) -> i64 {
            self.0.borrow_mut().push("now");
            NOW
        }
        fn absence(&self) -> Option<Absence> {
            self.0.borrow_mut().push("absence");
            None
        }
        fn begin(&mut self, _: Stamp) {
            self.0.get_mut().push("begin");
        }
        fn page(&mut self, _: PageKey, _: Option<&[u8]>) -> Result<Option<Vec<u8>>, StoreError> {
            self.0.get_mut().push("page");
            Ok(None)
        }
        fn history(&mut self) -> Option<Vec<u8>> {
            self.0.get_mut().push("history");
            None
        }
    }
    let mut asked = CallLog::default();
    a.commit(&mut asked, Durability::Strict).await?;
    let order = ["pages", "now", "absence", "begin", "page", "page", "history"];
    assert_eq!(asked.0.into_inner(), order);
    Ok(())
}

pub async fn an_action_may_leave_pages_alone<S: Store>(a: S, b: S) -> CaseResult {
    append(&a, &[A, B], b"old").await?;
    let keys: Vec<PageKey> = (0..40).map(PageKey::hot).collect();
    let mut action = Change::new(&keys, |key, bytes| {
        Ok(if key == B { Some([bytes.unwrap_or_default(), b"new"].concat()) } else { None })
    });
    let commit = b.commit(&mut action, Durability::Strict).await?;
    assert_eq!(commit.pages, [(B, b"oldnew".to_vec())]);
    assert_eq!(written(&a, 1).await?, (2, Some(vec![B])));
    assert_eq!(all_pages(&a, PageRange::Hot).await?.len(), 2);
    Ok(())
}

pub async fn an_action_changes_a_page_as_it_has_it_in_memory_unless_there_is_a_later_commit<
    S: Store,
>(
    a: S,
    b: S,
) -> CaseResult {
    let first = append(&a, &[A, B], b"stored").await?.number;
    let mut seen = Vec::new();
    for _ in 0..2 {
        let mut action = Change::new(&[A], |_, bytes| {
            let bytes = bytes.unwrap_or_default();
            seen.push(bytes.to_vec());
            Ok(Some([bytes, b"+"].concat()))
        });
        action.memory = Some((first, b"memory".to_vec()));
        a.commit(&mut action, Durability::Strict).await?;
    }
    assert_eq!(seen, [b"memory".to_vec(), b"memory+".to_vec()]);
    let pages = [(A, b"memory++".to_vec()), (B, b"stored".to_vec())];
    assert_eq!(all_pages(&b, PageRange::Hot).await?, pages);
    Ok(())
}

pub async fn pages_come_in_the_order_of_their_keys_and_in_slices<S: Store>(
    a: S,
    b: S,
) -> CaseResult {
    let activity = |bucket, page| PageKey { shelf: PageKey::ACTIVITIES, bucket, page };
    let mut keys: Vec<PageKey> = (0..20).map(|n: u64| PageKey::hot(n << (3 * n))).collect();
    keys.extend([activity(0, 7), activity(9, 0), activity(9, u64::MAX), activity(300, 1)]);
    let shuffled: Vec<PageKey> = keys.iter().rev().copied().collect();
    append(&a, &shuffled, b"page").await?;
    let mut hot = keys[..20].to_vec();
    hot.sort_unstable();
    let mut found = Vec::new();
    loop {
        let slice = b.pages(PageRange::Hot, found.last().copied(), 7).await?;
        found.extend(slice.iter().map(|(key, _)| *key));
        if slice.len() < 7 {
            break;
        }
    }
    assert_eq!(found, hot);
    let mut handed = Vec::new();
    b.read_pages(PageRange::Hot, &mut |some| handed.extend(some.into_iter().map(|(key, _)| key)))
        .await?;
    assert_eq!(handed, hot);
    let keys_of = async |range| -> Result<Vec<PageKey>, StoreError> {
        Ok(all_pages(&b, range).await?.into_iter().map(|(key, _)| key).collect())
    };
    assert_eq!(keys_of(PageRange::Activities).await?, keys[20..]);
    assert_eq!(keys_of(PageRange::Bucket(9)).await?, keys[21..23]);
    assert_eq!(keys_of(PageRange::Bucket(10)).await?, []);
    assert_eq!(b.pages(PageRange::Bucket(9), Some(keys[22]), 5).await?, []);
    assert_eq!(b.pages(PageRange::Hot, None, 0).await?, []);
    Ok(())
}

pub async fn missed_commits_tell_their_pages<S: Store>(a: S, b: S) -> CaseResult {
    append(&a, &[A], b"1").await?;
    append(&b, &[C, B], b"2").await?;
    append(&a, &[B], b"3").await?;
    let missed = |pages: &[PageKey]| (3, Some(pages.to_vec()));
    assert_eq!(written(&b, 0).await?, missed(&[A, B, C]));
    assert_eq!(written(&b, 1).await?, missed(&[B, C]));
    assert_eq!(written(&a, 2).await?, missed(&[B]));
    assert_eq!(written(&a, 3).await?, missed(&[]));
    // The pages come with them, all as of the last commit.
    let missed = b.missed(2).await?;
    assert_eq!(missed.pages, Some(vec![(B, Some(b"23".to_vec()))]));
    // A number never given out: this is not the database the tab knew.
    assert_eq!(written(&a, 9).await?, (3, None));
    Ok(())
}

pub async fn a_tab_that_slept_too_long_reads_everything_again<S: Store>(a: S, b: S) -> CaseResult {
    for _ in 0..KEPT_COMMITS + 2 {
        append(&a, &[A], b"").await?;
    }
    let commit = KEPT_COMMITS + 2;
    assert_eq!(written(&b, 1).await?, (commit, None));
    assert_eq!(written(&b, 2).await?, (commit, Some(vec![A])));
    Ok(())
}

pub async fn random_batches_equal_the_same_batches_on_a_plain_map<S: Store>(
    a: S,
    b: S,
) -> CaseResult {
    same_as_a_plain_map(&a, &b, 20_261_122, 200).await
}
