//! Photos: a picture of any size becomes a small one, so that hundreds of them fit on a phone.

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, ImageBitmap};

/// The type of the pictures that [`small`] makes.
pub const MEDIA_TYPE: &str = "image/jpeg";
/// How much of a picture's detail is kept.
const QUALITY: f64 = 0.86;

/// The picture with no side longer than `most` pixels, upright, as JPEG. `None` where the bytes are
/// no picture that this browser reads.
pub async fn small(bytes: &[u8], most: u32) -> Option<Vec<u8>> {
    let window = web_sys::window()?;
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence(&parts).ok()?;
    let picture = window.create_image_bitmap_with_blob(&blob).ok()?;
    let picture: ImageBitmap = JsFuture::from(picture).await.ok()?.dyn_into().ok()?;
    let (width, height) = fitted(picture.width(), picture.height(), most);
    let canvas = window.document()?.create_element("canvas").ok()?;
    let canvas: HtmlCanvasElement = canvas.dyn_into().ok()?;
    canvas.set_width(width);
    canvas.set_height(height);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    // JPEG has no transparency: what was clear becomes white, not black.
    context.set_fill_style_str("#fff");
    let (width, height) = (f64::from(width), f64::from(height));
    context.fill_rect(0.0, 0.0, width, height);
    context.draw_image_with_image_bitmap_and_dw_and_dh(&picture, 0.0, 0.0, width, height).ok()?;
    picture.close();
    let blob: Blob = JsFuture::from(as_blob(&canvas)).await.ok()?.dyn_into().ok()?;
    let buffer = JsFuture::from(blob.array_buffer()).await.ok()?;
    Some(js_sys::Uint8Array::new(&buffer).to_vec())
}

fn as_blob(canvas: &HtmlCanvasElement) -> Promise {
    Promise::new(&mut |resolve, reject| {
        let quality = JsValue::from_f64(QUALITY);
        let asked = canvas.to_blob_with_type_and_encoder_options(&resolve, MEDIA_TYPE, &quality);
        if asked.is_err() {
            // A function of the promise itself does not throw.
            let _refused = reject.call0(&JsValue::NULL);
        }
    })
}

/// Width and height within a square of `most`, in the same proportion; never larger than before.
fn fitted(width: u32, height: u32, most: u32) -> (u32, u32) {
    let longest = width.max(height).max(1);
    if longest <= most {
        return (width.max(1), height.max(1));
    }
    let scaled = |side: u32| {
        let side = u64::from(side) * u64::from(most) / u64::from(longest);
        u32::try_from(side).unwrap_or(most).max(1)
    };
    (scaled(width), scaled(height))
}
