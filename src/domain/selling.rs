//! Rules of selling: what writing a deal or task entails, a deal's probability, weight and age, and
//! the outcome of trying to reach somebody.

use std::cmp::Ordering;

use super::happened::{attempts, reached};
use super::{
    DEAL, Draft, DraftElement, DraftSlot, Element, Fields, Money, ProductLine, RecordId, TASK,
    Value, activity, contact, deal, lines_total, stage, task,
};

/// Milliseconds per day.
pub const DAY_MILLIS: i64 = 86_400_000;

/// Completes a draft before it is written over a record: a deal that changes its stage notes when,
/// and drops the reason it was lost; the value of a deal with product lines is their total; a task
/// with a new due date repeats from that day on. `now` in milliseconds since 1970, UTC.
pub fn complete(record: &impl Fields, draft: &mut Draft, now: i64) {
    match draft.kind {
        DEAL => complete_deal(record, draft, now),
        // A new due date applies to later dates, too; only postponing sets `PLANNED` itself.
        TASK if draft.slots.contains_key(&task::DUE) => {
            draft.slots.entry(task::PLANNED).or_insert(DraftSlot::One(None));
        }
        _ => {}
    }
}

fn complete_deal(record: &impl Fields, draft: &mut Draft, now: i64) {
    let stage = match draft.slots.get(&deal::STAGE) {
        Some(DraftSlot::One(Some(Value::Reference(stage)))) => Some(*stage),
        _ => None,
    };
    let came = stage.and_then(|stage| came_into(draft, stage));
    if let Some(since) = came {
        draft.set(deal::SINCE, Value::Moment(since));
    } else if let Some(stage) = stage.filter(|stage| record.reference(deal::STAGE) != Some(*stage))
    {
        let known = record.elements(deal::STAGES).into_iter();
        let mut history: Vec<DraftElement> = known
            .map(|Element { id, label, value }| DraftElement { id: Some(id), label, value })
            .collect();
        history.push(DraftElement {
            id: None,
            label: stage.to_string(),
            value: Value::Moment(now),
        });
        draft.slots.insert(deal::STAGES, DraftSlot::Many(history));
        draft.set(deal::SINCE, Value::Moment(now));
        // The reason for an earlier loss no longer applies.
        draft.slots.entry(deal::LOST_REASON).or_insert(DraftSlot::One(None));
    }
    if draft.slots.contains_key(&deal::LINES) {
        let lines = product_lines(draft);
        let currency = money(draft, deal::VALUE).or_else(|| money(record, deal::VALUE));
        if let Some(currency) = currency.map(|money| money.currency).filter(|_| !lines.is_empty()) {
            draft.set(deal::VALUE, Value::Money(lines_total(&lines, currency)));
        }
    }
}

/// Returns when a deal entered a stage, if the draft includes the history.
fn came_into(draft: &Draft, stage: RecordId) -> Option<i64> {
    let Some(DraftSlot::Many(history)) = draft.slots.get(&deal::STAGES) else { return None };
    let last = history.last().filter(|last| last.label == stage.to_string())?;
    if let Value::Moment(since) = last.value { Some(since) } else { None }
}

/// Returns a deal's product lines.
pub fn product_lines(deal: &impl Fields) -> Vec<ProductLine> {
    deal.texts(deal::LINES).iter().map(|text| ProductLine::parse(text)).collect()
}

/// Returns the amount in a field.
pub fn money(record: &impl Fields, field: u32) -> Option<Money> {
    match record.value(field) {
        Some(Value::Money(money)) => Some(money),
        _ => None,
    }
}

/// Returns the moment in a field.
pub fn moment(record: &impl Fields, field: u32) -> Option<i64> {
    match record.value(field) {
        Some(Value::Moment(millis)) => Some(millis),
        _ => None,
    }
}

/// Returns the number in a field.
pub fn number(record: &impl Fields, field: u32) -> Option<f64> {
    match record.value(field) {
        Some(Value::Number(number)) => Some(number),
        _ => None,
    }
}

