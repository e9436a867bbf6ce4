//! The first start: a file, sample data, or an empty app, and on Today the question who the user is.
//! Only Today and the list of contacts give way to it; whoever comes by a link to a record sees that.

use leptos::prelude::*;

use super::introduction::Introduction;
use crate::ui::paths;
use crate::ui::state::{RestoreOutcome, t, use_app};
use kit::{Button, ButtonKind, Icon, IconName, Later, LinkButton, apart};

// The card is no part of the first download; it comes with the screen that will need it, too.
apart!(daily, introduction() => view! { <Introduction /> });

/// Three ways to begin.
#[component]
pub fn FirstStart(
    /// Whether it asks who the user is.
    #[prop(optional)]
    asks: bool,
) -> impl IntoView {
    let state = use_app();
    let words = state.words;
    let asks = Memo::new(move |_| asks && state.asks_who_you_are());
    view! {
        <div class="screen start" data-asks=move || asks.get().then_some("")>
            <div class="start__hello">
                <div class="start__mark"><Icon name=IconName::Satchel /></div>
                <h1 class="start__title">{move || t!(words, start.title)}</h1>
                <p class="start__text">{move || t!(words, start.text)}</p>
                <div class="start__ways">
                    <Ways />
                    <Button
                        label=Signal::derive(move || t!(words, start.empty))
                        icon=IconName::Plus
                        on_press=move |()| state.start_empty()
                    />
                </div>
                <Restore />
            </div>
            <Show when=move || asks.get()>
                <div class="start__ask"><Later fetch=move |()| introduction() rows=0 /></div>
            </Show>
        </div>
    }
}

/// The ways to have contacts: of a file, or made up.
#[component]
pub fn Ways() -> impl IntoView {
    let state = use_app();
    let words = state.words;
    state.show_title(move || t!(words, start.title));
    let busy = RwSignal::new(false);
    let on_sample = move |()| {
        busy.set(true);
        // Today may be another screen by then.
        state.try_sample(move || {
            let _left = busy.try_set(false);
        });
    };
    view! {
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
