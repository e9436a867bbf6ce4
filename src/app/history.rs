//! "Who changed what when": the history for display, by action or by record.

use std::collections::{BTreeMap, HashMap, HashSet};

use domain::{Fields, Kept, KindId, RecordId, Schema, Value, activity};
use replica::{
    ActionKind, Before, FieldChange, HistoryEntry, HistoryWalk, PageKey, Record, Stamp, Topic,
};
use store::{HistoryAbout, Store};

use super::pipelines::RemovedPlace;
use super::undo::SLICE;
use super::workspace::Workspace;
use super::{AppError, Env};

/// Number of records per action listed individually.
const MOST_RECORDS: usize = 20;

/// Number of records of an action that are compared at a stretch.
const AT_A_STRETCH: usize = 256;

/// An action in the history.
#[derive(Clone, Debug, PartialEq)]
pub struct HistoryAction {
    /// Its stamp, by which to undo it.
    pub stamp: Stamp,
    /// The kind of action.
    pub action: ActionKind,
    /// Its subject's name at the time.
    pub label: String,
    /// Number of records it touched.
    pub count: u32,
    /// The action that it undid.
    pub undid: Option<Stamp>,
    /// True if it was done on this device.
    pub here: bool,
    /// The stage or pipeline that it removed.
    pub removed: Option<RemovedPlace>,
    /// Number of records of each kind it touched; empty for an import of new records.
    pub kinds: BTreeMap<KindId, usize>,
    /// The first records with their changes, the action's subject first.
    pub records: Vec<HistoryRecord>,
}

/// One record with its changes by an action.
#[derive(Clone, Debug, PartialEq)]
pub struct HistoryRecord {
    /// Its kind.
    pub kind: KindId,
    /// Its id.
    pub id: RecordId,
    /// Its current name; an activity's text.
    pub name: String,
    /// For an activity: its type, by key, and the name of its home record.
    pub activity: Option<(String, String)>,
    /// True if the action created it.
    pub made: bool,
    /// For a task: true if it was completed, false if reopened.
    pub done: Option<bool>,
    /// The fields that the action wrote.
    pub fields: Vec<FieldChange>,
}

/// An action as seen from one record.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordChange {
    /// Its time and device.
    pub stamp: Stamp,
    /// The kind of action.
    pub action: ActionKind,
    /// True if it was done on this device.
    pub here: bool,
    /// The kind of the record.
    pub kind: KindId,
    /// The fields that the action wrote.
    pub fields: Vec<FieldChange>,
}

/// A position in the history, with the state needed to describe the entries before it.
#[derive(Default)]
pub struct HistoryPosition {
    back: HistoryWalk,
    before: Option<Stamp>,
}

impl<S: Store, E: Env> Workspace<S, E> {
    /// Returns the next older slice of actions, the newest first; continues from `position`.
    ///
    /// # Errors
    /// Store errors.
    pub async fn read_history(
        &self,
        position: &mut HistoryPosition,
    ) -> Result<Vec<HistoryAction>, AppError> {
        loop {
            let entries = self.store.history(position.before, SLICE).await?;
            position.before = entries.last().map(|(stamp, _)| *stamp).or(position.before);
            let is_end = entries.is_empty();
            let past = self.told(entries, &mut position.back).await?;
            if is_end || !past.is_empty() {
                return Ok(past);
            }
        }
    }

