//! Files: reading chosen ones, and offering downloads.

use std::cell::RefCell;

use dom::Listening;
use gloo_events::EventListenerOptions;
pub use gloo_file::ObjectUrl;
use gloo_file::{Blob, File};
use gloo_timers::future::TimeoutFuture;
use gloo_utils::{body, document, window};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DataTransfer, DragEvent, FileList, HtmlAnchorElement, HtmlInputElement};

/// A chosen file that has not been read: the worker reads it, so that a large file never lies in
/// the page's memory.
#[derive(Clone, Debug)]
pub struct PickedFile {
    /// The file's name.
    pub name: String,
    /// The file's size, in bytes.
    pub size: usize,
    /// Its media type, as the browser says it; may be empty.
    pub media_type: String,
    pub(super) blob: Blob,
}

impl PickedFile {
    pub(super) fn new(name: String, blob: Blob) -> Self {
        Self { name, size: blob.size() as usize, media_type: blob.raw_mime_type(), blob }
    }

    fn of_file(file: File) -> Self {
        Self::new(file.name(), file.into())
    }

    /// Reads up to so many of the first bytes; `None` if that fails.
    pub async fn beginning(&self, most: u32) -> Option<Vec<u8>> {
        Self::new(String::new(), self.blob.slice(0, u64::from(most))).read().await
    }

    /// Makes a file of pasted text.
    pub fn of_text(name: String, text: &str) -> Self {
        Self::new(name, Blob::new(text))
    }
}

/// Returns all files of the input that fired the event.
pub fn picked(event: &web_sys::Event) -> Vec<PickedFile> {
    let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let Some(input) = input else { return Vec::new() };
    let files = input.files().map(all).unwrap_or_default();
    // Allows choosing the same file again.
    input.set_value("");
    files
}

fn all(list: FileList) -> Vec<PickedFile> {
    gloo_file::FileList::from(list).iter().cloned().map(PickedFile::of_file).collect()
}

/// Returns the files of a drop. Its handler has prevented the default.
pub fn dropped(event: &DragEvent) -> Vec<PickedFile> {
    event.data_transfer().and_then(|carried| carried.files()).map(all).unwrap_or_default()
}

thread_local! {
    /// Those who catch files, the latest last.
    static CATCHERS: RefCell<Vec<u64>> = const { RefCell::new(Vec::new()) };
}

/// Catches files that are pasted, or dropped where nothing else takes them, until it is dropped. Of
/// several, the latest gets them: a form above a page.
pub struct FileCatcher {
    own: u64,
    _listening: [Listening; 2],
}

impl FileCatcher {
    /// Begins; `then` gets the files.
    pub fn begin(then: impl Fn(Vec<PickedFile>) + Clone + 'static) -> Self {
        let own = CATCHERS.with_borrow_mut(|all| {
            let own = all.last().map_or(0, |last| last + 1);
            all.push(own);
            own
        });
        let is_latest = move || CATCHERS.with_borrow(|all| all.last() == Some(&own));
        Self { own, _listening: [on_paste(is_latest, then.clone()), on_stray(is_latest, then)] }
    }
}

impl Drop for FileCatcher {
    fn drop(&mut self) {
        CATCHERS.with_borrow_mut(|all| all.retain(|known| *known != self.own));
    }
}

/// Text is pasted as ever.
fn on_paste(
    is_latest: impl Fn() -> bool + 'static,
    then: impl Fn(Vec<PickedFile>) + 'static,
) -> Listening {
    let options = EventListenerOptions::enable_prevent_default();
    Listening::new_with_options(&window(), "paste", options, move |event| {
        let event: &web_sys::ClipboardEvent = event.unchecked_ref();
        let Some(carried) = event.clipboard_data().filter(|_| is_latest()) else { return };
        let has_text = carried.types().includes(&"text/plain".into(), 0);
        let files = carried.files().map(all).unwrap_or_default();
        if !files.is_empty() && !has_text {
            event.prevent_default();
            then(files);
        }
    })
}

