//! Numbers attempts to reach a person, in timelines and for the next call. Attempts are counted per
//! person, so they are the same on the pages of the contact, the company and the deal.

use std::collections::{BTreeMap, btree_map::Entry};

use domain::{Fields, Happened, RecordId, attempts, contact, number, succeeded, task};
use replica::{PageKey, Row};
use store::Store;

use super::timeline::slots_of;
use super::timeline::when_of;
use super::workspace::Workspace;
use super::{AppError, Env};

/// The attempt numbers for a person, by activity.
type Numbers = BTreeMap<RecordId, Option<u32>>;

impl<S: Store, E: Env> Workspace<S, E> {
    /// Sets the attempt numbers of timeline entries.
    ///
    /// # Errors
    /// Store errors.
    pub(super) async fn number_attempts(
        &self,
        about: RecordId,
        homes: &[RecordId],
        entries: &mut [Happened],
    ) -> Result<(), AppError> {
        let mut known: BTreeMap<RecordId, Numbers> = BTreeMap::new();
        for entry in entries.iter_mut().filter(|entry| entry.reached() == Some(false)) {
            let Some(with) = self.tried(entry, about, homes) else { continue };
            let numbers = match known.entry(with) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(place) => {
                    self.load_bucket(with).await?;
                    place.insert(self.attempts_with(with))
                }
            };
            entry.attempt = numbers.get(&entry.id).copied().flatten();
        }
        Ok(())
    }

    /// Returns the person an entry tried to reach: the contact whose page it is, else the first
    /// participant who belongs to the page, else the first.
    fn tried(&self, entry: &Happened, about: RecordId, homes: &[RecordId]) -> Option<RecordId> {
        if self.kind_of(about).is_some_and(|kind| self.is_person(kind)) {
            return Some(about);
        }
        let all = || std::iter::once(entry.home).chain(entry.with.iter().map(|(id, _)| *id));
        let is_person =
            |party: &RecordId| self.kind_of(*party).is_some_and(|it| self.is_person(it));
        all().find(|party| homes.contains(party)).or_else(|| all().find(is_person))
    }

    fn attempts_with(&self, id: RecordId) -> Numbers {
        let inner = self.inner.borrow();
        let pages = inner.buckets.get(&PageKey::of_home(id, 0).bucket);
        let mut tries = Vec::new();
        for (_, page) in pages.into_iter().flatten() {
            let schemas = &inner.replica.context().schemas;
            tries.extend(slots_of(page, schemas, id).filter_map(|slot| {
                let reached = succeeded(&page.view(slot))?;
                Some((when_of(page, slot), reached, page.id(slot)))
            }));
        }
        attempts(tries).into_iter().collect()
    }

    /// Returns the attempt number of an upcoming call; `None` if nobody tried since the person was
    /// last reached. Of several calls to one person, only the first is numbered.
    pub(super) fn coming_attempt(&self, call: Row) -> Option<u32> {
        let replica = self.replica();
        let with = replica.view(call).reference(task::CONTACT)?;
        let failed = number(&replica.view(replica.row(with)?), contact::ATTEMPTS)? as u32;
        if failed == 0 {
            return None;
        }
        let is_call = |row: &Row| replica.view(*row).text(task::WHAT) == task::CALL;
        let first = self.open_tasks_of(with).into_iter().find(is_call);
        (first == Some(call)).then_some(failed.saturating_add(1))
    }
}

#[cfg(test)]
mod tests {
    use super::super::selling_stories::{
        TODAY, app, call, logged, new_deal, new_task, person, row,
    };
    use super::super::stories::{App, now};
    use super::*;
    use domain::{COMPANY, CONTACT, Draft, Value, activity, company};

    fn numbers(app: &App, id: RecordId, kinds: &[String]) -> Vec<Option<u32>> {
        let entries = now(app.timeline(id, kinds, 9)).unwrap().entries;
        entries.into_iter().filter(|it| it.what == activity::CALL).map(|it| it.attempt).collect()
    }

    #[test]
    fn an_attempt_has_one_number_on_every_page() {
        let app = app();
        let mut draft = Draft::new(COMPANY);
        draft.set_text(company::NAME, "Minh Long");
        let firm = now(app.save(None, draft)).unwrap().id;
        let (anh, bela) = (person(&app, "Ánh"), person(&app, "Béla"));
        for id in [anh, bela] {
            let mut draft = Draft::new(CONTACT);
            draft.set(contact::COMPANY, Value::Reference(firm));
            now(app.save(Some(id), draft)).unwrap();
        }
        let desks = new_deal(&app, "Desks", 100, Some(anh));
        now(app.log(logged(call(anh, activity::NOT_REACHED, 100)))).unwrap();
        now(app.log(logged(call(bela, activity::NOT_REACHED, 200)))).unwrap();
        let mut second = call(anh, activity::LEFT_MESSAGE, 300);
        second.set(activity::DEAL, Value::Reference(desks));
        now(app.log(logged(second))).unwrap();
        assert_eq!(numbers(&app, anh, &[]), [Some(2), Some(1)]);
        assert_eq!(numbers(&app, bela, &[]), [Some(1)]);
        assert_eq!(numbers(&app, firm, &[]), [Some(2), Some(1), Some(1)], "each counts apart");
        assert_eq!(numbers(&app, desks, &[]), [Some(2)], "the first was not about the deal");
        let calls = [activity::CALL.to_owned()];
        assert_eq!(numbers(&app, anh, &calls), [Some(2), Some(1)], "a filter changes no number");
        assert_eq!(numbers(&app, desks, &calls), [Some(2)]);
        now(app.log(logged(call(anh, activity::REACHED, 400)))).unwrap();
        assert_eq!(numbers(&app, anh, &[]), [None, Some(2), Some(1)]);
    }

    #[test]
    fn the_next_call_says_which_attempt_it_will_be_and_later_ones_do_not() {
        let app = app();
        let anh = person(&app, "Ánh");
        let first = new_task(&app, "Call", task::CALL, TODAY, &[(task::CONTACT, anh)]);
        let later = new_task(&app, "Again", task::CALL, "2026-12-24", &[(task::CONTACT, anh)]);
        let visit = new_task(&app, "Visit", task::VISIT, TODAY, &[(task::CONTACT, anh)]);
        let coming = |id| app.task_card(row(&app, id)).unwrap().attempt;
        assert_eq!(coming(first), None, "nobody tried yet");
        now(app.log(logged(call(anh, activity::NOT_REACHED, 100)))).unwrap();
        now(app.log(logged(call(anh, activity::NOT_REACHED, 200)))).unwrap();
        assert_eq!((coming(first), coming(later), coming(visit)), (Some(3), None, None));
        assert_eq!(numbers(&app, anh, &[])[0], Some(2), "the page counts the same");
        now(app.complete_task(first)).unwrap();
        assert_eq!(coming(first), None, "what is done is no next call");
    }
}
