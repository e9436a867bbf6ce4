//! Files: reading chosen ones, and offering downloads.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, DataTransfer, DragEvent, File, FileList, HtmlAnchorElement,
    HtmlInputElement, Url,
};

/// A chosen file that has not been read: the worker reads it, so that a large file never lies in
/// the page's memory.
#[derive(Clone, Debug)]
pub struct PickedFile {
    /// The file's name.
    pub name: String,
    /// The file's size, in bytes.
    pub size: usize,
    pub(super) blob: Blob,
}

impl PickedFile {
    fn new(file: File) -> Self {
        Self { name: file.name(), size: file.size() as usize, blob: file.into() }
    }

    /// Makes a file of pasted text; `None` if the browser fails to.
    pub fn of_text(name: String, text: &str) -> Option<Self> {
        let blob = Blob::new_with_str_sequence(&Array::of1(&text.into())).ok()?;
        Some(Self { name, size: blob.size() as usize, blob })
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
    (0..list.length()).filter_map(|at| list.get(at)).map(PickedFile::new).collect()
}

/// Calls `then` with files dropped outside every file input, where a browser would leave the app to
/// show them.
pub fn on_drop(then: impl Fn(Vec<PickedFile>) + 'static) {
    listen("dragover", |event| {
        if let Some(carried) = carried(event) {
            event.prevent_default();
            carried.set_drop_effect("copy");
        }
    });
    listen("drop", move |event| {
        if let Some(carried) = carried(event) {
            event.prevent_default();
            let files = carried.files().map(all).unwrap_or_default();
            if !files.is_empty() {
                then(files);
            }
        }
    });
}

/// Adds a listener that lives as long as the page.
fn listen(event: &str, on_event: impl Fn(&DragEvent) + 'static) {
    let Some(window) = web_sys::window() else { return };
    let listener = Closure::<dyn Fn(DragEvent)>::new(move |event: DragEvent| on_event(&event));
    let listener = listener.into_js_value();
    let _added = window.add_event_listener_with_callback(event, listener.unchecked_ref());
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
    if set.call1(&queue, consumer.as_ref()).is_ok() {
        // The listener lives as long as the page.
        consumer.forget();
    }
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
        let file = JsFuture::from(promise).await.ok().and_then(|it| it.dyn_into::<File>().ok());
        files.extend(file.map(PickedFile::new));
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

/// Creates an object URL for bytes, valid until passed to [`revoke`].
pub fn object_url(bytes: &[u8], media_type: &str) -> Option<String> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = Array::of1(&Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
    Url::create_object_url_with_blob(&blob).ok()
}

/// Revokes an object URL.
pub fn revoke(url: &str) {
    // An unknown URL is already gone.
    let _gone = Url::revoke_object_url(url);
}

/// Offers bytes as a download.
pub fn download(name: &str, media_type: &str, bytes: &[u8]) -> Option<()> {
    let url = object_url(bytes, media_type)?;
    let document = web_sys::window()?.document()?;
    let link = document.create_element("a").ok()?.dyn_into::<HtmlAnchorElement>().ok()?;
    link.set_href(&url);
    link.set_download(name);
    link.set_rel("external");
    document.body()?.append_child(&link).ok()?;
    link.click();
    link.remove();
    // The browser reads the bytes after the click: keep the URL valid for a minute.
    let later = Closure::once_into_js(move || revoke(&url));
    let window = web_sys::window()?;
    window
        .set_timeout_with_callback_and_timeout_and_arguments_0(later.unchecked_ref(), 60_000)
        .ok()?;
    Some(())
}
