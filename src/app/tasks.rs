//! Tasks: completing, reopening, postponing. Completing a recurring task creates the next one.

use domain::{
    ACTIVITY, Channel, Day, Draft, DraftSlot, Due, Element, Fields, KindId, Money, RecordId,
    Repeat, Schema, TASK, Value, activity, any_kind, contact, deal, initial, initials, is_barred,
    moment, money, normalized_hash, task,
};
use replica::{ActionKind, FieldEntry, PageKey, Record, Row, Slot, Stamp};
use store::Store;

use super::actions::Done;
use super::edits::{Edits, Op};
use super::log::LoggedActivity;
use super::workspace::Workspace;
use super::{AppError, Env};

/// A task in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct TaskCard {
    /// Its id.
    pub id: RecordId,
    /// The task's text.
    pub text: String,
    /// The type of task, by key.
    pub what: String,
    /// The due date.
    pub due: Option<Due>,
    /// True if it is open and overdue.
    pub overdue: bool,
    /// The time of completion.
    pub done: Option<i64>,
    /// The recurrence rule (RFC 5545); empty if it does not recur.
    pub repeat: String,
    /// True if its priority is high.
    pub high: bool,
    /// Details.
    pub about: String,
    /// The contact, else the company.
    pub subject: Option<Subject>,
    /// Its company, else that of the contact.
    pub company: Option<(RecordId, String)>,
    /// The records of the user's kinds that it is about: kind, id and name.
    pub about_own: Vec<(KindId, RecordId, String)>,
    /// The deal, with its name and value.
    pub deal: Option<(RecordId, String, Option<Money>)>,
    /// The attempt number, if this is the next call to a person not yet reached.
    pub attempt: Option<u32>,
}

/// The contact or company of a task.
#[derive(Clone, Debug, PartialEq)]
pub struct Subject {
    /// `CONTACT` or `COMPANY`.
    pub kind: KindId,
    /// Its id.
    pub id: RecordId,
    /// Its name.
    pub name: String,
    /// Letters for the avatar.
    pub initials: String,
    /// The job title.
    pub job: String,
    /// Its phone numbers, with labels; empty if it does not want calls.
    pub phones: Vec<Element>,
    /// Its coordinates, if one of its addresses has them.
    pub place: Option<(i32, i32)>,
}

impl<S: Store, E: Env> Workspace<S, E> {
    /// Returns a task's card; `None` if the row is stale.
    pub fn task_card(&self, row: Row) -> Option<TaskCard> {
        let replica = self.replica();
        if !replica.holds(row) {
            return None;
        }
        let view = replica.view(row);
        let due = Due::parse(&view.text(task::DUE));
        let done = moment(&view, task::DONE);
        let is_over = |due: &Due| due.is_over(&self.env, self.env.now_millis());
        let deal = view.reference(task::DEAL).filter(|id| self.is_live(*id));
        let contact = view.reference(task::CONTACT).filter(|id| self.is_live(*id));
        let company = view
            .reference(task::COMPANY)
            .or_else(|| contact.and_then(|id| replica.link(replica.row(id)?)))
            .filter(|id| self.is_live(*id) && !self.is_hidden(*id));
        let what = view.text(task::WHAT);
        let is_next = done.is_none() && what == task::CALL;
        Some(TaskCard {
            id: replica.id(row),
            text: view.text(task::TEXT),
            attempt: if is_next { self.coming_attempt(row) } else { None },
            what,
            overdue: done.is_none() && due.as_ref().is_some_and(is_over),
            due,
            done,
            repeat: view.text(task::REPEAT),
            high: view.text(task::PRIORITY) == task::HIGH,
            about: view.text(task::ABOUT),
            subject: contact.or(company).and_then(|id| self.subject(id)),
            company: company.map(|id| (id, self.name(id))).filter(|(_, name)| !name.is_empty()),
            about_own: self.own_parties_of(&view),
            deal: deal.map(|id| (id, self.name(id), self.money_of(id, deal::VALUE))),
        })
    }

    /// Returns the live records of the user's kinds that a task is about.
    fn own_parties_of(&self, task: &impl Fields) -> Vec<(KindId, RecordId, String)> {
        let replica = self.replica();
        let ids = replica.schema(TASK).map(|schema| schema.own_parties_of(task));
        let live = ids.unwrap_or_default().into_iter().filter(|id| self.is_live(*id));
        let of_kind = live.filter_map(|id| Some((self.kind_of(id)?, id, self.name(id))));
        of_kind.filter(|(.., name)| !name.is_empty()).collect()
    }

    /// True if the user works without records of its kind.
    pub(super) fn is_hidden(&self, id: RecordId) -> bool {
        let replica = self.replica();
        let schema = replica.row(id).and_then(|row| replica.schema(replica.kind(row)));
        schema.is_some_and(Schema::is_hidden)
    }

