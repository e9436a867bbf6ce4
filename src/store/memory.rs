//! The store in memory: for tests, and for browsers that allow no storage.

use std::cell::RefCell;

use replica::{PageKey, Stamp, Topic};

use super::StoreError;
use super::about::{HistoryAbout, since_to_bytes};
use super::compact::join_found;
use super::conformance::{Damage, DamagedTable, Damaging};
use super::head::Head;
use super::held::MemoryRows;
use super::port::{
    Action, Bulk, Commit, Durability, Missed, OpenBulk, Opened, PageRange, RemovedFiles, Settled,
    Store, UnusedFile, Usage,
};
use super::rows::{aside, open_bulk_from_bytes};
use super::small::SmallForm;
use super::tally::Tallies;

/// A store that loses everything when dropped. Stores made with [`MemoryStore::another_tab`] share
/// their contents, as tabs do.
#[derive(Clone, Debug, Default)]
pub struct MemoryStore {
    held: std::rc::Rc<RefCell<MemoryRows>>,
}

impl MemoryStore {
    /// Creates an empty store for a device of this number.
    pub fn new(device: u64) -> Self {
        let store = Self::default();
        {
            let mut held = store.held.borrow_mut();
            held.device = device;
            held.about_since = Some(since_to_bytes(Stamp::NEVER));
        }
        store
    }

    /// Opens a second connection to the same data.
    #[must_use]
    pub fn another_tab(&self) -> Self {
        self.clone()
    }

    /// Returns the current head.
    #[cfg(any(test, feature = "testing"))]
    pub fn head(&self) -> Head {
        self.held.borrow().head()
    }

    /// Replaces the head's bytes, for example with those of an older version.
    #[cfg(any(test, feature = "testing"))]
    pub fn set_head_bytes(&self, bytes: Vec<u8>) {
        self.held.borrow_mut().head = Some(bytes);
    }

    /// Returns every row as it is stored.
    #[cfg(any(test, feature = "testing"))]
    pub fn dump(&self) -> Vec<u8> {
        self.held.borrow().dump()
    }

    /// Creates a store with the rows of [`MemoryStore::dump`]; `None` if the bytes are malformed.
    #[cfg(any(test, feature = "testing"))]
    pub fn of_dump(bytes: &[u8]) -> Option<Self> {
        Some(Self { held: std::rc::Rc::new(RefCell::new(MemoryRows::of_dump(bytes)?)) })
    }

    /// Limits the bytes of pages the store can hold; beyond that it reports `Full`.
    pub fn limit(&self, bytes: usize) {
        self.held.borrow_mut().room = Some(bytes);
    }
}

impl Store for MemoryStore {
    async fn open(&self) -> Result<Opened, StoreError> {
        let held = self.held.borrow();
        let sound = held.head.as_deref().is_none_or(|bytes| Head::from_bytes(bytes).is_some());
        let head = held.head();
        Ok(Opened {
            commit: head.commit,
            device: head.clock.last.device,
            open_bulk: held.open_bulk().collect(),
            last: sound.then_some(head.clock.last),
            tallies: head.tallies,
            remade: false,
        })
    }

    async fn pages(
        &self,
        range: PageRange,
        after: Option<PageKey>,
        limit: u32,
    ) -> Result<Vec<(PageKey, Vec<u8>)>, StoreError> {
        let (first, last) = range.ends();
        let held = self.held.borrow();
        let pages = held
            .pages
            .range(first..=last)
            .filter(|(key, _)| after.is_none_or(|after| **key > after));
        Ok(pages.take(limit as usize).map(|(key, bytes)| (*key, bytes.clone())).collect())
    }

    async fn open_bulk_pages(&self) -> Result<Vec<PageKey>, StoreError> {
        Ok(self.held.borrow().open_bulk().flat_map(|open| open.bulk.keys).collect())
    }

    async fn pages_by_key(&self, keys: &[PageKey]) -> Result<Vec<(PageKey, Vec<u8>)>, StoreError> {
        let held = self.held.borrow();
        let page = |key: &PageKey| held.pages.get(key).map(|bytes| (*key, bytes.clone()));
        Ok(keys.iter().filter_map(page).collect())
    }

    async fn commit(
        &self,
        action: &mut dyn Action,
        _durability: Durability,
    ) -> Result<Commit, StoreError> {
        let mut held = self.held.borrow_mut();
        let head = held.head();
        let keys = action.pages();
        let stamp = held.tick(action.now_millis());
        let written = match held.changed_by(action, keys, stamp) {
            Ok(written) => written,
            Err(error) => {
                held.set_head(&head);
                return Err(error);
            }
        };
        held.note(stamp, action);
        held.write(written.iter().map(|(key, bytes)| (*key, Some(bytes.clone()))));
        let number = held.number(stamp, written.iter().map(|(key, _)| *key).collect());
        Ok(Commit { number, stamp, pages: written })
    }

    async fn missed(&self, since: u64) -> Result<Missed, StoreError> {
        Ok(self.held.borrow().missed(since))
    }

