//! The app's part in files, as the parts need it.

use leptos::ev::{DragEvent, Event};
use leptos::prelude::*;

use domain::{FileRef, Happened};
use kit::FileDropWords;

/// The source of files.
#[derive(Clone)]
pub enum FileSource {
    /// The `change` event of an input.
    Input(Event),
    /// A drop.
    Drop(DragEvent),
}

/// The app's part in files.
#[derive(Clone, Copy)]
pub struct FileServices {
    /// The words of the place to add them.
    pub drop: FileDropWords,
    /// "Open offer.pdf".
    pub open_label: Callback<String, String>,
    /// "Remove offer.pdf".
    pub remove_label: Callback<String, String>,
    /// The name of a file that has none.
    pub nameless: Signal<String>,
    /// "Add files": in the menu of an activity.
    pub add: Signal<String>,
    /// "5 more".
    pub more: Callback<usize, String>,
    /// Formats a length in bytes.
    pub size: Callback<u64, String>,
    /// The progress of adding, in words and from 0 to 1. Tracked.
    pub progress: Signal<Option<(String, f64)>>,
    /// Stores files: one or several, and passes on their references.
    pub take: Callback<(FileSource, bool, Callback<Vec<FileRef>>)>,
    /// Stores files that are pasted, or dropped beside any other place for them, while the calling
    /// view lives.
    pub catch: Callback<(bool, Callback<Vec<FileRef>>)>,
    /// Lets the person choose files for an activity.
    pub attach_to: Callback<Happened>,
    /// Returns the address of a picture, valid while the calling view lives.
    pub picture: Callback<FileRef, Signal<Option<String>>>,
    /// Opens one of several files: a picture in the viewer, another as a download.
    pub open: Callback<(Vec<FileRef>, usize)>,
}
