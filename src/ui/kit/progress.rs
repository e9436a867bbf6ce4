//! The progress bar of a longer job.

use leptos::prelude::*;

/// A progress bar. Without a value it is indeterminate.
#[component]
pub fn Progress(
    /// The job's name.
    #[prop(into)]
    label: Signal<String>,
    /// The finished part, from 0 to 1.
    #[prop(into)]
    value: Signal<Option<f64>>,
) -> impl IntoView {
    let percent = move || value.get().map(|value| (value.clamp(0.0, 1.0) * 100.0).round());
    view! {
        <div
            class="progress"
            role="progressbar"
            aria-label=move || label.get()
            aria-valuemin="0"
            aria-valuemax="100"
            aria-valuenow=move || percent().map(|percent| percent.to_string())
            data-endless=move || value.read().is_none().then_some("")
        >
            <span
                class="progress__bar"
                style:--progress=move || format!("{}%", percent().unwrap_or(0.0) as i64)
            ></span>
        </div>
    }
}
