//! Merges a backup into an app with data: sorts its records into new, newer and known. Copies are
//! merged field by field; the larger stamp wins.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::edits::{SEEDED, derived};
use domain::{
    Draft, Kept, KindId, RecordId, Schema, Schemas, Shown, Trait, derivations_from, derivations_of,
    derive,
};
use replica::{FieldEntry, Page, PageKey, Record, Slot, Stamp, merge, merge_copies, untwinned};

/// The result of merging a backup.
#[derive(Debug, Default)]
pub struct Merged {
    /// Records that are not here, and activities that lack a copy with some participant; the latter
    /// with the pages that have copies, as only the missing ones are created.
    pub new: Vec<(Vec<PageKey>, Record)>,
    /// Updated versions of existing records, once per page with a copy.
    pub changed: Vec<(PageKey, Record)>,
    /// Copies to purge, as they were found.
    pub superseded: Vec<FoundCopy>,
    /// Derived values of existing records.
    pub derived: Vec<(RecordId, Draft)>,
    /// Number of new records.
    pub added: usize,
    /// Number of existing records updated.
    pub updated: usize,
    /// Number of records that were already here, identical or newer.
    pub same: usize,
    /// Number of the backup's records that cannot be merged: their id belongs to a record of
    /// another kind.
    pub unreadable: usize,
    /// Number of unreadable local pages.
    pub damaged: usize,
    /// The backup's records that are deleted for ever, there or here.
    pub gone: Vec<RecordId>,
    /// The resulting settings and custom fields, which digests depend on.
    pub shape: Vec<Record>,
}

/// A copy of a record in a page, with the stamp of its last change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FoundCopy {
    pub key: PageKey,
    pub id: RecordId,
    pub changed: Stamp,
}

/// Merges a backup's records with all local pages. If the app holds only what it created by itself,
/// that gives way, and the backup brings even its settings.
pub fn merge_into(
    pages: Vec<(PageKey, Vec<u8>)>,
    backup: Vec<Record>,
    schemas: &Schemas,
) -> Merged {
    let mut merged = Merged { damaged: pages.len(), ..Merged::default() };
    let wanted: HashSet<RecordId> = backup.iter().map(|record| record.id).collect();
    let pages: Vec<(PageKey, Page)> =
        pages.into_iter().filter_map(|(key, bytes)| Some((key, Page::open(bytes).ok()?))).collect();
    merged.damaged -= pages.len();
    let mut here = LocalRecords::of(&pages, &wanted, schemas);
    here.give_way(&wanted, &backup, &mut merged);
    let backup = merged.once_each(here.addressed(backup));
    let mut touched = Touched::new(schemas);
    for theirs in backup {
        let is_of_device = is_a(schemas, theirs.kind, Trait::OfDevice);
        match here.known.get(&theirs.id) {
            // Another device's settings do not come beside this one's.
            None if is_of_device && here.has_shape(theirs.kind) => merged.same += 1,
            None => {
                merged.added += usize::from(!theirs.is_gone());
                merged.gone.extend(theirs.gone_id());
                touched.add(None, &theirs);
                merged.new.push((Vec::new(), theirs));
            }
            Some(known) => merged.take(known, theirs, schemas, &mut touched),
        }
    }
    touched.add_derived(&pages, &mut merged);
    let mut shape = here.shape;
    let changed = merged.changed.iter().map(|(_, record)| record);
    let came = merged.new.iter().map(|(_, record)| record).chain(changed);
    let came = came.filter(|record| is_a(schemas, record.kind, Trait::Shape));
    shape.extend(came.map(|record| (record.id, record.clone())));
    merged.shape = shape.into_values().collect();
    merged
}

fn is_a(schemas: &Schemas, kind: KindId, named: Trait) -> bool {
    schemas.get(kind).is_some_and(|schema| schema.is(named))
}

/// The local counterparts of a backup's records, and the records the app created by itself.
struct LocalRecords<'a> {
    schemas: &'a Schemas,
    known: HashMap<RecordId, LocalCopies>,
    /// By id, so that digests are reproducible.
    shape: BTreeMap<RecordId, Record>,
    /// Records the app created by itself: settings, and the default pipeline.
    own: Vec<(KindId, FoundCopy)>,
    /// True if there is any other record, live or in the bin.
    used: bool,
}

/// A local record with all its copies.
struct LocalCopies {
    kind: KindId,
    /// Its copies, merged; `None` if all are unreadable.
    record: Option<Record>,
    copies: Vec<FoundCopy>,
    /// True if all copies are equal.
    alike: bool,
}

