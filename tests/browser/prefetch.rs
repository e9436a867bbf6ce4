//! The data that `public/prefetch.js` reads before the application runs equals what the store would
//! have read. In engines that cannot read ahead, the store reads by itself, with the same result.

use browser::idb::IdbStore;
use js_sys::{Function, Promise, Reflect};
use replica::PageKey;
use store::{Durability, PageRange, Store};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

use super::failures::Append;
use super::fresh_name;

const SCRIPT: &str = include_str!("../../public/prefetch.js");
/// The only database that the script reads.
const NAME: &str = "satchel";

fn read_ahead() {
    Function::new_no_args(SCRIPT).call0(&js_sys::global()).expect("the script runs");
}

/// Returns true if no store has taken over what the script read.
fn is_left() -> bool {
    Reflect::has(&js_sys::global(), &"satchelPrefetch".into()).expect("a global")
}

async fn forget_database() {
    let delete = "return new Promise((resolve, reject) => {
        const request = indexedDB.deleteDatabase(name);
        request.onsuccess = resolve;
        request.onerror = reject;
    });";
    let delete = Function::new_with_args("name", delete);
    let gone = delete.call1(&js_sys::global(), &NAME.into()).expect("a promise");
    JsFuture::from(gone.unchecked_into::<Promise>()).await.expect("deleted");
}

/// Opens a store as a new page does; returns its commit number and pages.
async fn opened(store: &IdbStore) -> (u64, Vec<(PageKey, Vec<u8>)>) {
    let commit = store.open().await.expect("opened").commit;
    (commit, pages(store).await)
}

async fn pages(store: &IdbStore) -> Vec<(PageKey, Vec<u8>)> {
    let mut pages = Vec::new();
    store.read_pages(PageRange::Hot, &mut |some| pages.extend(some)).await.expect("pages");
    pages
}

async fn append(store: &IdbStore) {
    store.commit(&mut Append, Durability::Strict).await.expect("committed");
}

#[wasm_bindgen_test]
async fn what_is_read_ahead_is_what_stands_there() {
    forget_database().await;
    read_ahead();
    let store = IdbStore::new(NAME);
    assert_eq!(opened(&store).await, (0, Vec::new()), "a database that is not there is made");
    assert!(!is_left());
    append(&store).await;
    let wanted = pages(&store).await;
    assert_eq!(wanted.len(), 1);
    store.close();

    read_ahead();
    let store = IdbStore::new(NAME);
    assert_eq!(opened(&store).await, (1, wanted.clone()));
    assert!(!is_left(), "it is taken over once");
    assert_eq!(pages(&store).await, wanted, "and read again as it stands");
    store.close();

    read_ahead();
    let store = IdbStore::new(NAME);
    store.open().await.expect("opened");
    append(&store).await;
    let [(_, bytes)] = pages(&store).await.try_into().expect("one page");
    assert_eq!(bytes.len(), 2, "what was read before a write is not believed");
    store.close();

    read_ahead();
    let other = IdbStore::new(&fresh_name());
    assert_eq!(opened(&other).await, (0, Vec::new()), "another database has nothing of it");
    assert!(!is_left());

    read_ahead();
    let later = IdbStore::of_version(NAME, 2);
    assert_eq!(opened(&later).await.0, 2, "a later version is not kept waiting");
    later.close();
    forget_database().await;
}
