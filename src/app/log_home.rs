//! The record that an activity belongs to: the first of those that it is about.

use domain::{
    ACTIVITY, Draft, DraftElement, DraftSlot, Element, Field, Fields, RecordId, TASK, Value,
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
        // A record of a user's kind is named by a field, or it is no longer what the log is about; a
        // deal or company may be named by this alone.
        let stays = |home: &RecordId| match self.naming_field(*home) {
            Some(field) if field.many => own.contains(home),
            Some(field) => log.reference(field.number).is_none_or(|named| named == *home),
            None => true,
        };
        let people = people_of_log(log).into_iter().next();
        people
            .or_else(|| log.reference(activity::HOME).filter(stays))
            .or_else(|| log.reference(activity::DEAL))
            .or_else(|| log.reference(activity::COMPANY))
            .or_else(|| own.first().copied())
    }

    /// Sets a new activity's home, and returns the records with which it is kept.
    ///
    /// # Errors
    /// `NotFound` if it is about nothing.
    pub(super) fn with_home(&self, activity: &mut Draft) -> Result<Vec<RecordId>, AppError> {
        self.name_home(activity);
        let replica = self.replica();
        let schema = replica.schema(ACTIVITY).ok_or(AppError::NotFound)?;
        schema.settle_home(activity).ok_or(AppError::NotFound)?;
        Ok(schema.told_with(activity))
    }

    /// Names a home in the field of its kind, where forms show and change it: a deal, a company, a
    /// record of a user's kind.
    pub(super) fn name_home(&self, activity: &mut Draft) {
        if let Some((field, home)) = self.unnamed_home(activity) {
            match field.many {
                true => activity.push(field.number, "", Value::Reference(home)),
                false => activity.set(field.number, Value::Reference(home)),
            }
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
        let home = record.reference(activity::HOME);
        let Some((home, field)) = home.and_then(|home| Some((home, self.naming_field(home)?)))
        else {
            return Ok(None);
        };
        let replica = self.replica();
        let schema = replica.schema(ACTIVITY).ok_or(AppError::NotFound)?;
        let mut fields = std::iter::once(&field).chain(schema.about_fields());
        if !fields.any(|field| draft.slots.contains_key(&field.number)) {
            return Ok(None);
        }
        let unnamed = self.unnamed_home(record).filter(|(field, _)| field.many);
        let named = unnamed.map(|(Field { number: field, .. }, home)| {
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
        let is_given_up =
            draft.slots.contains_key(&field.number) && after.reference(field.number) != Some(home);
        if !field.many && is_given_up {
            after.slots.remove(&activity::HOME);
        }
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

    /// Returns a home that the field of its kind does not name, with the field, unless that names
    /// another.
    fn unnamed_home(&self, activity: &impl Fields) -> Option<(Field, RecordId)> {
        let home = activity.reference(activity::HOME)?;
        let field = self.naming_field(home)?;
        let names = |element: Element| element.value == Value::Reference(home);
        let is_named = match field.many {
            true => activity.elements(field.number).into_iter().any(names),
            false => activity.reference(field.number).is_some(),
        };
        (!is_named).then_some((field, home))
    }

    /// Returns the field that names what an activity belongs to; `None` for a person, who stays.
    fn naming_field(&self, home: RecordId) -> Option<Field> {
        let kind = self.kind_of(home)?;
        let replica = self.replica();
        let schema = replica.schema(ACTIVITY)?;
        if kind.is_own() {
            return schema.field(kind.about_field()).cloned();
        }
        let mut homes = schema.homes.iter().filter(|number| schema.under != Some(**number));
        let of_kind = |number: &&u32| schema.kind_referred_to(**number) == Some(kind);
        schema.field(*homes.find(of_kind)?).filter(|field| !field.many).cloned()
    }
}
