//! The first start: a file, sample data, or an empty app. Only the list of contacts gives way to it;
//! whoever comes by a link to a record sees that.

use leptos::prelude::*;

use crate::ui::kit::{Button, ButtonKind, Icon, IconName, LinkButton};
use crate::ui::paths;
use crate::ui::state::{RestoreOutcome, t, use_app};

/// Three ways to begin.
#[component]
pub fn FirstStart() -> impl IntoView {
    let state = use_app();
    let words = state.words;
    let busy = RwSignal::new(false);
    let on_sample = move |()| {
        busy.set(true);
        state.try_sample(move || busy.set(false));
    };
    view! {
        <div class="screen start">
            <div class="start__mark"><Icon name=IconName::Satchel /></div>
            <h1 class="start__title">{move || t!(words, start.title)}</h1>
            <p class="start__text">{move || t!(words, start.text)}</p>
            <div class="start__ways">
                <LinkButton
                    label=Signal::derive(move || t!(words, start.import))
                    icon=IconName::Upload
                    kind=ButtonKind::Primary
                    href=paths::href(paths::IMPORT)
                />
                <Button
                    label=Signal::derive(move || t!(words, start.sample))
                    icon=IconName::Sparkles
                    busy=busy
                    on_press=on_sample
                />
                <Button
                    label=Signal::derive(move || t!(words, start.empty))
                    icon=IconName::Plus
                    on_press=move |()| state.start_empty()
                />
            </div>
            <Restore />
        </div>
    }
}

/// The fourth way, for who comes from another device or starts anew: a backup.
#[component]
fn Restore() -> impl IntoView {
    let state = use_app();
    let words = state.words;
    let restored = move |outcome: RestoreOutcome| {
        let text = match outcome.added {
            1 => t!(words, start.restored_one),
            many => t!(words, start.restored_many, count = state.number(many)),
        };
        state.say_restored(text, &outcome);
    };
    view! {
        <label class="start__restore">
            <input
                class="only-heard"
                type="file"
                accept=".json,application/json"
                on:change=move |event| state.restore(event, restored)
            />
            <span class="link">{move || t!(words, start.restore)}</span>
        </label>
    }
}
