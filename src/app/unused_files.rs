//! Files that nothing refers to any more: found in quiet moments, step by step, and removed.
//!
//! A file is in use while its hash stands anywhere in the store: in a record of any kind, in the bin,
//! in history that an undo can bring back, in a draft, also in what only a newer version can read. So
//! a search for the hashes in the stored bytes decides, not a list of fields.

use std::collections::BTreeMap;

use replica::{PageKey, Reader, Stamp, put_number};
use store::{PageRange, RemovedFiles, SmallForm, Store, UnusedFile};

use super::undo::SLICE;
use super::workspace::Workspace;
use super::{AppError, Env};

/// Milliseconds for which a file that came in waits for a record or a draft that holds it: a form may
/// be open for long. Also the least time between two searches.
const PATIENCE_MILLIS: i64 = 24 * 60 * 60 * 1000;
/// Pages looked through per step.
const STEP: usize = 64;
/// Digits of a hash.
const DIGITS: usize = 64;

/// A search for unused files.
#[derive(Debug)]
pub struct FileSweep {
    /// The last commit at its beginning: nothing is removed if there was another since.
    commit: u64,
    /// The files that nothing was found to refer to so far.
    unused: BTreeMap<String, Option<Vec<u8>>>,
    next: SweepStep,
}

/// The part of the store to look through next.
#[derive(Clone, Copy, Debug)]
enum SweepStep {
    Hot(usize),
    Small,
    Activities(Option<PageKey>),
    History(Option<Stamp>),
    Remove,
}

/// The last removal of unused files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SweptFiles {
    /// When files were last looked for, in milliseconds since 1970, UTC.
    pub looked_millis: i64,
    /// When some were last removed; 0 for never.
    pub when_millis: i64,
    /// The number of files removed then.
    pub count: u64,
    /// Bytes of all files before that.
    pub before: u64,
    /// Bytes of all files after that.
    pub after: u64,
}

impl SweptFiles {
    fn to_bytes(self) -> Vec<u8> {
        let Self { looked_millis, when_millis, count, before, after } = self;
        let mut bytes = [looked_millis, when_millis].map(i64::to_le_bytes).concat();
        [count, before, after].into_iter().for_each(|number| put_number(&mut bytes, number));
        bytes
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader { bytes };
        Some(Self {
            looked_millis: i64::from_le_bytes(reader.array()?),
            when_millis: i64::from_le_bytes(reader.array()?),
            count: reader.number()?,
            before: reader.number()?,
            after: reader.number()?,
        })
    }
}

impl<S: Store, E: Env> Workspace<S, E> {
    /// Stores a file that somebody adds, and notes when: nothing refers to it until a record or a
    /// draft with it is saved.
    ///
    /// # Errors
    /// Store errors.
    pub async fn take_in_file(&self, hash: &str, bytes: Vec<u8>) -> Result<(), AppError> {
        let now = self.env.now_millis().to_le_bytes().to_vec();
        SmallForm::TakenIn.key_of(hash).write(&self.store, Some(now)).await?;
        Ok(self.store.put_files(vec![(hash.to_owned(), bytes)]).await?)
    }

    /// Returns the last removal of unused files.
    ///
    /// # Errors
    /// Read errors.
    pub async fn swept_files(&self) -> Result<SweptFiles, AppError> {
        let note = SmallForm::Swept.key().read(&self.store).await?;
        Ok(note.and_then(|note| SweptFiles::from_bytes(&note)).unwrap_or_default())
    }

