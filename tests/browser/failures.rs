//! IndexedDB failures seen in the field: lost connections, a full disk, blocked storage. Failures
//! that an engine cannot be made to produce are patched into its own functions, one database at a
//! time.

use browser::idb::{During, IdbStore, classify};
use js_sys::Function;
use replica::{PageKey, Stamp};
use store::{Action, Commit, Durability, PageRange, Store, StoreError};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::DomException;

use super::fresh_name;

const PAGE: PageKey = PageKey { shelf: PageKey::HOT, bucket: 0, page: 5 };

/// Appends a byte to the page.
pub struct Append;

impl Action for Append {
    fn pages(&self) -> Vec<PageKey> {
        vec![PAGE]
    }
    fn now_millis(&self) -> i64 {
        1_763_000_000_000
    }
    fn begin(&mut self, _: Stamp) {}
    fn page(&mut self, _: PageKey, bytes: Option<&[u8]>) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(Some([bytes.unwrap_or_default(), b"x"].concat()))
    }
    fn history(&mut self) -> Option<Vec<u8>> {
        Some(b"entry".to_vec())
    }
}

async fn append(store: &IdbStore) -> Result<Commit, StoreError> {
    store.commit(&mut Append, Durability::Strict).await
}

/// Counts the edits stored in the page and in the history.
async fn edits(store: &IdbStore) -> (usize, usize) {
    let page = store.pages_by_key(&[PAGE]).await.expect("pages");
    let history = store.history(None, 99).await.expect("history");
    (page.first().map_or(0, |(_, bytes)| bytes.len()), history.len())
}

/// Makes the next `times` read-write transactions of a database fail. The code may set `before`,
/// which receives the database, and `after`, which receives the transaction.
fn sabotage(name: &str, times: u32, code: &str) {
    let install = "
        let before, after, left = times;
        const begin = IDBDatabase.prototype.transaction;
        IDBDatabase.prototype.transaction = function (stores, mode, options) {
            const here = this.name === name && mode === 'readwrite' && left > 0;
            if (here) left -= 1;
            if (here && before) before(this);
            const transaction = begin.call(this, stores, mode, options);
            if (here && after) after(transaction);
            return transaction;
        };";
    let install = Function::new_with_args("name, times", &format!("{install}\n{code}"));
    let name = name.into();
    install.call2(&name, &name, &times.into()).expect("installed");
}

#[wasm_bindgen_test]
async fn a_lost_connection_is_opened_again() {
    let name = fresh_name();
    let store = IdbStore::new(&name);
    append(&store).await.expect("first");
    sabotage(&name, 2, "before = (database) => database.close();");
    assert_eq!(append(&store).await.expect("again").number, 2);
    store.close();
    assert_eq!(edits(&store).await, (2, 2));
    assert_eq!(store.probe().await, Ok(()));
}

#[wasm_bindgen_test]
async fn a_connection_that_is_lost_every_time_is_given_up_and_works_again_later() {
    let name = fresh_name();
    let store = IdbStore::new(&name);
    append(&store).await.expect("first");
    sabotage(&name, 4, "before = (database) => database.close();");
    assert_eq!(append(&store).await, Err(StoreError::Lost));
    assert_eq!(edits(&store).await, (1, 1));
    assert_eq!(append(&store).await.expect("later").number, 2);
}

/// The transaction completed, but the connection was lost before the browser reported it.
#[wasm_bindgen_test]
async fn an_edit_whose_commit_was_not_heard_of_happens_once() {
    let name = fresh_name();
    let store = IdbStore::new(&name);
    append(&store).await.expect("first");
    let deaf = "after = (transaction) => transaction.addEventListener('complete', (event) => {
        event.stopImmediatePropagation();
        transaction.onabort(new Event('abort'));
    });";
    sabotage(&name, 1, deaf);
    let commit = append(&store).await.expect("came through");
    assert_eq!((commit.number, commit.pages), (2, vec![(PAGE, b"xx".to_vec())]));
    assert_eq!(edits(&store).await, (2, 2));
}

#[wasm_bindgen_test]
async fn a_transaction_that_the_browser_aborts_is_repeated_and_leaves_no_trace() {
    let name = fresh_name();
    let store = IdbStore::new(&name);
    append(&store).await.expect("first");
    let abort = "after = (transaction) => queueMicrotask(() => transaction.abort());";
    sabotage(&name, 4, abort);
    assert_eq!(append(&store).await, Err(StoreError::Lost));
    assert_eq!(edits(&store).await, (1, 1));
    sabotage(&name, 3, abort);
    assert_eq!(append(&store).await.expect("the fourth time").number, 2);
}

#[wasm_bindgen_test]
async fn a_full_disk_at_the_commit_is_told_apart_from_other_aborts() {
    let name = fresh_name();
    let store = IdbStore::new(&name);
    append(&store).await.expect("first");
    let quota = "after = (transaction) => {
        const full = new DOMException('no room', 'QuotaExceededError');
        Object.defineProperty(transaction, 'error', { get: () => full });
        queueMicrotask(() => transaction.abort());
    };";
    sabotage(&name, 1, quota);
    assert_eq!(append(&store).await, Err(StoreError::Full));
    assert_eq!(edits(&store).await, (1, 1));
    assert_eq!(append(&store).await.expect("room again").number, 2);
}

