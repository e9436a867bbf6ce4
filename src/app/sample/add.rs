//! Adds the sample data as one action, which is removed as one.

use std::collections::{BTreeSet, HashMap};

use crate::actions::{Done, tidy};
use crate::edits::{Edits, Op};
use crate::workspace::Workspace;
use crate::{AppError, Env};
use domain::{
    ACTIVITY, Day, Draft, Fields, PartialDate, RecordId, Value, company_identity, contact,
};
use replica::{ActionKind, PAGE_RECORDS, PageKey};
use store::{SmallForm, Store};

use super::cast::{Cast, EACH};
use super::make::people_of;
use super::scene::{Person, Scene};

/// Days from today of the sample's birthdays.
const BIRTHDAYS: [i32; 4] = [0, 2, 3, 6];

/// Page keys for many new records, as many per page as if they were added one by one.
struct Places<'a> {
    env: &'a dyn Fn() -> u64,
    key: PageKey,
    taken: usize,
}

impl Places<'_> {
    /// Returns the page of the next record, with room for another record created along with it.
    fn next(&mut self) -> PageKey {
        self.taken += 2;
        if self.taken >= PAGE_RECORDS {
            self.taken = 0;
            self.key = PageKey::hot((self.env)());
        }
        self.key
    }
}

impl<S: Store, E: Env> Workspace<S, E> {
    /// Fills the app with sample data, most of it in this language, and remembers the action so that
    /// it can be removed.
    ///
    /// # Errors
    /// Store errors.
    pub async fn add_sample(&self, label: &str, language: &str) -> Result<Done, AppError> {
        // The pipeline stays when the sample is removed.
        self.seed_pipeline().await?;
        let random = || self.env.random();
        let mut edits = self.edits(ActionKind::Create, label.to_owned(), &random);
        let mut places = Places { env: &random, key: self.page_for_new(), taken: 0 };
        let cast = Cast::of(language);
        let people = self.add_people(&cast, &mut edits, &mut places);
        let past = match self.pipelines().first() {
            Some(pipeline) => {
                let now = self.env.now_millis();
                let scene = Scene { cast: &cast, people: &people, pipeline, now, zones: &self.env };
                self.add_selling(&scene, &mut edits, &mut places)
            }
            None => Vec::new(),
        };
        self.add_past(past, &mut edits).await?;
        let done = self.commit_edits(edits).await?;
        if let Some(stamp) = done.stamp {
            let key = SmallForm::Sample.key();
            key.write(&self.store, Some(stamp.to_bytes().to_vec())).await?;
        }
        Ok(done)
    }

    /// Adds the contacts, linking companies by name, also among each other.
    fn add_people(
        &self,
        cast: &Cast,
        edits: &mut Edits<'_>,
        places: &mut Places<'_>,
    ) -> Vec<Person> {
        let mut companies = HashMap::new();
        let mut people = Vec::new();
        let today = self.today();
        for (number, mut draft) in people_of(cast).into_iter().enumerate() {
            let name = draft.text(contact::COMPANY);
            match companies.get(&company_identity(&name)) {
                Some(id) => draft.set(contact::COMPANY, Value::Reference(*id)),
                None => {
                    self.link_names(&mut draft, edits);
                    if let Some(id) = draft.reference(contact::COMPANY) {
                        companies.insert(company_identity(&name), id);
                    }
                }
            }
            if let Some(days) = BIRTHDAYS.get(number / EACH).filter(|_| number % EACH == 1) {
                draft.set(contact::BIRTHDAY, Value::Date(birthday(today.plus(*days), number)));
            }
            let person = Person { id: self.new_id(), company: draft.reference(contact::COMPANY) };
            people.push(person);
            edits.add(places.next(), person.id, Op::Create(draft.kind, draft));
        }
        people
    }

