//! Messages between the page and its worker: a small head, and byte buffers that are transferred
//! without copying.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::attach::{TakeIn, TakenIn};
use super::export::{ExportFormat, TablesForm};
use super::incoming::Amiss;
use super::planned::{FindingsSlice, MatchChoice, PlanList, Planned};
use crate::AppError;
use domain::Schema;
use replica::PageKey;
use transfer::{CellGuard, Inspection, ReadOptions, TransferError};

/// A message in either direction.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// A [`Request`] or a [`Reply`], serialized.
    pub head: Vec<u8>,
    /// Files and pages.
    pub parts: Vec<Vec<u8>>,
}

/// A request by the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Request {
    /// Inspects a file. Parts: the file and the carried state; without the file, inspects a loaded
    /// one again with other options.
    Inspect {
        /// The file's number, chosen by the page. Files are imported in this order.
        file: u32,
        /// The file's name.
        name: String,
        /// The kind of record in a table's rows.
        kind: u32,
        /// The user's options.
        options: ReadOptions,
    },
    /// Tells of records that are kept with their parties, before a plan that needs them. Parts: a
    /// portion of their pages.
    Beside {
        /// True for the first portion.
        first: bool,
        /// The bucket of each page.
        buckets: Vec<u16>,
    },
    /// Plans an import of these files. Parts: the pages in memory.
    Plan {
        /// The numbers of the files.
        files: Vec<u32>,
        /// The offsets of the user's time zone; see [`LocalClock`](domain::LocalClock).
        clock: Vec<(i64, i32)>,
    },
    /// Builds pages from the planned files. Parts: none; or with `again` the pages in memory.
    Build {
        /// True if the pages in memory changed since the plan, which is then made again.
        again: bool,
        /// The stamp of everything imported.
        stamp: [u8; 16],
        /// Keys for the new hot pages, more than enough.
        pages: Vec<u64>,
        /// The time in the ids of new records.
        now_millis: i64,
        /// The seed for the ids of new records.
        seed: u64,
        /// The treatment of rows that match existing records.
        matched: MatchChoice,
    },
    /// Returns up to [`AT_A_TIME`](super::AT_A_TIME) of the plan's findings.
    Findings {
        /// The list.
        list: PlanList,
        /// The index of the first one, from 0.
        from: usize,
    },
    /// Writes set-aside rows and cards to files that can be corrected and imported again.
    SetAside,
    /// Exports records. Parts: the carried state, the chosen ids (or nothing), then pages and files
    /// as `chosen` says.
    Export {
        /// The format.
        format: ExportFormat,
        /// The kind of the records.
        kind: u32,
        /// The layout of the parts after the first two.
        chosen: Chosen,
    },
    /// Exports everything as tables in one file. Parts: the carried state, pages in memory, pages of
    /// records kept with their parties.
    Tables {
        /// Number of parts that are pages in memory.
        hot: usize,
        /// The file that holds them.
        form: TablesForm,
        /// The words of the text that goes with them.
        words: TablesWords,
        /// The offsets of the user's time zone; see [`LocalClock`](domain::LocalClock).
        clock: Vec<(i64, i32)>,
    },
    /// Writes a backup. Parts: the carried state, pages, history entries, files.
    BackUp {
        /// The time of the backup, in milliseconds since 1970, UTC.
        made_millis: i64,
        /// Number of parts that are pages.
        pages: usize,
        /// Number of parts that are history entries.
        history: usize,
        /// The hashes of the files.
        files: Vec<String>,
        /// True if only records are written that say how the app is set up.
        configuration: bool,
    },
    /// Builds pages from a backup. Parts: the file, the carried state, all local pages.
    Restore {
        /// The keys of these pages.
        places: Vec<PagePlace>,
        /// The seed for the keys of new pages.
        seed: u64,
        /// This device's time, to find implausible stamps.
        now_millis: i64,
    },
    /// Takes in a file that somebody attaches. Parts: the file.
    TakeIn(TakeIn),
    /// Computes the order of Chinese characters.
    Han,
    /// Sets the order of Chinese characters, which is the only part. There is no reply.
    Learn,
}

