//! The address that is open, and going elsewhere. Links need nothing of this: a click on one is heard
//! here. So is going back, which first closes what lies over the screen ([`kit::use_layer`]).

use std::collections::HashMap;
use std::time::Duration;

use leptos::prelude::*;

use super::addresses::{base, href};
use super::trail::{Mark, Step, Trail};
use browser::history;
use kit::{Closer, Layer, Layers};

/// How long the browser may take to go back where it was sent.
const PATIENCE: Duration = Duration::from_secs(1);

/// The address that is open; a handle that is copied freely.
#[derive(Clone, Copy)]
pub struct Place {
    path: RwSignal<String>,
    question: RwSignal<String>,
    trail: StoredValue<Trail>,
    closers: StoredValue<HashMap<Layer, Closer>>,
    /// The entries are put in order once the press that is under way has done all it does.
    settling: StoredValue<bool>,
}

impl Place {
    /// Follows the address of the page from now on.
    pub fn follow() -> Self {
        let (trail, steps) = Trail::begin(mark(), history::fresh_number());
        let place = Self {
            path: RwSignal::new(String::new()),
            question: RwSignal::new(String::new()),
            trail: StoredValue::new(trail),
            closers: StoredValue::new(HashMap::new()),
            settling: StoredValue::new(false),
        };
        place.take(steps);
        place.arrive();
        place.settle();
        history::on_move(move || {
            place.then(|trail| trail.moved(mark(), history::fresh_number()));
            place.settle();
        });
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

    /// Goes to a path, as a new page of the history; what lies over the screen is closed.
    pub fn go(self, path: &str) {
        let address = href(path);
        self.then(|trail| trail.go(address, history::fresh_number()));
    }

    /// Puts a path in the place of the current one.
    pub fn replace(self, path: &str) {
        let address = href(path);
        self.then(|trail| trail.put(address));
    }

    /// Asks the trail what follows, and does it.
    fn then(self, ask: impl FnOnce(&mut Trail) -> Vec<Step>) {
        if let Some(steps) = self.trail.try_update_value(ask) {
            self.take(steps);
        }
    }

    fn take(self, steps: Vec<Step>) {
        for step in steps {
            match step {
                Step::Push(mark, address) => history::push(&mark.write(), address.as_deref()),
                Step::Replace(mark, address) => history::replace(&mark.write(), address.as_deref()),
                Step::Back(by) => self.send_back(by),
                Step::Close(layer) => {
                    let close = self.closers.with_value(|closers| closers.get(&layer).cloned());
                    if let Some(close) = close {
                        close();
                    }
                }
                Step::Stay(mark) => self.stay(mark),
                Step::Arrive => self.arrive(),
            }
        }
    }

    fn send_back(self, by: u32) {
        history::back(by);
        let (travel, _) = self.trail.with_value(Trail::travel);
        let give_up = move || {
            self.then(|trail| trail.give_up(travel, history::fresh_number()));
            self.settle();
        };
        set_timeout(give_up, PATIENCE);
    }

    /// The address of the screen goes to an entry that has an older one.
    fn stay(self, mark: Mark) {
        let (path, question) = (self.path.get_untracked(), self.question.get_untracked());
        let (known, asked) = history::address();
        if own(&known) != Some(path.as_str()) || asked != question {
            history::replace(&mark.write(), Some(&href(&with_question(&path, &question))));
        }
    }

    /// Puts the entries in order, a moment later and once.
    fn settle(self) {
        if !self.settling.get_value() {
            self.settling.set_value(true);
            let settle = move || {
                self.settling.set_value(false);
                self.then(Trail::settle);
            };
            set_timeout(settle, Duration::ZERO);
        }
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

impl Layers for Place {
    fn open(&self, close: Closer) -> Option<Layer> {
        let layer = self.trail.try_update_value(Trail::cover)?;
        self.closers.update_value(|closers| closers.extend([(layer, close)]));
        self.settle();
        Some(layer)
    }

    fn close(&self, layer: Layer) {
        self.closers.update_value(|closers| closers.retain(|known, _| *known != layer));
        self.trail.update_value(|trail| trail.uncover(layer));
        self.settle();
    }
}

/// The mark of the entry where the browser is.
fn mark() -> Option<Mark> {
    Mark::read(&history::mark()?)
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
