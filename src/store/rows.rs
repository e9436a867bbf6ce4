//! The byte formats of the small rows that a durable store keeps beside the pages and the head:
//! commit log entries and markers of open bulk work.

use replica::{PageKey, Reader, STAMP_LENGTH, Stamp, put_text};

use super::port::{Bulk, OpenBulk};
use super::seal::{seal, unseal};
use super::small::SmallForm;

/// Bytes of a page key: 1 of shelf, 2 of bucket, 8 of page, big-endian.
const KEY_LENGTH: usize = 11;

/// The version of rows of the log and of markers.
const ROW_VERSION: u8 = 1;

/// Commits kept in the log; a tab that slept longer reads everything again.
pub const KEPT_COMMITS: u64 = 1_000;

/// Returns the small-value key of a page that was moved aside.
pub fn aside(PageKey { shelf, bucket, page }: PageKey) -> String {
    format!("{}{shelf:02x}{bucket:04x}{page:016x}", SmallForm::Aside.prefix())
}

/// A log entry of a commit, by which a tab learns what it missed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoggedCommit {
    /// The commit's stamp.
    pub stamp: Stamp,
    /// The pages that it wrote or removed.
    pub keys: Vec<PageKey>,
}

impl LoggedCommit {
    /// Encodes the entry for storage.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.stamp.to_bytes().to_vec();
        bytes.extend_from_slice(&keys_to_bytes(&self.keys));
        seal(ROW_VERSION, &bytes)
    }

    /// Decodes [`LoggedCommit::to_bytes`]; `None` if the bytes are malformed or of a later version.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let bytes = known(bytes)?;
        let (stamp, keys) = bytes.split_first_chunk::<STAMP_LENGTH>()?;
        Some(Self { stamp: Stamp::from_bytes(*stamp), keys: keys_from_bytes(keys)? })
    }
}

/// Encodes the marker of open bulk work, which is stored under its stamp.
pub fn open_bulk_to_bytes(open: &OpenBulk) -> Vec<u8> {
    let mut bytes = Vec::new();
    put_text(&mut bytes, &open.label);
    bytes.extend_from_slice(&open.bulk.stamp.to_bytes());
    bytes.extend_from_slice(&keys_to_bytes(&open.bulk.keys));
    seal(ROW_VERSION, &bytes)
}

/// Decodes [`open_bulk_to_bytes`]; `None` if the bytes are malformed or of a later version.
pub fn open_bulk_from_bytes(bytes: &[u8]) -> Option<OpenBulk> {
    let mut reader = Reader { bytes: known(bytes)? };
    let label = reader.text()?;
    let stamp = Stamp::from_bytes(reader.array()?);
    let keys = keys_from_bytes(reader.bytes)?;
    Some(OpenBulk { label, bulk: Bulk { stamp, keys } })
}

/// Encodes a marker with the number of the lock that lives as long as the tab that does the work.
pub fn owned_bulk_to_bytes(owner: u64, open: &OpenBulk) -> Vec<u8> {
    [owner.to_be_bytes().as_slice(), &open_bulk_to_bytes(open)].concat()
}

/// Decodes [`owned_bulk_to_bytes`]; `None` if the bytes are malformed or of a later version.
pub fn owned_bulk_from_bytes(bytes: &[u8]) -> Option<(u64, OpenBulk)> {
    let (owner, open) = bytes.split_first_chunk()?;
    Some((u64::from_be_bytes(*owner), open_bulk_from_bytes(open)?))
}

/// Returns the contents of a row of this version or the one before, which had no seal.
fn known(bytes: &[u8]) -> Option<&[u8]> {
    let (version, contents) = unseal(bytes);
    (version <= ROW_VERSION).then_some(contents)
}

/// Encodes page keys one after the other; the encoded keys sort as the keys do.
pub fn keys_to_bytes(keys: &[PageKey]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(keys.len() * KEY_LENGTH);
    for PageKey { shelf, bucket, page } in keys {
        bytes.push(*shelf);
        bytes.extend_from_slice(&bucket.to_be_bytes());
        bytes.extend_from_slice(&page.to_be_bytes());
    }
    bytes
}

/// Decodes [`keys_to_bytes`]; `None` if the bytes are malformed.
pub fn keys_from_bytes(bytes: &[u8]) -> Option<Vec<PageKey>> {
    let mut reader = Reader { bytes };
    let mut keys = Vec::with_capacity(bytes.len() / KEY_LENGTH);
    while !reader.bytes.is_empty() {
        let shelf = reader.byte()?;
        let bucket = u16::from_be_bytes(reader.array()?);
        let page = u64::from_be_bytes(reader.array()?);
        keys.push(PageKey { shelf, bucket, page });
    }
    Some(keys)
}

#[cfg(test)]
mod tests {
    use super::*;

    const STAMP: Stamp = Stamp { millis: 1_763_000_000_000, counter: 3, device: u64::MAX };

    fn keys() -> Vec<PageKey> {
        let key = |shelf, bucket, page| PageKey { shelf, bucket, page };
        vec![key(0, 0, 0), key(0, 0, u64::MAX), key(1, 7, 9), key(1, 4095, 1)]
    }

    #[test]
    fn rows_read_back_as_they_were_written() {
        let logged = LoggedCommit { stamp: STAMP, keys: keys() };
        assert_eq!(LoggedCommit::from_bytes(&logged.to_bytes()), Some(logged));
        let open =
            OpenBulk { label: "contacts.csv".into(), bulk: Bulk { stamp: STAMP, keys: keys() } };
        assert_eq!(open_bulk_from_bytes(&open_bulk_to_bytes(&open)), Some(open));
    }

    #[test]
    fn bytes_that_were_cut_are_not_a_row() {
        let bytes = LoggedCommit { stamp: STAMP, keys: keys() }.to_bytes();
        assert_eq!(LoggedCommit::from_bytes(&bytes[..bytes.len() - 1]), None);
        assert_eq!(open_bulk_from_bytes(&[200]), None);
    }

    #[test]
    fn rows_of_a_later_version_are_not_read() {
        let later = seal(
            ROW_VERSION + 1,
            unseal(&LoggedCommit { stamp: STAMP, keys: keys() }.to_bytes()).1,
        );
        assert_eq!(LoggedCommit::from_bytes(&later), None);
        assert_eq!(open_bulk_from_bytes(&later), None);
    }

    #[test]
    fn bytes_of_keys_sort_as_keys_do() {
        let bytes: Vec<Vec<u8>> = keys().iter().map(|key| keys_to_bytes(&[*key])).collect();
        assert!(keys().is_sorted() && bytes.is_sorted());
    }
}
