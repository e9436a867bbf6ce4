//! Maps the browser's exceptions to store errors. Engines use different names and messages for the
//! same failure; all observed ones are listed here and nowhere else.

use indexed_db_futures::error::Error;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::DomException;

use store::StoreError;

/// The operation that failed; the same exception means different things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum During {
    /// Opening the database.
    Opening,
    /// Reading and writing.
    Use,
}

/// Maps an exception to a store error.
pub fn classify(exception: &JsValue, during: During) -> StoreError {
    let (name, message) = name_and_message(exception);
    let lower = message.to_ascii_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    // "Encountered full disk" (Chromium), "database or disk is full" (SQLite, WebKit and Firefox).
    if name == "QuotaExceededError" || says(&["full disk", "disk is full", "not enough space"]) {
        return StoreError::Full;
    }
    let opening = during == During::Opening;
    // Chromium throws UnknownError if the user has blocked site data ("The user denied permission
    // to access the database.").
    if opening && says(&["denied permission"]) {
        return StoreError::Blocked;
    }
    match name.as_str() {
        "VersionError" => StoreError::NewerData,
        // Cookies blocked (all engines), private windows of older Firefox and WebKit.
        "SecurityError" | "NotAllowedError" => StoreError::Blocked,
        "InvalidStateError" if opening => StoreError::Blocked,
        // "Connection to Indexed Database server lost" (WebKit), "Internal error opening backing
        // store" and "The database connection is closing" (Chromium); Firefox throws UnknownError
        // for every low-level failure. An AbortError that is not our own abort is a forced close.
        "UnknownError" | "AbortError" | "TimeoutError" | "InvalidStateError" => StoreError::Lost,
        _ if says(&["connection lost", "server lost", "backing store", "connection is clos"]) => {
            StoreError::Lost
        }
        _ => StoreError::Other { name, message },
    }
}

/// Returns the exception in an error of indexed_db_futures; where there is none, the error itself.
pub fn to_exception(error: Error) -> Result<JsValue, StoreError> {
    match error {
        Error::DomException(exception) => Ok(exception.into()),
        Error::Unknown(exception) => Ok(exception.into()),
        // Their own sentences would bring the code that writes decimal numbers.
        Error::MissingData(missing) => {
            Err(unexpected(&format!("a request without data: {missing:?}")))
        }
        Error::Serialisation(_) => Err(unexpected("a value that cannot be stored")),
    }
}

fn unexpected(message: &str) -> StoreError {
    StoreError::Other { name: "Error".into(), message: message.to_owned() }
}

fn name_and_message(exception: &JsValue) -> (String, String) {
    if let Some(exception) = exception.dyn_ref::<DomException>() {
        return (exception.name(), exception.message());
    }
    match exception.dyn_ref::<js_sys::Error>() {
        Some(error) => (error.name().into(), error.message().into()),
        None => ("Error".into(), exception.as_string().unwrap_or_default()),
    }
}
