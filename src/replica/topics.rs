//! The index of history: what an entry is about, so that the history of one record, or all undos,
//! are found without reading everything.

use domain::{KindId, RecordId, normalized_hash};

use super::codec::Reader;
use super::history::HistoryEntry;
use super::stamp::Stamp;

/// Something by which history entries are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// A record that an entry touched.
    Record(RecordId),
    /// Entries that undid another one.
    Undos,
}

/// Buckets of records; each entry has one row in every bucket that it touches.
const BUCKETS: u64 = 512;

impl Topic {
    /// Returns the bucket whose rows may be about the topic.
    pub fn bucket(self) -> u16 {
        match self {
            Self::Undos => 0,
            Self::Record(id) => 1 + (hash_of(id) % BUCKETS) as u16,
        }
    }

    /// Returns the number that stands for the topic in a row; two records rarely have the same.
    pub fn mark(self) -> u32 {
        match self {
            Self::Undos => 0,
            Self::Record(id) => (hash_of(id) >> 32) as u32,
        }
    }
}

fn hash_of(id: RecordId) -> u64 {
    normalized_hash(&id.to_bytes())
}

impl HistoryEntry {
    /// Returns what an encoded entry is about, reading no more of it than that; as far as it can be
    /// read, if a newer version wrote it or it is damaged.
    pub fn topics_of(bytes: &[u8]) -> Vec<Topic> {
        let mut topics = Vec::new();
        // The readable part is enough.
        let _whole = read_topics(bytes, &mut topics);
        topics.sort_unstable();
        topics.dedup();
        topics
    }
}

fn read_topics(bytes: &[u8], topics: &mut Vec<Topic>) -> Option<()> {
    HistoryEntry::stamp_of(bytes)?;
    let mut reader = Reader { bytes: bytes.get(HistoryEntry::AFTER_STAMP..)? };
    reader.byte()?;
    reader.text()?;
    reader.number()?;
    if Stamp::from_bytes(reader.array()?) != Stamp::NEVER {
        topics.push(Topic::Undos);
    }
    while !reader.bytes.is_empty() {
        // A flag for its creation, and the key of its page.
        reader.take(1 + 1 + 2 + 8)?;
        let _kind: KindId = reader.kind()?;
        topics.push(Topic::Record(RecordId::from_bytes(reader.array()?)));
        let length = usize::try_from(reader.number()?).ok()?;
        reader.take(length)?;
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ActionKind, Before, PageKey, Record};
    use domain::CONTACT;

    #[test]
    fn an_entry_is_about_its_records_and_about_undos_if_it_is_one() {
        let id = |byte| RecordId::from_bytes([byte; 16]);
        let before = |byte| {
            let record = Record::new(CONTACT, id(byte));
            (PageKey::hot(1), Before { created: false, record })
        };
        let stamp = Stamp { millis: 7, counter: 1, device: 2 };
        let mut entry = HistoryEntry {
            stamp,
            action: ActionKind::Edit,
            label: "Nguyễn".into(),
            count: 300,
            undid: None,
            before: vec![before(3), before(1), before(3)],
        };
        let records = [Topic::Record(id(1)), Topic::Record(id(3))];
        assert_eq!(HistoryEntry::topics_of(&entry.encode()), records);
        entry.undid = Some(stamp);
        let bytes = entry.encode();
        assert_eq!(HistoryEntry::topics_of(&bytes), [records[0], records[1], Topic::Undos]);
        for length in 0..bytes.len() {
            assert!(HistoryEntry::topics_of(&bytes[..length]).len() <= 3);
        }
        assert!(records.iter().all(|topic| (1..=512).contains(&topic.bucket())));
    }
}