    /// Adds deals and tasks; returns the activities so far.
    fn add_selling(
        &self,
        scene: &Scene<'_>,
        edits: &mut Edits<'_>,
        places: &mut Places<'_>,
    ) -> Vec<Draft> {
        let mut deals = Vec::new();
        let mut open = Vec::new();
        for deal in scene.deals() {
            let id = self.add_one(deal.draft, edits, places);
            deals.push(id);
            open.push(deal.open.then_some(id));
        }
        for task in scene.tasks(&open) {
            self.add_one(task, edits, places);
        }
        scene.past(&deals)
    }

    fn add_one(
        &self,
        mut draft: Draft,
        edits: &mut Edits<'_>,
        places: &mut Places<'_>,
    ) -> RecordId {
        self.preset(&mut draft);
        let id = self.new_id();
        edits.add(places.next(), id, Op::Create(draft.kind, draft));
        id
    }

    /// Adds activities: a copy per participant, those of one bucket in one page.
    async fn add_past(&self, past: Vec<Draft>, edits: &mut Edits<'_>) -> Result<(), AppError> {
        let mut pages = HashMap::new();
        for mut activity in past {
            tidy(&mut activity);
            let parties = self.with_home(&mut activity)?;
            let id = self.new_id();
            let mut buckets = BTreeSet::new();
            for party in parties {
                self.load_bucket(party).await?;
                let fresh = self.page_for_activity(party);
                let key = *pages.entry(fresh.bucket).or_insert(fresh);
                if buckets.insert(key.bucket) {
                    edits.add(key, id, Op::Create(ACTIVITY, activity.clone()));
                }
            }
        }
        Ok(())
    }
}

