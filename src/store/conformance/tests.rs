//! Runs the suite on the store in memory, plus cases that only this store can show.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use proptest::prelude::*;

use super::support::{all_pages, append, same_as_a_plain_map};
use crate::{MemoryStore, PageRange, Store, StoreError};
use replica::PageKey;

/// Polls a future to its end: nothing in memory ever waits, so polling suffices.
fn block_on<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(out) = future.as_mut().poll(&mut context) {
            return out;
        }
    }
}

fn tabs() -> (MemoryStore, MemoryStore) {
    let store = MemoryStore::new(7);
    (store.another_tab(), store)
}

macro_rules! in_memory {
    ($($case:ident),* $(,)?) => {
        $(#[test]
        fn $case() {
            let (a, b) = tabs();
            block_on(super::$case(a, b)).unwrap();
        })*
    };
}

crate::each_store_case!(in_memory);

#[test]
fn a_full_disk_is_told_and_what_was_there_is_untouched() {
    let (a, b) = tabs();
    block_on(async {
        append(&a, &[PageKey::hot(1)], &[1; 600]).await.unwrap();
        a.limit(1_000);
        assert_eq!(append(&a, &[PageKey::hot(2)], &[2; 600]).await, Err(StoreError::Full));
        let bulk = a.bulk_begin("contacts.csv", &[PageKey::hot(3)], 0).await.unwrap();
        let page = vec![(PageKey::hot(3), vec![3; 600])];
        assert_eq!(a.bulk_write(&bulk, page).await, Err(StoreError::Full));
        a.bulk_abort(&bulk).await.unwrap();
        let pages = all_pages(&b, PageRange::Hot).await.unwrap();
        assert_eq!(pages, [(PageKey::hot(1), vec![1; 600])]);
        assert_eq!(b.history(None, 9).await.unwrap().len(), 1);
        assert!(append(&b, &[PageKey::hot(2)], &[2; 300]).await.is_ok());
    });
}

proptest! {
    #[test]
    fn any_batches_equal_the_same_batches_on_a_plain_map(seed in any::<u64>()) {
        let (a, b) = tabs();
        block_on(same_as_a_plain_map(&a, &b, seed, 40)).unwrap();
    }
}
