//! Provides what the parts about files need from the app.

use leptos::prelude::*;

use crate::ui::parts::{FileServices, FileSource};
use crate::ui::state::{AppState, t};
use domain::{FileRef, Happened};
use kit::FileDropWords;

/// Builds the app's part in files.
pub fn file_services(app: AppState) -> FileServices {
    let words = app.words;
    let text = |read: fn(AppState) -> String| Signal::derive(move || read(app));
    let take = move |(source, many, then): (FileSource, bool, Callback<Vec<FileRef>>)| {
        let then = move |files| then.run(files);
        match source {
            FileSource::Input(event) => app.records.take_picked(&event, many, then),
            FileSource::Drop(event) => app.records.take_dropped(&event, many, then),
        }
    };
    FileServices {
        drop: FileDropWords {
            choose: text(|app| t!(app.words, files.choose)),
            camera: text(|app| t!(app.words, files.camera)),
            hint: text(|app| t!(app.words, files.hint)),
        },
        open_label: Callback::new(move |name: String| t!(words, files.open, name = name)),
        remove_label: Callback::new(move |name: String| t!(words, files.remove, name = name)),
        nameless: text(|app| t!(app.words, files.nameless)),
        add: text(|app| t!(app.words, files.choose)),
        more: Callback::new(move |count: usize| t!(words, files.more, count = count)),
        size: Callback::new(move |bytes| app.format.bytes(bytes)),
        progress: Signal::derive(move || {
            let (done, total) = app.records.adding_files()?;
            let text = t!(words, files.adding, count = total, number = done + 1);
            Some((text, done as f64 / total.max(1) as f64))
        }),
        take: Callback::new(take),
        catch: Callback::new(move |(many, then)| app.records.catch_files(many, then)),
        attach_to: Callback::new(move |entry: Happened| app.records.attach_to_activity(entry)),
        picture: Callback::new(move |file: FileRef| {
            let picture = app.records.picture(Signal::stored(Some(file)));
            Signal::derive(move || picture.get().and_then(Result::ok))
        }),
        open: Callback::new(move |(all, at)| app.records.open_file(all, at)),
    }
}
