//! Times what a person waits for among 100,000 contacts, 20,000 deals, 20,000 tasks, 500,000
//! activities and 20,000 records of a user's kind, over the store in memory: a view with four
//! conditions, lists, a search of everything, edits, a bulk edit, a timeline. `cargo bench -p app
//! --bench many_kinds`.

use std::collections::BTreeMap;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Instant;

use app::{BulkChange, Env, LoggedActivity, Workspace};
use domain::{
    ACTIVITY, COMPANY, CONTACT, CUSTOM_FIELD, DEAL, Draft, Filter, KindId, OWN_KIND, RecordId,
    TASK, Value, Zones, activity, contact, custom_field, custom_number, deal, own, own_kind, task,
};
use replica::{PageBuilder, PageKey, Record, Selection, Slot, Sort, Stamp};
use store::{Action, Durability, MemoryStore, Store, StoreError};

struct Bench;

impl Env for Bench {
    #[expect(clippy::disallowed_methods, reason = "a bench measures, and not in a browser")]
    fn now_millis(&self) -> i64 {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        since.map(|since| since.as_millis() as i64).unwrap_or_default()
    }

    fn random(&self) -> u64 {
        use std::hash::{BuildHasher, RandomState};
        RandomState::new().hash_one(0)
    }
}

impl Zones for Bench {
    fn here(&self) -> String {
        "Asia/Bangkok".to_owned()
    }

    fn offset_minutes(&self, _zone: &str, _utc_millis: i64) -> Option<i32> {
        Some(420)
    }
}

type App = Workspace<MemoryStore, Bench>;

/// Runs a future over the store in memory, which is ready at once.
fn now<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => unreachable!(),
    }
}

/// Writes pages as they are.
struct Put(Vec<(PageKey, Vec<u8>)>);

impl Action for Put {
    fn pages(&self) -> Vec<PageKey> {
        self.0.iter().map(|(key, _)| *key).collect()
    }

    fn now_millis(&self) -> i64 {
        0
    }

    fn page(&mut self, key: PageKey, _: Option<&[u8]>) -> Result<Option<Vec<u8>>, StoreError> {
        let place = self.0.binary_search_by_key(&key, |(known, _)| *known);
        Ok(place.ok().and_then(|place| self.0.get(place)).map(|(_, bytes)| bytes.clone()))
    }
}

const FAMILY: [&str; 8] = ["Nguyễn", "Trần", "Kovács", "Taylor", "Szabó", "Müller", "Lê", "García"];
const GIVEN: [&str; 7] = ["Ánh", "Minh", "Anna", "Béla", "Linh", "Sofia", "Quang"];

fn id(kind: u64, number: usize) -> RecordId {
    let spread = (number as u64 ^ kind << 40).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut random = [0; 10];
    random[..8].copy_from_slice(&spread.to_le_bytes());
    random[2..].copy_from_slice(
        &(spread ^ spread >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9).to_le_bytes(),
    );
    RecordId::new(1_760_000_000_000 + number as i64, random)
}

struct Filling<'a> {
    app: &'a App,
    pages: BTreeMap<PageKey, Vec<u8>>,
    open: BTreeMap<(u8, u16), PageBuilder>,
    next: u64,
}

impl Filling<'_> {
    fn add(&mut self, homes: &[PageKey], record: &Record) {
        let context = self.app.replica().context().clone();
        let digest = context.digest(record.kind, record);
        for home in homes {
            let place = (home.shelf, home.bucket);
            let page = self.open.entry(place);
            let page = page.or_insert_with(|| PageBuilder::with(context.fingerprints()));
            page.push(record, &digest);
            if !page.has_room()
                && let Some(full) = self.open.remove(&place)
            {
                self.end(place, full);
            }
        }
    }

    fn end(&mut self, (shelf, bucket): (u8, u16), page: PageBuilder) {
        self.next = self.next.wrapping_add(0x9e37_79b9_7f4a_7c15);
        self.pages.insert(PageKey { shelf, bucket, page: self.next }, page.finish());
    }

    fn finish(mut self) -> Vec<(PageKey, Vec<u8>)> {
        for (place, page) in std::mem::take(&mut self.open) {
            self.end(place, page);
        }
        self.pages.into_iter().collect()
    }
}

