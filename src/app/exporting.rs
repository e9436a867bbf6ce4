//! Exporting: the page's part around the worker's job, which writes the files.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Kept, KindId, LocalClock, RecordId};
use replica::Row;
use store::{PageRange, Store};

use super::files::files_in;
use super::job::{
    Chosen, ExportFormat, Message, Request, TableChoice, TablesForm, TablesWords, carry,
};
use super::workspace::Workspace;
use super::{AppError, Env};

impl<S: Store, E: Env> Workspace<S, E> {
    /// Collects the files referenced by records of a kind, for an export that embeds them.
    pub fn files_of(&self, kind: KindId, only: Option<&[RecordId]>) -> BTreeSet<String> {
        let replica = self.replica();
        let only: Option<BTreeSet<&RecordId>> = only.map(|only| only.iter().collect());
        let rows = replica.list(kind).iter().copied();
        let is_wanted =
            |row: &Row| only.as_ref().is_none_or(|only| only.contains(&replica.id(*row)));
        files_in(&replica, rows.filter(is_wanted))
    }

    /// Builds the worker's request to export records of a kind: all, or only some.
    pub fn ask_to_export(
        &self,
        format: ExportFormat,
        kind: KindId,
        only: Option<&[RecordId]>,
        table: TableChoice,
        files: Vec<(String, Vec<u8>)>,
    ) -> Message {
        self.ask_with(format, kind, only, table, Vec::new(), files)
    }

    /// Like [`Workspace::ask_to_export`], also for records that are kept with their parties.
    ///
    /// # Errors
    /// Read errors.
    pub async fn ask_to_export_stored(
        &self,
        format: ExportFormat,
        kind: KindId,
        only: Option<&[RecordId]>,
        table: TableChoice,
        files: Vec<(String, Vec<u8>)>,
    ) -> Result<Message, AppError> {
        let beside = match self.schema(kind).map(|schema| schema.kept) {
            Some(Kept::WithParties) => self.stored_pages(PageRange::Activities).await?,
            Some(Kept::Hot) | None => Vec::new(),
        };
        Ok(self.ask_with(format, kind, only, table, beside, files))
    }

    /// Builds the worker's request to export everything as tables in one file, with these words.
    ///
    /// # Errors
    /// Read errors.
    pub async fn ask_to_export_tables(
        &self,
        form: TablesForm,
        words: TablesWords,
    ) -> Result<Message, AppError> {
        let beside = self.stored_pages(PageRange::Activities).await?;
        let replica = self.replica();
        let mut parts = vec![carry(&replica).0];
        parts.extend(replica.pages().map(|(_, page)| page.bytes().to_vec()));
        let hot = parts.len() - 1;
        parts.extend(beside);
        let clock = LocalClock::of(self.env()).changes;
        Ok(Message::new(&Request::Tables { hot, form, words, clock }, parts))
    }

    async fn stored_pages(&self, range: PageRange) -> Result<Vec<Vec<u8>>, AppError> {
        let mut pages = BTreeMap::new();
        self.store.read_pages(range, &mut |some| pages.extend(some)).await?;
        // Pages of unfinished work may still be rolled back.
        self.store.open_bulk_pages().await?.iter().for_each(|key| drop(pages.remove(key)));
        Ok(pages.into_values().collect())
    }

    fn ask_with(
        &self,
        format: ExportFormat,
        kind: KindId,
        only: Option<&[RecordId]>,
        table: TableChoice,
        beside: Vec<Vec<u8>>,
        files: Vec<(String, Vec<u8>)>,
    ) -> Message {
        let replica = self.replica();
        let ids = only.unwrap_or_default().iter().flat_map(|id| id.to_bytes()).collect();
        let mut parts = vec![carry(&replica).0, ids];
        parts.extend(replica.pages().map(|(_, page)| page.bytes().to_vec()));
        let pages = parts.len() - 2;
        let activities = beside.len();
        parts.extend(beside);
        let (hashes, bytes): (Vec<String>, Vec<Vec<u8>>) = files.into_iter().unzip();
        parts.extend(bytes);
        let only = only.is_some();
        let clock = LocalClock::of(self.env()).changes;
        let chosen = Chosen { only, pages, activities, files: hashes, table, clock };
        Message::new(&Request::Export { format, kind: kind.0, chosen }, parts)
    }
}
