//! Importing: the page's part around the worker's job. The worker parses files and builds pages;
//! the page writes them as bulk work, all or nothing.

use std::collections::BTreeSet;

use domain::{
    Draft, DraftElement, DraftSlot, FieldType, Fields, Identity, KindId, LocalClock, RecordId,
    Value, any_kind, company_identity, settings,
};
use replica::{ActionKind, NewElements, PageKey, Record, Stamp, apply, decode_draft};
use store::{Action, Bulk, SmallForm, Store, StoreError};

use super::derived::Foreseen;
use super::edits::{Edits, Op};
use super::import_beside::{known_of, subjects_of};
use super::job::{
    Built, ColumnTarget, MatchChoice, Message, PagePlace, ReadOptions, Request, carry,
};
use super::links::leave_out_itself;
use super::workspace::Workspace;
use super::{AppError, Env};

/// An import in progress.
pub struct Importing {
    bulk: Bulk,
    label: String,
    /// The hot pages written so far.
    pages: Vec<(PageKey, Vec<u8>)>,
    /// The other pages written so far, which memory does not hold.
    beside: Vec<PageKey>,
}

/// Matched records in memory, and those that are kept with their parties.
type PartedKnown = (Vec<(RecordId, Draft)>, Vec<(u16, RecordId, Draft)>);

/// A planned import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportOrder {
    /// Its label in the history: the names of the files.
    pub label: String,
    /// Number of rows in the plan.
    pub rows: usize,
    /// Total size of the files in bytes.
    pub bytes: usize,
    /// The treatment of rows that match existing records.
    pub matched: MatchChoice,
    /// The value of [`Workspace::generation`] when the plan was requested.
    pub planned_at: u64,
}

/// The outcome of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportOutcome {
    /// New contacts.
    pub contacts: usize,
    /// New companies.
    pub companies: usize,
    /// New records of other kinds.
    pub others: Vec<(KindId, usize)>,
    /// Number of rows that matched existing records.
    pub known: usize,
    /// Number of existing records changed.
    pub filled: usize,
    /// Number of matching rows skipped, as the user chose.
    pub skipped: usize,
    /// Number of rows merged into an earlier row.
    pub joined: usize,
    /// Number of parts of the files set aside.
    pub set_aside: usize,
    /// The number of values that are not what their column says; they are kept with the records.
    pub problems: usize,
    /// Number of rows of people who are not to be contacted by some channel.
    pub barred: usize,
    /// Number of unreadable records that rows matched; these rows did not come in.
    pub unreadable: usize,
    /// The action that undoes the import; empty if nothing changed.
    pub stamps: Vec<Stamp>,
}

impl ImportOutcome {
    /// Returns what the worker's pages bring.
    fn of(built: &Built) -> Self {
        Self {
            contacts: built.contacts,
            companies: built.companies,
            others: built.others.iter().map(|(kind, count)| (KindId(*kind), *count)).collect(),
            known: built.known,
            skipped: built.skipped,
            joined: built.joined,
            set_aside: built.set_aside,
            problems: built.problems,
            barred: built.barred,
            ..Self::default()
        }
    }
}

impl<S: Store, E: Env> Workspace<S, E> {
    /// Builds the worker's request to inspect a file, which it keeps under this number.
    pub fn ask_to_inspect(
        &self,
        file: u32,
        name: &str,
        kind: KindId,
        options: ReadOptions,
        bytes: Vec<u8>,
    ) -> Message {
        let mut message = self.ask_to_inspect_again(file, name, kind, options);
        message.parts.insert(0, bytes);
        message
    }

    /// Builds the request to inspect a file again with other options, and with the custom fields
    /// created since.
    pub fn ask_to_inspect_again(
        &self,
        file: u32,
        name: &str,
        kind: KindId,
        options: ReadOptions,
    ) -> Message {
        let currency = Some(settings::currency(&self.settings()));
        let country = Some(self.settings().text(settings::COUNTRY)).filter(|it| !it.is_empty());
        let year = i16::try_from(self.today().parts().0).ok();
        let options = ReadOptions { currency, country, year, ..options };
        let request = Request::Inspect { file, name: name.to_owned(), kind: kind.0, options };
        Message::new(&request, vec![carry(&self.replica()).0])
    }

