//! What parts ask of the app: words, formats, names of records. The shell provides it once.

use leptos::html;
use leptos::prelude::*;

use super::picking::Picking;
use domain::{
    DateHabits, Dialling, Due, Fault, Happened, KindId, Maps, Money, PartialDate, RecordId, Section,
};
use kit::{Fetch, Later, Tone};

/// The port of the parts; the shell fills it in.
#[derive(Clone, Copy)]
pub struct Desk {
    /// Words of forms.
    pub form: FormWords,
    /// Words of pages.
    pub facts: FactWords,
    /// Words of deals.
    pub of_deals: DealWords,
    /// Words of the box for notes.
    pub notes: NoteWords,
    /// Words of timelines.
    pub timeline: TimelineWords,
    /// What pickers of records ask.
    pub picking: Picking,
    /// What a field of a kind is called, by its number.
    pub field: Callback<(KindId, u32), String>,
    /// What a record is called.
    pub name: Callback<RecordId, String>,
    /// The address of a record's page, for a link.
    pub href: Callback<(KindId, RecordId), String>,
    /// One record of a kind, in a word: "Contact".
    pub one_of: Callback<KindId, String>,
    /// An amount as the language writes it.
    pub money: Callback<Money, String>,
    /// The currency that amounts begin with.
    pub currency: Callback<(), [u8; 3]>,
    /// The currencies to choose from: their codes, and what they are called.
    pub currencies: Callback<(), Vec<(String, String)>>,
    /// The stages that a deal can be in: id, name, and the name of the pipeline where there
    /// are several; followed.
    pub stages: Callback<(), Vec<(String, String, String)>>,
    /// The deals of a contact or company; followed.
    pub deals: Callback<RecordId, Vec<DealLine>>,
    /// The tint of a tag; followed.
    pub tone: Callback<String, Tone>,
    /// The tags that records of a kind carry, the most used first.
    pub tags: Callback<KindId, Signal<Vec<String>>>,
    /// A date whose parts may be missing, in words.
    pub date: Callback<PartialDate, String>,
    /// A moment as people say it, with the time.
    pub when: Callback<i64, String>,
    /// How long ago a moment was: 3 days ago, yesterday.
    pub ago: Callback<i64, String>,
    /// When something is due, in words.
    pub due: Callback<Due, String>,
    /// A moment with all its parts.
    pub moment: Callback<i64, String>,
    /// A number as the language writes it.
    pub number: Callback<f64, String>,
    /// A moment as a field for date and time holds it.
    pub to_input: Callback<i64, String>,
    /// The moment that such a field holds.
    pub from_input: Callback<String, Option<i64>>,
    /// The IANA name of the zone of this device.
    pub zone: Callback<(), String>,
    /// A rule by which something comes back, in words.
    pub repeat: Callback<String, String>,
    /// The wall clock.
    pub now: Callback<(), i64>,
    /// Today by the local calendar.
    pub today: Callback<(), PartialDate>,
    /// How the language writes dates.
    pub habits: Signal<DateHabits>,
    /// How numbers without a country are read.
    pub dialling: Callback<(), Dialling>,
    /// What shows a map on this device.
    pub maps: Maps,
    /// Puts a text on the clipboard and says so.
    pub copy: Callback<String>,
    /// Gives the focus to the first field in an element.
    pub focus: Callback<NodeRef<html::Div>>,
}

/// A deal in a few words.
#[derive(Clone, Debug, PartialEq)]
pub struct DealLine {
    /// Which.
    pub id: RecordId,
    /// The address of its page.
    pub href: String,
    /// Its name.
    pub name: String,
    /// What it is worth.
    pub value: String,
    /// The stage it is in.
    pub stage: String,
    /// How many stages there are on its way, and how many of them are behind it.
    pub way: (usize, usize),
    /// What is next: a time, "no next task", "won".
    pub next: Option<(String, Tone)>,
    /// That it should have closed, where it should.
    pub late: Option<String>,
}

