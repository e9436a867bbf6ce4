//! Logging activities: a call, a visit, a note, together with the task it completes and the next
//! task, as one action.

use std::collections::BTreeSet;

use domain::{
    ACTIVITY, Draft, DraftSlot, Fields, RecordId, TASK, Value, activity, any_kind, many_lines,
    one_line, task,
};
use replica::{ActionKind, Page, PageKey};
use store::{PageRange, Store};

use super::actions::{Done, Saved, tidy};
use super::edits::{Edits, Op};
use super::workspace::Workspace;
use super::{AppError, Env};

/// Number of characters of a text shown in the history.
const LABEL: usize = 32;

/// An activity to log.
#[derive(Clone, Debug, PartialEq)]
pub struct LoggedActivity {
    /// The activity, with its contacts, deal and company.
    pub activity: Draft,
    /// The follow-up task.
    pub next: Option<Draft>,
    /// The task that it completes.
    pub does: Option<RecordId>,
}

impl<S: Store, E: Env> Workspace<S, E> {
    /// Logs an activity.
    ///
    /// # Errors
    /// `NotFound` if it has no participant; store errors.
    pub async fn log(&self, logged: LoggedActivity) -> Result<Saved, AppError> {
        let LoggedActivity { mut activity, next, does } = logged;
        tidy(&mut activity);
        if let Some(id) = does {
            activity.set(activity::TASK, Value::Reference(id));
        }
        let random = || self.env.random();
        let parties = self.with_home(&mut activity)?;
        let label = self.activity_label(&activity);
        let mut edits = self.edits(ActionKind::Create, label, &random);
        let id = self.add_activity(&mut edits, activity, &parties).await?;
        if let Some(does) = does {
            self.do_task(&mut edits, does)?;
        }
        if let Some(mut next) = next {
            tidy(&mut next);
            edits.add(self.page_for_new(), self.new_id(), Op::Create(TASK, next));
        }
        Ok(Saved { id, done: self.commit_edits(edits).await? })
    }

    /// Writes a draft into an activity; its participants stay. What it is about may change: if that
    /// was the record that it belongs to, it goes to another.
    ///
    /// # Errors
    /// `NotFound`, also if it would be about nothing; store errors.
    pub async fn edit_activity(
        &self,
        home: RecordId,
        id: RecordId,
        mut draft: Draft,
    ) -> Result<Done, AppError> {
        tidy(&mut draft);
        for fixed in [activity::HOME, activity::CONTACTS] {
            draft.slots.remove(&fixed);
        }
        let (record, _) = self.copies_of(home, id).await?;
        let named = self.move_home(&record, &mut draft)?;
        let drafts = named.into_iter().chain([draft]).collect();
        self.write_activity(home, id, ActionKind::Edit, drafts).await
    }

    /// Moves an activity to the bin.
    ///
    /// # Errors
    /// `NotFound`; store errors.
    pub async fn delete_activity(&self, home: RecordId, id: RecordId) -> Result<Done, AppError> {
        let mut draft = Draft::new(ACTIVITY);
        draft.set(any_kind::DELETED, Value::Flag(true));
        self.write_activity(home, id, ActionKind::Delete, vec![draft]).await
    }

    /// Returns an activity as a draft for editing.
    ///
    /// # Errors
    /// `NotFound`; store errors.
    pub async fn activity(&self, home: RecordId, id: RecordId) -> Result<Draft, AppError> {
        let (record, _) = self.copies_of(home, id).await?;
        let schema = self.schema(ACTIVITY).ok_or(AppError::NotFound)?;
        let mut draft = Draft::of(&schema, &record);
        self.name_home(&mut draft);
        Ok(draft)
    }

    async fn write_activity(
        &self,
        home: RecordId,
        id: RecordId,
        action: ActionKind,
        drafts: Vec<Draft>,
    ) -> Result<Done, AppError> {
        let (record, keys) = self.copies_of(home, id).await?;
        let random = || self.env.random();
        let mut edits = self.edits(action, self.activity_label(&record), &random);
        for key in keys {
            drafts.iter().for_each(|draft| edits.add(key, id, Op::Write(draft.clone())));
        }
        self.commit_edits(edits).await
    }

    /// Adds an activity to an action, with a copy for each participant.
    pub(super) async fn add_activity(
        &self,
        edits: &mut Edits<'_>,
        activity: Draft,
        parties: &[RecordId],
    ) -> Result<RecordId, AppError> {
        let id = self.new_id();
        let mut buckets = BTreeSet::new();
        for party in parties {
            self.load_bucket(*party).await?;
            let key = self.page_for_activity(*party);
            // Two participants may share a bucket.
            if buckets.insert(key.bucket) {
                edits.add(key, id, Op::Create(ACTIVITY, activity.clone()));
            }
        }
        Ok(id)
    }

