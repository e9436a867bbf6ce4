//! The bin: deleted records of every kind that can be binned, and how to restore them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use domain::{
    Draft, Fields, Happened, Kept, KindId, Query, RecordId, Trait, Value, activity, any_kind,
};
use replica::{ActionKind, Page, PageKey, Record, Row};
use store::{PageRange, Store};

use super::actions::Done;
use super::edits::Op;
use super::workspace::Workspace;
use super::{AppError, Env};

/// A record in the bin.
#[derive(Clone, Debug, PartialEq)]
pub struct Binned {
    /// Its id.
    pub id: RecordId,
    /// Its kind.
    pub kind: KindId,
    /// Its name; empty if it has none. For an activity, its text.
    pub name: String,
    /// The time of deletion, in milliseconds since 1970, UTC.
    pub when: i64,
    /// For an activity: the activity and the name of its home record.
    pub happened: Option<(Happened, String)>,
}

/// A deleted activity.
#[derive(Clone, Debug, PartialEq)]
pub struct BinnedActivity {
    /// The bin's row.
    pub card: Binned,
    text: Vec<u8>,
}

impl BinnedActivity {
    /// Returns true if it matches the query.
    pub fn fits(&self, query: Option<&Query>) -> bool {
        fits(query, &self.text)
    }
}

impl<S: Store, E: Env> Workspace<S, E> {
    /// Returns the deleted hot records that match a query, the last deleted first.
    pub fn binned(&self, query: Option<&Query>) -> Vec<Row> {
        let replica = self.replica();
        let kinds: Vec<KindId> = replica
            .context()
            .schemas
            .all()
            .iter()
            .filter(|schema| schema.is(Trait::Binned))
            .map(|schema| schema.kind)
            .collect();
        let mut rows: Vec<Row> = replica
            .all()
            .filter(|row| replica.is_deleted(*row) && kinds.contains(&replica.kind(*row)))
            .filter(|row| !replica.view(*row).flag(any_kind::GONE))
            .filter(|row| fits(query, replica.text(*row)))
            .collect();
        rows.sort_by_key(|row| Reverse(replica.changed_millis(*row)));
        rows
    }

    /// Returns a row of the bin; `None` if the row is stale.
    pub fn binned_card(&self, row: Row) -> Option<Binned> {
        let replica = self.replica();
        let record = replica.holds(row).then(|| replica.record(row))??;
        let (id, kind) = (record.id, record.kind);
        Some(Binned { id, kind, name: self.name(id), when: deleted_at(&record), happened: None })
    }

    /// Reads the deleted activities from the store, the last deleted first.
    ///
    /// # Errors
    /// Store errors.
    pub async fn binned_activities(&self) -> Result<Vec<BinnedActivity>, AppError> {
        let kinds: Vec<KindId> = {
            let replica = self.replica();
            let schemas = replica.context().schemas.all().iter();
            let kept = schemas.filter(|schema| schema.kept == Kept::WithParties);
            kept.filter(|schema| schema.is(Trait::Binned)).map(|schema| schema.kind).collect()
        };
        if kinds.is_empty() {
            return Ok(Vec::new());
        }
        // An activity with several people has a copy with each.
        let mut found: BTreeMap<RecordId, (Record, Vec<u8>)> = BTreeMap::new();
        let mut take = |pages: Vec<(PageKey, Vec<u8>)>| {
            for page in pages.into_iter().filter_map(|(_, bytes)| Page::open(bytes).ok()) {
                let is_binned =
                    |slot: &usize| page.is_deleted(*slot) && kinds.contains(&page.kind(*slot));
                for slot in (0..page.count()).filter(is_binned) {
                    if let Some(record) = page.record(slot) {
                        found.insert(record.id, (record, page.text(slot).to_vec()));
                    }
                }
            }
        };
        self.store.read_pages(PageRange::Activities, &mut take).await?;
        let activity = |(record, text): (Record, Vec<u8>)| {
            let home = record.reference(activity::HOME)?;
            let happened = self.happened(&record, home);
            let card = Binned {
                id: record.id,
                kind: record.kind,
                name: happened.text.clone(),
                when: deleted_at(&record),
                happened: Some((happened, self.name(home))),
            };
            Some(BinnedActivity { card, text })
        };
        let mut all: Vec<BinnedActivity> = found.into_values().filter_map(activity).collect();
        all.sort_by_key(|activity| Reverse(activity.card.when));
        Ok(all)
    }

    /// Restores records from the bin as one action. Activities are given with their home record.
    ///
    /// # Errors
    /// `NotFound` if an activity is not with its home; store errors.
    pub async fn take_from_bin(
        &self,
        records: &[RecordId],
        activities: &[(RecordId, RecordId)],
    ) -> Result<Done, AppError> {
        let mut places: Vec<(PageKey, RecordId, KindId)> = Vec::new();
        for id in records {
            let place = self.key_of(*id).zip(self.kind_of(*id));
            places.extend(place.map(|(key, kind)| (key, *id, kind)));
        }
        for (home, id) in activities {
            let (record, keys) = self.copies_of(*home, *id).await?;
            places.extend(keys.into_iter().map(|key| (key, *id, record.kind)));
        }
        let label = match (records, activities) {
            ([id], []) => self.name(*id),
            ([], [(home, id)]) => self.activity_label(&self.copies_of(*home, *id).await?.0),
            _ => String::new(),
        };
        let random = || self.env.random();
        let mut edits = self.edits(ActionKind::Restore, label, &random);
        let mut ids = BTreeSet::new();
        for (key, id, kind) in places {
            let mut draft = Draft::new(kind);
            draft.set(any_kind::DELETED, Value::Flag(false));
            edits.add(key, id, Op::Write(draft));
            ids.insert(id);
        }
        let Done { stamp, count } = self.commit_edits(edits).await?;
        Ok(Done { stamp, count: count.min(ids.len()) })
    }
}

