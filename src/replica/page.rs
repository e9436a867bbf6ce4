//! Pages: many records packed into one value, because a durable store's cost is per value, not per
//! byte. Records are also held in memory in this form.
//!
//! ```text
//! header   "STCH", version, codec, header length, row length, count, lengths of the three parts,
//!          fingerprint of the digests (the sum of those of the kinds in it), checksum (xxHash64) of everything after the header
//! rows     one of fixed length per record: id, low half of the kind, flags, changed, high half of
//!          the kind (0 for built-in kinds), identity, link, three ends
//! records  the encoded records, one after the other
//! texts    the digests' texts, each ended by a line feed, so that one scan searches the page
//! keys     the digests' sort keys
//! ```
//! A newer version may lengthen header and rows; a reader skips what it does not know.

use thiserror::Error;
use xxhash_rust::xxh64::xxh64;

use domain::{DigestContext, Element, Fields, FileRef, Fingerprints, KindId, RecordId, Value};

use super::codec::{decode_record, entries};
use super::page_builder::PageBuilder;
use super::record::{Record, Slot, in_order};

/// The version this code writes.
pub const PAGE_VERSION: u8 = 1;
/// Records per page; further ones go to another page.
pub const PAGE_RECORDS: usize = 64;
/// Bytes per page; further records go to another page.
pub const PAGE_LENGTH: usize = 32 * 1024;

pub(super) const MAGIC: &[u8; 4] = b"STCH";
pub(super) const HEADER: usize = 48;
pub(super) const ROW: usize = 64;
/// The offset of the three ends in a row.
pub(super) const ENDS: usize = 52;
pub(super) const DELETED: u8 = 1;
pub(super) const FAVORITE: u8 = 2;

/// The reason that bytes cannot be used as a page.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PageError {
    /// Truncated, or not a page at all.
    #[error("this part of the data does not have the format that Satchel writes")]
    NotAPage,
    /// The checksum does not match.
    #[error("this part of the data is damaged on the device")]
    Checksum,
    /// Written by a newer version in a form that this one cannot read.
    #[error("a newer version wrote this part of the data ({0})")]
    Newer(u8),
}

/// A page's key in the store. Keys of one shelf and bucket are neighbors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageKey {
    /// The sort of records: [`PageKey::HOT`] or [`PageKey::ACTIVITIES`].
    pub shelf: u8,
    /// Activities: derived from their home's id; 0 otherwise.
    pub bucket: u16,
    /// Random, so that two tabs create different pages.
    pub page: u64,
}

impl PageKey {
    /// The shelf of contacts, companies and the small kinds: in memory from the start.
    pub const HOT: u8 = 0;
    /// The shelf of activities: read on demand.
    pub const ACTIVITIES: u8 = 1;
    /// The number of buckets that activities are spread over.
    pub const BUCKETS: u64 = 4096;

    /// Returns the key of a page that is held in memory.
    pub fn hot(random: u64) -> Self {
        Self { shelf: Self::HOT, bucket: 0, page: random }
    }

    /// Returns the key of a page of the activities that are stored with this record.
    pub fn of_home(home: RecordId, page: u64) -> Self {
        let bucket = (home.spread() % Self::BUCKETS) as u16;
        Self { shelf: Self::ACTIVITIES, bucket, page }
    }
}

/// A page's bytes, checked.
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

// Accessors called for every record of every page are force-inlined: the module is compiled for
// size.
impl Page {
    /// Checks bytes and opens them as a page.
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
        // On a device of 32 bits, damaged lengths can exceed any number.
        let after = |at: usize, length: usize| at.checked_add(length);
        let ends = records_at.and_then(|at| {
            let texts_at = after(at, records)?;
            let keys_at = after(texts_at, texts)?;
            Some([at, texts_at, keys_at, after(keys_at, keys)?])
        });
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

    /// Returns the bytes as stored.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Returns the number of records.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Returns the fingerprint of the context that made its digests.
    pub fn fingerprint(&self) -> u64 {
        read_u64(&self.bytes, 32)
    }

