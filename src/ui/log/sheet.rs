//! The log sheet: subject, questions for the kind of activity, and one big button.

use leptos::prelude::*;

use super::custom_fields::CustomFields;
use super::files::Files;
use super::next_step::NextSteps;
use super::people::{AboutDeal, People};
use super::place::PlaceField;
use super::result::{Direction, Outcomes, Results};
use super::when::Times;
use super::words::title;
use super::write_now::WriteNow;
use crate::ui::parts::LOGGED_KINDS;
use crate::ui::state::{LogForm, t, use_app};
use domain::{
    Fields, RecordId, activity, has_direction, has_outcome, has_place, has_result, initials,
};
use kit::{
    Avatar, AvatarSize, Button, ButtonKind, CheckField, Chip, Chips, Icon, IconName, Sheet,
    TextArea,
};

/// The log sheet; open while there is a request.
#[component]
pub fn LogSheet() -> impl IntoView {
    let app = use_app();
    let request = app.sheets.log;
    let form = LogForm::new(app.log);
    // Resets the form before anything is drawn: input about another record must not show.
    let open = Memo::new(move |was: Option<&bool>| {
        let asked = request.read().clone();
        let is_new = asked
            .as_ref()
            .is_some_and(|asked| was != Some(&true) || untrack(|| form.request()) != *asked);
        if let Some(asked) = asked.clone().filter(|_| is_new) {
            form.begin(asked);
        }
        asked.is_some()
    });
    let what = Memo::new(move |_| form.draft.with(|draft| draft.text(activity::WHAT)));
    let name = Signal::derive(move || match form.request().edit {
        Some(_) => t!(app.words, log.edit),
        None => title(app, &what.read()),
    });
    let subtitle = Signal::derive(move || {
        let began = form.request().began.map(|began| app.format.ago(began));
        let parts = [Some(form.subject()).filter(|name| !name.is_empty()), began];
        let line = parts.into_iter().flatten().collect::<Vec<_>>().join(" \u{b7} ");
        (!line.is_empty()).then_some(line)
    });
    view! {
        <Sheet
            open
            title=name
            subtitle
            leading=move || view! { <Who form /> }
            on_close=move |()| app.log.close_log()
            footer=move || view! { <SaveButton form /> }
        >
            <div class="log">
                <Kinds form what />
                <WriteNow form />
                <Asked form what />
            </div>
        </Sheet>
    }
}

/// The avatar of the first contact.
#[component]
fn Who(form: LogForm) -> impl IntoView {
    let app = use_app();
    let first = Memo::new(move |_| -> Option<RecordId> {
        let people = form.people();
        let home = form.request().edit.map(|(home, _)| home);
        people.first().map(|(id, _)| *id).or(home)
    });
    let letters = Signal::derive(move || {
        let record = first.get().and_then(|id| app.records.record(id));
        record.as_ref().map(|it| initials(it, app.format.name_habits())).unwrap_or_default()
    });
    let seed = Signal::derive(move || first.get().map(RecordId::spread).unwrap_or_default());
    view! {
        <Show when=move || !letters.read().is_empty()>
            <Avatar initials=letters seed size=AvatarSize::Small />
        </Show>
    }
}

/// The choice of kind, if the sheet was opened without one.
#[component]
fn Kinds(form: LogForm, what: Memo<String>) -> impl IntoView {
    let app = use_app();
    let chosen = move || {
        let request = form.request();
        request.what.is_empty() && request.edit.is_none()
    };
    let chip = move |(key, icon): (&'static str, IconName)| {
        let label = Signal::derive(move || app.format.kind_word(key));
        let pressed = Signal::derive(move || *what.read() == key);
        let choose = move |()| form.set_text(activity::WHAT, key.to_owned());
        view! { <Chip label icon pressed on_press=choose /> }
    };
    view! {
        <Show when=chosen>
            <Chips label=Signal::derive(move || t!(app.words, log.kind))>
                {LOGGED_KINDS.map(chip).collect_view()}
            </Chips>
        </Show>
    }
}

/// The questions for a kind of activity.
#[component]
fn Asked(form: LogForm, what: Memo<String>) -> impl IntoView {
    let app = use_app();
    let asks = move |about: fn(&str) -> bool| Memo::new(move |_| about(&what.read()));
    let (result, outcome) = (asks(has_result), asks(has_outcome));
    let (direction, place) = (asks(has_direction), asks(has_place));
    let edited = Memo::new(move |_| form.request().edit.is_some());
    let text = Signal::derive(move || form.draft.with(|draft| draft.text(activity::TEXT)));
    let does = Memo::new(move |_| form.does());
    let done =
        Signal::derive(move || t!(app.words, log.does, task = does.get().unwrap_or_default()));
    // It is the first question if nobody was named.
    let asks_whom = Memo::new(move |_| form.request().asks_with_whom());
    view! {
        <Show when=move || asks_whom.get()>
            <People form what />
        </Show>
        <Show when=move || result.get()>
            <Results form what />
        </Show>
        <Show when=move || outcome.get()>
            <Outcomes form what />
        </Show>
        <TextArea
            label=Signal::derive(move || t!(app.words, log.note))
            value=text
            on_input=move |text| form.set_text(activity::TEXT, text)
            rows=2
        />
        <Files form />
        <Show when=move || !edited.get()>
            <NextSteps form />
        </Show>
        <Show when=move || does.read().is_some()>
            <CheckField
                label=done
                checked=form.ticked
                on_change=move |ticked| form.ticked.set(ticked)
            />
        </Show>
        <Times form what />
        <Show when=move || direction.get()>
            <Direction form what />
        </Show>
        <Show when=move || place.get()>
            <PlaceField form />
        </Show>
        <Show when=move || !edited.get() && !asks_whom.get()>
            <People form what />
        </Show>
        <AboutDeal form />
        <CustomFields form />
    }
}

/// The message about missing input, and the save button.
#[component]
fn SaveButton(form: LogForm) -> impl IntoView {
    let app = use_app();
    view! {
        <div class="log__foot">
            <p class="log__problem" role="alert" hidden=move || form.problem.read().is_none()>
                <Icon name=IconName::CircleAlert />
                <span>{move || form.problem.get()}</span>
            </p>
            <Button
                label=Signal::derive(move || t!(app.words, shell.save))
                kind=ButtonKind::Primary
                wide=true
                busy=form.saving
                on_press=move |()| form.save()
            />
        </div>
    }
}
