//! The first start: import a file, use sample data or start empty; on Today also the introduction.
//! It replaces only Today and the contact list, so links to records keep working.

use leptos::prelude::*;

use super::introduction::Introduction;
use crate::ui::paths;
use crate::ui::state::{RestoreOutcome, t, use_app};
use kit::{Button, ButtonKind, Icon, IconName, LazyPart, LinkButton, lazy_part};

// A file of its own: somebody new waits for it, and not for the code of the day.
lazy_part!(start, introduction() => view! { <Introduction /> });

/// Three ways to start, and restoring a backup.
#[component]
pub fn FirstStart(
    /// True if the introduction may be shown.
    #[prop(optional)]
    asks: bool,
) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let asks = Memo::new(move |_| asks && app.settings.asks_who_you_are());
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
                        on_press=move |()| app.settings.start_empty()
                    />
                </div>
                <Restore />
            </div>
            <Show when=move || asks.get()>
                <div class="start__ask"><LazyPart fetch=move |()| introduction() rows=0 /></div>
            </Show>
        </div>
    }
}

/// The ways to add contacts: from a file or as samples.
#[component]
pub fn Ways() -> impl IntoView {
    let app = use_app();
    let words = app.words;
    app.show_title(move || t!(words, start.title));
    let busy = RwSignal::new(false);
    let on_sample = move |()| {
        busy.set(true);
        // Today may show another screen by then.
        app.settings.try_sample(move || {
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

/// The fourth way, for users of another device: restoring a backup.
#[component]
fn Restore() -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let restored = move |outcome: RestoreOutcome| {
        let text = t!(words, start.restored, count = outcome.added);
        app.settings.say_restored(text, outcome);
    };
    view! {
        <label class="start__restore">
            <input
                class="only-heard"
                type="file"
                accept=".json,application/json"
                on:change=move |event| app.settings.restore(event, restored)
            />
            <span class="link">{move || t!(words, start.restore)}</span>
        </label>
    }
}
