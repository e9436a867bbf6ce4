//! Cases with real pages: damage, golden files, edits of many records, compaction.

use super::news::written;
use super::support::{Change, NOW, all_pages, append};
use crate::{Commit, Durability, OnlyHistory, PageRange, Store, StoreError, compact};
use domain::{CONTACT, DigestContext, Fields, RecordId, Value, built_in, contact};
use replica::{Page, PageError, PageKey, Record, Replica, Slot, Stamp, pack};

type CaseResult = Result<(), StoreError>;

const GOLDEN: [&[u8]; 1] = [include_bytes!("../../../tests/golden/page-v1.bin")];

fn context() -> DigestContext {
    DigestContext { schemas: built_in(), ..DigestContext::default() }
}

fn person(number: u64) -> Record {
    let id = RecordId::new(NOW + number as i64, [number as u8; 10]);
    let mut record = Record::new(CONTACT, id);
    set(
        &mut record,
        contact::GIVEN,
        &format!("Given {number}"),
        Stamp { millis: 1, ..Stamp::NEVER },
    );
    record
}

fn set(record: &mut Record, field: u32, text: &str, stamp: Stamp) {
    record.put(field, Slot::One { stamp, value: Some(Value::Text(text.into())) });
}

/// Builds a page of the people with these numbers.
fn page(numbers: std::ops::Range<u64>) -> (PageKey, Vec<u8>) {
    let records: Vec<Record> = numbers.clone().map(person).collect();
    (PageKey::hot(numbers.start), pack(&records, &context()))
}

async fn write_all<S: Store>(
    store: &S,
    pages: &[(PageKey, Vec<u8>)],
) -> Result<Commit, StoreError> {
    let keys: Vec<PageKey> = pages.iter().map(|(key, _)| *key).collect();
    let bulk = store.bulk_begin("people", &keys, NOW).await?;
    for slice in pages.chunks(64) {
        store.bulk_write(&bulk, slice.to_vec()).await?;
    }
    store.bulk_end(&bulk, &mut OnlyHistory(b"entry".to_vec())).await
}

async fn replica_of<S: Store>(store: &S) -> Result<Replica, StoreError> {
    let mut replica = Replica::new(context());
    replica.take_in(all_pages(store, PageRange::Hot).await?);
    replica.sort();
    Ok(replica)
}

pub async fn a_damaged_page_is_set_aside_and_the_rest_opens<S: Store>(a: S, b: S) -> CaseResult {
    let mut pages: Vec<(PageKey, Vec<u8>)> = [0..5, 5..9, 9..12, 12..20].map(page).to_vec();
    let last = pages[1].1.len() - 1;
    pages[1].1[last] ^= 1;
    pages[2].1.truncate(100);
    write_all(&a, &pages).await?;
    let replica = replica_of(&b).await?;
    assert_eq!(replica.list(CONTACT).len(), 13);
    let damaged: Vec<(PageKey, &PageError)> =
        replica.damaged().iter().map(|damaged| (damaged.key, &damaged.error)).collect();
    let expected =
        [(PageKey::hot(5), &PageError::Checksum), (PageKey::hot(9), &PageError::NotAPage)];
    assert_eq!(damaged, expected);
    assert_eq!(b.pages_by_key(&[PageKey::hot(5)]).await?, pages[1..2], "it stays as it is");
    Ok(())
}

pub async fn golden_pages_open<S: Store>(a: S, b: S) -> CaseResult {
    let pages: Vec<(PageKey, Vec<u8>)> =
        (0..).zip(GOLDEN).map(|(n, bytes)| (PageKey::hot(n), bytes.to_vec())).collect();
    write_all(&a, &pages).await?;
    let replica = replica_of(&b).await?;
    assert_eq!(replica.damaged(), []);
    let names: Vec<String> =
        replica.list(CONTACT).iter().map(|row| replica.view(*row).text(contact::GIVEN)).collect();
    assert!(names.iter().any(|name| name == "Ánh"), "{names:?}");
    Ok(())
}

