//! The title of the window: what is open, and the app. Of several screens that are shown at once the
//! one that opened last gives its name.

use leptos::prelude::*;

use super::app_state::AppState;
use browser::window;

/// The name of the app, after that of the screen.
const APP: &str = "Satchel";

/// The names of what is shown, in the order in which it opened; a handle that is copied freely.
#[derive(Clone, Copy)]
pub struct Titles(RwSignal<Vec<(u64, Signal<String>)>>);

impl Titles {
    /// Names the window from now on.
    pub fn begin() -> Self {
        let titles = Self(RwSignal::new(Vec::new()));
        Effect::new(move |_| window::set_title(&titles.line()));
        titles
    }

    fn line(self) -> String {
        let name = |(_, name): &(u64, Signal<String>)| name.try_get().filter(|it| !it.is_empty());
        in_full(self.0.with(|names| names.iter().rev().find_map(name)))
    }
}

impl AppState {
    /// Names the window after what is open in it, for as long as that is shown. An empty name leaves
    /// it to what is shown beside.
    pub fn show_title(&self, title: impl Fn() -> String + Send + Sync + 'static) {
        let names = self.titles.0;
        let name = Signal::derive(title);
        let number = names.with_untracked(|known| known.last().map_or(0, |(last, _)| last + 1));
        names.update(|known| known.push((number, name)));
        on_cleanup(move || names.update(|known| known.retain(|(own, _)| *own != number)));
    }
}

fn in_full(name: Option<String>) -> String {
    match name {
        Some(name) => format!("{name} \u{2013} {APP}"),
        None => APP.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::in_full;

    #[test]
    fn a_window_without_a_screen_is_named_after_the_app() {
        assert_eq!(in_full(Some("Anna Miller".into())), "Anna Miller – Satchel");
        assert_eq!(in_full(None), "Satchel");
    }
}
