//! A contact's photo: shown on the page, chosen in the form.

use leptos::prelude::*;

use crate::ui::state::{AppState, Record, t, use_app};
use domain::{Draft, DraftSlot, Fields, FileRef, RecordId, Value, contact, initials};
use kit::{Avatar, AvatarSize, Icon, IconButton, IconName};

/// Returns the object URL of a contact's photo, if it has one.
pub fn photo_of(app: AppState, record: Signal<Option<Record>>) -> Signal<Option<String>> {
    let file = Memo::new(move |_| record.with(|record| file_of(record.as_ref()?)));
    app.records.photo(file.into())
}

/// Returns the file in the photo field.
pub fn file_of(record: &impl Fields) -> Option<FileRef> {
    match record.value(contact::PHOTO) {
        Some(Value::File(file)) => Some(*file),
        _ => None,
    }
}

/// The photo field of the form: choose or remove a picture.
#[component]
pub fn PhotoField(
    /// The contact; `None` for a new one.
    id: Option<RecordId>,
    /// The form's draft.
    draft: RwSignal<Draft>,
) -> impl IntoView {
    let seed = id.map(RecordId::spread).unwrap_or_default();
    let app = use_app();
    let file = Memo::new(move |_| draft.with(file_of));
    let has = move || file.read().is_some();
    let letters = Memo::new(move |_| draft.with(|draft| initials(draft, app.format.name_habits())));
    let choose = Signal::derive(move || {
        if has() { t!(app.words, form.change_photo) } else { t!(app.words, form.add_photo) }
    });
    let on_change = move |event| {
        app.records.take_photo(event, move |file| {
            // The form may be gone by now; the stored picture then stays unused.
            draft.try_update(|draft| draft.set(contact::PHOTO, Value::File(Box::new(file))));
        });
    };
    let remove = move |()| {
        draft.update(|draft| {
            draft.slots.insert(contact::PHOTO, DraftSlot::One(None));
        });
    };
    view! {
        <div class="photo-field">
            <span class="photo-field__picture">
                <Avatar
                    initials=letters
                    seed
                    size=AvatarSize::Large
                    photo=app.records.photo(file.into())
                />
                <span class="photo-field__mark"><Icon name=IconName::Camera /></span>
                <input
                    class="photo-field__input"
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
