//! The user of this device.

use leptos::prelude::*;

use crate::ui::state::{AppState, t, use_app};
use domain::{Draft, SETTINGS, settings};
use kit::{Group, InputKind, TextField};

/// Returns a text of the settings. Tracked.
pub fn setting(app: AppState, field: u32) -> Signal<String> {
    Memo::new(move |_| app.settings.text(field)).into()
}

/// Saves a text of the settings if it changed.
pub fn set(app: AppState, field: u32, text: &str) {
    set_then(app, field, text, || {});
}

fn set_then(app: AppState, field: u32, text: &str, then: impl FnOnce() + 'static) {
    if app.settings.peek_text(field) == text.trim() {
        then();
        return;
    }
    let mut draft = Draft::new(SETTINGS);
    draft.set_text(field, text.trim());
    app.settings.save_settings_then(draft, then);
}

/// The user's name and e-mail address.
#[component]
pub fn Me() -> impl IntoView {
    let words = use_app().words;
    view! {
        <Group title=Signal::derive(move || t!(words, settings.me))>
            <div class="settings__fields">
                <Line
                    label=Signal::derive(move || t!(words, settings.my_name))
                    field=settings::ME
                    kind=InputKind::Name
                    autocomplete="name"
                />
                <Line
                    label=Signal::derive(move || t!(words, settings.my_email))
                    field=settings::MY_EMAIL
                    kind=InputKind::Email
                    autocomplete="email"
                />
            </div>
        </Group>
    }
}

/// An input for a setting. Saved on blur or Enter, so that the history gets one entry per edit, not
/// per keystroke.
#[component]
fn Line(
    #[prop(into)] label: Signal<String>,
    field: u32,
    kind: InputKind,
    autocomplete: &'static str,
) -> impl IntoView {
    let app = use_app();
    let saved = setting(app, field);
    let typed = RwSignal::new(None::<String>);
    let value = Signal::derive(move || typed.get().unwrap_or_else(|| saved.get()));
    let keep = move || {
        // The input stays in the field even if it is rejected.
        if let Some(text) = typed.get_untracked() {
            set_then(app, field, &text, move || typed.set(None));
        }
    };
    view! {
        <form
            on:focusout=move |_| keep()
            on:submit=move |event| {
                event.prevent_default();
                keep();
            }
        >
            <TextField
                label
                value
                kind
                autocomplete
                on_input=move |text| typed.set(Some(text))
            />
        </form>
    }
}