    /// Returns the kind of each record, in order.
    pub fn kinds(&self) -> impl Iterator<Item = KindId> + '_ {
        (0..self.count).map(|slot| self.kind(slot))
    }

    /// True if its digests are those that a context with these fingerprints makes.
    pub fn is_digested_with(&self, prints: &Fingerprints) -> bool {
        self.fingerprint() == prints.of_page(self.kinds())
    }

    /// True if another record may be added.
    pub fn has_room(&self) -> bool {
        self.count < PAGE_RECORDS && self.bytes.len() < PAGE_LENGTH
    }

    /// Finds a record's slot.
    pub fn find(&self, id: RecordId) -> Option<usize> {
        (0..self.count).find(|slot| self.id(*slot) == id)
    }

    /// Returns a record's id.
    pub fn id(&self, slot: usize) -> RecordId {
        RecordId::from_bytes(self.read(slot, 0))
    }

    /// Returns a record's kind.
    #[inline(always)]
    pub fn kind(&self, slot: usize) -> KindId {
        let [low, high] = [16, 26].map(|at| u16::from_le_bytes(self.read(slot, at)));
        KindId(u32::from(high) << 16 | u32::from(low))
    }

    /// True if a record is in the bin.
    #[inline(always)]
    pub fn is_deleted(&self, slot: usize) -> bool {
        self.row(slot)[18] & DELETED != 0
    }

    /// True if a record is a favorite.
    pub fn is_favorite(&self, slot: usize) -> bool {
        self.row(slot)[18] & FAVORITE != 0
    }

    /// Returns when a record was last changed, in milliseconds since 1970, UTC.
    pub fn changed_millis(&self, slot: usize) -> u64 {
        changed_millis(self.row(slot))
    }

    /// Returns the identity in a record's digest.
    pub fn identity(&self, slot: usize) -> u64 {
        u64::from_le_bytes(self.read(slot, 28))
    }

    /// Returns the link in a record's digest.
    #[inline(always)]
    pub fn link(&self, slot: usize) -> Option<RecordId> {
        let bytes = self.read(slot, 36);
        (bytes != [0; 16]).then(|| RecordId::from_bytes(bytes))
    }

    /// Returns the texts of all digests, each ended by [`RECORD`](domain::RECORD).
    pub fn texts(&self) -> &[u8] {
        &self.bytes[self.texts..self.keys]
    }

    /// Returns the range of a record's text in [`Page::texts`].
    #[inline(always)]
    pub fn text_range(&self, slot: usize) -> (usize, usize) {
        let (start, end) = self.range(slot, 56);
        (start, end.saturating_sub(1).max(start))
    }

    /// Returns a record's digest text.
    #[inline(always)]
    pub fn text(&self, slot: usize) -> &[u8] {
        let (start, end) = self.text_range(slot);
        &self.texts()[start..end]
    }

    /// Finds the record whose text contains this offset of [`Page::texts`].
    pub fn slot_at(&self, place: usize) -> usize {
        let (mut low, mut high) = (0, self.count);
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.range(middle, 56).1 <= place { low = middle + 1 } else { high = middle }
        }
        low
    }

    /// Does the same for an offset at or after the text of slot `from`; fast if it is near.
    pub fn slot_from(&self, from: usize, place: usize) -> usize {
        let near = (from..self.count.min(from + 3)).find(|slot| self.range(*slot, 56).1 > place);
        near.unwrap_or_else(|| self.slot_at(place))
    }

    /// Returns a record's sort key.
    pub fn key(&self, slot: usize) -> &[u8] {
        let (start, end) = self.range(slot, 60);
        &self.bytes[self.keys..][start..end]
    }

    /// Returns a view for reading single fields of a record without decoding the rest.
    pub fn view(&self, slot: usize) -> RecordView<'_> {
        RecordView { bytes: self.record_bytes(slot), row: self.row(slot) }
    }

    /// Decodes a record; returns `None` if its bytes are invalid.
    pub fn record(&self, slot: usize) -> Option<Record> {
        decode_record(self.kind(slot), self.id(slot), self.record_bytes(slot))
    }

    /// Decodes every record; returns `None` if the bytes of one are invalid.
    pub fn records(&self) -> Option<Vec<Record>> {
        (0..self.count).map(|slot| self.record(slot)).collect()
    }

    /// Returns the same records digested with another context. A record with invalid bytes keeps its
    /// digest.
    pub fn redigested(&self, context: &DigestContext) -> Option<Self> {
        let prints = context.fingerprints();
        let is_current = self.is_digested_with(&prints);
        let mut builder = PageBuilder::with(prints);
        for slot in 0..self.count {
            builder.push_from(self, slot, context, is_current);
        }
        Self::open(builder.finish()).ok()
    }

    pub(super) fn record_bytes(&self, slot: usize) -> &[u8] {
        let (start, end) = self.range(slot, 52);
        &self.bytes[self.records..][start..end]
    }

    /// Returns a record's range in the part whose ends are at offset `at` of the row: from the
    /// previous record's end to its own.
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

    /// True if the ends rise and stay inside their parts, so that no later access is out of bounds.
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
    row: &'a [u8],
}

impl RecordView<'_> {
    /// A view of no record: every field is empty.
    pub const NOTHING: Self = Self { bytes: &[], row: &[] };

    fn slot(&self, field: u32, shape: u8) -> Option<Slot> {
        let (row, all) = entries(self.bytes)?;
        // Entries stand in the order of their fields.
        let mut own = all.take_while(|entry| entry.field <= field);
        own.find(|entry| entry.field == field && entry.shape == shape)?.decode(row)
    }

    /// Calls `see` with every file that the record refers to, in any field, even one that only a
    /// newer version knows.
    pub fn each_file(&self, see: &mut dyn FnMut(&FileRef)) {
        let Some((row, all)) = entries(self.bytes) else { return };
        for entry in all {
            // The rest of an invalid entry is skipped.
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

    fn see(&self, field: u32, see: &mut dyn FnMut(&Value)) {
        let Some((row, all)) = entries(self.bytes) else { return };
        let own = all.take_while(|entry| entry.field <= field);
        for entry in own.filter(|entry| entry.field == field) {
            match entry.decode(row) {
                // A field's list counts only where there is no single value.
                Some(Slot::One { value: Some(value), .. }) => return see(&value),
                Some(Slot::Many(items)) => {
                    return in_order(items).iter().for_each(|element| see(&element.value));
                }
                _ => {}
            }
        }
    }

    fn created_millis(&self) -> Option<i64> {
        Some(RecordId::from_bytes(*self.row.first_chunk()?).created_millis())
    }

    fn changed_millis(&self) -> Option<i64> {
        i64::try_from(changed_millis(self.row)).ok()
    }
}

fn changed_millis(row: &[u8]) -> u64 {
    row[20..26].iter().rev().fold(0, |all, byte| (all << 8) | u64::from(*byte))
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
