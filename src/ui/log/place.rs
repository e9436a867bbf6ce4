//! The location of a visit, if the user lets the device provide it.

use leptos::prelude::*;

use crate::ui::state::{LogForm, t, use_app};
use domain::{DraftSlot, Fields, activity};
use kit::{Button, Chip, Chips, IconName};

/// The button to record the location; a visit can be saved without one.
#[component]
pub fn PlaceField(form: LogForm) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let is_known =
        Memo::new(move |_| form.draft.with(|draft| draft.value(activity::PLACE).is_some()));
    let remove = move |()| {
        form.change(|draft| {
            draft.slots.insert(activity::PLACE, DraftSlot::One(None));
        });
    };
    let ask = move || {
        view! {
            <Button
                label=Signal::derive(move || t!(words, log.use_place))
                icon=IconName::MapPin
                busy=form.locating
                on_press=move |()| form.locate()
            />
        }
    };
    view! {
        <div class="log__part">
            <Show when=move || is_known.get() fallback=ask>
                <Chips label=Signal::derive(move || t!(words, log.place)) wrap=true>
                    <Chip
                        label=Signal::derive(move || t!(words, log.has_place))
                        icon=IconName::MapPin
                        trailing=IconName::X
                        pressed=Signal::derive(|| true)
                        on_press=remove
                    />
                </Chips>
            </Show>
            <p class="log__hint" role="status">{move || form.no_place.get()}</p>
        </div>
    }
}