/// Words of forms.
#[derive(Clone, Copy)]
pub struct FormWords {
    /// On the button that shows the fields that are used less often.
    pub more_fields: Signal<String>,
    /// "Add phone".
    pub add: Callback<String, String>,
    /// "Remove phone".
    pub remove: Callback<String, String>,
    /// "Label of phone": the name of the select beside a value.
    pub label_of: Callback<String, String>,
    /// "Role of contacts": the same beside somebody.
    pub role_of: Callback<String, String>,
    /// Nothing is chosen.
    pub none: Signal<String>,
    /// Somebody takes part, and it is not said as what.
    pub no_role: Signal<String>,
    /// The heading of a part of the form.
    pub section: Callback<Section, String>,
    /// How a date may be typed.
    pub date_hint: Signal<String>,
    /// The currency of an amount.
    pub currency: Signal<String>,
    /// A part of a product line.
    pub product: Signal<String>,
    /// A part of a product line.
    pub quantity: Signal<String>,
    /// A part of a product line.
    pub price: Signal<String>,
    /// A part of a product line.
    pub discount: Signal<String>,
    /// "Total €4,750".
    pub total: Callback<String, String>,
    /// "Total €4,750 — becomes the deal's value": of all product lines.
    pub lines_total: Callback<String, String>,
    /// The sentence for what is wrong.
    pub fault: Callback<Fault, String>,
    /// A part of an address.
    pub street: Signal<String>,
    /// A part of an address.
    pub extended: Signal<String>,
    /// A part of an address.
    pub box_number: Signal<String>,
    /// A part of an address.
    pub postcode: Signal<String>,
    /// A part of an address.
    pub city: Signal<String>,
    /// A part of an address.
    pub region: Signal<String>,
    /// A part of an address.
    pub country: Signal<String>,
    /// The time of a day.
    pub time: Signal<String>,
    /// Due today.
    pub today: Signal<String>,
    /// Due tomorrow.
    pub tomorrow: Signal<String>,
    /// Due in a week.
    pub next_week: Signal<String>,
    /// The short name of a weekday; 0 is Monday.
    pub weekday: Callback<u8, String>,
    /// A time of the day by minutes since midnight: 9:00.
    pub clock: Callback<u16, String>,
    /// The key Enter saves the form.
    pub enter_saves: Signal<String>,
    /// It does not come back.
    pub never: Signal<String>,
    /// It comes back by a rule that has no name.
    pub other_rule: Signal<String>,
    /// The name of the field for that rule.
    pub rule: Signal<String>,
    /// On the button that keeps what was typed.
    pub save: Signal<String>,
    /// On the button that leaves the form.
    pub cancel: Signal<String>,
    /// On the button that moves the record to the bin.
    pub delete: Signal<String>,
    /// The form began with what was typed the last time.
    pub restored: Signal<String>,
    /// On the button that forgets it.
    pub discard: Signal<String>,
}

/// Words of pages.
#[derive(Clone, Copy)]
pub struct FactWords {
    /// Yes.
    pub yes: Signal<String>,
    /// No.
    pub no: Signal<String>,
    /// "46 years".
    pub years: Callback<u16, String>,
    /// "today", "in 12 days".
    pub in_days: Callback<u16, String>,
    /// The name of the button that copies: "Copy 0912".
    pub copy: Callback<String, String>,
    /// The heading of what was imported and has no field.
    pub imported: Signal<String>,
    /// Nothing is known.
    pub none: Signal<String>,
}

/// Words of deals on other pages.
#[derive(Clone, Copy)]
pub struct DealWords {
    /// The heading.
    pub title: Signal<String>,
    /// On the link to a new one.
    pub add: Signal<String>,
    /// There are none.
    pub none: Signal<String>,
    /// "5 more".
    pub more: Callback<usize, String>,
}

/// Words of the box in which a note is written.
#[derive(Clone, Copy)]
pub struct NoteWords {
    /// What an empty composer shows; its name.
    pub write: Signal<String>,
    /// On the button that keeps it.
    pub save: Signal<String>,
    /// The time is the present.
    pub now: Signal<String>,
    /// The field for the time.
    pub when: Signal<String>,
}

/// Words of timelines.
#[derive(Clone, Copy)]
pub struct TimelineWords {
    /// The heading.
    pub title: Signal<String>,
    /// What leads to the search through what happened.
    pub search: Signal<String>,
    /// Where that is, for what happened with a record.
    pub search_href: Callback<RecordId, String>,
    /// Every kind is shown.
    pub all: Signal<String>,
    /// What a kind of activity is called, by its key.
    pub kind: Callback<String, String>,
    /// What happened: "Call, not reached", "Visit, 45 min".
    pub what: Callback<Happened, String>,
    /// What else is known of it.
    pub about: Callback<Happened, String>,
    /// The day of a moment.
    pub day: Callback<i64, String>,
    /// The time of a moment.
    pub time: Callback<i64, String>,
    /// The name of the menu of an entry.
    pub menu: Callback<String, String>,
    /// In the menu.
    pub edit: Signal<String>,
    /// In the menu.
    pub delete: Signal<String>,
    /// Nothing happened yet.
    pub none: Signal<String>,
    /// Nothing of this kind.
    pub none_of: Signal<String>,
    /// It could not be read.
    pub failed: Signal<String>,
    /// On the button that shows what is older.
    pub older: Signal<String>,
}

/// The desk, in a part.
pub fn use_desk() -> Desk {
    expect_context()
}

/// Fetches the desk for a view: the first screens do without it, so that it is no part of what
/// everybody waits for. The shell provides this once.
#[derive(Clone, Copy)]
pub struct AtDesk(pub fn(ChildrenFn) -> Fetch);

/// A view with parts that ask the desk, on a screen that has none.
#[component]
pub fn WithDesk(
    /// The view.
    children: ChildrenFn,
) -> impl IntoView {
    let AtDesk(fetch) = expect_context();
    view! { <Later fetch=move |()| fetch(children.clone()) rows=2 /> }
}
