//! The record that an activity belongs to: the first of those that it is about.

use domain::{
    ACTIVITY, Draft, DraftElement, DraftSlot, Element, Fields, KindId, RecordId, TASK, Value,
    activity, people_of_log,
};
use replica::Record;
use store::Store;

use super::log::activity_of_task;
use super::workspace::Workspace;
use super::{AppError, Env};

impl<S: Store, E: Env> Workspace<S, E> {
    /// Returns the record that an activity belongs to: the first contact, else its home, the deal,
    /// the company, else the first record of a user's kind. `None` if it is about nothing.
    pub fn home_of(&self, log: &Draft) -> Option<RecordId> {
        let replica = self.replica();
        let own = replica.schema(ACTIVITY).map(|schema| schema.own_parties_of(log));
        let own = own.unwrap_or_default();
        // A record of a user's kind is named by a field, or it is no longer what the log is about.
        let stays = |home: &RecordId| !self.is_of_own_kind(*home) || own.contains(home);
        let people = people_of_log(log).into_iter().next();
        people
            .or_else(|| log.reference(activity::HOME).filter(stays))
            .or_else(|| log.reference(activity::DEAL))
            .or_else(|| log.reference(activity::COMPANY))
            .or_else(|| own.first().copied())
    }

    /// Sets a new activity's home, and returns the records that it is about.
    ///
    /// # Errors
    /// `NotFound` if it is about nothing.
    pub(super) fn with_home(&self, activity: &mut Draft) -> Result<Vec<RecordId>, AppError> {
        self.name_home(activity);
        let replica = self.replica();
        let schema = replica.schema(ACTIVITY).ok_or(AppError::NotFound)?;
        schema.settle_home(activity).ok_or(AppError::NotFound)?;
        Ok(schema.parties_of(activity))
    }

    /// Names a home of a user's kind in the field of that kind, where forms show and change it.
    pub(super) fn name_home(&self, activity: &mut Draft) {
        if let Some((field, home)) = self.unnamed_home(activity) {
            activity.push(field, "", Value::Reference(home));
        }
    }

    /// Moves an activity to another home if an edit takes away the one that it has. Returns what is
    /// to be written before the edit: builds before did not name the home in a field of its own.
    ///
    /// # Errors
    /// `NotFound` if the activity would be about nothing.
    pub(super) fn move_home(
        &self,
        record: &Record,
        draft: &mut Draft,
    ) -> Result<Option<Draft>, AppError> {
        let is_own = |home: &RecordId| self.is_of_own_kind(*home);
        if record.reference(activity::HOME).filter(is_own).is_none() {
            return Ok(None);
        }
        let replica = self.replica();
        let schema = replica.schema(ACTIVITY).ok_or(AppError::NotFound)?;
        let says_what = schema.about_fields().any(|field| draft.slots.contains_key(&field.number));
        if !says_what {
            return Ok(None);
        }
        let named = self.unnamed_home(record).map(|(field, home)| {
            let mut named = Draft::new(ACTIVITY);
            let known = record.elements(field).into_iter();
            let element =
                |Element { id, label, value }| DraftElement { id: Some(id), label, value };
            named.slots.insert(field, DraftSlot::Many(known.map(element).collect()));
            named.push(field, "", Value::Reference(home));
            named
        });
        let mut after = Draft::of(schema, record);
        after.slots.extend(draft.slots.clone());
        let home = self.home_of(&after).ok_or(AppError::NotFound)?;
        if record.reference(activity::HOME) != Some(home) {
            draft.set(activity::HOME, Value::Reference(home));
        }
        Ok(named)
    }

    /// Returns the activity that completing a task logs; `None` if the task is about nothing.
    pub(super) fn activity_of_task(&self, task: &impl Fields, when: i64) -> Option<Draft> {
        let mut draft = activity_of_task(task, &self.about_fields(), when);
        self.with_home(&mut draft).ok()?;
        Some(draft)
    }

    /// Returns the fields by which tasks are about records of the user's kinds.
    pub(super) fn about_fields(&self) -> Vec<u32> {
        let replica = self.replica();
        let schema = replica.schema(TASK);
        schema.iter().flat_map(|it| it.about_fields()).map(|field| field.number).collect()
    }

    /// Returns a home of a user's kind that its field does not name, with the field.
    fn unnamed_home(&self, activity: &impl Fields) -> Option<(u32, RecordId)> {
        let home = activity.reference(activity::HOME)?;
        let field = self.kind_of(home).filter(|kind| kind.is_own())?.about_field();
        let replica = self.replica();
        replica.schema(ACTIVITY)?.field(field)?;
        let names = |element: Element| element.value == Value::Reference(home);
        (!activity.elements(field).into_iter().any(names)).then_some((field, home))
    }

    fn is_of_own_kind(&self, id: RecordId) -> bool {
        self.kind_of(id).is_some_and(KindId::is_own)
    }
}