    fn subject(&self, id: RecordId) -> Option<Subject> {
        let replica = self.replica();
        let row = replica.row(id)?;
        let (kind, view) = (replica.kind(row), replica.view(row));
        // A company has numbers and addresses under the same field numbers.
        let places = view.elements(contact::ADDRESSES).into_iter().filter_map(|element| {
            if let Value::Address(address) = element.value { address.place } else { None }
        });
        // The record's page warns before opening a channel; lists omit barred numbers.
        let barred = is_barred(&view, Channel::Call);
        let phones = if barred { Vec::new() } else { view.elements(contact::PHONES) };
        let name = self.name(id);
        let letter = || initial(&name).map(String::from).unwrap_or_default();
        let letters = || {
            if self.is_person(kind) { initials(&view, replica.context().names()) } else { letter() }
        };
        Some(Subject {
            kind,
            id,
            initials: letters(),
            name,
            job: view.text(contact::JOB_TITLE),
            phones,
            place: places.into_iter().next(),
        })
    }

    fn money_of(&self, id: RecordId, field: u32) -> Option<Money> {
        let replica = self.replica();
        money(&replica.view(replica.row(id)?), field)
    }

    /// Returns true if a record exists and is not in the bin.
    pub fn is_live(&self, id: RecordId) -> bool {
        let replica = self.replica();
        replica.row(id).is_some_and(|row| !replica.is_deleted(row))
    }

    /// Returns the open tasks of a contact, company or deal, the first due first.
    pub fn open_tasks_of(&self, id: RecordId) -> Vec<Row> {
        self.replica().open_about(TASK, id)
    }

    /// Returns a contact's first call-back that is due by today, which a call completes.
    pub fn call_back_of(&self, contact: RecordId) -> Option<RecordId> {
        let today = self.today();
        let replica = self.replica();
        let is_due = |row: &Row| {
            let task = replica.view(*row);
            let is_call = task.text(task::WHAT) == task::CALL;
            let due = || Due::parse(&task.text(task::DUE));
            is_call
                && task.reference(task::CONTACT) == Some(contact)
                && due().is_some_and(|due| due.here(&self.env).0 <= today)
        };
        let rows = replica.open_about(TASK, contact);
        rows.into_iter().find(is_due).map(|row| replica.id(row))
    }

    /// Marks a task as done and logs that for its subject. A recurring task creates the next one. A
    /// done task is left alone.
    ///
    /// # Errors
    /// `NotFound`; store errors.
    pub async fn complete_task(&self, id: RecordId) -> Result<Done, AppError> {
        let record = self.record(id).filter(|it| it.kind == TASK).ok_or(AppError::NotFound)?;
        let now = self.env.now_millis();
        match self.activity_of_task(&record, now) {
            Some(activity) => {
                Ok(self.log(LoggedActivity { activity, next: None, does: Some(id) }).await?.done)
            }
            None => {
                let random = || self.env.random();
                let mut edits = self.edits(ActionKind::Edit, self.name(id), &random);
                self.do_task(&mut edits, id)?;
                self.commit_edits(edits).await
            }
        }
    }

    /// Adds the completion of a task to an action.
    pub(super) fn do_task(&self, edits: &mut Edits<'_>, id: RecordId) -> Result<(), AppError> {
        let record = self.record(id).filter(|it| it.kind == TASK).ok_or(AppError::NotFound)?;
        if record.value(task::DONE).is_some() {
            return Ok(());
        }
        let key = self.key_of(id).ok_or(AppError::NotFound)?;
        let mut draft = Draft::new(TASK);
        draft.set(task::DONE, Value::Moment(self.env.now_millis()));
        edits.add(key, id, Op::Write(draft));
        // A next task that stayed open when this one was reopened keeps its values.
        let is_open = |id: RecordId| self.is_live(id);
        if let Some((next_id, mut next)) =
            self.next_of(&record, self.today()).filter(|(next, _)| !is_open(*next))
        {
            // Take it out of the bin if this task was completed and reopened before.
            next.slots.insert(any_kind::DELETED, DraftSlot::One(None));
            // In the same page as its predecessor: two tabs that complete the task create the same
            // record.
            edits.add(key, next_id, Op::Create(TASK, next));
        }
        Ok(())
    }

    /// Reopens a task: bins the activities that completing it logged, and the next task it created
    /// unless that is done. Whatever the user edited since stays.
    ///
    /// # Errors
    /// `NotFound`; store errors.
    pub async fn reopen_task(&self, id: RecordId) -> Result<Done, AppError> {
        let record = self.record(id).filter(|it| it.kind == TASK).ok_or(AppError::NotFound)?;
        let key = self.key_of(id).ok_or(AppError::NotFound)?;
        let random = || self.env.random();
        let mut edits = self.edits(ActionKind::Edit, self.name(id), &random);
        let mut draft = Draft::new(TASK);
        draft.slots.insert(task::DONE, DraftSlot::One(None));
        edits.add(key, id, Op::Write(draft));
        let bin = |kind| {
            let mut draft = Draft::new(kind);
            draft.set(any_kind::DELETED, Value::Flag(true));
            Op::Write(draft)
        };
        if let Some(logged) = self.activity_of_task(&record, 0) {
            let home = logged.reference(activity::HOME).unwrap_or(id);
            self.load_bucket(home).await?;
            for activity in self.ticked_off(home, id) {
                if let Some(key) = self.activity_key(home, activity) {
                    edits.add(key, activity, bin(ACTIVITY));
                }
            }
        }
        let day = moment(&record, task::DONE).map_or_else(|| self.today(), |at| self.day_of(at));
        if let Some((next, _)) = self.next_of(&record, day)
            && let Some(key) = self.key_of(next)
            && self.record(next).is_some_and(|it| it.value(task::DONE).is_none() && is_as_made(&it))
        {
            edits.add(key, next, bin(TASK));
        }
        self.commit_edits(edits).await
    }

