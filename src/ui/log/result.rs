//! The result of an activity: reached or not, outcome, direction.

use leptos::prelude::*;

use crate::ui::state::{LogForm, WordList, t, use_app};
use domain::{Fields, activity};
use kit::{Button, Chip, Chips, IconName, TextArea, Tile, Tiles};

/// The result tiles.
#[component]
pub fn Results(form: LogForm, what: Memo<String>) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let items = Signal::derive(move || {
        let (reached, missed) = (activity::REACHED, activity::NOT_REACHED);
        if *what.read() == activity::CALL {
            let left = t!(words, log.left_message);
            vec![
                Tile::new(reached, t!(words, log.reached), IconName::PhoneCall),
                Tile::new(missed, t!(words, log.not_reached), IconName::PhoneMissed),
                Tile::new(activity::LEFT_MESSAGE, left, IconName::Voicemail),
            ]
        } else {
            vec![
                Tile::new(reached, t!(words, log.met), IconName::Handshake),
                Tile::new(missed, t!(words, log.nobody_there), IconName::House),
            ]
        }
    });
    let value = Memo::new(move |_| {
        let key = form.draft.with(|draft| draft.text(activity::RESULT));
        (!key.is_empty()).then_some(key)
    });
    view! {
        <Tiles
            label=Signal::derive(move || t!(words, log.result))
            items
            value
            on_choose=move |key| form.set_text(activity::RESULT, key)
        />
    }
}

/// The outcome, from a list that can be edited in place.
#[component]
pub fn Outcomes(form: LogForm, what: Memo<String>) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let edited = RwSignal::new(None::<String>);
    let outcome = Memo::new(move |_| form.draft.with(|draft| draft.text(activity::OUTCOME)));
    let known = Memo::new(move |_| {
        let mut known = app.settings.outcomes_of(&what.read());
        let own = outcome.get();
        // An outcome since removed from the list still applies to this activity.
        if !own.is_empty() && !known.contains(&own) {
            known.push(own);
        }
        known
    });
    let chip = move |text: String| {
        let own = text.clone();
        let pressed = Signal::derive(move || *outcome.read() == own);
        let label = text.clone();
        let turn = move |()| {
            let is_on = outcome.with_untracked(|outcome| *outcome == text);
            let now = if is_on { String::new() } else { text.clone() };
            form.set_text(activity::OUTCOME, now);
        };
        view! { <Chip label pressed on_press=turn /> }
    };
    let begin = move |()| edited.set(Some(untrack(|| app.settings.outcomes()).join("\n")));
    let end = move |()| {
        if let Some(text) = edited.get_untracked() {
            app.settings.save_word_list(WordList::Outcomes, &text);
        }
        edited.set(None);
    };
    let label = Signal::derive(move || t!(words, log.outcome));
    view! {
        <div class="log__part">
            <h3 class="log__heading">{label}</h3>
            <Show
                when=move || edited.read().is_some()
                fallback=move || {
                    view! {
                        <Chips label wrap=true>
                            {move || known.get().into_iter().map(chip).collect_view()}
                            <Chip
                                label=Signal::derive(move || t!(words, log.edit_outcomes))
                                icon=IconName::Pencil
                                on_press=begin
                            />
                        </Chips>
                    }
                }
            >
                <TextArea
                    label=Signal::derive(move || t!(words, log.outcomes_list))
                    value=Signal::derive(move || edited.get().unwrap_or_default())
                    on_input=move |text| edited.set(Some(text))
                    rows=4
                />
                <Button label=Signal::derive(move || t!(words, log.done)) on_press=end />
            </Show>
        </div>
    }
}

/// The direction: incoming or outgoing.
#[component]
pub fn Direction(form: LogForm, what: Memo<String>) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let incoming = Memo::new(move |_| {
        form.draft.with(|draft| draft.text(activity::DIRECTION) == activity::INCOMING)
    });
    let word = move |inwards: bool| match (what.read().as_str(), inwards) {
        (activity::CALL, false) => t!(words, log.called_them),
        (activity::CALL, true) => t!(words, log.they_called),
        (activity::GIFT, false) => t!(words, log.given),
        (activity::GIFT, true) => t!(words, log.got),
        (_, false) => t!(words, log.sent),
        (_, true) => t!(words, log.received),
    };
    let chip = move |inwards: bool| {
        let label = Signal::derive(move || word(inwards));
        let pressed = Signal::derive(move || incoming.get() == inwards);
        let choose = move |()| {
            let key = if inwards { activity::INCOMING } else { "" };
            form.set_text(activity::DIRECTION, key.to_owned());
        };
        view! { <Chip label pressed on_press=choose /> }
    };
    view! {
        <Chips label=Signal::derive(move || t!(words, log.direction)) wrap=true>
            {[false, true].map(chip).collect_view()}
        </Chips>
    }
}
