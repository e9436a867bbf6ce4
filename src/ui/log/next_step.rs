//! The next step: presets that create a call-back.

use leptos::prelude::*;

use crate::ui::state::{LogForm, t, use_app};
use domain::{Due, NextStep};
use kit::{Chip, Chips, IconName, InputKind, TextField};

/// Tomorrow morning, as days from today and minutes of the day.
const TOMORROW: (i32, u16) = (1, 9 * 60);

/// The choice of when to call back, if at all.
#[component]
pub fn NextSteps(form: LogForm) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let chip = move |step: NextStep| {
        let word = step.clone();
        let label = Signal::derive(move || match word {
            NextStep::InAnHour => t!(words, log.in_an_hour),
            NextStep::Tomorrow => t!(words, log.tomorrow),
            _ => t!(words, log.next_week),
        });
        let own = step.clone();
        let pressed = Signal::derive(move || form.next.read().as_ref() == Some(&own));
        let turn = move |()| {
            let is_on = form.next.with_untracked(|next| next.as_ref() == Some(&step));
            form.set_next((!is_on).then(|| step.clone()));
        };
        view! { <Chip label pressed on_press=turn /> }
    };
    let picked = Memo::new(move |_| matches!(*form.next.read(), Some(NextStep::At(_))));
    let pick = move |()| {
        let (days, minutes) = TOMORROW;
        let due = untrack(|| app.format.due_on(days, Some(minutes)));
        form.set_next((!picked.get_untracked()).then_some(NextStep::At(due)));
    };
    let will = move || {
        let step = form.next.get()?;
        let when = app.format.due(&app.format.due_of_step(&step));
        Some(t!(words, log.will_call, when = when))
    };
    let label = Signal::derive(move || t!(words, log.next_step));
    view! {
        <div class="log__part">
            <h3 class="log__heading">{label}</h3>
            <Chips label wrap=true>
                {[NextStep::InAnHour, NextStep::Tomorrow, NextStep::NextWeek]
                    .map(chip)
                    .collect_view()}
                <Chip
                    label=Signal::derive(move || t!(words, log.pick))
                    icon=IconName::Calendar
                    pressed=picked
                    on_press=pick
                />
            </Chips>
            <Show when=move || picked.get()>
                <PickWhen form />
            </Show>
            <p class="log__hint" hidden=move || form.next.read().is_none()>{will}</p>
        </div>
    }
}

/// The local date and time of the call-back.
#[component]
fn PickWhen(form: LogForm) -> impl IntoView {
    let app = use_app();
    let value = Signal::derive(move || match form.next.get() {
        Some(NextStep::At(Due { day, time: Some(time) })) => {
            format!("{day}T{:02}:{:02}", time.minutes / 60, time.minutes % 60)
        }
        Some(NextStep::At(Due { day, time: None })) => format!("{day}T09:00"),
        _ => String::new(),
    });
    let on_input = move |text: String| {
        // An incomplete date changes nothing.
        let Some(Due { day, time: Some(time) }) = Due::parse(&text) else { return };
        let zone = app.format.zone();
        form.set_next(Some(NextStep::At(Due::at(day, time.minutes, zone))));
    };
    view! {
        <TextField
            label=Signal::derive(move || t!(app.words, log.pick_when))
            kind=InputKind::DateTime
            value
            on_input
        />
    }
}