/// Returns the time of deletion, regardless of later edits.
fn deleted_at(record: &Record) -> i64 {
    let stamp = record.slot(any_kind::DELETED, 0).map(|slot| slot.stamp());
    i64::try_from(stamp.unwrap_or_else(|| record.changed()).millis).unwrap_or_default()
}

fn fits(query: Option<&Query>, text: &[u8]) -> bool {
    query.is_none_or(|query| query.hit(text, |_word| false).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stories::{App, now, person, tab};
    use domain::{CONTACT, DEAL, TASK, deal, task};
    use store::MemoryStore;

    fn named(kind: KindId, field: u32, name: &str) -> Draft {
        let mut draft = Draft::new(kind);
        draft.set_text(field, name);
        draft
    }

    fn names(app: &App, typed: &str) -> Vec<String> {
        let query = Query::parse(typed);
        let rows = app.binned(query.as_ref());
        let cards = rows.into_iter().filter_map(|row| app.binned_card(row));
        let found = now(app.binned_activities()).unwrap();
        let activities = found.into_iter().filter(|it| it.fits(query.as_ref())).map(|it| it.card);
        cards.chain(activities).map(|card| card.name).collect()
    }

    #[test]
    fn deals_tasks_and_notes_that_were_deleted_are_in_the_bin_and_come_back() {
        let app = tab(&MemoryStore::new(7), 1);
        let ann = now(app.save(None, person("Ann", "Lee"))).unwrap().id;
        let desks = now(app.save(None, named(DEAL, deal::NAME, "Oak desks"))).unwrap().id;
        let call = now(app.save(None, named(TASK, task::TEXT, "Call back"))).unwrap().id;
        let note = now(app.add_note(ann, "Likes the blue glaze", 5)).unwrap().id;
        let delete = super::super::BulkChange::Delete;
        now(app.change_many(&[desks], &delete)).unwrap();
        now(app.change_many(&[call], &delete)).unwrap();
        now(app.delete_activity(ann, note)).unwrap();
        assert_eq!(names(&app, ""), ["Call back", "Oak desks", "Likes the blue glaze"]);
        assert_eq!(names(&app, "oak"), ["Oak desks"]);
        assert_eq!(names(&app, "glaze"), ["Likes the blue glaze"]);
        let done = now(app.take_from_bin(&[desks, call], &[(ann, note)])).unwrap();
        assert_eq!(done.count, 3);
        assert!(names(&app, "").is_empty());
        assert!(app.is_live(desks) && app.is_live(call));
        assert_eq!(now(app.timeline(ann, &[], 9)).unwrap().entries.len(), 1);
        now(app.undo(done.stamp.unwrap())).unwrap();
        assert_eq!(names(&app, "").len(), 3);
        assert!(now(app.timeline(ann, &[], 9)).unwrap().entries.is_empty());
    }

    #[test]
    fn a_note_with_two_people_is_in_the_bin_once() {
        let app = tab(&MemoryStore::new(7), 1);
        let [ann, bo] = ["Ann", "Bo"].map(|name| now(app.save(None, person(name, ""))).unwrap().id);
        let mut activity = crate::note_draft(ann, "Lunch", 5);
        for id in [ann, bo] {
            activity.push(activity::CONTACTS, "", Value::Reference(id));
        }
        let logged = crate::LoggedActivity { activity, next: None, does: None };
        let lunch = now(app.log(logged)).unwrap().id;
        now(app.delete_activity(ann, lunch)).unwrap();
        assert_eq!(names(&app, ""), ["Lunch"]);
        assert_eq!(now(app.take_from_bin(&[], &[(ann, lunch)])).unwrap().count, 1);
        for id in [ann, bo] {
            assert_eq!(now(app.timeline(id, &[], 9)).unwrap().entries.len(), 1);
        }
    }

    #[test]
    fn the_bin_says_when_something_was_deleted_and_not_when_it_was_moved_since() {
        let app = tab(&MemoryStore::new(7), 1);
        let ann = now(app.save(None, person("Ann", "Lee"))).unwrap().id;
        now(app.change_many(&[ann], &super::super::BulkChange::Delete)).unwrap();
        let when = |app: &App| app.binned_card(app.binned(None)[0]).unwrap().when;
        let before = when(&app);
        let mut draft = Draft::new(CONTACT);
        draft.set_text(domain::contact::NICKNAME, "Nan");
        now(app.save(Some(ann), draft)).unwrap();
        assert_eq!(when(&app), before);
    }
}
