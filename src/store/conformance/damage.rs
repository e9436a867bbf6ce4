//! Cases about damage: whatever replaces a row, the store opens, can be written, and notices lost
//! data. [`Damaging`] inflicts the damage in each store's own way.

use super::news::written;
use super::support::{NOW, append};
use crate::{OnlyHistory, PageRange, Settled, Store, StoreError, Tallies, Tally};
use replica::{PageKey, Stamp};

type CaseResult = Result<(), StoreError>;

/// A row or group of rows to damage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DamagedTable {
    /// The head.
    Head,
    /// One page.
    Page(PageKey),
    /// The whole commit log.
    Commits,
    /// The whole history.
    History,
    /// The index of history.
    About,
    /// The markers of bulk work.
    Bulk,
    /// The small values.
    Small,
}

/// The damage: the value that replaces a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    /// Nothing: the row is gone.
    Gone,
    /// A null.
    Null,
    /// A string.
    Text,
    /// Bytes of another type.
    Buffer,
    /// No bytes.
    Empty,
    /// Zeros.
    Zeros,
    /// Ones.
    Ones,
    /// The first half of the old bytes.
    Cut,
    /// The old bytes with one bit flipped.
    Flipped,
}

/// All kinds of damage.
pub const WRONG: [Damage; 9] = [
    Damage::Gone,
    Damage::Null,
    Damage::Text,
    Damage::Buffer,
    Damage::Empty,
    Damage::Zeros,
    Damage::Ones,
    Damage::Cut,
    Damage::Flipped,
];

impl Damage {
    /// Damages bytes; `None` if the row is gone. A value of another type becomes empty bytes.
    pub fn bytes(self, old: Option<Vec<u8>>) -> Option<Vec<u8>> {
        let mut old = old.unwrap_or_default();
        match self {
            Self::Gone => return None,
            Self::Null | Self::Text | Self::Buffer | Self::Empty => old.clear(),
            Self::Zeros => old = vec![0; 80],
            Self::Ones => old = vec![0xff; 80],
            Self::Cut => old.truncate(old.len() / 2),
            Self::Flipped => {
                if let Some(last) = old.last_mut() {
                    *last ^= 1;
                }
            }
        }
        Some(old)
    }
}

/// A store whose rows can be damaged from outside.
#[expect(async_fn_in_trait, reason = "one thread; nobody needs these futures to be Send")]
pub trait Damaging: Store {
    /// Replaces a row.
    async fn damage(&self, row: DamagedTable, wrong: &Damage) -> Result<(), StoreError>;
}

const A: PageKey = PageKey { shelf: PageKey::HOT, bucket: 0, page: 1 };
const B: PageKey = PageKey { shelf: PageKey::HOT, bucket: 0, page: 2 };
const C: PageKey = PageKey { shelf: PageKey::ACTIVITIES, bucket: 7, page: 3 };

/// Checks that the store opens and keeps later writes, whatever replaces any row.
pub async fn whatever_stands_in_place_of_a_row_the_store_opens_and_is_written<S: Damaging>(
    a: S,
    b: S,
) -> CaseResult {
    for wrong in &WRONG {
        let rows = [
            DamagedTable::Head,
            DamagedTable::Page(B),
            DamagedTable::Commits,
            DamagedTable::History,
            DamagedTable::About,
            DamagedTable::Bulk,
            DamagedTable::Small,
        ];
        for row in rows {
            a.clear().await?;
            a.put("small", Some(b"value".to_vec())).await?;
            let before = append(&a, &[A, B, C], b"page").await?;
            a.bulk_begin("cut.csv", &[PageKey::hot(9)], NOW).await?;
            a.damage(row, wrong).await?;
            let opened = b.open().await?;
            if !opened.is_plausible(NOW) || opened.last < Some(before.stamp) {
                // Recovers from the newest stamp in the data and the history.
                b.set_clock(Stamp { device: 77, ..before.stamp }).await?;
            }
            for open in opened.open_bulk {
                b.bulk_abort(&open.bulk).await?;
            }
            let after = append(&b, &[A], b" and more").await?;
            assert!(after.stamp > before.stamp, "{row:?} {wrong:?}: a later stamp");
            let again = append(&a, &[A], b"!").await?;
            assert!(again.stamp > after.stamp && again.number == after.number + 1);
            let expected = [(A, b"page and more!".to_vec())];
            assert_eq!(b.pages_by_key(&[A]).await?, expected, "{row:?} {wrong:?}");
            assert_eq!(b.history_entry(again.stamp).await?, Some(again.stamp.to_bytes().to_vec()));
            assert!(b.missed(again.number).await?.pages.is_some(), "{row:?} {wrong:?}");
            b.put("small", Some(b"other".to_vec())).await?;
            assert_eq!(a.get("small").await?, Some(b"other".to_vec()));
        }
    }
    Ok(())
}

