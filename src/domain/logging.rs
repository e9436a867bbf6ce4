//! Rules for logging activities: the questions for each kind of activity, and the resulting
//! call-back.

use super::{
    ACTIVITY, DAY_MILLIS, Draft, Due, Fields, RecordId, TASK, Value, Zones, activity, local,
    moment, task,
};

/// The next time to get in touch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NextStep {
    /// An hour from now.
    InAnHour,
    /// Tomorrow morning.
    Tomorrow,
    /// The same weekday of next week, in the morning.
    NextWeek,
    /// At this time.
    At(Due),
}

/// The morning: 9:00, in minutes since midnight.
const MORNING: u16 = 9 * 60;

impl NextStep {
    /// Returns the due date, counted from a moment (milliseconds since 1970) in the device's zone.
    pub fn due(&self, zones: &dyn Zones, now: i64) -> Due {
        let here = zones.here();
        let today = || local(zones, &here, now).0;
        match self {
            Self::InAnHour => {
                let (day, minutes) = local(zones, &here, now + DAY_MILLIS / 24);
                Due::at(day, minutes, here)
            }
            Self::Tomorrow => Due::at(today().plus(1), MORNING, here),
            Self::NextWeek => Due::at(today().plus(7), MORNING, here),
            Self::At(due) => due.clone(),
        }
    }

    /// Returns the key stored in a draft.
    pub fn key(&self) -> String {
        match self {
            Self::InAnHour => "hour".into(),
            Self::Tomorrow => "tomorrow".into(),
            Self::NextWeek => "week".into(),
            Self::At(due) => due.to_string(),
        }
    }

    /// Parses [`NextStep::key`].
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "hour" => Some(Self::InAnHour),
            "tomorrow" => Some(Self::Tomorrow),
            "week" => Some(Self::NextWeek),
            text => Due::parse(text).map(Self::At),
        }
    }
}

/// True if a kind of activity has a result.
pub fn has_result(what: &str) -> bool {
    matches!(what, activity::CALL | activity::VISIT | activity::MEETING)
}

/// The answer that a log lacks before it can be saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsaid {
    /// If they were reached by phone.
    Reached,
    /// If they were met.
    Met,
    /// The text of a note.
    Text,
    /// A past time: future activities are tasks.
    Past,
    /// An end after the beginning.
    Order,
}

/// The tolerated difference between the clocks of two devices, in milliseconds.
const SKEW: i64 = 5 * 60_000;

/// Returns the answer that a log lacks at a moment: without it nobody knows if it was a success or
/// an attempt, and when. A log with nobody, such as the visit of a machine, needs no result.
pub fn unsaid(log: &impl Fields, with_somebody: bool, now: i64) -> Option<Unsaid> {
    let no_result = with_somebody && log.text(activity::RESULT).is_empty();
    match log.text(activity::WHAT).as_str() {
        activity::CALL if no_result => Some(Unsaid::Reached),
        activity::VISIT | activity::MEETING if no_result => Some(Unsaid::Met),
        activity::NOTE if log.text(activity::TEXT).trim().is_empty() => Some(Unsaid::Text),
        what => wrong_time(log, what, now),
    }
}

fn wrong_time(log: &impl Fields, what: &str, now: i64) -> Option<Unsaid> {
    let until = moment(log, activity::UNTIL).filter(|_| has_place(what));
    let from = moment(log, activity::WHEN);
    if from.max(until).is_some_and(|latest| latest > now + SKEW) {
        return Some(Unsaid::Past);
    }
    // Without a start, it ends about now.
    let from = from.unwrap_or(now - SKEW);
    until.is_some_and(|until| is_before(until, from)).then_some(Unsaid::Order)
}

/// True if a moment is before another one, to the minute: nobody sets seconds.
fn is_before(moment: i64, other: i64) -> bool {
    moment.div_euclid(60_000) < other.div_euclid(60_000)
}

/// Returns the start of a log without one: now, or its end if that is earlier.
pub fn began(log: &impl Fields, now: i64) -> i64 {
    let until = moment(log, activity::UNTIL).filter(|_| has_place(&log.text(activity::WHAT)));
    until.map_or(now, |until| until.min(now))
}

/// True if a kind of activity has an outcome.
pub fn has_outcome(what: &str) -> bool {
    has_result(what) || what == activity::DONE
}

/// True if a kind of activity has a direction.
pub fn has_direction(what: &str) -> bool {
    let written = matches!(what, activity::EMAIL | activity::MESSAGE | activity::LETTER);
    written || matches!(what, activity::CALL | activity::GIFT)
}

/// True if a kind of activity has a place, a start and an end.
pub fn has_place(what: &str) -> bool {
    matches!(what, activity::VISIT | activity::MEETING)
}

