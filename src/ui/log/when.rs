//! The time of an activity: now unless changed; a visit also has an end.

use leptos::prelude::*;

use crate::ui::state::{LogForm, t, use_app};
use domain::{activity, has_place, moment};
use kit::{Chip, Chips, IconName, InputKind, TextField};

/// The time of the activity, or its start and end.
#[component]
pub fn Times(form: LogForm, what: Memo<String>) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let lasts = Memo::new(move |_| has_place(&what.read()));
    let label =
        Signal::derive(
            move || {
                if lasts.get() { t!(words, log.arrived) } else { t!(words, log.when) }
            },
        );
    let left = Signal::derive(move || t!(words, log.left));
    view! {
        <div class="log__times">
            <Moment form label field=activity::WHEN empty_is_now=true />
            <Show when=move || lasts.get()>
                <Moment form label=left field=activity::UNTIL empty_is_now=false />
            </Show>
        </div>
    }
}

/// A moment: a chip that shows it, with an input to change it below.
#[component]
fn Moment(form: LogForm, label: Signal<String>, field: u32, empty_is_now: bool) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let millis = Memo::new(move |_| form.draft.with(|draft| moment(draft, field)));
    let shown = Signal::derive(move || match millis.get() {
        Some(millis) => format!("{}: {}", label.get(), app.format.day_and_time(millis)),
        None if empty_is_now => format!("{}: {}", label.get(), t!(words, log.now)),
        None => format!("{}: \u{2013}", label.get()),
    });
    let is_open = RwSignal::new(false);
    let turn = move |()| {
        is_open.update(|is_open| *is_open = !*is_open);
        if is_open.get_untracked() && millis.get_untracked().is_none() {
            form.set_moment(field, Some(app.format.now()));
        }
    };
    let value =
        Signal::derive(move || millis.get().map(|it| app.format.to_input(it)).unwrap_or_default());
    let on_input = move |text: String| {
        if let Some(millis) = app.format.from_input(&text) {
            form.set_moment(field, Some(millis));
        }
    };
    view! {
        <div>
            <Chips label wrap=true>
                <Chip label=shown icon=IconName::Clock pressed=is_open on_press=turn />
            </Chips>
            <Show when=move || is_open.get()>
                <TextField label kind=InputKind::DateTime value on_input />
            </Show>
        </div>
    }
}
