//! Photos: object URLs for stored files, and storing a chosen file.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::records::Records;
use super::sentences::sentence;
use super::words::t;
use app::job::LONGEST;
use browser::{files, photo};
use domain::FileRef;
use store::Store;
use transfer::file_ref;

impl Records {
    /// Returns the object URL of a stored image, valid while the calling view lives.
    pub fn photo(self, file: Signal<Option<FileRef>>) -> Signal<Option<String>> {
        let read = LocalResource::new(move || {
            let file = file.get().filter(|file| file.media_type.starts_with("image/"));
            async move {
                let file = file?;
                // Without a readable image on this device, the initials show.
                let bytes = self.session.workspace().store().file(&file.hash).await.ok()??;
                Some(files::object_url(&bytes, &file.media_type))
            }
        });
        Signal::derive(move || {
            let address = read.get().flatten()?;
            Some(address.to_string())
        })
    }

    /// Shrinks and stores the image chosen in a file input, and passes its reference to `then`.
    pub fn take_photo(self, event: leptos::ev::Event, then: impl FnOnce(FileRef) + 'static) {
        spawn_local(async move {
            let Some(chosen) = files::chosen(&event).await else { return };
            let Some(bytes) = photo::small(&chosen.bytes, LONGEST).await else {
                return self.session.say_failed(t!(self.session.words, form.photo_failed));
            };
            let file = file_ref(&bytes, &chosen.name, photo::MEDIA_TYPE);
            match self.session.workspace().take_in_file(&file.hash, bytes).await {
                Ok(()) => then(file),
                Err(error) => self.session.say_failed(sentence(&self.session.words, &error)),
            }
        });
    }
}
