//! Duplicate copies of records, as an interrupted write or a browser bug can leave them: merged,
//! and reported in the settings.

use domain::{RecordId, derivations_of};
use replica::{ActionKind, Record, Row, merge, put_number};
use store::{SmallForm, Store};

use super::edits::{Edits, Op};
use super::workspace::Workspace;
use super::{AppError, Env};

/// The last merge of duplicates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Joined {
    /// Number of records merged.
    pub records: usize,
    /// The time, in milliseconds since 1970, UTC.
    pub when_millis: i64,
}

impl<S: Store, E: Env> Workspace<S, E> {
    /// Merges the copies of every duplicated record in one transaction; the newest value of each
    /// field wins. Returns true if there were any.
    ///
    /// # Errors
    /// Store errors; nothing changed, and the next call retries.
    pub async fn join_copies(&self) -> Result<bool, AppError> {
        let copies = self.replica().copies();
        let random = || self.env.random();
        let mut edits = self.edits(ActionKind::Merge, String::new(), &random);
        let mut joined = 0;
        for (id, rows) in copies {
            let subject = self.kind_of(id).is_some_and(|kind| !derivations_of(kind).is_empty());
            if subject {
                self.load_bucket(id).await?;
            }
            joined += usize::from(self.join(id, &rows, &mut edits));
        }
        if joined == 0 {
            return Ok(false);
        }
        self.commit_edits(edits).await?;
        let mut note = self.env.now_millis().to_le_bytes().to_vec();
        put_number(&mut note, joined as u64);
        SmallForm::Joined.key().write(&self.store, Some(note)).await?;
        Ok(true)
    }

    /// Returns the last merge; `None` if there never was one.
    ///
    /// # Errors
    /// Read errors.
    pub async fn joined(&self) -> Result<Option<Joined>, AppError> {
        let note = SmallForm::Joined.key().read(&self.store).await?.unwrap_or_default();
        let Some((when, count)) = note.split_first_chunk::<8>() else { return Ok(None) };
        let records = replica::Reader { bytes: count }.number().unwrap_or_default();
        Ok(Some(Joined {
            records: usize::try_from(records).unwrap_or(usize::MAX),
            when_millis: i64::from_le_bytes(*when),
        }))
    }

    /// Adds the merge of one record. Returns false if no copy is readable, or if their kinds differ
    /// and there is no telling which is wrong.
    fn join(&self, id: RecordId, rows: &[Row], edits: &mut Edits<'_>) -> bool {
        let replica = self.replica();
        let records: Vec<Record> = rows.iter().filter_map(|row| replica.record(*row)).collect();
        let Some(first) = records.first() else { return false };
        if records.iter().any(|record| record.kind != first.kind) {
            return false;
        }
        let whole = records.iter().skip(1).fold(first.clone(), |whole, it| merge(&whole, it));
        // Keep the indexed copy, so that memory stays in step.
        let Some(home) = replica.row(id).map(|row| replica.page_key(row)) else { return false };
        for row in rows.iter().filter(|row| replica.page_key(**row) != home) {
            let changed = replica.record(*row).map(|record| record.changed()).unwrap_or_default();
            edits.add(replica.page_key(*row), id, Op::Purge(changed));
        }
        let kind = whole.kind;
        edits.add(home, id, Op::Merge(Box::new(whole)));
        if let Some(draft) = self.derived_of(id, kind) {
            edits.add(home, id, Op::Derive(draft));
        }
        true
    }
}
