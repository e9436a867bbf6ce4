//! The activities of the sample in the last three months.

use domain::{ACTIVITY, DAY_MILLIS, Draft, RecordId, Value, activity};

use super::cast::{EACH, ROUNDS};
use super::scene::{DEALS, Scene};
use super::trades::Trade;

/// Number of people per round with activities.
const PEOPLE: usize = 12;
/// Number of activities per person.
const EACH_HAD: usize = 5;
/// The person per round who could not be reached, and is to be tried again.
const NOT_THERE: usize = 11;
const MINUTE: i64 = 60_000;

/// A type of activity.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Call(&'static str),
    CalledUs,
    Mail,
    Answer,
    Visit,
    Meeting,
    Message,
    Note,
}

/// The sequence of activities, repeated.
const KINDS: [Kind; 11] = [
    Kind::Call(activity::REACHED),
    Kind::Call(activity::NOT_REACHED),
    Kind::Mail,
    Kind::Visit,
    Kind::Call(activity::LEFT_MESSAGE),
    Kind::Note,
    Kind::CalledUs,
    Kind::Message,
    Kind::Meeting,
    Kind::Answer,
    Kind::Call(activity::NOT_REACHED),
];

impl Scene<'_> {
    /// Returns all activities; `deals` in the order of the rounds.
    pub fn past(&self, deals: &[RecordId]) -> Vec<Draft> {
        let people = (0..ROUNDS).flat_map(|round| (0..PEOPLE).map(move |who| (round, who)));
        let all = people.flat_map(|(round, who)| {
            (0..EACH_HAD).filter_map(move |nth| self.happened(round, who, nth, deals))
        });
        all.collect()
    }

    fn happened(&self, round: usize, who: usize, nth: usize, deals: &[RecordId]) -> Option<Draft> {
        let trade = self.cast.trade(round, who);
        let person = self.person(round, who)?;
        let days = ((who * 5 + round * 3) % 23 + nth * (7 + who % 5 * 2)).min(89) as i32;
        let minutes = 8 * 60 + 30 + ((who * 37 + nth * 53 + round * 11) % 510) as u16;
        let mut when = self.moment(-days, minutes);
        if when >= self.now {
            when -= DAY_MILLIS;
        }
        let kind = match nth {
            0..=2 if who == NOT_THERE => Kind::Call(activity::NOT_REACHED),
            _ => KINDS[(who * 3 + nth * 4 + round) % KINDS.len()],
        };
        let mut draft = Draft::new(ACTIVITY);
        draft.set(activity::WHEN, Value::Moment(when));
        draft.push(activity::CONTACTS, "", Value::Reference(person.id));
        if let Some(company) = person.company {
            draft.set(activity::COMPANY, Value::Reference(company));
        }
        if who / 2 < DEALS && nth < 3 {
            let deal = deals.get(round * DEALS + who / 2).copied();
            deal.into_iter().for_each(|deal| draft.set(activity::DEAL, Value::Reference(deal)));
        }
        if kind == Kind::Meeting {
            let other = self.person(round, who ^ 1);
            let other = other.into_iter().filter(|_| (who ^ 1) < EACH);
            other.for_each(|it| draft.push(activity::CONTACTS, "", Value::Reference(it.id)));
        }
        describe(&mut draft, trade, kind, round + who + nth, when);
        Some(draft)
    }
}

/// Fills in the type, result and text of an activity.
fn describe(draft: &mut Draft, trade: &Trade, kind: Kind, nth: usize, when: i64) {
    let lasted = |draft: &mut Draft, minutes: usize| {
        draft.set(activity::UNTIL, Value::Moment(when + minutes as i64 * MINUTE));
    };
    let what = match kind {
        Kind::Call(_) | Kind::CalledUs => activity::CALL,
        Kind::Mail | Kind::Answer => activity::EMAIL,
        Kind::Visit => activity::VISIT,
        Kind::Meeting => activity::MEETING,
        Kind::Message => activity::MESSAGE,
        Kind::Note => activity::NOTE,
    };
    draft.set_text(activity::WHAT, what);
    match kind {
        Kind::Call(result) if result != activity::REACHED => {
            draft.set_text(activity::RESULT, result);
        }
        Kind::Call(_) | Kind::CalledUs | Kind::Visit | Kind::Meeting => {
            let talk = matches!(kind, Kind::Call(_) | Kind::CalledUs);
            draft.set_text(activity::RESULT, activity::REACHED);
            draft.set_text(activity::OUTCOME, trade.outcomes[nth % trade.outcomes.len()]);
            draft.set_text(activity::TEXT, trade.said[nth % trade.said.len()]);
            lasted(draft, if talk { 3 + nth % 14 } else { 40 + nth * 5 % 45 });
        }
        Kind::Mail | Kind::Answer | Kind::Message => {
            draft.set_text(activity::TEXT, trade.written[nth % trade.written.len()]);
        }
        Kind::Note => draft.set_text(activity::TEXT, trade.noted[nth % trade.noted.len()]),
    }
    if matches!(kind, Kind::CalledUs | Kind::Answer) {
        draft.set_text(activity::DIRECTION, activity::INCOMING);
    }
}
