//! Participants and deal of a log: the user's choices, and the deal assumed without one.

use leptos::prelude::*;

use super::log_form::LogForm;
use super::records::Records;
use super::words::t;
use super::work;
use domain::{
    CONTACT, DEAL, Draft, DraftElement, DraftSlot, KindId, RecordId, Value, activity, deal,
    people_of_log,
};

/// Input of the log sheet that is not yet resolved to records, and whether the user chose the deal.
#[derive(Clone, Copy)]
pub struct LogChoosing {
    /// Name typed for another participant.
    pub who: RwSignal<String>,
    /// Name typed for the deal.
    pub about: RwSignal<String>,
    /// True if the user chose a deal, or chose to have no deal.
    chose_deal: StoredValue<bool>,
}

impl Default for LogChoosing {
    fn default() -> Self {
        Self {
            who: RwSignal::new(String::new()),
            about: RwSignal::new(String::new()),
            chose_deal: StoredValue::new(false),
        }
    }
}

impl LogChoosing {
    /// Clears everything for another log.
    pub(super) fn clear(self) {
        self.who.set(String::new());
        self.about.set(String::new());
        self.chose_deal.set_value(false);
    }
}

impl LogForm {
    /// Adds a participant.
    pub fn add_person(self, id: RecordId) {
        self.choosing.who.set(String::new());
        self.change(|draft| {
            if !people_of_log(draft).contains(&id) {
                draft.push(activity::CONTACTS, "", Value::Reference(id));
            }
        });
        self.suppose_deal();
    }

    /// Removes a participant.
    pub fn remove_person(self, id: RecordId) {
        self.change(|draft| {
            if let Some(DraftSlot::Many(people)) = draft.slots.get_mut(&activity::CONTACTS) {
                people.retain(|DraftElement { value, .. }| *value != Value::Reference(id));
            }
        });
        self.suppose_deal();
    }

    /// Creates a contact of this name and adds it as a participant.
    pub fn make_person(self, name: &str) {
        self.log().records.make_named(CONTACT, name.to_owned(), Draft::new(CONTACT), move |id| {
            self.add_person(id);
        });
    }

    /// Sets the deal; `None` for no deal.
    pub fn choose_deal(self, id: Option<RecordId>) {
        self.choosing.chose_deal.set_value(true);
        self.choosing.about.set(String::new());
        self.change(|draft| {
            draft.slots.insert(activity::DEAL, DraftSlot::One(id.map(Value::Reference)));
        });
    }

    /// Stores a name typed for the deal that is not resolved yet.
    pub fn look_for_deal(self, text: String) {
        self.choose_deal(None);
        self.choosing.about.set(text);
    }

    /// Creates a deal of this name with the first participant and the company.
    pub fn make_deal(self, name: &str) {
        let mut draft = Draft::new(DEAL);
        if let Some(id) = self.draft.with_untracked(people_of_log).first() {
            draft.push(deal::CONTACTS, "", Value::Reference(*id));
        }
        if let Some(id) = untrack(|| self.request()).company {
            draft.set(deal::COMPANY, Value::Reference(id));
        }
        self.log()
            .records
            .make_named(DEAL, name.to_owned(), draft, move |id| self.choose_deal(Some(id)));
    }

    /// Assumes the likely deal unless the user chose one.
    pub(super) fn suppose_deal(self) {
        let request = untrack(|| self.request());
        let asked = request.deal.is_some() || request.edit.is_some();
        if asked || self.choosing.chose_deal.get_value() {
            return;
        }
        let first = self.draft.with_untracked(people_of_log).first().copied();
        let meant =
            self.log().session.workspace().deal_meant(first.or(request.company), self.task());
        self.draft.update(|draft| suppose(draft, meant));
    }

    /// Treats the deal in a stored draft as the user's choice.
    pub(super) fn keeps_deal(self, kept: &Draft) {
        if kept.slots.contains_key(&activity::DEAL) {
            self.choosing.chose_deal.set_value(true);
        }
    }

    /// Returns the question to settle before saving: a typed name that is not resolved yet.
    pub(super) fn undecided(self) -> Option<String> {
        let words = self.log().session.words;
        let said = |text: RwSignal<String>| {
            Some(text.get_untracked().trim().to_owned()).filter(|text| !text.is_empty())
        };
        let who = said(self.choosing.who).map(|name| t!(words, form.choose_contact, name = name));
        let about = || said(self.choosing.about);
        who.or_else(|| about().map(|name| t!(words, form.choose_deal, name = name)))
    }
}

/// Writes the assumed deal; without one the slot is removed, so that the draft says nothing of a
/// deal.
fn suppose(draft: &mut Draft, deal: Option<RecordId>) {
    match deal {
        Some(id) => draft.set(activity::DEAL, Value::Reference(id)),
        None => {
            draft.slots.remove(&activity::DEAL);
        }
    }
}

impl Records {
    /// Creates a record with a name and preset values at once, and passes its id to `then`.
    pub fn make_named(
        self,
        kind: KindId,
        name: String,
        draft: Draft,
        then: impl FnOnce(RecordId) + 'static,
    ) {
        let workspace = self.session.workspace();
        let work = async move {
            if kind == DEAL {
                work::seed_pipeline(workspace.clone()).await?;
            }
            workspace.make_named(kind, &name, draft).await
        };
        self.session.run(work, move |saved| {
            self.session.say_saved(&saved);
            then(saved.id);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{Fields, log_draft};

    #[test]
    fn what_is_supposed_gives_way_to_what_is_supposed_later() {
        let [anna, offer, desks] = [1, 2, 3].map(|byte| RecordId::from_bytes([byte; 16]));
        let mut log = log_draft(activity::CALL, &[anna], None, None);
        suppose(&mut log, Some(offer));
        assert_eq!(log.reference(activity::DEAL), Some(offer));
        suppose(&mut log, Some(desks));
        assert_eq!(log.reference(activity::DEAL), Some(desks));
        suppose(&mut log, None);
        assert_eq!(log, log_draft(activity::CALL, &[anna], None, None), "as if nothing was said");
    }
}
