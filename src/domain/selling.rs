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

    fn euros(minor: i64) -> Money {
        Money { minor, currency: *b"EUR" }
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
}
