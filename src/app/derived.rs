//! Derived values: what contacts and deals show of their tasks and activities (next task, next
//! call-back, last contact, attempts since). They are written in the transaction that causes them,
//! whatever the action: save, log, delete or undo.

use std::collections::{BTreeMap, BTreeSet};

use domain::{
    ACTIVITY, CONTACT, ContactAttempts, DEAL, Draft, DraftSlot, Fields, KindId, RecordId, TASK,
    Value, activity, contact, deal, earlier, task,
};
use replica::{Page, PageKey, Record};
use store::Store;

use super::Env;
use super::edits::{Edits, Op};
use super::workspace::Workspace;

/// Tasks and activities as an action will leave them, by id.
pub(super) type Foreseen = BTreeMap<RecordId, Record>;

impl<S: Store, E: Env> Workspace<S, E> {
    /// Adds the derived values that follow from an action. Returns the affected records, each with
    /// the kind of its cause.
    pub(super) fn add_derived(&self, edits: &mut Edits<'_>) -> BTreeSet<(RecordId, KindId)> {
        let mut tasks = Foreseen::new();
        let mut activities = Foreseen::new();
        let mut affected = BTreeSet::new();
        for (key, id, ops) in causes(edits) {
            let before = self.stored(key, id);
            let kind = before.as_ref().map_or(ops[0].kind(), |record| record.kind);
            if kind != TASK && kind != ACTIVITY {
                continue;
            }
            let blank = Record::new(kind, id);
            let after = edits.foresee(key, before.clone().unwrap_or(blank), &ops);
            for record in before.iter().chain([&after]) {
                let subjects = if kind == TASK { task_subjects(record) } else { parties(record) };
                affected.extend(subjects.into_iter().map(|subject| (subject, kind)));
            }
            let foreseen = if kind == TASK { &mut tasks } else { &mut activities };
            foreseen.insert(id, after);
        }
        self.derive_for(edits, affected.clone(), &tasks, &activities);
        affected
    }

    /// Adds derived values for these records; `tasks` and `activities` override the stored ones.
    pub(super) fn derive_for(
        &self,
        edits: &mut Edits<'_>,
        affected: BTreeSet<(RecordId, KindId)>,
        tasks: &Foreseen,
        activities: &Foreseen,
    ) {
        let mut drafts: BTreeMap<RecordId, (PageKey, Draft)> = BTreeMap::new();
        for (subject, cause) in affected {
            let Some((key, kind)) = self.place_of_subject(edits, subject) else { continue };
            let (_, draft) = drafts.entry(subject).or_insert_with(|| (key, Draft::new(kind)));
            if cause == TASK {
                self.derive_from_tasks(subject, tasks, draft);
            } else if kind == CONTACT {
                self.derive_from_activities(subject, activities, draft);
            }
        }
        for (subject, (key, draft)) in drafts {
            edits.add(key, subject, Op::Derive(draft));
        }
    }

    /// Returns the derived values of a contact or deal from its stored tasks and activities; `None`
    /// for other kinds.
    pub(super) fn derived_of(&self, id: RecordId, kind: KindId) -> Option<Draft> {
        let nothing = Foreseen::new();
        let mut draft = Draft::new(kind);
        if kind == CONTACT || kind == DEAL {
            self.derive_from_tasks(id, &nothing, &mut draft);
        }
        if kind == CONTACT {
            self.derive_from_activities(id, &nothing, &mut draft);
        }
        (!draft.slots.is_empty()).then_some(draft)
    }

    /// Returns a hot record, or an activity of a loaded bucket, from memory.
    pub(super) fn stored(&self, key: PageKey, id: RecordId) -> Option<Record> {
        if key.shelf != PageKey::ACTIVITIES {
            return self.record(id);
        }
        let inner = self.inner.borrow();
        let mut pages = inner.buckets.get(&key.bucket)?.iter();
        pages.find_map(|(_, page)| page.record(page.find(id)?))
    }

    /// Returns the page of a contact or deal that exists or is created by the same action.
    fn place_of_subject(&self, edits: &Edits<'_>, id: RecordId) -> Option<(PageKey, KindId)> {
        let known = self.key_of(id).zip(self.kind_of(id));
        let made = || {
            edits.pages.iter().find_map(|(key, ops)| {
                let (_, op) =
                    ops.iter().find(|(of, op)| *of == id && matches!(op, Op::Create(..)))?;
                Some((*key, op.kind()))
            })
        };
        known.or_else(made).filter(|(_, kind)| *kind == CONTACT || *kind == DEAL)
    }