/// Firefox says only of the request that the quota is exceeded, and of the transaction that something
/// failed.
#[wasm_bindgen_test]
async fn a_full_disk_that_only_the_request_tells_is_no_lost_connection() {
    let name = fresh_name();
    let store = IdbStore::new(&name);
    append(&store).await.expect("first");
    let quota = "after = (transaction) => {
        const unknown = new DOMException('it failed', 'UnknownError');
        Object.defineProperty(transaction, 'error', { get: () => unknown });
        const request = transaction.objectStore('history').count();
        const full = new DOMException('no room', 'QuotaExceededError');
        Object.defineProperty(request, 'error', { get: () => full });
        queueMicrotask(() => {
            request.dispatchEvent(new Event('error', { bubbles: true }));
            transaction.abort();
        });
    };";
    sabotage(&name, 1, quota);
    assert_eq!(append(&store).await, Err(StoreError::Full));
    assert_eq!(edits(&store).await, (1, 1));
    assert_eq!(append(&store).await.expect("room again").number, 2);
}

#[wasm_bindgen_test]
async fn a_full_disk_at_the_request_is_told_and_nothing_is_written() {
    let name = fresh_name();
    let store = IdbStore::new(&name);
    append(&store).await.expect("first");
    let quota = "after = (transaction) => {
        const history = transaction.objectStore('history');
        history.put = () => { throw new DOMException('no room', 'QuotaExceededError'); };
        const objectStore = transaction.objectStore.bind(transaction);
        transaction.objectStore = (name) => (name === 'history' ? history : objectStore(name));
    };";
    sabotage(&name, 1, quota);
    assert_eq!(append(&store).await, Err(StoreError::Full));
    assert_eq!(edits(&store).await, (1, 1));
}

#[wasm_bindgen_test]
async fn bulk_work_is_taken_back_also_where_there_is_no_room_to_note_it() {
    let name = fresh_name();
    let store = IdbStore::new(&name);
    append(&store).await.expect("first");
    let key = PageKey::hot(77);
    let bulk = store.bulk_begin("many.csv", &[key], 0).await.expect("begun");
    store.bulk_write(&bulk, vec![(key, vec![7; 100])]).await.expect("written");
    // Every put finds the disk full; deletes alone succeed.
    let quota = "after = (transaction) => {
        const objectStore = transaction.objectStore.bind(transaction);
        transaction.objectStore = (name) => {
            const store = objectStore(name);
            store.put = () => { throw new DOMException('no room', 'QuotaExceededError'); };
            return store;
        };
    };";
    sabotage(&name, 3, quota);
    store.bulk_abort(&bulk).await.expect("taken back");
    assert_eq!(store.pages_by_key(&[key]).await, Ok(Vec::new()));
    // Once there is room, the marker is found again.
    let open = store.open().await.expect("opened").open_bulk;
    assert_eq!(open.first().map(|open| &open.bulk), Some(&bulk));
    store.bulk_abort(&bulk).await.expect("noted");
    assert_eq!(store.open().await.expect("opened").open_bulk, []);
    assert_eq!(edits(&store).await, (1, 1));
}

#[wasm_bindgen_test]
async fn a_database_that_was_deleted_is_made_anew() {
    let name = fresh_name();
    let store = IdbStore::new(&name);
    append(&store).await.expect("first");
    let delete = Function::new_with_args(
        "name",
        "return new Promise((done, failed) => {
             const request = indexedDB.deleteDatabase(name);
             request.onsuccess = done;
             request.onblocked = failed;
         });",
    );
    let deleted = delete.call1(&name.as_str().into(), &name.as_str().into()).expect("asked");
    wasm_bindgen_futures::JsFuture::from(js_sys::Promise::from(deleted)).await.expect("deleted");
    assert_eq!(store.pages(PageRange::Hot, None, 9).await, Ok(Vec::new()));
    assert_eq!(append(&store).await.expect("anew").number, 1);
}

#[wasm_bindgen_test]
fn exceptions_are_told_apart() {
    let check = |name: &str, message: &str, during: During, expected: &StoreError| {
        let exception = DomException::new_with_message_and_name(message, name).expect(name);
        assert_eq!(classify(&exception, during), *expected, "{name} {message} {during:?}");
    };
    let lost = StoreError::Lost;
    for during in [During::Opening, During::Use] {
        check("QuotaExceededError", "", during, &StoreError::Full);
        check(
            "UnknownError",
            "Encountered full disk while opening backing store for indexedDB.open.",
            during,
            &StoreError::Full,
        );
        check("VersionError", "The requested version (1) is less", during, &StoreError::NewerData);
        check("SecurityError", "The operation is insecure.", during, &StoreError::Blocked);
        check("UnknownError", "Connection to Indexed Database server lost.", during, &lost);
        check("UnknownError", "Internal error opening backing store", during, &lost);
        check("AbortError", "The transaction was aborted.", during, &lost);
    }
    let closing = "The database connection is closing.";
    check("InvalidStateError", closing, During::Use, &lost);
    check("InvalidStateError", "did not allow mutations", During::Opening, &StoreError::Blocked);
    let denied = "The user denied permission to access the database.";
    check("UnknownError", denied, During::Opening, &StoreError::Blocked);
    let other = StoreError::Other { name: "DataError".into(), message: "no key".into() };
    check("DataError", "no key", During::Use, &other);
}
