//! The reads that `public/prefetch.js` started while the application was loading, and the connection
//! that it opened for them, which the store keeps.

use indexed_db_futures::database::Database;
use js_sys::{Array, Promise, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::IdbOpenDbRequest;

use crate::deadline::within;
use dom::spawn;
use replica::PageKey;
use store::OpenBulk;
use store::head::Head;

use super::beneath::{adopt, raw};
use super::connection::is_whole;
use super::request::{to_bytes, to_page_bytes};
use super::{names, read};

/// Milliseconds to wait for the script's connection.
const PATIENCE: i32 = 4_000;

/// Milliseconds to wait for one part of the pages.
const PART_PATIENCE: i32 = 15_000;

/// The global variable in which the script leaves a promise of a [`PrefetchedReads`], or of null.
const PLACE: &str = "satchelPrefetch";

#[wasm_bindgen]
extern "C" {
    /// The script's requests, as promises that resolve to null on failure.
    type PrefetchedReads;

    #[wasm_bindgen(method, getter)]
    fn request(this: &PrefetchedReads) -> IdbOpenDbRequest;

    #[wasm_bindgen(method, getter)]
    fn head(this: &PrefetchedReads) -> Promise;

    #[wasm_bindgen(method, getter)]
    fn bulk(this: &PrefetchedReads) -> Promise;

    #[wasm_bindgen(method, getter)]
    fn parts(this: &PrefetchedReads) -> Array;

    /// An `IDBRecord`: a key and its value.
    type PrefetchedRow;

    #[wasm_bindgen(method, getter)]
    fn key(this: &PrefetchedRow) -> JsValue;

    #[wasm_bindgen(method, getter)]
    fn value(this: &PrefetchedRow) -> JsValue;
}

/// The reads under way, all in one transaction.
#[derive(Debug)]
pub struct Prefetch {
    head: Promise,
    bulk: Promise,
    parts: Vec<Promise>,
}

/// Takes over the script's connection and its reads. `None` if there are none, or if they are of
/// another database or version; only the first call gets them.
pub async fn take_over(name: &str, version: u32) -> Option<(Database, Prefetch)> {
    let (global, place) = (js_sys::global(), JsValue::from_str(PLACE));
    let promise: Promise = Reflect::get(&global, &place).ok()?.dyn_into().ok()?;
    Reflect::delete_property(&global, &place).ok()?;
    let Some(begun) = within(PATIENCE, begun(promise.clone())).await else {
        // The store opens a connection of its own; this one would block it if it came later.
        spawn(async move {
            if let Some((late, _)) = begun(promise).await {
                late.close();
            }
        });
        return None;
    };
    let (database, reads) = begun?;
    if database.name() != name || !is_whole(raw(&database), version) {
        database.close();
        return None;
    }
    Some((database, reads))
}

/// Waits for the script's connection.
async fn begun(promise: Promise) -> Option<(Database, Prefetch)> {
    let reads: PrefetchedReads = come(promise).await?.unchecked_into();
    let database = adopt(reads.request()).await?;
    let parts = reads.parts().iter().map(JsCast::unchecked_into).collect();
    Some((database, Prefetch { head: reads.head(), bulk: reads.bulk(), parts }))
}

impl Prefetch {
    /// Returns the head, and open bulk work with its owners.
    pub async fn head_and_bulk(&self) -> Option<(Option<Head>, Vec<(u64, OpenBulk)>)> {
        let head = to_bytes(&come(self.head.clone()).await?)?;
        let rows = read::values(Array::from(&come(self.bulk.clone()).await?).to_vec());
        Some(read::to_head_and_bulk(Some(&head), rows))
    }

    /// Passes the pages to `take` as they arrive. Returns true if all of them arrived.
    pub async fn pages(self, take: &mut dyn FnMut(Vec<(PageKey, Vec<u8>)>)) -> bool {
        let count = self.parts.len();
        for (at, part) in self.parts.into_iter().enumerate() {
            let Some(entries) = within(PART_PATIENCE, come(part)).await.flatten() else {
                return false;
            };
            let entries = Array::from(&entries);
            if at == 0 {
                read::make_room(entries.length() as usize * count * read::MOSTLY);
            }
            let entry = |entry: JsValue| {
                let entry: PrefetchedRow = entry.unchecked_into();
                Some((names::to_page(&entry.key())?, to_page_bytes(&entry.value())))
            };
            take(entries.iter().filter_map(entry).collect());
        }
        true
    }
}

async fn come(promise: Promise) -> Option<JsValue> {
    JsFuture::from(promise).await.ok().filter(|value| !value.is_null() && !value.is_undefined())
}
