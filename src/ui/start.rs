//! Mounts the application in the place of the page's skeleton.

use leptos::mount::mount_to;
use leptos::prelude::*;

use crate::browser::{page, service_worker};

/// Replaces what was painted before the program ran.
pub fn start() {
    let Some(place) = page::take_mount_point() else { return };
    mount_to(place, || view! { <main><h1>"Satchel"</h1></main> }).forget();
    service_worker::register(|_update| ());
}
