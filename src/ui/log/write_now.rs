//! Writing the e-mail that is about to be logged.

use leptos::prelude::*;

use super::ways::Ways;
use crate::ui::state::{LogForm, t, use_app};
use domain::Start;
use kit::{Button, IconName};

/// The button that opens the mail program, until the e-mail was started.
#[component]
pub fn WriteNow(form: LogForm) -> impl IntoView {
    let app = use_app();
    let mail = Memo::new(move |_| form.mail());
    let start = Memo::new(move |_| {
        mail.read().as_ref().map_or(Start::Nowhere, |request| app.log.start(request))
    });
    let asked = RwSignal::new(false);
    let begin = move |()| match start.get_untracked() {
        Start::Nowhere => {}
        Start::Go(way) => form.write_mail(way.href),
        Start::Ask => asked.set(true),
    };
    let leave = move |href: String| {
        asked.set(false);
        form.write_mail(href);
    };
    let label = Signal::derive(move || t!(app.words, log.write_now));
    let button = move || view! { <Button label icon=IconName::Mail on_press=begin /> };
    let ways = move || mail.get().map(|request| view! { <Ways request on_leave=leave /> });
    view! {
        <Show when=move || *start.read() != Start::Nowhere>
            <div class="log__part">
                <Show when=move || asked.get() fallback=button>
                    <h3 class="log__heading">{label}</h3>
                    {ways}
                </Show>
            </div>
        </Show>
    }
}
