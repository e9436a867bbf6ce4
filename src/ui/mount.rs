//! Entry points that mount the application.

use leptos::mount::mount_to;
use leptos::prelude::*;

use super::paths;
use super::shell::Shell;
use browser::page;

/// Mounts the application, replacing the skeleton painted before the program ran.
pub fn start() {
    let base = page::base_path();
    paths::set_base(&base);
    let Some(place) = page::take_mount_point() else { return };
    mount_to(place, || view! { <Shell /> }).forget();
}

/// Starts the application over a store in memory, for screen tests.
#[cfg(feature = "screens")]
pub fn start_over(store: store::MemoryStore) {
    super::state::give_store(store);
    start();
}
