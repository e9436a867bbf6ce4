//! Records chosen by looking for them: the one picker of forms, sheets and filters. It hands out what
//! was decided; a text that chooses nobody stays a question, and never becomes a record by itself.

use leptos::prelude::*;

use super::desk::use_desk;
use super::picking::{Offer, Offers, Picking, Question, Wanted};
use crate::domain::{KindId, RecordId};
use crate::ui::kit::{
    Chip, Chips, IconName, Picker, PickerEvent, PickerFace, PickerList, PickerRow,
};

/// What was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Picked {
    /// This one.
    Record(RecordId),
    /// Nothing yet: this was typed. An empty text is nobody.
    Typed(String),
    /// One of this name is to be made.
    Make(String),
    /// This one no longer.
    Without(RecordId),
}

/// What stands in a field so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choosing {
    /// Who was chosen.
    pub chosen: Vec<RecordId>,
    /// What was typed and stands for nobody who was chosen.
    pub typed: String,
    /// One of that name is to be made.
    pub makes: bool,
}

/// How a picker chooses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PickHow {
    /// The kind of record.
    pub kind: KindId,
    /// Several are chosen: each is a chip, and the field looks for the next one.
    pub many: bool,
    /// One that is not known can be made.
    pub makes: bool,
}

impl PickHow {
    /// One of a kind, which can be made.
    pub fn one(kind: KindId) -> Self {
        Self { kind, many: false, makes: true }
    }
}

/// A field in which records are chosen.
#[component]
pub fn RecordPicker(
    /// What goes into it.
    #[prop(into)]
    label: Signal<String>,
    /// How it chooses.
    how: PickHow,
    /// What stands in it.
    #[prop(into)]
    choosing: Signal<Choosing>,
    /// What was decided.
    #[prop(into)]
    on_pick: Callback<Picked>,
    /// With whom it has to do: theirs is offered before anything is typed.
    #[prop(optional, into)]
    near: Signal<Vec<RecordId>>,
    /// What is wrong with it, as a sentence.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let picking = use_desk().picking;
    let PickHow { kind, many, makes } = how;
    let one = Memo::new(move |_| {
        let id = choosing.with(|it| it.chosen.first().copied().filter(|_| !many))?;
        picking.offer.run(id)
    });
    let value = Signal::derive(move || match one.get() {
        Some(offer) => offer.name,
        None => choosing.with(|it| it.typed.clone()),
    });
    let namesakes = move |typed: &str| {
        let typed = typed.to_owned();
        let wanted = Wanted { kind: Some(kind), typed, ..Wanted::default() };
        untrack(|| picking.offers.run(wanted).namesakes)
    };
    // Who was chosen and is gone is nobody any more, and no question.
    let undecided = Memo::new(move |_| {
        choosing.with(|it| {
            let free = many || it.chosen.is_empty();
            free && !it.makes && !it.typed.trim().is_empty()
        })
    });
    // What was kept of an earlier visit is asked at once.
    let asked = RwSignal::new(undecided.get_untracked());
    let question = Memo::new(move |_| {
        let asks = asked.get() && undecided.get();
        asks.then(|| {
            let typed = choosing.with(|it| it.typed.clone());
            let namesakes = namesakes(&typed).len();
            picking.question.run(Question { kind, typed, namesakes, makes })
        })
    });
    let error = Signal::derive(move || question.get().or_else(|| error.get()));
    let hint = Signal::derive(move || match one.get() {
        Some(offer) => Some(offer.note).filter(|note| !note.is_empty()),
        None => choosing.with(|it| it.makes).then(|| picking.will_make.run(kind)),
    });
    let face = Signal::derive(move || {
        let face = |offer: &Offer| face_of(offer);
        one.read().as_ref().map(face)
    });
    let wanted = move |typed: String| {
        let (but, near) = (choosing.with(|it| it.chosen.clone()), near.get());
        // Who is chosen is found among others of the name, so that another one can be taken.
        let but = if many { but } else { Vec::new() };
        Wanted { kind: Some(kind), typed, but, near }
    };
    // The name of who was chosen is not looked for: whoever opens the list then wants another one.
    let typing = RwSignal::new(false);
    let list = Callback::new(move |text: String| {
        let is_chosen = one.with(Option::is_some) && !typing.get();
        let typed = if is_chosen { String::new() } else { text };
        let offers = picking.offers.run(wanted(typed.clone()));
        list_of(&offers, &typed, makes, &picking)
    });
    let given_up = StoredValue::new(None::<RecordId>);
    let on_event = move |event: PickerEvent| match event {
        PickerEvent::Typed(text) => {
            asked.set(false);
            typing.set(true);
            let before = one.with_untracked(|one| one.as_ref().map(|offer| offer.id));
            if before.is_some() {
                given_up.set_value(before);
            }
            // A whole name that means one record is that record. Where several are chosen, it may be
            // the beginning of a longer one: it counts when the field is left.
            match namesakes(&text).as_slice() {
                [only] if !many => on_pick.run(Picked::Record(*only)),
                _ => on_pick.run(Picked::Typed(text)),
            }
        }
        PickerEvent::Chosen(key) => {
            typing.set(false);
            if let Ok(id) = RecordId::parse(&key) {
                on_pick.run(Picked::Record(id));
            }
        }
        PickerEvent::Create => {
            on_pick.run(Picked::Make(value.get_untracked()));
        }
        PickerEvent::GaveUp => {
            asked.set(false);
            let before = given_up.get_value();
            on_pick.run(before.map_or(Picked::Typed(String::new()), Picked::Record));
        }
        PickerEvent::Left => {
            typing.set(false);
            let text = choosing.with_untracked(|it| it.typed.clone());
            match Some(text).filter(|_| undecided.get_untracked()).map(|text| namesakes(&text)) {
                Some(found) if found.len() == 1 => on_pick.run(Picked::Record(found[0])),
                _ => asked.set(true),
            }
        }
        PickerEvent::Backspace => {
            let last = choosing.with_untracked(|it| it.chosen.last().copied());
            if let Some(id) = last.filter(|_| many) {
                on_pick.run(Picked::Without(id));
            }
        }
    };
    view! {
        {many.then(|| view! { <ChosenOnes label choosing on_pick /> })}
        <Picker label value face hint error list undecided on_event />
    }
}