    /// Builds the request to plan an import of these files.
    pub fn ask_to_plan(&self, files: &[u32]) -> Message {
        let clock = LocalClock::of(&self.env).changes;
        Message::new(&Request::Plan { files: files.to_vec(), clock }, self.pages_in_memory())
    }

    /// Copies all pages for the worker, which compares them with the files: copying takes the page
    /// less time than searching them.
    fn pages_in_memory(&self) -> Vec<Vec<u8>> {
        self.replica().pages().map(|(_, page)| page.bytes().to_vec()).collect()
    }

    /// Begins an import of the planned files, and builds the worker's request for the pages.
    ///
    /// # Errors
    /// Store errors.
    pub async fn begin_import(
        &self,
        order: &ImportOrder,
    ) -> Result<(Importing, Message), AppError> {
        let ImportOrder { label, rows, bytes, matched, planned_at } = order;
        // An upper bound for the number of pages: a page is full at 64 records or 32 KiB, a packed
        // record with its digest is less than four times as long as its text, and every contact may
        // create a company.
        let most = rows / 16 + bytes / 4096 + 16;
        let keys: Vec<PageKey> = (0..most).map(|_| PageKey::hot(self.env.random())).collect();
        let now_millis = self.env.now_millis();
        let stale = *planned_at != self.generation();
        let bulk = self.store.bulk_begin(label, &keys, now_millis).await?;
        let request = Request::Build {
            again: stale,
            stamp: bulk.stamp.to_bytes(),
            pages: keys.iter().map(|key| key.page).collect(),
            now_millis,
            seed: self.env.random(),
            matched: *matched,
        };
        let parts = if stale { self.pages_in_memory() } else { Vec::new() };
        let message = Message::new(&request, parts);
        let label = label.clone();
        Ok((Importing { bulk, label, pages: Vec::new(), beside: Vec::new() }, message))
    }

    /// Writes pages built by the worker.
    ///
    /// # Errors
    /// Store errors; the caller must then abort the import.
    pub async fn write_import(
        &self,
        importing: &mut Importing,
        keys: &[PagePlace],
        pages: Vec<Vec<u8>>,
    ) -> Result<(), AppError> {
        let pages: Vec<(PageKey, Vec<u8>)> =
            keys.iter().map(|place| place.key()).zip(pages).collect();
        let is_hot = |(key, _): &&(PageKey, Vec<u8>)| key.shelf == PageKey::HOT;
        importing.pages.extend(pages.iter().filter(is_hot).cloned());
        let beside = pages.iter().filter(|page| !is_hot(page)).map(|(key, _)| *key);
        let beside: Vec<PageKey> = beside.collect();
        // The hot ones are named from the beginning.
        importing.bulk.keys.extend(&beside);
        importing.beside.extend(beside);
        Ok(self.store.bulk_write(&importing.bulk, pages).await?)
    }

    /// Stores files extracted by the worker.
    ///
    /// # Errors
    /// Store errors; the caller must then abort the import.
    pub async fn keep_files(
        &self,
        importing: &Importing,
        hashes: Vec<String>,
        files: Vec<Vec<u8>>,
    ) -> Result<(), AppError> {
        let files = hashes.into_iter().zip(files).collect();
        Ok(self.store.bulk_put_files(&importing.bulk, files).await?)
    }