/// The endings of files that are imported and not attached when they are dropped.
const TABLES: [&str; 10] =
    [".csv", ".tsv", ".vcf", ".vcard", ".json", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"];

/// Files dropped anywhere on the page, before [`on_drop`] gets them; those that look like tables or
/// contact cards are left to it.
fn on_stray(
    is_latest: impl Fn() -> bool + 'static,
    then: impl Fn(Vec<PickedFile>) + 'static,
) -> Listening {
    let options =
        EventListenerOptions { phase: gloo_events::EventListenerPhase::Capture, passive: false };
    Listening::new_with_options(&window(), "drop", options, move |event| {
        let event: &DragEvent = event.unchecked_ref();
        let target = event.target().and_then(|it| it.dyn_into::<web_sys::Element>().ok());
        // A place for files takes what is dropped on it.
        let has_place = target.is_some_and(|it| it.closest(".file-drop").ok().flatten().is_some());
        if has_place || !is_latest() || carried(event).is_none() {
            return;
        }
        let files = dropped(event);
        let is_table = |file: &PickedFile| {
            let name = file.name.to_lowercase();
            TABLES.iter().any(|ending| name.ends_with(ending))
        };
        if !files.is_empty() && !files.iter().any(is_table) {
            event.prevent_default();
            then(files);
        }
    })
}

/// Asks the person for files, and calls `then` once some are chosen. Must be called while a press
/// is handled.
pub fn ask(then: impl FnOnce(Vec<PickedFile>) + 'static) {
    let input = document().create_element("input").ok();
    let Some(input) = input.and_then(|input| input.dyn_into::<HtmlInputElement>().ok()) else {
        return;
    };
    input.set_type("file");
    input.set_multiple(true);
    input.set_hidden(true);
    // Some engines open no dialog for an input outside the page.
    let _in_page = body().append_child(&input);
    let own = input.clone();
    let listener = gloo_events::EventListener::once(&input, "change", move |event| {
        let files = picked(event);
        own.remove();
        if !files.is_empty() {
            then(files);
        }
    });
    // An input that nobody answers stays, hidden, until the page ends.
    listener.forget();
    input.click();
}

/// Calls `then` with files dropped outside every file input, where a browser would leave the app to
/// show them. Ends when the listeners are dropped.
pub fn on_drop(then: impl Fn(Vec<PickedFile>) + 'static) -> [Listening; 2] {
    let over = listen("dragover", |event| {
        if let Some(carried) = carried(event) {
            event.prevent_default();
            carried.set_drop_effect("copy");
        }
    });
    let dropped = listen("drop", move |event| {
        if let Some(carried) = carried(event).filter(|_| !event.default_prevented()) {
            event.prevent_default();
            let files = carried.files().map(all).unwrap_or_default();
            if !files.is_empty() {
                then(files);
            }
        }
    });
    [over, dropped]
}

fn listen(event: &'static str, on_event: impl Fn(&DragEvent) + 'static) -> Listening {
    let options = EventListenerOptions::enable_prevent_default();
    Listening::new_with_options(&window(), event, options, move |event| {
        on_event(event.unchecked_ref());
    })
}

/// Returns the files being dragged over the page; `None` over an enabled file input, which takes
/// them itself.
fn carried(event: &DragEvent) -> Option<DataTransfer> {
    let field = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let is_taken = field.is_some_and(|field| field.type_() == "file" && !field.disabled());
    let carried = event.data_transfer().filter(|_| !is_taken)?;
    let is = |kind: &str| carried.types().includes(&kind.into(), 0);
    // A dragged picture of the page counts as a file too, but also carries HTML.
    (is("Files") && !is("text/html")).then_some(carried)
}

/// Calls `then` with files that the system opens with the app, now and later. Never calls it if the
/// platform has no launch queue.
pub fn on_launch(then: impl Fn(Vec<PickedFile>) + 'static) {
    let queue = js_sys::Reflect::get(&js_sys::global(), &"launchQueue".into());
    let Some(queue) = queue.ok().filter(JsValue::is_object) else { return };
    let set = js_sys::Reflect::get(&queue, &"setConsumer".into()).ok();
    let Some(set) = set.and_then(|set| set.dyn_into::<js_sys::Function>().ok()) else { return };
    let then = std::rc::Rc::new(then);
    let consumer = Closure::<dyn Fn(JsValue)>::new(move |parameters: JsValue| {
        let then = then.clone();
        dom::spawn(async move {
            let files = launched(&parameters).await;
            if !files.is_empty() {
                then(files);
            }
        });
    });
    // The queue owns its consumer, as long as the page lives.
    let _set = set.call1(&queue, &consumer.into_js_value());
}

/// Returns the files behind the handles of a launch (WICG, File Handling API).
async fn launched(parameters: &JsValue) -> Vec<PickedFile> {
    let handles = js_sys::Reflect::get(parameters, &"files".into()).unwrap_or_default();
    let mut files = Vec::new();
    for handle in Array::from(&handles) {
        let get = js_sys::Reflect::get(&handle, &"getFile".into()).ok();
        let get = get.and_then(|get| get.dyn_into::<js_sys::Function>().ok());
        let promise = get.and_then(|get| get.call0(&handle).ok());
        let Some(promise) = promise.and_then(|it| it.dyn_into::<js_sys::Promise>().ok()) else {
            continue;
        };
        // A file that is gone by now is left out.
        let file =
            JsFuture::from(promise).await.ok().and_then(|it| it.dyn_into::<web_sys::File>().ok());
        files.extend(file.map(|file| PickedFile::of_file(file.into())));
    }
    files
}

/// A chosen file, read into memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChosenFile {
    /// The file's name.
    pub name: String,
    /// The file's contents.
    pub bytes: Vec<u8>,
}

impl PickedFile {
    /// Reads the file into memory; `None` if that fails.
    pub async fn read(&self) -> Option<Vec<u8>> {
        let blob: &web_sys::Blob = self.blob.as_ref();
        let buffer = JsFuture::from(blob.array_buffer()).await.ok()?;
        Some(Uint8Array::new(&buffer).to_vec())
    }
}

/// Reads the first file of the input that fired the event; `None` if there is none or it cannot be
/// read.
pub async fn chosen(event: &web_sys::Event) -> Option<ChosenFile> {
    let input = event.target()?.dyn_into::<HtmlInputElement>().ok()?;
    let file = input.files()?.get(0)?;
    let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
    let bytes = Uint8Array::new(&buffer).to_vec();
    // Allows choosing the same file again.
    input.set_value("");
    Some(ChosenFile { name: file.name(), bytes })
}

/// Creates an object URL for bytes, revoked when its last copy is dropped.
pub fn object_url(bytes: &[u8], media_type: &str) -> ObjectUrl {
    Blob::new_with_options(bytes, Some(media_type)).into()
}

/// Offers bytes as a download.
pub fn download(name: &str, media_type: &str, bytes: &[u8]) -> Option<()> {
    let url = object_url(bytes, media_type);
    let link = document().create_element("a").ok()?.dyn_into::<HtmlAnchorElement>().ok()?;
    link.set_href(&url);
    link.set_download(name);
    link.set_rel("external");
    body().append_child(&link).ok()?;
    link.click();
    link.remove();
    // The browser reads the bytes after the click: keep the URL valid for a minute.
    dom::spawn(async move {
        TimeoutFuture::new(60_000).await;
        drop(url);
    });
    Some(())
}
