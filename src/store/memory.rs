//! The store in memory: for tests, and for a browser that allows no storage.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::replica::{Clock, PageKey, Stamp};

use super::StoreError;
use super::compact::join_found;
use super::port::{
    Action, Bulk, Commit, Durability, ImportedHistory, Missed, OpenBulk, Opened, PageRange, Store,
    Usage,
};
use super::rows::KEPT_COMMITS;

/// A store that forgets everything when it goes. Clones of its contents stand for tabs: two stores
/// made with [`MemoryStore::another_tab`] share what they hold.
#[derive(Clone, Debug, Default)]
pub struct MemoryStore {
    held: std::rc::Rc<RefCell<Held>>,
}

#[derive(Debug, Default)]
struct Held {
    clock: Option<Clock>,
    commit: u64,
    pages: BTreeMap<PageKey, Vec<u8>>,
    commits: BTreeMap<u64, Vec<PageKey>>,
    history: BTreeMap<Stamp, Vec<u8>>,
    bulk: BTreeMap<Stamp, OpenBulk>,
    small: BTreeMap<String, Vec<u8>>,
    files: BTreeMap<String, Vec<u8>>,
    /// Files that go if this work is taken back.
    brought: BTreeMap<String, Stamp>,
    room: Option<usize>,
}

impl MemoryStore {
    /// An empty store of a device of this number.
    pub fn new(device: u64) -> Self {
        let store = Self::default();
        store.held.borrow_mut().clock = Some(Clock::new(device));
        store
    }

    /// A second connection to the same data.
    #[must_use]
    pub fn another_tab(&self) -> Self {
        self.clone()
    }

    /// Lets the store hold no more than this many bytes of pages; then it is full.
    pub fn limit(&self, bytes: usize) {
        self.held.borrow_mut().room = Some(bytes);
    }
}

impl Held {
    fn tick(&mut self, now_millis: i64) -> Stamp {
        self.clock.get_or_insert_with(|| Clock::new(0)).tick(now_millis)
    }

    fn fits(&self, more: &[(PageKey, Vec<u8>)]) -> Result<(), StoreError> {
        let held: usize = self.pages.values().map(Vec::len).sum();
        let new: usize = more.iter().map(|(_, bytes)| bytes.len()).sum();
        match self.room {
            Some(room) if held + new > room => Err(StoreError::Full),
            _ => Ok(()),
        }
    }

    /// What an action makes of its pages; nothing is written yet.
    fn changed_by(
        &self,
        action: &mut dyn Action,
        keys: Vec<PageKey>,
        stamp: Stamp,
    ) -> Result<Vec<(PageKey, Vec<u8>)>, StoreError> {
        action.begin(stamp);
        let mut written = Vec::new();
        for key in keys {
            if let Some(bytes) = action.page(key, self.pages.get(&key).map(Vec::as_slice))? {
                written.push((key, bytes));
            }
        }
        self.fits(&written)?;
        Ok(written)
    }

    /// Writes the history entry of an action, and the past that comes with it.
    fn note(&mut self, stamp: Stamp, action: &mut dyn Action) {
        self.history.extend(action.history().map(|entry| (stamp, entry)));
        let ImportedHistory { entries, newest } = action.imported_history();
        self.history.extend(entries.iter().cloned());
        self.clock.get_or_insert_with(|| Clock::new(0)).observe(newest);
    }

    fn number(&mut self, keys: Vec<PageKey>) -> u64 {
        self.commit += 1;
        self.commits.insert(self.commit, keys);
        self.commits.remove(&self.commit.saturating_sub(KEPT_COMMITS));
        self.commit
    }
}

impl Store for MemoryStore {
    async fn open(&self) -> Result<Opened, StoreError> {
        let held = self.held.borrow();
        Ok(Opened {
            commit: held.commit,
            device: held.clock.map(|clock| clock.last.device).unwrap_or_default(),
            open_bulk: held.bulk.values().cloned().collect(),
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
        let clock = held.clock;
        let keys = action.pages();
        let stamp = held.tick(action.now_millis());
        let written = match held.changed_by(action, keys, stamp) {
            Ok(written) => written,
            Err(error) => {
                held.clock = clock;
                return Err(error);
            }
        };
        held.note(stamp, action);
        held.pages.extend(written.iter().cloned());
        let number = held.number(written.iter().map(|(key, _)| *key).collect());
        Ok(Commit { number, stamp, pages: written })
    }

    async fn missed(&self, since: u64) -> Result<Missed, StoreError> {
        let held = self.held.borrow();
        let keys: BTreeSet<PageKey> =
            held.commits.range(since + 1..).flat_map(|(_, keys)| keys).copied().collect();
        let known = since == held.commit || held.commits.contains_key(&(since + 1));
        Ok(Missed { commit: held.commit, pages: known.then(|| keys.into_iter().collect()) })
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
        held.bulk.insert(stamp, OpenBulk { label: label.to_owned(), bulk: bulk.clone() });
        Ok(bulk)
    }

    async fn bulk_write(
        &self,
        bulk: &Bulk,
        pages: Vec<(PageKey, Vec<u8>)>,
    ) -> Result<(), StoreError> {
        let mut held = self.held.borrow_mut();
        held.bulk.get(&bulk.stamp).ok_or(StoreError::RolledBack)?;
        held.fits(&pages)?;
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
        held.pages.extend(written.iter().cloned());
        let changed = written.iter().map(|(key, _)| *key);
        let number = held.number(bulk.keys.iter().copied().chain(changed).collect());
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
            held.number(bulk.keys.clone());
        }
        Ok(())
    }

    async fn compact(&self, groups: &[Vec<PageKey>]) -> Result<Option<Commit>, StoreError> {
        let mut held = self.held.borrow_mut();
        if !held.bulk.is_empty() {
            return Ok(None);
        }
        let mut pages = Vec::new();
        let mut touched = Vec::new();
        for group in groups {
            let page = |key: &PageKey| Some((*key, held.pages.get(key)?.clone()));
            let found: Vec<(PageKey, Vec<u8>)> = group.iter().filter_map(page).collect();
            if let Some(joined) = join_found(&found) {
                for (key, _) in &found {
                    held.pages.remove(key);
                    touched.push(*key);
                }
                pages.push(joined);
            }
        }
        if pages.is_empty() {
            return Ok(None);
        }
        held.pages.extend(pages.iter().cloned());
        let stamp = held.clock.map(|clock| clock.last).unwrap_or_default();
        Ok(Some(Commit { number: held.number(touched), stamp, pages }))
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

    async fn usage(&self) -> Usage {
        let held = self.held.borrow();
        let used: usize = held.pages.values().map(Vec::len).sum();
        Usage { used: Some(used as u64), quota: held.room.map(|room| room as u64), persisted: None }
    }

    async fn clear(&self) -> Result<(), StoreError> {
        let mut held = self.held.borrow_mut();
        let (clock, commit) = (held.clock, held.commit + 1);
        *held = Held { clock, commit, ..Held::default() };
        Ok(())
    }
}
