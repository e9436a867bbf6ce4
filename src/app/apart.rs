//! Records that are kept with their parties, for as long as a list shows them: activities. They are
//! read in portions into a replica of their own, so that the same queries find, filter, sort and
//! group them, and nothing else becomes slower by them. Their rows are marked ([`Row::is_apart`]).

use std::cell::Ref;

use domain::{Fields, Happened, Kept, KindId, RecordId, activity};
use replica::{Page, PageKey, Replica, Row, Selection, Sort};
use store::{PageRange, Store};

use super::workspace::Workspace;
use super::{AppError, Env};

/// Pages in the first portion; each later one is twice as large, up to [`MOST`]: a portion is taken
/// in at a stretch.
const FIRST: u32 = 32;
const MOST: u32 = 128;

/// The records read so far.
#[derive(Debug)]
pub(super) struct Apart {
    pub(super) replica: Replica,
    after: Option<PageKey>,
    limit: u32,
    is_whole: bool,
    /// The number of lists that show them.
    users: usize,
}

/// An activity in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct ActivityCard {
    /// The record that it belongs to: kind, id and name.
    pub home: (KindId, RecordId, String),
    /// The activity.
    pub entry: Happened,
}

impl<S: Store, E: Env> Workspace<S, E> {
    /// True if the records of a kind are read only when a list shows them.
    pub fn is_apart(&self, kind: KindId) -> bool {
        self.replica().schema(kind).is_some_and(|schema| schema.kept == Kept::WithParties)
    }

    /// Begins to show records that are kept with their parties.
    pub fn begin_apart(&self) {
        let context = self.replica().context().as_ref().clone();
        let mut inner = self.inner.borrow_mut();
        let apart = inner.apart.get_or_insert_with(|| Apart {
            replica: Replica::new(context),
            after: None,
            limit: FIRST,
            is_whole: false,
            users: 0,
        });
        apart.users += 1;
    }

    /// Ends that; the last list that does frees the memory.
    pub fn end_apart(&self) {
        let mut inner = self.inner.borrow_mut();
        if let Some(apart) = &mut inner.apart {
            apart.users = apart.users.saturating_sub(1);
            if apart.users == 0 {
                inner.apart = None;
            }
        }
    }

    /// Reads the next portion. Returns true if more may remain.
    ///
    /// # Errors
    /// Read errors; what was read stays.
    pub async fn read_apart(&self) -> Result<bool, AppError> {
        let next = {
            let inner = self.inner.borrow();
            inner.apart.as_ref().map(|apart| (apart.after, apart.limit, apart.is_whole))
        };
        let Some((after, limit, is_whole)) = next else { return Ok(false) };
        if is_whole {
            return Ok(false);
        }
        let read = self.store.pages(PageRange::Activities, after, limit).await?;
        // Pages of another tab's open bulk work may still be rolled back.
        let open = self.store.open_bulk_pages().await?;
        let mut inner = self.inner.borrow_mut();
        let Some(apart) = &mut inner.apart else { return Ok(false) };
        // A list that began anew meanwhile reads for itself.
        if apart.after != after {
            return Ok(true);
        }
        apart.is_whole = read.is_empty();
        apart.after = read.last().map(|(key, _)| *key).or(after);
        apart.limit = (limit * 2).min(MOST);
        let replica = &mut apart.replica;
        // Pages that a commit brought meanwhile are newer.
        let wanted = |key: &PageKey| replica.page(*key).is_none() && !open.contains(key);
        let fresh: Vec<_> = read.into_iter().filter(|(key, _)| wanted(key)).collect();
        if !fresh.is_empty() {
            replica.take_in(fresh);
            replica.sort();
        }
        Ok(!apart.is_whole)
    }

    /// Returns the rows of such a kind that match a selection, the last first.
    pub(super) fn select_apart(&self, kind: KindId, selection: &Selection) -> Vec<Row> {
        let selection = self.on_today(selection);
        let inner = self.inner.borrow();
        let Some(apart) = &inner.apart else { return Vec::new() };
        let replica = &apart.replica;
        let mut rows = replica.select(kind, &selection);
        rows.retain(|row| stands_for_all(replica, *row));
        // Their own order is that of time; the list begins with the last.
        if selection.sort == Sort::default() {
            rows.reverse();
        }
        rows.into_iter().map(Row::apart).collect()
    }

    /// Counts the records of such a kind read so far. The first screen counts, too, and needs no
    /// selection for that.
    pub(super) fn count_apart(&self, kind: KindId) -> usize {
        let inner = self.inner.borrow();
        let Some(apart) = &inner.apart else { return 0 };
        let rows = apart.replica.list(kind).iter();
        rows.filter(|row| stands_for_all(&apart.replica, **row)).count()
    }

    /// Returns the replica that holds a row, and the row in it; `None` if the row is stale.
    pub fn held(&self, row: Row) -> Option<(Ref<'_, Replica>, Row)> {
        let inner = self.inner.borrow();
        let replica = Ref::filter_map(inner, |inner| match row.is_apart() {
            true => inner.apart.as_ref().map(|apart| &apart.replica),
            false => Some(&inner.replica),
        })
        .ok()?;
        let within = row.together();
        replica.holds(within).then_some((replica, within))
    }