    async fn history(
        &self,
        before: Option<Stamp>,
        limit: u32,
    ) -> Result<Vec<(Stamp, Vec<u8>)>, StoreError> {
        let held = self.held.borrow();
        let older = held
            .history
            .iter()
            .rev()
            .filter(|(stamp, _)| before.is_none_or(|before| **stamp < before));
        Ok(older.take(limit as usize).map(|(stamp, bytes)| (*stamp, bytes.clone())).collect())
    }

    async fn history_about(&self, topic: Topic, after: Stamp) -> Result<HistoryAbout, StoreError> {
        Ok(self.held.borrow().history_about(topic, after))
    }

    async fn index_history(&self, limit: u32) -> Result<bool, StoreError> {
        Ok(self.held.borrow_mut().index_history(limit))
    }

    async fn history_entry(&self, stamp: Stamp) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.held.borrow().history.get(&stamp).cloned())
    }

    async fn bulk_begin(
        &self,
        label: &str,
        keys: &[PageKey],
        now_millis: i64,
    ) -> Result<Bulk, StoreError> {
        let mut held = self.held.borrow_mut();
        let stamp = held.tick(now_millis);
        let bulk = Bulk { stamp, keys: keys.to_vec() };
        held.begin_bulk(label, &bulk);
        Ok(bulk)
    }

    async fn bulk_write(
        &self,
        bulk: &Bulk,
        pages: Vec<(PageKey, Vec<u8>)>,
    ) -> Result<(), StoreError> {
        let mut held = self.held.borrow_mut();
        let marker = held.bulk.get(&bulk.stamp).ok_or(StoreError::RolledBack)?;
        let named = open_bulk_from_bytes(marker)
            .and_then(|open| open.naming(pages.iter().map(|(key, _)| *key)));
        held.fits(&pages)?;
        if let Some(OpenBulk { label, bulk }) = named {
            held.begin_bulk(&label, &bulk);
        }
        held.pages.extend(pages);
        Ok(())
    }

    async fn bulk_put_files(
        &self,
        bulk: &Bulk,
        files: Vec<(String, Vec<u8>)>,
    ) -> Result<(), StoreError> {
        let mut held = self.held.borrow_mut();
        held.bulk.get(&bulk.stamp).ok_or(StoreError::RolledBack)?;
        for (hash, bytes) in files {
            if held.files.insert(hash.clone(), bytes).is_none() {
                held.brought.insert(hash, bulk.stamp);
            }
        }
        Ok(())
    }

    async fn bulk_end(&self, bulk: &Bulk, action: &mut dyn Action) -> Result<Commit, StoreError> {
        let mut held = self.held.borrow_mut();
        held.bulk.get(&bulk.stamp).ok_or(StoreError::RolledBack)?;
        let keys = action.pages();
        let written = held.changed_by(action, keys, bulk.stamp)?;
        held.bulk.remove(&bulk.stamp);
        held.brought.retain(|_, stamp| *stamp != bulk.stamp);
        held.note(bulk.stamp, action);
        // From here on the pages of the bulk work count in the tallies.
        let made: Vec<_> =
            bulk.keys.iter().filter_map(|key| held.pages.remove_entry(key)).collect();
        held.write(made.into_iter().map(|(key, bytes)| (key, Some(bytes))));
        held.write(written.iter().map(|(key, bytes)| (*key, Some(bytes.clone()))));
        let changed = written.iter().map(|(key, _)| *key);
        let number = held.number(bulk.stamp, bulk.keys.iter().copied().chain(changed).collect());
        Ok(Commit { number, stamp: bulk.stamp, pages: written })
    }

    async fn bulk_abort(&self, bulk: &Bulk) -> Result<(), StoreError> {
        let mut held = self.held.borrow_mut();
        if held.bulk.remove(&bulk.stamp).is_some() {
            for key in &bulk.keys {
                held.pages.remove(key);
            }
            let brought = held.brought.extract_if(.., |_, stamp| *stamp == bulk.stamp);
            let brought: Vec<String> = brought.map(|(hash, _)| hash).collect();
            held.files.retain(|hash, _| !brought.contains(hash));
            held.number(bulk.stamp, bulk.keys.clone());
        }
        Ok(())
    }

    async fn compact(&self, groups: &[Vec<PageKey>]) -> Result<Option<Commit>, StoreError> {
        let mut held = self.held.borrow_mut();
        if held.open_bulk().next().is_some() {
            return Ok(None);
        }
        let mut pages = Vec::new();
        let mut touched = Vec::new();
        for group in groups {
            let page = |key: &PageKey| Some((*key, held.pages.get(key)?.clone()));
            let found: Vec<(PageKey, Vec<u8>)> = group.iter().filter_map(page).collect();
            if let Some(joined) = join_found(&found) {
                touched.extend(found.iter().map(|(key, _)| *key));
                held.write(found.iter().map(|(key, _)| (*key, None)));
                held.write([(joined.0, Some(joined.1.clone()))]);
                pages.push(joined);
            }
        }
        if pages.is_empty() {
            return Ok(None);
        }
        let stamp = held.head().clock.last;
        Ok(Some(Commit { number: held.number(stamp, touched), stamp, pages }))
    }

    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.held.borrow().small.get(key).cloned())
    }

    async fn get_all(&self, prefix: &str) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        let held = self.held.borrow();
        let found = held.small.iter().filter(|(key, _)| key.starts_with(prefix));
        Ok(found.map(|(key, value)| (key.clone(), value.clone())).collect())
    }

    async fn put(&self, key: &str, value: Option<Vec<u8>>) -> Result<(), StoreError> {
        let mut held = self.held.borrow_mut();
        match value {
            Some(value) => held.small.insert(key.to_owned(), value),
            None => held.small.remove(key),
        };
        Ok(())
    }

    async fn file(&self, hash: &str) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.held.borrow().files.get(hash).cloned())
    }

    async fn put_files(&self, files: Vec<(String, Vec<u8>)>) -> Result<(), StoreError> {
        let mut held = self.held.borrow_mut();
        for (hash, bytes) in files {
            held.brought.remove(&hash);
            held.files.insert(hash, bytes);
        }
        Ok(())
    }

    async fn file_hashes(&self) -> Result<Vec<String>, StoreError> {
        Ok(self.held.borrow().files.keys().cloned().collect())
    }

    async fn remove_files(
        &self,
        commit: u64,
        files: &[UnusedFile],
    ) -> Result<RemovedFiles, StoreError> {
        let mut held = self.held.borrow_mut();
        let mut removed = RemovedFiles::default();
        if held.head().commit != commit || !held.bulk.is_empty() {
            return Ok(removed);
        }
        for UnusedFile { hash, note } in files {
            let key = SmallForm::TakenIn.key_of(hash);
            if held.small.get(key.name()) != note.as_ref() {
                continue;
            }
            held.small.remove(key.name());
            if let Some(bytes) = held.files.remove(hash) {
                removed.count += 1;
                removed.bytes += bytes.len() as u64;
            }
        }
        Ok(removed)
    }

    async fn usage(&self) -> Usage {
        let held = self.held.borrow();
        let used: usize = held.pages.values().map(Vec::len).sum();
        Usage { used: Some(used as u64), quota: held.room.map(|room| room as u64), persisted: None }
    }

    async fn clear(&self) -> Result<(), StoreError> {
        let mut held = self.held.borrow_mut();
        let (head, device) = (held.head(), held.device);
        let about_since = Some(since_to_bytes(Stamp::NEVER));
        *held = MemoryRows { device, about_since, ..MemoryRows::default() };
        held.set_head(&Head {
            commit: head.commit.saturating_add(1),
            tallies: Tallies::NOTHING,
            ..head
        });
        Ok(())
    }

    async fn tallies(&self) -> Result<(u64, Tallies), StoreError> {
        let head = self.held.borrow().head();
        Ok((head.commit, head.tallies))
    }

    async fn settle(&self, settled: &Settled) -> Result<bool, StoreError> {
        let mut held = self.held.borrow_mut();
        let mut head = held.head();
        if head.commit != settled.commit {
            return Ok(false);
        }
        *head.tallies.of_shelf(settled.shelf) = settled.tally;
        held.set_head(&head);
        for key in &settled.aside {
            if let Some(bytes) = held.pages.remove(key) {
                held.small.insert(aside(*key), bytes);
            }
        }
        if !settled.aside.is_empty() {
            held.number(head.clock.last, settled.aside.clone());
        }
        Ok(true)
    }

    async fn set_clock(&self, clock: Stamp) -> Result<(), StoreError> {
        let mut held = self.held.borrow_mut();
        let mut head = held.head();
        head.mend(clock, held.commits.keys().copied());
        // Makes other tabs read everything again.
        held.commits.clear();
        held.set_head(&head);
        Ok(())
    }
}

