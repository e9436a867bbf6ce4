//! The contents of the store in memory: the rows of a durable store as bytes, so tests can damage
//! them just like stored rows.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use replica::{PageKey, Stamp, Topic};

use super::StoreError;
use super::about::{HistoryAbout, LATEST, is_about, rows_about, since_from_bytes, since_to_bytes};
use super::head::Head;
use super::port::{Action, Bulk, ImportedHistory, Missed, OpenBulk};
use super::rows::{KEPT_COMMITS, LoggedCommit, open_bulk_from_bytes, open_bulk_to_bytes};
use super::tally::Tally;

#[derive(Debug, Default)]
pub(super) struct MemoryRows {
    /// `None` before the first write.
    pub head: Option<Vec<u8>>,
    pub device: u64,
    pub pages: BTreeMap<PageKey, Vec<u8>>,
    pub commits: BTreeMap<u64, Vec<u8>>,
    pub history: BTreeMap<Stamp, Vec<u8>>,
    /// The index of history, by bucket and stamp.
    pub about: BTreeMap<(u16, Stamp), Vec<u8>>,
    /// The stamp since which the index is complete.
    pub about_since: Option<Vec<u8>>,
    pub bulk: BTreeMap<Stamp, Vec<u8>>,
    pub small: BTreeMap<String, Vec<u8>>,
    pub files: BTreeMap<String, Vec<u8>>,
    /// Files to remove if this bulk work is rolled back.
    pub brought: BTreeMap<String, Stamp>,
    pub room: Option<usize>,
}

impl MemoryRows {
    /// Returns the head, or one with a new device number if its bytes are unreadable.
    pub fn head(&self) -> Head {
        match &self.head {
            None => Head::new(self.device),
            Some(bytes) => Head::from_bytes(bytes).unwrap_or_else(|| Head::lost(!self.device)),
        }
    }

    pub fn set_head(&mut self, head: &Head) {
        self.head = Some(head.to_bytes());
    }

    pub fn tick(&mut self, now_millis: i64) -> Stamp {
        let mut head = self.head();
        let stamp = head.clock.tick(now_millis);
        self.set_head(&head);
        stamp
    }

    pub fn fits(&self, more: &[(PageKey, Vec<u8>)]) -> Result<(), StoreError> {
        let held: usize = self.pages.values().map(Vec::len).sum();
        let new: usize = more.iter().map(|(_, bytes)| bytes.len()).sum();
        match self.room {
            Some(room) if held + new > room => Err(StoreError::Full),
            _ => Ok(()),
        }
    }

    /// Writes an action's history entry and any history it imports.
    pub fn note(&mut self, stamp: Stamp, action: &mut dyn Action) {
        if let Some(entry) = action.history() {
            self.note_entry(stamp, entry);
        }
        let ImportedHistory { entries, newest } = action.imported_history();
        for (stamp, entry) in entries {
            self.note_entry(*stamp, entry.clone());
        }
        let mut head = self.head();
        head.clock.observe(newest);
        self.set_head(&head);
    }

    fn note_entry(&mut self, stamp: Stamp, entry: Vec<u8>) {
        self.index_entry(stamp, &entry);
        self.history.insert(stamp, entry);
    }

    fn index_entry(&mut self, stamp: Stamp, entry: &[u8]) {
        let rows = rows_about(entry).into_iter();
        self.about.extend(rows.map(|(bucket, row)| ((bucket, stamp), row)));
    }

    pub fn since(&self) -> Option<Stamp> {
        self.about_since.as_deref().and_then(since_from_bytes)
    }

    /// Returns the entries about a topic that are later than a stamp.
    pub fn history_about(&self, topic: Topic, after: Stamp) -> HistoryAbout {
        let first = (topic.bucket(), after);
        let last = (topic.bucket(), Stamp { millis: u64::MAX, ..after });
        let rows = self.about.range((Bound::Excluded(first), Bound::Included(last))).rev();
        let stamps = rows.filter(|(_, row)| is_about(row, topic)).map(|((_, stamp), _)| *stamp);
        let entries = stamps.filter_map(|stamp| Some((stamp, self.history.get(&stamp)?.clone())));
        HistoryAbout { entries: entries.collect(), since: self.since() }
    }

