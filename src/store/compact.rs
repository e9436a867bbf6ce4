//! Compaction: decides which small pages to join and builds the joined page. A store carries it out
//! while nobody else writes.

use domain::Digest;
use replica::{PAGE_LENGTH, PAGE_RECORDS, Page, PageBuilder, PageKey};

/// Groups the pages to join: all records of a group move to the page of its first key, and its
/// other pages are removed. Expects pages in key order.
///
/// Considers only pages that are at most half full, so every join removes at least one page of
/// three and no page is rewritten for a single record.
pub fn plan<'a>(pages: impl IntoIterator<Item = (PageKey, &'a Page)>) -> Vec<Vec<PageKey>> {
    let mut full: Vec<Vec<PageKey>> = Vec::new();
    // One for each set of kinds, which have different fingerprints.
    let mut open: Vec<PageGroup> = Vec::new();
    for (key, page) in pages {
        let (count, length) = (page.count(), page.bytes().len());
        if count > PAGE_RECORDS / 2 || length > PAGE_LENGTH / 2 {
            continue;
        }
        let fresh = PageGroup { keys: vec![key], fingerprint: page.fingerprint(), count, length };
        match open.iter_mut().find(|group| group.is_of(key, page)) {
            Some(group) if group.has_room_for(page) => {
                group.keys.push(key);
                group.count += count;
                group.length += length;
            }
            Some(group) => full.push(std::mem::replace(group, fresh).keys),
            None => open.push(fresh),
        }
    }
    full.extend(open.into_iter().map(|last| last.keys));
    full.retain(|keys| keys.len() > 1);
    full.sort();
    full
}

struct PageGroup {
    keys: Vec<PageKey>,
    fingerprint: u64,
    count: usize,
    length: usize,
}

impl PageGroup {
    fn is_of(&self, key: PageKey, page: &Page) -> bool {
        let neighbors = self
            .keys
            .last()
            .is_some_and(|last| (last.shelf, last.bucket) == (key.shelf, key.bucket));
        neighbors && self.fingerprint == page.fingerprint()
    }

    fn has_room_for(&self, page: &Page) -> bool {
        self.count + page.count() <= PAGE_RECORDS && self.length + page.bytes().len() <= PAGE_LENGTH
    }
}

/// Builds one page from the records of all pages, in order. Returns `None` if a record cannot be
/// decoded or the digests were made under different lenses; the pages then stay as they are.
pub fn join(pages: &[Page]) -> Option<Vec<u8>> {
    let fingerprint = pages.first()?.fingerprint();
    let mut joined = PageBuilder::new(fingerprint);
    for page in pages {
        if page.fingerprint() != fingerprint {
            return None;
        }
        for slot in 0..page.count() {
            let digest = Digest {
                key: page.key(slot).to_vec(),
                text: page.text(slot).to_vec(),
                identity: page.identity(slot),
                link: page.link(slot),
                favorite: page.is_favorite(slot),
            };
            joined.push(&page.record(slot)?, &digest);
        }
    }
    Some(joined.finish())
}

/// Joins the pages of a group under its first key. Returns `None` if fewer than two are left or one
/// of them is damaged.
pub fn join_found(found: &[(PageKey, Vec<u8>)]) -> Option<(PageKey, Vec<u8>)> {
    let [(kept, _), _, ..] = found else { return None };
    let open = |(_, bytes): &(PageKey, Vec<u8>)| Page::open(bytes.clone()).ok();
    let pages: Option<Vec<Page>> = found.iter().map(open).collect();
    Some((*kept, join(&pages?)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{CONTACT, DigestContext, RecordId, Value, contact};
    use replica::{Record, Slot, Stamp};

    fn record(number: u8) -> Record {
        let mut record = Record::new(CONTACT, RecordId::from_bytes([number; 16]));
        let value = Some(Value::Text(format!("Name {number}")));
        record.put(contact::GIVEN, Slot::One { stamp: Stamp::NEVER, value });
        record
    }

    fn page(numbers: std::ops::Range<u8>, fingerprint: u64) -> Page {
        let mut builder = PageBuilder::new(fingerprint);
        for record in numbers.map(record) {
            builder.push(&record, &DigestContext::default().digest(CONTACT, &record));
        }
        Page::open(builder.finish()).unwrap()
    }

    fn check(sizes: &[(u8, u64)], groups: &[&[u64]]) {
        let pages: Vec<(PageKey, Page)> = (0..)
            .zip(sizes)
            .map(|(number, (size, fingerprint))| {
                (PageKey::hot(number), page(0..*size, *fingerprint))
            })
            .collect();
        let planned = plan(pages.iter().map(|(key, page)| (*key, page)));
        let numbers: Vec<Vec<u64>> =
            planned.iter().map(|keys| keys.iter().map(|key| key.page).collect()).collect();
        assert_eq!(numbers, groups);
    }

    #[test]
    fn small_pages_are_joined_and_full_ones_stay() {
        check(&[(3, 0), (64, 0), (20, 0), (33, 0), (30, 0)], &[&[0, 2, 4]]);
        check(&[(32, 0), (32, 0), (32, 0)], &[&[0, 1]]);
        check(&[(0, 0), (0, 0), (1, 0)], &[&[0, 1, 2]]);
        check(&[(3, 0)], &[]);
    }

    #[test]
    fn pages_digested_differently_are_not_joined() {
        check(&[(3, 0), (3, 1), (3, 1)], &[&[1, 2]]);
        assert_eq!(join(&[page(0..2, 0), page(2..4, 1)]), None);
    }

    #[test]
    fn activities_stay_in_their_bucket() {
        let key = |bucket, page| PageKey { shelf: PageKey::ACTIVITIES, bucket, page };
        let small = page(0..1, 0);
        let keys = [key(1, 1), key(1, 2), key(2, 1), key(2, 2)];
        let planned = plan(keys.map(|key| (key, &small)));
        assert_eq!(planned, [vec![keys[0], keys[1]], vec![keys[2], keys[3]]]);
    }

    #[test]
    fn a_joined_page_is_the_page_that_its_records_make() {
        let joined = join(&[page(0..3, 5), page(3..3, 5), page(3..9, 5)]);
        assert_eq!(joined.as_deref(), Some(page(0..9, 5).bytes()));
    }
}