struct Made {
    machine: KindId,
    wine: u32,
}

fn record(kind: KindId, number: usize, id: RecordId, fields: Vec<(u32, Value)>) -> Record {
    let stamp = Stamp { millis: 1_760_000_000_000 + number as u64, counter: 0, device: 3 };
    let mut record = Record::new(kind, id);
    for (field, value) in fields {
        record.put(field, Slot::One { stamp, value: Some(value) });
    }
    record
}

fn text(text: impl Into<String>) -> Value {
    Value::Text(text.into())
}

/// Makes a kind of the user's own, and a field of contacts.
fn declare(app: &App) -> Made {
    now(app.seed_pipeline()).unwrap_or_default();
    let mut kind = Draft::new(OWN_KIND);
    kind.set_text(own_kind::NAME, "Machine");
    kind.set_text(own_kind::PLURAL, "Machines");
    let machine = now(app.save(None, kind)).map(|saved| KindId::of_own(saved.id));
    let mut field = Draft::new(CUSTOM_FIELD);
    field.set_text(custom_field::OF, "contact");
    field.set_text(custom_field::NAME, "Wine");
    field.set_text(custom_field::TYPE, "text");
    let wine = now(app.save(None, field)).map_or(0, |saved| custom_number(saved.id));
    Made { machine: machine.unwrap_or(CONTACT), wine }
}

/// Fills an app; of the activities this share has two people.
fn fill(app: &App, activities: usize, with_two: f64) -> Made {
    let made = declare(app);
    let mut filling = Filling { app, pages: BTreeMap::new(), open: BTreeMap::new(), next: 1 };
    add_people(&mut filling, made.wine);
    add_selling(&mut filling, made.machine);
    for number in 0..activities {
        add_activity(&mut filling, number, (number % 100) as f64 / 100.0 < with_two);
    }
    let pages = filling.finish();
    let bytes = |shelf: u8| -> usize {
        pages.iter().filter(|(key, _)| key.shelf == shelf).map(|(_, bytes)| bytes.len()).sum()
    };
    say(&format!("hot {} KB, activities {} KB", bytes(0) >> 10, bytes(1) >> 10));
    let written = now(app.store().commit(&mut Put(pages), Durability::Strict));
    assert!(written.is_ok());
    made
}

const HOT: [PageKey; 1] = [PageKey { shelf: PageKey::HOT, bucket: 0, page: 0 }];

fn add_people(filling: &mut Filling<'_>, wine: u32) {
    for number in 0..2_000 {
        let fields = vec![(domain::company::NAME, text(format!("Company {number}")))];
        filling.add(&HOT, &record(COMPANY, number, id(2, number), fields));
    }
    for number in 0..100_000 {
        let contacted = 1_790_000_000_000 - (number as i64 % 400) * 86_400_000;
        let fields = vec![
            (contact::GIVEN, text(format!("{} {number}", GIVEN[number % 7]))),
            (contact::FAMILY, text(FAMILY[number / 7 % 8])),
            (contact::COMPANY, Value::Reference(id(2, number % 2_000))),
            (contact::JOB_TITLE, text(["Buyer", "Director", "Engineer"][number % 3])),
            (contact::STATUS, text(["lead", "customer"][number % 2])),
            (wine, text(["Furmint", "Kadarka", "Merlot", "none"][number % 4])),
            (contact::LAST_CONTACT, Value::Moment(contacted)),
        ];
        filling.add(&HOT, &record(CONTACT, number, id(1, number), fields));
    }
}

