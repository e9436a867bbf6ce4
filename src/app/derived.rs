//! Derived values: what records show of others about them (next task, next call-back, last contact,
//! attempts since), by the rules of their kinds. They are written in the transaction that causes
//! them, whatever the action: save, log, delete or undo.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Derivation, Draft, Kept, KindId, RecordId, derivations_from, derivations_of, derive};
use replica::{PageKey, Record, Row};
use store::Store;

use super::Env;
use super::edits::{Edits, Op};
use super::timeline::slots_of;
use super::workspace::Workspace;

/// Records that others derive values from as an action will leave them, by id.
pub(super) type Foreseen = BTreeMap<RecordId, Record>;

/// The same, with the live ones about each record.
struct ForeseenAbout<'f> {
    all: &'f Foreseen,
    about: BTreeMap<RecordId, Vec<&'f Record>>,
}

/// The open records of a kind about a record.
type ByParty = BTreeMap<(KindId, RecordId), Vec<Row>>;

/// Up to this many records, those about each are looked for one by one.
const FEW: usize = 16;

impl<S: Store, E: Env> Workspace<S, E> {
    /// Adds the derived values that follow from an action. Returns the affected records, each with
    /// the kind of its cause.
    pub(super) fn add_derived(&self, edits: &mut Edits<'_>) -> BTreeSet<(RecordId, KindId)> {
        self.add_derived_beside(edits, Foreseen::new())
    }

    /// Like [`Self::add_derived`] for an action with which these new records come in.
    pub(super) fn add_derived_beside(
        &self,
        edits: &mut Edits<'_>,
        mut foreseen: Foreseen,
    ) -> BTreeSet<(RecordId, KindId)> {
        let context = edits.context.clone();
        let mut affected = BTreeSet::new();
        for record in foreseen.values() {
            let schema = context.schemas.get(record.kind);
            let subjects = schema.map(|schema| schema.parties_of(record)).unwrap_or_default();
            affected.extend(subjects.into_iter().map(|subject| (subject, record.kind)));
        }
        let is_cause = |kind: KindId| derivations_from(kind).next().is_some();
        for (key, id, ops) in causes(edits) {
            // Most records cause nothing; reading thousands for that would block the page.
            let is_hot = key.shelf == PageKey::HOT;
            if is_hot && self.kind_of(id).is_some_and(|kind| !is_cause(kind)) {
                continue;
            }
            let before = self.stored(key, id);
            let kind = before.as_ref().map_or(ops[0].kind(), |record| record.kind);
            let schema = context.schemas.get(kind).filter(|_| is_cause(kind));
            let Some(schema) = schema else { continue };
            let blank = Record::new(kind, id);
            let after = edits.foresee(key, before.clone().unwrap_or(blank), &ops);
            for record in before.iter().chain([&after]) {
                let subjects = schema.parties_of(record).into_iter();
                affected.extend(subjects.map(|subject| (subject, kind)));
            }
            foreseen.insert(id, after);
        }
        self.derive_for(edits, affected.clone(), &foreseen);
        affected
    }

    /// Adds derived values for these records, each with the kind of its cause; `foreseen` overrides
    /// the stored causes.
    pub(super) fn derive_for(
        &self,
        edits: &mut Edits<'_>,
        affected: BTreeSet<(RecordId, KindId)>,
        foreseen: &Foreseen,
    ) {
        let causes: BTreeSet<KindId> = affected.iter().map(|(_, cause)| *cause).collect();
        let foreseen = &self.by_subject(foreseen);
        let about = (affected.len() > FEW).then(|| self.open_by_party(&causes));
        let mut drafts: BTreeMap<RecordId, (PageKey, Draft)> = BTreeMap::new();
        for (subject, cause) in affected {
            let Some((key, kind)) = self.place_of_subject(edits, subject) else { continue };
            for rule in derivations_of(kind).iter().filter(|rule| rule.from == cause) {
                let (_, draft) = drafts.entry(subject).or_insert_with(|| (key, Draft::new(kind)));
                self.derive_by(rule, subject, foreseen, about.as_ref(), draft);
            }
        }
        for (subject, (key, draft)) in drafts {
            edits.add(key, subject, Op::Derive(draft));
        }
    }

    /// Finds the open records about any record in one pass: many are asked for at once.
    fn open_by_party(&self, kinds: &BTreeSet<KindId>) -> ByParty {
        let inner = self.inner.borrow();
        let replica = &inner.replica;
        let mut about = ByParty::new();
        for kind in kinds {
            let Some(schema) = replica.schema(*kind).filter(|it| it.kept == Kept::Hot) else {
                continue;
            };
            for row in replica.list(*kind) {
                let view = replica.view(*row);
                for party in Some(&view)
                    .filter(|view| schema.is_open(*view))
                    .into_iter()
                    .flat_map(|view| schema.parties_of(view))
                {
                    about.entry((*kind, party)).or_default().push(*row);
                }
            }
        }
        about
    }

