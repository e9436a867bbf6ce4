//! The port over a handle: each call is one operation of `read` or `write`.

use std::collections::BTreeMap;

use wasm_bindgen::JsValue;

use crate::clock;
use replica::{PageKey, Stamp, Topic};
use store::{
    Action, Bulk, Commit, Durability, HistoryAbout, Missed, Opened, PageRange, RemovedFiles,
    Settled, Store, StoreError, Tallies, Tally, UnusedFile, Usage,
};

use super::connection::{FILES, HISTORY, PAGES, SMALL};
use super::handle::{IdbStore, Ours};
use super::locks::{self, Lock, Mode};
use super::request::Transaction;
use super::{names, quota, read, settle, write};

impl Store for IdbStore {
    async fn open(&self) -> Result<Opened, StoreError> {
        let (head, rows) = match self.known_ahead().await? {
            Some(known) => known,
            None => self.run(read::head_and_bulk).await?,
        };
        let open_bulk = self.without_living(rows).await;
        let remade = self.shared.remade.replace(false);
        let last = head.as_ref().map(|head| head.clock.last);
        let head = head.unwrap_or_else(|| write::to_head(None));
        let (commit, device) = (head.commit, head.clock.last.device);
        Ok(Opened { commit, device, open_bulk, last, tallies: head.tallies, remade })
    }

    async fn pages(
        &self,
        range: PageRange,
        after: Option<PageKey>,
        limit: u32,
    ) -> Result<Vec<(PageKey, Vec<u8>)>, StoreError> {
        let Some(range) = names::pages(range, after)?.filter(|_| limit > 0) else {
            return Ok(Vec::new());
        };
        self.run(async |database| read::rows(database, PAGES, &range, limit, names::to_page).await)
            .await
    }

    async fn read_pages(
        &self,
        range: PageRange,
        take: &mut dyn FnMut(Vec<(PageKey, Vec<u8>)>),
    ) -> Result<(), StoreError> {
        if range == PageRange::Hot {
            let begun = self.shared.prefetch.take();
            if let Some(begun) = begun
                && begun.pages(&mut *take).await
            {
                return Ok(());
            }
            let read = async |database: &_| read::each_hot_page(database, &mut *take).await;
            return self.run(read).await;
        }
        let Some(range) = names::pages(range, None)? else { return Ok(()) };
        self.run(async |database| {
            read::each_rows(database, PAGES, &range, u32::MAX, names::to_page, &mut *take).await
        })
        .await
    }

    async fn open_bulk_pages(&self) -> Result<Vec<PageKey>, StoreError> {
        self.run(read::open_bulk_pages).await
    }

    async fn pages_by_key(&self, keys: &[PageKey]) -> Result<Vec<(PageKey, Vec<u8>)>, StoreError> {
        self.run(async |database| read::pages_by_key(database, keys).await).await
    }

    async fn commit(
        &self,
        action: &mut dyn Action,
        durability: Durability,
    ) -> Result<Commit, StoreError> {
        let mut attempt = None;
        self.write(async |database| {
            write::commit(database, &mut *action, durability, &mut attempt).await
        })
        .await
    }

    async fn missed(&self, since: u64) -> Result<Missed, StoreError> {
        self.run(async |database| read::missed(database, since).await).await
    }

    async fn history(
        &self,
        before: Option<Stamp>,
        limit: u32,
    ) -> Result<Vec<(Stamp, Vec<u8>)>, StoreError> {
        if limit == 0 {
            return Ok(Vec::new());
        }
        let range = names::history_before(before)?;
        self.run(async |database| {
            read::rows(database, HISTORY, &range, limit, names::to_history).await
        })
        .await
    }

    async fn history_about(&self, topic: Topic, after: Stamp) -> Result<HistoryAbout, StoreError> {
        self.run(async |database| read::history_about(database, topic, after).await).await
    }

    async fn index_history(&self, limit: u32) -> Result<bool, StoreError> {
        self.write(async |database| write::index_history(database, limit).await).await
    }

    async fn history_entry(&self, stamp: Stamp) -> Result<Option<Vec<u8>>, StoreError> {
        self.one(HISTORY, &names::history(stamp)).await
    }

    async fn bulk_begin(
        &self,
        label: &str,
        keys: &[PageKey],
        now_millis: i64,
    ) -> Result<Bulk, StoreError> {
        let owner = clock::random_u64();
        let lock = locks::lock(&self.bulk_lock(owner), Mode::AloneIfFree).await;
        let bulk = self
            .write(async |database| {
                write::bulk_begin(database, label, keys, now_millis, owner).await
            })
            .await?;
        let _held = if let Lock::Held(held) = lock { Some(held) } else { None };
        let ours = Ours { stamp: bulk.stamp, _held, written: BTreeMap::new() };
        self.shared.open_bulk.borrow_mut().push(ours);
        Ok(bulk)
    }

