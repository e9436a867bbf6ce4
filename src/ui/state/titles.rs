//! The window's title: the current screen, then the app. If several screens are shown at once, the
//! last one opened names the window.

use leptos::prelude::*;

use browser::window;

/// The app's name, which follows the screen's.
const APP: &str = "Satchel";

/// The titles of the open screens, in the order of opening; a cheap `Copy` handle.
#[derive(Clone, Copy)]
pub struct Titles(RwSignal<Vec<(u64, Signal<String>)>>);

impl Titles {
    /// Starts updating the window's title.
    pub fn begin() -> Self {
        let titles = Self(RwSignal::new(Vec::new()));
        Effect::new(move |_| window::set_title(&titles.line()));
        titles
    }

    fn line(self) -> String {
        let name = |(_, name): &(u64, Signal<String>)| name.try_get().filter(|it| !it.is_empty());
        in_full(self.0.with(|names| names.iter().rev().find_map(name)))
    }

    /// Titles the window while the calling component is shown. With an empty title, the next most
    /// recent screen names it.
    pub fn show(self, title: impl Fn() -> String + Send + Sync + 'static) {
        let Self(names) = self;
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
