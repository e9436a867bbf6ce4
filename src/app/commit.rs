//! Commits edits with their derived values, and retries those that raced with another commit:
//! between an action's preparation and its transaction, its records moved to another page, or
//! another tab created what it was to create. The action is then retargeted at the current pages.

use std::collections::{BTreeMap, BTreeSet};

use domain::{KindId, RecordId, Trait};
use replica::{ActionKind, Page, PageKey};
use store::{Absence, Durability, Store, StoreError};

use super::actions::Done;
use super::edits::{Edits, Op, derived};
use super::workspace::Workspace;
use super::{AppError, Env};

/// Number of retries on fresh pages before reporting an error.
const REPEATS: u32 = 3;

impl<S: Store, E: Env> Workspace<S, E> {
    /// Performs edits as one transaction and takes the result into memory; for callers that inspect
    /// the edits afterwards.
    pub(super) async fn commit_with_retries(
        &self,
        edits: &mut Edits<'_>,
    ) -> Result<Done, AppError> {
        for left in (0..=REPEATS).rev() {
            if edits.pages.is_empty() {
                break;
            }
            let (stood, taken) = (self.last_commit(), self.taken());
            self.add_copies(edits).await?;
            let affected = self.add_derived(edits);
            let commit = match self.store.commit(edits, Durability::Strict).await {
                Err(StoreError::Moved) if left > 0 => {
                    // Others of this tab may have caught up while this one waited.
                    let news = self.catch_up().await? || self.taken() != taken;
                    self.readdress(edits, news)?;
                    continue;
                }
                outcome => outcome?,
            };
            let count = edits.before.len();
            let stamp = (count > 0).then_some(commit.stamp);
            let foreseen = commit.number == stood + 1;
            self.committed(commit).await;
            if !foreseen {
                self.correct_derived(&affected).await;
            }
            return Ok(Done { stamp, count });
        }
        Ok(Done { stamp: None, count: 0 })
    }

    /// Writes derived values again after other tabs' commits are known: each side may have computed
    /// them without the other's.
    async fn correct_derived(&self, affected: &BTreeSet<(RecordId, KindId)>) {
        for _ in 0..=REPEATS {
            let random = || self.env.random();
            let mut edits = self.edits(ActionKind::Edit, String::new(), &random);
            let stood = self.last_commit();
            self.derive_for(&mut edits, affected.clone(), &BTreeMap::new());
            let is_wrong = |(key, ops): (&PageKey, &Vec<(RecordId, Op)>)| {
                ops.iter().any(|(id, op)| self.would_change(*key, *id, op))
            };
            if !edits.pages.iter().any(is_wrong) {
                return;
            }
            // The action itself is done: if this fails, the next action on these records corrects
            // them.
            match self.store.commit(&mut edits, Durability::Relaxed).await {
                Ok(commit) => {
                    let foreseen = commit.number == stood + 1;
                    self.committed(commit).await;
                    if foreseen {
                        return;
                    }
                }
                Err(StoreError::Moved) if self.catch_up().await.is_ok() => {}
                Err(_failed) => return,
            }
        }
    }

    fn would_change(&self, key: PageKey, id: RecordId, op: &Op) -> bool {
        let Op::Derive(draft) = op else { return false };
        self.stored(key, id).is_some_and(|record| derived(&record, draft).is_some())
    }