    async fn told(
        &self,
        entries: Vec<(Stamp, Vec<u8>)>,
        back: &mut HistoryWalk,
    ) -> Result<Vec<HistoryAction>, AppError> {
        let device = self.inner.borrow().device;
        let mut past = Vec::new();
        for (_, bytes) in entries {
            let Some(entry) = HistoryEntry::decode(&bytes) else { continue };
            // All that it was about was deleted for ever.
            if entry.count == 0 && entry.before.is_empty() {
                continue;
            }
            self.load_activities_of(&entry).await?;
            let removed = RemovedPlace::by(&entry);
            let mut records = self.changed_records(&entry, back).await;
            let mut kinds: BTreeMap<KindId, usize> = BTreeMap::new();
            for record in &records {
                *kinds.entry(record.kind).or_default() += 1;
            }
            let HistoryEntry { stamp, action, label, count, undid, before: _ } = entry;
            put_first(action, &mut records);
            records.truncate(MOST_RECORDS);
            let here = stamp.device == device;
            past.push(HistoryAction {
                stamp,
                action,
                label,
                count,
                undid,
                here,
                removed,
                kinds,
                records,
            });
        }
        Ok(past)
    }

    /// Returns the latest actions before a stamp.
    #[cfg(test)]
    pub(super) async fn past(&self, before: Option<Stamp>) -> Result<Vec<HistoryAction>, AppError> {
        self.read_history(&mut HistoryPosition { before, ..HistoryPosition::default() }).await
    }

    /// Returns the changes of one record, the newest first, down to its creation.
    ///
    /// # Errors
    /// Store errors.
    pub async fn changes_of(&self, id: RecordId) -> Result<Vec<RecordChange>, AppError> {
        let device = self.inner.borrow().device;
        let created = u64::try_from(id.created_millis()).unwrap_or_default();
        let mut back = HistoryWalk::default();
        let mut changes = Vec::new();
        // No entry about a record precedes its creation.
        let born = Stamp { millis: created.saturating_sub(1), ..Stamp::NEVER };
        for (stamp, bytes) in self.entries_about(Topic::Record(id), born).await? {
            let Some(mut entry) = HistoryEntry::decode(&bytes) else { continue };
            entry.before.retain(|(_, known)| known.record.id == id);
            self.load_activities_of(&entry).await?;
            let (action, here) = (entry.action, stamp.device == device);
            let records = self.changed_records(&entry, &mut back).await.into_iter();
            changes.extend(records.map(|HistoryRecord { kind, fields, .. }| RecordChange {
                stamp,
                action,
                here,
                kind,
                fields,
            }));
        }
        Ok(changes)
    }

    /// Returns the history entries about a topic that are later than a stamp, the newest first, and
    /// perhaps others among them. Only history from before there was an index is looked through.
    pub(super) async fn entries_about(
        &self,
        topic: Topic,
        after: Stamp,
    ) -> Result<Vec<(Stamp, Vec<u8>)>, AppError> {
        let HistoryAbout { mut entries, since } = self.store.history_about(topic, after).await?;
        if since == Some(Stamp::NEVER) {
            return Ok(entries);
        }
        entries.retain(|(stamp, _)| since.is_some_and(|since| *stamp >= since));
        let mut before = since;
        loop {
            let slice = self.store.history(before, SLICE).await?;
            before = slice.last().map(|(stamp, _)| *stamp);
            let is_about = |bytes: &[u8]| HistoryEntry::topics_of(bytes).contains(&topic);
            let later = slice.into_iter().filter(|(stamp, _)| *stamp > after);
            entries.extend(later.filter(|(_, bytes)| is_about(bytes)));
            if before.is_none_or(|stamp| stamp <= after) {
                return Ok(entries);
            }
        }
    }

    /// Indexes a part of the history that was written before there was an index. Returns true if
    /// more remains; call it when idle.
    ///
    /// # Errors
    /// Writing failed; the next call goes on.
    pub async fn index_history(&self) -> Result<bool, AppError> {
        Ok(self.store.index_history(SLICE).await?)
    }

    async fn load_activities_of(&self, entry: &HistoryEntry) -> Result<(), AppError> {
        for (key, _) in entry.before.iter().filter(|(key, _)| key.shelf == PageKey::ACTIVITIES) {
            self.load_bucket_number(key.bucket).await?;
        }
        Ok(())
    }

