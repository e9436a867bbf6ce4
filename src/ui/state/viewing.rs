//! Looking at files: pictures in the viewer, everything else as a download.

use leptos::prelude::*;

use super::records::Records;
use super::sentences::sentence;
use browser::files;
use domain::FileRef;
use transfer::is_displayed;

/// The media type of downloads that no program should open by itself.
const BYTES: &str = "application/octet-stream";

/// The pictures in the viewer, and the one that is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Viewing {
    /// The pictures.
    pub files: Vec<FileRef>,
    /// The place of the one that is shown.
    pub at: usize,
}

impl Viewing {
    /// Returns the picture that is shown.
    pub fn file(&self) -> Option<&FileRef> {
        self.files.get(self.at)
    }

    /// Shows the one so many places further, if there is one.
    #[must_use]
    pub fn stepped(&self, by: i32) -> Self {
        let at = self.at.checked_add_signed(by as isize).filter(|at| *at < self.files.len());
        Self { files: self.files.clone(), at: at.unwrap_or(self.at) }
    }
}

impl Records {
    /// Opens one of several files: a picture in the viewer together with the other pictures, any
    /// other file as a download.
    pub fn open_file(self, all: Vec<FileRef>, at: usize) {
        let Some(file) = all.get(at).cloned() else { return };
        if !is_displayed(&file.media_type) {
            return self.download_file(file);
        }
        let mut pictures = all;
        pictures.retain(|file| is_displayed(&file.media_type));
        let at = pictures.iter().position(|it| it.hash == file.hash).unwrap_or_default();
        self.session.sheets.viewed.set(Some(Viewing { files: pictures, at }));
    }

    /// Offers a file as a download.
    pub fn download_file(self, file: FileRef) {
        let workspace = self.session.workspace();
        leptos::task::spawn_local(async move {
            match workspace.read_file(&file).await {
                Ok(bytes) => {
                    let media_type = Some(file.media_type.as_str()).filter(|it| is_displayed(it));
                    let name = if file.name.is_empty() { "file" } else { &file.name };
                    // Without a page to put the link into there is nobody to tell.
                    let _offered = files::download(name, media_type.unwrap_or(BYTES), &bytes);
                }
                Err(error) => self.session.report(&error),
            }
        });
    }

    /// Returns the object URL of a picture, valid while the calling view lives: `None` while it is
    /// read, an error as a sentence.
    pub fn picture(self, file: Signal<Option<FileRef>>) -> Signal<Option<Result<String, String>>> {
        let read = LocalResource::new(move || {
            let file = file.get().filter(|file| is_displayed(&file.media_type));
            async move {
                let file = file?;
                let bytes = self.session.workspace().read_file(&file).await;
                let url = bytes.map(|bytes| files::object_url(&bytes, &file.media_type));
                Some((file, url.map_err(|error| sentence(&self.session.words, &error))))
            }
        });
        Signal::derive(move || {
            let (of, read) = read.get().flatten()?;
            // The address of the picture before is not that of this one.
            let is_it = file.with(|file| file.as_ref().is_some_and(|file| file.hash == of.hash));
            is_it.then(|| read.map(|url| url.to_string()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_viewer_stays_within_its_pictures() {
        let file = |hash: &str| FileRef {
            hash: hash.into(),
            name: String::new(),
            media_type: "image/png".into(),
            size: 1,
        };
        let first = Viewing { files: vec![file("a"), file("b")], at: 0 };
        assert_eq!(first.stepped(-1), first);
        let second = first.stepped(1);
        assert_eq!(second.file().map(|file| file.hash.as_str()), Some("b"));
        assert_eq!(second.stepped(1), second);
    }
}
