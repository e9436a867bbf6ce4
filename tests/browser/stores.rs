//! Databases that lack some or all of their object stores, as an interrupted upgrade or a browser
//! fault leaves them: missing stores are created, and nothing else is lost.

use browser::idb::{IdbStore, VERSION};
use js_sys::{Function, Promise};
use replica::{PageKey, Stamp, Topic};
use store::{Durability, PageRange, Store, StoreError};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

use super::failures::Append;
use super::fresh_name;

const STORES: [&str; 8] =
    ["pages", "meta", "commits", "history", "about", "bulk", "small", "files"];

/// The number of a database of the current version whose stores were made anew once.
const REMADE: u32 = 1_000 + VERSION;

/// Opens a database at a version and runs `code` in the upgrade.
async fn upgrade(name: &str, version: u32, code: &str) {
    let open = format!(
        "return new Promise((done, failed) => {{
             const request = indexedDB.open(name, version);
             request.onupgradeneeded = () => {{ const database = request.result; {code} }};
             request.onsuccess = () => {{ request.result.close(); done(); }};
             request.onerror = failed;
         }});"
    );
    let open = Function::new_with_args("name, version", &open);
    let opened = open.call2(&JsValue::NULL, &name.into(), &version.into()).expect("asked");
    JsFuture::from(Promise::from(opened)).await.expect("upgraded");
}

/// Opens the store whatever is missing, checks `remade`, and writes to all of its parts.
async fn opens(name: &str, remade: bool) -> IdbStore {
    let store = IdbStore::new(name);
    let opened = store.open().await.expect(name);
    assert_eq!(opened.remade, remade);
    if let Some(last) = opened.last.filter(|_| remade) {
        store.set_clock(last).await.expect("a clock");
    }
    let number = store.commit(&mut Append, Durability::Strict).await.expect("written").number;
    assert!(number > opened.commit);
    store.put("draft", Some(b"new".to_vec())).await.expect("written");
    store.put_files(vec![("f".into(), vec![1])]).await.expect("written");
    let bulk = store.bulk_begin("many.csv", &[PageKey::hot(9)], 0).await.expect("begun");
    store.bulk_abort(&bulk).await.expect("ended");
    store
}

#[wasm_bindgen_test]
async fn a_database_without_stores_or_with_some_of_them_gets_the_others() {
    for some in 0..STORES.len() {
        let name = fresh_name();
        let make: String = STORES[..some]
            .iter()
            .map(|store| format!("database.createObjectStore('{store}');"))
            .collect();
        upgrade(&name, 1, &make).await;
        opens(&name, true).await.close();
        opens(&name, false).await.close();
    }
}

#[wasm_bindgen_test]
async fn a_store_that_is_missing_is_made_and_the_others_keep_what_they_hold() {
    for missing in STORES {
        let name = fresh_name();
        opens(&name, false).await.close();
        upgrade(&name, REMADE, &format!("database.deleteObjectStore('{missing}');")).await;
        let store = IdbStore::new(&name);
        let opened = store.open().await.expect(missing);
        assert!(opened.remade, "{missing}");
        assert_eq!(opened.last.is_none(), missing == "meta");
        let pages = store.pages(PageRange::Hot, None, 9).await.expect("pages");
        assert_eq!(pages.is_empty(), missing == "pages");
        assert_eq!(store.history(None, 9).await.expect("history").is_empty(), missing == "history");
        assert_eq!(store.get("draft").await.expect("small").is_none(), missing == "small");
        assert_eq!(store.file("f").await.expect("files").is_none(), missing == "files");
        if missing == "pages" {
            let hot = opened.tallies.hot.expect("counted");
            assert_eq!(hot.pages, 1, "it is known that there should be one");
        }
        store.close();
        opens(&name, false).await.close();
    }
}

#[wasm_bindgen_test]
async fn a_tab_that_is_open_goes_on_while_another_makes_what_is_missing() {
    let name = fresh_name();
    let old = opens(&name, false).await;
    upgrade(&name, REMADE, "database.deleteObjectStore('files');").await;
    let new = opens(&name, true).await;
    assert_eq!(old.get("draft").await, Ok(Some(b"new".to_vec())));
    assert_eq!(new.get("draft").await, Ok(Some(b"new".to_vec())));
    // A newer format is refused, however often stores were recreated.
    old.close();
    new.close();
    upgrade(&name, 2_001 + REMADE, "").await;
    assert_eq!(IdbStore::new(&name).open().await, Err(StoreError::NewerData));
}

#[wasm_bindgen_test]
async fn a_database_of_the_first_version_gets_the_index_of_history_and_keeps_everything() {
    let name = fresh_name();
    let first: String = STORES
        .iter()
        .filter(|store| **store != "about")
        .map(|store| format!("database.createObjectStore('{store}');"))
        .collect();
    upgrade(
        &name,
        1,
        &format!(
            "{first} request.transaction.objectStore('small').put(new Uint8Array([7]), 'draft');"
        ),
    )
    .await;
    let store = IdbStore::new(&name);
    let opened = store.open().await.expect("open");
    assert!(!opened.remade);
    assert_eq!(store.get("draft").await, Ok(Some(vec![7])));
    let about = async || store.history_about(Topic::Undos, Stamp::NEVER).await.expect("read").since;
    assert_eq!(about().await, None, "nobody knows what was there");
    assert_eq!(store.index_history(9).await, Ok(false));
    assert_eq!(about().await, Some(Stamp::NEVER));
}