/// Clears the fields that a log's kind does not have: a sheet may have been switched from a visit
/// to a note. Also clears an end before the start.
pub fn fit_to_kind(log: &mut Draft) {
    let what = log.text(activity::WHAT);
    let mut clear = |fields: &[u32], keep: bool| {
        if !keep {
            fields.iter().for_each(|field| log.set_text(*field, ""));
        }
    };
    clear(&[activity::RESULT], has_result(&what));
    clear(&[activity::OUTCOME], has_outcome(&what));
    clear(&[activity::DIRECTION], has_direction(&what));
    clear(&[activity::UNTIL, activity::PLACE], has_place(&what));
    if let (Some(Value::Moment(from)), Some(Value::Moment(until))) =
        (log.value(activity::WHEN), log.value(activity::UNTIL))
        && is_before(until, from)
    {
        log.set_text(activity::UNTIL, "");
    }
}

/// True if logging this completes the task it was started from: a call that reached nobody leaves
/// the call-back open, unless a later one replaces it.
pub fn does_its_task(log: &impl Fields, next: Option<&NextStep>) -> bool {
    log.text(activity::RESULT) != activity::NOT_REACHED || next.is_some()
}

/// Creates the call-back that follows from a log. `about` are the fields of a log by which it is about
/// records of the user's kinds; a task has them under the same numbers, for one record each.
pub fn call_back(log: &impl Fields, about: &[u32], text: &str, due: &Due) -> Draft {
    let mut draft = Draft::new(TASK);
    draft.set_text(task::TEXT, text);
    draft.set_text(task::WHAT, task::CALL);
    draft.set_text(task::DUE, due.to_string());
    let mut refer = |field, id: Option<RecordId>| {
        if let Some(id) = id {
            draft.set(field, Value::Reference(id));
        }
    };
    refer(task::CONTACT, people_of_log(log).first().copied());
    refer(task::COMPANY, log.reference(activity::COMPANY));
    refer(task::DEAL, log.reference(activity::DEAL));
    for field in about {
        let first = log.elements(*field).into_iter().next();
        if let Some(Value::Reference(id)) = first.map(|element| element.value) {
            refer(*field, Some(id));
        }
    }
    draft
}

/// Returns the contacts of a log.
pub fn people_of_log(log: &impl Fields) -> Vec<RecordId> {
    let elements = log.elements(activity::CONTACTS).into_iter();
    elements
        .filter_map(
            |element| if let Value::Reference(id) = element.value { Some(id) } else { None },
        )
        .collect()
}