    /// Ends an import and makes it durable. [`Workspace::show_import`] takes its pages into memory.
    ///
    /// # Errors
    /// Store errors; the caller must then abort the import.
    pub async fn end_import(
        &self,
        importing: &mut Importing,
        built: &Built,
        known: &[Vec<u8>],
    ) -> Result<ImportOutcome, AppError> {
        let mut outcome = ImportOutcome::of(built);
        let last = known.len().saturating_sub(usize::from(built.subjects > 0));
        let (known, subjects) = known.split_at(last);
        let subjects = subjects.first().map(|part| subjects_of(part)).unwrap_or_default();
        let (known, causes) = known.split_at(known.len().saturating_sub(built.causes));
        let (known, beside) = self.parted(known, &built.buckets);
        // Announce to other tabs only the pages that were written.
        let hot = importing.pages.iter().map(|(key, _)| *key);
        importing.bulk.keys = hot.chain(importing.beside.iter().copied()).collect();
        for last in [false, false, true] {
            let random = || self.env.random();
            let label = importing.label.clone();
            let mut edits = self.edits(ActionKind::Import, label, &random);
            let others: usize = built.others.iter().map(|(_, count)| count).sum();
            edits.made = built.contacts + built.companies + others;
            self.add_known(built.matched, known.clone(), &mut edits);
            edits.begin(importing.bulk.stamp);
            let (changed, touched) =
                self.add_known_beside(built.matched, &beside, &mut edits).await?;
            // A row may name one more record that theirs are about.
            self.add_copies(&mut edits).await?;
            if edits.made == 0 && edits.pages.is_empty() {
                self.store.bulk_abort(&importing.bulk).await?;
                break;
            }
            self.add_derived_beside(&mut edits, self.foreseen(causes));
            let about = subjects.union(&touched).copied().collect();
            self.derive_beside(about, &changed, &importing.beside, &mut edits).await?;
            match self.store.bulk_end(&importing.bulk, &mut edits).await {
                // Another tab moved records: read its commits and retry.
                Err(StoreError::Moved) if !last => {
                    self.catch_up().await?;
                }
                ended => {
                    self.count_changed(&edits, &mut outcome);
                    let commit = ended?;
                    // If memory already reflects a later commit, it has these pages, perhaps
                    // joined since.
                    let shown = self.last_commit() >= commit.number;
                    let pages = importing.pages.drain(..).filter(|_| !shown);
                    self.inner.borrow_mut().unread_import_pages.extend(pages);
                    self.committed(commit).await;
                    // All is durable. A list that could not read the new pages reads them when it
                    // opens again.
                    let _shown = self.show_beside(&importing.beside).await;
                    if edits.made + edits.before.len() > 0 {
                        outcome.stamps.push(importing.bulk.stamp);
                    }
                    break;
                }
            }
        }
        Ok(outcome)
    }

    /// Counts the existing records that an import changed, each once however many copies it has, and
    /// those that they made by naming them.
    fn count_changed(&self, edits: &Edits<'_>, outcome: &mut ImportOutcome) {
        let made = edits.before.iter().filter(|(_, before)| before.created);
        let made: Vec<KindId> = made.map(|(_, before)| before.record.kind).collect();
        let changed = edits.before.iter().filter(|(_, before)| !before.created);
        let changed: BTreeSet<RecordId> = changed.map(|(_, before)| before.record.id).collect();
        outcome.unreadable = edits.unreadable;
        outcome.filled = changed.len();
        made.into_iter().for_each(|kind| self.count_made(kind, outcome));
        outcome.others.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    }

    /// Counts a record that an existing one made by naming it.
    fn count_made(&self, kind: KindId, outcome: &mut ImportOutcome) {
        match self.schema(kind).map(|schema| schema.identity) {
            Some(Identity::Person) => outcome.contacts += 1,
            Some(Identity::Company) => outcome.companies += 1,
            _ => match outcome.others.iter_mut().find(|(known, _)| *known == kind) {
                Some((_, count)) => *count += 1,
                None => outcome.others.push((kind, 1)),
            },
        }
    }

    /// Reads new records from which existing ones derive values.
    fn foreseen(&self, causes: &[Vec<u8>]) -> Foreseen {
        let record = |part: &Vec<u8>| {
            let (id, draft) = part.split_first_chunk::<16>()?;
            let (id, draft) = (RecordId::from_bytes(*id), decode_draft(draft)?);
            let (schema, blank) = (self.schema(draft.kind)?, Record::new(draft.kind, id));
            let stamp = Stamp::NEVER;
            Some((id, apply(&blank, &draft, &schema, stamp, NewElements::Imported).0))
        };
        causes.iter().filter_map(record).collect()
    }

    /// Takes the next pages of a finished import into memory. Returns true if more remain; the
    /// caller yields to the screen between calls.
    pub fn show_import(&self) -> bool {
        let mut inner = self.inner.borrow_mut();
        // Pages that were written to meanwhile are in memory already and no longer listed.
        let slice: Vec<_> =
            std::iter::from_fn(|| inner.unread_import_pages.pop_first()).take(128).collect();
        if slice.is_empty() {
            inner.replica.sort();
            return false;
        }
        inner.replica.take_in(slice);
        true
    }

    /// Rolls back an unfinished import.
    ///
    /// # Errors
    /// Store errors; the next start then rolls it back.
    pub async fn abort_import(&self, importing: &Importing) -> Result<(), AppError> {
        Ok(self.store.bulk_abort(&importing.bulk).await?)
    }

