//! Notes: activities that live in the bucket of the contact or company they belong to.

use std::collections::BTreeMap;

use crate::domain::{
    ACTIVITY, Draft, Fields, Note, RecordId, Value, activity, common, many_lines, one_line,
};
use crate::replica::{ActionKind, Page, PageKey};
use crate::store::{PageRange, Store};

use super::actions::{Done, Saved};
use super::edits::Op;
use super::workspace::Workspace;
use super::{AppError, Env};

/// How many letters of a note the history shows.
const LABEL: usize = 32;

impl<S: Store, E: Env> Workspace<S, E> {
    /// Writes a note. `when` may be in the past.
    ///
    /// # Errors
    /// As [`Workspace::save`].
    pub async fn add_note(&self, home: RecordId, text: &str, when: i64) -> Result<Saved, AppError> {
        let mut draft = Draft::new(ACTIVITY);
        draft.set_text(activity::WHAT, activity::NOTE);
        draft.set(activity::WHEN, Value::Moment(when));
        draft.set_text(activity::TEXT, many_lines(text));
        draft.set(activity::HOME, Value::Reference(home));
        self.load_bucket(home).await?;
        let key = self.page_for_activity(home);
        let id = self.new_id();
        let random = || self.env.random();
        let mut edits = self.edits(ActionKind::Create, self.note_label(home, text), &random);
        edits.add(key, id, Op::Create(ACTIVITY, draft));
        Ok(Saved { id, done: self.perform(edits).await? })
    }

    /// Changes text and time of a note.
    ///
    /// # Errors
    /// `NotFound`, or what the store gives.
    pub async fn edit_note(
        &self,
        home: RecordId,
        id: RecordId,
        text: &str,
        when: i64,
    ) -> Result<Done, AppError> {
        let mut draft = Draft::new(ACTIVITY);
        draft.set(activity::WHEN, Value::Moment(when));
        draft.set_text(activity::TEXT, many_lines(text));
        self.write_note(home, id, ActionKind::Edit, draft).await
    }

    /// Moves a note to the bin.
    ///
    /// # Errors
    /// `NotFound`, or what the store gives.
    pub async fn delete_note(&self, home: RecordId, id: RecordId) -> Result<Done, AppError> {
        let mut draft = Draft::new(ACTIVITY);
        draft.set(common::DELETED, Value::Flag(true));
        self.write_note(home, id, ActionKind::Delete, draft).await
    }

    /// The notes of a contact or company, the latest first.
    ///
    /// # Errors
    /// What the store gives.
    pub async fn notes(&self, home: RecordId) -> Result<Vec<Note>, AppError> {
        self.load_bucket(home).await?;
        let inner = self.inner.borrow();
        let bucket = PageKey::of_home(home, 0).bucket;
        let mut notes = Vec::new();
        for (_, page) in inner.buckets.get(&bucket).into_iter().flatten() {
            for slot in 0..page.count() {
                if page.link(slot) == Some(home) && !page.is_deleted(slot) {
                    notes.push(note(page, slot));
                }
            }
        }
        notes.sort_by_key(|note| (std::cmp::Reverse(note.when), std::cmp::Reverse(note.id)));
        Ok(notes)
    }

    async fn write_note(
        &self,
        home: RecordId,
        id: RecordId,
        action: ActionKind,
        draft: Draft,
    ) -> Result<Done, AppError> {
        self.load_bucket(home).await?;
        let key = self.activity_key(home, id).ok_or(AppError::NotFound)?;
        let random = || self.env.random();
        let known = self.notes(home).await?.into_iter().find(|note| note.id == id);
        let text = known.map(|note| note.text).unwrap_or_default();
        let mut edits = self.edits(action, self.note_label(home, &text), &random);
        edits.add(key, id, Op::Write(draft));
        self.perform(edits).await
    }

    /// How the history calls a note: its first words, and whose it is. A name alone would say that
    /// the contact was deleted.
    fn note_label(&self, home: RecordId, text: &str) -> String {
        let line = one_line(text);
        let mut words: String = line.chars().take(LABEL).collect();
        if words.len() < line.len() {
            words.push('…');
        }
        format!("“{words}” · {}", self.name(home))
    }

    pub(super) async fn load_bucket(&self, home: RecordId) -> Result<(), AppError> {
        self.load_bucket_number(PageKey::of_home(home, 0).bucket).await
    }

    pub(super) async fn load_bucket_number(&self, bucket: u16) -> Result<(), AppError> {
        if self.inner.borrow().buckets.contains_key(&bucket) {
            return Ok(());
        }
        let mut read = BTreeMap::new();
        self.store.read_pages(PageRange::Bucket(bucket), &mut |some| read.extend(some)).await?;
        let opened =
            read.into_iter().filter_map(|(key, bytes)| Some((key, Page::open(bytes).ok()?)));
        let pages = opened.collect();
        self.inner.borrow_mut().buckets.insert(bucket, pages);
        Ok(())
    }

    /// The page that holds an activity of a bucket that was loaded.
    pub(super) fn activity_key(&self, home: RecordId, id: RecordId) -> Option<PageKey> {
        self.activity_in(PageKey::of_home(home, 0).bucket, id)
    }

    pub(super) fn activity_in(&self, bucket: u16, id: RecordId) -> Option<PageKey> {
        let inner = self.inner.borrow();
        let mut pages = inner.buckets.get(&bucket)?.iter();
        pages.find(|(_, page)| page.find(id).is_some()).map(|(key, _)| *key)
    }

    fn page_for_activity(&self, home: RecordId) -> PageKey {
        let inner = self.inner.borrow();
        let fresh = PageKey::of_home(home, self.env.random());
        let mut pages = inner.buckets.get(&fresh.bucket).into_iter().flatten();
        pages.find(|(_, page)| page.has_room()).map_or(fresh, |(key, _)| *key)
    }
}

fn note(page: &Page, slot: usize) -> Note {
    let view = page.view(slot);
    let when = match view.value(activity::WHEN) {
        Some(Value::Moment(millis)) => millis,
        _ => 0,
    };
    Note {
        id: page.id(slot),
        what: view.text(activity::WHAT),
        when,
        text: view.text(activity::TEXT),
    }
}
