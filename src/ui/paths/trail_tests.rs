//! Tests the trail against a minimal browser, with everything that a person and the app can do.

use super::{EntryMark, HistoryStep, Trail};
use kit::Layer;

/// A tab with its history; it goes back asynchronously, as browsers do.
struct BrowserTab {
    entries: Vec<(Option<EntryMark>, String)>,
    at: usize,
    coming: Option<u32>,
    trail: Trail,
    open: Vec<Layer>,
    /// The address that the app shows.
    shown: String,
    fresh: u64,
    left: bool,
}

impl BrowserTab {
    fn at(address: &str) -> Self {
        let (trail, steps) = Trail::begin(None, 1);
        let entries = vec![(None, address.to_owned())];
        let mut tab = Self {
            entries,
            at: 0,
            coming: None,
            trail,
            open: Vec::new(),
            shown: address.to_owned(),
            fresh: 1,
            left: false,
        };
        tab.take(steps);
        tab
    }

    fn take(&mut self, steps: Vec<HistoryStep>) {
        for step in steps {
            match step {
                HistoryStep::Push(mark, address) => {
                    let address = address.unwrap_or_else(|| self.entries[self.at].1.clone());
                    self.entries.truncate(self.at + 1);
                    self.entries.push((Some(mark), address));
                    self.at += 1;
                }
                HistoryStep::Replace(mark, address) => {
                    let address = address.unwrap_or_else(|| self.entries[self.at].1.clone());
                    self.entries[self.at] = (Some(mark), address);
                }
                HistoryStep::Back(by) => {
                    assert!(self.coming.is_none(), "sent back twice at once");
                    self.coming = Some(by);
                }
                HistoryStep::Close(layer) => self.close(layer),
                HistoryStep::Stay(mark) => self.entries[self.at] = (Some(mark), self.shown.clone()),
                HistoryStep::Arrive => self.shown = self.entries[self.at].1.clone(),
            }
        }
    }

    fn fresh(&mut self) -> u64 {
        self.fresh += 1;
        self.fresh
    }

    fn open(&mut self) -> Layer {
        let layer = self.trail.cover();
        self.open.push(layer);
        layer
    }

    fn close(&mut self, layer: Layer) {
        self.open.retain(|known| *known != layer);
        self.trail.uncover(layer);
    }

    fn settle(&mut self) {
        let steps = self.trail.settle();
        self.take(steps);
    }

    fn go(&mut self, address: &str) {
        let fresh = self.fresh();
        let steps = self.trail.go(address.to_owned(), fresh);
        self.take(steps);
    }

    fn put(&mut self, address: &str) {
        let steps = self.trail.put(address.to_owned());
        self.take(steps);
    }

    /// Completes pending travel until everything is at rest.
    fn rest(&mut self) {
        for _ in 0..20 {
            self.settle();
            match self.coming.take() {
                Some(by) => self.step(-i64::from(by)),
                None => return,
            }
        }
        panic!("it does not come to rest");
    }

    fn step(&mut self, by: i64) {
        let Ok(at) = usize::try_from(self.at as i64 + by) else {
            self.left = true;
            return;
        };
        if at < self.entries.len() {
            self.at = at;
            let (fresh, mark) = (self.fresh(), self.entries[at].0);
            let steps = self.trail.moved(mark, fresh);
            self.take(steps);
        }
    }

    /// Goes back, as a person does.
    fn back(&mut self) {
        self.step(-1);
        self.rest();
    }

    fn forward(&mut self) {
        self.step(1);
        self.rest();
    }

    /// Returns the addresses from the first entry to the current one.
    fn way(&self) -> Vec<&str> {
        self.entries[..=self.at].iter().map(|(_, address)| address.as_str()).collect()
    }
}

#[test]
fn back_closes_a_sheet_before_it_leaves_the_screen() {
    let mut tab = BrowserTab::at("/today");
    tab.go("/contacts");
    tab.open();
    tab.rest();
    tab.back();
    assert!(tab.open.is_empty());
    assert_eq!(tab.shown, "/contacts");
    tab.back();
    assert_eq!(tab.shown, "/today");
}

