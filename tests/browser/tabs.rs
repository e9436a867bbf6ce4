//! Several tabs side by side: upgrades, bulk work of a live tab, messages.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use browser::idb::{IdbStore, VERSION};
use browser::tabs::Tabs;
use gloo_timers::future::TimeoutFuture;
use js_sys::{Function, Promise};
use replica::PageKey;
use store::{OnlyHistory, Store, StoreError};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{fresh_name, two_tabs};

/// Opens a database as a tab would that ignores upgrades.
async fn open_deaf(name: &str, version: u32) -> JsValue {
    let open = Function::new_with_args(
        "name, version",
        "return new Promise((done, failed) => {
             const request = indexedDB.open(name, version);
             request.onsuccess = () => done(request.result);
             request.onerror = failed;
         });",
    );
    let opened = open.call2(&JsValue::NULL, &name.into(), &version.into()).expect("asked");
    JsFuture::from(Promise::from(opened)).await.expect("opened")
}

fn close(database: &JsValue) {
    let close = Function::new_with_args("database", "database.close();");
    close.call1(&JsValue::NULL, database).expect("closed");
}

#[wasm_bindgen_test]
async fn a_tab_makes_way_for_a_newer_version_at_once_and_says_so() {
    let name = fresh_name();
    let old = IdbStore::new(&name);
    let told = Rc::new(Cell::new(0));
    let telling = Rc::clone(&told);
    old.on_superseded(move || telling.set(telling.get() + 1));
    old.put("draft", Some(b"kept".to_vec())).await.expect("written");
    let new = IdbStore::of_version(&name, VERSION + 1);
    assert_eq!(new.get("draft").await, Ok(Some(b"kept".to_vec())));
    assert_eq!(told.get(), 1);
    assert_eq!(old.open().await, Err(StoreError::Superseded));
    assert_eq!(old.put("draft", None).await, Err(StoreError::Superseded));
    assert_eq!(new.get("draft").await, Ok(Some(b"kept".to_vec())));
}

#[wasm_bindgen_test]
async fn a_database_of_a_newer_version_is_refused() {
    let name = fresh_name();
    IdbStore::of_version(&name, 7).open().await.expect("made");
    let store = IdbStore::new(&name);
    assert_eq!(store.open().await, Err(StoreError::NewerData));
    assert_eq!(store.put("draft", Some(Vec::new())).await, Err(StoreError::NewerData));
}

#[wasm_bindgen_test]
async fn an_old_tab_that_is_at_work_is_waited_for() {
    let name = fresh_name();
    let first = IdbStore::new(&name);
    first.open().await.expect("made");
    first.close();
    let old = open_deaf(&name, VERSION).await;
    let later = "setTimeout(() => database.close(), 200);";
    Function::new_with_args("database", later).call1(&JsValue::NULL, &old).expect("planned");
    assert!(IdbStore::of_version(&name, VERSION + 1).open().await.is_ok());
}

#[wasm_bindgen_test]
async fn an_old_tab_that_does_not_make_way_is_told_of_and_blocks_nothing_for_good() {
    let name = fresh_name();
    let first = IdbStore::new(&name);
    first.put("draft", Some(b"kept".to_vec())).await.expect("written");
    first.close();
    let deaf = open_deaf(&name, VERSION).await;
    let new = IdbStore::of_version(&name, VERSION + 1);
    assert_eq!(new.open().await, Err(StoreError::OldTab));
    close(&deaf);
    assert_eq!(new.get("draft").await, Ok(Some(b"kept".to_vec())));
    // The abandoned open leaves no connection behind that would block the next one.
    assert!(IdbStore::of_version(&name, VERSION + 2).open().await.is_ok());
}

#[wasm_bindgen_test]
async fn bulk_work_of_a_tab_that_lives_is_not_taken_for_cut_off() {
    let (a, b) = two_tabs();
    let bulk = a.bulk_begin("contacts.csv", &[PageKey::hot(1)], 0).await.expect("begun");
    assert_eq!(b.open().await.expect("open").open_bulk, []);
    assert_eq!(a.open().await.expect("open").open_bulk, []);
    a.bulk_write(&bulk, vec![(PageKey::hot(1), b"page".to_vec())]).await.expect("written");
    a.bulk_end(&bulk, &mut OnlyHistory(b"entry".to_vec())).await.expect("ended");
}

/// A page that is left while it imports still holds its lock when the next page opens.
#[wasm_bindgen_test]
async fn bulk_work_of_a_tab_that_is_just_dying_is_found_cut_off() {
    let name = fresh_name();
    let left = IdbStore::new(&name);
    left.bulk_begin("contacts.csv", &[PageKey::hot(1)], 0).await.expect("begun");
    dom::spawn(async move {
        TimeoutFuture::new(300).await;
        drop(left);
    });
    let open = IdbStore::new(&name).open().await.expect("open").open_bulk;
    let labels: Vec<_> = open.iter().map(|open| open.label.as_str()).collect();
    assert_eq!(labels, ["contacts.csv"]);
}

#[wasm_bindgen_test]
async fn a_commit_is_heard_of_by_the_other_tabs_and_not_by_its_own() {
    type Heard = Rc<RefCell<Vec<(u64, Vec<PageKey>)>>>;
    let name = fresh_name();
    let listen = |heard: &Heard| {
        let heard = Rc::clone(heard);
        Tabs::new(&name, move |number, keys| heard.borrow_mut().push((number, keys)))
    };
    let (own, other) = (Heard::default(), Heard::default());
    let (tab, _other_tab) = (listen(&own), listen(&other));
    let keys = vec![PageKey::hot(u64::MAX), PageKey { shelf: 1, bucket: 300, page: 2 }];
    tab.announce(u64::from(u32::MAX) + 9, &keys);
    tab.announce(1, &[]);
    let store = IdbStore::new(&name);
    for _ in 0..1_000 {
        // Yields to the browser, so that messages arrive.
        store.probe().await.expect("alive");
        if other.borrow().len() == 2 {
            break;
        }
    }
    assert_eq!(*other.borrow(), [(u64::from(u32::MAX) + 9, keys), (1, Vec::new())]);
    assert_eq!(own.borrow().len(), 0);
}

#[wasm_bindgen_test]
async fn the_room_is_told_as_far_as_the_browser_tells() {
    let (a, _) = two_tabs();
    a.put_files(vec![("f".into(), vec![7; 100_000])]).await.expect("written");
    let usage = a.usage().await;
    if let (Some(used), Some(quota)) = (usage.used, usage.quota) {
        assert!(used <= quota);
    }
}
