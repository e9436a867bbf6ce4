//! The meaning of keys in a picker.

/// The direction of an arrow key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ArrowKey {
    Down,
    Up,
}

/// A key that means something to the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stroke {
    Move(ArrowKey),
    Enter,
    Escape,
    Backspace,
}

/// Returns the meaning of a key. During composition, as of Chinese characters, keys belong to the
/// input method.
pub(super) fn read(key: &str, composing: bool, empty: bool) -> Option<Stroke> {
    match key {
        _ if composing => None,
        "ArrowDown" | "Down" => Some(Stroke::Move(ArrowKey::Down)),
        "ArrowUp" | "Up" => Some(Stroke::Move(ArrowKey::Up)),
        "Enter" => Some(Stroke::Enter),
        "Escape" | "Esc" => Some(Stroke::Escape),
        "Backspace" if empty => Some(Stroke::Backspace),
        _ => None,
    }
}

/// Returns the next highlighted row out of `count`; wraps around at both ends.
pub(super) fn step(active: Option<usize>, way: ArrowKey, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    Some(match (way, active) {
        (ArrowKey::Down, None) => 0,
        (ArrowKey::Down, Some(place)) if place >= last => 0,
        (ArrowKey::Down, Some(place)) => place + 1,
        (ArrowKey::Up, None | Some(0)) => last,
        (ArrowKey::Up, Some(place)) => (place - 1).min(last),
    })
}

#[cfg(test)]
mod tests {
    use super::{ArrowKey, Stroke, read, step};

    #[test]
    fn the_arrows_go_round_and_nothing_is_pointed_at_where_there_is_nothing() {
        assert_eq!(step(None, ArrowKey::Down, 3), Some(0));
        assert_eq!(step(Some(1), ArrowKey::Down, 3), Some(2));
        assert_eq!(step(Some(2), ArrowKey::Down, 3), Some(0));
        assert_eq!(step(None, ArrowKey::Up, 3), Some(2));
        assert_eq!(step(Some(0), ArrowKey::Up, 3), Some(2));
        assert_eq!(step(Some(9), ArrowKey::Up, 3), Some(2), "the list became shorter");
        assert_eq!(step(None, ArrowKey::Down, 0), None);
    }

    #[test]
    fn keys_belong_to_the_keyboard_while_letters_are_composed() {
        assert_eq!(read("Enter", false, false), Some(Stroke::Enter));
        assert_eq!(read("Enter", true, false), None);
        assert_eq!(read("a", false, true), None);
    }

    #[test]
    fn backspace_takes_somebody_away_only_where_there_is_no_letter_to_take() {
        assert_eq!(read("Backspace", false, true), Some(Stroke::Backspace));
        assert_eq!(read("Backspace", false, false), None);
    }
}
