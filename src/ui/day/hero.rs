//! The next call as a card: contact, reason and one big button.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::task_row::{first_number, log_of, page_of, snoozes};
use crate::ui::paths;
use crate::ui::state::{Subject, TaskCard, t, use_app};
use kit::{Avatar, ButtonKind, Icon, IconName, LinkButton, Menu, Tag, Tone};

/// The card of the next call.
#[component]
pub fn Hero(card: TaskCard, minutes: Signal<u64>) -> impl IntoView {
    let app = use_app();
    let Some(contact) = card.subject.clone() else { return ().into_any() };
    let (id, overdue) = (card.id, card.overdue);
    let due = card.due.clone();
    let when = Signal::derive(move || {
        minutes.with(|_| ());
        due.as_ref().map(|due| app.format.due_nearby(due))
    });
    let label = Signal::derive(move || match when.get() {
        Some(when) => format!("{} · {when}", t!(app.words, day.call_back)),
        None => t!(app.words, day.call_back),
    });
    let tone = if overdue { Tone::Danger } else { Tone::Warm };
    let attempt = card.attempt.map(|number| app.format.attempt(number));
    let below =
        [contact.job.clone(), card.company.as_ref().map(|it| it.1.clone()).unwrap_or_default()];
    let below = below.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · ");
    let said = if card.about.is_empty() { card.text.clone() } else { card.about.clone() };
    let snooze = Signal::derive(move || snoozes(app, id));
    let text = card.text.clone();
    view! {
        <article class="hero">
            <div class="hero__top">
                <Tag label tone=Signal::stored(tone) />
                <span class="hero__attempt">{attempt}</span>
            </div>
            <a class="hero__who" href=paths::href(&page_of(&contact))>
                <Avatar initials=contact.initials.clone() seed=contact.id.spread() />
                <span class="hero__names">
                    <span class="hero__name" dir="auto">{contact.name.clone()}</span>
                    <span class="hero__below" dir="auto">{below}</span>
                </span>
            </a>
            <p class="hero__said" dir="auto">{said}</p>
            <div class="hero__actions">
                <CallButton card=card.clone() contact />
                <Menu
                    label=Signal::derive(move || t!(app.words, day.snooze))
                    items=snooze
                    icon=IconName::Clock
                    kind=ButtonKind::Soft
                />
                <label class="hero__done">
                    <input
                        class="covering-input"
                        type="checkbox"
                        aria-label=text
                        on:change:target=move |event| app.tasks.tick(id, event.target().checked())
                    />
                    <Icon name=IconName::Check />
                </label>
            </div>
        </article>
    }
    .into_any()
}

/// The call button; links to the page if there is no phone number.
#[component]
fn CallButton(card: TaskCard, contact: Subject) -> impl IntoView {
    let app = use_app();
    let Some(href) = first_number(&contact.phones) else {
        let page = page_of(&contact);
        return view! {
            <LinkButton
                label=Signal::derive(move || t!(app.words, day.open_name, name = contact.name.clone()))
                href=paths::href(&page)
                kind=ButtonKind::Primary
                wide=true
            />
        }
        .into_any();
    };
    let request = log_of(&card);
    let dialed = href.clone();
    let on_click = move |event: MouseEvent| {
        event.prevent_default();
        app.log.call(dialed.clone(), request.clone());
    };
    view! {
        <a class="button" data-kind="primary" data-wide="" href=href on:click=on_click>
            <Icon name=IconName::Phone />
            <span class="button__label">{move || t!(app.words, day.call)}</span>
        </a>
    }
    .into_any()
}
