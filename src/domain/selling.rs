//! Facts of selling: the result of stages, a deal's probability, weight and age, sums, and whether
//! somebody was reached.

use std::cmp::Ordering;

use super::happened::reached;
use super::{Fields, Money, ProductLine, Value, activity, deal, stage};

/// Milliseconds per day.
pub const DAY_MILLIS: i64 = 86_400_000;

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

/// Returns how many days a deal has been in its stage; `since` is when it entered it.
pub fn age_days(since: i64, now: i64) -> i64 {
    (now - since).max(0) / DAY_MILLIS
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
