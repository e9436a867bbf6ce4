//! Helpers shared by the cases: an action made from a closure, joining two futures, reproducible
//! random numbers.

use std::collections::BTreeMap;
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

use crate::{Action, Commit, Durability, PageRange, Store, StoreError};
use replica::{PageKey, Stamp};

/// A fixed time for actions; the cases do not depend on the real clock.
pub const NOW: i64 = 1_763_000_000_000;

/// Changes each page with a function.
pub struct Change<F> {
    pub keys: Vec<PageKey>,
    pub now_millis: i64,
    pub change: F,
    pub stamps: Vec<Stamp>,
    /// The bytes that memory holds for every page, as of a commit.
    pub memory: Option<(u64, Vec<u8>)>,
}

impl<F> Change<F>
where
    F: FnMut(PageKey, Option<&[u8]>) -> Result<Option<Vec<u8>>, StoreError>,
{
    pub fn new(keys: &[PageKey], change: F) -> Self {
        Self { keys: keys.to_vec(), now_millis: NOW, change, stamps: Vec::new(), memory: None }
    }
}

impl<F> Action for Change<F>
where
    F: FnMut(PageKey, Option<&[u8]>) -> Result<Option<Vec<u8>>, StoreError>,
{
    fn pages(&self) -> Vec<PageKey> {
        self.keys.clone()
    }

    fn now_millis(&self) -> i64 {
        self.now_millis
    }

    fn begin(&mut self, stamp: Stamp) {
        self.stamps.push(stamp);
    }

    fn page_in_memory(&self, _key: PageKey, commit: u64) -> Option<Vec<u8>> {
        let (of, bytes) = self.memory.as_ref()?;
        (*of == commit).then(|| bytes.clone())
    }

    fn page(&mut self, key: PageKey, bytes: Option<&[u8]>) -> Result<Option<Vec<u8>>, StoreError> {
        (self.change)(key, bytes)
    }

    fn history(&mut self) -> Option<Vec<u8>> {
        Some(self.stamps.last()?.to_bytes().to_vec())
    }
}

/// Appends bytes to pages, so a lost write shows as missing bytes.
pub async fn append<S: Store>(
    store: &S,
    keys: &[PageKey],
    bytes: &[u8],
) -> Result<Commit, StoreError> {
    let mut action =
        Change::new(keys, |_, old| Ok(Some([old.unwrap_or_default(), bytes].concat())));
    store.commit(&mut action, Durability::Relaxed).await
}

/// Returns every page of a range.
pub async fn all_pages<S: Store>(
    store: &S,
    range: PageRange,
) -> Result<Vec<(PageKey, Vec<u8>)>, StoreError> {
    store.pages(range, None, u32::MAX).await
}

/// Polls both futures in turn until both are done.
pub async fn both<A, B>(a: impl Future<Output = A>, b: impl Future<Output = B>) -> (A, B) {
    let (mut a, mut b) = (pin!(a), pin!(b));
    let (mut of_a, mut of_b) = (None, None);
    poll_fn(|context| {
        if of_a.is_none()
            && let Poll::Ready(out) = a.as_mut().poll(context)
        {
            of_a = Some(out);
        }
        if of_b.is_none()
            && let Poll::Ready(out) = b.as_mut().poll(context)
        {
            of_b = Some(out);
        }
        match (of_a.take(), of_b.take()) {
            (Some(a), Some(b)) => Poll::Ready((a, b)),
            (a, b) => {
                (of_a, of_b) = (a, b);
                Poll::Pending
            }
        }
    })
    .await
}

/// Returns the next pseudo-random number (SplitMix64).
pub fn random(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mixed = (*seed ^ (*seed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// Checks that random batches from two tabs in turn leave the store equal to a plain map.
///
/// # Errors
/// Any error of the store.
pub async fn same_as_a_plain_map<S: Store>(
    a: &S,
    b: &S,
    seed: u64,
    batches: usize,
) -> Result<(), StoreError> {
    let mut seed = seed;
    let mut map: BTreeMap<PageKey, Vec<u8>> = BTreeMap::new();
    let mut number = a.open().await?.commit;
    for batch in 0..batches {
        let mut keys: Vec<PageKey> =
            (0..random(&mut seed) % 12).map(|_| some_key(&mut seed)).collect();
        keys.sort_unstable();
        keys.dedup();
        let fails = random(&mut seed).is_multiple_of(7);
        let dice = random(&mut seed);
        let mut after = map.clone();
        let mut action = Change::new(&keys, |key, bytes| {
            assert_eq!(bytes, map.get(&key).map(Vec::as_slice), "batch {batch}");
            if (key.page ^ dice).is_multiple_of(3) {
                return Ok(None);
            }
            let mut bytes = bytes.unwrap_or_default().to_vec();
            bytes.push(dice as u8);
            after.insert(key, bytes.clone());
            let last = keys.last() == Some(&key);
            if fails && last { Err(StoreError::Moved) } else { Ok(Some(bytes)) }
        });
        let store = if batch % 2 == 0 { a } else { b };
        match store.commit(&mut action, Durability::Relaxed).await {
            Ok(commit) => {
                number += 1;
                assert_eq!(commit.number, number);
                map = after;
            }
            Err(error) => assert_eq!((error, fails), (StoreError::Moved, true)),
        }
        if batch % 16 == 0 {
            assert_eq!(held(b).await?, map);
        }
    }
    assert_eq!(held(a).await?, map);
    Ok(())
}

async fn held<S: Store>(store: &S) -> Result<BTreeMap<PageKey, Vec<u8>>, StoreError> {
    let mut held: BTreeMap<PageKey, Vec<u8>> = BTreeMap::new();
    held.extend(all_pages(store, PageRange::Hot).await?);
    held.extend(all_pages(store, PageRange::Activities).await?);
    Ok(held)
}

fn some_key(seed: &mut u64) -> PageKey {
    let page = random(seed) % 20;
    match random(seed) % 3 {
        0 => PageKey::hot(page),
        _ => PageKey { shelf: PageKey::ACTIVITIES, bucket: (page % 5) as u16, page },
    }
}
