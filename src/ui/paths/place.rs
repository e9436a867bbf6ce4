//! The address that is open, and going elsewhere. Links need nothing of this: a click on one is heard
//! here.

use leptos::prelude::*;

use super::addresses::{base, href};
use crate::browser::history;

/// The address that is open; a handle that is copied freely.
#[derive(Clone, Copy)]
pub struct Place {
    path: RwSignal<String>,
    question: RwSignal<String>,
}

impl Place {
    /// Follows the address of the page from now on.
    pub fn follow() -> Self {
        let place =
            Self { path: RwSignal::new(String::new()), question: RwSignal::new(String::new()) };
        place.arrive();
        history::on_move(move || place.arrive());
        history::on_link(move |path, question| {
            let own = own(path);
            if let Some(own) = own {
                place.go(&with_question(own, question));
            }
            own.is_some()
        });
        place
    }

    /// The path, without the base path.
    pub fn path(self) -> Signal<String> {
        self.path.into()
    }

    /// What follows the question mark.
    pub fn question(self) -> Signal<String> {
        self.question.into()
    }

    /// The id in the address of a record of this list; the last one while another list is open, so
    /// that a screen does not change while it is left.
    pub fn id_in(self, list: &'static str) -> Memo<Option<String>> {
        Memo::new(move |before: Option<&Option<String>>| match inside(&self.path.read(), list) {
            Some(rest) => {
                let id = rest.split('/').next().unwrap_or_default();
                (!id.is_empty() && id != "new").then(|| id.to_owned())
            }
            None => before.cloned().flatten(),
        })
    }

    /// Goes to a path, as a new page of the history.
    pub fn go(self, path: &str) {
        history::push(&href(path));
        self.arrive();
    }

    /// Puts a path in the place of the current one.
    pub fn replace(self, path: &str) {
        history::replace(&href(path));
        self.arrive();
    }

    fn arrive(self) {
        let (path, question) = history::address();
        let path = own(&path).unwrap_or(&path);
        // Only what is news wakes who follows it.
        if self.question.with_untracked(|known| *known != question) {
            self.question.set(question);
        }
        if self.path.with_untracked(|known| known != path) {
            self.path.set(path.to_owned());
        }
    }
}

/// The address that is open, in a component.
pub fn use_place() -> Place {
    expect_context()
}

/// The rest of a path that is this place or inside it, without the slash between.
pub fn inside<'a>(path: &'a str, place: &str) -> Option<&'a str> {
    let rest = path.strip_prefix(place)?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix('/') }
}

/// A path without the base path; `None` for one that belongs to somebody else on this host.
fn own(path: &str) -> Option<&str> {
    let own = path.strip_prefix(base())?;
    (own.is_empty() || own.starts_with('/')).then_some(own)
}

fn with_question(path: &str, question: &str) -> String {
    if question.is_empty() { path.to_owned() } else { format!("{path}?{question}") }
}

#[cfg(test)]
mod tests {
    use super::{inside, with_question};

    #[test]
    fn a_place_holds_itself_and_what_is_below_it() {
        assert_eq!(inside("/contacts", "/contacts"), Some(""));
        assert_eq!(inside("/contacts/", "/contacts"), Some(""));
        assert_eq!(inside("/contacts/1/edit", "/contacts"), Some("1/edit"));
        assert_eq!(inside("/contactsheet", "/contacts"), None);
        assert_eq!(with_question("/contacts", "q=a"), "/contacts?q=a");
    }
}
