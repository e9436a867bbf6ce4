//! The stages of a record, as buttons in a row: a press moves it there.

use leptos::prelude::*;

use super::ends::Ends;
use super::tag::Tone;

/// One stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageStep {
    /// The program's name for it.
    pub key: String,
    /// The label for the person.
    pub label: String,
    /// The meaning of the stage: good if won, danger if lost.
    pub tone: Tone,
}

/// The stages in a row; those up to the current one are filled. If there is no room, the open
/// stages scroll sideways to the current one, while the final stages stay visible.
#[component]
pub fn StageStepper(
    /// The group's label, for screen readers.
    #[prop(into)]
    label: Signal<String>,
    /// The stages, in order.
    #[prop(into)]
    steps: Signal<Vec<StageStep>>,
    /// The key of the current one.
    #[prop(into)]
    current: Signal<String>,
    /// Called with the key of the pressed stage, possibly the current one.
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
            // Wait until the mark has moved.
            request_animation_frame(move || dom::center_sideways(&row, "[aria-current]"));
        }
    });
    // The index of the first final stage: won, lost.
    let ending = Memo::new(move |_| {
        let steps = steps.read();
        steps.len() - steps.iter().rev().take_while(|step| step.tone != Tone::Plain).count()
    });
    let some = move |ends: bool| {
        let all = steps.get().into_iter().enumerate();
        all.filter(move |(index, _)| (*index >= ending.get()) == ends)
    };
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
            role="group"
            aria-label=move || label.get()
            data-tone=move || tone.get().name()
        >
            <div
                class="stage-stepper__way"
                node_ref=row
                data-more=move || ends.more.get()
                on:scroll=move |_| ends.look()
            >
                <div class="stage-stepper__row" node_ref=ends.inside>
                    {move || some(false).map(step).collect_view()}
                </div>
            </div>
            <div class="stage-stepper__ends">{move || some(true).map(step).collect_view()}</div>
        </div>
    }
}
