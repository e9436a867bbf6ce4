//! Timelines: the activities of a contact, a company, a deal or a record of a user's kind, the latest
//! first. An activity is stored in the bucket of everything that it refers to, so such a timeline is one
//! bucket; that of a company also reads the buckets of its people and deals. That of a deal still reads
//! those of its people: they hold what builds before had no other copy of.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use domain::{
    COMPANY, CONTACT, DEAL, Element, FIRST_STAGE, Fields, Happened, KindId, RecordId, STAGE_CHANGE,
    Schemas, TimelinePart, Value, activity, deal, fold, moment,
};
use replica::{Page, PageKey, Record};
use store::{PageRange, Store};

use super::workspace::Workspace;
use super::{AppError, Env};

impl<S: Store, E: Env> Workspace<S, E> {
    /// Returns the latest activities of a record: of these types (all if empty), at most `limit`.
    ///
    /// # Errors
    /// Store errors.
    pub async fn timeline(
        &self,
        id: RecordId,
        kinds: &[String],
        limit: usize,
    ) -> Result<TimelinePart, AppError> {
        let homes = self.homes(id);
        for home in &homes {
            self.load_bucket(*home).await?;
        }
        let wanted = |what: &str| kinds.is_empty() || kinds.iter().any(|kind| kind == what);
        let mut entries = self.latest_of(id, &homes, wanted, limit);
        if wanted(STAGE_CHANGE) {
            entries.extend(self.stage_changes(id));
            entries.sort_by_key(|entry| (Reverse(entry.when), Reverse(entry.id)));
        }
        let more = entries.len() > limit;
        entries.truncate(limit);
        self.number_attempts(id, &homes, &mut entries).await?;
        Ok(TimelinePart { entries, more })
    }

    /// Returns the latest activities of a record from the loaded buckets: one more than the limit if
    /// there are that many.
    fn latest_of(
        &self,
        id: RecordId,
        homes: &[RecordId],
        wanted: impl Fn(&str) -> bool,
        limit: usize,
    ) -> Vec<Happened> {
        let inner = self.inner.borrow();
        let mut found: Vec<(i64, RecordId, &Page, usize)> = Vec::new();
        let buckets = buckets_of(homes);
        let pages = buckets.iter().filter_map(|bucket| inner.buckets.get(bucket)).flatten();
        for (_, page) in pages {
            let mine = self.slots_on(page, homes, id);
            found.extend(mine.map(|slot| (when_of(page, slot), page.id(slot), page, slot)));
        }
        found.sort_by_key(|(when, id, ..)| (Reverse(*when), Reverse(*id)));
        found.dedup_by_key(|(_, id, ..)| *id);
        let mut entries: Vec<Happened> = Vec::new();
        // How many entries the stage changes will displace is known only after sorting.
        for (_, _, page, slot) in found {
            if entries.len() > limit {
                break;
            }
            if wanted(&page.view(slot).text(activity::WHAT)) {
                entries.extend(page.record(slot).map(|record| self.happened(&record, id)));
            }
        }
        entries
    }

