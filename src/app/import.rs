//! Importing: what the page does around the worker's work. The worker reads and makes pages; here
//! they are written, as bulk work that is whole or not there at all.

use std::collections::BTreeSet;

use domain::{Draft, DraftSlot, FieldType, Fields, KindId, RecordId, Value, company_identity};
use replica::{ActionKind, PageKey, Row, Stamp, decode_draft};
use store::{Bulk, Store, StoreError};

use super::edits::{Edits, Op};
use super::files::files_in;
use super::job::{
    Built, Chosen, ColumnTarget, Format, MatchChoice, Message, ReadOptions, Request, carry,
};
use super::workspace::Workspace;
use super::{AppError, Env};

/// An import under way.
pub struct Importing {
    bulk: Bulk,
    label: String,
    pages: Vec<(PageKey, Vec<u8>)>,
}

/// What is to come in, when it was planned, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportOrder {
    /// What it is called in the history: the names of the files.
    pub label: String,
    /// How many rows the plan found.
    pub rows: usize,
    /// How many bytes the files have together.
    pub bytes: usize,
    /// What happens with rows about somebody who is there already.
    pub matched: MatchChoice,
    /// What [`Workspace::generation`] was when the plan was asked for.
    pub planned_at: u64,
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportOutcome {
    /// New contacts.
    pub contacts: usize,
    /// New companies.
    pub companies: usize,
    /// Rows about records that were there already.
    pub known: usize,
    /// How many records that were there already were changed.
    pub filled: usize,
    /// How many of these rows were skipped, as the user chose.
    pub skipped: usize,
    /// Rows that said more of what an earlier row said.
    pub joined: usize,
    /// Parts of the files that were set aside.
    pub set_aside: usize,
    /// Records of which rows say more, and which cannot be read: these rows did not come in.
    pub unreadable: usize,
    /// The action that undoes all of it; none where nothing was changed.
    pub stamps: Vec<Stamp>,
}

impl<S: Store, E: Env> Workspace<S, E> {
    /// Asks the worker to look at a file, which it keeps under this number.
    pub fn ask_to_inspect(
        &self,
        file: u32,
        name: &str,
        kind: KindId,
        options: ReadOptions,
        bytes: Vec<u8>,
    ) -> Message {
        let carried = carry(&self.replica()).0;
        let request = Request::Inspect { file, name: name.to_owned(), kind: kind.0, options };
        Message::new(&request, vec![bytes, carried])
    }

    /// Asks the worker to look again at a file that it has, with other options; fields that were made
    /// since are known to it then.
    pub fn ask_to_inspect_again(
        &self,
        file: u32,
        name: &str,
        kind: KindId,
        options: ReadOptions,
    ) -> Message {
        let request = Request::Inspect { file, name: name.to_owned(), kind: kind.0, options };
        Message::new(&request, vec![carry(&self.replica()).0])
    }

    /// Asks the worker what an import of these files will do.
    pub fn ask_to_plan(&self, files: &[u32]) -> Message {
        Message::new(&Request::Plan { files: files.to_vec() }, self.pages_in_memory())
    }

    /// The worker compares with everything that is there: it gets the pages, for copying them takes
    /// less of the page's time than looking into them.
    fn pages_in_memory(&self) -> Vec<Vec<u8>> {
        self.replica().pages().map(|(_, page)| page.bytes().to_vec()).collect()
    }

    /// Begins to import the files that the worker has planned, and asks it to make the pages.
    ///
    /// # Errors
    /// What the store gives.
    pub async fn begin_import(
        &self,
        order: &ImportOrder,
    ) -> Result<(Importing, Message), AppError> {
        let ImportOrder { label, rows, bytes, matched, planned_at } = order;
        // As many pages as there can be at the very most: a page ends with 64 records or 32 KiB, a
        // packed record with its digest is never four times as long as its text, and every contact
        // may bring a company.
        let most = rows / 16 + bytes / 4096 + 16;
        let keys: Vec<PageKey> = (0..most).map(|_| PageKey::hot(self.env.random())).collect();
        let now_millis = self.env.now_millis();
        let stale = *planned_at != self.generation();
        let bulk = self.store.bulk_begin(label, &keys, now_millis).await?;
        let request = Request::Build {
            stamp: bulk.stamp.to_bytes(),
            pages: keys.iter().map(|key| key.page).collect(),
            now_millis,
            seed: self.env.random(),
            matched: *matched,
        };
        let parts = if stale { self.pages_in_memory() } else { Vec::new() };
        let message = Message::new(&request, parts);
        Ok((Importing { bulk, label: label.clone(), pages: Vec::new() }, message))
    }

