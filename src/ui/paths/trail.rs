//! The app's entries in the browser's history: one for each screen, and above it one for each
//! sheet, menu or selection that is open over the screen. Going back closes the topmost layer
//! before it leaves the screen, and closing a layer removes its entry.
//!
//! Nothing here touches the browser: a [`Trail`] returns the steps, and `Router` takes them. The
//! browser goes back asynchronously; until it arrives nothing else happens, and navigation
//! requested meanwhile waits.

use std::collections::VecDeque;

use kit::Layer;

/// The mark of an entry: its screen, and the number of layers open at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EntryMark {
    /// The number of the screen, unique within the tab.
    pub screen: u64,
    /// The number of layers.
    pub over: u32,
}

impl EntryMark {
    /// Formats the mark for storing it with the entry.
    pub fn write(self) -> String {
        format!("{}.{}", self.screen, self.over)
    }

    /// Parses a stored mark.
    pub fn read(text: &str) -> Option<Self> {
        let (screen, over) = text.split_once('.')?;
        Some(Self { screen: screen.parse().ok()?, over: over.parse().ok()? })
    }
}

/// A step to take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HistoryStep {
    /// Push an entry; without an address, at the current one.
    Push(EntryMark, Option<String>),
    /// Replace the entry's mark and, if given, its address.
    Replace(EntryMark, Option<String>),
    /// Go back this many entries. The browser reports its arrival: [`Trail::moved`].
    Back(u32),
    /// Ask the owner of a layer to close it.
    Close(Layer),
    /// Stay: neither the screen nor its address changed.
    Stay(EntryMark),
    /// Arrive at another screen: read its address.
    Arrive,
}

/// Navigation requested while the browser was going back.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Wish {
    Go(String),
    Put(String),
}

/// The state of the history, and the layers over the screen.
#[derive(Clone, Debug)]
pub struct Trail {
    mark: EntryMark,
    layers: Vec<Layer>,
    last_layer: Layer,
    travels: u32,
    travelling: bool,
    /// The layers over the entry that the browser was sent back to.
    goal: Option<u32>,
    waiting: VecDeque<Wish>,
}

impl Trail {
    /// Creates the trail of a freshly loaded page, at an entry with this mark. `fresh` is a number
    /// that no screen of this tab has had.
    pub fn begin(mark: Option<EntryMark>, fresh: u64) -> (Self, Vec<HistoryStep>) {
        let own = mark.unwrap_or(EntryMark { screen: fresh, over: 0 });
        let trail = Self {
            mark: own,
            layers: Vec::new(),
            last_layer: 0,
            travels: 0,
            travelling: false,
            goal: None,
            waiting: VecDeque::new(),
        };
        let steps = if mark.is_none() { vec![HistoryStep::Replace(own, None)] } else { Vec::new() };
        (trail, steps)
    }

    /// Opens a layer over the screen.
    pub fn cover(&mut self) -> Layer {
        self.last_layer += 1;
        self.layers.push(self.last_layer);
        self.last_layer
    }

    /// Closes a layer.
    pub fn uncover(&mut self, layer: Layer) {
        self.layers.retain(|known| *known != layer);
    }

    /// Returns how often the browser was sent back, and whether it is still on its way.
    pub fn travel(&self) -> (u32, bool) {
        (self.travels, self.travelling)
    }

    /// Makes the entries match the open layers. Called after a press has been fully handled: a
    /// sheet that replaces another one changes nothing.
    pub fn settle(&mut self) -> Vec<HistoryStep> {
        let open = u32::try_from(self.layers.len()).unwrap_or(u32::MAX);
        if self.travelling {
            return Vec::new();
        }
        if open < self.mark.over {
            return vec![self.back(self.mark.over - open)];
        }
        let screen = self.mark.screen;
        let missing = (self.mark.over + 1)..=open;
        self.mark.over = open;
        missing.map(|over| HistoryStep::Push(EntryMark { screen, over }, None)).collect()
    }

    /// Goes to another screen and closes the layers over this one; the entry of a sheet left by a
    /// link becomes that of the screen, so that going back leads to where the sheet was opened.
    pub fn go(&mut self, address: String, fresh: u64) -> Vec<HistoryStep> {
        if self.travelling {
            self.waiting.push_back(Wish::Go(address));
            return Vec::new();
        }
        let mut steps = self.close_above(0);
        let next = EntryMark { screen: fresh.max(self.mark.screen + 1), over: 0 };
        match self.mark.over {
            0 => steps.push(HistoryStep::Push(next, Some(address))),
            1 => steps.push(HistoryStep::Replace(next, Some(address))),
            over => {
                self.waiting.push_front(Wish::Go(address));
                steps.push(self.back(over - 1));
                return steps;
            }
        }
        self.mark = next;
        steps.push(HistoryStep::Arrive);
        steps
    }

    /// Replaces the current address.
    pub fn put(&mut self, address: String) -> Vec<HistoryStep> {
        if self.travelling {
            self.waiting.push_back(Wish::Put(address));
            return Vec::new();
        }
        vec![HistoryStep::Replace(self.mark, Some(address)), HistoryStep::Arrive]
    }

    /// Handles the browser's arrival at another entry: it was sent there, or the person went back
    /// or forward.
    pub fn moved(&mut self, mark: Option<EntryMark>, fresh: u64) -> Vec<HistoryStep> {
        self.travelling = false;
        let goal = self.goal.take();
        let own = mark.unwrap_or(EntryMark { screen: fresh.max(self.mark.screen + 1), over: 0 });
        let is_same = own.screen == self.mark.screen;
        self.mark = own;
        // A layer that opened during the app's own trip back stays; its entry follows.
        let is_own_trip = is_same && goal == Some(own.over);
        let mut steps = match is_own_trip {
            true => Vec::new(),
            false => self.close_above(if is_same { own.over } else { 0 }),
        };
        if mark.is_none() {
            steps.push(HistoryStep::Replace(own, None));
        }
        steps.push(if is_same { HistoryStep::Stay(own) } else { HistoryStep::Arrive });
        self.go_on(steps, fresh)
    }

    /// Gives up on the trip back with this number, which does not arrive: nothing waits for it any
    /// longer. A busy browser may still arrive, late: it is the app's own trip all the same.
    pub fn give_up(&mut self, travel: u32, fresh: u64) -> Vec<HistoryStep> {
        if self.travel() != (travel, true) {
            return Vec::new();
        }
        self.travelling = false;
        self.mark.over = u32::try_from(self.layers.len()).unwrap_or(u32::MAX);
        self.go_on(Vec::new(), fresh)
    }

    /// Takes the waiting steps until one has to wait again.
    fn go_on(&mut self, mut steps: Vec<HistoryStep>, fresh: u64) -> Vec<HistoryStep> {
        while !self.travelling
            && let Some(wish) = self.waiting.pop_front()
        {
            steps.extend(match wish {
                Wish::Go(address) => self.go(address, fresh),
                Wish::Put(address) => self.put(address),
            });
        }
        steps
    }

    fn back(&mut self, by: u32) -> HistoryStep {
        self.travels += 1;
        self.travelling = true;
        self.goal = self.mark.over.checked_sub(by);
        HistoryStep::Back(by)
    }

    /// Closes the layers above the first `over`, from the top.
    fn close_above(&self, over: u32) -> Vec<HistoryStep> {
        let stay = usize::try_from(over).unwrap_or(usize::MAX);
        self.layers.iter().skip(stay).rev().map(|layer| HistoryStep::Close(*layer)).collect()
    }
}

#[cfg(test)]
#[path = "trail_tests.rs"]
mod tests;
