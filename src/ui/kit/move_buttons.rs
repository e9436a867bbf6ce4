//! Two buttons that move a list item up or down: for fingers and keyboards alike, where dragging
//! would be hard.

use leptos::prelude::*;

use super::button::IconButton;
use super::icon::IconName;

/// The direction of a move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoveDirection {
    /// Toward the beginning.
    Up,
    /// Toward the end.
    Down,
}

impl MoveDirection {
    /// Moves an item one place in a list; does nothing at the end.
    pub fn shift<T: PartialEq>(self, list: &mut [T], item: &T) {
        let Some(from) = list.iter().position(|known| known == item) else { return };
        let to = match self {
            Self::Up => from.saturating_sub(1),
            Self::Down => (from + 1).min(list.len() - 1),
        };
        list.swap(from, to);
    }

    /// Moves an item as [`MoveDirection::shift`] does. Returns the selector of the button to focus
    /// afterwards, in the element whose `data-moves` is `mark`.
    pub fn shift_marked<T: PartialEq>(self, list: &mut [T], item: &T, mark: &str) -> String {
        self.shift(list, item);
        let place = list.iter().position(|known| known == item);
        format!("[data-moves='{mark}'] {}", self.button_after(place, list.len()))
    }

    /// Returns a selector, inside the moved item, of the button to focus after it moved to `place`
    /// out of `count`: the same button, or the opposite one at the end of the list.
    pub fn button_after(self, place: Option<usize>, count: usize) -> &'static str {
        match self {
            Self::Up if place == Some(0) => Self::Down.button(),
            Self::Down if place.map(|place| place + 1) == Some(count) => Self::Up.button(),
            way => way.button(),
        }
    }

    fn button(self) -> &'static str {
        match self {
            Self::Up => "[data-way='up'] button",
            Self::Down => "[data-way='down'] button",
        }
    }
}

/// The buttons for up and down.
#[component]
pub fn MoveButtons(
    /// The label of the first: "Move Name up".
    #[prop(into)]
    up: Signal<String>,
    /// The label of the second.
    #[prop(into)]
    down: Signal<String>,
    /// True for the first item of the list.
    #[prop(into)]
    is_first: Signal<bool>,
    /// True for the last item of the list.
    #[prop(into)]
    is_last: Signal<bool>,
    /// Called with the direction of the move.
    #[prop(into)]
    on_move: Callback<MoveDirection>,
) -> impl IntoView {
    view! {
        <span class="move-buttons">
            <span data-way="up">
                <IconButton
                    label=up
                    icon=IconName::ArrowUp
                    disabled=is_first
                    on_press=move |()| on_move.run(MoveDirection::Up)
                />
            </span>
            <span data-way="down">
                <IconButton
                    label=down
                    icon=IconName::ArrowDown
                    disabled=is_last
                    on_press=move |()| on_move.run(MoveDirection::Down)
                />
            </span>
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::MoveDirection;

    #[test]
    fn one_of_a_list_moves_one_place_and_stops_at_the_end() {
        let mut list = [1, 2, 3];
        MoveDirection::Up.shift(&mut list, &2);
        assert_eq!(list, [2, 1, 3]);
        MoveDirection::Up.shift(&mut list, &2);
        assert_eq!(list, [2, 1, 3]);
        MoveDirection::Down.shift(&mut list, &2);
        assert_eq!(list, [1, 2, 3]);
        MoveDirection::Down.shift(&mut list, &3);
        MoveDirection::Down.shift(&mut list, &9);
        assert_eq!(list, [1, 2, 3]);
    }

    #[test]
    fn the_focus_stays_on_a_button_that_can_be_pressed() {
        assert!(MoveDirection::Up.button_after(Some(0), 3).contains("down"));
        assert!(MoveDirection::Up.button_after(Some(1), 3).contains("up"));
        assert!(MoveDirection::Down.button_after(Some(2), 3).contains("up"));
        assert!(MoveDirection::Down.button_after(Some(1), 3).contains("down"));
    }
}