    fn next_of(&self, record: &Record, today: Day) -> Option<(RecordId, Draft)> {
        next_of(record, &self.about_fields(), today)
    }

    /// Returns the activities logged in a home's bucket by completing a task, unless edited since.
    fn ticked_off(&self, home: RecordId, task: RecordId) -> Vec<RecordId> {
        let inner = self.inner.borrow();
        let bucket = PageKey::of_home(home, 0).bucket;
        let mut found = Vec::new();
        for (_, page) in inner.buckets.get(&bucket).into_iter().flatten() {
            for slot in (0..page.count()).filter(|slot| !page.is_deleted(*slot)) {
                let view = page.view(slot);
                if view.reference(activity::TASK) == Some(task)
                    && view.text(activity::WHAT) == activity::DONE
                    && page.record(slot).is_some_and(|activity| is_as_made(&activity))
                {
                    found.push(page.id(slot));
                }
            }
        }
        found
    }

    /// Postpones a task. A recurring task continues from its planned date.
    ///
    /// # Errors
    /// `NotFound`; store errors.
    pub async fn put_off(&self, id: RecordId, due: &Due) -> Result<Done, AppError> {
        let record = self.record(id).filter(|it| it.kind == TASK).ok_or(AppError::NotFound)?;
        let mut draft = Draft::new(TASK);
        draft.set_text(task::DUE, due.to_string());
        let planned = Some(record.text(task::PLANNED)).filter(|planned| !planned.is_empty());
        if !record.text(task::REPEAT).is_empty() {
            draft.set_text(task::PLANNED, planned.unwrap_or_else(|| record.text(task::DUE)));
        }
        Ok(self.save(Some(id), draft).await?.done)
    }
}

/// True if a record has only values of the action that created it and of the one that last took it
/// out of the bin, apart from a task's completion.
fn is_as_made(record: &Record) -> bool {
    let counts = |entry: &&FieldEntry| ![any_kind::DELETED, task::DONE].contains(&entry.field);
    let stamps = || {
        let all = record.entries.iter().filter(counts).map(|entry| entry.slot.stamp());
        all.filter(|stamp| *stamp != Stamp::NEVER)
    };
    let restored = record.slot(any_kind::DELETED, 0).map(Slot::stamp);
    let made = stamps().min();
    stamps().all(|stamp| Some(stamp) == made || Some(stamp) == restored)
}

/// Builds the next task of a recurring one, due on the next date, with an id derived from both, so
/// that two devices create the same one. `about` are the fields of its own parties.
fn next_of(record: &Record, about: &[u32], today: Day) -> Option<(RecordId, Draft)> {
    let planned = Due::parse(&record.text(task::PLANNED));
    let due = planned.or_else(|| Due::parse(&record.text(task::DUE)))?;
    let repeat = Repeat::parse(&record.text(task::REPEAT)).ok()?;
    let (mut day, mut rest) = repeat.after_one(due.day)?;
    // Missed dates are skipped.
    while day < today {
        (day, rest) = rest.after_one(day)?;
    }
    let mut next = Draft::new(TASK);
    let copied = [
        task::TEXT,
        task::WHAT,
        task::PRIORITY,
        task::CONTACT,
        task::COMPANY,
        task::DEAL,
        task::ABOUT,
        any_kind::OWNER,
    ];
    for field in copied.iter().chain(about).copied() {
        if let Some(value) = record.value(field) {
            next.set(field, value);
        }
    }
    for Element { id: _, label, value } in record.elements(any_kind::TAGS) {
        next.push(any_kind::TAGS, label, value);
    }
    next.set_text(task::DUE, Due { day, ..due }.to_string());
    next.set_text(task::REPEAT, rest.to_string());
    let mut seed = record.id.to_bytes().to_vec();
    seed.extend_from_slice(day.to_string().as_bytes());
    let hash = normalized_hash(&seed);
    let mut random = [0; 10];
    random[..8].copy_from_slice(&hash.to_le_bytes());
    random[8..].copy_from_slice(&normalized_hash(&hash.to_le_bytes()).to_le_bytes()[..2]);
    // Created after its predecessor, whatever the clock says.
    Some((RecordId::new(record.id.created_millis() + 1, random), next))
}
