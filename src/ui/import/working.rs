//! Progress while files are inspected or imported: only the bar is redrawn.

use leptos::prelude::*;

use crate::ui::state::{AppState, t, use_app};
use kit::{Button, ButtonKind, Card, Progress};

/// The progress, with a cancel button.
#[component]
pub fn Working(
    /// True while the files are inspected: the duration is unknown.
    #[prop(optional)]
    reading: bool,
) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let label = Signal::derive(move || {
        let name = app.imports.import_name();
        if reading {
            t!(words, import.reading, name = name)
        } else {
            t!(words, import.running, name = name)
        }
    });
    let value = Signal::derive(move || if reading { None } else { share(app) });
    let progress = Memo::new(move |_| app.imports.import_progress());
    let count = move || {
        let now = progress.get();
        (!reading).then(|| t!(words, import.progress, done = now.done, total = now.total))
    };
    view! {
        <Card>
            <div class="import__working" aria-live="polite">
                <h2 class="import__title">{move || label.get()}</h2>
                <Progress label value />
                <p class="import__count">{count}</p>
                <p class="import__pace">{move || pace(app).filter(|_| !reading)}</p>
                <Button
                    label=Signal::derive(move || t!(words, import.cancel))
                    kind=ButtonKind::Soft
                    on_press=move |()| app.imports.cancel_import()
                />
                <p class="import__pace">{move || (!reading).then(|| t!(words, import.meanwhile))}</p>
            </div>
        </Card>
    }
}

/// Returns the completed fraction.
pub fn share(app: AppState) -> Option<f64> {
    let now = app.imports.import_progress();
    (now.total > 0 && now.done > 0).then(|| now.done as f64 / now.total as f64)
}

/// Formats the speed and the time left.
fn pace(app: AppState) -> Option<String> {
    let (rate, left) = app.imports.import_progress().pace()?;
    let left = if left < 90 {
        t!(app.words, import.seconds_left, count = left.max(1))
    } else {
        t!(app.words, import.minutes_left, count = left.div_ceil(60))
    };
    Some(t!(app.words, import.pace, rate = rate, left = left))
}