    fn derive_from_tasks(&self, subject: RecordId, foreseen: &Foreseen, draft: &mut Draft) {
        let mut next = NextTasks::default();
        let replica = self.replica();
        for row in replica.open_tasks_of(subject) {
            if !foreseen.contains_key(&replica.id(row)) {
                next.add(&replica.view(row));
            }
        }
        for record in foreseen.values() {
            let open = !record.is_deleted() && record.value(task::DONE).is_none();
            if open && task_subjects(record).contains(&subject) {
                next.add(record);
            }
        }
        next.into_draft(draft);
    }

    fn derive_from_activities(&self, subject: RecordId, foreseen: &Foreseen, draft: &mut Draft) {
        let inner = self.inner.borrow();
        let bucket = PageKey::of_home(subject, 0).bucket;
        // A bucket that is not loaded is skipped: no update is better than a wrong one.
        let Some(pages) = inner.buckets.get(&bucket) else { return };
        let known = pages.iter().flat_map(|(_, page)| activities_of(page, subject));
        let known = known.filter(|record| !foreseen.contains_key(&record.id));
        let new =
            foreseen.values().filter(|it| !it.is_deleted() && parties(*it).contains(&subject));
        ContactAttempts::of(known.chain(new.cloned())).into_draft(draft);
    }
}

/// The due dates of the next task and the next call of a contact or deal.
#[derive(Default)]
pub(super) struct NextTasks {
    next: Option<String>,
    call: Option<String>,
}

impl NextTasks {
    /// Takes an open task into account.
    pub fn add(&mut self, task: &impl Fields) {
        let due = Some(task.text(task::DUE)).filter(|due| !due.is_empty());
        if task.text(task::WHAT) == task::CALL {
            self.call = earlier(self.call.take(), due.clone());
        }
        self.next = earlier(self.next.take(), due);
    }

    /// Writes the values into the draft of a contact or deal.
    pub fn into_draft(self, draft: &mut Draft) {
        let text = |due: Option<String>| DraftSlot::One(due.map(Value::Text));
        if draft.kind == CONTACT {
            draft.slots.insert(contact::NEXT, text(self.next));
            draft.slots.insert(contact::NEXT_CALL, text(self.call));
        } else {
            draft.slots.insert(deal::NEXT, text(self.next));
        }
    }
}

/// Lists the records that an action writes, with its operations on each.
fn causes(edits: &Edits<'_>) -> Vec<(PageKey, RecordId, Vec<Op>)> {
    let mut causes: Vec<(PageKey, RecordId, Vec<Op>)> = Vec::new();
    for (key, ops) in &edits.pages {
        let start = causes.len();
        for (id, op) in ops {
            match causes[start..].iter_mut().find(|(_, known, _)| known == id) {
                Some((_, _, known)) => known.push(op.clone()),
                None => causes.push((*key, *id, vec![op.clone()])),
            }
        }
    }
    causes
}

/// Returns the live activities in a page in which `subject` took part.
pub(super) fn activities_of(page: &Page, subject: RecordId) -> impl Iterator<Item = Record> + '_ {
    slots_of(page, subject).filter_map(|slot| page.record(slot))
}

/// Returns the slots of the live activities in a page in which `subject` took part.
pub(super) fn slots_of(page: &Page, subject: RecordId) -> impl Iterator<Item = usize> + '_ {
    (0..page.count()).filter(move |slot| {
        let takes_part = || {
            let others = page.view(*slot).elements(activity::CONTACTS);
            others.iter().any(|element| element.value == Value::Reference(subject))
        };
        !page.is_deleted(*slot) && (page.link(*slot) == Some(subject) || takes_part())
    })
}

/// Returns the contact, company and deal of a task.
pub(super) fn task_subjects(task: &impl Fields) -> Vec<RecordId> {
    let fields = [task::CONTACT, task::COMPANY, task::DEAL];
    fields.into_iter().filter_map(|field| task.reference(field)).collect()
}

/// Returns the participants of an activity, its home first. Each has a copy of it.
pub(super) fn parties(activity: &impl Fields) -> Vec<RecordId> {
    let mut parties: Vec<RecordId> = activity.reference(activity::HOME).into_iter().collect();
    for element in activity.elements(activity::CONTACTS) {
        if let Value::Reference(id) = element.value
            && !parties.contains(&id)
        {
            parties.push(id);
        }
    }
    parties
}
