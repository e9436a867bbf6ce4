//! Attached photos: their size, and what they tell about where they were taken.

use leptos::prelude::*;

use super::me::{set, setting};
use crate::ui::state::{t, use_app};
use domain::{Draft, SETTINGS, Value, settings};
use kit::{Group, SelectField, SelectOption, SwitchField};

/// The settings of attached photos.
#[component]
pub fn Photos() -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let sizes = Signal::derive(move || {
        vec![
            SelectOption::new("", t!(words, files.size_normal)),
            SelectOption::new(settings::SMALL_PHOTOS, t!(words, files.size_small)),
            SelectOption::new(settings::ORIGINAL_PHOTOS, t!(words, files.size_original)),
        ]
    });
    let keeps = Memo::new(move |_| app.settings.flag(settings::PHOTO_PLACE));
    let on_place = move |on: bool| {
        let mut draft = Draft::new(SETTINGS);
        draft.set(settings::PHOTO_PLACE, Value::Flag(on));
        app.settings.save_settings(draft);
    };
    view! {
        <Group title=Signal::derive(move || t!(words, files.photos))>
            <div class="settings__fields">
                <SelectField
                    label=Signal::derive(move || t!(words, files.size))
                    value=setting(app, settings::PHOTO_SIZE)
                    choices=sizes
                    hint=Signal::derive(move || Some(t!(words, files.size_hint)))
                    on_change=move |size: String| set(app, settings::PHOTO_SIZE, &size)
                />
                <SwitchField
                    label=Signal::derive(move || t!(words, files.keep_place))
                    hint=Signal::derive(move || Some(t!(words, files.keep_place_hint)))
                    checked=keeps
                    on_change=on_place
                />
            </div>
        </Group>
    }
}
