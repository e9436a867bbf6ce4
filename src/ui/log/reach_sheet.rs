//! The sheet that asks before contacting someone: which number or address, which template, and
//! whether at all if they opted out.

use leptos::prelude::*;

use super::ways::Ways;
use crate::ui::state::{AppState, ReachRequest, t, use_app};
use domain::Channel;
use kit::Sheet;

/// The sheet; open while there is a request.
#[component]
pub fn ReachSheet() -> impl IntoView {
    let app = use_app();
    let asked = app.sheets.reach;
    // The last content stays while the sheet slides away.
    let shown = Memo::new(move |before: Option<&Option<ReachRequest>>| {
        asked.get().or_else(|| before.cloned().flatten())
    });
    let title = Signal::derive(move || {
        shown.read().as_ref().map(|it| question(app, it.channel)).unwrap_or_default()
    });
    let names = move || {
        let people = app.log.reachable(shown.read().as_ref()?);
        let names: Vec<String> = people.into_iter().map(|person| person.name).collect();
        Some(app.words.list(&names))
    };
    view! {
        <Sheet
            open=Signal::derive(move || asked.read().is_some())
            title
            subtitle=Signal::derive(names)
            on_close=move |()| asked.set(None)
        >
            {move || {
                let request = shown.get()?;
                let log = request.channel.activity().map(|_| request.log.clone());
                let leave = move |href: String| {
                    asked.set(None);
                    if let Some(log) = log.clone() {
                        app.log.call(href, log);
                    }
                };
                Some(view! { <Ways request on_leave=leave /> })
            }}
        </Sheet>
    }
}

fn question(app: AppState, channel: Channel) -> String {
    match channel {
        Channel::Call => t!(app.words, contact.choose_call),
        Channel::Sms => t!(app.words, contact.choose_sms),
        Channel::WhatsApp => t!(app.words, contact.choose_whatsapp),
        Channel::Email => t!(app.words, contact.choose_email),
        Channel::Visit => t!(app.words, contact.choose_navigate),
    }
}
