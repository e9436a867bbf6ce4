//! The participants and the deal.

use leptos::prelude::*;

use crate::ui::parts::{Choosing, PickHow, PickerDecision, RecordPicker};
use crate::ui::state::{LogForm, t, use_app};
use domain::{CONTACT, DEAL, Fields, activity, has_place, people_of_log};

/// The participants, for activities that can have several.
#[component]
pub fn People(form: LogForm, what: Memo<String>) -> impl IntoView {
    let app = use_app();
    let people = Memo::new(move |_| form.draft.with(people_of_log));
    let asked = Memo::new(move |_| {
        // A call has one at the other end; where nobody was known, any log asks.
        let several = has_place(&what.read());
        several || people.read().len() > 1 || form.request().asks_with_whom()
    });
    let label = Signal::derive(move || t!(app.words, log.people));
    view! {
        <Show when=move || asked.get()>
            <div class="log__part">
                <h3 class="log__heading">{label}</h3>
                <AddPerson form />
            </div>
        </Show>
    }
}

/// The participants, and an input to add one.
#[component]
fn AddPerson(form: LogForm) -> impl IntoView {
    let app = use_app();
    let who = form.choosing.who;
    let choosing = Signal::derive(move || Choosing {
        chosen: form.draft.with(people_of_log),
        typed: who.get(),
        makes: false,
    });
    let on_pick = move |picked: PickerDecision| match picked {
        PickerDecision::Record(id) => form.add_person(id),
        PickerDecision::Typed(text) => who.set(text),
        PickerDecision::Make(name) => form.make_person(&name),
        PickerDecision::Without(id) => form.remove_person(id),
    };
    let near = Signal::derive(move || {
        let request = form.request();
        request.deal.into_iter().chain(request.company).collect::<Vec<_>>()
    });
    let how = PickHow { many: true, ..PickHow::one(CONTACT) };
    let nobody = Memo::new(move |_| form.draft.with(people_of_log).is_empty());
    let label = Signal::derive(move || match nobody.get() {
        true => t!(app.words, log.person),
        false => t!(app.words, log.add_person),
    });
    view! { <RecordPicker label how choosing near on_pick /> }
}

/// The deal, once there are any; open deals of the first contact are offered first.
#[component]
pub fn AboutDeal(form: LogForm) -> impl IntoView {
    let app = use_app();
    let deal = Memo::new(move |_| form.draft.with(|draft| draft.reference(activity::DEAL)));
    let about = form.choosing.about;
    let choosing = Signal::derive(move || Choosing {
        chosen: deal.get().into_iter().collect(),
        typed: about.get(),
        makes: false,
    });
    let near = Signal::derive(move || {
        let request = form.request();
        let home = request.edit.map(|(home, _)| home).or(request.company);
        let first = form.draft.with(people_of_log).first().copied();
        first.or(home).into_iter().collect::<Vec<_>>()
    });
    let on_pick = move |picked: PickerDecision| match picked {
        PickerDecision::Record(id) => form.choose_deal(Some(id)),
        PickerDecision::Typed(text) => form.look_for_deal(text),
        PickerDecision::Make(name) => form.make_deal(&name),
        PickerDecision::Without(_) => form.choose_deal(None),
    };
    let any = Memo::new(move |_| deal.get().is_some() || app.records.count(DEAL) > 0);
    let label = Signal::derive(move || t!(app.words, log.deal));
    view! {
        <Show when=move || any.get()>
            <RecordPicker label how=PickHow::one(DEAL) choosing near on_pick />
        </Show>
    }
}
