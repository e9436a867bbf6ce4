//! Entry points that mount the application.

use leptos::mount::mount_to;
use leptos::prelude::*;

use super::paths;
use super::shell::Shell;
use super::state::{Catalog, ENGLISH, FirstCatalog, language_of};
use browser::{page, window};

/// Mounts the application, replacing the skeleton painted before the program ran. In a language other
/// than English that waits for its texts; if they cannot be fetched, it is English for now.
pub fn start() {
    let base = page::base_path();
    paths::set_base(&base);
    let tag = language_of(&window::first_language());
    if tag == ENGLISH {
        return mount(None);
    }
    // Leptos runs tasks only once it has mounted something.
    dom::spawn(async move { mount(Catalog::fetch(tag).await) });
}

fn mount(catalog: Option<Catalog>) {
    let Some(place) = page::take_mount_point() else { return };
    mount_to(place, move || {
        provide_context(FirstCatalog(catalog));
        view! { <Shell /> }
    })
    .forget();
}

/// Starts the application over a store in memory, for screen tests.
#[cfg(feature = "screens")]
pub fn start_over(store: store::MemoryStore) {
    super::state::give_store(store);
    start();
}