    /// Parts the matched records: those in memory, and those that are kept with their parties, with
    /// their buckets.
    fn parted(&self, known: &[Vec<u8>], buckets: &[u16]) -> PartedKnown {
        let mut buckets = buckets.iter();
        let (mut hot, mut beside) = (Vec::new(), Vec::new());
        for (id, draft) in known.iter().filter_map(|part| known_of(part)) {
            match self.is_apart(draft.kind) {
                true => beside.extend(buckets.next().map(|bucket| (*bucket, id, draft))),
                false => hot.push((id, draft)),
            }
        }
        (hot, beside)
    }

    /// Adds the data of rows that matched existing records.
    fn add_known(&self, choice: MatchChoice, known: Vec<(RecordId, Draft)>, edits: &mut Edits<'_>) {
        for (id, mut draft) in known {
            let Some(key) = self.key_of(id) else { continue };
            let overwrites = choice == MatchChoice::Overwrite;
            if overwrites {
                self.link_names(&mut draft, edits);
            } else {
                self.link_missing(id, &mut draft, edits);
            }
            self.keep_unlinked(&mut draft, id);
            leave_out_itself(&mut draft, id);
            let op = if overwrites { Op::Overwrite(draft) } else { Op::Fill(draft) };
            edits.add(key, id, op);
        }
    }

    /// Links names in reference fields that are still empty. A name that differs from the current
    /// reference stays text, kept as "also imported"; an equal one is dropped.
    fn link_missing(&self, id: RecordId, draft: &mut Draft, edits: &mut Edits<'_>) {
        let Some((schema, record)) = self.schema(draft.kind).zip(self.record(id)) else { return };
        let mut texts = Vec::new();
        for field in schema.fields.iter() {
            let FieldType::Reference(_) = field.kind else { continue };
            let Some(current) = record.reference(field.number) else { continue };
            let Some(DraftSlot::One(Some(said))) = draft.slots.remove(&field.number) else {
                continue;
            };
            let name = match said {
                Value::Text(name) => name,
                Value::Reference(id) if id != current => self.name(id),
                _ => continue,
            };
            if company_identity(&name) != company_identity(&self.name(current)) {
                texts.push((field.number, name));
            }
        }
        self.link_names(draft, edits);
        texts.into_iter().for_each(|(field, name)| draft.set_text(field, name));
    }

    /// Keeps names that no record has, and that make none, beside the fields of an existing record.
    fn keep_unlinked(&self, draft: &mut Draft, id: RecordId) {
        let Some((schema, record)) = self.schema(draft.kind).zip(self.record(id)) else { return };
        for field in schema.fields.iter() {
            let FieldType::Reference(_) = field.kind else { continue };
            let mut kept = Vec::new();
            match draft.slots.get_mut(&field.number) {
                // One that contradicts the record is kept as any other value.
                Some(DraftSlot::One(value)) if record.value(field.number).is_none() => {
                    kept.extend(value.take_if(|value| matches!(value, Value::Text(_))));
                }
                Some(DraftSlot::Many(elements)) => {
                    let texts = |it: &mut DraftElement| matches!(it.value, Value::Text(_));
                    kept.extend(elements.extract_if(.., texts).map(|it| it.value));
                }
                _ => {}
            }
            for value in kept {
                draft.push(any_kind::EXTRA, field.label.to_string(), value);
            }
        }
    }
}

impl<S: Store, E: Env> Workspace<S, E> {
    /// Remembers the column mapping of a table by its header signature.
    ///
    /// # Errors
    /// Store errors.
    pub async fn remember_mapping(
        &self,
        signature: &str,
        mapping: &[ColumnTarget],
    ) -> Result<(), AppError> {
        let bytes = Message::new(&mapping, Vec::new()).head;
        Ok(SmallForm::Mapping.key_of(signature).write(&self.store, Some(bytes)).await?)
    }

    /// Returns the last mapping of a table with this header signature.
    ///
    /// # Errors
    /// Store errors.
    pub async fn known_mapping(
        &self,
        signature: &str,
    ) -> Result<Option<Vec<ColumnTarget>>, AppError> {
        let bytes = SmallForm::Mapping.key_of(signature).read(&self.store).await?;
        Ok(bytes.and_then(|head| Message { head, parts: Vec::new() }.head()))
    }
}
