//! Two buttons that move one of a list up or down: for fingers and keys alike, where dragging would
//! be hard.

use leptos::prelude::*;

use super::button::IconButton;
use super::icon::IconName;

/// Which way something goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Towards the beginning.
    Up,
    /// Towards the end.
    Down,
}

impl Way {
    /// One place up or down in a list; at the end it stays where it is.
    pub fn shift<T: PartialEq>(self, list: &mut [T], item: &T) {
        let Some(from) = list.iter().position(|known| known == item) else { return };
        let to = match self {
            Self::Up => from.saturating_sub(1),
            Self::Down => (from + 1).min(list.len() - 1),
        };
        list.swap(from, to);
    }

    /// The button that has the focus after something moved to this place of so many: the same one,
    /// and at the end, where there is no further, the way back. A selector inside what moved.
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

/// Up and down.
#[component]
pub fn MoveButtons(
    /// What the first one does: "Move Name up".
    #[prop(into)]
    up: Signal<String>,
    /// What the second one does.
    #[prop(into)]
    down: Signal<String>,
    /// It is the first of the list.
    #[prop(into)]
    is_first: Signal<bool>,
    /// It is the last of the list.
    #[prop(into)]
    is_last: Signal<bool>,
    /// It is to go one place that way.
    #[prop(into)]
    on_move: Callback<Way>,
) -> impl IntoView {
    view! {
        <span class="move-buttons">
            <span data-way="up">
                <IconButton
                    label=up
                    icon=IconName::ArrowUp
                    disabled=is_first
                    on_press=move |()| on_move.run(Way::Up)
                />
            </span>
            <span data-way="down">
                <IconButton
                    label=down
                    icon=IconName::ArrowDown
                    disabled=is_last
                    on_press=move |()| on_move.run(Way::Down)
                />
            </span>
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::Way;

    #[test]
    fn one_of_a_list_moves_one_place_and_stops_at_the_end() {
        let mut list = [1, 2, 3];
        Way::Up.shift(&mut list, &2);
        assert_eq!(list, [2, 1, 3]);
        Way::Up.shift(&mut list, &2);
        assert_eq!(list, [2, 1, 3]);
        Way::Down.shift(&mut list, &2);
        assert_eq!(list, [1, 2, 3]);
        Way::Down.shift(&mut list, &3);
        Way::Down.shift(&mut list, &9);
        assert_eq!(list, [1, 2, 3]);
    }

    #[test]
    fn the_focus_stays_on_a_button_that_can_be_pressed() {
        assert!(Way::Up.button_after(Some(0), 3).contains("down"));
        assert!(Way::Up.button_after(Some(1), 3).contains("up"));
        assert!(Way::Down.button_after(Some(2), 3).contains("up"));
        assert!(Way::Down.button_after(Some(1), 3).contains("down"));
    }
}