    /// Begins a search for unused files; `None` if there is none to be made: there are no files, some
    /// data cannot be read, or the last search was less than a day ago.
    ///
    /// # Errors
    /// Read errors.
    pub async fn begin_file_sweep(&self) -> Result<Option<FileSweep>, AppError> {
        let now = self.env.now_millis();
        let last = self.swept_files().await?.looked_millis;
        let is_recent = (last..last.saturating_add(PATIENCE_MILLIS)).contains(&now);
        if is_recent || !self.replica().damaged().is_empty() {
            return Ok(None);
        }
        self.catch_up().await?;
        let commit = self.last_commit();
        let mut unused: BTreeMap<String, Option<Vec<u8>>> =
            self.store.file_hashes().await?.into_iter().map(|hash| (hash, None)).collect();
        // A hash that is none is not ours to judge.
        unused.retain(|hash, _| hash.len() == DIGITS && hash.bytes().all(is_digit));
        for (key, note) in self.store.get_all(SmallForm::TakenIn.prefix()).await? {
            let hash = key.strip_prefix(SmallForm::TakenIn.prefix()).unwrap_or_default();
            let when = SmallForm::TakenIn.from_stored(&note).and_then(|it| it.try_into().ok());
            let when = when.map_or(now, i64::from_le_bytes);
            // A clock that went back makes nothing old.
            let is_old = when.saturating_add(PATIENCE_MILLIS) <= now;
            match unused.get_mut(hash).filter(|_| is_old) {
                Some(known) => *known = Some(note),
                None => drop(unused.remove(hash)),
            }
        }
        for (key, _) in self.store.get_all(SmallForm::Brought.prefix()).await? {
            unused.remove(key.strip_prefix(SmallForm::Brought.prefix()).unwrap_or_default());
        }
        if unused.is_empty() {
            self.note_sweep(RemovedFiles::default()).await?;
            return Ok(None);
        }
        Ok(Some(FileSweep { commit, unused, next: SweepStep::Hot(0) }))
    }

    /// Looks through the next part of the store; at the end removes what nothing refers to. Returns
    /// true while there is more to do.
    ///
    /// # Errors
    /// Store errors; nothing was removed.
    pub async fn sweep_files(&self, sweep: &mut FileSweep) -> Result<bool, AppError> {
        if sweep.unused.is_empty() && !matches!(sweep.next, SweepStep::Remove) {
            sweep.next = SweepStep::Remove;
        }
        sweep.next = match sweep.next {
            SweepStep::Hot(from) => {
                let replica = self.replica();
                let mut to = from;
                for (_, page) in replica.pages().skip(from).take(STEP) {
                    sweep.see(page.bytes());
                    to += 1;
                }
                if to > from { SweepStep::Hot(to) } else { SweepStep::Small }
            }
            SweepStep::Small => {
                for (_, value) in self.store.get_all("").await? {
                    sweep.see(&value);
                }
                SweepStep::Activities(None)
            }
            SweepStep::Activities(after) => {
                let slice = self.store.pages(PageRange::Activities, after, STEP as u32).await?;
                slice.iter().for_each(|(_, bytes)| sweep.see(bytes));
                match slice.last() {
                    Some((key, _)) => SweepStep::Activities(Some(*key)),
                    None => SweepStep::History(None),
                }
            }
            SweepStep::History(before) => {
                let slice = self.store.history(before, SLICE).await?;
                slice.iter().for_each(|(_, entry)| sweep.see(entry));
                match slice.last() {
                    Some((stamp, _)) => SweepStep::History(Some(*stamp)),
                    None => SweepStep::Remove,
                }
            }
            SweepStep::Remove => {
                let unused = std::mem::take(&mut sweep.unused).into_iter();
                let unused: Vec<UnusedFile> =
                    unused.map(|(hash, note)| UnusedFile { hash, note }).collect();
                let removed = match unused.is_empty() {
                    true => RemovedFiles::default(),
                    false => self.store.remove_files(sweep.commit, &unused).await?,
                };
                self.note_sweep(removed).await?;
                return Ok(false);
            }
        };
        Ok(true)
    }

    /// Lets the next search for unused files begin at once.
    pub(super) async fn look_for_files_soon(&self) -> Result<(), AppError> {
        let note = SweptFiles { looked_millis: 0, ..self.swept_files().await? };
        Ok(SmallForm::Swept.key().write(&self.store, Some(note.to_bytes())).await?)
    }

