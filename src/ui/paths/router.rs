//! The current address, and navigation. Links need no code of their own: this listens to their
//! clicks. It also handles going back, which first closes what covers the screen ([`kit::use_layer`]).

use std::collections::HashMap;
use std::time::Duration;

use leptos::prelude::*;

use super::addresses::{base, href};
use super::trail::{EntryMark, HistoryStep, Trail};
use browser::history;
use kit::{Closer, Layer, Layers};

/// How long the browser may take to go back.
const PATIENCE: Duration = Duration::from_secs(1);

/// The current address, freely copied.
#[derive(Clone, Copy)]
pub struct Router {
    path: RwSignal<String>,
    question: RwSignal<String>,
    trail: StoredValue<Trail>,
    closers: StoredValue<HashMap<Layer, Closer>>,
    /// True while settling the history entries is scheduled, after the current press has been
    /// handled.
    settling: StoredValue<bool>,
}

impl Router {
    /// Starts following the page's address, as long as the calling component lives.
    pub fn follow() -> Self {
        let (trail, steps) = Trail::begin(mark(), history::fresh_number());
        let router = Self {
            path: RwSignal::new(String::new()),
            question: RwSignal::new(String::new()),
            trail: StoredValue::new(trail),
            closers: StoredValue::new(HashMap::new()),
            settling: StoredValue::new(false),
        };
        router.take(steps);
        router.arrive();
        router.settle();
        let moves = history::on_move(move || {
            router.then(|trail| trail.moved(mark(), history::fresh_number()));
            router.settle();
        });
        let links = history::on_link(move |path, question| {
            let own = own(path);
            if let Some(own) = own {
                router.go(&with_question(own, question));
            }
            own.is_some()
        });
        // The component that follows the address owns both.
        StoredValue::new_local([moves, links]);
        router
    }

    /// Returns the path, without the base path.
    pub fn path(self) -> Signal<String> {
        self.path.into()
    }

    /// Returns the query string.
    pub fn question(self) -> Signal<String> {
        self.question.into()
    }

    /// Returns the id of the record of this list in the address; keeps the last one while another
    /// list is open, so that a screen does not change while it is left.
    pub fn id_in(self, list: impl Into<String>) -> Memo<Option<String>> {
        let list = list.into();
        Memo::new(move |before: Option<&Option<String>>| match inside(&self.path.read(), &list) {
            Some(rest) => {
                let id = rest.split('/').next().unwrap_or_default();
                (!id.is_empty() && id != "new").then(|| id.to_owned())
            }
            None => before.cloned().flatten(),
        })
    }

    /// Goes to a path, as a new history entry; closes what covers the screen.
    pub fn go(self, path: &str) {
        let address = href(path);
        self.then(|trail| trail.go(address, history::fresh_number()));
    }

    /// Replaces the current path.
    pub fn replace(self, path: &str) {
        let address = href(path);
        self.then(|trail| trail.put(address));
    }

    /// Lets the trail decide on the next steps, and takes them.
    fn then(self, ask: impl FnOnce(&mut Trail) -> Vec<HistoryStep>) {
        if let Some(steps) = self.trail.try_update_value(ask) {
            self.take(steps);
        }
    }

    fn take(self, steps: Vec<HistoryStep>) {
        for step in steps {
            match step {
                HistoryStep::Push(mark, address) => {
                    history::push(&mark.write(), address.as_deref())
                }
                HistoryStep::Replace(mark, address) => {
                    history::replace(&mark.write(), address.as_deref())
                }
                HistoryStep::Back(by) => self.send_back(by),
                HistoryStep::Close(layer) => {
                    let close = self.closers.with_value(|closers| closers.get(&layer).cloned());
                    if let Some(close) = close {
                        close();
                    }
                }
                HistoryStep::Stay(mark) => self.stay(mark),
                HistoryStep::Arrive => self.arrive(),
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

    /// Writes the screen's address to an entry that has an older one.
    fn stay(self, mark: EntryMark) {
        let (path, question) = (self.path.get_untracked(), self.question.get_untracked());
        let (known, asked) = history::address();
        if own(&known) != Some(path.as_str()) || asked != question {
            history::replace(&mark.write(), Some(&href(&with_question(&path, &question))));
        }
    }

    /// Schedules settling the history entries, once, after the current event.
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
        // Set only changed values: setting a signal wakes its subscribers.
        if self.question.with_untracked(|known| *known != question) {
            self.question.set(question);
        }
        if self.path.with_untracked(|known| known != path) {
            self.path.set(path.to_owned());
        }
    }
}

/// Returns the current address, in a component.
pub fn use_router() -> Router {
    expect_context()
}

impl Layers for Router {
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

/// Returns the mark of the browser's current entry.
fn mark() -> Option<EntryMark> {
    EntryMark::read(&history::mark()?)
}

/// Returns the rest of a path that is `place` or inside it, without the slash between.
pub fn inside<'a>(path: &'a str, place: &str) -> Option<&'a str> {
    let rest = path.strip_prefix(place)?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix('/') }
}

/// Strips the base path; `None` for a path that belongs to another site on this host.
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