impl<'a> LocalRecords<'a> {
    fn of(pages: &[(PageKey, Page)], wanted: &HashSet<RecordId>, schemas: &'a Schemas) -> Self {
        let mut here = Self {
            schemas,
            known: HashMap::new(),
            shape: BTreeMap::new(),
            own: Vec::new(),
            used: false,
        };
        for (key, page) in pages {
            for slot in 0..page.count() {
                here.look(*key, page, slot, wanted);
            }
        }
        here
    }

    fn look(&mut self, key: PageKey, page: &Page, slot: usize, wanted: &HashSet<RecordId>) {
        let (id, kind) = (page.id(slot), page.kind(slot));
        let is_single = is_a(self.schemas, kind, Trait::Single);
        let is_own = is_single || page.changed_millis(slot) == SEEDED.millis;
        let is_shape = is_a(self.schemas, kind, Trait::Shape);
        self.used |= !is_own;
        if !is_own && !is_shape && !wanted.contains(&id) {
            return;
        }
        let record = page.record(slot);
        let changed = record.as_ref().map(Record::changed).unwrap_or_default();
        let copy = FoundCopy { key, id, changed };
        if is_own {
            self.own.push((kind, copy));
        }
        if let Some(record) = record.as_ref().filter(|_| is_shape) {
            self.shape.insert(id, record.clone());
        }
        if wanted.contains(&id) || is_single {
            match self.known.get_mut(&id) {
                Some(known) => known.add(record, copy),
                None => {
                    let known = LocalCopies { kind, record, copies: vec![copy], alike: true };
                    self.known.insert(id, known);
                }
            }
        }
    }

    /// True if there is a readable record of a kind that digests depend on.
    fn has_shape(&self, kind: KindId) -> bool {
        self.shape.values().any(|record| record.kind == kind)
    }

    /// Gives the id of this device's record to those of a backup that are the same under another id:
    /// of the team's settings there is one record, which each device made for itself.
    fn addressed(&self, mut backup: Vec<Record>) -> Vec<Record> {
        let mut here: BTreeMap<KindId, RecordId> = BTreeMap::new();
        for record in self.shape.values() {
            here.entry(record.kind).or_insert(record.id);
        }
        let is_elsewhere = |record: &Record| {
            is_a(self.schemas, record.kind, Trait::Single)
                && !is_a(self.schemas, record.kind, Trait::OfDevice)
                && !self.known.contains_key(&record.id)
        };
        let mut come: BTreeMap<KindId, RecordId> = BTreeMap::new();
        for record in backup.iter().filter(|record| is_elsewhere(record)) {
            let id = come.entry(record.kind).or_insert(record.id);
            *id = record.id.min(*id);
        }
        for record in backup.iter_mut().filter(|record| is_elsewhere(record)) {
            let id = here.get(&record.kind).or(come.get(&record.kind));
            record.id = id.copied().unwrap_or(record.id);
        }
        backup
    }

    /// True if a record of a backup would not stay as it is when it merges with the one here: if the
    /// pipeline of the first start is called in another language there. Settings merge in any case.
    fn is_otherwise(&self, theirs: &Record) -> bool {
        let ours = self.known.get(&theirs.id).and_then(|known| known.record.as_ref());
        let is_single = is_a(self.schemas, theirs.kind, Trait::Single);
        !is_single && ours.is_some_and(|ours| merge(theirs, ours) != *theirs)
    }

    /// Supersedes what gives way to the backup. Unreadable settings always do.
    fn give_way(&mut self, wanted: &HashSet<RecordId>, backup: &[Record], merged: &mut Merged) {
        let brought: HashSet<KindId> =
            backup.iter().filter(|record| !record.is_deleted()).map(|record| record.kind).collect();
        let otherwise: HashSet<RecordId> =
            backup.iter().filter(|record| self.is_otherwise(record)).map(|it| it.id).collect();
        for (kind, copy) in &self.own {
            let is_single = is_a(self.schemas, *kind, Trait::Single);
            let unreadable = is_single && !self.shape.contains_key(&copy.id);
            let is_other = !wanted.contains(&copy.id) || otherwise.contains(&copy.id);
            let gives_way = brought.contains(kind) && is_other;
            if gives_way && (!self.used || unreadable) {
                self.shape.remove(&copy.id);
                self.known.remove(&copy.id);
                merged.superseded.push(*copy);
            }
        }
    }
}

