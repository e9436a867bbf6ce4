//! The logic of a record picker: turns the person's actions into decisions, and tells an open
//! question from a chosen record.

use leptos::prelude::*;

use super::part_services::use_part_services;
use super::picking::{Offer, Offers, PickerQuestion, Picking, Wanted};
use super::record_picker::{Choosing, PickHow, PickerDecision};
use domain::{RecordId, fold};
use kit::{PickerEvent, PickerFace, PickerList, PickerRow};

/// The state of a record picker, freely copied.
#[derive(Clone, Copy)]
pub struct Chooser {
    picking: Picking,
    how: PickHow,
    choosing: Signal<Choosing>,
    on_pick: Callback<PickerDecision>,
    /// The chosen record, in a picker that takes only one.
    pub one: Memo<Option<Offer>>,
    /// True while the typed text does not resolve to a record.
    pub undecided: Memo<bool>,
    /// True once the field was left with an unresolved text.
    asked: RwSignal<bool>,
    /// True if something was typed since the field was entered.
    typing: RwSignal<bool>,
    /// The record that was chosen before the person typed something else.
    given_up: StoredValue<Option<RecordId>>,
}

impl Chooser {
    pub fn new(
        how: PickHow,
        choosing: Signal<Choosing>,
        on_pick: Callback<PickerDecision>,
    ) -> Self {
        let picking = use_part_services().picking;
        let many = how.many;
        let one = Memo::new(move |_| {
            let id = choosing.with(|it| it.chosen.first().copied().filter(|_| !many))?;
            picking.offer.run(id)
        });
        let undecided = Memo::new(move |_| {
            choosing.with(|it| {
                let free = many || it.chosen.is_empty();
                free && !it.makes && !it.typed.trim().is_empty()
            })
        });
        Self {
            picking,
            how,
            choosing,
            on_pick,
            one,
            undecided,
            // A text kept from an earlier visit is asked about at once.
            asked: RwSignal::new(undecided.get_untracked()),
            typing: RwSignal::new(false),
            given_up: StoredValue::new(None),
        }
    }

    /// Returns the field's text.
    pub fn value(self) -> String {
        match self.one.get() {
            Some(offer) => offer.name,
            None => self.choosing.with(|it| it.typed.clone()),
        }
    }

    /// Returns the hint below: the chosen record's distinguishing note, or that a record will be
    /// created.
    pub fn hint(self) -> Option<String> {
        match self.one.get() {
            Some(offer) => Some(offer.note).filter(|note| !note.is_empty()),
            None => {
                let makes = self.choosing.with(|it| it.makes);
                makes.then(|| self.picking.will_make.run(self.how.kind))
            }
        }
    }

    /// Returns the question to ask, once the field was left with an unresolved text.
    pub fn question(self) -> Option<String> {
        if !self.asked.get() || !self.undecided.get() {
            return None;
        }
        let PickHow { kind, makes, .. } = self.how;
        let typed = self.choosing.with(|it| it.typed.clone());
        let (namesakes, itself) = (self.namesakes(&typed).len(), self.is_itself(&typed));
        Some(self.picking.question.run(PickerQuestion { kind, typed, namesakes, makes, itself }))
    }

    /// Finds the records with exactly that name.
    fn namesakes(self, typed: &str) -> Vec<RecordId> {
        let typed = typed.to_owned();
        let but = self.how.own.into_iter().collect();
        let wanted = Wanted { kind: Some(self.how.kind), typed, but, ..Wanted::default() };
        untrack(|| self.picking.offers.run(wanted).namesakes)
    }

    /// True if the text is the name of the record being edited: a namesake created here would be
    /// mistaken for it.
    fn is_itself(self, typed: &str) -> bool {
        let own = self.how.own.filter(|id| {
            let own = untrack(|| self.picking.offer.run(*id));
            own.is_some_and(|own| {
                own.kind == self.how.kind && fold(&own.name) == fold(typed.trim())
            })
        });
        own.is_some()
    }

    /// Returns the choices for a text. Does not search for the chosen record's own name: a person
    /// who opens the list then wants another one.
    pub fn list(self, text: String, near: Vec<RecordId>) -> PickerList {
        let PickHow { kind, many, own, makes } = self.how;
        let is_chosen = self.one.with(Option::is_some) && !self.typing.get();
        let typed = if is_chosen { String::new() } else { text };
        // Of one who was chosen the namesakes can be taken instead.
        let mut but = if many { self.choosing.with(|it| it.chosen.clone()) } else { Vec::new() };
        but.extend(own);
        let makes = makes && !self.is_itself(&typed);
        let wanted = Wanted { kind: Some(kind), typed: typed.clone(), but, near };
        list_of(&self.picking.offers.run(wanted), &typed, makes, &self.picking)
    }

    /// Handles an action in the field.
    pub fn hear(self, event: PickerEvent) {
        match event {
            PickerEvent::Typed(text) => self.type_in(text),
            PickerEvent::Chosen(key) => {
                self.typing.set(false);
                if let Ok(id) = RecordId::parse(&key) {
                    self.on_pick.run(PickerDecision::Record(id));
                }
            }
            PickerEvent::Create => {
                let name = self.choosing.with_untracked(|it| it.typed.clone());
                let chosen = || untrack(|| self.value());
                let name = if name.trim().is_empty() { chosen() } else { name };
                self.on_pick.run(PickerDecision::Make(name));
            }
            PickerEvent::GaveUp => {
                self.asked.set(false);
                let before = self.given_up.get_value();
                let nobody = PickerDecision::Typed(String::new());
                self.on_pick.run(before.map_or(nobody, PickerDecision::Record));
            }
            PickerEvent::Left => self.leave(),
            PickerEvent::Backspace => {
                let last = self.choosing.with_untracked(|it| it.chosen.last().copied());
                if let Some(id) = last.filter(|_| self.how.many) {
                    self.on_pick.run(PickerDecision::Without(id));
                }
            }
        }
    }

    /// Resolves a full name that matches one record to that record. In a picker of several, it may
    /// be the beginning of a longer name: it counts when the field is left.
    fn type_in(self, text: String) {
        self.asked.set(false);
        self.typing.set(true);
        let before = self.one.with_untracked(|one| one.as_ref().map(|offer| offer.id));
        if before.is_some() {
            self.given_up.set_value(before);
        }
        match self.namesakes(&text).as_slice() {
            [only] if !self.how.many => self.on_pick.run(PickerDecision::Record(*only)),
            _ => self.on_pick.run(PickerDecision::Typed(text)),
        }
    }

    fn leave(self) {
        self.typing.set(false);
        if !self.undecided.get_untracked() {
            return;
        }
        let text = self.choosing.with_untracked(|it| it.typed.clone());
        match self.namesakes(&text).as_slice() {
            [only] => self.on_pick.run(PickerDecision::Record(*only)),
            _ => self.asked.set(true),
        }
    }
}

/// Returns the round picture of a record.
pub fn face_of(offer: &Offer) -> PickerFace {
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
    // Before anything is typed the list is only a selection.
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