/// The result of deals in a stage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StageResult {
    /// They are open.
    #[default]
    Open,
    /// They are won.
    Won,
    /// They are lost.
    Lost,
}

impl StageResult {
    /// Returns a stage's result.
    pub fn of(record: &impl Fields) -> Self {
        match record.text(stage::RESULT).as_str() {
            stage::WON => Self::Won,
            stage::LOST => Self::Lost,
            _ => Self::Open,
        }
    }

    /// Returns the stored key.
    pub fn key(self) -> &'static str {
        match self {
            Self::Open => stage::OPEN,
            Self::Won => stage::WON,
            Self::Lost => stage::LOST,
        }
    }
}

/// Returns the chance that a deal is won, in percent: its own probability, else its stage's.
pub fn probability(of_deal: Option<f64>, of_stage: f64) -> f64 {
    of_deal.unwrap_or(of_stage).clamp(0.0, 100.0)
}

/// Returns an amount times a probability in percent, rounded.
pub fn weighted(money: Money, percent: f64) -> Money {
    Money { minor: (money.minor as f64 * percent / 100.0).round() as i64, ..money }
}

/// Sums by currency.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals(Vec<Money>);

impl Totals {
    /// Adds an amount.
    pub fn add(&mut self, money: Money) {
        match self.0.iter_mut().find(|sum| sum.currency == money.currency) {
            Some(sum) => sum.minor = sum.minor.saturating_add(money.minor),
            None => self.0.push(money),
        }
    }

    /// Adds other sums.
    pub fn add_all(&mut self, other: &Self) {
        other.0.iter().for_each(|money| self.add(*money));
    }

    /// Returns the nonzero sums by currency code, beginning with the currency `first`.
    pub fn sums(&self, first: [u8; 3]) -> Vec<Money> {
        let mut sums: Vec<Money> = self.0.iter().filter(|sum| sum.minor != 0).copied().collect();
        sums.sort_by_key(|sum| (sum.currency != first, sum.currency));
        sums
    }
}

/// Returns how many days a deal has been in its stage; `since` is when it entered it.
pub fn age_days(since: i64, now: i64) -> i64 {
    (now - since).max(0) / DAY_MILLIS
}

/// The outcome of trying to reach somebody (the model of GoldMine's summary: attempts and successes
/// are kept apart).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ContactAttempts {
    /// The last time they were spoken to, met, or answered.
    pub last_contact: Option<i64>,
    /// The last attempt, successful or not.
    pub last_attempt: Option<i64>,
    /// The number of failed attempts since they were last reached.
    pub attempts: u32,
}

impl ContactAttempts {
    /// Summarizes the activities with somebody, in any order.
    pub fn of<'a, F: Fields + 'a>(activities: impl Iterator<Item = F>) -> Self {
        let tries: Vec<(i64, bool, i64)> = activities
            .filter_map(|it| {
                let when = moment(&it, activity::WHEN)?;
                Some((when, succeeded(&it)?, when))
            })
            .collect();
        let reached = tries.iter().filter(|(_, reached, _)| *reached);
        let last_contact = reached.map(|(when, ..)| *when).max();
        let last = attempts(tries).pop();
        Self {
            last_contact,
            last_attempt: last.map(|(when, _)| when),
            attempts: last.and_then(|(_, number)| number).unwrap_or(0),
        }
    }

    /// Writes the contact's derived fields into a draft.
    pub fn into_draft(self, draft: &mut Draft) {
        let moment = |millis: Option<i64>| DraftSlot::One(millis.map(Value::Moment));
        draft.slots.insert(contact::LAST_CONTACT, moment(self.last_contact));
        draft.slots.insert(contact::LAST_ATTEMPT, moment(self.last_attempt));
        let attempts = (self.attempts > 0).then(|| Value::Number(f64::from(self.attempts)));
        draft.slots.insert(contact::ATTEMPTS, DraftSlot::One(attempts));
    }
}