    /// Returns the derived values of a record from the stored ones about it; `None` for a kind that
    /// derives none.
    pub(super) fn derived_of(&self, id: RecordId, kind: KindId) -> Option<Draft> {
        let mut draft = Draft::new(kind);
        for rule in derivations_of(kind) {
            let nothing = Foreseen::new();
            self.derive_by(rule, id, &self.by_subject(&nothing), None, &mut draft);
        }
        (!draft.slots.is_empty()).then_some(draft)
    }

    /// Returns a hot record, or one that is kept with its parties if its bucket is loaded, from
    /// memory.
    pub(super) fn stored(&self, key: PageKey, id: RecordId) -> Option<Record> {
        if key.shelf != PageKey::ACTIVITIES {
            return self.record(id);
        }
        let inner = self.inner.borrow();
        let mut pages = inner.buckets.get(&key.bucket)?.iter();
        pages.find_map(|(_, page)| page.record(page.find(id)?))
    }

    /// Returns the page of a record that exists or is created by the same action.
    fn place_of_subject(&self, edits: &Edits<'_>, id: RecordId) -> Option<(PageKey, KindId)> {
        let known = self.key_of(id).zip(self.kind_of(id));
        let made = || {
            edits.pages.iter().find_map(|(key, ops)| {
                let (_, op) =
                    ops.iter().find(|(of, op)| *of == id && matches!(op, Op::Create(..)))?;
                Some((*key, op.kind()))
            })
        };
        known.or_else(made)
    }

    /// Arranges new and changed records by those that they are about: an action may have many.
    fn by_subject<'f>(&self, all: &'f Foreseen) -> ForeseenAbout<'f> {
        let replica = self.replica();
        let mut about: BTreeMap<RecordId, Vec<&Record>> = BTreeMap::new();
        for record in all.values().filter(|record| !record.is_deleted()) {
            let schema = replica.schema(record.kind);
            for party in schema.map(|schema| schema.parties_of(record)).unwrap_or_default() {
                about.entry(party).or_default().push(record);
            }
        }
        ForeseenAbout { all, about }
    }

    /// Writes the values of a rule into a record's draft, from the stored and foreseen records about
    /// it.
    fn derive_by(
        &self,
        rule: &Derivation,
        subject: RecordId,
        foreseen: &ForeseenAbout<'_>,
        about: Option<&ByParty>,
        draft: &mut Draft,
    ) {
        let inner = self.inner.borrow();
        let replica = &inner.replica;
        let Some(schema) = replica.schema(rule.from) else { return };
        let known: Vec<Record> = match schema.kept {
            Kept::Hot => {
                let rows = match about {
                    Some(about) => about.get(&(rule.from, subject)).cloned().unwrap_or_default(),
                    None => replica.open_about(rule.from, subject),
                };
                let rows = rows.into_iter();
                let rows = rows.filter(|row| !foreseen.all.contains_key(&replica.id(*row)));
                rows.filter_map(|row| replica.record(row)).collect()
            }
            Kept::WithParties => {
                let bucket = PageKey::of_home(subject, 0).bucket;
                // A bucket that is not loaded is skipped: no update is better than a wrong one.
                let Some(pages) = inner.buckets.get(&bucket) else { return };
                let pages = pages.iter().flat_map(|(_, page)| {
                    let schemas = &replica.context().schemas;
                    slots_of(page, schemas, subject).filter_map(|slot| page.record(slot))
                });
                pages.filter(|record| !foreseen.all.contains_key(&record.id)).collect()
            }
        };
        let new = foreseen.about.get(&subject).into_iter().flatten().copied();
        let new = new.filter(|record| record.kind == rule.from);
        derive(rule, schema, known.iter().chain(new), draft);
    }
}

/// Lists the records that an action writes, with its operations on each.
fn causes(edits: &Edits<'_>) -> Vec<(PageKey, RecordId, Vec<Op>)> {
    let mut causes: Vec<(PageKey, RecordId, Vec<Op>)> = Vec::new();
    for (key, ops) in &edits.pages {
        let start = causes.len();
        for (id, op) in ops.iter().filter(|(_, op)| !matches!(op, Op::Copy(_))) {
            match causes[start..].iter_mut().find(|(_, known, _)| known == id) {
                Some((_, _, known)) => known.push(op.clone()),
                None => causes.push((*key, *id, vec![op.clone()])),
            }
        }
    }
    causes
}