    /// Writes pages that the worker made.
    ///
    /// # Errors
    /// What the store gives; the import is to be taken back then.
    pub async fn write_import(
        &self,
        importing: &mut Importing,
        keys: &[u64],
        pages: Vec<Vec<u8>>,
    ) -> Result<(), AppError> {
        let pages: Vec<(PageKey, Vec<u8>)> =
            keys.iter().map(|key| PageKey::hot(*key)).zip(pages).collect();
        importing.pages.extend(pages.iter().cloned());
        Ok(self.store.bulk_write(&importing.bulk, pages).await?)
    }

    /// Keeps files that the worker made for an import.
    ///
    /// # Errors
    /// What the store gives; the import is to be taken back then.
    pub async fn keep_files(
        &self,
        importing: &Importing,
        hashes: Vec<String>,
        files: Vec<Vec<u8>>,
    ) -> Result<(), AppError> {
        let files = hashes.into_iter().zip(files).collect();
        Ok(self.store.bulk_put_files(&importing.bulk, files).await?)
    }

    /// Ends an import: from here on it is durable. The pages are taken into memory by
    /// [`Workspace::show_import`].
    ///
    /// # Errors
    /// What the store gives; the import is to be taken back then.
    pub async fn end_import(
        &self,
        importing: &mut Importing,
        built: &Built,
        known: &[Vec<u8>],
    ) -> Result<ImportOutcome, AppError> {
        let mut outcome = ImportOutcome {
            contacts: built.contacts,
            companies: built.companies,
            known: built.known,
            skipped: built.skipped,
            joined: built.joined,
            set_aside: built.set_aside,
            ..ImportOutcome::default()
        };
        // Only the pages that were made are told to other tabs.
        importing.bulk.keys = importing.pages.iter().map(|(key, _)| *key).collect();
        for last in [false, false, true] {
            let random = || self.env.random();
            let label = importing.label.clone();
            let mut edits = self.edits(ActionKind::Import, label, &random);
            edits.made = built.contacts + built.companies;
            self.add_known(built.matched, known, &mut edits);
            if edits.made == 0 && edits.pages.is_empty() {
                self.store.bulk_abort(&importing.bulk).await?;
                break;
            }
            self.add_facts(&mut edits);
            match self.store.bulk_end(&importing.bulk, &mut edits).await {
                // Another tab moved records: what it wrote is read, and it is tried again.
                Err(StoreError::Moved) if !last => {
                    self.catch_up().await?;
                }
                ended => {
                    let made = edits.before.iter().filter(|(_, before)| before.created).count();
                    outcome.unreadable = edits.unreadable;
                    outcome.filled = edits.before.len() - made;
                    outcome.companies += made;
                    let commit = ended?;
                    self.inner.borrow_mut().coming.extend(importing.pages.drain(..));
                    self.committed(commit).await;
                    if edits.made + edits.before.len() > 0 {
                        outcome.stamps.push(importing.bulk.stamp);
                    }
                    break;
                }
            }
        }
        Ok(outcome)
    }

    /// Takes some pages of an import that has ended into memory. Gives whether there are more; the
    /// caller lets the screen breathe between calls.
    pub fn show_import(&self, _importing: &mut Importing) -> bool {
        let mut inner = self.inner.borrow_mut();
        // What somebody has written to meanwhile has come, and is not among them any more.
        let slice: Vec<_> = std::iter::from_fn(|| inner.coming.pop_first()).take(128).collect();
        if slice.is_empty() {
            inner.replica.sort();
            return false;
        }
        inner.replica.take_in(slice);
        true
    }

    /// Takes an import back that did not end.
    ///
    /// # Errors
    /// What the store gives; the next start takes it back then.
    pub async fn abort_import(&self, importing: &Importing) -> Result<(), AppError> {
        Ok(self.store.bulk_abort(&importing.bulk).await?)
    }

