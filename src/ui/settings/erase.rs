//! Deleting the sample data, or everything.

use leptos::prelude::*;

use super::rows::ActRow;
use crate::ui::state::{t, use_app};
use kit::{Button, ButtonKind, Group, IconName, Sheet, TextField};

/// Removing the sample data, and starting over.
#[component]
pub fn Remove() -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let sample = LocalResource::new(move || {
        app.revision();
        app.settings.sample()
    });
    let sample = Memo::new(move |_| sample.get().flatten());
    let erasing = RwSignal::new(false);
    view! {
        <Group title=Signal::derive(move || t!(words, settings.remove))>
            <Show when=move || sample.read().is_some()>
                <ActRow
                    icon=IconName::Sparkles
                    label=Signal::derive(move || t!(words, settings.remove_sample))
                    hint=Signal::derive(move || t!(words, settings.remove_sample_hint))
                    on_press=move |()| {
                        if let Some(stamp) = sample.get_untracked() {
                            app.settings.remove_sample(stamp);
                        }
                    }
                />
            </Show>
            <ActRow
                icon=IconName::Trash2
                label=Signal::derive(move || t!(words, settings.start_over))
                hint=Signal::derive(move || t!(words, settings.start_over_hint))
                on_press=move |()| erasing.set(true)
            />
        </Group>
        <Sheet
            open=erasing
            title=Signal::derive(move || t!(words, settings.start_over))
            on_close=move |()| erasing.set(false)
        >
            <Erase />
        </Sheet>
    }
}

/// The confirmation before erasing everything. Requires typing a word, since a slip of the thumb
/// must not suffice.
#[component]
fn Erase() -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let typed = RwSignal::new(String::new());
    let word = move || t!(words, settings.start_over_word);
    let wrong = Memo::new(move |_| typed.read().trim().to_lowercase() != word().to_lowercase());
    let erase = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if !wrong.get_untracked() {
            app.settings.start_over();
        }
    };
    view! {
        <form class="settings__sheet" on:submit=erase>
            <p>{move || t!(words, settings.start_over_text)}</p>
            <Button
                label=Signal::derive(move || t!(words, settings.download_backup))
                icon=IconName::Save
                wide=true
                on_press=move |()| app.settings.back_up()
            />
            <TextField
                label=Signal::derive(move || {
                    t!(words, settings.start_over_type, word = word())
                })
                value=typed
                on_input=move |text| typed.set(text)
            />
            <Button
                label=Signal::derive(move || t!(words, settings.erase))
                kind=ButtonKind::Danger
                icon=IconName::Trash2
                disabled=wrong
                submit=true
                wide=true
            />
        </form>
    }
}