/// Those who were chosen: a press takes one away.
#[component]
fn ChosenOnes(
    label: Signal<String>,
    choosing: Signal<Choosing>,
    on_pick: Callback<Picked>,
) -> impl IntoView {
    let picking = use_desk().picking;
    let chosen = Memo::new(move |_| choosing.with(|it| it.chosen.clone()));
    let chip = move |id: RecordId| {
        let offer = Memo::new(move |_| picking.offer.run(id));
        let name = Signal::derive(move || {
            offer.read().as_ref().map(|offer| offer.name.clone()).unwrap_or_default()
        });
        let remove = move |()| on_pick.run(Picked::Without(id));
        view! { <Chip label=name trailing=IconName::X on_press=remove /> }
    };
    view! {
        <Show when=move || !chosen.read().is_empty()>
            <Chips label wrap=true>
                <For each=move || chosen.get() key=|id| *id children=chip />
            </Chips>
        </Show>
    }
}

/// The round picture before a name.
fn face_of(offer: &Offer) -> PickerFace {
    PickerFace { letters: offer.initials.clone(), seed: offer.id.spread() }
}

fn list_of(offers: &Offers, typed: &str, makes: bool, picking: &Picking) -> PickerList {
    let row = |offer: &Offer| PickerRow {
        key: offer.id.to_string(),
        face: face_of(offer),
        title: offer.name.clone(),
        marks: offer.marks.clone(),
        note: offer.note.clone(),
        note_marks: offer.note_marks.clone(),
    };
    let typed = typed.trim();
    let more = offers.count.saturating_sub(offers.best.len());
    let found = picking.found.run(offers.count);
    // Before anything is typed the list is a beginning, and not all there is.
    let note = match (typed.is_empty(), offers.count) {
        (true, _) => String::new(),
        (false, 0) => found.clone(),
        (false, _) if more > 0 => picking.more.run(more),
        (false, _) => String::new(),
    };
    PickerList {
        rows: offers.best.iter().map(row).collect(),
        create: (makes && !typed.is_empty()).then(|| picking.create.run(typed.to_owned())),
        said: if typed.is_empty() { String::new() } else { found },
        note,
    }
}
