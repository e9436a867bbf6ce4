//! The alphabet at the right edge of a long list: drag over it, tap it, or use the arrow keys.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html;
use leptos::prelude::*;

/// Returns the index of the letter at `y` on a rail of `count` letters that begins at `top`.
fn letter_at(y: f64, top: f64, height: f64, count: usize) -> Option<usize> {
    #[expect(clippy::cast_precision_loss, reason = "an alphabet is short")]
    let share = (y - top) / height.max(1.0) * count as f64;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a float becomes the nearest letter there is, and none below the first"
    )]
    let index = share.floor() as usize;
    count.checked_sub(1).map(|last| index.min(last))
}

/// Returns the letter that a key leads to from `now`; `None` for other keys.
fn letter_by_key(key: &str, now: usize, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    match key {
        "ArrowDown" | "ArrowRight" => Some((now + 1).min(last)),
        "ArrowUp" | "ArrowLeft" => Some(now.saturating_sub(1)),
        "Home" => Some(0),
        "End" => Some(last),
        _ => None,
    }
}

/// One control for all letters, since each alone would be too small to touch.
#[component]
pub fn AlphabetRail(
    /// The control's label: "Jump to letter".
    #[prop(into)]
    label: Signal<String>,
    /// The letters, in the order of the list.
    #[prop(into)]
    letters: Signal<Vec<String>>,
    /// The index of the letter that the list shows now.
    #[prop(optional, into)]
    current: Signal<Option<usize>>,
    /// Called with the index of the reached letter.
    #[prop(into)]
    on_jump: Callback<usize>,
) -> impl IntoView {
    let rail = NodeRef::<html::Div>::new();
    let held = RwSignal::new(None::<usize>);
    let count = move || letters.read().len();
    let jump = move |event: &PointerEvent| {
        let Some(rail) = rail.get_untracked() else { return };
        let rect = dom::rect(&rail);
        let at = letter_at(f64::from(event.client_y()), rect.top, rect.height, count());
        if let Some(index) = at.filter(|index| held.get_untracked() != Some(*index)) {
            held.set(Some(index));
            on_jump.run(index);
        }
    };
    let on_down = move |event: PointerEvent| {
        if let Some(rail) = rail.get_untracked() {
            dom::capture_pointer(&rail, event.pointer_id());
            jump(&event);
        }
    };
    let on_move = move |event: PointerEvent| {
        if held.get_untracked().is_some() {
            jump(&event);
        }
    };
    let on_keydown = move |event: KeyboardEvent| {
        let now = current.get_untracked().unwrap_or(0);
        if let Some(index) = letter_by_key(&event.key(), now, count()) {
            event.prevent_default();
            // The list listens for arrows too.
            event.stop_propagation();
            on_jump.run(index);
        }
    };
    let letter = move |(index, letter): (usize, String)| {
        let state = move || (current.get() == Some(index)).then_some("");
        view! { <span class="alphabet-rail__letter" data-current=state>{letter}</span> }
    };
    let named = move |index: Option<usize>| index.and_then(|i| letters.read().get(i).cloned());
    view! {
        <div
            class="alphabet-rail"
            node_ref=rail
            role="slider"
            tabindex="0"
            aria-orientation="vertical"
            aria-label=move || label.get()
            aria-valuemin="0"
            aria-valuemax=move || count().saturating_sub(1)
            aria-valuenow=move || current.get().unwrap_or(0)
            aria-valuetext=move || named(current.get())
            on:pointerdown=on_down
            on:pointermove=on_move
            on:pointerup=move |_| held.set(None)
            on:pointercancel=move |_| held.set(None)
            on:keydown=on_keydown
        >
            {move || letters.get().into_iter().enumerate().map(letter).collect_view()}
            <span class="alphabet-rail__bubble" hidden=move || held.read().is_none()>
                {move || named(held.get())}
            </span>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::{letter_at, letter_by_key};

    #[test]
    fn a_finger_beyond_the_ends_means_the_first_or_the_last_letter() {
        assert_eq!(letter_at(50.0, 100.0, 270.0, 27), Some(0));
        assert_eq!(letter_at(105.0, 100.0, 270.0, 27), Some(0));
        assert_eq!(letter_at(111.0, 100.0, 270.0, 27), Some(1));
        assert_eq!(letter_at(999.0, 100.0, 270.0, 27), Some(26));
        assert_eq!(letter_at(10.0, 0.0, 270.0, 0), None);
    }

    #[test]
    fn arrow_keys_stop_at_the_ends() {
        assert_eq!(letter_by_key("ArrowDown", 25, 27), Some(26));
        assert_eq!(letter_by_key("ArrowDown", 26, 27), Some(26));
        assert_eq!(letter_by_key("ArrowUp", 0, 27), Some(0));
        assert_eq!(letter_by_key("a", 3, 27), None);
        assert_eq!(letter_by_key("Home", 0, 0), None);
    }
}