    async fn note_sweep(&self, removed: RemovedFiles) -> Result<(), AppError> {
        let now = self.env.now_millis();
        let mut note = SweptFiles { looked_millis: now, ..self.swept_files().await? };
        if removed.count > 0 {
            let after = self.files_total().await?.bytes;
            note.when_millis = now;
            note.count = removed.count;
            (note.before, note.after) = (after.saturating_add(removed.bytes), after);
        }
        Ok(SmallForm::Swept.key().write(&self.store, Some(note.to_bytes())).await?)
    }
}

impl FileSweep {
    /// Takes out the files whose hashes stand in these bytes.
    fn see(&mut self, bytes: &[u8]) {
        let mut from = 0;
        while let Some(window) = bytes.get(from..from + DIGITS) {
            // After the last byte of the window that is no digit there may be a hash.
            match window.iter().rposition(|byte| !is_digit(*byte)) {
                Some(place) => from += place + 1,
                None => {
                    if let Ok(hash) = std::str::from_utf8(window) {
                        self.unused.remove(hash);
                    }
                    from += 1;
                }
            }
        }
    }
}

fn is_digit(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'a'..=b'f')
}

#[cfg(test)]
mod tests {
    use super::super::every_kind::{every_schema, made, make_own_kind};
    use super::super::stories::{App, now, person, tab};
    use super::super::{BulkChange, files::files_in};
    use super::*;
    use domain::{Draft, DraftSlot, FieldType, FileRef, Value, any_kind, contact};
    use replica::encode_draft;
    use store::MemoryStore;
    use transfer::hash_of;

    fn file(app: &App, bytes: &[u8]) -> FileRef {
        let hash = hash_of(bytes);
        now(app.take_in_file(&hash, bytes.to_vec())).unwrap();
        FileRef {
            hash,
            name: "0".repeat(50),
            media_type: "image/png".into(),
            size: bytes.len() as u32,
        }
    }

    /// Looks for unused files a day later. Returns the number of those that are left.
    fn swept(app: &App) -> usize {
        app.env().pass_days(1);
        if let Some(mut sweep) = now(app.begin_file_sweep()).unwrap() {
            while now(app.sweep_files(&mut sweep)).unwrap() {}
        }
        now(app.store().file_hashes()).unwrap().len()
    }

    fn with_file(mut draft: Draft, file: FileRef) -> Draft {
        draft.push(any_kind::FILES, "", Value::File(Box::new(file)));
        draft
    }

    #[test]
    fn a_file_of_a_form_that_was_left_goes_and_one_that_came_in_today_stays() {
        let app = tab(&MemoryStore::new(7), 1);
        file(&app, b"left");
        let key = SmallForm::Draft.key_of("someone");
        let kept = with_file(person("Ann", ""), file(&app, b"in a draft"));
        now(key.write(app.store(), Some(encode_draft(&kept)))).unwrap();
        assert!(now(app.begin_file_sweep()).unwrap().is_none(), "they came in just now");
        assert_eq!(swept(&app), 1, "the draft can still be saved");
        let note = now(app.swept_files()).unwrap();
        assert_eq!((note.count, note.before, note.after), (1, 4, 0));
        assert!(now(app.begin_file_sweep()).unwrap().is_none(), "once a day is enough");
        now(key.write(app.store(), None)).unwrap();
        assert_eq!(swept(&app), 0, "the draft was thrown away");
        assert_eq!(swept(&app), 0);
        assert_eq!(now(app.swept_files()).unwrap().count, 1, "what was removed is told on");
        // The same file again is as new.
        file(&app, b"left");
        let begun = now(app.begin_file_sweep()).unwrap();
        assert!(begun.is_none() && now(app.store().file_hashes()).unwrap().len() == 1);
    }