    /// Returns an activity's label in the history: its first words or its type, as the screen calls
    /// it, and its home's name. The name alone would read as if the contact had been deleted.
    pub(super) fn activity_label(&self, activity: &impl Fields) -> String {
        let home = activity.reference(activity::HOME).map(|home| self.name(home));
        let line = one_line(&activity.text(activity::TEXT));
        let what = if line.is_empty() {
            let replica = self.replica();
            let schema = replica.context().schemas.get(ACTIVITY);
            let types = schema.and_then(|schema| schema.field(activity::WHAT));
            let key = activity.text(activity::WHAT);
            let known =
                types.and_then(|field| field.choices.iter().find(|choice| choice.key == key));
            known.map(|choice| choice.label.to_string()).unwrap_or_default()
        } else {
            let mut words: String = line.chars().take(LABEL).collect();
            if words.len() < line.len() {
                words.push('…');
            }
            format!("“{words}”")
        };
        format!("{what} · {}", home.unwrap_or_default())
    }

    pub(super) async fn load_bucket(&self, home: RecordId) -> Result<(), AppError> {
        self.load_bucket_number(PageKey::of_home(home, 0).bucket).await
    }

    pub(super) async fn load_bucket_number(&self, bucket: u16) -> Result<(), AppError> {
        while !self.inner.borrow().buckets.contains_key(&bucket) {
            let taken = self.taken();
            let mut read = std::collections::BTreeMap::new();
            self.store.read_pages(PageRange::Bucket(bucket), &mut |some| read.extend(some)).await?;
            // Pages of another tab's open bulk work may still be rolled back.
            self.store.open_bulk_pages().await?.iter().for_each(|key| drop(read.remove(key)));
            // A commit may have written to these pages meanwhile.
            if self.taken() == taken {
                let open = |(key, bytes)| Some((key, Page::open(bytes).ok()?));
                let pages = read.into_iter().filter_map(open).collect();
                self.inner.borrow_mut().buckets.insert(bucket, pages);
            }
        }
        Ok(())
    }

    /// Returns the page that holds an activity, in a loaded bucket.
    pub(super) fn activity_key(&self, home: RecordId, id: RecordId) -> Option<PageKey> {
        self.activity_in(PageKey::of_home(home, 0).bucket, id)
    }

    pub(super) fn activity_in(&self, bucket: u16, id: RecordId) -> Option<PageKey> {
        let inner = self.inner.borrow();
        let mut pages = inner.buckets.get(&bucket)?.iter();
        pages.find(|(_, page)| page.find(id).is_some()).map(|(key, _)| *key)
    }

    /// Returns the page for a new activity, in a loaded bucket.
    pub(super) fn page_for_activity(&self, home: RecordId) -> PageKey {
        self.page_in_bucket(PageKey::of_home(home, 0).bucket)
    }

    /// Returns the page for a new activity in a loaded bucket.
    pub(super) fn page_in_bucket(&self, bucket: u16) -> PageKey {
        let inner = self.inner.borrow();
        let fresh = PageKey { shelf: PageKey::ACTIVITIES, bucket, page: self.env.random() };
        let mut pages = inner.buckets.get(&fresh.bucket).into_iter().flatten();
        pages.find(|(_, page)| page.has_room()).map_or(fresh, |(key, _)| *key)
    }
}

/// Builds a note as an activity.
pub fn note_draft(home: RecordId, text: &str, when: i64) -> Draft {
    let mut draft = Draft::new(ACTIVITY);
    draft.set_text(activity::WHAT, activity::NOTE);
    draft.set(activity::WHEN, Value::Moment(when));
    draft.set_text(activity::TEXT, many_lines(text));
    draft.set(activity::HOME, Value::Reference(home));
    draft
}

/// Builds the activity that completing a task logs. `about` are the fields of the task's own parties,
/// under the same numbers in both.
pub(super) fn activity_of_task(task: &impl Fields, about: &[u32], when: i64) -> Draft {
    let mut draft = Draft::new(ACTIVITY);
    draft.set_text(activity::WHAT, activity::DONE);
    draft.set(activity::WHEN, Value::Moment(when));
    draft.set_text(activity::TEXT, task.text(task::TEXT));
    let pairs = [
        (task::COMPANY, activity::COMPANY),
        (task::DEAL, activity::DEAL),
        (task::CONTACT, activity::HOME),
    ];
    for (from, to) in pairs {
        if let Some(id) = task.reference(from) {
            draft.set(to, Value::Reference(id));
        }
    }
    let blank = |slot: &DraftSlot| matches!(slot, DraftSlot::One(None));
    draft.slots.retain(|_, slot| !blank(slot));
    for (field, id) in about.iter().filter_map(|field| Some((*field, task.reference(*field)?))) {
        draft.push(field, "", Value::Reference(id));
    }
    draft
}
