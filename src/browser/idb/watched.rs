//! An open database that makes way for other tabs. The browser's own events: a connection must be
//! closed in the event itself, or the other tab is told that it is blocked.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{IdbDatabase, IdbVersionChangeEvent};

use super::connection::form;

/// An open database; dropping it closes it once its transactions have ended.
#[derive(Debug)]
pub struct Watched {
    database: IdbDatabase,
    usable: Rc<Cell<bool>>,
    _on_version_change: Closure<dyn FnMut(IdbVersionChangeEvent)>,
    _on_close: Closure<dyn FnMut()>,
}

impl Watched {
    /// Watches a database. Calls `on_superseded` when another tab wants a newer version, after
    /// closing the database so that the other tab need not wait.
    pub fn new(database: IdbDatabase, version: u32, on_superseded: impl Fn() + 'static) -> Self {
        let usable = Rc::new(Cell::new(true));
        let (closing, open) = (database.clone(), Rc::clone(&usable));
        let on_version_change = Closure::new(move |event: IdbVersionChangeEvent| {
            closing.close();
            open.set(false);
            // Without a version the database is being deleted; with the same format, missing stores
            // are being created. In both cases it can be reopened.
            if event.new_version().is_some_and(|number| form(number as u32) != version) {
                on_superseded();
            }
        });
        let open = Rc::clone(&usable);
        let on_close = Closure::new(move || open.set(false));
        database.set_onversionchange(Some(on_version_change.as_ref().unchecked_ref()));
        database.set_onclose(Some(on_close.as_ref().unchecked_ref()));
        Self { database, usable, _on_version_change: on_version_change, _on_close: on_close }
    }

    /// True unless the database was closed.
    pub fn is_usable(&self) -> bool {
        self.usable.get()
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        self.database.set_onversionchange(None);
        self.database.set_onclose(None);
        self.database.close();
    }
}