/// Creates a log: its kind, contacts, company and deal.
pub fn log_draft(
    what: &str,
    contacts: &[RecordId],
    company: Option<RecordId>,
    deal: Option<RecordId>,
) -> Draft {
    let mut draft = Draft::new(ACTIVITY);
    draft.set_text(activity::WHAT, what);
    for id in contacts {
        draft.push(activity::CONTACTS, "", Value::Reference(*id));
    }
    if let Some(id) = company {
        draft.set(activity::COMPANY, Value::Reference(id));
    }
    if let Some(id) = deal {
        draft.set(activity::DEAL, Value::Reference(id));
    }
    draft
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Address;

    /// A zone five hours ahead, all year.
    struct East;

    impl Zones for East {
        fn here(&self) -> String {
            "Asia/Karachi".into()
        }
        fn offset_minutes(&self, _zone: &str, _utc_millis: i64) -> Option<i32> {
            Some(300)
        }
    }

    /// 2026-11-22, 23:30 in Karachi.
    const LATE: i64 = 1_795_372_200_000;

    #[test]
    fn next_steps_count_from_the_clock_of_here() {
        let due = |step: NextStep| step.due(&East, LATE).to_string();
        assert_eq!(due(NextStep::InAnHour), "2026-11-23T00:30[Asia/Karachi]");
        assert_eq!(due(NextStep::Tomorrow), "2026-11-23T09:00[Asia/Karachi]");
        assert_eq!(due(NextStep::NextWeek), "2026-11-29T09:00[Asia/Karachi]");
    }

    #[test]
    fn a_call_and_a_visit_say_how_they_went_and_a_note_says_something() {
        let log = |what: &str, field: u32, text: &str| {
            let mut draft = Draft::new(ACTIVITY);
            draft.set_text(activity::WHAT, what);
            draft.set_text(field, text);
            unsaid(&draft, true, LATE)
        };
        assert_eq!(log(activity::CALL, activity::TEXT, "x"), Some(Unsaid::Reached));
        assert_eq!(log(activity::VISIT, activity::TEXT, "x"), Some(Unsaid::Met));
        assert_eq!(log(activity::MEETING, activity::TEXT, "x"), Some(Unsaid::Met));
        assert_eq!(log(activity::NOTE, activity::TEXT, " \n"), Some(Unsaid::Text));
        assert_eq!(log(activity::CALL, activity::RESULT, activity::NOT_REACHED), None);
        assert_eq!(log(activity::VISIT, activity::RESULT, activity::REACHED), None);
        assert_eq!(log(activity::NOTE, activity::TEXT, "x"), None);
        assert_eq!(log(activity::GIFT, activity::TEXT, ""), None);
    }

    #[test]
    fn what_happened_is_over_and_ends_after_it_began() {
        let visit = |from: Option<i64>, until: Option<i64>| {
            let mut log = log_draft(activity::VISIT, &[], None, None);
            log.set_text(activity::RESULT, activity::REACHED);
            let moments = [(activity::WHEN, from), (activity::UNTIL, until)];
            for (field, minutes) in moments {
                if let Some(minutes) = minutes {
                    log.set(field, Value::Moment(LATE + minutes * 60_000));
                }
            }
            log
        };
        let asked = |from, until| unsaid(&visit(from, until), true, LATE);
        assert_eq!(asked(Some(6), None), Some(Unsaid::Past));
        assert_eq!(asked(Some(-60), Some(30)), Some(Unsaid::Past));
        assert_eq!(asked(Some(5), None), None, "clocks differ");
        assert_eq!(asked(Some(-60), Some(-90)), Some(Unsaid::Order));
        assert_eq!(asked(None, Some(-30)), Some(Unsaid::Order));
        assert_eq!(asked(None, Some(-2)), None, "the sheet was open for a while");
        assert_eq!(began(&visit(None, Some(-2)), LATE), LATE - 120_000);
        assert_eq!(began(&visit(None, None), LATE), LATE);
        assert_eq!(asked(Some(-60), Some(-60)), None);
        let mut call = visit(Some(60), Some(30));
        call.set_text(activity::WHAT, activity::CALL);
        assert_eq!(unsaid(&call, true, LATE), Some(Unsaid::Past));
        call.set(activity::WHEN, Value::Moment(LATE));
        assert_eq!(unsaid(&call, true, LATE), None, "a call has no end");
        call.set_text(activity::RESULT, "");
        assert_eq!(unsaid(&call, true, LATE), Some(Unsaid::Reached));
        assert_eq!(unsaid(&call, false, LATE), None, "nobody was called");
    }

    #[test]
    fn a_next_step_survives_being_kept() {
        let then = Due::parse("2026-12-01T14:15[Asia/Bangkok]").unwrap();
        let all = [NextStep::InAnHour, NextStep::Tomorrow, NextStep::NextWeek, NextStep::At(then)];
        for step in all {
            assert_eq!(NextStep::parse(&step.key()), Some(step));
        }
        assert_eq!(NextStep::parse("some day"), None);
    }

    #[test]
    fn a_visit_that_is_turned_into_a_note_keeps_only_what_a_note_has() {
        let id = RecordId::from_bytes([1; 16]);
        let mut log = log_draft(activity::VISIT, &[id], None, None);
        log.set_text(activity::RESULT, activity::REACHED);
        log.set_text(activity::TEXT, "liked it");
        log.set(activity::WHEN, Value::Moment(5_000));
        log.set(activity::UNTIL, Value::Moment(9_000));
        let address = Address { place: Some((1, 2)), ..Address::default() };
        log.set(activity::PLACE, Value::Address(Box::new(address)));
        let mut visit = log.clone();
        fit_to_kind(&mut visit);
        let asked = [activity::RESULT, activity::UNTIL, activity::PLACE, activity::WHEN];
        assert!(asked.iter().all(|field| visit.value(*field) == log.value(*field)));
        log.set_text(activity::WHAT, activity::NOTE);
        fit_to_kind(&mut log);
        let gone = [activity::RESULT, activity::UNTIL, activity::PLACE];
        assert!(gone.iter().all(|field| log.value(*field).is_none()));
        assert_eq!(
            (log.text(activity::TEXT).as_str(), people_of_log(&log)),
            ("liked it", vec![id])
        );
    }

    #[test]
    fn an_end_before_the_beginning_is_none() {
        let mut log = log_draft(activity::VISIT, &[], None, None);
        log.set(activity::WHEN, Value::Moment(900_000));
        log.set(activity::UNTIL, Value::Moment(500_000));
        fit_to_kind(&mut log);
        assert_eq!(log.value(activity::UNTIL), None);
    }

    #[test]
    fn a_call_that_reached_nobody_leaves_its_task_unless_a_later_one_takes_its_place() {
        let mut log = log_draft(activity::CALL, &[], None, None);
        log.set_text(activity::RESULT, activity::NOT_REACHED);
        assert!(!does_its_task(&log, None));
        assert!(does_its_task(&log, Some(&NextStep::Tomorrow)));
        log.set_text(activity::RESULT, activity::REACHED);
        assert!(does_its_task(&log, None));
    }

    #[test]
    fn a_call_back_is_for_whom_the_call_was() {
        let [anh, deal] = [1, 2].map(|byte| RecordId::from_bytes([byte; 16]));
        let log = log_draft(activity::CALL, &[anh], None, Some(deal));
        let due = NextStep::Tomorrow.due(&East, LATE);
        let task = call_back(&log, &[], "Call back", &due);
        assert_eq!(task.reference(task::CONTACT), Some(anh));
        assert_eq!(task.reference(task::DEAL), Some(deal));
        assert_eq!(task.text(task::WHAT), task::CALL);
        assert_eq!(Due::parse(&task.text(task::DUE)), Some(due));
    }
}
