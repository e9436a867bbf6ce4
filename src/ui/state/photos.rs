//! Photos: from the file store to an address that a picture can have, and from a chosen file into the
//! store.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::app_state::AppState;
use super::sentences::sentence;
use super::words::t;
use browser::{files, photo};
use domain::FileRef;
use store::Store;
use transfer::file_ref;

/// A local address; it is given back when nothing shows it any more.
struct Address(String);

impl Drop for Address {
    fn drop(&mut self) {
        files::revoke(&self.0);
    }
}

impl AppState {
    /// The address of a picture in the file store, for as long as the view lives that asks.
    pub fn photo(self, file: Signal<Option<FileRef>>) -> Signal<Option<String>> {
        let read = LocalResource::new(move || {
            let file = file.get().filter(|file| file.media_type.starts_with("image/"));
            async move {
                let file = file?;
                // A picture that is not on this device, or cannot be read, leaves the initials.
                let bytes = self.satchel().store().file(&file.hash).await.ok()??;
                files::object_url(&bytes, &file.media_type).map(|url| Rc::new(Address(url)))
            }
        });
        Signal::derive(move || {
            let address = read.get().flatten()?;
            Some(address.0.clone())
        })
    }

    /// Takes a picture from the file field of an event: makes it small and keeps it. What it is
    /// called in a record is handed on.
    pub fn take_photo(self, event: leptos::ev::Event, then: impl FnOnce(FileRef) + 'static) {
        spawn_local(async move {
            let Some(chosen) = files::chosen(&event).await else { return };
            let Some(bytes) = photo::small(&chosen.bytes).await else {
                return self.say_failed(t!(self.words, form.photo_failed));
            };
            let file = file_ref(&bytes, &chosen.name, photo::MEDIA_TYPE);
            match self.satchel().store().put_files(vec![(file.hash.clone(), bytes)]).await {
                Ok(()) => then(file),
                Err(error) => self.say_failed(sentence(&self.words, &error.into())),
            }
        });
    }
}
