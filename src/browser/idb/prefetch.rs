//! The reads that `public/ahead.js` started while the application was loading. They keep the
//! script's connection until they are over: indexed_db_futures, which runs everything else, cannot
//! adopt an open database, so the store opens a connection of its own beside them.

use js_sys::{Array, Promise, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::IdbDatabase;

use crate::deadline::within;
use dom::spawn;
use replica::PageKey;
use store::OpenBulk;
use store::head::Head;

use super::connection::is_whole;
use super::request::{to_bytes, to_page_bytes};
use super::watched::Watched;
use super::{names, read};

/// Milliseconds to wait for the script's connection.
const PATIENCE: i32 = 4_000;

/// Milliseconds to wait for one part of the pages.
const PART_PATIENCE: i32 = 15_000;

/// The global variable in which the script leaves a promise of an [`PrefetchedReads`], or of null.
const PLACE: &str = "satchelAhead";

#[wasm_bindgen]
extern "C" {
    /// The script's requests, as promises that resolve to null on failure.
    type PrefetchedReads;

    #[wasm_bindgen(method, getter)]
    fn database(this: &PrefetchedReads) -> IdbDatabase;

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

/// The reads under way, all in one transaction. Dropping them closes the script's connection.
#[derive(Debug)]
pub struct Prefetch {
    _connection: Watched,
    head: Promise,
    bulk: Promise,
    parts: Vec<Promise>,
}

/// Takes over the script's reads with their connection. `None` if there are none, or if they are of
/// another database or version; only the first call gets them. Calls `on_superseded` as
/// [`Watched`] does.
pub async fn take_over(
    name: &str,
    version: u32,
    on_superseded: impl Fn() + 'static,
) -> Option<Prefetch> {
    let (global, place) = (js_sys::global(), JsValue::from_str(PLACE));
    let promise: Promise = Reflect::get(&global, &place).ok()?.dyn_into().ok()?;
    Reflect::delete_property(&global, &place).ok()?;
    let Some(asked) = within(PATIENCE, come(promise.clone())).await else {
        // The store opens a connection of its own; this one would block it if it came later.
        spawn(async move {
            if let Some(late) = come(promise).await {
                late.unchecked_ref::<PrefetchedReads>().database().close();
            }
        });
        return None;
    };
    let asked = asked?;
    let asked: &PrefetchedReads = asked.unchecked_ref();
    let database = asked.database();
    if database.name() != name || !is_whole(&database, version) {
        database.close();
        return None;
    }
    let parts = asked.parts().iter().map(JsCast::unchecked_into).collect();
    let _connection = Watched::new(database, version, on_superseded);
    Some(Prefetch { _connection, head: asked.head(), bulk: asked.bulk(), parts })
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
