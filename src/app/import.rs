//! Importing: what the page does around the worker's work. The worker reads and makes pages; here
//! they are written, as bulk work that is whole or not there at all.

use crate::domain::{
    COMPANY, CONTACT, Fields, KindId, RecordId, Value, contact, identity_of_company,
};
use crate::replica::{ActionKind, HistoryEntry, PageKey, Stamp, decode_draft};
use crate::store::{Bulk, Store};

use super::actions::Done;
use super::edits::Op;
use super::job::{Built, Chosen, Format, Message, Request, carry, write_ids};
use super::workspace::Workspace;
use super::{AppError, Env};

/// An import under way.
pub struct Importing {
    bulk: Bulk,
    label: String,
    pages: Vec<(PageKey, Vec<u8>)>,
}

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportOutcome {
    /// New contacts.
    pub contacts: usize,
    /// New companies.
    pub companies: usize,
    /// Contacts that were there already.
    pub known: usize,
    /// Of these, how many got something that they did not have.
    pub filled: usize,
    /// The actions that undo it, the last first.
    pub stamps: Vec<Stamp>,
    /// Why contacts that were there already did not get anything; the rest is in.
    pub unfilled: Option<AppError>,
}

impl<S: Store, E: Env> Workspace<S, E> {
    /// Asks the worker to look at a file.
    pub fn ask_to_read(&self, name: &str, kind: KindId, bytes: Vec<u8>) -> Message {
        let carried = carry(&self.replica()).0;
        Message::new(&Request::Read { name: name.to_owned(), kind: kind.0 }, vec![bytes, carried])
    }

    /// Begins to import the file that the worker has read, and asks it to make the pages.
    ///
    /// # Errors
    /// What the store gives.
    pub async fn begin_import(
        &self,
        label: &str,
        rows: usize,
        bytes: usize,
    ) -> Result<(Importing, Message), AppError> {
        // As many pages as there can be at the very most: a page ends with 64 records or 32 KiB, a
        // packed record with its digest is never four times as long as its text, and every contact
        // may bring a company.
        let most = rows / 16 + bytes / 4096 + 16;
        let keys: Vec<PageKey> = (0..most).map(|_| PageKey::hot(self.env.random())).collect();
        let now_millis = self.env.now_millis();
        let bulk = self.store.bulk_begin(label, &keys, now_millis).await?;
        let request = Request::Build {
            stamp: bulk.stamp.to_bytes(),
            pages: keys.iter().map(|key| key.page).collect(),
            now_millis,
            seed: self.env.random(),
        };
        let message = Message::new(&request, self.known_ids());
        Ok((Importing { bulk, label: label.to_owned(), pages: Vec::new() }, message))
    }

    /// By what the worker recognizes who is there already: contacts, then companies.
    fn known_ids(&self) -> Vec<Vec<u8>> {
        let replica = self.replica();
        let contacts =
            replica.list(CONTACT).iter().map(|row| (replica.identity(*row), replica.id(*row)));
        let companies = || {
            let rows = replica.list(COMPANY).iter();
            rows.map(|row| (identity_of_company(&replica.view(*row)), replica.id(*row)))
        };
        vec![write_ids(contacts.chain(companies())), write_ids(companies())]
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
            ..ImportOutcome::default()
        };
        if importing.pages.is_empty() {
            self.store.bulk_abort(&importing.bulk).await?;
        } else {
            let entry = HistoryEntry {
                stamp: importing.bulk.stamp,
                action: ActionKind::Import,
                label: importing.label.clone(),
                count: u32::try_from(built.contacts + built.companies).unwrap_or(u32::MAX),
                undid: None,
                before: Vec::new(),
            };
            // Only the pages that were made are told to other tabs.
            importing.bulk.keys = importing.pages.iter().map(|(key, _)| *key).collect();
            let commit = self.store.bulk_end(&importing.bulk, entry.encode()).await?;
            self.committed(commit).await?;
            outcome.stamps.push(importing.bulk.stamp);
        }
        match self.fill_gaps(&importing.label, known).await {
            Ok(Done { stamp, count }) => {
                outcome.filled = count;
                outcome.stamps.splice(0..0, stamp);
            }
            Err(error) => outcome.unfilled = Some(error),
        }
        Ok(outcome)
    }

    /// Takes some pages of an import that has ended into memory. Gives whether there are more; the
    /// caller lets the screen breathe between calls.
    pub fn show_import(&self, importing: &mut Importing) -> bool {
        let mut inner = self.inner.borrow_mut();
        if importing.pages.is_empty() {
            inner.replica.sort();
            return false;
        }
        let rest = importing.pages.len().saturating_sub(128);
        let slice = importing.pages.split_off(rest);
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

    /// Gives records that were there already what they do not have.
    async fn fill_gaps(&self, label: &str, known: &[Vec<u8>]) -> Result<Done, AppError> {
        let random = || self.env.random();
        let mut edits = self.edits(ActionKind::Import, label.to_owned(), &random);
        for part in known {
            let Some((id, draft)) = part.split_first_chunk::<16>() else { continue };
            let id = RecordId::from_bytes(*id);
            let (Some(key), Some(mut draft)) = (self.key_of(id), decode_draft(draft)) else {
                continue;
            };
            self.link_names(&mut draft, &mut edits);
            edits.add(key, id, Op::Fill(draft));
        }
        self.perform(edits).await
    }
}

impl<S: Store, E: Env> Workspace<S, E> {
    /// The files that the records of a kind refer to, for an export that carries them.
    pub fn files_of(&self, kind: KindId, only: Option<&[RecordId]>) -> Vec<String> {
        let replica = self.replica();
        let rows = replica.list(kind).iter();
        let wanted = rows.filter(|row| only.is_none_or(|only| only.contains(&replica.id(**row))));
        let photo = |row: &crate::replica::Row| match replica.view(*row).value(contact::PHOTO) {
            Some(Value::File(file)) => Some(file.hash),
            _ => None,
        };
        wanted.filter_map(photo).collect()
    }

    /// Asks the worker to write records of a kind as a file: all, or only some.
    pub fn ask_to_export(
        &self,
        format: Format,
        kind: KindId,
        only: Option<&[RecordId]>,
        files: Vec<(String, Vec<u8>)>,
    ) -> Message {
        let replica = self.replica();
        let ids = only.unwrap_or_default().iter().flat_map(|id| id.to_bytes()).collect();
        let mut parts = vec![carry(&replica).0, ids];
        parts.extend(replica.pages().map(|(_, page)| page.bytes().to_vec()));
        let pages = parts.len() - 2;
        let (hashes, bytes): (Vec<String>, Vec<Vec<u8>>) = files.into_iter().unzip();
        parts.extend(bytes);
        let chosen = Chosen { only: only.is_some(), pages, files: hashes };
        Message::new(&Request::Export { format, kind: kind.0, chosen }, parts)
    }
}