    #[test]
    fn nothing_that_a_record_the_bin_or_an_undo_can_bring_back_is_removed() {
        let app = tab(&MemoryStore::new(7), 1);
        let photo = |bytes: &[u8]| {
            let mut draft = Draft::new(domain::CONTACT);
            draft.set(contact::PHOTO, Value::File(Box::new(file(&app, bytes))));
            draft
        };
        let ann = now(app.save(None, person("Ann", ""))).unwrap().id;
        now(app.save(Some(ann), photo(b"first"))).unwrap();
        let second = now(app.save(Some(ann), photo(b"second"))).unwrap();
        let bo = now(app.save(None, with_file(person("Bo", ""), file(&app, b"offer")))).unwrap().id;
        now(app.change_many(&[bo], &BulkChange::Delete)).unwrap();
        let note = now(app.add_note(ann, "met", 5)).unwrap().id;
        let files = with_file(Draft::new(domain::ACTIVITY), file(&app, b"of a note"));
        now(app.edit_activity(ann, note, files)).unwrap();
        let mut none = Draft::new(domain::ACTIVITY);
        none.slots.insert(any_kind::FILES, DraftSlot::Many(Vec::new()));
        let removed = now(app.edit_activity(ann, note, none)).unwrap();
        assert_eq!(swept(&app), 4);
        now(app.undo(removed.stamp.unwrap())).unwrap();
        now(app.undo(second.done.stamp.unwrap())).unwrap();
        now(app.take_from_bin(&[bo], &[])).unwrap();
        assert_eq!(swept(&app), 4);
        for bytes in [&b"first"[..], b"second", b"offer", b"of a note"] {
            assert_eq!(now(app.store().file(&hash_of(bytes))).unwrap().as_deref(), Some(bytes));
        }
    }

    #[test]
    fn no_file_of_any_kind_and_field_is_removed() {
        for schema in &every_schema() {
            let app = tab(&MemoryStore::new(7), 1);
            if schema.kind.is_own() {
                make_own_kind(&app);
            }
            let holds = schema.fields.iter().any(|field| field.kind == FieldType::File);
            made(&app, schema, "Anything");
            assert_eq!(swept(&app), usize::from(holds), "{}", schema.key);
            let replica = app.replica();
            for hash in files_in(&replica, replica.all()) {
                assert!(now(app.store().file(&hash)).unwrap().is_some(), "{}", schema.key);
            }
        }
    }

    #[test]
    fn what_is_saved_or_comes_in_again_during_the_search_stays() {
        let store = MemoryStore::new(7);
        let (app, other) = (tab(&store, 1), tab(&store, 2));
        let (saved, again) = (file(&app, b"saved"), file(&app, b"again"));
        app.env().pass_days(1);
        let mut sweep = now(app.begin_file_sweep()).unwrap().unwrap();
        while !matches!(sweep.next, SweepStep::Remove) {
            assert!(now(app.sweep_files(&mut sweep)).unwrap());
        }
        assert_eq!(sweep.unused.len(), 2);
        now(other.save(None, with_file(person("Ann", ""), saved.clone()))).unwrap();
        now(app.sweep_files(&mut sweep)).unwrap();
        assert_eq!(now(store.file_hashes()).unwrap().len(), 2, "something was saved meanwhile");
        app.env().pass_days(1);
        let mut sweep = now(app.begin_file_sweep()).unwrap().unwrap();
        while !matches!(sweep.next, SweepStep::Remove) {
            assert!(now(app.sweep_files(&mut sweep)).unwrap());
        }
        assert_eq!(sweep.unused.len(), 1);
        now(other.take_in_file(&again.hash, b"again".to_vec())).unwrap();
        now(app.sweep_files(&mut sweep)).unwrap();
        assert_eq!(now(store.file_hashes()).unwrap().len(), 2, "somebody has just added it again");
        assert_eq!(swept(&app), 1);
    }
}
