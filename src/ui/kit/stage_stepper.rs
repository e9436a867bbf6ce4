//! The stages that something goes through, as buttons in a row: a press takes it there.

use leptos::prelude::*;

use super::ends::Ends;
use super::tag::Tone;
use browser::dom;

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

/// The stages in a row; those up to the current one are filled. Where there is no room those on the way
/// scroll sideways, so that the current one can be seen, and how it may end stays in sight.
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
    // Those at the end that mean something: won, lost.
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
