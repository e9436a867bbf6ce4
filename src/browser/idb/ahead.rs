//! What `public/ahead.js` has asked of the database while the application was on its way.

use js_sys::{Array, Promise, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::IdbDatabase;

use crate::deadline::within;
use crate::spawn::spawn;
use replica::PageKey;
use store::OpenBulk;
use store::head::Head;

use super::connection::is_whole;
use super::request::{to_bytes, to_page_bytes};
use super::{names, read};

/// Milliseconds that the script's connection is waited for.
const PATIENCE: i32 = 4_000;

/// Milliseconds that a part of what was asked for is waited for.
const PART_PATIENCE: i32 = 15_000;

/// Where the script leaves it: a promise of an [`Asked`], or of nothing.
const PLACE: &str = "satchelAhead";

#[wasm_bindgen]
extern "C" {
    /// What was asked for, as promises that give nothing where it failed.
    type Asked;

    #[wasm_bindgen(method, getter)]
    fn database(this: &Asked) -> IdbDatabase;

    #[wasm_bindgen(method, getter)]
    fn head(this: &Asked) -> Promise;

    #[wasm_bindgen(method, getter)]
    fn bulk(this: &Asked) -> Promise;

    #[wasm_bindgen(method, getter)]
    fn parts(this: &Asked) -> Array;

    /// An `IDBRecord`: a key and its value.
    type Entry;

    #[wasm_bindgen(method, getter)]
    fn key(this: &Entry) -> JsValue;

    #[wasm_bindgen(method, getter)]
    fn value(this: &Entry) -> JsValue;
}

/// What is being read already, all in one transaction.
#[derive(Debug)]
pub struct Ahead {
    head: Promise,
    bulk: Promise,
    parts: Vec<Promise>,
}

/// Takes over the connection to a database, and what was asked of it. `None` where nothing was, or
/// not of this database in this version; whoever comes second gets nothing.
pub async fn take_over(name: &str, version: u32) -> Option<(IdbDatabase, Ahead)> {
    let (global, place) = (js_sys::global(), JsValue::from_str(PLACE));
    let promise: Promise = Reflect::get(&global, &place).ok()?.dyn_into().ok()?;
    Reflect::delete_property(&global, &place).ok()?;
    let Some(asked) = within(PATIENCE, come(promise.clone())).await else {
        // The store opens a connection of its own; this one would be in its way once it comes.
        spawn(async move {
            if let Some(late) = come(promise).await {
                late.unchecked_ref::<Asked>().database().close();
            }
        });
        return None;
    };
    let asked = asked?;
    let asked: &Asked = asked.unchecked_ref();
    let database = asked.database();
    if database.name() != name || !is_whole(&database, version) {
        database.close();
        return None;
    }
    let parts = asked.parts().iter().map(JsCast::unchecked_into).collect();
    Some((database, Ahead { head: asked.head(), bulk: asked.bulk(), parts }))
}

impl Ahead {
    /// The head, and bulk work that is open with its owner.
    pub async fn head_and_bulk(&self) -> Option<(Option<Head>, Vec<(u64, OpenBulk)>)> {
        let head = to_bytes(&come(self.head.clone()).await?)?;
        let rows = read::values(&come(self.bulk.clone()).await?);
        Some(read::to_head_and_bulk(Some(&head), rows))
    }

    /// Hands over the pages as they come. Gives whether all of them came.
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
                let entry: Entry = entry.unchecked_into();
                names::to_page(&entry.key()).zip(to_page_bytes(&entry.value()))
            };
            take(entries.iter().filter_map(entry).collect());
        }
        true
    }
}

async fn come(promise: Promise) -> Option<JsValue> {
    JsFuture::from(promise).await.ok().filter(|value| !value.is_null() && !value.is_undefined())
}
