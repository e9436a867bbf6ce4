//! Writes pages; `page.rs` describes their layout.

use xxhash_rust::xxh64::xxh64;

use super::bulk_encode::Buffers;
use super::codec::encode_record;
use super::page::{
    DELETED, ENDS, FAVORITE, HEADER, MAGIC, PAGE_LENGTH, PAGE_RECORDS, PAGE_VERSION, Page, ROW,
};
use super::record::Record;
use super::stamp::Stamp;
use domain::{Digest, DigestContext, Fields, Fingerprints, KindId, RECORD, RecordId, any_kind};

/// The source of a page's fingerprint.
#[derive(Debug)]
enum DigestSeal {
    Known(u64),
    OfKinds(Fingerprints),
}

/// A page being built.
#[derive(Debug)]
pub struct PageBuilder {
    seal: DigestSeal,
    kinds: Vec<KindId>,
    count: u32,
    rows: Vec<u8>,
    pub(super) records: Vec<u8>,
    texts: Vec<u8>,
    keys: Vec<u8>,
    pub(super) buffers: Buffers,
}

impl PageBuilder {
    /// Creates an empty page; its digests are made with the context of these fingerprints.
    pub fn with(prints: Fingerprints) -> Self {
        Self::sealed(DigestSeal::OfKinds(prints))
    }

    /// Creates an empty page with this fingerprint, for digests that are taken over as they are.
    pub fn new(fingerprint: u64) -> Self {
        Self::sealed(DigestSeal::Known(fingerprint))
    }

    fn sealed(seal: DigestSeal) -> Self {
        let empty = Vec::new;
        Self {
            seal,
            kinds: Vec::new(),
            count: 0,
            rows: empty(),
            records: empty(),
            texts: empty(),
            keys: empty(),
            buffers: Buffers::default(),
        }
    }

    /// Returns the number of records added.
    pub fn count(&self) -> usize {
        self.count as usize
    }

    /// True if another record may be added.
    pub fn has_room(&self) -> bool {
        let length = self.rows.len() + self.records.len() + self.texts.len() + self.keys.len();
        self.count() < PAGE_RECORDS && length + HEADER < PAGE_LENGTH
    }

    /// Adds a record with its digest.
    pub fn push(&mut self, record: &Record, digest: &Digest) {
        self.records.extend_from_slice(&encode_record(record));
        self.push_row(record.id, record.kind, record, record.changed(), digest);
    }

    /// Adds a record with invalid bytes.
    #[cfg(any(test, feature = "testing"))]
    pub fn push_garbled(&mut self, record: &Record, digest: &Digest) {
        self.records.extend_from_slice(&[0xff; 40]);
        self.push_row(record.id, record.kind, record, record.changed(), digest);
    }

    /// Adds the row, text and key of a record whose bytes were already added.
    pub(super) fn push_row(
        &mut self,
        id: RecordId,
        kind: KindId,
        record: &impl Fields,
        changed: Stamp,
        digest: &Digest,
    ) {
        let Digest { key, text, identity, link, favorite } = digest;
        let flag = |is_set, bit| if is_set { bit } else { 0 };
        let flags = flag(record.flag(any_kind::DELETED), DELETED) | flag(*favorite, FAVORITE);
        self.rows.extend_from_slice(&id.to_bytes());
        let [low, high] = [kind.0 as u16, (kind.0 >> 16) as u16].map(u16::to_le_bytes);
        self.rows.extend_from_slice(&low);
        self.rows.extend_from_slice(&[flags, 0]);
        self.rows.extend_from_slice(&changed.millis.to_le_bytes()[..6]);
        self.rows.extend_from_slice(&high);
        self.rows.extend_from_slice(&identity.to_le_bytes());
        self.rows.extend_from_slice(&link.map(RecordId::to_bytes).unwrap_or_default());
        self.texts.extend_from_slice(text);
        self.keys.extend_from_slice(key);
        self.end_row(kind);
    }

    /// Adds a record of another page, digested with this context; `is_current` if the page is
    /// ([`Page::is_digested_with`]). One with invalid bytes is copied as it is: a later version or a
    /// backup may be able to read it.
    pub fn push_from(
        &mut self,
        page: &Page,
        slot: usize,
        context: &DigestContext,
        is_current: bool,
    ) {
        match if is_current { None } else { page.record(slot) } {
            Some(record) => self.push(&record, &context.digest(record.kind, &record)),
            None => self.copy(page, slot),
        }
    }

    /// Copies a record of another page with its digest: only right if that page was digested with
    /// the same context.
    pub fn copy(&mut self, page: &Page, slot: usize) {
        self.rows.extend_from_slice(&page.row(slot)[..ENDS]);
        self.records.extend_from_slice(page.record_bytes(slot));
        self.texts.extend_from_slice(page.text(slot));
        self.keys.extend_from_slice(page.key(slot));
        self.end_row(page.kind(slot));
    }

    fn end_row(&mut self, kind: KindId) {
        if self.kinds.last() != Some(&kind) && !self.kinds.contains(&kind) {
            self.kinds.push(kind);
        }
        self.texts.push(RECORD);
        for part in [&self.records, &self.texts, &self.keys] {
            self.rows.extend_from_slice(&(part.len() as u32).to_le_bytes());
        }
        self.count += 1;
    }

    /// Returns the page's bytes.
    pub fn finish(self) -> Vec<u8> {
        let Self { seal, kinds, count, rows, records, texts, keys, buffers: _ } = self;
        let fingerprint = match seal {
            DigestSeal::Known(fingerprint) => fingerprint,
            DigestSeal::OfKinds(prints) => prints.of_page(kinds),
        };
        let body = rows.len() + records.len() + texts.len() + keys.len();
        let mut bytes = Vec::with_capacity(HEADER + body);
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(&[PAGE_VERSION, 0]);
        bytes.extend_from_slice(&(HEADER as u16).to_le_bytes());
        bytes.extend_from_slice(&(ROW as u16).to_le_bytes());
        bytes.extend_from_slice(&[0, 0]);
        for length in [count as usize, records.len(), texts.len(), keys.len(), 0] {
            bytes.extend_from_slice(&(length as u32).to_le_bytes());
        }
        bytes.extend_from_slice(&fingerprint.to_le_bytes());
        let sum = bytes.len();
        bytes.extend_from_slice(&[0; 8]);
        [rows, records, texts, keys].iter().for_each(|part| bytes.extend_from_slice(part));
        let checksum = xxh64(&bytes[HEADER..], u64::from(PAGE_VERSION));
        bytes[sum..HEADER].copy_from_slice(&checksum.to_le_bytes());
        bytes
    }
}

/// Packs records into a page's bytes, digested with this context.
pub fn pack(records: &[Record], context: &DigestContext) -> Vec<u8> {
    let mut builder = PageBuilder::with(context.fingerprints());
    for record in records {
        builder.push(record, &context.digest(record.kind, record));
    }
    builder.finish()
}
