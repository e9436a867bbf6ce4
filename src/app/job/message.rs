//! Messages between the page and its worker: a small head, and parts of bytes that are handed over
//! without a copy.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::export::Format;
use super::incoming::Amiss;
use super::planned::{MatchChoice, PlanList, Planned, Told};
use crate::AppError;
use replica::PageKey;
use transfer::{Inspection, ReadOptions, TransferError};

/// A message in either direction.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// A [`Request`] or a [`Reply`], packed.
    pub head: Vec<u8>,
    /// Files and pages.
    pub parts: Vec<Vec<u8>>,
}

/// What the page asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Request {
    /// Look at a file. Parts: the file and what is carried; without the file to look again, with
    /// other options, at one that is there.
    Inspect {
        /// A number for the file, chosen by the page. Files come in in the order of their numbers.
        file: u32,
        /// The file's name.
        name: String,
        /// What the rows of a table are.
        kind: u16,
        /// What was chosen.
        options: ReadOptions,
    },
    /// Find out what an import of these files will do. Parts: the pages that are in memory.
    Plan {
        /// Their numbers.
        files: Vec<u32>,
    },
    /// Make pages of the files that were planned. Parts: nothing, or the pages that are in memory,
    /// where they are not as they were when the plan was made: then it is made again.
    Build {
        /// Under which everything is stamped.
        stamp: [u8; 16],
        /// The keys of the pages to make, more than enough.
        pages: Vec<u64>,
        /// For the ids of new records.
        now_millis: i64,
        /// For the ids of new records.
        seed: u64,
        /// What happens with rows about somebody who is there already.
        matched: MatchChoice,
    },
    /// Tell what the plan found, [`AT_A_TIME`](super::AT_A_TIME) from this one on.
    Tell {
        /// Of what.
        list: PlanList,
        /// The first, from 0.
        from: usize,
    },
    /// Write what was set aside as files that can be corrected and imported again.
    SetAside,
    /// Write a file. Parts: what is carried, chosen ids (or nothing), keys of files, then pages and
    /// files as `chosen` says.
    Export {
        /// As what.
        format: Format,
        /// Of which kind the records are.
        kind: u16,
        /// How the parts after the first three are to be read.
        chosen: Chosen,
    },
    /// Write a backup. Parts: what is carried, pages, history entries, files.
    BackUp {
        /// When, in milliseconds since 1970, UTC.
        made_millis: i64,
        /// How many parts are pages.
        pages: usize,
        /// How many parts are history entries.
        history: usize,
        /// The hashes of the files.
        files: Vec<String>,
    },
    /// Make pages of a backup. Parts: the file, what is carried, all pages that are here.
    Restore {
        /// Where these pages are.
        places: Vec<Place>,
        /// For the keys of pages.
        seed: u64,
        /// The time on this device: what the backup dates later cannot be.
        now_millis: i64,
    },
    /// The order of Chinese characters.
    Han,
    /// Take note of the order of Chinese characters, which is the only part. There is no answer.
    Learn,
}

/// Where a page goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The shelf.
    pub shelf: u8,
    /// The bucket.
    pub bucket: u16,
    /// The page.
    pub page: u64,
}

impl Place {
    /// Of a page's key.
    pub fn of(PageKey { shelf, bucket, page }: PageKey) -> Self {
        Self { shelf, bucket, page }
    }

    /// The page's key.
    pub fn key(self) -> PageKey {
        let Self { shelf, bucket, page } = self;
        PageKey { shelf, bucket, page }
    }
}

/// How the parts of an export are to be read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen {
    /// Whether only the chosen ids are written.
    pub only: bool,
    /// How many parts are pages; the rest are files.
    pub pages: usize,
    /// The hashes of the files, in the order of their parts.
    pub files: Vec<String>,
    /// The fields that a table has, in its order; all where nobody chose.
    pub columns: Option<Vec<u32>>,
}

