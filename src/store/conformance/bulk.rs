//! Cases about bulk work: whole pages, many to a transaction, all or nothing over restarts.

use super::support::{Change, NOW, all_pages, append};
use crate::replica::PageKey;
use crate::store::{Missed, OnlyHistory, OpenBulk, PageRange, Store, StoreError};

type Outcome = Result<(), StoreError>;

fn keys() -> Vec<PageKey> {
    (10..40).map(PageKey::hot).collect()
}

fn pages() -> Vec<(PageKey, Vec<u8>)> {
    keys().into_iter().map(|key| (key, vec![key.page as u8; 1_000])).collect()
}

pub async fn bulk_work_is_one_commit_when_it_ends<S: Store>(a: S, b: S) -> Outcome {
    append(&a, &[PageKey::hot(1)], b"before").await?;
    let bulk = a.bulk_begin("contacts.csv", &keys(), NOW).await?;
    for slice in pages().chunks(8) {
        a.bulk_write(&bulk, slice.to_vec()).await?;
    }
    let during = append(&b, &[PageKey::hot(1)], b"during").await?;
    assert!(during.stamp > bulk.stamp);
    assert_eq!(b.missed(1).await?.pages, Some(vec![PageKey::hot(1)]));
    let commit = a.bulk_end(&bulk, &mut OnlyHistory(b"entry".to_vec())).await?;
    assert_eq!((commit.number, commit.stamp), (3, bulk.stamp));
    assert_eq!(b.missed(2).await?, Missed { commit: 3, pages: Some(keys()) });
    assert_eq!(b.pages_by_key(&keys()).await?, pages());
    assert_eq!(b.history_entry(bulk.stamp).await?, Some(b"entry".to_vec()));
    assert_eq!(b.open().await?.open_bulk, []);
    Ok(())
}

pub async fn bulk_work_that_was_cut_off_is_found_and_rolled_back<S: Store>(a: S, b: S) -> Outcome {
    append(&a, &[PageKey::hot(1)], b"before").await?;
    let bulk = a.bulk_begin("contacts.csv", &keys(), NOW).await?;
    a.bulk_write(&bulk, pages()[..20].to_vec()).await?;
    drop(a);
    let expected = OpenBulk { label: "contacts.csv".into(), bulk: bulk.clone() };
    // That a tab is gone may take a browser a moment to notice.
    let mut found = Vec::new();
    for _ in 0..1_000 {
        found = b.open().await?.open_bulk;
        if !found.is_empty() {
            break;
        }
    }
    assert_eq!(found, [expected]);
    b.bulk_abort(&bulk).await?;
    let left: Vec<PageKey> =
        all_pages(&b, PageRange::Hot).await?.into_iter().map(|(key, _)| key).collect();
    assert_eq!(left, [PageKey::hot(1)]);
    assert_eq!(b.open().await?.open_bulk, []);
    // A tab that had read some of the pages hears that they are to be read again.
    assert_eq!(b.missed(1).await?.pages, Some(keys()));
    assert_eq!(b.history_entry(bulk.stamp).await?, None);
    Ok(())
}

pub async fn bulk_work_that_was_taken_back_cannot_go_on<S: Store>(a: S, b: S) -> Outcome {
    let bulk = a.bulk_begin("contacts.csv", &keys(), NOW).await?;
    b.bulk_abort(&bulk).await?;
    assert_eq!(a.bulk_write(&bulk, pages()).await, Err(StoreError::RolledBack));
    assert_eq!(a.bulk_end(&bulk, &mut OnlyHistory(Vec::new())).await, Err(StoreError::RolledBack));
    assert_eq!(all_pages(&a, PageRange::Hot).await?, []);
    assert_eq!(a.history(None, 9).await?, []);
    Ok(())
}

pub async fn files_that_bulk_work_brought_go_with_it_when_it_is_taken_back<S: Store>(
    a: S,
    b: S,
) -> Outcome {
    let file = |hash: &str| (hash.to_owned(), hash.as_bytes().to_vec());
    let there = async |hashes: [&str; 4]| {
        let mut there = Vec::new();
        for hash in hashes {
            there.push(b.file(hash).await?.is_some());
        }
        Ok::<_, StoreError>(there)
    };
    let all = ["old", "new", "chosen", "kept"];
    a.put_files(vec![file("old")]).await?;
    let bulk = a.bulk_begin("cards.vcf", &[], NOW).await?;
    a.bulk_put_files(&bulk, vec![file("old"), file("new"), file("chosen")]).await?;
    // Somebody chose the same picture by hand meanwhile.
    b.put_files(vec![file("chosen")]).await?;
    assert_eq!(there(all).await?, [true, true, true, false]);
    b.bulk_abort(&bulk).await?;
    assert_eq!(there(all).await?, [true, false, true, false]);
    assert_eq!(a.bulk_put_files(&bulk, vec![file("new")]).await, Err(StoreError::RolledBack));
    let bulk = a.bulk_begin("cards.vcf", &[], NOW).await?;
    a.bulk_put_files(&bulk, vec![file("kept")]).await?;
    a.bulk_end(&bulk, &mut OnlyHistory(b"entry".to_vec())).await?;
    a.bulk_abort(&a.bulk_begin("other.vcf", &[], NOW).await?).await?;
    assert_eq!(there(all).await?, [true, false, true, true]);
    Ok(())
}

pub async fn bulk_work_that_ended_is_not_taken_back<S: Store>(a: S, b: S) -> Outcome {
    let bulk = a.bulk_begin("contacts.csv", &keys(), NOW).await?;
    a.bulk_write(&bulk, pages()).await?;
    a.bulk_end(&bulk, &mut OnlyHistory(b"entry".to_vec())).await?;
    b.bulk_abort(&bulk).await?;
    assert_eq!(a.pages_by_key(&keys()).await?, pages());
    assert_eq!(a.open().await?.commit, 1);
    Ok(())
}

pub async fn bulk_work_ends_together_with_an_action_or_not_at_all<S: Store>(a: S, b: S) -> Outcome {
    let other = PageKey::hot(1);
    append(&a, &[other], b"before").await?;
    let bulk = a.bulk_begin("contacts.csv", &keys(), NOW).await?;
    a.bulk_write(&bulk, pages()).await?;
    let mut refused = Change::new(&[other], |_, _| Err(StoreError::Moved));
    assert_eq!(a.bulk_end(&bulk, &mut refused).await, Err(StoreError::Moved));
    assert_eq!(b.history_entry(bulk.stamp).await?, None);
    assert_eq!(b.pages_by_key(&[other]).await?, [(other, b"before".to_vec())]);
    let mut action =
        Change::new(&[other], |_, old| Ok(Some([old.unwrap_or_default(), b" and after"].concat())));
    let commit = a.bulk_end(&bulk, &mut action).await?;
    assert_eq!((commit.number, commit.stamp), (2, bulk.stamp));
    assert_eq!(commit.pages, [(other, b"before and after".to_vec())]);
    assert_eq!(action.stamps, [bulk.stamp]);
    let all: Vec<PageKey> = std::iter::once(other).chain(keys()).collect();
    let mut missed = b.missed(1).await?.pages.unwrap_or_default();
    missed.sort();
    assert_eq!(missed, all);
    assert_eq!(b.pages_by_key(&[other]).await?, commit.pages);
    assert_eq!(b.history_entry(bulk.stamp).await?, Some(bulk.stamp.to_bytes().to_vec()));
    Ok(())
}