/// The words of the text that goes with the tables of everything, in the user's language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TablesWords {
    /// Its first lines.
    pub about: Vec<String>,
    /// The names of kinds, in the plural.
    pub kinds: Vec<(u32, String)>,
}

impl TablesWords {
    /// Returns the name of a kind's table; that of its schema if these words have none.
    pub fn title<'a>(&'a self, schema: &'a Schema) -> &'a str {
        let known = self.kinds.iter().find(|(kind, _)| *kind == schema.kind.0);
        known.map_or(schema.label_many.as_ref(), |(_, title)| title)
    }
}

/// A page's key, serializable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PagePlace {
    /// The shelf.
    pub shelf: u8,
    /// The bucket.
    pub bucket: u16,
    /// The page.
    pub page: u64,
}

impl PagePlace {
    /// Converts from a page's key.
    pub fn of(PageKey { shelf, bucket, page }: PageKey) -> Self {
        Self { shelf, bucket, page }
    }

    /// Converts to a page's key.
    pub fn key(self) -> PageKey {
        let Self { shelf, bucket, page } = self;
        PageKey { shelf, bucket, page }
    }
}

/// The selection and layout of an export's parts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen {
    /// True if only the chosen ids are exported.
    pub only: bool,
    /// Number of parts that are pages in memory.
    pub pages: usize,
    /// Number of parts after these that are pages of records kept with their parties; the rest are
    /// files.
    pub activities: usize,
    /// The hashes of the files, in the order of their parts.
    pub files: Vec<String>,
    /// The layout of a table.
    pub table: TableChoice,
    /// The offsets of the user's time zone; see [`LocalClock`](domain::LocalClock).
    pub clock: Vec<(i64, i32)>,
}

/// The layout of an exported table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableChoice {
    /// Its fields, in order; all if `None`.
    pub columns: Option<Vec<u32>>,
    /// The way in which its cells are written that could be formulas, in a format without types.
    pub guard: CellGuard,
    /// The name of a workbook's sheet.
    pub title: String,
}

/// A reply by the worker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reply {
    /// The findings of an inspection.
    Inspected {
        /// The file's number.
        file: u32,
        /// The findings.
        found: Box<Inspection>,
        /// The kind of record in a table's rows: as requested, or on first inspection as the file
        /// itself declares.
        kind: u32,
        /// True if another worker should compute the order of Chinese characters, to be sent with
        /// [`Request::Learn`] before the build.
        asks_han: bool,
    },
    /// The pages of a [`Request::Beside`] are known.
    Heard,
    /// The plan of an import.
    Planned(Box<Planned>),
    /// A part of the plan's findings.
    Findings(FindingsSlice),
    /// Finished pages. Parts: the pages.
    Pages {
        /// Their keys.
        keys: Vec<PagePlace>,
        /// Number of rows done.
        done: usize,
        /// Number of all rows.
        total: usize,
    },
    /// Files embedded in the imported file. Parts: their bytes.
    Files {
        /// Their hashes.
        hashes: Vec<String>,
    },
    /// The build is complete. Parts: id and draft for each existing record that rows matched.
    Built(Built),
    /// The set-aside files. Parts: their bytes.
    SetAside {
        /// Their names.
        names: Vec<String>,
    },
    /// The requested file. Parts: the file.
    Exported {
        /// Number of records in it.
        records: usize,
        /// Number of unreadable records and pages, which are not in it.
        unreadable: usize,
        /// Number of its cells that a spreadsheet could take for formulas.
        formulas: usize,
        /// Number of texts that are not whole in it, because a cell holds no more.
        cut: usize,
    },
    /// A backup as pages. Parts: the order of Chinese characters (may be empty), pages, updated
    /// versions of existing records, derived values (id and draft), history entries, files.
    Restored(Box<RestoreReply>),
    /// A file as it is kept. Parts: its bytes.
    TakenIn(TakenIn),
    /// Parts: the order of Chinese characters; empty if the browser has none.
    Han,
    /// The request failed.
    Failed(Failure),
}

