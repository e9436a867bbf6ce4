//! What a picker of records asks of the app: whom it can offer, and in which words.

use std::ops::Range;

use leptos::prelude::*;

use crate::domain::{KindId, RecordId};

/// What the pickers of records ask.
#[derive(Clone, Copy)]
pub struct Picking {
    /// Who is offered.
    pub offers: Callback<Wanted, Offers>,
    /// One record; followed. `None` where it is gone.
    pub offer: Callback<RecordId, Option<Offer>>,
    /// The record of a kind that a record belongs to: the company of a contact.
    pub belongs_to: Callback<(RecordId, KindId), Option<RecordId>>,
    /// On the last row of the list: Create "fekete".
    pub create: Callback<String, String>,
    /// What is asked where a text chooses nobody.
    pub question: Callback<Question, String>,
    /// A record of this kind is made when the form is saved.
    pub will_make: Callback<KindId, String>,
    /// How many were found, to be heard.
    pub found: Callback<usize, String>,
    /// Below the list: so many more than are shown.
    pub more: Callback<usize, String>,
}

/// Who is looked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wanted {
    /// The kind of record; `None` is none.
    pub kind: Option<KindId>,
    /// What was typed.
    pub typed: String,
    /// Who is chosen already.
    pub but: Vec<RecordId>,
    /// With whom it has to do: before anything is typed, what is theirs is offered.
    pub near: Vec<RecordId>,
}

/// A text that chooses nobody.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The kind of record.
    pub kind: KindId,
    /// The text.
    pub typed: String,
    /// How many are called exactly that.
    pub namesakes: usize,
    /// Whether one can be made.
    pub makes: bool,
    /// Whether it is the name of the record that asks.
    pub itself: bool,
}

/// One who is offered.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// Its id.
    pub id: RecordId,
    /// Its kind.
    pub kind: KindId,
    /// Its name.
    pub name: String,
    /// What of the name was searched for.
    pub marks: Vec<Range<usize>>,
    /// What tells it apart.
    pub note: String,
    /// What of that was searched for.
    pub note_marks: Vec<Range<usize>>,
    /// Letters for the round picture.
    pub initials: String,
}

/// Those who are offered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Offers {
    /// The best of them.
    pub best: Vec<Offer>,
    /// How many there are.
    pub count: usize,
    /// Those whose name was typed, letter for letter.
    pub namesakes: Vec<RecordId>,
}
