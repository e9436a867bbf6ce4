//! The small values: every form in which the app stores one, by key. A small value can only be
//! stored in a form of this list, and every form has a golden file (`tests/golden_forms.rs`).

use std::fmt::Display;

use super::StoreError;
use super::port::Store;
use super::seal::{seal, unseal};

/// A form of small values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SmallForm {
    /// An unfinished form or log, packed by `replica::encode_draft`.
    Draft,
    /// An unfinished text of a note or of a log: UTF-8.
    DraftText,
    /// The contact that a call was begun with: a packed draft of the activity.
    PendingCall,
    /// The time of the last backup: milliseconds since 1970, 8 bytes, little-endian.
    LastBackup,
    /// The completed steps of the first start: one byte each.
    Beginning,
    /// The records that a list opened last: 16 bytes each, the latest first.
    Recent,
    /// The stamp of the action that added the sample data.
    Sample,
    /// When records stored twice were joined, in 8 bytes, little-endian, and how many, in LEB128.
    Joined,
    /// The lost records of a shelf, and those there at the time: four numbers, big-endian.
    Loss,
    /// The mapping of a table's columns, encoded by the app, by the signature of its header.
    Mapping,
    /// The order of Chinese characters: 2 bytes each, little-endian.
    Han,
    /// A page that was moved aside, unchanged: a page has a version of its own.
    Aside,
    /// The stamp of the bulk work that brought a file.
    Brought,
    /// When somebody added a file: milliseconds since 1970, 8 bytes, little-endian, by its hash.
    TakenIn,
    /// When unused files were last looked for and removed, each in 8 bytes, little-endian; how many,
    /// and the bytes of all files before and after, in LEB128.
    Swept,
    /// The last page whose activities have a copy with everything that they refer to: its bucket in 2
    /// bytes and its number in 8, big-endian; of the largest numbers if all have.
    Copied,
}

impl SmallForm {
    /// Every form.
    pub const ALL: [Self; 16] = [
        Self::Draft,
        Self::DraftText,
        Self::PendingCall,
        Self::LastBackup,
        Self::Beginning,
        Self::Recent,
        Self::Sample,
        Self::Joined,
        Self::Loss,
        Self::Mapping,
        Self::Han,
        Self::Aside,
        Self::Brought,
        Self::TakenIn,
        Self::Swept,
        Self::Copied,
    ];

    /// Returns the beginning of the keys of its values, or their only key.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Draft | Self::DraftText => "draft/",
            Self::PendingCall => "pending-call",
            Self::LastBackup => "last backup",
            Self::Beginning => "begun",
            Self::Recent => "recent",
            Self::Sample => "sample",
            Self::Joined => "joined",
            Self::Loss => "loss-1/",
            Self::Mapping => "mapping-1-",
            Self::Han => "han",
            Self::Aside => "aside/",
            Self::Brought => "brought/",
            Self::TakenIn => "taken in/",
            Self::Swept => "swept",
            Self::Copied => "copied",
        }
    }

    /// Returns the version in which values are written; `None` if their bytes have one of their own.
    /// Values of version 0 were written without a seal, and are still read.
    pub const fn version(self) -> Option<u8> {
        match self {
            Self::Aside => None,
            _ => Some(1),
        }
    }

    /// Returns the key of the only value in this form.
    pub fn key(self) -> SmallKey {
        self.key_of("")
    }

    /// Returns the key of one of the values in this form.
    pub fn key_of(self, rest: impl Display) -> SmallKey {
        SmallKey { form: self, name: format!("{}{rest}", self.prefix()) }
    }

    /// Encodes contents as they are stored.
    pub fn to_stored(self, contents: Vec<u8>) -> Vec<u8> {
        self.version().map_or_else(|| contents.clone(), |version| seal(version, &contents))
    }

    /// Decodes [`SmallForm::to_stored`] of this and earlier versions; `None` if a later version
    /// wrote the bytes.
    pub fn from_stored(self, stored: &[u8]) -> Option<&[u8]> {
        let Some(version) = self.version() else { return Some(stored) };
        let (found, contents) = unseal(stored);
        (found <= version).then_some(contents)
    }
}

/// The key of a small value, with its form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SmallKey {
    form: SmallForm,
    name: String,
}

impl SmallKey {
    /// Returns the key as it is stored.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Reads the value; `None` if there is none, or if a later version wrote it.
    ///
    /// # Errors
    /// Reading failed.
    pub async fn read(&self, store: &impl Store) -> Result<Option<Vec<u8>>, StoreError> {
        let stored = store.get(&self.name).await?;
        Ok(stored.and_then(|stored| self.form.from_stored(&stored).map(<[u8]>::to_vec)))
    }

    /// Writes the value; `None` removes it.
    ///
    /// # Errors
    /// Writing failed.
    pub async fn write(
        &self,
        store: &impl Store,
        value: Option<Vec<u8>>,
    ) -> Result<(), StoreError> {
        store.put(&self.name, value.map(|contents| self.form.to_stored(contents))).await
    }
}
