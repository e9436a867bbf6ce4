//! The form of a deal: what a new one begins with, what follows from the input, and moves that its
//! page performs.

use leptos::prelude::*;

use crate::ui::state::{AppState, EditForm, t};
use domain::{
    Draft, Fields, Money, RecordId, StageResult, Value, contact, deal, lines_total, product_lines,
};

/// Completes what a new deal begins with: the company of its contact, and a stage that exists.
pub fn preset(app: AppState, draft: &mut Draft) {
    let people = draft.elements(deal::CONTACTS).into_iter();
    let mut people = people.filter_map(|element| match element.value {
        Value::Reference(id) => app.records.peek(id),
        _ => None,
    });
    let company = people.find_map(|person| person.reference(contact::COMPANY));
    if let Some(company) = company.filter(|_| draft.value(deal::COMPANY).is_none()) {
        draft.set(deal::COMPANY, Value::Reference(company));
    }
    let stage = draft.reference(deal::STAGE).and_then(|id| app.deals.peek_stage(id));
    if let Some(stage) = stage.map(|stage| stage.id).or_else(|| app.deals.first_stage()) {
        draft.set(deal::STAGE, Value::Reference(stage));
    }
}

/// Saves the form with what follows from the input.
pub fn save(app: AppState, form: EditForm, then: Callback<RecordId>) {
    complete(app, form);
    let stage = hold_stage(app, form);
    form.save(move |id| {
        app.sheets.moving.set(stage.map(|stage| (id, stage)));
        then.run(id);
    });
    if let Some(stage) = stage.filter(|_| !form.problems().get_untracked().is_empty()) {
        form.draft.update(|draft| draft.set(deal::STAGE, Value::Reference(stage)));
    }
}

/// Holds back a stage that wins the deal, or loses it without a reason: its page performs the move,
/// with the usual question or celebration.
fn hold_stage(app: AppState, form: EditForm) -> Option<RecordId> {
    let before = app.records.peek(form.id?)?.reference(deal::STAGE)?;
    let (stage, said) = form.draft.with_untracked(|draft| {
        (draft.reference(deal::STAGE), !draft.text(deal::LOST_REASON).trim().is_empty())
    });
    let stage = app.deals.peek_stage(stage.filter(|stage| *stage != before)?)?;
    let held = match stage.result {
        StageResult::Open => false,
        StageResult::Won => true,
        StageResult::Lost => !said,
    };
    if held {
        form.draft.update(|draft| draft.set(deal::STAGE, Value::Reference(before)));
    }
    held.then_some(stage.id)
}

/// Fills in what follows from the input: the value from the products, the name from the customer.
fn complete(app: AppState, form: EditForm) {
    form.draft.update(|draft| {
        let lines = product_lines(draft);
        if draft.value(deal::VALUE).is_none() && !lines.is_empty() {
            let total: Money = lines_total(&lines, untrack(|| app.format.currency()));
            draft.set(deal::VALUE, Value::Money(total));
        }
        let worth = draft.value(deal::VALUE).is_some();
        if draft.text(deal::NAME).trim().is_empty() && worth {
            draft.set_text(deal::NAME, name_for(app, draft));
        }
    });
}

/// Returns a name for a deal without one: that of its company or first contact.
fn name_for(app: AppState, draft: &Draft) -> String {
    let people = draft.elements(deal::CONTACTS).into_iter().map(|element| element.value);
    let who = draft.value(deal::COMPANY).into_iter().chain(people);
    let name = who.filter_map(|value| match value {
        Value::Reference(id) => Some(app.records.peek_name(id)),
        Value::Text(name) => Some(name.trim().to_owned()),
        _ => None,
    });
    match name.into_iter().find(|name| !name.is_empty()) {
        Some(name) => t!(app.words, deals.named_after, name = name),
        None => t!(app.words, deals.no_name),
    }
}