    /// Lists the changes of each record by an action, and moves `back` behind it.
    async fn changed_records(
        &self,
        entry: &HistoryEntry,
        back: &mut HistoryWalk,
    ) -> Vec<HistoryRecord> {
        let mut changed: Vec<HistoryRecord> = Vec::new();
        let mut places: HashMap<RecordId, (PageKey, usize)> = HashMap::new();
        // A record written twice is listed once, with the values before the first write.
        for ((key, Before { created, record: before }), number) in
            entry.before.iter().rev().zip(1_usize..)
        {
            if number.is_multiple_of(AT_A_STRETCH) {
                self.env.yield_now().await;
            }
            let place = places.get(&before.id).copied();
            // An activity has a copy with every participant.
            if place.is_some_and(|(known, _)| known != *key) {
                continue;
            }
            let now = self.stored(*key, before.id);
            let fields = back.behind(entry.stamp, before, now.as_ref());
            match place {
                Some((_, place)) => {
                    changed[place].made |= created;
                    earlier(&mut changed[place].fields, fields);
                }
                None => {
                    places.insert(before.id, (*key, changed.len()));
                    changed.push(self.past_record(before, now, *created, fields));
                }
            }
        }
        changed.reverse();
        changed
    }

    fn past_record(
        &self,
        before: &Record,
        now: Option<Record>,
        made: bool,
        fields: Vec<FieldChange>,
    ) -> HistoryRecord {
        let Record { kind, id, .. } = *before;
        let now = now.unwrap_or_else(|| before.clone());
        let of_activity = || {
            let with = now.reference(activity::HOME).map(|home| self.name(home));
            (now.text(activity::WHAT), with.unwrap_or_default())
        };
        let context = self.replica().context().clone();
        let schema = context.schemas.get(kind);
        // Records kept with their parties are not in memory.
        let with_parties = schema.filter(|schema| schema.kept == Kept::WithParties);
        let name = with_parties.map(|schema| schema.title_of(&now, self.name_habits()));
        let closed_by = schema.and_then(Schema::closed_by).filter(|_| !made);
        HistoryRecord {
            kind,
            id,
            name: name.unwrap_or_else(|| self.name(id)),
            activity: with_parties.map(|_| of_activity()),
            made,
            done: closed_by.and_then(|field| done_by(field, &fields)),
            fields,
        }
    }
}

/// Puts the action's subject first. A contact may create a company too, and a call may complete a
/// task and create the next one.
fn put_first(action: ActionKind, records: &mut [HistoryRecord]) {
    let values =
        records.iter().flat_map(|record| &record.fields).filter_map(|it| it.after.as_ref());
    let named: HashSet<RecordId> = values
        .flatten()
        .filter_map(|held| if let Value::Reference(id) = held.value { Some(id) } else { None })
        .collect();
    let makes = action == ActionKind::Create;
    let place = |record: &HistoryRecord| match record {
        // Completing a task is about the task, not the activity it logs.
        HistoryRecord { activity: Some((what, _)), .. } if what == activity::DONE && makes => 4,
        HistoryRecord { activity: Some(_), .. } if makes => 0,
        HistoryRecord { done: Some(_), .. } => 1,
        HistoryRecord { made, .. } if *made == makes => 2,
        _ => 3,
    };
    records.sort_by_key(|record| (place(record), makes && named.contains(&record.id)));
}

/// Returns true if the record was closed by its field for that, false if reopened, `None` if
/// neither.
fn done_by(closed_by: u32, fields: &[FieldChange]) -> Option<bool> {
    let change = fields.iter().find(|change| change.field == closed_by)?;
    match (change.before.is_empty(), change.after.as_ref()?.is_empty()) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}

/// Replaces the values before a second write with those before the first.
fn earlier(fields: &mut Vec<FieldChange>, first: Vec<FieldChange>) {
    for change in first {
        match fields.iter_mut().find(|known| known.field == change.field) {
            Some(known) => known.before = change.before,
            None => fields.push(change),
        }
    }
}