    /// Searches the activities of a record, or all activities, for words. Passes hits to `take`
    /// slice by slice, and stops when it returns false.
    ///
    /// # Errors
    /// Store errors.
    pub async fn search_history(
        &self,
        words: &str,
        with: Option<RecordId>,
        take: &mut dyn FnMut(Vec<(RecordId, Happened)>) -> bool,
    ) -> Result<(), AppError> {
        let words: Vec<String> = fold(words).split_whitespace().map(str::to_owned).collect();
        if words.is_empty() {
            return Ok(());
        }
        let finders: Vec<memchr::memmem::Finder<'_>> =
            words.iter().map(memchr::memmem::Finder::new).collect();
        let homes = with.map(|id| (id, self.homes(id)));
        let mut ranges = match &homes {
            Some((_, homes)) => buckets_of(homes).into_iter().map(PageRange::Bucket).collect(),
            None => vec![PageRange::Activities],
        };
        // Pages of unfinished work may still be rolled back.
        let open = self.store.open_bulk_pages().await?;
        let mut after = None;
        while let Some(range) = ranges.last() {
            let slice = self.store.pages(*range, after, 64).await?;
            after = slice.last().map(|(key, _)| *key);
            if slice.is_empty() {
                ranges.pop();
            }
            let mut found = Vec::new();
            let slice = slice.into_iter().filter(|(key, _)| !open.contains(key));
            for page in slice.filter_map(|(_, bytes)| Page::open(bytes).ok()) {
                let mine: BTreeSet<usize> = match &homes {
                    Some((id, homes)) => self.slots_on(&page, homes, *id).collect(),
                    None => (0..page.count()).filter(|slot| !page.is_deleted(*slot)).collect(),
                };
                let slots = mine.into_iter().filter(|slot| {
                    let text = page.text(*slot);
                    finders.iter().all(|finder| finder.find(text).is_some())
                });
                let records = slots.filter_map(|slot| page.record(slot));
                let home = |record: &Record| record.reference(activity::HOME);
                found.extend(records.filter_map(|it| {
                    let home = home(&it)?;
                    Some((home, self.happened(&it, home)))
                }));
            }
            if !take(found) {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Returns the records whose buckets may hold activities of a record.
    fn homes(&self, id: RecordId) -> Vec<RecordId> {
        let mut homes = vec![id];
        let mut people_of = |record: &Record| {
            // Include people removed from the deal: their activities remain part of it.
            let people = record.items(deal::CONTACTS).iter().filter_map(|item| match item.value {
                Value::Reference(person) => Some(person),
                _ => None,
            });
            homes.extend(people);
        };
        match self.record(id) {
            Some(record) if record.kind == DEAL => {
                people_of(&record);
                homes.extend(record.reference(deal::COMPANY));
            }
            Some(record) if record.kind == COMPANY => {
                let replica = self.replica();
                homes.extend(replica.under(CONTACT, id).map(|row| replica.id(row)));
                let deals = replica.mentioning(replica.list(DEAL), id);
                homes.extend(deals.into_iter().map(|row| replica.id(row)));
            }
            _ => {}
        }
        homes.sort_unstable();
        homes.dedup();
        homes
    }

    /// Returns true if an activity stored with `home` belongs on the timeline of `id`: a deal's
    /// shows only activities about the deal.
    fn is_about(&self, page: &Page, slot: usize, home: RecordId, id: RecordId) -> bool {
        home == id
            || self.kind_of(id) != Some(DEAL)
            || page.view(slot).reference(activity::DEAL) == Some(id)
    }

    /// Returns the slots of a page's live activities that belong on the timeline of `id`. An
    /// activity with several homes repeats.
    fn slots_on<'a>(
        &'a self,
        page: &'a Page,
        homes: &'a [RecordId],
        id: RecordId,
    ) -> impl Iterator<Item = usize> + 'a {
        homes.iter().flat_map(move |home| {
            let inside = self.slots_of(page, *home).into_iter();
            inside.filter(move |slot| self.is_about(page, *slot, *home, id))
        })
    }

    fn slots_of(&self, page: &Page, subject: RecordId) -> Vec<usize> {
        let replica = self.replica();
        slots_of(page, &replica.context().schemas, subject).collect()
    }

    fn stage_changes(&self, id: RecordId) -> Vec<Happened> {
        let Some(record) = self.record(id).filter(|record| record.kind == DEAL) else {
            return Vec::new();
        };
        let moves = record.elements(deal::STAGES);
        let came = |Element { value, .. }: &Element| match value {
            Value::Moment(when) => Some(*when),
            _ => None,
        };
        let first = moves.iter().filter_map(came).min();
        let change = |Element { label, value, .. }| {
            let Value::Moment(when) = value else { return None };
            let begins = first == Some(when);
            let stage = RecordId::parse(&label).map(|stage| self.name(stage)).unwrap_or_default();
            Some(Happened {
                id,
                home: id,
                what: STAGE_CHANGE.to_owned(),
                when,
                until: None,
                text: stage,
                result: if begins { FIRST_STAGE.to_owned() } else { String::new() },
                outcome: String::new(),
                incoming: false,
                with: Vec::new(),
                about: Vec::new(),
                deal: None,
                place: None,
                attempt: None,
                files: Vec::new(),
            })
        };
        moves.into_iter().filter_map(change).collect()
    }

    /// Converts an activity to a timeline entry.
    pub(super) fn happened(&self, record: &Record, on: RecordId) -> Happened {
        let named = |id: RecordId| (id, self.name(id));
        let replica = self.replica();
        let schema = replica.schema(record.kind);
        let parties = schema.map(|schema| schema.parties_of(record)).unwrap_or_default();
        let is_own = |id: &RecordId| self.kind_of(*id).is_some_and(KindId::is_own);
        // A deal has a place of its own.
        let deal = record.reference(activity::DEAL);
        let others = parties.into_iter().filter(|party| *party != on && Some(*party) != deal);
        let (about, with): (Vec<RecordId>, Vec<RecordId>) = others.partition(is_own);
        let all_named = |ids: Vec<RecordId>| {
            ids.into_iter().map(named).filter(|(_, name)| !name.is_empty()).collect()
        };
        let place = match record.value(activity::PLACE) {
            Some(Value::Address(address)) => address.place,
            _ => None,
        };
        Happened {
            id: record.id,
            home: record.reference(activity::HOME).unwrap_or(on),
            what: record.text(activity::WHAT),
            when: moment(record, activity::WHEN).unwrap_or_default(),
            until: moment(record, activity::UNTIL),
            text: record.text(activity::TEXT),
            result: record.text(activity::RESULT),
            outcome: record.text(activity::OUTCOME),
            incoming: record.text(activity::DIRECTION) == activity::INCOMING,
            with: all_named(with),
            about: all_named(about),
            deal: deal.filter(|deal| *deal != on).map(named),
            place,
            attempt: None,
            files: self.files_on(record),
        }
    }

    /// Returns an activity and the pages that hold its copies, one with each that it is or was about.
    ///
    /// # Errors
    /// `NotFound` if it is not with this home; store errors.
    pub(super) async fn copies_of(
        &self,
        home: RecordId,
        id: RecordId,
    ) -> Result<(Record, Vec<PageKey>), AppError> {
        self.load_bucket(home).await?;
        let record = {
            let inner = self.inner.borrow();
            let pages = inner.buckets.get(&PageKey::of_home(home, 0).bucket);
            let found =
                pages.into_iter().flatten().find_map(|(_, page)| page.record(page.find(id)?));
            found.ok_or(AppError::NotFound)?
        };
        let mut keys = Vec::new();
        for party in self.places_of(&record) {
            self.load_bucket(party).await?;
            keys.extend(self.activity_key(party, id).filter(|key| !keys.contains(key)));
        }
        Ok((record, keys))
    }
}

/// Returns the slots of the live activities in a page that are about `subject`.
pub(super) fn slots_of<'a>(
    page: &'a Page,
    schemas: &'a Schemas,
    subject: RecordId,
) -> impl Iterator<Item = usize> + 'a {
    (0..page.count()).filter(move |slot| {
        let takes_part = || {
            let schema = schemas.get(page.kind(*slot));
            schema.is_some_and(|schema| schema.told_with(&page.view(*slot)).contains(&subject))
        };
        !page.is_deleted(*slot) && (page.link(*slot) == Some(subject) || takes_part())
    })
}

/// Returns the buckets of these homes.
fn buckets_of(homes: &[RecordId]) -> BTreeSet<u16> {
    homes.iter().map(|home| PageKey::of_home(*home, 0).bucket).collect()
}

/// Reads an activity's time from its sort key: sorting thousands must not decode them.
pub(super) fn when_of(page: &Page, slot: usize) -> i64 {
    match page.key(slot) {
        [1, bytes @ ..] if bytes.len() >= 8 => {
            let number = bytes[..8].iter().fold(0u64, |all, byte| (all << 8) | u64::from(*byte));
            (number ^ (1 << 63)).cast_signed()
        }
        // Digested by a version with another sort order.
        _ => moment(&page.view(slot), activity::WHEN).unwrap_or_default(),
    }
}
