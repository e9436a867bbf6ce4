//! A choice of one icon among many, in a grid.

use leptos::html;
use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::ids::unique_id;
use dom::Rect;

/// An icon to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IconChoice {
    /// The program's name for it.
    pub value: String,
    /// Its name for the person: hovered, heard, and shown once it is chosen.
    pub label: String,
    /// The picture.
    pub icon: IconName,
}

const RADIO: &str = ".covering-input";

/// A group of radio buttons, each an icon of 44 px. The arrow keys to the left and right go through
/// all of them, as in every such group; those up and down go to the row above or below.
#[component]
pub fn IconGrid(
    /// The group's label.
    #[prop(into)]
    label: Signal<String>,
    /// The icons, in reading order.
    #[prop(into)]
    choices: Signal<Vec<IconChoice>>,
    /// The `value` of the chosen one.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the `value` of another one.
    #[prop(into)]
    on_change: Callback<String>,
) -> impl IntoView {
    let name = StoredValue::new(unique_id("icons"));
    let grid = NodeRef::<html::Div>::new();
    let place =
        move || choices.read_untracked().iter().position(|it| it.value == value.get_untracked());
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        let down = match event.key().as_str() {
            "ArrowUp" => false,
            "ArrowDown" => true,
            _ => return,
        };
        let (Some(grid), Some(at)) = (grid.get_untracked(), place()) else { return };
        event.prevent_default();
        if let Some(next) = in_next_row(&dom::rects(&grid, RADIO), at, down) {
            dom::press_nth(&grid, RADIO, next);
        }
    };
    let radio = move |choice: IconChoice| {
        let IconChoice { value: own, label, icon } = choice;
        let (key, title) = (own.clone(), label.clone());
        view! {
            <label class="icon-grid__icon" title=title>
                <input
                    class="covering-input"
                    type="radio"
                    name=name.get_value()
                    aria-label=label
                    prop:checked=move || *value.read() == own
                    on:change=move |_| on_change.run(key.clone())
                />
                <Icon name=icon />
            </label>
        }
    };
    let chosen = move || {
        let value = value.get();
        choices.read().iter().find(|it| it.value == value).map(|it| it.label.clone())
    };
    view! {
        <fieldset class="icon-grid">
            <legend class="icon-grid__label">
                {move || label.get()}
                <span class="icon-grid__chosen" aria-hidden="true">{chosen}</span>
            </legend>
            <div class="icon-grid__icons" node_ref=grid on:keydown=on_key>
                {move || choices.get().into_iter().map(radio).collect_view()}
            </div>
        </fieldset>
    }
}

/// Returns the box in the nearest row below or above a box that lies nearest to its column; `None` in
/// the last or first row.
fn in_next_row(boxes: &[Rect], at: usize, down: bool) -> Option<usize> {
    let from = boxes.get(at)?;
    // Boxes of one row may differ by a fraction of a pixel.
    let away = |it: &Rect| if down { it.top - from.top } else { from.top - it.top };
    let rows = boxes.iter().map(away).filter(|distance| *distance > 1.0);
    let nearest = rows.fold(f64::INFINITY, f64::min);
    let aside = |it: &Rect| (it.left - from.left).abs();
    let row = boxes.iter().enumerate().filter(|(_, it)| (away(it) - nearest).abs() <= 1.0);
    row.min_by(|(_, one), (_, other)| aside(one).total_cmp(&aside(other))).map(|(place, _)| place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn up_and_down_stay_in_the_column_and_end_at_the_edges() {
        // Seven boxes in rows of three.
        let boxes: Vec<Rect> = (0..7_u8)
            .map(|n| Rect {
                top: f64::from(n / 3) * 44.0,
                left: f64::from(n % 3) * 44.0,
                ..Rect::default()
            })
            .collect();
        let step = |at, down| in_next_row(&boxes, at, down);
        assert_eq!([step(1, true), step(4, false)], [Some(4), Some(1)]);
        assert_eq!(step(5, true), Some(6), "the last row is short");
        assert_eq!([step(6, true), step(2, false), step(9, true)], [None; 3]);
    }
}
