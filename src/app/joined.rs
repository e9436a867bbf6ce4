//! Records that are stored twice, as work that was cut off or a fault of the browser can leave them:
//! their copies are joined, and it is told in the settings.

use domain::{CONTACT, DEAL, RecordId};
use replica::{ActionKind, Record, Row, merge, put_number};
use store::Store;

use super::edits::{Edits, Op};
use super::workspace::Workspace;
use super::{AppError, Env};

/// Under which it is kept how many records were joined, and when.
const JOINED: &str = "joined";

/// Records whose copies were joined the last time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Joined {
    /// How many records.
    pub records: usize,
    /// When, in milliseconds since 1970, UTC.
    pub when_millis: i64,
}

impl<S: Store, E: Env> Workspace<S, E> {
    /// Makes one of the copies of every record that is stored twice, as one transaction: of each
    /// field the newest value stays. Gives whether there were any.
    ///
    /// # Errors
    /// What the store gives; everything is as it was, and the next call tries again.
    pub async fn join_copies(&self) -> Result<bool, AppError> {
        let copies = self.replica().copies();
        let random = || self.env.random();
        let mut edits = self.edits(ActionKind::Merge, String::new(), &random);
        let mut joined = 0;
        for (id, rows) in copies {
            let subject = self.kind_of(id).is_some_and(|kind| [CONTACT, DEAL].contains(&kind));
            if subject {
                self.load_bucket(id).await?;
            }
            joined += usize::from(self.join(id, &rows, &mut edits));
        }
        if joined == 0 {
            return Ok(false);
        }
        self.perform(edits).await?;
        let mut note = self.env.now_millis().to_le_bytes().to_vec();
        put_number(&mut note, joined as u64);
        self.store.put(JOINED, Some(note)).await?;
        Ok(true)
    }

    /// How many records were joined the last time; `None` where there never were any.
    ///
    /// # Errors
    /// What reading gives.
    pub async fn joined(&self) -> Result<Option<Joined>, AppError> {
        let note = self.store.get(JOINED).await?.unwrap_or_default();
        let Some((when, count)) = note.split_first_chunk::<8>() else { return Ok(None) };
        let records = replica::Reader { bytes: count }.number().unwrap_or_default();
        Ok(Some(Joined {
            records: usize::try_from(records).unwrap_or(usize::MAX),
            when_millis: i64::from_le_bytes(*when),
        }))
    }

    /// Adds the joining of one record; `false` where no copy can be read, or where they are of
    /// several kinds and nothing says which one is wrong.
    fn join(&self, id: RecordId, rows: &[Row], edits: &mut Edits<'_>) -> bool {
        let replica = self.replica();
        let records: Vec<Record> = rows.iter().filter_map(|row| replica.record(*row)).collect();
        let Some(first) = records.first() else { return false };
        if records.iter().any(|record| record.kind != first.kind) {
            return false;
        }
        let whole = records.iter().skip(1).fold(first.clone(), |whole, it| merge(&whole, it));
        // The index knows this copy: memory follows the one that stays.
        let Some(home) = replica.row(id).map(|row| replica.page_key(row)) else { return false };
        for row in rows.iter().filter(|row| replica.page_key(**row) != home) {
            let changed = replica.record(*row).map(|record| record.changed()).unwrap_or_default();
            edits.add(replica.page_key(*row), id, Op::Purge(changed));
        }
        let kind = whole.kind;
        edits.add(home, id, Op::Merge(Box::new(whole)));
        if let Some(facts) = self.facts_of(id, kind) {
            edits.add(home, id, Op::Derive(facts));
        }
        true
    }
}