    /// Returns a row as a list shows what happened; `None` if it is stale.
    pub fn activity_card(&self, row: Row) -> Option<ActivityCard> {
        let record = {
            let (replica, row) = self.held(row)?;
            replica.record(row)?
        };
        let home = record.reference(activity::HOME)?;
        let entry = self.happened(&record, home);
        let kind = self.kind_of(home)?;
        Some(ActivityCard { home: (kind, home, self.name(home)), entry })
    }

    /// Returns the kind and the pages of all copies of a record that a list of such a kind shows.
    ///
    /// # Errors
    /// Read errors.
    pub(super) async fn copies_apart(
        &self,
        id: RecordId,
    ) -> Result<Option<(KindId, Vec<PageKey>)>, AppError> {
        let record = {
            let inner = self.inner.borrow();
            inner.apart.as_ref().and_then(|apart| apart.replica.record(apart.replica.row(id)?))
        };
        let Some(record) = record else { return Ok(None) };
        let mut keys = Vec::new();
        for party in self.places_of(&record) {
            self.load_bucket(party).await?;
            keys.extend(self.activity_key(party, id).filter(|key| !keys.contains(key)));
        }
        Ok(Some((record.kind, keys)))
    }
}

impl Apart {
    /// Takes in committed pages.
    pub(super) fn update(&mut self, pages: &[(PageKey, Vec<u8>)]) {
        // A page that cannot be opened stays out, as when reading.
        let fit = pages.iter().filter(|(_, bytes)| Page::open(bytes.clone()).is_ok());
        self.replica.update(fit.cloned().collect());
    }
}

/// True for the copy of the home: each party has one, and this stands for all.
fn stands_for_all(replica: &Replica, row: Row) -> bool {
    let of_home = |home| PageKey::of_home(home, 0).bucket == replica.page_key(row).bucket;
    replica.link(row).is_none_or(of_home)
}

#[cfg(test)]
mod tests {
    use super::super::selling_stories::{app, call, logged, person};
    use super::super::stories::now;
    use super::super::{BulkChange, GroupKey};
    use super::*;
    use domain::{ACTIVITY, Condition, Draft, Filter, Operator, Query, Value};

    fn texts(app: &Workspace<impl Store, impl Env>, selection: &Selection) -> Vec<String> {
        let rows = app.select(ACTIVITY, selection);
        rows.into_iter().map(|row| app.activity_card(row).unwrap().entry.text).collect()
    }

    fn said(with: RecordId, text: &str, when: i64) -> Draft {
        let mut draft = call(with, activity::REACHED, when);
        draft.set_text(activity::TEXT, text);
        draft
    }

    #[test]
    fn what_happened_is_listed_the_last_first_filtered_changed_together_and_binned() {
        let app = app();
        let (anh, bo) = (person(&app, "Ánh"), person(&app, "Bo"));
        now(app.log(logged(said(anh, "blue glaze", 1_000)))).unwrap();
        let mut both = said(anh, "red glaze", 3_000);
        both.push(activity::CONTACTS, "", Value::Reference(bo));
        now(app.log(logged(both))).unwrap();
        now(app.log(logged(said(bo, "offer", 2_000)))).unwrap();
        let all = Selection::default();
        assert!(app.is_apart(ACTIVITY) && texts(&app, &all).is_empty());
        app.begin_apart();
        while now(app.read_apart()).unwrap() {}
        assert_eq!(texts(&app, &all), ["red glaze", "offer", "blue glaze"], "each once");
        let glaze = Selection { query: Query::parse("glaze"), ..Selection::default() };
        assert_eq!(texts(&app, &glaze), ["red glaze", "blue glaze"]);
        let condition =
            Condition { field: activity::HOME, operator: Operator::Is, operand: bo.to_string() };
        let of_bo = Selection { filter: Filter::from(condition), ..Selection::default() };
        assert_eq!(texts(&app, &of_bo), ["offer"]);
        let groups = app.grouped(ACTIVITY, &app.select(ACTIVITY, &all), activity::WHAT);
        assert_eq!((groups.len(), groups[0].rows.len()), (1, 3));
        assert_eq!(groups[0].key, GroupKey::Text(activity::CALL.into()));
        let ids: Vec<RecordId> = app
            .select(ACTIVITY, &all)
            .into_iter()
            .map(|row| app.activity_card(row).unwrap().entry.id)
            .collect();
        let mut draft = Draft::new(ACTIVITY);
        draft.set_text(activity::OUTCOME, "Interested");
        let done = now(app.change_many(&ids, &BulkChange::Set(draft))).unwrap();
        let outcomes = || -> Vec<String> {
            let entries = now(app.timeline(bo, &[], 9)).unwrap().entries;
            entries.into_iter().map(|entry| entry.outcome).collect()
        };
        assert_eq!(outcomes(), ["Interested", "Interested"], "the copies too");
        now(app.undo(done.stamp.unwrap())).unwrap();
        assert_eq!(outcomes(), ["", ""]);
        now(app.change_many(&ids[..1], &BulkChange::Delete)).unwrap();
        assert_eq!(texts(&app, &all), ["offer", "blue glaze"]);
        assert_eq!(now(app.binned_activities()).unwrap().len(), 1);
        now(app.log(logged(said(anh, "later", 4_000)))).unwrap();
        assert_eq!(texts(&app, &all)[0], "later", "what is logged meanwhile is there");
        app.end_apart();
        assert!(texts(&app, &all).is_empty());
    }
}