/// A backup, ready to write.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RestoreReply {
    /// The keys of the new pages.
    pub places: Vec<PagePlace>,
    /// The pages of existing records that are updated.
    pub changed: Vec<PagePlace>,
    /// Copies to purge: page, record id, and stamp of the last change.
    pub superseded: Vec<(PagePlace, [u8; 16], [u8; 16])>,
    /// Number of records with new derived values.
    pub derived: usize,
    /// Number of history entries.
    pub history: usize,
    /// The hashes of the files.
    pub hashes: Vec<String>,
    /// The ids of the backup's records that are deleted for ever.
    pub gone: Vec<[u8; 16]>,
    /// The newest stamp in the backup.
    pub newest: [u8; 16],
    /// Number of new records.
    pub added: usize,
    /// Number of existing records updated.
    pub updated: usize,
    /// Number of records that were already here, identical or newer.
    pub same: usize,
    /// Everything that did not come in unchanged.
    pub amiss: Amiss,
}

/// The result of a build.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Built {
    /// New contacts.
    pub contacts: usize,
    /// New companies.
    pub companies: usize,
    /// New records of other kinds.
    pub others: Vec<(u32, usize)>,
    /// The buckets of the matched records that are kept with their parties, in the order of their
    /// parts.
    pub buckets: Vec<u16>,
    /// Number of new records, after these parts, from which existing ones derive values.
    pub causes: usize,
    /// Number of existing records of which new ones that are kept with their parties tell. If there
    /// are any, the last part holds them: id, and the kind of the new ones.
    pub subjects: usize,
    /// Number of rows that matched existing records; their data follows as parts, except for
    /// skipped rows.
    pub known: usize,
    /// Number of these that were skipped.
    pub skipped: usize,
    /// Number of rows merged into an earlier row.
    pub joined: usize,
    /// Number of parts of the files set aside.
    pub set_aside: usize,
    /// The number of values that are not what their column says.
    pub problems: usize,
    /// The number of rows of people who are not to be contacted by some channel.
    pub barred: usize,
    /// The treatment of the matching rows.
    pub matched: MatchChoice,
}

/// The reason a job failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Failure {
    /// The file cannot be read.
    Transfer(TransferError),
    /// Page and worker are of different versions.
    NotUnderstood,
}

impl Message {
    /// Builds a message from a head and parts.
    pub fn new(head: &impl Serialize, parts: Vec<Vec<u8>>) -> Self {
        // Serializing to memory does not fail for the types used here.
        Self { head: postcard::to_allocvec(head).unwrap_or_default(), parts }
    }

    /// Builds the reply to a failed request.
    pub fn failed(failure: Failure) -> Self {
        Self::new(&Reply::Failed(failure), Vec::new())
    }

    /// Deserializes the head; `None` if another version wrote it.
    pub fn head<T: DeserializeOwned>(&self) -> Option<T> {
        postcard::from_bytes(&self.head).ok()
    }
}

/// Returns a worker's reply and its parts.
///
/// # Errors
/// The file's error, or [`AppError::Interrupted`] if the worker stopped or is of another version.
pub fn reply_of(message: Option<Message>) -> Result<(Reply, Vec<Vec<u8>>), AppError> {
    let message = message.ok_or(AppError::Interrupted)?;
    match message.head::<Reply>() {
        Some(Reply::Failed(Failure::Transfer(error))) => Err(error.into()),
        Some(Reply::Failed(Failure::NotUnderstood)) | None => Err(AppError::Interrupted),
        Some(reply) => Ok((reply, message.parts)),
    }
}

impl From<TransferError> for Failure {
    fn from(error: TransferError) -> Self {
        Self::Transfer(error)
    }
}
