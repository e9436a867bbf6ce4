//! Seed data of a journey: the database that the application once wrote is copied into the browser,
//! pages and all, before the application opens.

use std::sync::{Mutex, PoisonError};

use serde_json::Value;

use crate::engine::Engine;
use crate::page::Page;
use crate::wire::{Failure, Outcome};

/// The contents of the application's database in a browser.
pub struct Stored(Value);

/// Creates its data once in each engine and reuses them from then on.
pub struct Seed(Mutex<Vec<(Engine, Stored)>>);

impl Seed {
    pub const fn new() -> Self {
        Self(Mutex::new(Vec::new()))
    }

    /// Puts the data into the database of this page's origin; `address` is a file of that origin,
    /// not the application. The first time in an engine, `make` creates the data in the
    /// application, and the result is kept.
    pub fn plant(&self, page: &Page, address: &str, make: impl FnOnce() -> Outcome) -> Outcome {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, stored)) = kept.iter().find(|(engine, _)| *engine == page.engine()) {
            page.open(address)?;
            page.store(stored)?;
            // An image shown alone gets a browser style that the policy forbids.
            return page.complaints().map(drop);
        }
        make()?;
        kept.push((page.engine(), page.stored()?));
        Ok(())
    }
}

impl Page {
    /// Reads everything in the application's database, once the application is idle.
    fn stored(&self) -> Outcome<Stored> {
        let read = "await idle();
            const asked = (request) => new Promise((resolve, reject) => {
                request.onsuccess = () => resolve(request.result);
                request.onerror = () => reject(request.error);
            });
            const database = await asked(indexedDB.open('satchel'));
            const text = (bytes) => {
                if (!ArrayBuffer.isView(bytes)) throw new Error('a value that is no bytes');
                return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
            };
            const stores = [];
            for (const name of database.objectStoreNames) {
                const store = () => database.transaction(name).objectStore(name);
                const [keys, values] = [await asked(store().getAllKeys()), await asked(store().getAll())];
                stores.push([name, keys.map((key, at) => [key, text(values[at])])]);
            }
            database.close();
            return { version: database.version, stores };";
        self.run(read, &[]).map(Stored)
    }

    /// Creates the application's database from saved contents.
    fn store(&self, Stored(all): &Stored) -> Outcome {
        let write = "const [{ version, stores }] = asked;
            const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
            return new Promise((resolve, reject) => {
                let made = 0;
                const request = indexedDB.open('satchel', version);
                request.onerror = () => reject(request.error);
                request.onupgradeneeded = () => {
                    for (const [name, rows] of stores) {
                        const store = request.result.createObjectStore(name);
                        for (const [key, value] of rows) store.put(bytes(value), key);
                        made += 1;
                    }
                };
                request.onsuccess = () => {
                    request.result.close();
                    resolve(made);
                };
            });";
        let count = self.run(write, std::slice::from_ref(all))?;
        if count.as_u64().is_some_and(|count| count > 0) {
            return Ok(());
        }
        Err(Failure::Unmet("the application has begun here already: nothing can be planted".into()))
    }
}