/// Checks that a missing page and a page of the wrong type differ: the latter must not be
/// overwritten.
pub async fn a_page_that_is_something_else_is_read_as_a_damaged_one<S: Damaging>(
    a: S,
    b: S,
) -> CaseResult {
    for wrong in &WRONG {
        a.clear().await?;
        append(&a, &[A, C], b"page").await?;
        for key in [A, C] {
            a.damage(DamagedTable::Page(key), wrong).await?;
            let there = usize::from(*wrong != Damage::Gone);
            assert_eq!(b.pages_by_key(&[key]).await?.len(), there, "{wrong:?}");
            let range = if key == A { PageRange::Hot } else { PageRange::Activities };
            let mut read = 0;
            b.read_pages(range, &mut |some| read += some.len()).await?;
            assert_eq!(read, there, "{wrong:?}");
            assert_eq!(b.pages(range, None, 9).await?.len(), there, "{wrong:?}");
        }
    }
    Ok(())
}

async fn hot<S: Store>(store: &S) -> Result<Option<Tally>, StoreError> {
    Ok(store.tallies().await?.1.hot)
}

/// Checks that every kind of write keeps the tallies up to date.
pub async fn what_there_should_be_is_counted_with_every_write<S: Store>(a: S, b: S) -> CaseResult {
    let pages = |hot, activities| {
        let tally = |pages| Some(Tally { pages, ..Tally::default() });
        Tallies { hot: tally(hot), activities: tally(activities) }
    };
    assert_eq!(a.open().await?.tallies, Tallies::NOTHING);
    append(&a, &[A, C], b"x").await?;
    append(&b, &[A, B], b"x").await?;
    assert_eq!(a.tallies().await?, (2, pages(2, 1)));
    let made = PageKey::hot(9);
    let bulk = a.bulk_begin("contacts.csv", &[made, PageKey::hot(10)], NOW).await?;
    for _again in 0..2 {
        a.bulk_write(&bulk, vec![(made, b"page".to_vec())]).await?;
    }
    assert_eq!(b.tallies().await?, (2, pages(2, 1)), "what has not ended does not count");
    assert_eq!(b.open_bulk_pages().await?, [made, PageKey::hot(10)]);
    a.bulk_end(&bulk, &mut OnlyHistory(b"entry".to_vec())).await?;
    assert_eq!(b.tallies().await?, (3, pages(3, 1)));
    assert_eq!(b.open_bulk_pages().await?, []);
    let bulk = a.bulk_begin("contacts.csv", &[PageKey::hot(11)], NOW).await?;
    a.bulk_write(&bulk, vec![(PageKey::hot(11), b"page".to_vec())]).await?;
    b.bulk_abort(&bulk).await?;
    assert_eq!(b.tallies().await?, (4, pages(3, 1)));
    b.clear().await?;
    assert_eq!(hot(&a).await?, Some(Tally::default()));
    Ok(())
}

/// Checks that the tally follows the settlement and that pages moved aside are kept.
pub async fn pages_that_are_moved_out_of_the_way_are_kept_and_missed_no_more<S: Store>(
    a: S,
    b: S,
) -> CaseResult {
    append(&a, &[A, B], b"x").await?;
    let one = Some(Tally { pages: 1, ..Tally::default() });
    let settled = |commit| Settled { commit, shelf: PageKey::HOT, tally: one, aside: vec![B] };
    assert!(!b.settle(&settled(0)).await?, "something was committed since");
    assert!(b.settle(&settled(1)).await?);
    assert_eq!(hot(&a).await?, one);
    assert_eq!(a.pages_by_key(&[A, B]).await?, [(A, b"x".to_vec())]);
    let kept = a.get_all("aside/").await?;
    assert_eq!(kept.iter().map(|(_, bytes)| bytes.as_slice()).collect::<Vec<_>>(), [b"x"]);
    assert_eq!(written(&a, 1).await?.1, Some(vec![B]), "other tabs hear of it");
    Ok(())
}
