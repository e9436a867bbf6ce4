//! The app state that a worker needs to read and write files as the page would: country, custom
//! fields, order of Chinese characters.

use domain::{DigestContext, HanOrder, Trait};
use replica::{Page, PageKey, Record, Replica, pack};

use crate::settings::digest_context_of;

/// The state for a worker, as one part of a message.
pub struct Carried(pub Vec<u8>);

/// Packs the records that define the context, those in the bin too, followed by the order of Chinese
/// characters.
pub fn carry(replica: &Replica) -> Carried {
    let schemas = &replica.context().schemas;
    let is_shape = |kind| schemas.get(kind).is_some_and(|schema| schema.is(Trait::Shape));
    let shape = schemas.all().iter().filter(|schema| schema.is(Trait::Shape));
    let live = shape.flat_map(|schema| replica.list(schema.kind).iter().copied());
    let binned =
        replica.all().filter(|row| replica.is_deleted(*row) && is_shape(replica.kind(*row)));
    let records: Vec<Record> = live.chain(binned).filter_map(|row| replica.record(row)).collect();
    let page = pack(&records, &DigestContext::default());
    let mut bytes = (page.len() as u32).to_le_bytes().to_vec();
    bytes.extend_from_slice(&page);
    if let Some(han) = &replica.context().han {
        bytes.extend_from_slice(&han.to_bytes());
    }
    Carried(bytes)
}

impl Carried {
    /// Restores the context; the built-in one if the bytes are invalid.
    pub fn context(&self) -> DigestContext {
        let mut replica = Replica::default();
        let unpacked = || -> Option<(Vec<u8>, Option<HanOrder>)> {
            let (length, rest) = self.0.split_first_chunk::<4>()?;
            let (page, han) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
            Some((page.to_vec(), HanOrder::from_bytes(han)))
        };
        let (page, han) = unpacked().unwrap_or_default();
        if Page::open(page.clone()).is_ok() {
            replica.take_in([(PageKey::hot(0), page)]);
            replica.sort();
        }
        digest_context_of(&replica, han)
    }
}
