//! Files that are attached to records: taken in by the worker one after the other, stored, and
//! saved with their record in one action.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::records::Records;
use super::sentences::sentence;
use super::words::t;
use app::AppError;
use app::job::{IntakeNote, Message, Reply, Request, TakeIn, TakenIn, reply_of, take_in};
use browser::files::{self, FileCatcher, PickedFile};
use browser::job::Job;
use browser::photo;
use domain::{Draft, Field, Fields, FileRef, Happened, RecordId, any_kind, file_fields, settings};
use store::StoreError;
use transfer::{TransferError, most_attached};

/// The outcome for files that somebody added.
#[derive(Default)]
struct Taken {
    files: Vec<FileRef>,
    /// The reasons for which some were not taken in, as sentences.
    refused: Vec<String>,
    /// The notes about some that were, as sentences.
    told: Vec<String>,
    /// True if the device has no room left.
    full: bool,
}

impl Records {
    /// Returns how many files are stored, of how many that are being added. Tracked.
    pub fn adding_files(self) -> Option<(usize, usize)> {
        self.session.adding.get()
    }

    /// Stores the files of an input, and passes their references to `then`; only the first one unless
    /// `many`.
    pub fn take_picked(
        self,
        event: &leptos::ev::Event,
        many: bool,
        then: impl FnOnce(Vec<FileRef>) + 'static,
    ) {
        self.take_files(files::picked(event), many, then);
    }

    /// Stores dropped files.
    pub fn take_dropped(
        self,
        event: &leptos::ev::DragEvent,
        many: bool,
        then: impl FnOnce(Vec<FileRef>) + 'static,
    ) {
        self.take_files(files::dropped(event), many, then);
    }

    /// Stores files that are pasted, or dropped where nothing else takes them, while the calling
    /// view lives.
    pub fn catch_files(self, many: bool, then: Callback<Vec<FileRef>>) {
        let take = move |picked| self.take_files(picked, many, move |files| then.run(files));
        let catcher = StoredValue::new_local(Some(FileCatcher::begin(take)));
        on_cleanup(move || drop(catcher.try_update_value(Option::take)));
    }

    /// Lets the person choose files, and attaches them to an activity.
    pub fn attach_to_activity(self, entry: Happened) {
        files::ask(move |picked| {
            self.take_files(picked, true, move |files| self.save_to_activity(entry, files));
        });
    }

    fn take_files(
        self,
        mut picked: Vec<PickedFile>,
        many: bool,
        then: impl FnOnce(Vec<FileRef>) + 'static,
    ) {
        if !many {
            picked.truncate(1);
        }
        if picked.is_empty() {
            return;
        }
        let adding = self.session.adding;
        let (done, total) = adding.get_untracked().unwrap_or_default();
        adding.set(Some((done, total + picked.len())));
        spawn_local(async move {
            let taken = self.take_all(picked).await;
            self.tell(&taken);
            if !taken.files.is_empty() {
                then(taken.files);
            }
        });
    }

    async fn take_all(self, picked: Vec<PickedFile>) -> Taken {
        let job = Job::start();
        let mut taken = Taken::default();
        for file in picked {
            if !taken.full {
                self.take_one(job.as_ref(), &file, &mut taken).await;
            }
            // Other files may be added at the same time.
            self.session.adding.update(|adding| {
                *adding = adding.map(|(done, total)| (done + 1, total));
                *adding = adding.filter(|(done, total)| done < total);
            });
        }
        taken
    }

    async fn take_one(self, job: Option<&Job>, file: &PickedFile, taken: &mut Taken) {
        let words = self.session.words;
        let name = file.name.clone();
        let outcome = match self.read_in(job, file).await {
            Ok((own, bytes)) => {
                let workspace = self.session.workspace();
                workspace.take_in_file(&own.hash, bytes).await.map(|()| own)
            }
            Err(error) => Err(error),
        };
        match outcome {
            Ok(own) => {
                match own.kept {
                    IntakeNote::Well => {}
                    IntakeNote::Undecoded => {
                        taken.told.push(t!(words, files.undecoded, name = name))
                    }
                    IntakeNote::WithPlace => {
                        taken.told.push(t!(words, files.with_place, name = name))
                    }
                }
                taken.files.push(own.reference());
            }
            Err(AppError::Store(StoreError::Full)) => taken.full = true,
            Err(AppError::Transfer(TransferError::Empty)) => {
                taken.refused.push(t!(words, files.empty, name = name));
            }
            Err(AppError::Transfer(TransferError::TooLarge { bytes, most })) => {
                let (size, most) =
                    (self.format.bytes(bytes as u64), self.format.bytes(most as u64));
                taken.refused.push(t!(
                    words,
                    files.too_large,
                    name = name,
                    size = size,
                    most = most
                ));
            }
            Err(AppError::Transfer(_)) => {
                taken.refused.push(t!(words, files.unreadable, name = name));
            }
            Err(error) => taken.refused.push(sentence(&words, &error)),
        }
    }

