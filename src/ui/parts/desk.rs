//! What parts ask of the app: words, formats, names of records. The shell provides it once.

use leptos::html;
use leptos::prelude::*;

use crate::domain::{DateHabits, Dialling, Fault, KindId, Maps, PartialDate, RecordId, Section};
use crate::ui::kit::Tone;

/// The port of the parts; the shell fills it in.
#[derive(Clone, Copy)]
pub struct Desk {
    /// Words of forms.
    pub form: FormWords,
    /// Words of pages.
    pub facts: FactWords,
    /// Words of timelines.
    pub notes: NoteWords,
    /// What a field of a kind is called, by its number.
    pub field: Callback<(KindId, u32), String>,
    /// What a record is called.
    pub name: Callback<RecordId, String>,
    /// The address of a record's page, for a link.
    pub href: Callback<(KindId, RecordId), String>,
    /// Names of records of a kind that fit what was typed.
    pub named: Callback<(KindId, String), Vec<String>>,
    /// The tint of a tag; followed.
    pub tone: Callback<String, Tone>,
    /// The tags that records of a kind carry, the most used first.
    pub tags: Callback<KindId, Signal<Vec<String>>>,
    /// A date whose parts may be missing, in words.
    pub date: Callback<PartialDate, String>,
    /// A moment as people say it, with the time.
    pub when: Callback<i64, String>,
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
    /// Nothing is chosen.
    pub none: Signal<String>,
    /// The heading of a part of the form.
    pub section: Callback<Section, String>,
    /// How a date may be typed.
    pub date_hint: Signal<String>,
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

/// Words of timelines.
#[derive(Clone, Copy)]
pub struct NoteWords {
    /// The heading.
    pub timeline: Signal<String>,
    /// What an empty composer shows; its name.
    pub write: Signal<String>,
    /// What a note is called.
    pub note: Signal<String>,
    /// On the button that keeps it.
    pub save: Signal<String>,
    /// The time is the present.
    pub now: Signal<String>,
    /// The field for the time.
    pub when: Signal<String>,
    /// The name of the menu of a note.
    pub menu: Callback<String, String>,
    /// In the menu.
    pub edit: Signal<String>,
    /// In the menu.
    pub delete: Signal<String>,
    /// The title of the sheet.
    pub edit_title: Signal<String>,
    /// There are none.
    pub none: Signal<String>,
    /// They could not be read.
    pub failed: Signal<String>,
    /// "20 older".
    pub older: Callback<usize, String>,
}

/// The desk, in a part.
pub fn use_desk() -> Desk {
    expect_context()
}
