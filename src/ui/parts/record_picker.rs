//! Records chosen by looking for them: the one picker of forms, sheets and filters. It hands out what
//! was decided; a text that chooses nobody stays a question, and never becomes a record by itself.

use leptos::prelude::*;

use super::chooser::{Chooser, face_of};
use super::desk::use_desk;
use crate::domain::{KindId, RecordId};
use crate::ui::kit::{Chip, Chips, IconName, Picker, PickerEvent};

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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PickHow {
    /// The kind of record.
    pub kind: KindId,
    /// Several are chosen: each is a chip, and the field looks for the next one.
    pub many: bool,
    /// One that is not known can be made.
    pub makes: bool,
    /// The record whose field it is: nothing refers to itself.
    pub own: Option<RecordId>,
}

impl PickHow {
    /// One of a kind, which can be made.
    pub fn one(kind: KindId) -> Self {
        Self { kind, many: false, makes: true, own: None }
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
    let many = how.many;
    let chooser = Chooser::new(how, choosing, on_pick);
    let Chooser { one, .. } = chooser;
    let question = Memo::new(move |_| chooser.question());
    let error = Signal::derive(move || question.get().or_else(|| error.get()));
    let face = Signal::derive(move || one.read().as_ref().map(face_of));
    view! {
        {many.then(|| view! { <ChosenOnes label choosing on_pick /> })}
        <Picker
            label
            value=Signal::derive(move || chooser.value())
            face
            hint=Signal::derive(move || chooser.hint())
            error
            list=move |text: String| chooser.list(text, near.get())
            undecided=chooser.undecided
            on_event=move |event: PickerEvent| chooser.hear(event)
        />
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