pub async fn five_thousand_records_are_edited_in_one_transaction<S: Store>(
    a: S,
    b: S,
) -> CaseResult {
    let pages: Vec<(PageKey, Vec<u8>)> =
        (0..5_000).step_by(64).map(|n| page(n..(n + 64).min(5_000))).collect();
    let keys: Vec<PageKey> = pages.iter().map(|(key, _)| *key).collect();
    let number = write_all(&a, &pages).await?.number;
    let edit = |_: PageKey, bytes: Option<&[u8]>| {
        let page = Page::open(bytes.unwrap_or_default().to_vec())
            .map_err(|_unusable| StoreError::Damaged)?;
        let mut records = page.records().ok_or(StoreError::Damaged)?;
        for record in &mut records {
            set(record, contact::JOB_TITLE, "rep", Stamp { millis: 2, ..Stamp::NEVER });
        }
        Ok(Some(pack(&records, &context())))
    };
    let commit = a.commit(&mut Change::new(&keys, edit), Durability::Strict).await?;
    assert_eq!((commit.number, commit.pages.len()), (number + 1, keys.len()));
    assert_eq!(written(&b, number).await?.1.map(|pages| pages.len()), Some(keys.len()));
    let replica = replica_of(&b).await?;
    let rows = replica.list(CONTACT);
    assert_eq!(rows.len(), 5_000);
    assert!(rows.iter().all(|row| replica.view(*row).text(contact::JOB_TITLE) == "rep"));
    Ok(())
}

pub async fn compaction_joins_small_pages_and_loses_no_record<S: Store>(a: S, b: S) -> CaseResult {
    let pages: Vec<(PageKey, Vec<u8>)> =
        (0..90).step_by(3).map(|n| page(n..n + 3)).chain([page(90..154)]).collect();
    let written = write_all(&a, &pages).await?.number;
    let mut before = replica_of(&b).await?;
    let groups = compact::plan(all_pages_opened(&a).await?.iter().map(|(key, page)| (*key, page)));
    assert_eq!(groups.iter().map(Vec::len).collect::<Vec<_>>(), [21, 9]);
    let Some(commit) = a.compact(&groups).await? else { panic!("nobody else is writing") };
    assert_eq!((commit.number, commit.pages.len()), (written + 1, 2));
    let left = all_pages(&b, PageRange::Hot).await?;
    assert_eq!(left.len(), 3);
    let fresh = replica_of(&b).await?;
    assert_eq!(fresh.list(CONTACT).len(), 154);
    // Acts as the other tab does on hearing of the commit, in the order the port requires.
    let keys = super::news::written(&b, written).await?.1.unwrap_or_default();
    assert_eq!(keys.len(), 30);
    let found = b.pages_by_key(&keys).await?;
    let gone: Vec<PageKey> =
        keys.iter().filter(|key| !found.iter().any(|(known, _)| known == *key)).copied().collect();
    before.forget(&gone);
    before.update(found);
    let ids = |replica: &Replica| -> Vec<RecordId> {
        replica.list(CONTACT).iter().map(|row| replica.id(*row)).collect()
    };
    assert_eq!(ids(&before), ids(&fresh));
    assert!(ids(&fresh).iter().all(|id| before.row(*id).is_some()));
    assert_eq!(a.compact(&groups).await?, None, "nothing is left to join");
    Ok(())
}

async fn all_pages_opened<S: Store>(store: &S) -> Result<Vec<(PageKey, Page)>, StoreError> {
    let open = |(key, bytes)| Some((key, Page::open(bytes).ok()?));
    Ok(all_pages(store, PageRange::Hot).await?.into_iter().filter_map(open).collect())
}

pub async fn compaction_leaves_damaged_pages_and_open_bulk_work_alone<S: Store>(
    a: S,
    b: S,
) -> CaseResult {
    write_all(&a, &[page(0..2), page(2..4), page(4..6)]).await?;
    let groups = [[0, 2, 4].map(PageKey::hot).to_vec()];
    let bulk = b.bulk_begin("contacts.csv", &[PageKey::hot(9)], NOW).await?;
    assert_eq!(a.compact(&groups).await?, None);
    b.bulk_abort(&bulk).await?;
    append(&b, &[PageKey::hot(2)], b"damage").await?;
    let before = all_pages(&a, PageRange::Hot).await?;
    assert_eq!(a.compact(&groups).await?, None);
    assert_eq!(all_pages(&a, PageRange::Hot).await?, before);
    Ok(())
}
