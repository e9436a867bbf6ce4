//! A backup that comes into an app which has data: what of it is new, what is newer than what is
//! there, and what is the same. Copies are merged field by field, the larger stamp wins.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::app::facts::{NextTasks, parties, task_subjects};
use crate::domain::{
    ACTIVITY, CONTACT, CUSTOM_FIELD, DEAL, Draft, Fields, KindId, Reaching, RecordId, SETTINGS,
    Schema, Schemas, Shown, TASK, task,
};
use crate::replica::{Page, PageKey, Record, merge};

/// What becomes of the records of a backup.
#[derive(Debug, Default)]
pub struct Merged {
    /// Records that are not here, and activities that are here with one party and not with another:
    /// then with the pages that have copies, for only the missing ones are to be made.
    pub new: Vec<(Vec<PageKey>, Record)>,
    /// Records that are here and say more afterwards, once for every page that has a copy.
    pub changed: Vec<(Vec<PageKey>, Record)>,
    /// What follows for contacts and deals that are here.
    pub facts: Vec<(RecordId, Draft)>,
    /// How many are new.
    pub added: usize,
    /// How many were here and have something newer now.
    pub updated: usize,
    /// How many were here just so, or newer.
    pub same: usize,
    /// The settings and custom fields that hold afterwards: digests depend on them.
    pub shape: Vec<Record>,
}

/// Merges the records of a backup with pages.
pub fn merge_into(
    pages: Vec<(PageKey, Vec<u8>)>,
    backup: Vec<Record>,
    schemas: &Schemas,
) -> Merged {
    let wanted: HashSet<RecordId> = backup.iter().map(|record| record.id).collect();
    let pages: Vec<(PageKey, Page)> =
        pages.into_iter().filter_map(|(key, bytes)| Some((key, Page::open(bytes).ok()?))).collect();
    let mut here: HashMap<RecordId, (Record, Vec<PageKey>)> = HashMap::new();
    let mut shape: HashMap<RecordId, Record> = HashMap::new();
    for (key, page) in &pages {
        for slot in 0..page.count() {
            let is_shape = SHAPE.contains(&page.kind(slot));
            if !is_shape && !wanted.contains(&page.id(slot)) {
                continue;
            }
            let Some(record) = page.record(slot) else { continue };
            if is_shape {
                shape.insert(record.id, record.clone());
            }
            here.entry(record.id).or_insert_with(|| (record, Vec::new())).1.push(*key);
        }
    }
    let has_settings = shape.values().any(|record| record.kind == SETTINGS);
    let mut merged = Merged::default();
    let mut touched = Touched::default();
    for theirs in backup {
        match here.get(&theirs.id) {
            // The settings of another device are not those of this one.
            None if theirs.kind == SETTINGS && has_settings => merged.same += 1,
            None => {
                merged.added += 1;
                touched.add(None, &theirs);
                merged.new.push((Vec::new(), theirs));
            }
            Some((ours, keys)) => merged.take(ours, &theirs, keys, schemas, &mut touched),
        }
    }
    let came = merged.new.iter().chain(&merged.changed).map(|(_, record)| record);
    let came = came.filter(|record| SHAPE.contains(&record.kind));
    shape.extend(came.map(|record| (record.id, record.clone())));
    merged.shape = shape.into_values().collect();
    // A hash map has no order, and digests are to be the same every time.
    merged.shape.sort_by_key(|record| record.id);
    merged.facts = touched.facts(&pages);
    merged
}

/// What digests depend on.
const SHAPE: [KindId; 2] = [SETTINGS, CUSTOM_FIELD];

impl Merged {
    fn take(
        &mut self,
        ours: &Record,
        theirs: &Record,
        keys: &[PageKey],
        schemas: &Schemas,
        touched: &mut Touched,
    ) {
        let schema = schemas.get(ours.kind);
        let after = with_derived_of(ours, merge(ours, theirs), schema);
        if after == *ours {
            self.same += 1;
            return;
        }
        self.updated += 1;
        touched.add(Some(ours), &after);
        self.changed.extend(keys.iter().map(|key| (vec![*key], after.clone())));
        if after.kind == ACTIVITY {
            self.new.push((keys.to_vec(), after));
        }
    }
}

