//! Cases about bulk work: whole pages, many per transaction, all or nothing across restarts.

use super::news::written;
use super::support::{Change, NOW, all_pages, append};
use crate::{
    Action, Durability, ImportedHistory, OnlyHistory, OpenBulk, PageRange, Store, StoreError,
};
use replica::{PageKey, Stamp};

type CaseResult = Result<(), StoreError>;

fn keys() -> Vec<PageKey> {
    (10..40).map(PageKey::hot).collect()
}

fn pages() -> Vec<(PageKey, Vec<u8>)> {
    keys().into_iter().map(|key| (key, vec![key.page as u8; 1_000])).collect()
}

pub async fn bulk_work_is_one_commit_when_it_ends<S: Store>(a: S, b: S) -> CaseResult {
    append(&a, &[PageKey::hot(1)], b"before").await?;
    let bulk = a.bulk_begin("contacts.csv", &keys(), NOW).await?;
    for slice in pages().chunks(8) {
        a.bulk_write(&bulk, slice.to_vec()).await?;
    }
    let during = append(&b, &[PageKey::hot(1)], b"during").await?;
    assert!(during.stamp > bulk.stamp);
    assert_eq!(written(&b, 1).await?.1, Some(vec![PageKey::hot(1)]));
    let commit = a.bulk_end(&bulk, &mut OnlyHistory(b"entry".to_vec())).await?;
    assert_eq!((commit.number, commit.stamp), (3, bulk.stamp));
    assert_eq!(written(&b, 2).await?, (3, Some(keys())));
    assert_eq!(b.pages_by_key(&keys()).await?, pages());
    assert_eq!(b.history_entry(bulk.stamp).await?, Some(b"entry".to_vec()));
    assert_eq!(b.open().await?.open_bulk, []);
    Ok(())
}

pub async fn bulk_work_that_was_cut_off_is_found_and_rolled_back<S: Store>(
    a: S,
    b: S,
) -> CaseResult {
    append(&a, &[PageKey::hot(1)], b"before").await?;
    let bulk = a.bulk_begin("contacts.csv", &keys(), NOW).await?;
    a.bulk_write(&bulk, pages()[..20].to_vec()).await?;
    drop(a);
    let expected = OpenBulk { label: "contacts.csv".into(), bulk: bulk.clone() };
    // A browser may take a moment to notice that a tab is gone.
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
    // Tells a tab that had read some of the pages to read them again.
    assert_eq!(written(&b, 1).await?.1, Some(keys()));
    assert_eq!(b.history_entry(bulk.stamp).await?, None);
    Ok(())
}

pub async fn bulk_work_names_the_pages_that_it_learns_of_later<S: Store>(a: S, b: S) -> CaseResult {
    let mut bulk = a.bulk_begin("calls.csv", &keys()[..2], NOW).await?;
    let later = PageKey { shelf: PageKey::ACTIVITIES, bucket: 77, page: 9 };
    let mut written = pages()[..1].to_vec();
    written.push((later, b"calls".to_vec()));
    a.bulk_write(&bulk, written.clone()).await?;
    a.bulk_write(&bulk, written).await?;
    bulk.keys.push(later);
    assert_eq!(b.open_bulk_pages().await?, bulk.keys);
    a.bulk_abort(&bulk).await?;
    assert_eq!(all_pages(&b, PageRange::Activities).await?, []);
    assert_eq!(b.open_bulk_pages().await?, []);
    Ok(())
}

pub async fn bulk_work_that_was_taken_back_cannot_go_on<S: Store>(a: S, b: S) -> CaseResult {
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
) -> CaseResult {
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
    // Meanwhile somebody chose the same picture by hand.
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

pub async fn bulk_work_that_ended_is_not_taken_back<S: Store>(a: S, b: S) -> CaseResult {
    let bulk = a.bulk_begin("contacts.csv", &keys(), NOW).await?;
    a.bulk_write(&bulk, pages()).await?;
    a.bulk_end(&bulk, &mut OnlyHistory(b"entry".to_vec())).await?;
    b.bulk_abort(&bulk).await?;
    assert_eq!(a.pages_by_key(&keys()).await?, pages());
    assert_eq!(a.open().await?.commit, 1);
    Ok(())
}

pub async fn bulk_work_ends_together_with_an_action_or_not_at_all<S: Store>(
    a: S,
    b: S,
) -> CaseResult {
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
    let mut missed = written(&b, 1).await?.1.unwrap_or_default();
    missed.sort();
    assert_eq!(missed, all);
    assert_eq!(b.pages_by_key(&[other]).await?, commit.pages);
    assert_eq!(b.history_entry(bulk.stamp).await?, Some(bulk.stamp.to_bytes().to_vec()));
    Ok(())
}

/// Writes a page and imports history.
struct Bringing {
    past: Vec<(Stamp, Vec<u8>)>,
    fails: bool,
}

impl Action for Bringing {
    fn pages(&self) -> Vec<PageKey> {
        vec![PageKey::hot(1)]
    }
    fn now_millis(&self) -> i64 {
        NOW
    }
    fn begin(&mut self, _: Stamp) {}
    fn page(&mut self, _: PageKey, _: Option<&[u8]>) -> Result<Option<Vec<u8>>, StoreError> {
        if self.fails { Err(StoreError::Moved) } else { Ok(Some(b"page".to_vec())) }
    }
    fn history(&mut self) -> Option<Vec<u8>> {
        Some(b"own".to_vec())
    }
    fn imported_history(&self) -> ImportedHistory<'_> {
        let newest = self.past.last().map(|(stamp, _)| *stamp).unwrap_or_default();
        ImportedHistory { entries: &self.past, newest }
    }
}

pub async fn history_of_elsewhere_comes_with_the_action_or_not_at_all<S: Store>(
    a: S,
    b: S,
) -> CaseResult {
    let stamp = |later: u64| Stamp { millis: NOW.unsigned_abs() + later, counter: 2, device: 99 };
    let past = vec![(stamp(1), b"one".to_vec()), (stamp(9_000), b"two".to_vec())];
    let mut action = Bringing { past: past.clone(), fails: true };
    let bulk = a.bulk_begin("backup", &[], NOW).await?;
    assert_eq!(a.bulk_end(&bulk, &mut action).await, Err(StoreError::Moved));
    assert_eq!(b.history(None, 9).await?, []);
    action.fails = false;
    a.bulk_end(&bulk, &mut action).await?;
    let own = (bulk.stamp, b"own".to_vec());
    assert_eq!(b.history(None, 9).await?, [past[1].clone(), past[0].clone(), own]);
    // Every later action is later than all imported history.
    assert!(append(&b, &[PageKey::hot(2)], b"x").await?.stamp > stamp(9_000));
    action.past = vec![(stamp(20_000), b"three".to_vec())];
    a.commit(&mut action, Durability::Strict).await?;
    assert_eq!(b.history_entry(stamp(20_000)).await?, Some(b"three".to_vec()));
    assert!(append(&b, &[PageKey::hot(2)], b"x").await?.stamp > stamp(20_000));
    Ok(())
}
