//! What ends a form: one primary button within reach of the thumb, and the ways out.

use leptos::prelude::*;

use crate::ui::kit::{Button, ButtonKind};
use crate::ui::parts::use_desk;

/// The buttons of a form.
#[component]
pub fn FormFoot(
    /// It is being saved.
    #[prop(into)]
    saving: Signal<bool>,
    /// What went wrong with saving, as a sentence.
    #[prop(into)]
    failure: Signal<Option<String>>,
    /// The form is left without saving.
    #[prop(into)]
    on_cancel: Callback<()>,
    /// The record goes to the bin; left out for one that is new.
    #[prop(optional_no_strip, into)]
    on_delete: Option<Callback<()>>,
) -> impl IntoView {
    let words = use_desk().form;
    view! {
        <p class="form-failure" role="alert" hidden=move || failure.read().is_none()>
            {move || failure.get()}
        </p>
        {on_delete
            .map(|on_delete| {
                view! {
                    <div class="form-delete">
                        <Button label=words.delete kind=ButtonKind::Danger on_press=on_delete />
                    </div>
                }
            })}
        <div class="form-foot">
            <Button label=words.cancel on_press=on_cancel />
            <Button label=words.save kind=ButtonKind::Primary busy=saving submit=true />
        </div>
    }
}
