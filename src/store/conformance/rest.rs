//! Cases about small values, files, history and clearing.

use super::damage::{Damage, DamagedTable, Damaging};
use super::news::written;
use super::support::{NOW, all_pages, append};
use crate::{
    Durability, HistoryAbout, OnlyHistory, PageRange, RemovedFiles, SmallForm, Store, StoreError,
    UnusedFile,
};
use domain::{CONTACT, RecordId};
use replica::{ActionKind, Before, HistoryEntry, PageKey, Record, Stamp, Topic};

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

pub async fn files_without_use_are_removed_unless_something_happened_since<S: Store>(
    a: S,
    b: S,
) -> CaseResult {
    let key = |hash: &str| SmallForm::TakenIn.key_of(hash);
    let file = |hash: &str| (hash.to_owned(), hash.as_bytes().to_vec());
    let unused = |hash: &str, note: Option<&[u8]>| UnusedFile {
        hash: hash.to_owned(),
        note: note.map(<[u8]>::to_vec),
    };
    a.put_files(["f00", "f01", "f02"].map(file).to_vec()).await?;
    a.put(key("f01").name(), Some(b"then".to_vec())).await?;
    a.put(key("f02").name(), Some(b"then".to_vec())).await?;
    assert_eq!(b.file_hashes().await?, ["f00", "f01", "f02"]);
    let commit = append(&a, &[PageKey::hot(1)], b"x").await?.number;
    let all = [
        unused("f00", None),
        unused("f01", Some(b"then")),
        unused("f02", Some(b"earlier")),
        unused("f03", None),
    ];
    let none = RemovedFiles::default();
    assert_eq!(b.remove_files(commit - 1, &all).await?, none, "something was committed since");
    let bulk = a.bulk_begin("cards.vcf", &[], NOW).await?;
    assert_eq!(b.remove_files(commit, &all).await?, none, "bulk work is open");
    a.bulk_abort(&bulk).await?;
    let (commit, _) = b.tallies().await?;
    assert_eq!(b.remove_files(commit, &all).await?, RemovedFiles { count: 2, bytes: 6 });
    assert_eq!(a.file_hashes().await?, ["f02"], "it was added again since");
    assert_eq!((a.get(key("f01").name()).await?, a.file("f00").await?), (None, None));
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

/// Returns the record of this number.
fn subject(number: u8) -> RecordId {
    RecordId::from_bytes([number; 16])
}

/// Adds a history entry about these records; it undid another one if so said.
async fn note<S: Store>(
    store: &S,
    about: &[u8],
    undid: Option<Stamp>,
) -> Result<Stamp, StoreError> {
    let before = about.iter().map(|number| {
        let record = Record::new(CONTACT, subject(*number));
        (PageKey::hot(1), Before { created: false, record })
    });
    let entry = HistoryEntry {
        stamp: Stamp::NEVER,
        action: ActionKind::Edit,
        label: String::new(),
        count: 1,
        undid,
        before: before.collect(),
    };
    Ok(store.commit(&mut OnlyHistory(entry.encode()), Durability::Relaxed).await?.stamp)
}

/// Returns the stamps of what is about a topic since a stamp.
async fn about<S: Store>(
    store: &S,
    topic: Topic,
    after: Stamp,
) -> Result<(Vec<Stamp>, Option<Stamp>), StoreError> {
    let HistoryAbout { entries, since } = store.history_about(topic, after).await?;
    for (stamp, bytes) in &entries {
        assert_eq!(store.history_entry(*stamp).await?.as_ref(), Some(bytes));
    }
    Ok((entries.into_iter().map(|(stamp, _)| stamp).collect(), since))
}

pub async fn history_is_found_by_what_it_is_about<S: Store>(a: S, b: S) -> CaseResult {
    let one = note(&a, &[1], None).await?;
    let both = note(&b, &[2, 1], None).await?;
    let undo = note(&a, &[2], Some(both)).await?;
    let many: Vec<u8> = (1..=200).collect();
    let all = note(&b, &many, None).await?;
    append(&a, &[PageKey::hot(1)], b"an entry that is none").await?;
    let whole = Some(Stamp::NEVER);
    let record = |number| Topic::Record(subject(number));
    assert_eq!(about(&a, record(1), Stamp::NEVER).await?, (vec![all, both, one], whole));
    assert_eq!(about(&b, record(2), Stamp::NEVER).await?, (vec![all, undo, both], whole));
    assert_eq!(about(&b, record(2), both).await?, (vec![all, undo], whole));
    assert_eq!(about(&a, record(250), Stamp::NEVER).await?, (vec![], whole));
    assert_eq!(about(&a, Topic::Undos, Stamp::NEVER).await?, (vec![undo], whole));
    assert_eq!(about(&a, Topic::Undos, undo).await?, (vec![], whole));
    assert!(!a.index_history(9).await?, "nothing is missing");
    a.clear().await?;
    assert_eq!(about(&b, record(1), Stamp::NEVER).await?, (vec![], whole));
    Ok(())
}

pub async fn history_without_an_index_is_indexed_in_slices<S: Store + Damaging>(
    a: S,
    b: S,
) -> CaseResult {
    let mut stamps = Vec::new();
    for _ in 0..5 {
        stamps.push(note(&a, &[1], None).await?);
    }
    a.damage(DamagedTable::About, &Damage::Gone).await?;
    let record = Topic::Record(subject(1));
    assert_eq!(
        about(&b, record, Stamp::NEVER).await?,
        (vec![], None),
        "as an earlier build left it"
    );
    let latest = note(&b, &[1], None).await?;
    assert_eq!(about(&a, record, Stamp::NEVER).await?, (vec![latest], None));
    assert!(a.index_history(2).await?);
    let known = vec![latest, stamps[4]];
    assert_eq!(about(&a, record, Stamp::NEVER).await?, (known, Some(stamps[4])));
    while b.index_history(2).await? {}
    stamps.reverse();
    let known = [vec![latest], stamps].concat();
    assert_eq!(about(&a, record, Stamp::NEVER).await?, (known, Some(Stamp::NEVER)));
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
