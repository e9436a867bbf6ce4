//! The record picker of forms, sheets and filters. It reports decisions; a text that resolves to no
//! record stays an open question and never becomes a record by itself.

use leptos::prelude::*;

use super::chooser::{Chooser, face_of};
use super::part_services::use_part_services;
use domain::{KindId, RecordId};
use kit::{Chip, Chips, IconName, Picker, PickerEvent};

/// A decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PickerDecision {
    /// This record was chosen.
    Record(RecordId),
    /// Undecided: the typed text. An empty text clears the choice.
    Typed(String),
    /// A record of this name is to be created.
    Make(String),
    /// This record was removed.
    Without(RecordId),
}

/// The current content of a field.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choosing {
    /// The chosen records.
    pub chosen: Vec<RecordId>,
    /// The typed text that is not a chosen record.
    pub typed: String,
    /// True if a record of that name is to be created.
    pub makes: bool,
}

/// The way a picker chooses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PickHow {
    /// The kind of record.
    pub kind: KindId,
    /// True for several records: each is a chip, and the field looks for the next one.
    pub many: bool,
    /// True if an unknown record can be created.
    pub makes: bool,
    /// The record whose field it is: nothing refers to itself.
    pub own: Option<RecordId>,
}

impl PickHow {
    /// Chooses one record of a kind, which can be created.
    pub fn one(kind: KindId) -> Self {
        Self { kind, many: false, makes: true, own: None }
    }
}

/// A field in which records are chosen.
#[component]
pub fn RecordPicker(
    /// The field's label.
    #[prop(into)]
    label: Signal<String>,
    /// The way it chooses.
    how: PickHow,
    /// Its content.
    #[prop(into)]
    choosing: Signal<Choosing>,
    /// Called with a decision.
    #[prop(into)]
    on_pick: Callback<PickerDecision>,
    /// Related records: their records are offered before anything is typed.
    #[prop(optional, into)]
    near: Signal<Vec<RecordId>>,
    /// An error, as a sentence.
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

/// The chosen records: a press removes one.
#[component]
fn ChosenOnes(
    label: Signal<String>,
    choosing: Signal<Choosing>,
    on_pick: Callback<PickerDecision>,
) -> impl IntoView {
    let picking = use_part_services().picking;
    let chosen = Memo::new(move |_| choosing.with(|it| it.chosen.clone()));
    let chip = move |id: RecordId| {
        let offer = Memo::new(move |_| picking.offer.run(id));
        let name = Signal::derive(move || {
            offer.read().as_ref().map(|offer| offer.name.clone()).unwrap_or_default()
        });
        let remove = move |()| on_pick.run(PickerDecision::Without(id));
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
