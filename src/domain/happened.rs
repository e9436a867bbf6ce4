//! Timeline entries: past activities and stage changes.

use super::{FileRef, RecordId, activity};

/// An entry of a timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happened {
    /// The activity's id; for a stage change, the deal's.
    pub id: RecordId,
    /// The record that it is stored with.
    pub home: RecordId,
    /// The kind of activity, by key; [`STAGE_CHANGE`] for a deal that entered a stage.
    pub what: String,
    /// The start, in milliseconds since 1970, UTC.
    pub when: i64,
    /// The end, if known.
    pub until: Option<i64>,
    /// The text.
    pub text: String,
    /// The result of an attempt to reach somebody, by key; else empty. [`FIRST_STAGE`] for the
    /// stage in which a deal was created.
    pub result: String,
    /// The outcome.
    pub outcome: String,
    /// True if the other side began it.
    pub incoming: bool,
    /// The other participants, by id and name, without the owner of the timeline.
    pub with: Vec<(RecordId, String)>,
    /// The records of the user's kinds that it was about, by id and name, without the owner of the
    /// timeline.
    pub about: Vec<(RecordId, String)>,
    /// The deal that it was about, by id and name.
    pub deal: Option<(RecordId, String)>,
    /// The place: latitude and longitude in millionths of a degree.
    pub place: Option<(i32, i32)>,
    /// The number of the attempt since they were last reached; `None` if it reached them or was no
    /// attempt.
    pub attempt: Option<u32>,
    /// Its files.
    pub files: Vec<FileRef>,
}

/// The kind of [`Happened`] for a stage change; its text is the stage.
pub const STAGE_CHANGE: &str = "stage";

/// The result of the stage change with which a deal begins.
pub const FIRST_STAGE: &str = "first";

/// A part of a timeline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimelinePart {
    /// The entries, latest first.
    pub entries: Vec<Happened>,
    /// True if there are older ones.
    pub more: bool,
}

impl Happened {
    /// Returns whether somebody was reached; `None` if it was not an attempt.
    pub fn reached(&self) -> Option<bool> {
        reached(&self.what, &self.result, self.incoming)
    }
}

/// Returns whether an activity reached somebody; `None` if it was not an attempt: a note, a gift, a
/// completed task. A sent email, message or letter is an attempt until they answer, which is logged
/// as incoming.
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

/// Numbers each attempt since somebody was last reached; `None` for those that reached them.
/// `tries` has all attempts with somebody, in any order, each with its time and whether it reached
/// them; the result is in order of time. Every page counts by this.
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
        // Of two at one moment, the one that reached somebody counts as the last.
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
