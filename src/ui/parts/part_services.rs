//! The app's services for parts: words, formats, names of records. The shell provides them once.

use leptos::html;
use leptos::prelude::*;

use super::files::FileServices;
use super::picking::Picking;
use domain::{
    DateHabits, Dialing, Due, Fault, Happened, KindId, Maps, Money, PartialDate, RecordId, Section,
};
use kit::{LazyPart, PartLoader, Tone};

/// The port of the parts; the shell implements it.
#[derive(Clone, Copy)]
pub struct PartServices {
    /// Words of forms.
    pub form: FormWords,
    /// Words of pages.
    pub facts: FactWords,
    /// Words of deals.
    pub of_deals: DealWords,
    /// Words of the note composer.
    pub notes: NoteWords,
    /// Words of timelines.
    pub timeline: TimelineWords,
    /// The services of files.
    pub files: FileServices,
    /// The services of record pickers.
    pub picking: Picking,
    /// Returns the label of a kind's field, by its number.
    pub field: Callback<(KindId, u32), String>,
    /// Returns the name of a record.
    pub name: Callback<RecordId, String>,
    /// Returns the address of a record's page, for a link.
    pub href: Callback<(KindId, RecordId), String>,
    /// Returns the address of a record's page; `None` while its kind is gone.
    pub page: Callback<RecordId, Option<String>>,
    /// Returns the singular name of a kind: "Contact".
    pub one_of: Callback<KindId, String>,
    /// True if records of a kind can be created from a name alone.
    pub is_made_by_name: Callback<KindId, bool>,
    /// Formats an amount in the language.
    pub money: Callback<Money, String>,
    /// Returns the default currency of amounts.
    pub currency: Callback<(), [u8; 3]>,
    /// Returns the currencies to choose from: codes and names.
    pub currencies: Callback<(), Vec<(String, String)>>,
    /// Returns the stages that a deal can be in: id, name, and the name of the pipeline if there
    /// are several; tracked.
    pub stages: Callback<(), Vec<(String, String, String)>>,
    /// Returns the deals of a contact or company; tracked.
    pub deals: Callback<RecordId, Vec<DealLine>>,
    /// Returns the tint of a tag; tracked.
    pub tone: Callback<String, Tone>,
    /// Returns the tags of a kind's records, the most used first.
    pub tags: Callback<KindId, Signal<Vec<String>>>,
    /// Formats a date with optional parts.
    pub date: Callback<PartialDate, String>,
    /// Formats a moment in everyday words, with the time.
    pub when: Callback<i64, String>,
    /// Formats the day of a moment in everyday words: yesterday, 3 days ago, Thu 26 Nov.
    pub ago: Callback<i64, String>,
    /// Formats a due date in words.
    pub due: Callback<Due, String>,
    /// Formats a moment with all its parts.
    pub moment: Callback<i64, String>,
    /// Formats a number in the language.
    pub number: Callback<f64, String>,
    /// Formats a moment for a `datetime-local` input.
    pub to_input: Callback<i64, String>,
    /// Parses the value of such an input.
    pub from_input: Callback<String, Option<i64>>,
    /// Returns the IANA name of the device's time zone.
    pub zone: Callback<(), String>,
    /// Formats a recurrence rule in words.
    pub repeat: Callback<String, String>,
    /// Returns the wall clock's time, in milliseconds.
    pub now: Callback<(), i64>,
    /// Returns today's date in local time.
    pub today: Callback<(), PartialDate>,
    /// The language's date format.
    pub habits: Signal<DateHabits>,
    /// Returns how to read phone numbers without a country code.
    pub dialing: Callback<(), Dialing>,
    /// The map application of this device.
    pub maps: Maps,
    /// Copies a text to the clipboard and shows a confirmation.
    pub copy: Callback<String>,
    /// Focuses the first field of the last line in a list.
    pub focus: Callback<NodeRef<html::Div>>,
}

/// A deal in brief.
#[derive(Clone, Debug, PartialEq)]
pub struct DealLine {
    /// The deal's id.
    pub id: RecordId,
    /// The address of its page.
    pub href: String,
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
    /// Its stage.
    pub stage: String,
    /// The number of open stages in its pipeline, and how many of them it has reached.
    pub way: (usize, usize),
    /// The next step: a time, "no next task", "won".
    pub next: Option<(String, Tone)>,
    /// A note that the expected close date has passed, if so.
    pub late: Option<String>,
}

