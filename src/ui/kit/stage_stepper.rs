//! The stages that something goes through, as buttons in a row: a press takes it there.

use leptos::prelude::*;

use super::ends::Ends;
use super::tag::Tone;
use crate::browser::dom;

/// One stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageStep {
    /// What the program calls it.
    pub key: String,
    /// What the person reads.
    pub label: String,
    /// What it means to be there: good where it is won, danger where it is lost.
    pub tone: Tone,
}

/// The stages in a row; those up to the current one are filled. It scrolls sideways where there
/// is no room, so that the current one can be seen.
#[component]
pub fn StageStepper(
    /// What they are about, for those who do not see it.
    #[prop(into)]
    label: Signal<String>,
    /// The stages, in order.
    #[prop(into)]
    steps: Signal<Vec<StageStep>>,
    /// The key of the current one.
    #[prop(into)]
    current: Signal<String>,
    /// One was pressed, possibly the current one: its key.
    #[prop(into)]
    on_choose: Callback<String>,
) -> impl IntoView {
    let ends = Ends::new();
    let row = ends.row;
    let place = Memo::new(move |_| {
        let current = current.read();
        steps.read().iter().position(|step| step.key == *current)
    });
    let tone = Memo::new(move |_| {
        place.get().and_then(|place| Some(steps.read().get(place)?.tone)).unwrap_or_default()
    });
    Effect::new(move |_| {
        if let (Some(row), Some(_)) = (row.get(), place.get()) {
            // After the mark has moved.
            request_animation_frame(move || dom::center_sideways(&row, "[aria-current]"));
        }
    });
    let step = move |(index, step): (usize, StageStep)| {
        let key = StoredValue::new(step.key);
        view! {
            <button
                class="stage-stepper__step"
                type="button"
                aria-current=move || (place.get() == Some(index)).then_some("step")
                data-done=move || place.get().is_some_and(|place| index <= place).then_some("")
                on:click=move |_| on_choose.run(key.get_value())
            >
                {step.label}
            </button>
        }
    };
    view! {
        <div
            class="stage-stepper"
            node_ref=row
            role="group"
            aria-label=move || label.get()
            data-tone=move || tone.get().name()
            data-more=move || ends.more.get()
            on:scroll=move |_| ends.look()
        >
            <div class="stage-stepper__row" node_ref=ends.inside>
                {move || steps.get().into_iter().enumerate().map(step).collect_view()}
            </div>
        </div>
    }
}