impl LocalCopies {
    fn add(&mut self, record: Option<Record>, copy: FoundCopy) {
        self.alike &= self.record == record;
        self.copies.push(copy);
        self.record = match (self.record.take(), record) {
            (Some(ours), Some(other)) => Some(merge_copies(&ours, &other)),
            (ours, other) => ours.or(other),
        };
    }

    /// Splits the copies into those that stay, one in the hot pages or one per participant of an
    /// activity, and faulty duplicates.
    fn parted(&self) -> (Vec<PageKey>, Vec<FoundCopy>) {
        let mut kept: Vec<PageKey> = Vec::new();
        let mut others = Vec::new();
        for copy in &self.copies {
            let PageKey { shelf, bucket, page: _ } = copy.key;
            match kept.iter().find(|key| (key.shelf, key.bucket) == (shelf, bucket)) {
                None => kept.push(copy.key),
                // Duplicates within a page become one when the page is written.
                Some(key) if *key == copy.key => {}
                Some(_) => others.push(*copy),
            }
        }
        (kept, others)
    }

    fn is_sound(&self) -> bool {
        let places: BTreeSet<(u8, u16)> =
            self.copies.iter().map(|copy| (copy.key.shelf, copy.key.bucket)).collect();
        self.alike && places.len() == self.copies.len()
    }
}

impl Merged {
    /// Merges the duplicates within a backup, which has a record twice if it was stored twice, and
    /// those within its records.
    fn once_each(&mut self, backup: Vec<Record>) -> Vec<Record> {
        let mut places: HashMap<RecordId, usize> = HashMap::new();
        let mut once: Vec<Record> = Vec::with_capacity(backup.len());
        for record in backup {
            match places.get(&record.id).and_then(|place| once.get_mut(*place)) {
                None => {
                    places.insert(record.id, once.len());
                    // A file may say more of one that was deleted for ever: a merge forgets it.
                    let record = if record.is_gone() { merge(&record, &record) } else { record };
                    once.push(untwinned(record));
                }
                Some(known) if known.kind == record.kind => *known = merge_copies(known, &record),
                Some(_) => self.unreadable += 1,
            }
        }
        once
    }

    fn take(
        &mut self,
        known: &LocalCopies,
        theirs: Record,
        schemas: &Schemas,
        touched: &mut Touched<'_>,
    ) {
        if known.record.is_some() && known.kind != theirs.kind {
            self.unreadable += 1;
            return;
        }
        let schema = schemas.get(theirs.kind);
        let after = match &known.record {
            Some(ours) => with_derived_of(Some(ours), merge_copies(ours, &theirs), schema),
            None => theirs,
        };
        self.gone.extend(after.gone_id());
        if known.record.as_ref() != Some(&after) {
            self.updated += 1;
            touched.add(known.record.as_ref(), &after);
        } else {
            self.same += 1;
            if known.is_sound() {
                return;
            }
        }
        let (kept, others) = known.parted();
        self.superseded.extend(others);
        // Derived values may have changed since the pages were read.
        let says = match &known.record {
            Some(_) => with_derived_of(None, after.clone(), schema),
            None => after.clone(),
        };
        self.changed.extend(kept.iter().map(|key| (*key, says.clone())));
        if schema.is_some_and(|schema| schema.kept == Kept::WithParties) {
            self.new.push((kept, after));
        }
    }
}

/// Replaces derived values, which have no stamp, with those of this device; drops the other
/// device's.
fn with_derived_of(ours: Option<&Record>, mut after: Record, schema: Option<&Schema>) -> Record {
    if after.is_gone() {
        return after;
    }
    let fields = schema.iter().flat_map(|schema| schema.fields.iter());
    let derived: HashSet<u32> =
        fields.filter(|field| field.shown == Shown::Derived).map(|field| field.number).collect();
    let found_out = |entry: &FieldEntry| {
        let unstamped = matches!(entry.slot, Slot::One { stamp: Stamp::NEVER, .. });
        unstamped && derived.contains(&entry.field)
    };
    after.entries.retain(|entry| !found_out(entry));
    for entry in ours.iter().flat_map(|ours| &ours.entries).filter(|entry| found_out(entry)) {
        if after.slot(entry.field, entry.slot.shape()).is_none() {
            after.put(entry.field, entry.slot.clone());
        }
    }
    after
}

/// New and changed records that others derive values from, with their final values, and the records
/// they are about.
struct Touched<'a> {
    schemas: &'a Schemas,
    records: BTreeMap<RecordId, Record>,
    /// Each with the kind of its cause.
    subjects: BTreeSet<(RecordId, KindId)>,
    /// Records with derived values that were not here: their values are the other device's.
    fresh: HashMap<RecordId, KindId>,
}