/// Words of forms.
#[derive(Clone, Copy)]
pub struct FormWords {
    /// The button that shows the less common fields.
    pub more_fields: Signal<String>,
    /// "Add phone".
    pub add: Callback<String, String>,
    /// "Remove phone".
    pub remove: Callback<String, String>,
    /// "Label of phone": the name of the select beside a value.
    pub label_of: Callback<String, String>,
    /// "Role of contacts": the same beside a linked record.
    pub role_of: Callback<String, String>,
    /// The choice of nothing.
    pub none: Signal<String>,
    /// The choice of no role for a participant.
    pub no_role: Signal<String>,
    /// The heading of a section of the form.
    pub section: Callback<Section, String>,
    /// A hint on how a date may be typed.
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
    /// The sentence that explains an error.
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
    /// The time of day.
    pub time: Signal<String>,
    /// Due today.
    pub today: Signal<String>,
    /// Due tomorrow.
    pub tomorrow: Signal<String>,
    /// Due in a week.
    pub next_week: Signal<String>,
    /// The short name of a weekday; 0 is Monday.
    pub weekday: Callback<u8, String>,
    /// A time of day, given in minutes since midnight: 9:00.
    pub clock: Callback<u16, String>,
    /// The hint that the Enter key saves the form.
    pub enter_saves: Signal<String>,
    /// The choice of no recurrence.
    pub never: Signal<String>,
    /// The choice of a custom recurrence rule.
    pub other_rule: Signal<String>,
    /// The label of the field for that rule.
    pub rule: Signal<String>,
    /// The button that saves.
    pub save: Signal<String>,
    /// The button that leaves the form.
    pub cancel: Signal<String>,
    /// The button that moves the record to the bin.
    pub delete: Signal<String>,
    /// The note that the form was restored from a draft.
    pub restored: Signal<String>,
    /// The button that discards the draft.
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
    /// The heading of imported values without a field.
    pub imported: Signal<String>,
    /// The note that there are no facts.
    pub none: Signal<String>,
}

/// Words of deals on other pages.
#[derive(Clone, Copy)]
pub struct DealWords {
    /// The heading.
    pub title: Signal<String>,
    /// The link to a new deal.
    pub add: Signal<String>,
    /// The note that there are none.
    pub none: Signal<String>,
    /// "5 more".
    pub more: Callback<usize, String>,
}

/// Words of the note composer.
#[derive(Clone, Copy)]
pub struct NoteWords {
    /// The placeholder of an empty composer, and its name.
    pub write: Signal<String>,
    /// The button that saves the note.
    pub save: Signal<String>,
    /// The chip for the present time.
    pub now: Signal<String>,
    /// The field for the time.
    pub when: Signal<String>,
}

/// Words of timelines.
#[derive(Clone, Copy)]
pub struct TimelineWords {
    /// The heading.
    pub title: Signal<String>,
    /// The link to the activity search.
    pub search: Signal<String>,
    /// The address of the search through a record's activities.
    pub search_href: Callback<RecordId, String>,
    /// The choice of all kinds.
    pub all: Signal<String>,
    /// The name of an activity kind, by its key.
    pub kind: Callback<String, String>,
    /// The title of an activity: "Call, not reached", "Visit, 45 min".
    pub what: Callback<Happened, String>,
    /// Further details of an activity.
    pub about: Callback<Happened, String>,
    /// The day of a moment.
    pub day: Callback<i64, String>,
    /// The time of a moment.
    pub time: Callback<i64, String>,
    /// The name of an entry's menu.
    pub menu: Callback<String, String>,
    /// The menu item that edits.
    pub edit: Signal<String>,
    /// The menu item that deletes.
    pub delete: Signal<String>,
    /// The note that there are no activities yet.
    pub none: Signal<String>,
    /// The note that there are none of this kind.
    pub none_of: Signal<String>,
    /// The note that they could not be read.
    pub failed: Signal<String>,
    /// The button that shows older entries.
    pub older: Signal<String>,
}

/// Returns the services, in a part.
pub fn use_part_services() -> PartServices {
    expect_context()
}

/// Loads the services for a view: the first screens do without it, which keeps it out of the initial
/// download. The shell provides this once.
#[derive(Clone, Copy)]
pub struct ServicesLoader(pub fn(ChildrenFn) -> PartLoader);

/// A view whose parts need the services, on a screen without one.
#[component]
pub fn WithServices(
    /// The view.
    children: ChildrenFn,
) -> impl IntoView {
    let ServicesLoader(fetch) = expect_context();
    view! { <LazyPart fetch=move |()| fetch(children.clone()) rows=2 /> }
}
