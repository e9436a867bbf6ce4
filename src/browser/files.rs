//! Files: reading what was chosen, offering what was made.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, HtmlInputElement, Url};

/// A file that the user chose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChosenFile {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The first file in the field that an event comes from, read; `None` where there is none or the
/// system does not let it be read.
pub async fn chosen(event: &web_sys::Event) -> Option<ChosenFile> {
    let input = event.target()?.dyn_into::<HtmlInputElement>().ok()?;
    let file = input.files()?.get(0)?;
    let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
    let bytes = Uint8Array::new(&buffer).to_vec();
    // So that the same file can be chosen again.
    input.set_value("");
    Some(ChosenFile { name: file.name(), bytes })
}

/// A local address for bytes, until it is given back with [`revoke`].
pub fn object_url(bytes: &[u8], media_type: &str) -> Option<String> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = Array::of1(&Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
    Url::create_object_url_with_blob(&blob).ok()
}

/// Gives a local address back.
pub fn revoke(url: &str) {
    // An address that is unknown is gone already.
    let _gone = Url::revoke_object_url(url);
}

/// Offers bytes as a file to keep.
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
    // The browser reads the bytes after the click: the address stays valid for a minute.
    let later = Closure::once_into_js(move || revoke(&url));
    let window = web_sys::window()?;
    window
        .set_timeout_with_callback_and_timeout_and_arguments_0(later.unchecked_ref(), 60_000)
        .ok()?;
    Some(())
}
