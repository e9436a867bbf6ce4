//! Provides what the record pickers need from the app.

use std::ops::Range;

use leptos::prelude::*;

use crate::ui::parts::{Offer, Offers, PickerQuestion, Picking, Wanted};
use crate::ui::state::{AppState, Candidate, CandidateQuery, t};
use domain::{COMPANY, CONTACT, DEAL, Query};

/// Maximum number of candidates drawn; typing more narrows them down.
const DRAWN: usize = 10;

/// Builds the interface between the pickers and the app.
pub fn picking(app: AppState) -> Picking {
    let words = app.words;
    Picking {
        offers: Callback::new(move |wanted: Wanted| offers(app, wanted)),
        offer: Callback::new(move |id| {
            let candidate = app.records.candidate(id)?;
            Some(offer(app, candidate, None))
        }),
        belongs_to: Callback::new(move |(id, kind)| app.records.belongs_to(id, kind)),
        create: Callback::new(move |name: String| t!(words, form.create, name = name)),
        question: Callback::new(move |asked: PickerQuestion| question(app, &asked)),
        will_make: Callback::new(move |kind| match kind {
            CONTACT => t!(words, form.will_make_contact),
            COMPANY => t!(words, form.will_make_company),
            _ => t!(words, form.will_make),
        }),
        found: Callback::new(move |count: usize| match count {
            0 => t!(words, form.found_none),
            count => t!(words, form.found, count = count),
        }),
        more: Callback::new(move |count: usize| t!(words, form.more_found, count = count)),
    }
}

fn offers(app: AppState, wanted: Wanted) -> Offers {
    let Wanted { kind, typed, but, near } = wanted;
    let Some(kind) = kind else { return Offers::default() };
    let query = Query::parse(&typed);
    let looking = CandidateQuery { kind, typed, but, near, most: DRAWN };
    let found = app.records.candidates(&looking);
    let best = found.best.into_iter().map(|it| offer(app, it, query.as_ref()));
    Offers { best: best.collect(), count: found.count, namesakes: found.namesakes }
}

fn offer(app: AppState, candidate: Candidate, query: Option<&Query>) -> Offer {
    let Candidate { id, kind, name, initials, mut beside, worth } = candidate;
    beside.extend(worth.map(|money| app.format.money(money)));
    let name = if name.is_empty() { t!(app.words, records.nameless) } else { name };
    let note = beside.join(" \u{b7} ");
    let marks = |text: &str| -> Vec<Range<usize>> {
        let marks = query.map(|query| query.marks(text)).unwrap_or_default();
        marks.into_iter().map(|(start, end)| start..end).collect()
    };
    let of_name = marks(&name);
    // If the name matches, marks in the note add nothing.
    let note_marks = if of_name.is_empty() { marks(&note) } else { Vec::new() };
    Offer { id, kind, marks: of_name, note_marks, name, note, initials }
}

/// Returns the question for a typed name that selects no record.
fn question(app: AppState, asked: &PickerQuestion) -> String {
    let words = app.words;
    let PickerQuestion { kind, typed, namesakes, makes, itself } = asked;
    let name = typed.trim();
    if *namesakes > 1 {
        return t!(words, form.choose_namesake, count = namesakes, name = name);
    }
    if *itself {
        return t!(words, form.choose_another, name = name);
    }
    if !makes {
        return t!(words, form.choose_listed, name = name);
    }
    match *kind {
        CONTACT => t!(words, form.choose_contact, name = name),
        COMPANY => t!(words, form.choose_company, name = name),
        DEAL => t!(words, form.choose_deal, name = name),
        _ => t!(words, form.choose_other, name = name),
    }
}
