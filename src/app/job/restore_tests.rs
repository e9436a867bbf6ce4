//! Damaged backups, damaged devices, and what can still be restored.

use super::tests::{ask, back_up, import, restore};
use super::*;
use crate::stories::{App, now, person, tab};
use crate::{AppError, BulkChange, Env};
use domain::{
    CONTACT, CUSTOM_FIELD, DEAL, Draft, Fields, KindId, RecordId, SETTINGS, STAGE, TAG, Value,
    activity, contact, custom_field, deal, settings, tag,
};
use replica::{ActionKind, PageBuilder, PageKey, Stamp};
use store::{Action, Durability, ImportedHistory, MemoryStore, PageRange, Store, StoreError};

/// An action that writes pages and history entries as given.
pub struct Put {
    pub pages: Vec<(PageKey, Vec<u8>)>,
    pub history: Vec<(Stamp, Vec<u8>)>,
}

impl Action for Put {
    fn pages(&self) -> Vec<PageKey> {
        self.pages.iter().map(|(key, _)| *key).collect()
    }
    fn now_millis(&self) -> i64 {
        0
    }
    fn begin(&mut self, _: Stamp) {}
    fn page(&mut self, key: PageKey, _: Option<&[u8]>) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.pages.iter().find(|(known, _)| *known == key).map(|(_, bytes)| bytes.clone()))
    }
    fn imported_history(&self) -> ImportedHistory<'_> {
        ImportedHistory { entries: &self.history, newest: Stamp::NEVER }
    }
}

pub fn put(store: &MemoryStore, pages: Vec<(PageKey, Vec<u8>)>, history: Vec<(Stamp, Vec<u8>)>) {
    now(store.commit(&mut Put { pages, history }, Durability::Strict)).unwrap();
}

/// Returns every page of a store.
pub fn pages(store: &MemoryStore) -> Vec<(PageKey, Vec<u8>)> {
    let range = |range| now(store.pages(range, None, u32::MAX)).unwrap();
    [range(PageRange::Hot), range(PageRange::Activities)].concat()
}

/// Returns the ids in hot pages, repeated if stored more than once.
fn hot_ids(store: &MemoryStore) -> Vec<RecordId> {
    let hot = now(store.pages(PageRange::Hot, None, u32::MAX)).unwrap();
    let pages = hot.into_iter().map(|(_, bytes)| replica::Page::open(bytes).unwrap());
    let mut ids: Vec<RecordId> = pages
        .flat_map(|page| (0..page.count()).map(|slot| page.id(slot)).collect::<Vec<_>>())
        .collect();
    ids.sort();
    ids
}

fn is_each_once(store: &MemoryStore) -> bool {
    hot_ids(store).windows(2).all(|pair| pair[0] != pair[1])
}

fn save(app: &App, kind: KindId, texts: &[(u32, &str)]) -> RecordId {
    let mut draft = Draft::new(kind);
    texts.iter().for_each(|(field, text)| draft.set_text(*field, *text));
    now(app.save(None, draft)).unwrap().id
}

fn edit(app: &App, id: RecordId, kind: KindId, field: u32, text: &str) {
    let mut draft = Draft::new(kind);
    draft.set_text(field, text);
    now(app.save(Some(id), draft)).unwrap();
}

fn country(app: &App, code: &str) {
    let mut draft = Draft::new(SETTINGS);
    draft.set_text(settings::COUNTRY, code);
    now(app.save_settings(draft)).unwrap();
}

const PEOPLE: &str = "First name,Last name,Email\nAnna,Lee,anna@x.org\nBéla,Kovács,bela@x.org\n";

fn people(app: &App) {
    import(app, "people.csv", PEOPLE).unwrap();
}

