//! Photos: scales a picture of any size down, so that hundreds of them fit on a phone. The page
//! draws on a canvas element, the worker on an `OffscreenCanvas`.

use gloo_file::Blob;
use gloo_utils::{document, window};
use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    CanvasRenderingContext2d, HtmlCanvasElement, ImageBitmap, ImageEncodeOptions, OffscreenCanvas,
    OffscreenCanvasRenderingContext2d, WorkerGlobalScope,
};

/// The media type of the pictures that [`small`] makes.
pub const MEDIA_TYPE: &str = "image/jpeg";
/// The JPEG quality, from 0 to 1.
const QUALITY: f64 = 0.86;

/// Scales a picture to at most `longest` pixels a side, upright, as JPEG. `None` if this browser
/// cannot decode the bytes.
pub async fn small(bytes: &[u8], longest: u32) -> Option<Vec<u8>> {
    let picture = window().create_image_bitmap_with_blob(Blob::new(bytes).as_ref()).ok()?;
    let picture = Picture::of(picture).await?;
    let canvas = document().create_element("canvas").ok()?;
    let canvas: HtmlCanvasElement = canvas.dyn_into().ok()?;
    let (width, height) = fitted(picture.0.width(), picture.0.height(), longest);
    canvas.set_width(width);
    canvas.set_height(height);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    let (width, height) = (f64::from(width), f64::from(height));
    // JPEG has no transparency: transparent pixels become white instead of black.
    context.set_fill_style_str("#fff");
    context.fill_rect(0.0, 0.0, width, height);
    context.draw_image_with_image_bitmap_and_dw_and_dh(&picture.0, 0.0, 0.0, width, height).ok()?;
    drop(picture);
    bytes_of(as_blob(&canvas)).await
}

/// Does the same as [`small`] in a worker. Also `None` if the browser has no canvas there.
pub async fn small_in_worker(bytes: &[u8], longest: u32) -> Option<Vec<u8>> {
    let scope: WorkerGlobalScope = js_sys::global().dyn_into().ok()?;
    let has = |name: &str| js_sys::Reflect::has(&scope, &name.into()).unwrap_or_default();
    if !has("OffscreenCanvas") || !has("createImageBitmap") {
        return None;
    }
    let picture = scope.create_image_bitmap_with_blob(Blob::new(bytes).as_ref()).ok()?;
    let picture = Picture::of(picture).await?;
    let (width, height) = fitted(picture.0.width(), picture.0.height(), longest);
    let canvas = OffscreenCanvas::new(width, height).ok()?;
    let context: OffscreenCanvasRenderingContext2d =
        canvas.get_context("2d").ok()??.dyn_into().ok()?;
    let (width, height) = (f64::from(width), f64::from(height));
    context.set_fill_style_str("#fff");
    context.fill_rect(0.0, 0.0, width, height);
    context.draw_image_with_image_bitmap_and_dw_and_dh(&picture.0, 0.0, 0.0, width, height).ok()?;
    drop(picture);
    let options = ImageEncodeOptions::new();
    options.set_type(MEDIA_TYPE);
    options.set_quality(QUALITY);
    bytes_of(canvas.convert_to_blob_with_options(&options).ok()?).await
}

/// A decoded picture; dropping it frees its memory, four bytes a pixel.
struct Picture(ImageBitmap);

impl Picture {
    async fn of(promise: Promise) -> Option<Self> {
        JsFuture::from(promise).await.ok()?.dyn_into().ok().map(Self)
    }
}

impl Drop for Picture {
    fn drop(&mut self) {
        self.0.close();
    }
}

async fn bytes_of(blob: Promise) -> Option<Vec<u8>> {
    let blob: web_sys::Blob = JsFuture::from(blob).await.ok()?.dyn_into().ok()?;
    let buffer = JsFuture::from(blob.array_buffer()).await.ok()?;
    Some(js_sys::Uint8Array::new(&buffer).to_vec())
}

fn as_blob(canvas: &HtmlCanvasElement) -> Promise {
    Promise::new(&mut |resolve, reject| {
        let quality = JsValue::from_f64(QUALITY);
        let asked = canvas.to_blob_with_type_and_encoder_options(&resolve, MEDIA_TYPE, &quality);
        if asked.is_err() {
            // A promise's own function does not throw.
            let _refused = reject.call0(&JsValue::NULL);
        }
    })
}

/// Scales width and height to fit a square of `most`, keeping the proportion; never enlarges.
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