/// Returns whether an activity reached somebody; `None` if it was not an attempt.
pub fn succeeded(record: &impl Fields) -> Option<bool> {
    let incoming = record.text(activity::DIRECTION) == activity::INCOMING;
    reached(&record.text(activity::WHAT), &record.text(activity::RESULT), incoming)
}

/// Returns the earlier of two due texts, if any. Compares bytes: by day and local time, regardless
/// of the zone.
pub fn earlier(one: Option<String>, other: Option<String>) -> Option<String> {
    match (one, other) {
        (Some(one), Some(other)) => {
            Some(if one.cmp(&other) == Ordering::Greater { other } else { one })
        }
        (one, other) => one.or(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ACTIVITY, RecordId};

    fn euros(minor: i64) -> Money {
        Money { minor, currency: *b"EUR" }
    }

    fn in_stage(stage: u8) -> Draft {
        let mut draft = Draft::new(DEAL);
        draft.set(deal::STAGE, Value::Reference(RecordId::from_bytes([stage; 16])));
        draft
    }

    #[test]
    fn a_deal_notes_when_it_came_into_a_stage_and_only_when_it_changed() {
        let mut deal = in_stage(1);
        complete(&Draft::new(DEAL), &mut deal, 1_000);
        assert_eq!(moment(&deal, deal::SINCE), Some(1_000));
        assert_eq!(deal.elements(deal::STAGES).len(), 1);
        let mut same = in_stage(1);
        complete(&deal, &mut same, 2_000);
        assert_eq!(moment(&same, deal::SINCE), None);
        let mut next = in_stage(2);
        complete(&deal, &mut next, 3_000);
        let history = next.elements(deal::STAGES);
        let moments: Vec<&Value> = history.iter().map(|element| &element.value).collect();
        assert_eq!(moments, [&Value::Moment(1_000), &Value::Moment(3_000)]);
    }

    #[test]
    fn the_value_of_a_deal_with_lines_is_their_total() {
        let mut deal = Draft::new(DEAL);
        deal.set(deal::VALUE, Value::Money(euros(100)));
        deal.push(deal::LINES, "", Value::Text("Cup; 10; 2; 50".into()));
        complete(&Draft::new(DEAL), &mut deal, 0);
        assert_eq!(money(&deal, deal::VALUE), Some(euros(1_000)));
    }

    #[test]
    fn totals_are_kept_apart_by_currency_and_never_overflow() {
        let mut totals = Totals::default();
        totals.add(euros(i64::MAX));
        totals.add(euros(5));
        totals.add(Money { minor: 7, currency: *b"VND" });
        totals.add(Money { minor: 0, currency: *b"USD" });
        let sums = totals.sums(*b"VND");
        assert_eq!(sums, [Money { minor: 7, currency: *b"VND" }, euros(i64::MAX)]);
        assert_eq!(weighted(euros(999), 50.0), euros(500));
    }

    fn tried(what: &str, result: &str, when: i64) -> Draft {
        let mut draft = Draft::new(ACTIVITY);
        draft.set_text(activity::WHAT, what);
        draft.set_text(activity::RESULT, result);
        draft.set(activity::WHEN, Value::Moment(when));
        draft
    }

    #[test]
    fn attempts_are_counted_since_somebody_was_last_reached() {
        let all = [
            tried(activity::CALL, activity::NOT_REACHED, 1),
            tried(activity::CALL, activity::REACHED, 2),
            tried(activity::CALL, activity::LEFT_MESSAGE, 4),
            tried(activity::CALL, activity::NOT_REACHED, 3),
            tried(activity::EMAIL, "", 5),
            tried(activity::NOTE, "", 9),
        ];
        let reaching = ContactAttempts::of(all.into_iter());
        let expected =
            ContactAttempts { last_contact: Some(2), last_attempt: Some(5), attempts: 3 };
        assert_eq!(reaching, expected);
        assert_eq!(ContactAttempts::of(std::iter::empty::<Draft>()), ContactAttempts::default());
    }
}