#[test]
fn an_app_whose_records_are_all_in_the_bin_merges_with_them() {
    let store = MemoryStore::new(7);
    let app = tab(&store, 1);
    people(&app);
    let file = back_up(&app);
    let ids = hot_ids(&store);
    now(app.change_many(&ids, &BulkChange::Delete)).unwrap();
    assert!(app.is_empty());
    let (outcome, _) = restore(&app, file);
    assert_eq!((outcome.added, outcome.updated, outcome.same), (0, 0, 2));
    assert_eq!(hot_ids(&store), ids);
    // They were deleted after the backup was made, so they stay in the bin.
    assert_eq!((app.count(CONTACT), app.replica().bin(CONTACT).len()), (0, 2));
}

#[test]
fn an_app_with_only_tags_fields_and_settings_merges_with_them() {
    let app = tab(&MemoryStore::new(7), 1);
    people(&app);
    country(&app, "VN");
    let fair = save(&app, TAG, &[(tag::NAME, "fair")]);
    let wine = [(custom_field::OF, "contact"), (custom_field::NAME, "Wine")];
    let wine = save(&app, CUSTOM_FIELD, &wine);
    let store = MemoryStore::new(8);
    let other = tab(&store, 2);
    restore(&other, back_up(&app));
    for row in [CONTACT].into_iter().flat_map(|kind| other.replica().list(kind).to_vec()) {
        let id = other.replica().id(row);
        now(other.change_many(&[id], &BulkChange::Delete)).unwrap();
    }
    edit(&app, fair, TAG, tag::NAME, "trade fair");
    country(&other, "HU");
    restore(&other, back_up(&app));
    assert!(is_each_once(&store));
    assert_eq!(other.record(fair).unwrap().text(tag::NAME), "trade fair");
    assert_eq!(other.record(wine).unwrap().text(custom_field::NAME), "Wine");
    assert_eq!((other.count(TAG), other.count(CUSTOM_FIELD), other.count(SETTINGS)), (1, 1, 1));
    assert_eq!(other.settings().text(settings::COUNTRY), "HU", "set after the backup");
}

#[test]
fn what_an_app_made_by_itself_gives_way_in_the_transaction_that_ends_the_restore() {
    let app = tab(&MemoryStore::new(7), 1);
    now(app.seed_pipeline()).unwrap();
    country(&app, "VN");
    people(&app);
    let stage = app.first_stage().unwrap();
    edit(&app, stage, STAGE, domain::stage::NAME, "First talk");
    let store = MemoryStore::new(8);
    let other = tab(&store, 2);
    country(&other, "HU");
    now(other.seed_pipeline()).unwrap();
    let commits = other.last_commit();
    restore(&other, back_up(&app));
    assert_eq!(now(store.open()).unwrap().commit, commits + 1);
    assert!(is_each_once(&store));
    assert_eq!(other.settings().text(settings::COUNTRY), "VN");
    assert_eq!(other.stage(stage).unwrap().name, "First talk");
    assert_eq!(other.pipelines().len(), 1);
    // A backup without settings leaves the local ones.
    let bare = tab(&MemoryStore::new(9), 3);
    people(&bare);
    let fresh = tab(&MemoryStore::new(10), 4);
    country(&fresh, "HU");
    now(fresh.seed_pipeline()).unwrap();
    restore(&fresh, back_up(&bare));
    assert_eq!(fresh.settings().text(settings::COUNTRY), "HU");
    assert_eq!(fresh.pipelines().len(), 1);
}

/// Moves every stamp of a device in a backup to the year 9999.
fn of_the_year_9999(file: &[u8], device: u64) -> Vec<u8> {
    let mut backup = transfer::read_backup(file).unwrap();
    let late = |stamp: &mut Stamp| {
        if stamp.device == device {
            stamp.millis = 253_402_300_799_000;
        }
    };
    let schemas = domain::built_in();
    let mut writer = transfer::BackupWriter::new(&schemas, backup.made_millis);
    for record in &mut backup.records {
        replica::each_stamp(record, late);
        writer.record(record);
    }
    for bytes in backup.history {
        let mut entry = replica::HistoryEntry::decode(&bytes).unwrap();
        late(&mut entry.stamp);
        writer.history(&entry.encode());
    }
    writer.finish()
}

