//! Cases about assumed absence: unrelated commits do not interfere; a duplicate does.

use super::support::{Change, NOW, append};
use crate::rows::KEPT_COMMITS;
use crate::{Absence, Action, Commit, Durability, OnlyHistory, PageRange, Store, StoreError};
use domain::{
    CONTACT, DigestContext, KindId, PIPELINE, RecordId, SETTINGS, Value, any_kind, built_in,
};
use replica::{PageKey, Record, Slot, Stamp, pack};

type CaseResult = Result<(), StoreError>;

const OWN: PageKey = PageKey { shelf: PageKey::HOT, bucket: 0, page: 99 };

/// Writes a page of its own where there are no settings and no pipelines.
struct Creating {
    since: u64,
    begun: usize,
}

impl Action for Creating {
    fn pages(&self) -> Vec<PageKey> {
        vec![OWN]
    }
    fn now_millis(&self) -> i64 {
        NOW
    }
    fn absence(&self) -> Option<Absence> {
        Some(Absence { since: self.since, kinds: vec![PIPELINE, SETTINGS] })
    }
    fn begin(&mut self, _: Stamp) {
        self.begun += 1;
    }
    fn page(&mut self, _: PageKey, _: Option<&[u8]>) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(Some(page(&[SETTINGS], false)))
    }
    fn history(&mut self) -> Option<Vec<u8>> {
        Some(b"made".to_vec())
    }
}

async fn make<S: Store>(store: &S, since: u64) -> Result<Commit, StoreError> {
    store.commit(&mut Creating { since, begun: 0 }, Durability::Strict).await
}

/// A page with a record of each of these kinds.
fn page(kinds: &[KindId], in_the_bin: bool) -> Vec<u8> {
    let record = |kind: &KindId| {
        let mut record = Record::new(*kind, RecordId::from_bytes([kind.0 as u8; 16]));
        let value = Some(Value::Flag(in_the_bin));
        record.put(any_kind::DELETED, Slot::One { stamp: Stamp::NEVER, value });
        record
    };
    let records: Vec<Record> = kinds.iter().map(record).collect();
    pack(&records, &DigestContext { schemas: built_in(), ..DigestContext::default() })
}

async fn write<S: Store>(store: &S, number: u64, bytes: Vec<u8>) -> Result<Commit, StoreError> {
    let mut action = Change::new(&[PageKey::hot(number)], |_, _| Ok(Some(bytes.clone())));
    store.commit(&mut action, Durability::Relaxed).await
}

pub async fn what_is_absent_may_be_made_whatever_else_was_committed_since<S: Store>(
    a: S,
    b: S,
) -> CaseResult {
    write(&a, 1, page(&[CONTACT], false)).await?;
    let since = append(&a, &[PageKey::hot(2)], b"not a page").await?.number;
    write(&b, 1, page(&[CONTACT, KindId(900)], false)).await?;
    append(&b, &[PageKey::hot(2), PageKey::hot(3)], b"nor now").await?;
    let bulk = b.bulk_begin("contacts.csv", &[PageKey::hot(4), PageKey::hot(5)], NOW).await?;
    b.bulk_write(&bulk, vec![(PageKey::hot(4), page(&[CONTACT], true))]).await?;
    b.bulk_end(&bulk, &mut OnlyHistory(b"entry".to_vec())).await?;
    assert_eq!(make(&a, since).await?.number, since + 4);
    Ok(())
}

pub async fn what_was_made_since_is_not_made_twice<S: Store>(a: S, b: S) -> CaseResult {
    let mut since = append(&a, &[PageKey::hot(1)], b"x").await?.number;
    let newer = [page(&[CONTACT, SETTINGS], false), page(&[PIPELINE], true)];
    for (number, bytes) in (2..).zip(newer) {
        let made = write(&b, number, bytes).await?.number;
        append(&b, &[PageKey::hot(1)], b"x").await?;
        let mut action = Creating { since, begun: 0 };
        assert_eq!(a.commit(&mut action, Durability::Strict).await, Err(StoreError::Moved));
        assert_eq!((action.begun, a.open().await?.commit), (0, made + 1));
        // It was there before: whoever relies on this commit knows it.
        since = made;
    }
    assert_eq!(a.pages_by_key(&[OWN]).await?, []);
    assert_eq!(make(&a, since).await?.number, since + 2);
    Ok(())
}

pub async fn what_is_absent_is_looked_for_at_the_end_of_bulk_work_as_well<S: Store>(
    a: S,
    b: S,
) -> CaseResult {
    let since = append(&a, &[PageKey::hot(1)], b"x").await?.number;
    let ours = a.bulk_begin("backup", &[PageKey::hot(2)], NOW).await?;
    a.bulk_write(&ours, vec![(PageKey::hot(2), page(&[SETTINGS], false))]).await?;
    let theirs = b.bulk_begin("backup", &[PageKey::hot(3)], NOW).await?;
    b.bulk_write(&theirs, vec![(PageKey::hot(3), page(&[SETTINGS], false))]).await?;
    // Unfinished bulk work does not count yet, not even our own.
    a.bulk_end(&ours, &mut Creating { since, begun: 0 }).await?;
    let late = b.bulk_end(&theirs, &mut Creating { since, begun: 0 }).await;
    assert_eq!(late, Err(StoreError::Moved));
    assert_eq!(b.pages(PageRange::Hot, None, 9).await?.len(), 4);
    assert_eq!(b.bulk_end(&theirs, &mut OnlyHistory(Vec::new())).await?.number, since + 2);
    Ok(())
}

pub async fn where_nobody_knows_what_was_committed_nothing_is_taken_for_absent<S: Store>(
    a: S,
    b: S,
) -> CaseResult {
    for _ in 0..=KEPT_COMMITS {
        append(&b, &[PageKey::hot(1)], b"").await?;
    }
    assert_eq!(make(&a, 0).await, Err(StoreError::Moved));
    assert_eq!(make(&a, KEPT_COMMITS + 2).await, Err(StoreError::Moved), "of another store");
    assert_eq!(make(&a, 1).await?.number, KEPT_COMMITS + 2);
    Ok(())
}