/// What the worker answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reply {
    /// What the file holds.
    Inspected {
        /// The file's number.
        file: u32,
        /// What is in it.
        found: Box<Inspection>,
        /// What the rows of a table are: as was asked, or as a file says that is looked at for the
        /// first time.
        kind: u16,
        /// Whether the order of Chinese characters is to be found out, by another worker meanwhile,
        /// and told with [`Request::Learn`] before the pages are made.
        asks_han: bool,
    },
    /// What the import will do.
    Planned(Box<Planned>),
    /// A part of what the plan found.
    Told(Told),
    /// Pages that are ready. Parts: the pages.
    Pages {
        /// Their keys.
        keys: Vec<u64>,
        /// How many rows are done.
        done: usize,
        /// How many there are.
        total: usize,
    },
    /// Files that stood in the file. Parts: their bytes.
    Files {
        /// Their hashes.
        hashes: Vec<String>,
    },
    /// Everything is made. Parts: for records that exist already, id and draft.
    Built(Built),
    /// What was set aside. Parts: the files.
    SetAside {
        /// Their names.
        names: Vec<String>,
    },
    /// The file that was asked for. Parts: the file.
    Exported {
        /// How many records are in it.
        records: usize,
        /// How many parts of the data could not be read, and are not in it.
        unreadable: usize,
    },
    /// A backup as pages. Parts: the order of Chinese characters (may be empty), pages, records that
    /// are here and say more afterwards, facts (id and draft), history entries, files.
    Restored(Box<Restored>),
    /// Parts: the order of Chinese characters; empty where the browser has none.
    Han,
    /// It did not work.
    Failed(Failure),
}

/// A backup, ready to be written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restored {
    /// Where the pages go.
    pub places: Vec<Place>,
    /// Where the records are that say more afterwards.
    pub changed: Vec<Place>,
    /// The copies that give way: where, of which record, and when they were changed last.
    pub superseded: Vec<(Place, [u8; 16], [u8; 16])>,
    /// How many contacts and deals there are for which something follows.
    pub facts: usize,
    /// How many history entries there are.
    pub history: usize,
    /// The hashes of the files.
    pub hashes: Vec<String>,
    /// The newest stamp.
    pub newest: [u8; 16],
    /// How many records are new.
    pub added: usize,
    /// How many were here and have something newer now.
    pub updated: usize,
    /// How many were here just so, or newer.
    pub same: usize,
    /// All that did not come in as it stood.
    pub amiss: Amiss,
}

/// What was made of the files.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Built {
    /// New contacts.
    pub contacts: usize,
    /// New companies.
    pub companies: usize,
    /// Rows about records that were there already; what they say comes along, but for those that
    /// were skipped.
    pub known: usize,
    /// Of these, how many were skipped.
    pub skipped: usize,
    /// Rows that say more of what an earlier row said.
    pub joined: usize,
    /// Parts that were set aside.
    pub set_aside: usize,
    /// What happens with the rows that come along.
    pub matched: MatchChoice,
}

/// Why a job did not work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Failure {
    /// The file cannot be read.
    Transfer(TransferError),
    /// Page and worker are of different versions.
    NotUnderstood,
}

impl Message {
    /// A message of a head and parts.
    pub fn new(head: &impl Serialize, parts: Vec<Vec<u8>>) -> Self {
        // Packing into memory fails for no type that is used here.
        Self { head: postcard::to_allocvec(head).unwrap_or_default(), parts }
    }

    /// Something failed.
    pub fn failed(failure: Failure) -> Self {
        Self::new(&Reply::Failed(failure), Vec::new())
    }

    /// The head, unpacked; `None` where another version packed it.
    pub fn head<T: DeserializeOwned>(&self) -> Option<T> {
        postcard::from_bytes(&self.head).ok()
    }
}

/// What a worker answered, with its parts.
///
/// # Errors
/// What was wrong with the file, or [`AppError::Interrupted`] where the worker broke off.
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
