//! The photo of a record: shown on its page, chosen in its form.

use leptos::prelude::*;

use crate::ui::state::{AppState, EditForm, Record, t, use_app};
use domain::{DraftSlot, Fields, FileRef, RecordId, Value};
use kit::{Avatar, AvatarSize, Icon, IconButton, IconName};

/// Returns the object URL of a record's photo, if it has one.
pub fn photo_of(
    app: AppState,
    record: Signal<Option<Record>>,
    field: Option<u32>,
) -> Signal<Option<String>> {
    let file = Memo::new(move |_| record.with(|record| file_of(record.as_ref()?, field?)));
    app.records.photo(file.into())
}

/// Returns the file in a field.
fn file_of(record: &impl Fields, field: u32) -> Option<FileRef> {
    match record.value(field) {
        Some(Value::File(file)) => Some(*file),
        _ => None,
    }
}

/// The photo field of the form: choose or remove a picture.
#[component]
pub fn PhotoField(
    /// The form.
    form: EditForm,
    /// The photo's field.
    field: u32,
    /// The letters that stand for a photo.
    letters: Memo<String>,
    /// The icon that stands for the letters while there are none.
    icon: IconName,
) -> impl IntoView {
    let EditForm { id, draft, .. } = form;
    let seed = id.map(RecordId::spread).unwrap_or_default();
    let app = use_app();
    let file = Memo::new(move |_| draft.with(|draft| file_of(draft, field)));
    let has = move || file.read().is_some();
    let choose = Signal::derive(move || {
        if has() { t!(app.words, form.change_photo) } else { t!(app.words, form.add_photo) }
    });
    let on_change = move |event| {
        app.records.take_photo(event, move |file| {
            // The form may be gone by now; the stored picture then stays unused.
            draft.try_update(|draft| draft.set(field, Value::File(Box::new(file))));
        });
    };
    let remove = move |()| {
        draft.update(|draft| {
            draft.slots.insert(field, DraftSlot::One(None));
        });
    };
    view! {
        <div class="photo-field">
            <span class="photo-field__picture">
                <Avatar
                    initials=letters
                    seed
                    size=AvatarSize::Large
                    icon
                    photo=app.records.photo(file.into())
                />
                <span class="photo-field__mark"><Icon name=IconName::Camera /></span>
                <input
                    class="covering-input"
                    type="file"
                    accept="image/*"
                    aria-label=move || choose.get()
                    title=move || choose.get()
                    on:change=on_change
                />
            </span>
            <Show when=has>
                <IconButton
                    label=Signal::derive(move || t!(app.words, form.remove_photo))
                    icon=IconName::Trash2
                    on_press=remove
                />
            </Show>
        </div>
    }
}
