//! Test data, created by the app's own functions over an in-memory store before a screen opens, and
//! carried into and out of the frame as bytes.

use app::Workspace;
use browser::env::BrowserEnv;
use domain::{
    CONTACT, DEAL, Draft, KindId, OWN_KIND, RecordId, TASK, Value, any_kind, contact, deal,
    own_kind, task,
};
use replica::{PageKey, Stamp};
use store::{Action, Durability, ImportedHistory, MemoryStore, PageRange, Store, StoreError};

/// The app without a screen.
pub type App = Workspace<MemoryStore, BrowserEnv>;

/// The devices that create the data and that run the test; their stamps differ.
const MAKER: u64 = 1;
const TESTED: u64 = 2;

/// An app that nobody has begun with.
pub async fn fresh() -> App {
    let app = Workspace::new(MemoryStore::new(MAKER), BrowserEnv);
    app.open().await.expect("a store in memory opens");
    app
}

/// An app that has begun and holds nothing but its first pipeline.
pub async fn begun() -> App {
    let app = fresh().await;
    app.seed_pipeline().await.expect("a pipeline");
    app.store().put("begun", Some(Vec::new())).await.expect("noted");
    app
}

/// Saves a new record and returns its id.
pub async fn save(app: &App, draft: Draft) -> RecordId {
    app.save(None, draft).await.expect("a draft that can be saved").id
}

/// Makes the kind "Machine" of the user, without fields of its own.
pub async fn machine_kind(app: &App) -> KindId {
    let mut draft = Draft::new(OWN_KIND);
    draft.set_text(own_kind::NAME, "Machine");
    draft.set_text(own_kind::PLURAL, "Machines");
    KindId::of_own(save(app, draft).await)
}

pub fn person(given: &str, family: &str) -> Draft {
    let mut draft = Draft::new(CONTACT);
    draft.set_text(contact::GIVEN, given);
    draft.set_text(contact::FAMILY, family);
    draft
}

pub fn tagged(mut draft: Draft, tag: &str) -> Draft {
    draft.push(any_kind::TAGS, "", Value::Text(tag.to_owned()));
    draft
}

/// Changes the text of the first task in a store.
pub async fn edit_first_task(store: MemoryStore, text: &str) {
    let app = Workspace::new(store, BrowserEnv);
    app.open().await.expect("a store in memory opens");
    let id = app.replica().list(TASK).first().map(|row| app.replica().id(*row));
    let mut draft = Draft::new(TASK);
    draft.set_text(task::TEXT, text);
    app.save(id, draft).await.expect("a draft that can be saved");
}

/// Returns the draft of a deal in the first stage.
pub fn deal_of(name: &str) -> Draft {
    let mut draft = Draft::new(DEAL);
    draft.set_text(deal::NAME, name);
    draft
}

/// Returns the draft of a task that is due today.
pub fn task_today(app: &App, text: &str) -> Draft {
    let mut draft = Draft::new(TASK);
    draft.set_text(task::TEXT, text);
    draft.set_text(task::DUE, app.today().to_string());
    draft
}

/// The serialized contents of a store: pages, small values, history.
type Carried = (Vec<(Key, Vec<u8>)>, Vec<(String, Vec<u8>)>, Vec<(Vec<u8>, Vec<u8>)>);
type Key = (u8, u16, u64);

/// Serializes the contents of a store.
pub async fn packed(store: &MemoryStore) -> Vec<u8> {
    let mut pages = Vec::new();
    for range in [PageRange::Hot, PageRange::Activities] {
        pages.extend(store.pages(range, None, u32::MAX).await.expect("pages"));
    }
    let pages = pages.into_iter().map(|(key, bytes)| ((key.shelf, key.bucket, key.page), bytes));
    let small = store.get_all("").await.expect("small values");
    let past = store.history(None, u32::MAX).await.expect("the past");
    let past = past.into_iter().map(|(stamp, bytes)| (stamp.to_bytes().to_vec(), bytes));
    let carried: Carried = (pages.collect(), small, past.collect());
    postcard::to_allocvec(&carried).expect("bytes")
}

/// Reverses [`packed`], on the tested device.
pub async fn unpacked(bytes: &[u8]) -> MemoryStore {
    let store = MemoryStore::new(TESTED);
    let (pages, small, past): Carried = postcard::from_bytes(bytes).expect("what was packed");
    let pages = pages.into_iter().map(|((shelf, bucket, page), bytes)| {
        let key = PageKey { shelf, bucket, page };
        (key, bytes)
    });
    let stamp = |bytes: Vec<u8>| Stamp::from_bytes(bytes.try_into().expect("a stamp"));
    let past = past.into_iter().map(|(bytes, entry)| (stamp(bytes), entry)).collect();
    let mut written = Verbatim { pages: pages.collect(), past };
    store.commit(&mut written, Durability::Strict).await.expect("written");
    for (key, value) in small {
        store.put(&key, Some(value)).await.expect("written");
    }
    store
}

/// Opens the app over the data that a screen stored.
pub async fn opened(bytes: &[u8]) -> App {
    let app = Workspace::new(unpacked(bytes).await, BrowserEnv);
    app.open().await.expect("what was stored can be opened");
    app
}

/// Writes pages and history entries unchanged.
struct Verbatim {
    pages: Vec<(PageKey, Vec<u8>)>,
    past: Vec<(Stamp, Vec<u8>)>,
}

impl Action for Verbatim {
    fn pages(&self) -> Vec<PageKey> {
        self.pages.iter().map(|(key, _)| *key).collect()
    }

    fn now_millis(&self) -> i64 {
        0
    }

    fn page(&mut self, key: PageKey, _: Option<&[u8]>) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.pages.iter().find(|(known, _)| *known == key).map(|(_, bytes)| bytes.clone()))
    }

    fn imported_history(&self) -> ImportedHistory<'_> {
        let newest = self.past.iter().map(|(stamp, _)| *stamp).max().unwrap_or_default();
        ImportedHistory { entries: &self.past, newest }
    }
}
