//! Reads the ids of a page's records from its rows alone, even if the checksum does not match: the
//! rows are usually intact.

use domain::RecordId;

use super::page::{HEADER, MAGIC, ROW};

/// Returns the ids of the records in a page without verifying the checksum; `None` if the bytes do
/// not have the form of a page.
pub fn page_ids(bytes: &[u8]) -> Option<impl Iterator<Item = RecordId> + '_> {
    if !bytes.starts_with(MAGIC) || *bytes.get(5)? != 0 {
        return None;
    }
    let short =
        |at: usize| Some(usize::from(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?)));
    let (header, row) = (short(6)?, short(8)?);
    let count = u32::from_le_bytes(bytes.get(12..16)?.try_into().ok()?) as usize;
    if header < HEADER || row < ROW {
        return None;
    }
    let rows = bytes.get(header..header.checked_add(row.checked_mul(count)?)?)?;
    let id = |row: &[u8]| row.first_chunk().map(|id| RecordId::from_bytes(*id));
    Some(rows.chunks_exact(row).filter_map(id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Record, pack};
    use domain::{CONTACT, DigestContext};

    #[test]
    fn the_ids_of_a_page_are_told_also_where_its_seal_is_broken() {
        let ids = [1, 2, 3].map(|byte| RecordId::from_bytes([byte; 16]));
        let records = ids.map(|id| Record::new(CONTACT, id));
        let mut bytes = pack(&records, &DigestContext::default());
        let told = |bytes: &[u8]| page_ids(bytes).map(Iterator::collect::<Vec<_>>);
        assert_eq!(told(&bytes), Some(ids.to_vec()));
        let last = bytes.len() - 1;
        bytes[last] ^= 1;
        assert_eq!(told(&bytes), Some(ids.to_vec()));
        assert_eq!(told(&bytes[..100]), None);
        bytes[5] = 9;
        assert_eq!(told(&bytes), None);
        assert_eq!(told(b""), None);
    }
}