fn add_selling(filling: &mut Filling<'_>, machine: KindId) {
    let pipelines = filling.app.pipelines();
    let stages: Vec<RecordId> =
        pipelines.iter().flat_map(|it| &it.stages).map(|stage| stage.id).collect();
    for number in 0..20_000 {
        let stage = stages.get(number % stages.len().max(1)).copied().unwrap_or(id(9, 0));
        let fields = vec![
            (deal::NAME, text(format!("Tableware {number}"))),
            (deal::STAGE, Value::Reference(stage)),
            (deal::COMPANY, Value::Reference(id(2, number % 2_000))),
        ];
        filling.add(&HOT, &record(DEAL, number, id(7, number), fields));
        let fields = vec![
            (task::TEXT, text(format!("Call about {number}"))),
            (task::DUE, text(format!("2026-12-{:02}", number % 28 + 1))),
            (task::CONTACT, Value::Reference(id(1, number))),
        ];
        filling.add(&HOT, &record(TASK, number, id(10, number), fields));
        let fields = vec![(own::NAME, text(format!("Machine {number}")))];
        filling.add(&HOT, &record(machine, number, id(11, number), fields));
    }
}

fn add_activity(filling: &mut Filling<'_>, number: usize, of_two: bool) {
    let (home, second) = (number % 100_000, (number + 1) % 100_000);
    let mut homes = vec![PageKey::of_home(id(1, home), 0)];
    let fields = vec![
        (activity::WHAT, text(activity::CALL)),
        (activity::WHEN, Value::Moment(1_700_000_000_000 + number as i64 * 60_000)),
        (activity::TEXT, text(format!("Talked about offer {number} and the price of it"))),
        (activity::HOME, Value::Reference(id(1, home))),
    ];
    let mut happened = record(ACTIVITY, number, id(3, number), fields);
    if of_two {
        let stamp = happened.changed();
        let items = [home, second].into_iter().zip(1..).map(|(person, place)| replica::Item {
            id: domain::ElementId(place),
            stamp,
            removed: false,
            order: format!("1{place}"),
            label: String::new(),
            value: Value::Reference(id(1, person)),
        });
        happened.put(activity::CONTACTS, Slot::Many(items.collect()));
        let other = PageKey::of_home(id(1, second), 0);
        if other.bucket != homes[0].bucket {
            homes.push(other);
        }
    }
    filling.add(&homes, &happened);
}

fn say(line: &str) {
    std::io::Write::write_all(&mut std::io::stdout(), format!("{line}\n").as_bytes())
        .unwrap_or_default();
}

/// Returns the time that this thread has run, in nanoseconds: other programs do not count. Since the
/// first call, where the system does not tell.
#[expect(clippy::disallowed_methods, reason = "a bench measures, and not in a browser")]
fn nanos() -> u64 {
    static FIRST: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let ran = told.and_then(|told| told.split(' ').next()?.parse().ok());
    ran.unwrap_or_else(|| FIRST.get_or_init(Instant::now).elapsed().as_nanos() as u64)
}

/// Says the median and the longest of several runs.
fn time(what: &str, runs: usize, mut run: impl FnMut(usize)) {
    let mut times: Vec<f64> = (0..runs)
        .map(|turn| {
            let began = nanos();
            run(turn);
            (nanos() - began) as f64 / 1e6
        })
        .collect();
    times.sort_by(f64::total_cmp);
    let (median, most) = (times[runs / 2], times[runs - 1]);
    say(&format!("{what:<52} median {median:>8.2} ms, longest {most:>8.2} ms"));
}

fn main() {
    let share = std::env::var("TWO").ok().and_then(|share| share.parse().ok()).unwrap_or(0.2);
    let store = MemoryStore::new(5);
    let app = Workspace::new(store.another_tab(), Bench);
    assert!(now(app.open()).is_ok());
    let made = fill(&app, 500_000, share);
    drop(app);
    let app = Workspace::new(store.another_tab(), Bench);
    time("open", 1, |_| assert!(now(app.open()).is_ok()));
    lists(&app, &made);
    searches(&app);
    edits(&app);
    activities(&app);
}

