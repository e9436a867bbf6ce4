//! With whom, and about which deal.

use leptos::prelude::*;

use crate::domain::{
    CONTACT, DraftSlot, Fields, RecordId, Value, activity, has_place, people_of_log,
};
use crate::ui::kit::{Button, Chip, Chips, Choice, IconName, SelectField, TextField};
use crate::ui::state::{LogForm, t, use_app};

/// Who took part, for what can have several.
#[component]
pub fn People(form: LogForm, what: Memo<String>) -> impl IntoView {
    let app = use_app();
    let people = Memo::new(move |_| form.people());
    let asked = Memo::new(move |_| {
        // A call has one at the other end; where nobody is known yet, any log asks.
        let several = has_place(&what.read());
        let request = form.request();
        let has_other = request.deal.or(request.company).is_some();
        several || people.read().len() > 1 || (people.read().is_empty() && !has_other)
    });
    let chip = move |(id, name): (RecordId, String)| {
        let remove = move |()| form.remove_person(id);
        view! { <Chip label=name trailing=IconName::X on_press=remove /> }
    };
    let label = Signal::derive(move || t!(app.words, log.people));
    view! {
        <Show when=move || asked.get()>
            <div class="log__part">
                <h3 class="log__heading">{label}</h3>
                <Chips label wrap=true>
                    {move || people.get().into_iter().map(chip).collect_view()}
                </Chips>
                <AddPerson form />
            </div>
        </Show>
    }
}

/// One more, by name.
#[component]
fn AddPerson(form: LogForm) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let typed = RwSignal::new(String::new());
    let unknown = RwSignal::new(false);
    let add = move || {
        let name = typed.get_untracked();
        let known = form.add_person(&name);
        unknown.set(!known && !name.trim().is_empty());
        if known {
            typed.set(String::new());
        }
    };
    let suggestions = Signal::derive(move || app.names_like(CONTACT, &typed.read()));
    let on_input = move |text: String| {
        unknown.set(false);
        // A name that was chosen from the list is meant.
        let chosen = suggestions.with_untracked(|all| all.contains(&text));
        typed.set(text);
        if chosen {
            add();
        }
    };
    let error = Signal::derive(move || unknown.get().then(|| t!(words, log.unknown_person)));
    view! {
        <div class="log__add">
            <TextField
                label=Signal::derive(move || t!(words, log.add_person))
                value=typed
                on_input
                suggestions
                error
            />
            <Button
                label=Signal::derive(move || t!(words, log.add))
                disabled=Signal::derive(move || typed.read().trim().is_empty())
                on_press=move |()| add()
            />
        </div>
    }
}

/// The deal that it was about: one of those that go on with the first contact, or the one that the
/// sheet was opened for.
#[component]
pub fn AboutDeal(form: LogForm) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let deal = Memo::new(move |_| form.draft.with(|draft| draft.reference(activity::DEAL)));
    let deals = Memo::new(move |_| {
        let request = form.request();
        let home = request.edit.map(|(home, _)| home).or(request.company);
        let first = form.draft.with(people_of_log).first().copied();
        let mut deals = first.or(home).map(|id| app.open_deals(id)).unwrap_or_default();
        // One that is closed stays what it was about.
        if let Some(own) = deal.get().filter(|own| !deals.iter().any(|(id, _)| id == own)) {
            deals.insert(0, (own, app.watch().name(own)));
        }
        deals
    });
    let choices = Signal::derive(move || {
        let none = Choice::new("", t!(words, log.no_deal));
        let deals = deals.get().into_iter();
        let named = deals.map(|(id, name)| Choice::new(id.to_string(), name));
        std::iter::once(none).chain(named).collect::<Vec<_>>()
    });
    let choose = move |key: String| {
        let chosen = RecordId::parse(&key).ok().map(Value::Reference);
        form.change(|draft| {
            draft.slots.insert(activity::DEAL, DraftSlot::One(chosen));
        });
    };
    view! {
        <Show when=move || !deals.read().is_empty()>
            <SelectField
                label=Signal::derive(move || t!(words, log.deal))
                value=Signal::derive(move || {
                    deal.get().map(|id| id.to_string()).unwrap_or_default()
                })
                choices
                on_change=choose
            />
        </Show>
    }
}
