//! Pages: many records packed into one value, because a durable store charges by the value and not
//! by the byte. A page is also the form in which records are held in memory.
//!
//! ```text
//! header   "STCH", version, codec, header length, row length, count, lengths of the three parts,
//!          fingerprint of the digests, checksum (xxHash64) of everything after the header
//! rows     one of fixed length a record: id, kind, flags, changed, identity, link, three ends
//! records  the encoded records, one after the other
//! texts    the digests' texts, each ended by a line feed, so that one scan searches the page
//! keys     the digests' sort keys
//! ```
//! A newer version may lengthen header and rows; a reader steps over what it does not know.

use thiserror::Error;
use xxhash_rust::xxh64::xxh64;

use domain::{Element, Fields, FileRef, KindId, Lens, RecordId, Value};

use super::codec::{RawEntry, decode_record, entries};
use super::page_builder::PageBuilder;
use super::record::{Record, Slot, in_order};

/// The version that this code writes.
pub const PAGE_VERSION: u8 = 1;
/// New records go to another page once a page holds this many.
pub const PAGE_RECORDS: usize = 64;
/// New records go to another page once a page is this long, in bytes.
pub const PAGE_LENGTH: usize = 32 * 1024;

pub(super) const MAGIC: &[u8; 4] = b"STCH";
pub(super) const HEADER: usize = 48;
pub(super) const ROW: usize = 64;
/// Where in a row the three ends stand.
pub(super) const ENDS: usize = 52;
pub(super) const DELETED: u8 = 1;
pub(super) const FAVOURITE: u8 = 2;

/// Why bytes are not a page that can be used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PageError {
    /// Cut short, or something else altogether.
    #[error("this part of the data is not in the form that Satchel writes")]
    NotAPage,
    /// The bytes are not those that were written.
    #[error("this part of the data was damaged on the device")]
    Checksum,
    /// Written by a newer version in a way that this one cannot read.
    #[error("this part of the data was written by a newer version ({0})")]
    Newer(u8),
}

/// Where a page stands in the store. Keys of one shelf and bucket are neighbors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageKey {
    /// What sort of records: [`PageKey::HOT`] or [`PageKey::ACTIVITIES`].
    pub shelf: u8,
    /// Activities: from their home's id; 0 otherwise.
    pub bucket: u16,
    /// Random, so that two tabs open pages of their own.
    pub page: u64,
}

impl PageKey {
    /// Contacts, companies and the small kinds: in memory from the start.
    pub const HOT: u8 = 0;
    /// Activities: read when looked at.
    pub const ACTIVITIES: u8 = 1;
    /// How many buckets activities are spread over.
    pub const BUCKETS: u64 = 4096;

    /// A page of records that are in memory.
    pub fn hot(random: u64) -> Self {
        Self { shelf: Self::HOT, bucket: 0, page: random }
    }

    /// A page of the activities that live with this record.
    pub fn of_home(home: RecordId, page: u64) -> Self {
        let bucket = (home.spread() % Self::BUCKETS) as u16;
        Self { shelf: Self::ACTIVITIES, bucket, page }
    }
}

/// Checked bytes of a page.
#[derive(Clone, Debug)]
pub struct Page {
    bytes: Vec<u8>,
    count: usize,
    row_length: usize,
    rows: usize,
    records: usize,
    texts: usize,
    keys: usize,
}

// What is read of every record of every page is inlined by force: the module is compiled for size.
impl Page {
    /// Checks bytes and takes them as a page.
    ///
    /// # Errors
    /// See [`PageError`].
    pub fn open(bytes: Vec<u8>) -> Result<Self, PageError> {
        if bytes.len() < HEADER || !bytes.starts_with(MAGIC) {
            return Err(PageError::NotAPage);
        }
        let (version, codec) = (bytes[4], bytes[5]);
        if codec != 0 {
            return Err(PageError::Newer(version));
        }
        let header = usize::from(read_u16(&bytes, 6));
        let row_length = usize::from(read_u16(&bytes, 8));
        let [count, records, texts, keys] =
            [12, 16, 20, 24].map(|at| read_u32(&bytes, at) as usize);
        let rows = header;
        let records_at = row_length.checked_mul(count).and_then(|length| length.checked_add(rows));
        let ends = records_at
            .map(|at| [at, at + records, at + records + texts, at + records + texts + keys]);
        match ends {
            Some([records, texts, keys, end])
                if end == bytes.len() && header >= HEADER && row_length >= ROW =>
            {
                if read_u64(&bytes, 40) != xxh64(&bytes[header..], u64::from(version)) {
                    return Err(PageError::Checksum);
                }
                let page = Self { count, row_length, rows, records, texts, keys, bytes };
                if page.is_sound() { Ok(page) } else { Err(PageError::NotAPage) }
            }
            _ => Err(PageError::NotAPage),
        }
    }