#[test]
fn sheets_over_sheets_close_one_by_one() {
    let mut tab = BrowserTab::at("/contacts");
    let below = tab.open();
    tab.rest();
    tab.open();
    tab.rest();
    tab.back();
    assert_eq!(tab.open, [below]);
    tab.back();
    assert!(tab.open.is_empty() && !tab.left);
    tab.back();
    assert!(tab.left);
}

#[test]
fn closing_takes_the_entry_away() {
    let mut tab = BrowserTab::at("/today");
    tab.go("/contacts");
    let sheet = tab.open();
    tab.rest();
    tab.close(sheet);
    tab.rest();
    assert_eq!(tab.way(), ["/today", "/contacts"]);
    tab.back();
    assert_eq!(tab.shown, "/today");
}

#[test]
fn a_sheet_that_opens_while_the_entry_of_another_is_taken_away_stays() {
    let mut tab = BrowserTab::at("/today");
    tab.go("/contacts");
    let first = tab.open();
    tab.rest();
    tab.close(first);
    tab.settle();
    assert_eq!(tab.coming, Some(1), "the browser is on its way back");
    let second = tab.open();
    tab.rest();
    assert_eq!(tab.open, [second]);
    assert_eq!(tab.way(), ["/today", "/contacts", "/contacts"]);
    tab.back();
    assert!(tab.open.is_empty() && tab.shown == "/contacts");
}

#[test]
fn a_person_who_goes_further_back_closes_what_opened_meanwhile() {
    let mut tab = BrowserTab::at("/today");
    tab.go("/contacts");
    let [below, first] = [tab.open(), tab.open()];
    tab.rest();
    tab.close(first);
    tab.settle();
    tab.open();
    // Two steps at once: the app's own, and the person's.
    tab.coming = None;
    tab.step(-2);
    tab.rest();
    assert!(tab.open.is_empty(), "{below} stays open");
    assert_eq!(tab.shown, "/contacts");
}

#[test]
fn forward_to_a_sheet_that_was_closed_changes_nothing() {
    let mut tab = BrowserTab::at("/today");
    tab.go("/contacts");
    let sheet = tab.open();
    tab.rest();
    tab.close(sheet);
    tab.rest();
    tab.forward();
    assert_eq!((tab.way(), tab.shown.as_str()), (vec!["/today", "/contacts"], "/contacts"));
    assert!(tab.open.is_empty());
}

#[test]
fn a_save_that_navigates_does_not_race_with_going_back() {
    // Close and go in one press: the sheet's entry becomes the screen's.
    let mut tab = BrowserTab::at("/today");
    let sheet = tab.open();
    tab.rest();
    tab.close(sheet);
    tab.go("/contacts/1");
    tab.rest();
    assert_eq!(tab.way(), ["/today", "/contacts/1"]);
    // Go while the browser is on its way back: it waits.
    let sheet = tab.open();
    tab.rest();
    tab.close(sheet);
    tab.settle();
    tab.go("/contacts/2");
    tab.put("/contacts/2?a");
    assert_eq!(tab.shown, "/contacts/1");
    tab.rest();
    assert_eq!(tab.way(), ["/today", "/contacts/1", "/contacts/2?a"]);
    assert_eq!(tab.shown, "/contacts/2?a");
}

#[test]
fn a_link_in_a_sheet_over_a_sheet_leaves_one_step_back() {
    let mut tab = BrowserTab::at("/contacts");
    tab.open();
    tab.rest();
    tab.open();
    tab.rest();
    tab.go("/contacts/1");
    tab.rest();
    assert!(tab.open.is_empty());
    assert_eq!(tab.way(), ["/contacts", "/contacts/1"]);
}

#[test]
fn a_sheet_that_gives_way_to_another_keeps_its_entry() {
    let mut tab = BrowserTab::at("/today");
    let new = tab.open();
    tab.rest();
    tab.close(new);
    tab.open();
    tab.rest();
    assert_eq!(tab.way(), ["/today", "/today"]);
    tab.back();
    assert!(tab.open.is_empty() && !tab.left);
}

#[test]
fn an_address_that_changed_under_a_sheet_is_that_of_the_screen() {
    let mut tab = BrowserTab::at("/contacts");
    let sheet = tab.open();
    tab.rest();
    tab.put("/contacts?q=anna");
    tab.close(sheet);
    tab.rest();
    assert_eq!((tab.way(), tab.shown.as_str()), (vec!["/contacts?q=anna"], "/contacts?q=anna"));
}