#[test]
fn a_backup_of_the_year_9999_does_not_decide_every_later_edit() {
    let app = tab(&MemoryStore::new(7), 1);
    let anna = now(app.save(None, person("Anna", "Lee"))).unwrap().id;
    let file = of_the_year_9999(&back_up(&app), 7);
    let other = tab(&MemoryStore::new(8), 2);
    let (outcome, newest) = restore(&other, file.clone());
    assert_eq!((outcome.added, outcome.amiss.postdated), (1, 1));
    let today = app.env().now_millis();
    assert!(newest.is_plausible(today), "{newest:?}");
    edit(&other, anna, CONTACT, contact::GIVEN, "Anne");
    // Restored again, here and via a third device: the edit stays.
    let (again, _) = restore(&other, file.clone());
    assert_eq!((again.updated, again.same, again.amiss.postdated), (0, 1, 1));
    let third = tab(&MemoryStore::new(9), 3);
    restore(&third, file);
    restore(&third, back_up(&other));
    for app in [&other, &third] {
        assert_eq!(app.record(anna).unwrap().text(contact::GIVEN), "Anne");
        let past = now(app.past(None)).unwrap();
        assert!(past.iter().all(|action| action.stamp.is_plausible(today)), "{past:?}");
    }
    // An action of the other device can still be undone as a whole.
    let made = now(third.past(None)).unwrap();
    let made = made.iter().find(|action| action.action == ActionKind::Create).unwrap().stamp;
    assert_eq!(now(third.undo(made)).unwrap().skipped, 1, "the name was changed since");
}

/// Replaces the contents of hot records with garbage under a valid checksum.
fn garble(store: &MemoryStore, wanted: &dyn Fn(RecordId) -> bool) -> usize {
    let mut count = 0;
    let context = domain::DigestContext::default();
    let mut garbled = Vec::new();
    for (key, bytes) in now(store.pages(PageRange::Hot, None, u32::MAX)).unwrap() {
        let page = replica::Page::open(bytes).unwrap();
        let mut builder = PageBuilder::new(page.fingerprint());
        for slot in 0..page.count() {
            let record = page.record(slot).unwrap();
            if wanted(record.id) {
                count += 1;
                builder.push_garbled(&record, &context.digest(record.kind, &record));
            } else {
                builder.copy(&page, slot);
            }
        }
        garbled.push((key, builder.finish()));
    }
    put(store, garbled, Vec::new());
    count
}

#[test]
fn records_that_make_no_sense_under_a_right_seal_come_back_from_a_backup() {
    for only_some in [false, true] {
        let store = MemoryStore::new(7);
        let app = tab(&store, 1);
        country(&app, "VN");
        now(app.seed_pipeline()).unwrap();
        people(&app);
        let anna = app.replica().id(app.replica().list(CONTACT)[0]);
        let call = crate::selling_stories::call(anna, activity::NOT_REACHED, 100);
        now(app.log(crate::selling_stories::logged(call))).unwrap();
        let (file, ids) = (back_up(&app), hot_ids(&store));
        let before = app.record(anna).unwrap();
        let count = garble(&store, &|id| !only_some || id == anna);
        assert_eq!(count, if only_some { 1 } else { ids.len() });
        let app = tab(&store, 2);
        assert_eq!(app.record(anna), None);
        // A backup of the rest reports what it lacks.
        let asked = now(app.ask_to_back_up()).unwrap();
        let (reply, _) = ask(&mut Worker::default(), asked).remove(0);
        let left = ids.len() - count + 1;
        assert_eq!(
            reply,
            Reply::Exported { records: left, unreadable: count, formulas: 0, cut: 0 }
        );
        // After a change of country, everything readable is digested again.
        if only_some {
            country(&app, "HU");
            while now(app.refresh_digests()).unwrap() {}
        }
        let (outcome, _) = restore(&app, file.clone());
        assert_eq!((outcome.added, outcome.updated), (0, count), "{only_some}");
        assert_eq!(app.record(anna), Some(before));
        assert_eq!(hot_ids(&store), ids);
        let (again, _) = restore(&app, file);
        assert_eq!((again.added, again.updated), (0, 0), "{only_some}");
    }
}