    /// The bytes as they are stored.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// How many records are in it.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Under which lens its digests were made.
    pub fn fingerprint(&self) -> u64 {
        read_u64(&self.bytes, 32)
    }

    /// Whether another record may be added.
    pub fn has_room(&self) -> bool {
        self.count < PAGE_RECORDS && self.bytes.len() < PAGE_LENGTH
    }

    /// Where a record stands in it.
    pub fn find(&self, id: RecordId) -> Option<usize> {
        (0..self.count).find(|slot| self.id(*slot) == id)
    }

    /// The id of a record.
    pub fn id(&self, slot: usize) -> RecordId {
        RecordId::from_bytes(self.read(slot, 0))
    }

    /// The kind of a record.
    #[inline(always)]
    pub fn kind(&self, slot: usize) -> KindId {
        KindId(u16::from_le_bytes(self.read(slot, 16)))
    }

    /// Whether a record is in the bin.
    #[inline(always)]
    pub fn is_deleted(&self, slot: usize) -> bool {
        self.row(slot)[18] & DELETED != 0
    }

    /// Whether a record is marked as a favourite.
    pub fn is_favourite(&self, slot: usize) -> bool {
        self.row(slot)[18] & FAVOURITE != 0
    }

    /// When a record was changed last, in milliseconds since 1970, UTC.
    pub fn changed_millis(&self, slot: usize) -> u64 {
        let bytes = self.read::<6>(slot, 20);
        bytes.iter().rev().fold(0, |all, byte| (all << 8) | u64::from(*byte))
    }

    /// The identity in a record's digest.
    pub fn identity(&self, slot: usize) -> u64 {
        u64::from_le_bytes(self.read(slot, 28))
    }

    /// The link in a record's digest.
    #[inline(always)]
    pub fn link(&self, slot: usize) -> Option<RecordId> {
        let bytes = self.read(slot, 36);
        (bytes != [0; 16]).then(|| RecordId::from_bytes(bytes))
    }

    /// The texts of all digests, each ended by [`RECORD`](domain::RECORD).
    pub fn texts(&self) -> &[u8] {
        &self.bytes[self.texts..self.keys]
    }

    /// Where the text of a record begins and ends in [`Page::texts`].
    #[inline(always)]
    pub fn text_range(&self, slot: usize) -> (usize, usize) {
        let (start, end) = self.range(slot, 56);
        (start, end.saturating_sub(1).max(start))
    }

    /// The text of a record's digest.
    #[inline(always)]
    pub fn text(&self, slot: usize) -> &[u8] {
        let (start, end) = self.text_range(slot);
        &self.texts()[start..end]
    }