impl Damaging for MemoryStore {
    async fn damage(&self, row: DamagedTable, wrong: &Damage) -> Result<(), StoreError> {
        let mut held = self.held.borrow_mut();
        // This store holds only bytes; a value of another type becomes empty bytes.
        let bytes = |old: Option<Vec<u8>>| wrong.bytes(old);
        match row {
            DamagedTable::Head => held.head = Some(bytes(held.head.clone()).unwrap_or_default()),
            DamagedTable::Page(key) => {
                let old = held.pages.remove(&key);
                held.pages.extend(bytes(old).map(|wrong| (key, wrong)));
            }
            DamagedTable::Commits => held.commits.values_mut().for_each(|row| change(row, wrong)),
            DamagedTable::History => held.history.values_mut().for_each(|row| change(row, wrong)),
            DamagedTable::About => {
                held.about.values_mut().for_each(|row| change(row, wrong));
                held.about_since.iter_mut().for_each(|row| change(row, wrong));
            }
            DamagedTable::Bulk => held.bulk.values_mut().for_each(|row| change(row, wrong)),
            DamagedTable::Small => held.small.values_mut().for_each(|row| change(row, wrong)),
        }
        Ok(())
    }
}

fn change(row: &mut Vec<u8>, wrong: &Damage) {
    *row = wrong.bytes(Some(std::mem::take(row))).unwrap_or_default();
}
