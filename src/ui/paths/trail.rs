//! Which entries of the browser's history are ours: one for each screen, and above it one for each
//! sheet, menu or selection that is open over the screen. Going back closes what lies on top before
//! it leaves the screen, and closing takes the entry away again.
//!
//! Nothing here touches the browser: a [`Trail`] says which steps follow, and `Place` takes them.
//! The browser goes back in its own time; until it has arrived nothing else is done, and where the
//! app wants to go meanwhile waits.

use std::collections::VecDeque;

use kit::Layer;

/// The mark of an entry: to which screen it belongs, and how many layers are open at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// No two screens of a tab have the same number.
    pub screen: u64,
    /// How many layers.
    pub over: u32,
}

impl Mark {
    /// The mark as it is kept with the entry.
    pub fn write(self) -> String {
        format!("{}.{}", self.screen, self.over)
    }

    /// The mark that was kept.
    pub fn read(text: &str) -> Option<Self> {
        let (screen, over) = text.split_once('.')?;
        Some(Self { screen: screen.parse().ok()?, over: over.parse().ok()? })
    }
}

/// A step that follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// A new entry; without an address at the one that is open.
    Push(Mark, Option<String>),
    /// Another address or mark for the entry; without an address at the one that is open.
    Replace(Mark, Option<String>),
    /// So many entries back. The browser says when it is there: [`Trail::moved`].
    Back(u32),
    /// The owner of a layer is asked to close it.
    Close(Layer),
    /// The screen is the same as before, and so is its address.
    Stay(Mark),
    /// The screen is another one: its address is to be read.
    Arrive,
}

/// Where the app wanted to go while the browser was on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Wish {
    Go(String),
    Put(String),
}

/// The entries that are known, and what lies over the screen.
#[derive(Clone, Debug)]
pub struct Trail {
    mark: Mark,
    layers: Vec<Layer>,
    last_layer: Layer,
    travels: u32,
    travelling: bool,
    waiting: VecDeque<Wish>,
}

impl Trail {
    /// The trail of a page that was just loaded, at an entry with this mark. `fresh` is a number that
    /// no screen of this tab has had.
    pub fn begin(mark: Option<Mark>, fresh: u64) -> (Self, Vec<Step>) {
        let own = mark.unwrap_or(Mark { screen: fresh, over: 0 });
        let trail = Self {
            mark: own,
            layers: Vec::new(),
            last_layer: 0,
            travels: 0,
            travelling: false,
            waiting: VecDeque::new(),
        };
        let steps = if mark.is_none() { vec![Step::Replace(own, None)] } else { Vec::new() };
        (trail, steps)
    }

    /// Something opens over the screen.
    pub fn cover(&mut self) -> Layer {
        self.last_layer += 1;
        self.layers.push(self.last_layer);
        self.last_layer
    }

    /// It is closed.
    pub fn uncover(&mut self, layer: Layer) {
        self.layers.retain(|known| *known != layer);
    }

    /// How often the browser was sent back, and whether it is still on its way.
    pub fn travel(&self) -> (u32, bool) {
        (self.travels, self.travelling)
    }

    /// Makes the entries those of the layers that are open. Asked for once a press has done all that
    /// it does: a sheet that gives way to another one changes nothing.
    pub fn settle(&mut self) -> Vec<Step> {
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
        missing.map(|over| Step::Push(Mark { screen, over }, None)).collect()
    }

    /// Goes to another screen. What lies over this one is closed; the entry of a sheet that is left
    /// by a link becomes that of the screen, so that going back leads to where the sheet was opened.
    pub fn go(&mut self, address: String, fresh: u64) -> Vec<Step> {
        if self.travelling {
            self.waiting.push_back(Wish::Go(address));
            return Vec::new();
        }
        let mut steps = self.close_above(0);
        let next = Mark { screen: fresh.max(self.mark.screen + 1), over: 0 };
        match self.mark.over {
            0 => steps.push(Step::Push(next, Some(address))),
            1 => steps.push(Step::Replace(next, Some(address))),
            over => {
                self.waiting.push_front(Wish::Go(address));
                steps.push(self.back(over - 1));
                return steps;
            }
        }
        self.mark = next;
        steps.push(Step::Arrive);
        steps
    }

    /// Puts another address in the place of the current one.
    pub fn put(&mut self, address: String) -> Vec<Step> {
        if self.travelling {
            self.waiting.push_back(Wish::Put(address));
            return Vec::new();
        }
        vec![Step::Replace(self.mark, Some(address)), Step::Arrive]
    }

    /// The browser is at another entry: it was sent there, or the person went back or forward.
    pub fn moved(&mut self, mark: Option<Mark>, fresh: u64) -> Vec<Step> {
        self.travelling = false;
        let own = mark.unwrap_or(Mark { screen: fresh.max(self.mark.screen + 1), over: 0 });
        let is_same = own.screen == self.mark.screen;
        self.mark = own;
        let mut steps = self.close_above(if is_same { own.over } else { 0 });
        if mark.is_none() {
            steps.push(Step::Replace(own, None));
        }
        steps.push(if is_same { Step::Stay(own) } else { Step::Arrive });
        self.go_on(steps, fresh)
    }

    /// The browser was sent back for this time and does not arrive: nothing waits for it any longer.
    pub fn give_up(&mut self, travel: u32, fresh: u64) -> Vec<Step> {
        if self.travel() != (travel, true) {
            return Vec::new();
        }
        self.travelling = false;
        self.mark.over = u32::try_from(self.layers.len()).unwrap_or(u32::MAX);
        self.go_on(Vec::new(), fresh)
    }

    /// Does what waited, as far as it need not wait again.
    fn go_on(&mut self, mut steps: Vec<Step>, fresh: u64) -> Vec<Step> {
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

    fn back(&mut self, by: u32) -> Step {
        self.travels += 1;
        self.travelling = true;
        Step::Back(by)
    }

    /// Asks for what lies above so many layers to be closed, from the top.
    fn close_above(&self, over: u32) -> Vec<Step> {
        let stay = usize::try_from(over).unwrap_or(usize::MAX);
        self.layers.iter().skip(stay).rev().map(|layer| Step::Close(*layer)).collect()
    }
}

#[cfg(test)]
#[path = "trail_tests.rs"]
mod tests;
