//! Fingers and mouse on the viewer's stage: pinch, drag, double tap, and swipes.

use leptos::ev::{MouseEvent, PointerEvent};
use leptos::html;
use leptos::prelude::*;

use super::lens::Lens;

/// The distance of a swipe, in pixels.
const FAR: f64 = 60.0;
/// The distance of a pull that closes, in pixels.
const AWAY: f64 = 110.0;
/// The most that a tap moves, in pixels …
const TREMBLE: f64 = 10.0;
/// … and the longest pause between two, in milliseconds.
const SOON: f64 = 320.0;

/// A swipe over a picture that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Swipe {
    Previous,
    Next,
    Away,
}

impl Swipe {
    /// Returns what a drag by this distance means.
    fn of((x, y): (f64, f64)) -> Option<Self> {
        if y > AWAY && y > x.abs() {
            return Some(Self::Away);
        }
        let is_sideways = x.abs() > FAR && x.abs() > y.abs();
        is_sideways.then_some(if x > 0.0 { Self::Previous } else { Self::Next })
    }
}

/// A pointer that is down: where it came down and where it is.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Finger {
    id: i32,
    from: (f64, f64),
    at: (f64, f64),
}

/// The pointers on a stage.
#[derive(Clone, Copy)]
pub struct Hand {
    stage: NodeRef<html::Div>,
    lens: RwSignal<Lens>,
    fingers: RwSignal<Vec<Finger>>,
    /// True once a second finger was down: the rest of the gesture is no swipe.
    pinched: StoredValue<bool>,
    /// The time and place of the last tap.
    tapped: StoredValue<Option<(f64, (f64, f64))>>,
    on_swipe: Callback<Swipe>,
}

/// Returns a pointer's place, from the middle of the stage.
pub fn place_in(stage: NodeRef<html::Div>, event: &MouseEvent) -> Option<(f64, f64)> {
    let stage = stage.get_untracked()?;
    let rect = dom::rect(&stage);
    let x = f64::from(event.client_x()) - rect.left - rect.width / 2.0;
    Some((x, f64::from(event.client_y()) - rect.top - rect.height / 2.0))
}

impl Hand {
    pub fn new(stage: NodeRef<html::Div>, lens: RwSignal<Lens>, on_swipe: Callback<Swipe>) -> Self {
        Self {
            stage,
            lens,
            fingers: RwSignal::new(Vec::new()),
            pinched: StoredValue::new(false),
            tapped: StoredValue::new(None),
            on_swipe,
        }
    }

    /// True while a pointer is down.
    pub fn is_down(self) -> bool {
        !self.fingers.read().is_empty()
    }

    /// Returns how far a fitting picture is pulled by one finger.
    pub fn pulled(self) -> (f64, f64) {
        match self.fingers.read().as_slice() {
            [Finger { from, at, .. }]
                if !self.lens.get().is_large() && !self.pinched.get_value() =>
            {
                (at.0 - from.0, (at.1 - from.1).max(0.0))
            }
            _ => (0.0, 0.0),
        }
    }

    pub fn down(self, event: &PointerEvent) {
        let (Some(stage), Some(at)) = (self.stage.get_untracked(), place_in(self.stage, event))
        else {
            return;
        };
        dom::capture_pointer(&stage, event.pointer_id());
        let finger = Finger { id: event.pointer_id(), from: at, at };
        self.fingers.update(|fingers| {
            if fingers.is_empty() {
                self.pinched.set_value(false);
            }
            fingers.retain(|known| known.id != finger.id);
            fingers.push(finger);
        });
        if self.fingers.read_untracked().len() > 1 {
            self.pinched.set_value(true);
        }
    }

    pub fn moved(self, event: &PointerEvent) {
        let (Some(to), Some(size)) = (place_in(self.stage, event), super::size_of(self.stage))
        else {
            return;
        };
        let before = self.fingers.get_untracked();
        let Some(index) = before.iter().position(|it| it.id == event.pointer_id()) else { return };
        let from = before[index].at;
        match before.as_slice() {
            [one, other, ..] if index < 2 => {
                let places = [one.at, other.at];
                let mut now = places;
                now[index] = to;
                self.lens.update(|lens| *lens = lens.pinched(places, now, size));
            }
            [_] if self.lens.get_untracked().is_large() => {
                let by = (to.0 - from.0, to.1 - from.1);
                self.lens.update(|lens| *lens = lens.moved(by, size));
            }
            _ => {}
        }
        self.fingers.update(|fingers| {
            if let Some(finger) = fingers.get_mut(index) {
                finger.at = to;
            }
        });
    }

    pub fn up(self, event: &PointerEvent) {
        let Some(finger) = self.lift(event) else { return };
        if self.pinched.get_value() {
            return;
        }
        let by = (finger.at.0 - finger.from.0, finger.at.1 - finger.from.1);
        if by.0.hypot(by.1) < TREMBLE {
            return self.tap(event.time_stamp(), finger.at);
        }
        let fits = !self.lens.get_untracked().is_large();
        if let Some(swipe) = Swipe::of(by).filter(|_| fits) {
            self.on_swipe.run(swipe);
        }
    }

    /// A pointer that the browser took for something else.
    pub fn lost(self, event: &PointerEvent) {
        self.lift(event);
    }

    fn lift(self, event: &PointerEvent) -> Option<Finger> {
        let id = event.pointer_id();
        let finger = self.fingers.read_untracked().iter().find(|it| it.id == id).copied();
        self.fingers.update(|fingers| fingers.retain(|it| it.id != id));
        finger
    }

    fn tap(self, now: f64, at: (f64, f64)) {
        let last = self.tapped.get_value();
        let is_second = last.is_some_and(|(then, place)| {
            now - then < SOON && (at.0 - place.0).hypot(at.1 - place.1) < 4.0 * TREMBLE
        });
        self.tapped.set_value((!is_second).then_some((now, at)));
        if let Some(size) = super::size_of(self.stage).filter(|_| is_second) {
            self.lens.update(|lens| *lens = lens.toggled(at, size));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Swipe;

    #[test]
    fn a_swipe_goes_on_and_a_pull_closes() {
        assert_eq!(Swipe::of((80.0, 20.0)), Some(Swipe::Previous));
        assert_eq!(Swipe::of((-80.0, 20.0)), Some(Swipe::Next));
        assert_eq!(Swipe::of((20.0, 130.0)), Some(Swipe::Away));
        for nothing in [(40.0, 0.0), (0.0, 90.0), (0.0, -200.0), (70.0, 80.0)] {
            assert_eq!(Swipe::of(nothing), None);
        }
    }
}