/// What the app finds out is found out here, and not taken from elsewhere.
fn with_derived_of(ours: &Record, mut after: Record, schema: Option<&Schema>) -> Record {
    let fields = schema.iter().flat_map(|schema| schema.fields.iter());
    let derived: HashSet<u32> =
        fields.filter(|field| field.shown == Shown::Derived).map(|field| field.number).collect();
    after.entries.retain(|entry| !derived.contains(&entry.field));
    for entry in ours.entries.iter().filter(|entry| derived.contains(&entry.field)) {
        after.put(entry.field, entry.slot.clone());
    }
    after
}

/// Tasks and activities that are new or changed, as they are afterwards, and whom they are about.
#[derive(Default)]
struct Touched {
    records: BTreeMap<RecordId, Record>,
    subjects: BTreeSet<(RecordId, KindId)>,
}

impl Touched {
    fn add(&mut self, before: Option<&Record>, after: &Record) {
        if ![TASK, ACTIVITY].contains(&after.kind) {
            return;
        }
        for record in before.into_iter().chain([after]) {
            let about = subjects_of(record.kind, record);
            self.subjects.extend(about.into_iter().map(|subject| (subject, after.kind)));
        }
        self.records.insert(after.id, after.clone());
    }

    /// What follows for subjects that are in these pages.
    fn facts(&self, pages: &[(PageKey, Page)]) -> Vec<(RecordId, Draft)> {
        let wanted: HashSet<RecordId> = self.subjects.iter().map(|(subject, _)| *subject).collect();
        if wanted.is_empty() {
            return Vec::new();
        }
        let mut kinds: HashMap<RecordId, KindId> = HashMap::new();
        let mut causes: BTreeMap<RecordId, Record> = BTreeMap::new();
        for (_, page) in pages {
            for slot in 0..page.count() {
                let (id, kind) = (page.id(slot), page.kind(slot));
                if wanted.contains(&id) {
                    kinds.insert(id, kind);
                }
                if [TASK, ACTIVITY].contains(&kind)
                    && !page.is_deleted(slot)
                    && subjects_of(kind, &page.view(slot)).iter().any(|it| wanted.contains(it))
                {
                    causes.extend(page.record(slot).map(|record| (id, record)));
                }
            }
        }
        causes.extend(self.records.iter().map(|(id, record)| (*id, record.clone())));
        let mut about: HashMap<RecordId, Vec<&Record>> = HashMap::new();
        for cause in causes.values().filter(|cause| !cause.is_deleted()) {
            for subject in subjects_of(cause.kind, cause) {
                about.entry(subject).or_default().push(cause);
            }
        }
        let mut drafts: BTreeMap<RecordId, Draft> = BTreeMap::new();
        for (subject, cause) in &self.subjects {
            let Some(kind) = kinds.get(subject).filter(|kind| [CONTACT, DEAL].contains(kind))
            else {
                continue;
            };
            let all = about.get(subject).map(Vec::as_slice).unwrap_or_default();
            let draft = drafts.entry(*subject).or_insert_with(|| Draft::new(*kind));
            tell(*cause, all, draft);
        }
        drafts.into_iter().collect()
    }
}

fn subjects_of(kind: KindId, record: &impl Fields) -> Vec<RecordId> {
    if kind == TASK { task_subjects(record) } else { parties(record) }
}

/// What a contact or a deal tells of its tasks or of its activities.
fn tell(cause: KindId, about: &[&Record], draft: &mut Draft) {
    let about = about.iter().copied().filter(|record| record.kind == cause);
    if cause == ACTIVITY {
        if draft.kind == CONTACT {
            Reaching::of(about.cloned()).into_draft(draft);
        }
        return;
    }
    let mut next = NextTasks::default();
    about.filter(|record| record.value(task::DONE).is_none()).for_each(|record| next.tell(record));
    next.into_draft(draft);
}
