//! What happened, as a timeline tells it.

use super::{RecordId, activity};

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happened {
    /// The id of the activity; of a change of stage, the deal's.
    pub id: RecordId,
    /// With whom it is kept.
    pub home: RecordId,
    /// What kind of activity, by key; [`STAGE_CHANGE`] for a deal that came into a stage.
    pub what: String,
    /// When, in milliseconds since 1970, UTC.
    pub when: i64,
    /// Until when, where that is known.
    pub until: Option<i64>,
    /// The text.
    pub text: String,
    /// Whether somebody was reached, by key; empty where it was no try. [`FIRST_STAGE`] for the stage
    /// in which a deal was made.
    pub result: String,
    /// What came of it.
    pub outcome: String,
    /// Whether they began it.
    pub incoming: bool,
    /// Who took part, by id and name; not whose timeline it is.
    pub with: Vec<(RecordId, String)>,
    /// The deal that it was about, by id and name.
    pub deal: Option<(RecordId, String)>,
    /// Where it was.
    pub place: Option<(i32, i32)>,
}

/// The kind of [`Happened`] that a change of stage is; its text is the stage.
pub const STAGE_CHANGE: &str = "stage";

/// The result of the change of stage with which a deal begins.
pub const FIRST_STAGE: &str = "first";

/// A part of a timeline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimelinePart {
    /// The latest first.
    pub entries: Vec<Happened>,
    /// Whether there are older ones.
    pub more: bool,
}

impl Happened {
    /// Whether somebody was reached; `None` where it was no try.
    pub fn reached(&self) -> Option<bool> {
        reached(&self.what, &self.result, self.incoming)
    }
}

/// Whether an activity reached somebody; `None` where it was no try: a note, a gift, a task done.
/// What was sent (e-mail, message, letter) is a try until they answer, which is logged as incoming.
pub fn reached(what: &str, result: &str, incoming: bool) -> Option<bool> {
    match what {
        activity::CALL => Some(result != activity::NOT_REACHED && result != activity::LEFT_MESSAGE),
        activity::VISIT | activity::MEETING => Some(result != activity::NOT_REACHED),
        activity::EMAIL | activity::MESSAGE | activity::LETTER => {
            Some(incoming || result == activity::REACHED)
        }
        _ => None,
    }
}

/// Which attempt each entry was since somebody was last reached; `None` for what was none, and where
/// the first of them is not among the entries. The entries come with the latest first; `whole` says
/// that there are no older ones.
pub fn attempts(entries: &[Happened], whole: bool) -> Vec<Option<u32>> {
    let mut numbers = vec![None; entries.len()];
    // Until somebody was reached, it is not known how many there were before.
    let mut count = whole.then_some(0u32);
    for (number, entry) in numbers.iter_mut().zip(entries).rev() {
        match entry.reached() {
            Some(true) => count = Some(0),
            Some(false) => {
                count = count.map(|count| count + 1);
                *number = count;
            }
            None => {}
        }
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tried(what: &str, result: &str) -> Happened {
        let id = RecordId::from_bytes([1; 16]);
        Happened {
            id,
            home: id,
            what: what.into(),
            when: 0,
            until: None,
            text: String::new(),
            result: result.into(),
            outcome: String::new(),
            incoming: false,
            with: Vec::new(),
            deal: None,
            place: None,
        }
    }

    #[test]
    fn attempts_are_numbered_since_somebody_was_last_reached() {
        let entries = [
            tried(activity::CALL, activity::LEFT_MESSAGE),
            tried(activity::NOTE, ""),
            tried(activity::CALL, activity::NOT_REACHED),
            tried(activity::VISIT, activity::REACHED),
            tried(activity::CALL, activity::NOT_REACHED),
        ];
        assert_eq!(attempts(&entries, true), [Some(2), None, Some(1), None, Some(1)]);
        assert_eq!(attempts(&entries, false), [Some(2), None, Some(1), None, None]);
    }
}