/// Returns a birthday on this day of the year, without the year for some.
fn birthday(day: Day, number: usize) -> PartialDate {
    let (_, month, day) = day.parts();
    let year = number.is_multiple_of(2).then_some(1970 + number as i16 % 30);
    PartialDate { year, month: Some(month), day: Some(day) }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use crate::stories::{App, now, tab};
    use crate::{Anniversaries, Happened, ListWanted, STAGE_CHANGE};
    use domain::{
        COMPANY, CONTACT, DEAL, Fields, RecordId, TASK, Value, activity, check, contact, deal,
        moment, number, task,
    };
    use store::MemoryStore;

    const LANGUAGES: [&str; 5] = ["vi", "zh", "hu", "th", "en"];

    /// Does something with the sample of each language.
    fn each(check: impl Fn(&App, &str)) {
        for language in LANGUAGES {
            let app = tab(&MemoryStore::new(7), 1);
            now(app.add_sample("Sample data", language)).unwrap();
            check(&app, language);
        }
    }

    fn all(app: &App, kind: domain::KindId) -> Vec<RecordId> {
        let replica = app.replica();
        replica.list(kind).iter().map(|row| replica.id(*row)).collect()
    }

    fn past(app: &App, id: RecordId) -> Vec<Happened> {
        let all = now(app.timeline(id, &[], 1000)).unwrap().entries;
        all.into_iter().filter(|it| it.what != STAGE_CHANGE).collect()
    }

    #[test]
    fn sample_data_comes_in_at_once_and_goes_as_one() {
        for language in LANGUAGES {
            let app = tab(&MemoryStore::new(7), 1);
            let done = now(app.add_sample("Sample data", language)).unwrap();
            assert_eq!((app.count(CONTACT), app.count(COMPANY)), (200, 30));
            assert_eq!((app.count(DEAL), app.count(TASK)), (25, 40));
            let undone = now(app.undo(done.stamp.unwrap())).unwrap();
            assert_eq!(undone.skipped, 0);
            assert!(app.is_empty());
            assert_eq!(app.pipelines().len(), 1, "the pipeline is nobody's sample");
        }
    }

    #[test]
    fn what_happened_with_the_sample_goes_with_it() {
        for language in LANGUAGES {
            let app = tab(&MemoryStore::new(7), 1);
            let done = now(app.add_sample("Sample data", language)).unwrap();
            let people = all(&app, CONTACT);
            let told = |app: &App| people.iter().map(|id| past(app, *id).len()).sum::<usize>();
            assert!(told(&app) >= 300, "{}", told(&app));
            let deleted = now(app.delete_made_by(done.stamp.unwrap())).unwrap();
            assert!(app.is_empty());
            assert_eq!(told(&app), 0);
            now(app.undo(deleted.stamp.unwrap())).unwrap();
            assert_eq!(app.count(DEAL), 25);
            assert!(told(&app) >= 300);
        }
    }

    #[test]
    fn a_day_in_the_sample_has_work_in_it() {
        each(|app, _| {
            let agenda = app.agenda();
            let overdue = app.to_do().overdue.len();
            assert!((3..=8).contains(&overdue) && agenda.overdue.count > 0, "{overdue}");
            assert!(agenda.calls.count >= 2 && agenda.visits.count >= 2);
            assert!(agenda.due_today.count > 0 && !agenda.done.is_empty());
            assert!(agenda.next_call.is_some());
            assert!(app.to_do().week.len() >= 5);
            assert!(app.to_do().later.len() >= 5);
            let (stale, found) = app.stale_deals(3);
            let count: usize = found.iter().map(|of| of.count).sum();
            assert!(stale.len() == 3 && (3..=12).contains(&count), "{count}");
            let mut found = Anniversaries::default();
            while app.find_anniversaries(7, &mut found) {}
            let found = found.in_order();
            assert!(found.len() >= 4);
            let days: BTreeSet<_> = found.iter().map(|it| it.in_days).collect();
            assert!(days.len() >= 4, "not all on one day: {days:?}");
            let years: Vec<_> = found.iter().filter_map(|it| it.years).collect();
            let different: BTreeSet<_> = years.iter().collect();
            assert_eq!(different.len(), years.len(), "nobody turns as old as another: {years:?}");
        });
    }

    #[test]
    fn every_stage_of_the_sample_has_deals_in_several_currencies() {
        each(|app, _| {
            let pipeline = app.pipelines().remove(0);
            let within = Some(pipeline.id);
            let rows = app.list_rows(DEAL, &ListWanted { within, ..ListWanted::default() });
            let board = app.lanes(DEAL, &rows, within);
            assert_eq!(board.len(), pipeline.stages.len());
            let mut currencies = BTreeSet::new();
            for column in &board {
                assert!(!column.rows.is_empty());
                currencies.extend(column.totals.sums(*b"EUR").iter().map(|sum| sum.currency));
            }
            assert_eq!(currencies.len(), 6);
            let cards: Vec<_> = board
                .iter()
                .flat_map(|column| column.rows.iter().filter_map(|row| app.deal_card(*row)))
                .collect();
            assert_eq!(cards.len(), 25);
            let came = now(app.timeline(cards[0].id, &[STAGE_CHANGE.to_owned()], 9)).unwrap();
            assert!(!came.entries.is_empty());
        });
    }

    #[test]
    fn the_records_of_the_sample_are_in_order() {
        each(|app, _| {
            for kind in [CONTACT, DEAL, TASK] {
                let schema = app.schema(kind).unwrap();
                for id in all(app, kind) {
                    let record = app.record(id).unwrap();
                    let draft = domain::Draft::of(&schema, &record);
                    assert_eq!(check(&schema, &draft), [], "{}", app.name(id));
                }
            }
            for id in all(app, DEAL) {
                let deal = app.record(id).unwrap();
                assert!(moment(&deal, deal::SINCE).is_some_and(|since| since < 1_795_000_000_000));
                assert!(deal.elements(deal::STAGES).len() <= 6);
            }
        });
    }

    #[test]
    fn every_derived_fact_of_the_sample_is_what_its_tasks_and_its_past_say() {
        each(|app, _| {
            let tasks: Vec<_> =
                all(app, TASK).into_iter().filter_map(|id| app.record(id)).collect();
            let next = |field: u32, id: RecordId, calls: bool| {
                let mine = tasks.iter().filter(|it| it.reference(field) == Some(id));
                let open = mine.filter(|it| it.value(task::DONE).is_none());
                let open = open.filter(|it| !calls || it.text(task::WHAT) == task::CALL);
                open.map(|it| it.text(task::DUE)).min().unwrap_or_default()
            };
            let mut tried = 0;
            for id in all(app, CONTACT) {
                let record = app.record(id).unwrap();
                assert_eq!(record.text(contact::NEXT), next(task::CONTACT, id, false));
                assert_eq!(record.text(contact::NEXT_CALL), next(task::CONTACT, id, true));
                let talks = [activity::CALL, activity::VISIT, activity::MEETING];
                let past: Vec<(i64, bool)> = past(app, id)
                    .into_iter()
                    .filter(|it| it.what != activity::NOTE)
                    .map(|it| {
                        let talked = talks.contains(&it.what.as_str()) && it.result == "reached";
                        (it.when, talked || it.incoming)
                    })
                    .collect();
                let last = past.iter().filter(|(_, reached)| *reached).map(|(when, _)| *when).max();
                let since = past.iter().filter(|(when, _)| last.is_none_or(|last| *when > last));
                let attempts = since.count();
                assert_eq!(moment(&record, contact::LAST_CONTACT), last);
                let attempt = past.iter().map(|(when, _)| *when).max();
                assert_eq!(moment(&record, contact::LAST_ATTEMPT), attempt);
                assert_eq!(number(&record, contact::ATTEMPTS).unwrap_or(0.0), attempts as f64);
                tried += usize::from(attempts >= 3);
            }
            assert!(tried >= 3, "somebody was tried in vain: {tried}");
            for id in all(app, DEAL) {
                let next = next(task::DEAL, id, false);
                assert_eq!(app.record(id).unwrap().text(deal::NEXT), next);
            }
        });
    }

    #[test]
    fn seven_of_ten_deals_tasks_and_activities_are_of_the_users_language_and_all_five_occur() {
        each(|app, home| {
            let language = |id: RecordId| app.record(id).unwrap().text(contact::LANGUAGE);
            let count = |kind, field: u32| {
                let mut spoken: BTreeMap<String, usize> = BTreeMap::new();
                for id in all(app, kind) {
                    let record = app.record(id).unwrap();
                    let first =
                        record.elements(field).into_iter().find_map(|it| it.value.as_reference());
                    let with = first.or_else(|| record.reference(field)).unwrap();
                    *spoken.entry(language(with)).or_default() += 1;
                }
                spoken
            };
            let (deals, tasks) = (count(DEAL, deal::CONTACTS), count(TASK, task::CONTACT));
            assert_eq!((deals[home], deals.len()), (17, 5), "{deals:?}");
            assert_eq!((tasks[home], tasks.len()), (28, 5), "{tasks:?}");
            let (mut here, mut everywhere) = (0, 0);
            for id in all(app, CONTACT) {
                let count = past(app, id).len();
                everywhere += count;
                here += if language(id) == home { count } else { 0 };
            }
            assert!((65..=75).contains(&(here * 100 / everywhere)), "{here} of {everywhere}");
            let names: BTreeSet<String> =
                all(app, DEAL).into_iter().map(|id| app.name(id)).collect();
            assert_eq!(names.len(), 25, "no two deals are called alike");
        });
    }

    #[test]
    fn the_sample_of_a_language_has_the_currency_of_its_country() {
        each(|app, home| {
            let mut currencies: BTreeMap<[u8; 3], usize> = BTreeMap::new();
            for id in all(app, DEAL) {
                let Some(Value::Money(money)) = app.record(id).unwrap().value(deal::VALUE) else {
                    panic!("a deal without a value");
                };
                *currencies.entry(money.currency).or_default() += 1;
            }
            let most = currencies.iter().max_by_key(|(_, count)| **count).unwrap().0;
            let expected = match home {
                "vi" => b"VND",
                "zh" => b"CNY",
                "hu" => b"HUF",
                "th" => b"THB",
                _ => b"GBP",
            };
            assert_eq!(most, expected, "{currencies:?}");
        });
    }
}
