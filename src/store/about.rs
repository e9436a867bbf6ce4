//! The rows of the index of history: one for each entry in every bucket that it touches, so that a
//! write reads nothing for it.

use std::collections::BTreeMap;

use replica::{HistoryEntry, STAMP_LENGTH, Stamp, Topic};

use super::seal::{seal, unseal};

/// The version of rows.
const VERSION: u8 = 1;

/// Later than every stamp.
pub const LATEST: Stamp = Stamp { millis: (1 << 48) - 1, counter: u16::MAX, device: u64::MAX };

/// What the index knows about a topic.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HistoryAbout {
    /// The entries about the topic, the newest first; one about another topic may be among them.
    pub entries: Vec<(Stamp, Vec<u8>)>,
    /// Earlier entries may be missing, because they were written before there was an index;
    /// [`Stamp::NEVER`] if none are, `None` if any may be.
    pub since: Option<Stamp>,
}

/// Returns an entry's rows by bucket.
pub fn rows_about(entry: &[u8]) -> BTreeMap<u16, Vec<u8>> {
    let mut marks: BTreeMap<u16, Vec<u8>> = BTreeMap::new();
    for topic in HistoryEntry::topics_of(entry) {
        let row = marks.entry(topic.bucket()).or_insert_with(|| seal(VERSION, &[]));
        row.extend_from_slice(&topic.mark().to_be_bytes());
    }
    marks
}

/// True if a row may be about a topic: also one that is damaged or of a later version.
pub fn is_about(row: &[u8], topic: Topic) -> bool {
    let (version, marks) = unseal(row);
    let is_unknown = version != VERSION && !row.is_empty();
    is_unknown || marks.chunks(4).any(|mark| mark == topic.mark().to_be_bytes())
}

/// Encodes the stamp since which the index is complete.
pub fn since_to_bytes(since: Stamp) -> Vec<u8> {
    seal(VERSION, &since.to_bytes())
}

/// Decodes [`since_to_bytes`]; `None` if the bytes are malformed or of a later version.
pub fn since_from_bytes(bytes: &[u8]) -> Option<Stamp> {
    let (version, stamp) = unseal(bytes);
    let stamp: [u8; STAMP_LENGTH] = stamp.try_into().ok()?;
    (version == VERSION).then(|| Stamp::from_bytes(stamp))
}