    /// The record whose text holds this place of [`Page::texts`].
    pub fn slot_at(&self, place: usize) -> usize {
        let (mut low, mut high) = (0, self.count);
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.range(middle, 56).1 <= place { low = middle + 1 } else { high = middle }
        }
        low
    }

    /// The same for a place at or after the text of the record `from`; quick where it is near.
    pub fn slot_from(&self, from: usize, place: usize) -> usize {
        let near = (from..self.count.min(from + 3)).find(|slot| self.range(*slot, 56).1 > place);
        near.unwrap_or_else(|| self.slot_at(place))
    }

    /// The sort key of a record.
    pub fn key(&self, slot: usize) -> &[u8] {
        let (start, end) = self.range(slot, 60);
        &self.bytes[self.keys..][start..end]
    }

    /// A record, to read single fields of without decoding the rest.
    pub fn view(&self, slot: usize) -> RecordView<'_> {
        RecordView { bytes: self.record_bytes(slot) }
    }

    /// A record, decoded; `None` where its bytes make no sense.
    pub fn record(&self, slot: usize) -> Option<Record> {
        decode_record(self.kind(slot), self.id(slot), self.record_bytes(slot))
    }

    /// Every record, decoded; `None` where one of them makes no sense.
    pub fn records(&self) -> Option<Vec<Record>> {
        (0..self.count).map(|slot| self.record(slot)).collect()
    }

    /// The same records digested with another lens. One whose bytes make no sense stays as it is.
    pub fn redigested(&self, lens: &Lens) -> Option<Self> {
        let fingerprint = lens.fingerprint();
        let mut builder = PageBuilder::new(fingerprint);
        for slot in 0..self.count {
            builder.push_from(self, slot, lens);
        }
        Self::open(builder.finish()).ok()
    }

    pub(super) fn record_bytes(&self, slot: usize) -> &[u8] {
        let (start, end) = self.range(slot, 52);
        &self.bytes[self.records..][start..end]
    }

    /// From the end of the record before to the end of this one, in the part whose ends stand at
    /// this place of the row.
    #[inline(always)]
    fn range(&self, slot: usize, at: usize) -> (usize, usize) {
        let end = |slot: usize| u32::from_le_bytes(self.read(slot, at)) as usize;
        (if slot == 0 { 0 } else { end(slot - 1) }, end(slot))
    }

    #[inline(always)]
    pub(super) fn row(&self, slot: usize) -> &[u8] {
        &self.bytes[self.rows + slot * self.row_length..][..ROW]
    }

    #[inline(always)]
    fn read<const N: usize>(&self, slot: usize, at: usize) -> [u8; N] {
        let mut taken = [0; N];
        taken.copy_from_slice(&self.row(slot)[at..at + N]);
        taken
    }

    /// Whether the ends rise and stay inside their parts, so that no later access is out of bounds.
    fn is_sound(&self) -> bool {
        let parts = [
            (52, self.texts - self.records),
            (56, self.keys - self.texts),
            (60, self.bytes.len() - self.keys),
        ];
        parts.into_iter().all(|(at, length)| {
            (0..self.count).all(|slot| {
                let (start, end) = self.range(slot, at);
                start <= end && end <= length
            })
        })
    }
}

/// Read access to one packed record.
#[derive(Clone, Copy, Debug)]
pub struct RecordView<'a> {
    bytes: &'a [u8],
}

impl RecordView<'_> {
    fn slot(&self, field: u32, shape: u8) -> Option<Slot> {
        let (row, mut all) = entries(self.bytes)?;
        let wanted = |entry: &RawEntry<'_>| entry.field == field && entry.shape == shape;
        all.find(wanted)?.decode(row)
    }

    /// Hands over every file that the record refers to, in whatever field: also in one that only a
    /// newer version knows.
    pub fn each_file(&self, see: &mut dyn FnMut(&FileRef)) {
        let Some((row, all)) = entries(self.bytes) else { return };
        for entry in all {
            // An entry that makes no sense refers to nothing.
            let _seen = entry.each_file(row, see);
        }
    }
}

impl Fields for RecordView<'_> {
    fn value(&self, field: u32) -> Option<Value> {
        match self.slot(field, 0)? {
            Slot::One { value, .. } => value,
            Slot::Many(_) | Slot::Opaque { .. } => None,
        }
    }

    fn elements(&self, field: u32) -> Vec<Element> {
        match self.slot(field, 1) {
            Some(Slot::Many(items)) => in_order(items),
            _ => Vec::new(),
        }
    }
}

fn read_u16(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

fn read_u32(bytes: &[u8], at: usize) -> u32 {
    u32::from(read_u16(bytes, at)) | (u32::from(read_u16(bytes, at + 2)) << 16)
}

fn read_u64(bytes: &[u8], at: usize) -> u64 {
    u64::from(read_u32(bytes, at)) | (u64::from(read_u32(bytes, at + 4)) << 32)
}