    /// Indexes the newest entries that may be missing in the index; true if more remain.
    pub fn index_history(&mut self, limit: u32) -> bool {
        let since = self.since().unwrap_or(LATEST);
        if since == Stamp::NEVER {
            return false;
        }
        let older = self.history.range(..since).rev().take(limit as usize);
        let some: Vec<(Stamp, Vec<u8>)> = older.map(|(at, entry)| (*at, entry.clone())).collect();
        let more = some.len() == limit as usize;
        let reached = some.last().map(|(stamp, _)| *stamp).filter(|_| more);
        some.iter().for_each(|(stamp, entry)| self.index_entry(*stamp, entry));
        self.about_since = Some(since_to_bytes(reached.unwrap_or(Stamp::NEVER)));
        more
    }

    /// Returns what was committed after this number.
    pub fn missed(&self, since: u64) -> Missed {
        let page = |key| (key, self.pages.get(&key).cloned());
        let written = self.written_since(since);
        let pages = written.map(|keys| keys.into_iter().map(page).collect());
        Missed { commit: self.head().commit, pages }
    }

    /// Returns the pages written after this number; `None` if the log no longer reaches back that far.
    fn written_since(&self, since: u64) -> Option<BTreeSet<PageKey>> {
        let commit = self.head().commit;
        let after = self.commits.range(since.saturating_add(1)..);
        let logged: Vec<LoggedCommit> =
            after.filter_map(|(_, bytes)| LoggedCommit::from_bytes(bytes)).collect();
        let known = commit.checked_sub(since) == Some(logged.len() as u64);
        known.then(|| logged.into_iter().flat_map(|row| row.keys).collect())
    }

    /// Fails if a record that the action assumes absent has been written.
    fn check_absence(&self, action: &dyn Action) -> Result<(), StoreError> {
        let Some(absence) = action.absence() else { return Ok(()) };
        let written = self.written_since(absence.since).ok_or(StoreError::Moved)?;
        let holds = |key| absence.holds_in(self.pages.get(key).map(Vec::as_slice));
        if written.iter().all(holds) { Ok(()) } else { Err(StoreError::Moved) }
    }

    /// Returns the action's changed pages without writing them.
    pub fn changed_by(
        &self,
        action: &mut dyn Action,
        keys: Vec<PageKey>,
        stamp: Stamp,
    ) -> Result<Vec<(PageKey, Vec<u8>)>, StoreError> {
        self.check_absence(action)?;
        action.begin(stamp);
        let commit = self.head().commit;
        let mut written = Vec::new();
        for key in keys {
            let bytes = action.page_in_memory(key, commit);
            let bytes = bytes.as_deref().or_else(|| self.pages.get(&key).map(Vec::as_slice));
            if let Some(bytes) = action.page(key, bytes)? {
                written.push((key, bytes));
            }
        }
        self.fits(&written)?;
        Ok(written)
    }

    /// Writes or removes pages and updates the tallies.
    pub fn write(&mut self, pages: impl IntoIterator<Item = (PageKey, Option<Vec<u8>>)>) {
        let mut head = self.head();
        for (key, bytes) in pages {
            let after = bytes.as_deref().map(Tally::of);
            let before = match bytes {
                Some(bytes) => self.pages.insert(key, bytes),
                None => self.pages.remove(&key),
            };
            head.tallies.changed(key, before.as_deref().map(Tally::of), after);
        }
        self.set_head(&head);
    }

    /// Numbers a commit and logs the pages it wrote.
    pub fn number(&mut self, stamp: Stamp, keys: Vec<PageKey>) -> u64 {
        let mut head = self.head();
        head.commit = head.commit.saturating_add(1);
        self.commits.insert(head.commit, LoggedCommit { stamp, keys }.to_bytes());
        self.commits.remove(&head.commit.saturating_sub(KEPT_COMMITS));
        self.set_head(&head);
        head.commit
    }

    pub fn begin_bulk(&mut self, label: &str, bulk: &Bulk) {
        let open = OpenBulk { label: label.to_owned(), bulk: bulk.clone() };
        self.bulk.insert(bulk.stamp, open_bulk_to_bytes(&open));
    }

    /// Lists open bulk work whose markers are readable.
    pub fn open_bulk(&self) -> impl Iterator<Item = OpenBulk> + '_ {
        self.bulk.values().filter_map(|bytes| open_bulk_from_bytes(bytes))
    }
}