    /// Has the worker read a file and make it ready.
    async fn read_in(
        self,
        job: Option<&Job>,
        file: &PickedFile,
    ) -> Result<(TakenIn, Vec<u8>), AppError> {
        let (bytes, most) = (file.size, most_attached(&file.media_type));
        if bytes == 0 {
            return Err(TransferError::Empty.into());
        }
        if bytes > most {
            return Err(TransferError::TooLarge { bytes, most }.into());
        }
        let settings = self.session.workspace().settings();
        let asked = TakeIn {
            name: file.name.clone(),
            media_type: file.media_type.clone(),
            longest: settings::longest_side(&settings),
            keeps_place: settings.flag(settings::PHOTO_PLACE),
        };
        if let Some(job) = job {
            job.post_file(Message::new(&Request::TakeIn(asked.clone()), vec![Vec::new()]), file);
            let (reply, mut parts) = reply_of(job.next().await)?;
            let (Reply::TakenIn(taken), Some(bytes)) = (reply, parts.pop()) else {
                return Err(AppError::Interrupted);
            };
            if taken.kept != IntakeNote::Undecoded {
                return Ok((taken, bytes));
            }
        }
        // Some engines draw only on the page.
        let bytes = file.read().await.ok_or(TransferError::Unreadable)?;
        let drawn = match asked.side(&bytes) {
            Some(longest) => photo::small(&bytes, longest).await,
            None => None,
        };
        Ok(take_in(bytes, drawn.map(|small| (small, photo::MEDIA_TYPE)), &asked)?)
    }

    /// Tells what did not come in, or not as expected.
    fn tell(self, taken: &Taken) {
        let words = self.session.words;
        if taken.full {
            self.session.say_failed(match taken.files.len() {
                0 => t!(words, files.full),
                count => t!(words, files.full_after, count = count),
            });
        }
        let all = |lines: &[String]| match lines {
            [] => None,
            [line] => Some(line.clone()),
            [line, rest @ ..] => Some(t!(words, files.and_others, count = rest.len(), line = line)),
        };
        if let Some(text) = all(&taken.refused) {
            self.session.say_failed(text);
        }
        if let Some(text) = all(&taken.told) {
            self.session.say_done(text, None);
        }
    }

    /// Adds files to a field of a record, in one action; a field of one file takes the last.
    pub fn attach(self, id: RecordId, field: u32, files: Vec<FileRef>) {
        let workspace = self.session.workspace();
        let Some(record) = workspace.record(id) else { return };
        let Some(schema) = workspace.schema(record.kind) else { return };
        let Some(field) = schema.field(field) else { return };
        let (draft, new) = with_files(&Draft::of(&schema, &record), field, &files);
        let count = files.len();
        let work = async move { workspace.save(Some(id), draft).await };
        self.session.run(work, move |saved| self.say_added(new, count, saved.done.stamp));
    }

    fn save_to_activity(self, entry: Happened, files: Vec<FileRef>) {
        let workspace = self.session.workspace();
        let count = files.len();
        let work = async move {
            let known = workspace.activity(entry.home, entry.id).await?;
            let schema = workspace.schema(known.kind).ok_or(AppError::NotFound)?;
            let field = schema.field(any_kind::FILES).ok_or(AppError::NotFound)?;
            let (draft, new) = with_files(&known, field, &files);
            let done = workspace.edit_activity(entry.home, entry.id, draft).await?;
            Ok((done, new))
        };
        self.session.run(work, move |(done, new)| self.say_added(new, count, done.stamp));
    }

    /// Says how many of `count` files were added, and how many were there already.
    fn say_added(self, new: usize, count: usize, stamp: Option<replica::Stamp>) {
        let words = self.session.words;
        let added = t!(words, files.added, count = new);
        let text = match (new, count.saturating_sub(new)) {
            (_, 0) => added,
            (0, all) => t!(words, files.only_there, count = all),
            (_, there) => {
                let there = t!(words, files.were_there, count = there);
                t!(words, files.added_and_there, added = added, there = there)
            }
        };
        self.session.say_done(text, stamp);
    }

    /// Takes a file off a record.
    pub fn take_off(self, id: RecordId, field: u32, hash: &str) {
        let workspace = self.session.workspace();
        let Some(record) = workspace.record(id) else { return };
        let Some(schema) = workspace.schema(record.kind) else { return };
        let mut draft = only(&Draft::of(&schema, &record), field);
        draft.remove_file(field, hash);
        let work = async move { workspace.save(Some(id), draft).await };
        self.session.run(work, move |saved| {
            self.session.say_done(t!(self.session.words, files.removed), saved.done.stamp);
        });
    }

    /// Returns the fields of files that the page of a record shows.
    pub fn file_fields(self, record: &impl Fields, schema: &domain::Schema) -> Vec<Field> {
        file_fields(schema, record).into_iter().cloned().collect()
    }
}

/// Returns the change that adds files to a field of a record, and how many it did not have.
fn with_files(known: &Draft, field: &Field, files: &[FileRef]) -> (Draft, usize) {
    let mut draft = only(known, field.number);
    let new = draft.add_files(field, files.to_vec());
    (draft, new)
}

/// Returns the part of a draft that is about one field.
fn only(known: &Draft, field: u32) -> Draft {
    let mut draft = Draft::new(known.kind);
    draft.slots.extend(known.slots.get(&field).map(|slot| (field, slot.clone())));
    draft
}
