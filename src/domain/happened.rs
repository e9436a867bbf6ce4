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
    /// Which attempt it was since they were last reached; `None` where it reached them or was no try.
    pub attempt: Option<u32>,
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

/// Which attempt each try was since somebody was last reached; `None` for those that reached them. The
/// tries are all there were with somebody, each with when it was and whether it reached them, in any
/// order; the answers come in the order of time. Every page counts by this.
pub fn attempts<T: Copy>(mut tries: Vec<(i64, bool, T)>) -> Vec<(T, Option<u32>)> {
    tries.sort_by_key(|(when, reached, _)| (*when, *reached));
    let mut count = 0;
    let number = |(_, reached, which): (i64, bool, T)| {
        count = if reached { 0 } else { count + 1 };
        (which, (count > 0).then_some(count))
    };
    tries.into_iter().map(number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attempts_are_numbered_since_somebody_was_last_reached() {
        let tries = vec![(5, false, 'e'), (1, false, 'a'), (2, true, 'b'), (4, false, 'd')];
        let numbered = [('a', Some(1)), ('b', None), ('d', Some(1)), ('e', Some(2))];
        assert_eq!(attempts(tries), numbered);
        // Of two at one moment the one that reached somebody was the last.
        assert_eq!(attempts(vec![(1, true, 'x'), (1, false, 'y')]), [('y', Some(1)), ('x', None)]);
        assert!(attempts::<u8>(Vec::new()).is_empty());
    }

    #[test]
    fn what_is_no_try_is_none_and_what_was_sent_waits_for_an_answer() {
        assert_eq!(reached(activity::NOTE, "", false), None);
        assert_eq!(reached(activity::CALL, activity::LEFT_MESSAGE, false), Some(false));
        assert_eq!(reached(activity::VISIT, activity::REACHED, false), Some(true));
        assert_eq!(reached(activity::EMAIL, "", false), Some(false));
        assert_eq!(reached(activity::EMAIL, "", true), Some(true));
    }
}