impl<'a> Touched<'a> {
    fn new(schemas: &'a Schemas) -> Self {
        Self { schemas, records: BTreeMap::new(), subjects: BTreeSet::new(), fresh: HashMap::new() }
    }

    fn add(&mut self, before: Option<&Record>, after: &Record) {
        if !derivations_of(after.kind).is_empty() && before.is_none() {
            self.fresh.insert(after.id, after.kind);
        }
        let Some(schema) = cause(self.schemas, after.kind) else { return };
        for record in before.into_iter().chain([after]) {
            let about = schema.parties_of(record).into_iter();
            self.subjects.extend(about.map(|subject| (subject, after.kind)));
        }
        self.records.insert(after.id, after.clone());
    }

    /// Adds derived values: for subjects in these pages, and for new ones that something in these
    /// pages is about.
    fn add_derived(mut self, pages: &[(PageKey, Page)], merged: &mut Merged) {
        if self.subjects.is_empty() && self.fresh.is_empty() {
            return;
        }
        let (mut kinds, mut causes) = self.look(pages);
        causes.extend(std::mem::take(&mut self.records));
        let mut about: HashMap<RecordId, Vec<&Record>> = HashMap::new();
        for record in causes.values().filter(|record| !record.is_deleted()) {
            let Some(schema) = cause(self.schemas, record.kind) else { continue };
            for subject in schema.parties_of(record) {
                about.entry(subject).or_default().push(record);
            }
        }
        kinds.retain(|_, kind| !derivations_of(*kind).is_empty());
        let mut drafts: BTreeMap<RecordId, Draft> = BTreeMap::new();
        for (subject, from) in &self.subjects {
            let come = self.fresh.get(subject);
            let Some(kind) = kinds.get(subject).or(come) else { continue };
            let all = about.get(subject).map(Vec::as_slice).unwrap_or_default();
            let derived = derived_from(self.schemas, *kind, *from, all);
            if !derived.slots.is_empty() {
                let draft = drafts.entry(*subject).or_insert_with(|| Draft::new(*kind));
                draft.slots.extend(derived.slots);
            }
        }
        for (copies, record) in &mut merged.new {
            if copies.is_empty()
                && let Some(draft) = drafts.remove(&record.id)
                && let Some(updated) = derived(record, &draft)
            {
                *record = updated;
            }
        }
        merged.derived = drafts.into_iter().collect();
    }

    /// Searches the pages for subjects, and for the records about them.
    fn look(
        &mut self,
        pages: &[(PageKey, Page)],
    ) -> (HashMap<RecordId, KindId>, BTreeMap<RecordId, Record>) {
        let wanted: HashSet<RecordId> = self.subjects.iter().map(|(subject, _)| *subject).collect();
        let mut kinds: HashMap<RecordId, KindId> = HashMap::new();
        let mut causes: BTreeMap<RecordId, Record> = BTreeMap::new();
        for (_, page) in pages {
            for slot in 0..page.count() {
                let (id, kind) = (page.id(slot), page.kind(slot));
                if wanted.contains(&id) {
                    kinds.insert(id, kind);
                }
                let Some(schema) = cause(self.schemas, kind) else { continue };
                let about = schema.parties_of(&page.view(slot));
                for subject in &about {
                    if let Some(of) = self.fresh.get(subject) {
                        kinds.insert(*subject, *of);
                        self.subjects.insert((*subject, kind));
                    }
                }
                let is_about = |it| wanted.contains(it) || self.fresh.contains_key(it);
                if !page.is_deleted(slot) && about.iter().any(is_about) {
                    causes.extend(page.record(slot).map(|record| (id, record)));
                }
            }
        }
        (kinds, causes)
    }
}

/// Returns the schema of a kind that others derive values from; `None` for any other.
pub(super) fn cause(schemas: &Schemas, kind: KindId) -> Option<&Schema> {
    schemas.get(kind).filter(|_| derivations_from(kind).next().is_some())
}

/// Returns the values that a record of a kind derives from the live records of another about it.
pub(super) fn derived_from(
    schemas: &Schemas,
    kind: KindId,
    from: KindId,
    about: &[&Record],
) -> Draft {
    let mut draft = Draft::new(kind);
    if let Some(schema) = schemas.get(from) {
        for rule in derivations_of(kind).iter().filter(|rule| rule.from == from) {
            let about = about.iter().copied().filter(|record| record.kind == from);
            derive(rule, schema, about, &mut draft);
        }
    }
    draft
}