#[test]
fn who_cannot_be_read_costs_an_import_only_the_rows_about_them() {
    let store = MemoryStore::new(7);
    let app = tab(&store, 1);
    people(&app);
    let anna = app.replica().id(app.replica().list(CONTACT)[0]);
    garble(&store, &|id| id == anna);
    let app = tab(&store, 2);
    let mut worker = Worker::default();
    let table = PEOPLE.replace("Email", "Email,Job title").replace(".org\n", ".org,Buyer\n");
    let files = [("people.csv", table.as_bytes())];
    let (planned, order) =
        super::tests::plan(&app, &mut worker, &files, MatchChoice::FillGaps).unwrap();
    assert_eq!((planned.unreadable, planned.matched, planned.new), (1, 1, 1));
    let outcome = super::tests::carry_out(&app, &mut worker, &order);
    assert_eq!((outcome.contacts, outcome.filled), (1, 1));
    // An export reports what it lacks.
    let message =
        app.ask_to_export(ExportFormat::Csv, CONTACT, None, TableChoice::default(), Vec::new());
    let (reply, _) = ask(&mut Worker::default(), message).remove(0);
    assert_eq!(reply, Reply::Exported { records: 2, unreadable: 1, formulas: 0, cut: 0 });
}

#[test]
fn a_page_that_cannot_be_opened_is_told_and_its_records_come_back() {
    let store = MemoryStore::new(7);
    let app = tab(&store, 1);
    people(&app);
    let file = back_up(&app);
    let (key, mut bytes) = pages(&store).remove(0);
    *bytes.last_mut().unwrap() ^= 1;
    put(&store, vec![(key, bytes)], Vec::new());
    let app = tab(&store, 2);
    let (outcome, _) = restore(&app, file);
    assert_eq!((outcome.added, outcome.amiss.damaged_here), (2, 1));
    assert_eq!(app.count(CONTACT), 2);
}

#[test]
fn a_deal_that_moved_on_the_other_device_says_since_when_it_is_there() {
    let app = tab(&MemoryStore::new(7), 1);
    now(app.seed_pipeline()).unwrap();
    let deal = crate::selling_stories::new_deal(&app, "Oak desks", 100, None);
    let other = tab(&MemoryStore::new(8), 2);
    restore(&other, back_up(&app));
    let next = app.pipelines()[0].stages[1].id;
    let mut draft = Draft::new(DEAL);
    draft.set(deal::STAGE, Value::Reference(next));
    now(app.save(Some(deal), draft)).unwrap();
    restore(&other, back_up(&app));
    assert_eq!(other.record(deal), app.record(deal));
}

#[test]
fn what_is_no_backup_at_all_changes_nothing_and_says_so() {
    let app = tab(&MemoryStore::new(7), 1);
    people(&app);
    let text = String::from_utf8(back_up(&app)).unwrap();
    let nothing_left = text.replace("{\"kind\":", "{\"sort\":");
    let asked = now(app.ask_to_restore(nothing_left.into_bytes())).unwrap();
    let mut replies = Vec::new();
    Worker::default().answer(asked, &|| None, &mut |reply| replies.push(reply));
    let error = reply_of(replies.pop()).unwrap_err();
    assert!(matches!(error, AppError::Transfer(_)), "{error:?}");
    assert_eq!(app.count(CONTACT), 2);
}
