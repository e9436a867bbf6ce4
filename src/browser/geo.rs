//! The device's location, if the person allows it.

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// The reason why the location is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoPlace {
    /// The person or the system denied permission.
    Denied,
    /// The device cannot determine its location: no reception.
    Unknown,
    /// Determining it took too long.
    TimedOut,
    /// The browser has no geolocation.
    Missing,
}

/// The timeout and the maximum age of a cached location, in milliseconds.
const PATIENCE: f64 = 15_000.0;
const FRESH: f64 = 60_000.0;

#[wasm_bindgen]
extern "C" {
    /// `GeolocationPosition.coords`.
    type Coordinates;
    #[wasm_bindgen(method, getter)]
    fn latitude(this: &Coordinates) -> f64;
    #[wasm_bindgen(method, getter)]
    fn longitude(this: &Coordinates) -> f64;
}

/// Returns latitude and longitude, in millionths of a degree.
///
/// # Errors
/// The reason why the location is unknown.
pub async fn place() -> Result<(i32, i32), NoPlace> {
    let position = JsFuture::from(ask().ok_or(NoPlace::Missing)?).await.map_err(reason)?;
    let coordinates = get(&position, "coords").ok_or(NoPlace::Unknown)?;
    let coordinates: Coordinates = coordinates.unchecked_into();
    let millionths = |degrees: f64| (degrees * 1e6).round() as i32;
    let (latitude, longitude) = (coordinates.latitude(), coordinates.longitude());
    let known = latitude.is_finite() && longitude.is_finite();
    known.then(|| (millionths(latitude), millionths(longitude))).ok_or(NoPlace::Unknown)
}

/// True if the location can be queried without prompting, because permission was granted before. A
/// browser without the permissions API counts as one that would prompt.
pub async fn is_allowed() -> bool {
    let state = async {
        let navigator = web_sys::window()?.navigator();
        let permissions = get(&navigator, "permissions").filter(JsValue::is_object)?;
        let query: Function = get(&permissions, "query")?.dyn_into().ok()?;
        let wanted = Object::new();
        // Setting a property of a plain object cannot fail.
        let _set = Reflect::set(&wanted, &"name".into(), &"geolocation".into());
        let asked: Promise = query.call1(&permissions, &wanted).ok()?.dyn_into().ok()?;
        get(&JsFuture::from(asked).await.ok()?, "state")?.as_string()
    };
    state.await.as_deref() == Some("granted")
}

/// Starts the location query; `None` if the browser has no geolocation.
fn ask() -> Option<Promise> {
    let navigator = web_sys::window()?.navigator();
    let geolocation = get(&navigator, "geolocation").filter(JsValue::is_object)?;
    let asking: Function = get(&geolocation, "getCurrentPosition")?.dyn_into().ok()?;
    let options = Object::new();
    let wishes = [
        ("enableHighAccuracy", JsValue::TRUE),
        ("timeout", PATIENCE.into()),
        ("maximumAge", FRESH.into()),
    ];
    for (name, value) in wishes {
        // Setting a property of a plain object cannot fail.
        let _set = Reflect::set(&options, &name.into(), &value);
    }
    Some(Promise::new(&mut |resolve, reject| {
        let asked = asking.call3(&geolocation, &resolve, &reject, &options);
        if let Err(error) = asked {
            // A promise's own function does not throw.
            let _refused = reject.call1(&JsValue::NULL, &error);
        }
    }))
}

/// Maps `GeolocationPositionError.code` to the reason.
fn reason(error: JsValue) -> NoPlace {
    match get(&error, "code").and_then(|code| code.as_f64()).map(|code| code as u8) {
        Some(1) => NoPlace::Denied,
        Some(3) => NoPlace::TimedOut,
        _ => NoPlace::Unknown,
    }
}

fn get(of: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(of, &name.into()).ok()
}
