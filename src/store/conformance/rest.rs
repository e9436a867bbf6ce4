//! Cases about small values, files, history and clearing.

use super::news::written;
use super::support::{NOW, all_pages, append};
use crate::{PageRange, Store, StoreError};
use replica::{PageKey, Stamp};

type CaseResult = Result<(), StoreError>;

pub async fn small_values_are_kept_replaced_and_removed<S: Store>(a: S, b: S) -> CaseResult {
    for (key, value) in [("draft/2", "two"), ("draft/1", "one"), ("place", "/contacts")] {
        a.put(key, Some(value.into())).await?;
    }
    a.put("draft/2", Some(b"zwei".to_vec())).await?;
    assert_eq!(b.get("draft/2").await?, Some(b"zwei".to_vec()));
    assert_eq!(b.get("draft").await?, None);
    let drafts = [("draft/1".into(), b"one".to_vec()), ("draft/2".into(), b"zwei".to_vec())];
    assert_eq!(b.get_all("draft/").await?, drafts);
    assert_eq!(b.get_all("").await?.len(), 3);
    b.put("draft/1", None).await?;
    b.put("never/there", None).await?;
    assert_eq!(a.get_all("draft/").await?, drafts[1..]);
    a.put("empty", Some(Vec::new())).await?;
    assert_eq!(b.get("empty").await?, Some(Vec::new()));
    Ok(())
}

pub async fn files_are_kept_by_the_hash_of_their_bytes<S: Store>(a: S, b: S) -> CaseResult {
    let photo: Vec<u8> = (0..300_000u32).map(|n| n as u8).collect();
    a.put_files(vec![("f00d".into(), photo.clone()), ("0".into(), Vec::new())]).await?;
    assert_eq!(b.file("f00d").await?, Some(photo));
    assert_eq!(b.file("0").await?, Some(Vec::new()));
    assert_eq!(b.file("f00").await?, None);
    Ok(())
}

pub async fn history_comes_newest_first_and_in_slices<S: Store>(a: S, b: S) -> CaseResult {
    let mut stamps = Vec::new();
    for turn in 0..10 {
        let store = if turn % 2 == 0 { &a } else { &b };
        stamps.push(append(store, &[PageKey::hot(1)], b"x").await?.stamp);
    }
    stamps.reverse();
    let mut found: Vec<Stamp> = Vec::new();
    loop {
        let slice = a.history(found.last().copied(), 4).await?;
        for (stamp, entry) in &slice {
            assert_eq!(*entry, stamp.to_bytes());
            found.push(*stamp);
        }
        if slice.len() < 4 {
            break;
        }
    }
    assert_eq!(found, stamps);
    assert_eq!(a.history(None, 0).await?, []);
    assert_eq!(a.history_entry(Stamp::NEVER).await?, None);
    Ok(())
}

pub async fn clearing_removes_everything_and_other_tabs_notice<S: Store>(a: S, b: S) -> CaseResult {
    let before = append(&a, &[PageKey::hot(1)], b"x").await?;
    a.put("draft", Some(b"d".to_vec())).await?;
    a.put_files(vec![("f00d".into(), b"f".to_vec())]).await?;
    let bulk = a.bulk_begin("contacts.csv", &[PageKey::hot(2)], NOW).await?;
    a.clear().await?;
    assert_eq!(all_pages(&b, PageRange::Hot).await?, []);
    assert_eq!(b.history(None, 9).await?, []);
    assert_eq!((b.get("draft").await?, b.file("f00d").await?), (None, None));
    assert_eq!(b.open().await?.open_bulk, []);
    assert_eq!(a.bulk_write(&bulk, Vec::new()).await, Err(StoreError::RolledBack));
    assert_eq!(written(&b, before.number).await?, (2, None));
    let after = append(&b, &[PageKey::hot(3)], b"y").await?;
    assert!(after.stamp > bulk.stamp && after.stamp.device == before.stamp.device);
    assert_eq!(written(&b, before.number).await?, (3, None));
    Ok(())
}