#[test]
fn a_sheet_that_will_not_close_keeps_its_entry() {
    let mut tab = BrowserTab::at("/settings");
    let sheet = tab.open();
    tab.rest();
    // The browser has gone back; the owner does nothing.
    tab.at = 0;
    let mark = tab.entries[0].0;
    let asked = tab.trail.moved(mark, 99);
    assert_eq!(asked.first(), Some(&HistoryStep::Close(sheet)));
    tab.rest();
    assert_eq!(tab.way(), ["/settings", "/settings"]);
}

#[test]
fn a_page_that_is_loaded_anew_with_a_sheet_shows_the_screen() {
    let mut tab = BrowserTab::at("/today");
    tab.go("/contacts");
    tab.open();
    tab.rest();
    let mark = tab.entries[tab.at].0;
    let (trail, steps) = Trail::begin(mark, 500);
    tab.trail = trail;
    tab.open.clear();
    tab.take(steps);
    tab.rest();
    assert_eq!(tab.way(), ["/today", "/contacts"]);
}

#[test]
fn a_browser_that_does_not_arrive_holds_nothing_up() {
    let mut tab = BrowserTab::at("/today");
    let sheet = tab.open();
    tab.rest();
    tab.close(sheet);
    tab.settle();
    tab.go("/deals");
    let (travel, _) = tab.trail.travel();
    tab.coming = None;
    let steps = tab.trail.give_up(travel, 700);
    tab.take(steps);
    tab.rest();
    assert_eq!(tab.shown, "/deals");
}

#[test]
fn a_trip_back_that_arrives_late_closes_nothing() {
    let mut tab = BrowserTab::at("/deals");
    let [selection, sheet] = [tab.open(), tab.open()];
    tab.rest();
    tab.close(sheet);
    tab.settle();
    let (travel, _) = tab.trail.travel();
    let steps = tab.trail.give_up(travel, 700);
    tab.take(steps);
    let next = tab.open();
    // The browser arrives before the entry of the next sheet is made.
    assert_eq!(tab.coming.take(), Some(1));
    tab.step(-1);
    tab.rest();
    assert_eq!(tab.open, [selection, next]);
    tab.back();
    assert_eq!(tab.open, [selection]);
}

#[test]
fn marks_survive_being_kept() {
    let mark = EntryMark { screen: 1_764_365_000_123, over: 2 };
    assert_eq!(EntryMark::read(&mark.write()), Some(mark));
    assert_eq!(EntryMark::read("else"), None);
}

/// Returns the next number of a fixed pseudo-random sequence.
fn next(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *seed >> 33
}

#[test]
fn whatever_is_done_the_entries_are_those_of_what_is_open() {
    for run in 0..3000_u64 {
        let mut seed = run;
        let mut tab = BrowserTab::at("/0");
        for step in 0..40 {
            match next(&mut seed) % 9 {
                0 | 1 => drop(tab.open()),
                2 | 3 => {
                    if let Some(layer) = tab.open.last().copied() {
                        tab.close(layer);
                    }
                }
                4 => tab.go(&format!("/{run}/{step}")),
                5 => tab.put(&format!("{}?{step}", tab.shown.split('?').next().unwrap_or(""))),
                6 => tab.rest(),
                7 if tab.coming.is_none() => tab.back(),
                8 if tab.coming.is_none() => tab.forward(),
                _ => tab.settle(),
            }
            if tab.left {
                break;
            }
        }
        if tab.left {
            continue;
        }
        tab.rest();
        let (mark, address) = tab.entries[tab.at].clone();
        let over = mark.map_or(0, |mark| mark.over) as usize;
        assert_eq!(over, tab.open.len(), "run {run}");
        assert_eq!(address, tab.shown, "run {run}");
        // Going back once per layer closes everything and stays on the screen.
        let shown = tab.shown.clone();
        for _ in 0..over {
            tab.back();
        }
        assert!(tab.open.is_empty() && tab.shown == shown && !tab.left, "run {run}");
    }
}