    async fn bulk_write(
        &self,
        bulk: &Bulk,
        pages: Vec<(PageKey, Vec<u8>)>,
    ) -> Result<(), StoreError> {
        self.write(async |database| write::bulk_write(database, bulk, &pages).await).await?;
        let mut open = self.shared.open_bulk.borrow_mut();
        if let Some(ours) = open.iter_mut().find(|ours| ours.stamp == bulk.stamp) {
            ours.written.extend(pages.iter().map(|(key, bytes)| (*key, Tally::of(bytes))));
        }
        Ok(())
    }

    async fn bulk_put_files(
        &self,
        bulk: &Bulk,
        files: Vec<(String, Vec<u8>)>,
    ) -> Result<(), StoreError> {
        self.write(async |database| write::bulk_put_files(database, bulk, &files).await).await
    }

    async fn bulk_end(&self, bulk: &Bulk, action: &mut dyn Action) -> Result<Commit, StoreError> {
        let mut attempt = None;
        let written = {
            let open = self.shared.open_bulk.borrow();
            let ours = open.iter().find(|ours| ours.stamp == bulk.stamp);
            ours.map(|ours| ours.written.clone())
        };
        let commit = self
            .write(async |database| {
                let written = written.as_ref();
                write::bulk_end(database, bulk, action, written, &mut attempt).await
            })
            .await?;
        self.shared.open_bulk.borrow_mut().retain(|ours| ours.stamp != bulk.stamp);
        Ok(commit)
    }

    async fn bulk_abort(&self, bulk: &Bulk) -> Result<(), StoreError> {
        let abort =
            async || self.write(async |database| write::bulk_abort(database, bulk).await).await;
        let mut done = abort().await;
        if done == Err(StoreError::Full) {
            // Deleting needs no space, and frees the space to log the abort.
            self.write(async |database| write::bulk_delete(database, bulk).await).await?;
            done = abort().await;
        }
        if done != Err(StoreError::Full) {
            done?;
        }
        self.shared.open_bulk.borrow_mut().retain(|ours| ours.stamp != bulk.stamp);
        Ok(())
    }

    async fn compact(&self, groups: &[Vec<PageKey>]) -> Result<Option<Commit>, StoreError> {
        match locks::lock(&self.write_lock(), Mode::AloneIfFree).await {
            Lock::Held(_held) => {
                self.run(async |database| write::join_pages(database, groups).await).await
            }
            Lock::Taken | Lock::Unknown => Ok(None),
        }
    }

    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.one(SMALL, &key.into()).await
    }

    async fn get_all(&self, prefix: &str) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        let range = names::beginning_with(prefix)?;
        self.run(async |database| {
            read::rows(database, SMALL, &range, u32::MAX, JsValue::as_string).await
        })
        .await
    }

    async fn put(&self, key: &str, value: Option<Vec<u8>>) -> Result<(), StoreError> {
        self.run(async |database| {
            let transaction = Transaction::write(database, &[SMALL], Durability::Relaxed)?;
            match &value {
                Some(value) => transaction.put(SMALL, &key.into(), value)?,
                None => transaction.delete(SMALL, &key.into())?,
            }
            transaction.commit().await
        })
        .await
    }

    async fn file(&self, hash: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.one(FILES, &hash.into()).await
    }

    async fn put_files(&self, files: Vec<(String, Vec<u8>)>) -> Result<(), StoreError> {
        self.run(async |database| write::put_files(database, &files).await).await
    }

    async fn file_hashes(&self) -> Result<Vec<String>, StoreError> {
        self.run(read::file_hashes).await
    }

    async fn remove_files(
        &self,
        commit: u64,
        files: &[UnusedFile],
    ) -> Result<RemovedFiles, StoreError> {
        self.write(async |database| write::remove_files(database, commit, files).await).await
    }

    async fn usage(&self) -> Usage {
        quota::usage().await
    }

    async fn clear(&self) -> Result<(), StoreError> {
        self.write(async |database| write::clear(database).await).await
    }

    async fn tallies(&self) -> Result<(u64, Tallies), StoreError> {
        self.run(read::tallies).await
    }

    async fn settle(&self, settled: &Settled) -> Result<bool, StoreError> {
        self.write(async |database| settle::settle(database, settled).await).await
    }

    async fn set_clock(&self, clock: Stamp) -> Result<(), StoreError> {
        self.write(async |database| settle::set_clock(database, clock).await).await
    }
}