    /// Retargets edits at the current pages of their records. Drops edits of records that are gone.
    ///
    /// # Errors
    /// `NotFound` if all records are gone; `Damaged` if the page is gone although nothing was
    /// committed.
    fn readdress(&self, edits: &mut Edits<'_>, news: bool) -> Result<(), AppError> {
        let presumed = edits.absence.take();
        // If another tab has created it meanwhile, write to that record or leave it alone.
        let is_presumed = presumed.is_some();
        let still = presumed.filter(|absence| !self.is_any_of(&absence.kinds));
        edits.absence = still.map(|absence| self.absence_of(absence.kinds));
        let is_made = is_presumed && edits.absence.is_none();
        let mut gone = 0;
        let before = std::mem::take(&mut edits.pages);
        let addresses = |pages: &BTreeMap<PageKey, Vec<(RecordId, Op)>>| -> Vec<_> {
            pages.iter().flat_map(|(key, ops)| ops.iter().map(|(id, _)| (*key, *id))).collect()
        };
        let mut made = BTreeMap::new();
        let own = |(_, op): &(RecordId, Op)| !op.is_consequence();
        // Derived values and copies are found anew; they alone may have moved.
        let mut has_derived = false;
        before.values().flatten().for_each(|op| has_derived |= !own(op));
        let before: BTreeMap<_, Vec<_>> = before
            .into_iter()
            .map(|(key, ops)| (key, ops.into_iter().filter(own).collect()))
            .collect();
        let old = addresses(&before);
        for (key, ops) in before {
            // The records of a page move together.
            let moved = ops.iter().find_map(|(id, _)| self.place_now(key, *id)).unwrap_or(key);
            for (id, op) in ops {
                let (id, op) = self.made_meanwhile(id, op);
                match (self.place_now(key, id), &op) {
                    // It concerns a copy in this page, wherever the record's other copy is.
                    (_, Op::Purge(_)) => {
                        let stands = |page: &Page| page.find(id).is_some();
                        if self.replica().page(key).is_some_and(stands) {
                            edits.add(key, id, op);
                        }
                    }
                    (Some(_), Op::Seed(..)) => {}
                    (None, Op::Seed(..)) if is_made => {}
                    (Some(place), _) => edits.add(place, id, op),
                    (None, Op::Create(..) | Op::Seed(..) | Op::Presume(_)) => {
                        made.insert(id, moved);
                        edits.add(moved, id, op);
                    }
                    (None, _) => match made.get(&id) {
                        Some(place) => edits.add(*place, id, op),
                        None => gone += 1,
                    },
                }
            }
        }
        if edits.pages.is_empty() && gone > 0 {
            return Err(AppError::NotFound);
        }
        let standing = !is_presumed && !has_derived && !news && old == addresses(&edits.pages);
        if standing { Err(StoreError::Damaged.into()) } else { Ok(()) }
    }

    /// Returns the assumption that no record of these kinds exists, as of this tab's last commit.
    pub(super) fn absence_of(&self, kinds: Vec<KindId>) -> Absence {
        Absence { since: self.last_commit(), kinds }
    }

    /// True if any record of these kinds exists, including in the bin.
    pub(super) fn is_any_of(&self, kinds: &[KindId]) -> bool {
        let replica = self.replica();
        kinds.iter().any(|kind| !replica.list(*kind).is_empty() || !replica.bin(*kind).is_empty())
    }

    fn place_now(&self, key: PageKey, id: RecordId) -> Option<PageKey> {
        match key.shelf {
            PageKey::ACTIVITIES => self.activity_in(key.bucket, id),
            _ => self.key_of(id),
        }
    }

    /// Of some kinds there is a single record: redirects its creation to one created meanwhile.
    fn made_meanwhile(&self, id: RecordId, op: Op) -> (RecordId, Op) {
        match op {
            Op::Create(kind, draft) => match self.single(kind) {
                Some(known) => (known, Op::Write(draft)),
                None => (id, Op::Create(kind, draft)),
            },
            Op::Presume(draft) => (self.single(draft.kind).unwrap_or(id), Op::Presume(draft)),
            op => (id, op),
        }
    }

    /// Returns the record of a kind that has a single one, if it was made.
    pub(super) fn single(&self, kind: KindId) -> Option<RecordId> {
        let replica = self.replica();
        let schema = replica.schema(kind).filter(|schema| schema.is(Trait::Single))?;
        replica.list(schema.kind).first().map(|row| replica.id(*row))
    }
}
