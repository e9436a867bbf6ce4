//! The foot of a form: one primary button within reach of the thumb, and the ways out.

use leptos::prelude::*;

use crate::ui::parts::use_part_services;
use kit::{Button, ButtonKind};

/// The buttons of a form, below the fields that scroll.
#[component]
pub fn FormFoot(
    /// True while saving.
    #[prop(into)]
    saving: Signal<bool>,
    /// The error of saving, as a sentence.
    #[prop(into)]
    failure: Signal<Option<String>>,
    /// Called to leave the form without saving.
    #[prop(into)]
    on_cancel: Callback<()>,
) -> impl IntoView {
    let words = use_part_services().form;
    view! {
        <footer class="form-foot">
            <p class="form-failure" role="alert" hidden=move || failure.read().is_none()>
                {move || failure.get()}
            </p>
            <div class="form-foot__buttons">
                <p class="form-foot__key">{move || words.enter_saves.get()}</p>
                <Button label=words.cancel on_press=on_cancel />
                <Button label=words.save kind=ButtonKind::Primary busy=saving submit=true />
            </div>
        </footer>
    }
}

/// The delete button, at the end of the fields, where nobody presses it by accident.
#[component]
pub fn FormDelete(
    /// Called to move the record to the bin.
    #[prop(into)]
    on_delete: Callback<()>,
) -> impl IntoView {
    let words = use_part_services().form;
    view! {
        <div class="form-delete">
            <Button label=words.delete kind=ButtonKind::Danger on_press=on_delete />
        </div>
    }
}