    /// What rows say of records that were there already.
    fn add_known(&self, choice: MatchChoice, known: &[Vec<u8>], edits: &mut Edits<'_>) {
        for part in known {
            let Some((id, draft)) = part.split_first_chunk::<16>() else { continue };
            let id = RecordId::from_bytes(*id);
            let (Some(key), Some(mut draft)) = (self.key_of(id), decode_draft(draft)) else {
                continue;
            };
            let op = match choice {
                MatchChoice::Overwrite => {
                    self.link_names(&mut draft, edits);
                    Op::Overwrite(draft)
                }
                _ => {
                    self.link_missing(id, &mut draft, edits);
                    Op::Fill(draft)
                }
            };
            edits.add(key, id, op);
        }
    }

    /// Links names where the record refers to nothing yet. Another name than that of what it refers to
    /// stays a text, which is kept beside it; the same name is left out.
    fn link_missing(&self, id: RecordId, draft: &mut Draft, edits: &mut Edits<'_>) {
        let Some((schema, record)) = self.schema(draft.kind).zip(self.record(id)) else { return };
        let mut texts = Vec::new();
        for field in schema.fields.iter() {
            let FieldType::Reference(_) = field.kind else { continue };
            let Some(current) = record.reference(field.number) else { continue };
            if let Some(DraftSlot::One(Some(Value::Text(name)))) = draft.slots.remove(&field.number)
                && company_identity(&name) != company_identity(&self.name(current))
            {
                texts.push((field.number, name));
            }
        }
        self.link_names(draft, edits);
        texts.into_iter().for_each(|(field, name)| draft.set_text(field, name));
    }
}

impl<S: Store, E: Env> Workspace<S, E> {
    /// The files that the records of a kind refer to, for an export that carries them.
    pub fn files_of(&self, kind: KindId, only: Option<&[RecordId]>) -> BTreeSet<String> {
        let replica = self.replica();
        let only: Option<BTreeSet<&RecordId>> = only.map(|only| only.iter().collect());
        let rows = replica.list(kind).iter().copied();
        let is_wanted =
            |row: &Row| only.as_ref().is_none_or(|only| only.contains(&replica.id(*row)));
        files_in(&replica, rows.filter(is_wanted))
    }

    /// Asks the worker to write records of a kind as a file: all, or only some. A table has the fields
    /// that are chosen, in that order; `None` for all.
    pub fn ask_to_export(
        &self,
        format: Format,
        kind: KindId,
        only: Option<&[RecordId]>,
        columns: Option<Vec<u32>>,
        files: Vec<(String, Vec<u8>)>,
    ) -> Message {
        let replica = self.replica();
        let ids = only.unwrap_or_default().iter().flat_map(|id| id.to_bytes()).collect();
        let mut parts = vec![carry(&replica).0, ids];
        parts.extend(replica.pages().map(|(_, page)| page.bytes().to_vec()));
        let pages = parts.len() - 2;
        let (hashes, bytes): (Vec<String>, Vec<Vec<u8>>) = files.into_iter().unzip();
        parts.extend(bytes);
        let chosen = Chosen { only: only.is_some(), pages, files: hashes, columns };
        Message::new(&Request::Export { format, kind: kind.0, chosen }, parts)
    }
}

/// What a mapping is remembered under; the version is that of its form.
const MAPPING: &str = "mapping-1-";

impl<S: Store, E: Env> Workspace<S, E> {
    /// Keeps where the columns of a table went, under the signature of its headers.
    ///
    /// # Errors
    /// What the store gives.
    pub async fn remember_mapping(
        &self,
        signature: &str,
        mapping: &[ColumnTarget],
    ) -> Result<(), AppError> {
        let bytes = Message::new(&mapping, Vec::new()).head;
        Ok(self.store.put(&format!("{MAPPING}{signature}"), Some(bytes)).await?)
    }

    /// Where the columns of a table with such headers went the last time.
    ///
    /// # Errors
    /// What the store gives.
    pub async fn known_mapping(
        &self,
        signature: &str,
    ) -> Result<Option<Vec<ColumnTarget>>, AppError> {
        let bytes = self.store.get(&format!("{MAPPING}{signature}")).await?;
        Ok(bytes.and_then(|head| Message { head, parts: Vec::new() }.head()))
    }
}