fn lists(app: &App, Made { machine, wine }: &Made) {
    let kinds = [("contacts", CONTACT), ("deals", DEAL), ("tasks", TASK), ("machines", *machine)];
    for (name, kind) in kinds {
        time(&format!("the first list of {name}"), 1, |_| {
            let rows = app.select(kind, &Selection::default());
            let cards = rows.iter().take(20).filter_map(|row| app.card(*row)).count();
            assert!(cards > 0);
        });
    }
    for sort in [Sort::First, Sort::Last, Sort::Linked, Sort::Created, Sort::Changed] {
        time(&format!("contacts sorted by {sort:?}"), 1, |_| {
            let selection = Selection { sort, ..Selection::default() };
            assert_eq!(app.select(CONTACT, &selection).len(), 100_000);
        });
    }
    let view = |conditions: String| {
        let filter = Filter::decode(&conditions);
        assert_eq!(filter.conditions().count(), 4);
        let _rows = app.select(CONTACT, &Selection { filter, ..Selection::default() });
    };
    let (seen, status, title) = (contact::LAST_CONTACT, contact::STATUS, contact::JOB_TITLE);
    time("a view with four conditions", 15, |turn| {
        let days = 30 + turn;
        view(format!(
            "{wine}.is.furmint~{seen}.notsince.{days}~{status}.is.customer~{title}.has.dir"
        ));
    });
    time("a view with four conditions, none of text", 15, |turn| {
        let days = 30 + turn;
        view(format!(
            "{seen}.notsince.{days}~{status}.is.customer~{wine}.not.merlot~{title}.filled."
        ));
    });
}

fn searches(app: &App) {
    let typed = "nguyen minh 77";
    for length in 1..=typed.len() {
        time(&format!("everything, typed {:?}", &typed[..length]), 1, |_| {
            let _found = app.anything(&typed[..length], 20);
        });
    }
    let letters = ["a", "e", "m", "k", "t", "s", "b", "q", "l", "o"];
    time("everything, one letter, another each time", letters.len(), |turn| {
        let _found = app.anything(letters[turn], 20);
    });
}

fn edits(app: &App) {
    time("an edit of a contact", 31, |turn| {
        let mut draft = Draft::new(CONTACT);
        draft.set_text(contact::ROLE, format!("Role {turn}"));
        assert!(now(app.save(Some(id(1, turn * 3_000)), draft)).is_ok());
    });
    time("an edit with its list read again", 15, |turn| {
        let mut draft = Draft::new(CONTACT);
        draft.set_text(contact::ROLE, format!("Role {turn}"));
        assert!(now(app.save(Some(id(1, turn * 5_000)), draft)).is_ok());
        let _rows = app.select(CONTACT, &Selection::default());
    });
    time("a bulk edit of 5,000", 3, |turn| {
        let ids: Vec<RecordId> = (0..5_000).map(|number| id(1, number * 20 + turn)).collect();
        let done = now(app.change_many(&ids, &BulkChange::AddTag(format!("fair {turn}"))));
        assert!(done.is_ok_and(|done| done.count == 5_000));
    });
    time("the changes of one record", 5, |turn| {
        assert!(now(app.changes_of(id(1, turn * 3_000))).is_ok_and(|all| !all.is_empty()));
    });
}

fn activities(app: &App) {
    time("a timeline", 15, |turn| {
        let part = now(app.timeline(id(1, turn * 1_000), &[], 50));
        assert!(part.is_ok_and(|part| part.entries.len() >= 5));
    });
    let mut logged = Vec::new();
    time("a call with two people", 15, |turn| {
        let mut call = Draft::new(ACTIVITY);
        call.set_text(activity::WHAT, activity::CALL);
        call.set(activity::WHEN, Value::Moment(1_795_000_000_000));
        for person in [turn * 70, turn * 70 + 5] {
            call.push(activity::CONTACTS, "", Value::Reference(id(1, person)));
        }
        let call = LoggedActivity { activity: call, next: None, does: None };
        logged.extend(now(app.log(call)).map(|saved| (id(1, turn * 70), saved.id)));
    });
    time("an edit of a call with two people", logged.len(), |turn| {
        let mut draft = Draft::new(ACTIVITY);
        draft.set_text(activity::TEXT, format!("Turn {turn}"));
        let (home, id) = logged[turn];
        assert!(now(app.edit_activity(home, id, draft)).is_ok());
    });
}
