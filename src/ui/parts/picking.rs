//! The app's services for record pickers: search, and words.

use std::ops::Range;

use leptos::prelude::*;

use domain::{KindId, RecordId};

/// The services of record pickers.
#[derive(Clone, Copy)]
pub struct Picking {
    /// Searches for records to offer.
    pub offers: Callback<Wanted, Offers>,
    /// Looks up one record; tracked. `None` if it is gone.
    pub offer: Callback<RecordId, Option<Offer>>,
    /// Returns the record of a kind that a record belongs to: the company of a contact.
    pub belongs_to: Callback<(RecordId, KindId), Option<RecordId>>,
    /// The last row of the list: Create "fekete".
    pub create: Callback<String, String>,
    /// The question about a text that resolves to no record.
    pub question: Callback<PickerQuestion, String>,
    /// The note that a record of this kind will be created on saving.
    pub will_make: Callback<KindId, String>,
    /// The number of matches, for screen readers.
    pub found: Callback<usize, String>,
    /// The line below the list: how many more there are.
    pub more: Callback<usize, String>,
}

/// A search for records to offer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wanted {
    /// The kind of record; `None` finds nothing.
    pub kind: Option<KindId>,
    /// The typed text.
    pub typed: String,
    /// Records to leave out: those already chosen.
    pub but: Vec<RecordId>,
    /// Related records: before anything is typed, their records are offered.
    pub near: Vec<RecordId>,
}

/// A text that resolves to no record.
#[derive(Clone, Debug, PartialEq)]
pub struct PickerQuestion {
    /// The kind of record.
    pub kind: KindId,
    /// The text.
    pub typed: String,
    /// The number of records with exactly that name.
    pub namesakes: usize,
    /// True if a record can be created.
    pub makes: bool,
    /// True if it is the name of the record being edited.
    pub itself: bool,
}

/// A record that is offered.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// Its id.
    pub id: RecordId,
    /// Its kind.
    pub kind: KindId,
    /// Its name.
    pub name: String,
    /// The byte ranges of the name that match the search.
    pub marks: Vec<Range<usize>>,
    /// A note that tells it apart from namesakes.
    pub note: String,
    /// The byte ranges of the note that match the search.
    pub note_marks: Vec<Range<usize>>,
    /// The initials for the round picture.
    pub initials: String,
}

/// The result of a search.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Offers {
    /// The best matches.
    pub best: Vec<Offer>,
    /// The number of all matches.
    pub count: usize,
    /// The records whose full name was typed exactly.
    pub namesakes: Vec<RecordId>,
}
