//! Conditions that count days from today: "not in the last 30 days", "in the next 7 days".

use std::cmp::Ordering;
use std::ops::Range;

use super::{Condition, Operator};
use crate::{Day, Due, Value, Zones, days_until, local};

/// Returns the operand of a condition for a day: `30@2026-11-22@FROM..TO` counts from that day, and
/// `2026-11-22@FROM..TO` is that day, FROM and TO being the moments at which it begins and ends
/// here. For a week, the first number is the weekday on which it begins.
pub fn operand_on(condition: &Condition, now: i64, zones: &dyn Zones) -> String {
    let (today, minutes) = local(zones, &zones.here(), now);
    let begins = |day: Day| Due::on(day).moment(zones);
    match condition.operator {
        Operator::Within | Operator::Since | Operator::NotSince => {
            let days = condition.operand.split('@').next().unwrap_or_default().trim();
            let first = today.plus(-days.parse().unwrap_or(0));
            format!("{days}@{today}@{}..{}", begins(first), begins(today.plus(1)))
        }
        Operator::AtLeast | Operator::AtMost | Operator::Is | Operator::IsNot => {
            let day = plain(&condition.operand);
            match Day::parse(day.trim()) {
                Some(day) => format!("{day}@{}..{}", begins(day), begins(day.plus(1))),
                None => condition.operand.clone(),
            }
        }
        Operator::ThisWeek | Operator::ThisMonth | Operator::ThisMonthOfAnyYear => {
            let week_start = zones.week_start();
            let days = period(condition.operator, today, week_start.into());
            format!("{week_start}@{today}@{}..{}", begins(days.start), begins(days.end))
        }
        Operator::Past => format!("@{today}@{minutes}@{now}"),
        Operator::Contains | Operator::Lacks | Operator::Filled | Operator::Empty => {
            condition.operand.clone()
        }
    }
}

/// Returns the days of the week or month around a day.
fn period(operator: Operator, today: Day, week_start: i32) -> Range<Day> {
    if operator == Operator::ThisWeek {
        let first = today.plus(-(i32::from(today.weekday()) - week_start).rem_euclid(7));
        return first..first.plus(7);
    }
    let (.., day) = today.parts();
    let first = today.plus(1 - i32::from(day));
    first..first.plus_months(1)
}

/// The days that an operand of [`operand_on`] counts from, read once for many values.
#[derive(Clone, Debug, Default)]
pub struct OperandDays {
    /// The number of days: "in the last 30"; the weekday on which a week begins.
    days: Option<i32>,
    today: Option<Day>,
    /// The minute of that day, and the moment, in milliseconds since 1970.
    minutes: Option<u16>,
    now: Option<i64>,
    /// The moments from the beginning to the end of the days.
    pub span: Option<Range<i64>>,
}

impl OperandDays {
    /// Reads an operand; what it does not say is `None`.
    pub fn read(operand: &str) -> Self {
        let mut parts = operand.split('@');
        let days = parts.next().and_then(|days| days.parse().ok());
        let today = parts.next().and_then(Day::parse);
        let minutes = parts.next().and_then(|minutes| minutes.parse().ok());
        let now = parts.next().and_then(|now| now.parse().ok());
        Self { days, today, minutes, now, span: span(operand) }
    }

    fn holds_moment(&self, millis: i64) -> bool {
        self.span.as_ref().is_some_and(|span| span.contains(&millis))
    }

    /// True if a value lies in the week or month around the operand's day.
    pub fn is_in_period(&self, value: &Value, operator: Operator) -> bool {
        let Some(today) = self.today else { return false };
        let days = || period(operator, today, self.days.unwrap_or(0));
        match value {
            Value::Moment(millis) => self.holds_moment(*millis),
            Value::Text(text) => Due::parse(text).is_some_and(|due| days().contains(&due.day)),
            Value::Date(date) => {
                let now = today.date();
                let is_month = date.month.is_some() && date.month == now.month;
                match operator {
                    Operator::ThisMonthOfAnyYear => is_month,
                    Operator::ThisMonth => is_month && date.year == now.year,
                    _ => Day::of(*date).is_some_and(|day| days().contains(&day)),
                }
            }
            _ => false,
        }
    }

    /// True if a value lies before the operand's moment; a day, before its day. A time in another
    /// zone counts as one here, as everywhere in filters.
    pub fn is_past(&self, value: &Value) -> bool {
        let (Some(today), Some(minutes), Some(now)) = (self.today, self.minutes, self.now) else {
            return false;
        };
        match value {
            Value::Moment(millis) => *millis < now,
            Value::Text(text) => Due::parse(text).is_some_and(|due| {
                let is_over = due.time.is_some_and(|time| time.minutes < minutes);
                due.day < today || (due.day == today && is_over)
            }),
            Value::Date(date) => Day::of(*date).is_some_and(|day| day < today),
            _ => false,
        }
    }

    /// True if a value lies at most so many days before the operand's day (moments), or after it
    /// (due dates and dates). The day itself counts.
    pub fn is_within(&self, value: &Value) -> bool {
        let (Some(days), Some(today)) = (self.days, self.today) else { return false };
        let to_come = |day: Day| (0..=days).contains(&(day.number() - today.number()));
        match value {
            Value::Moment(millis) => self.holds_moment(*millis),
            Value::Text(text) => Due::parse(text).is_some_and(|due| to_come(due.day)),
            Value::Date(date) => {
                let now = today.date();
                // A date of an earlier year recurs, as birthdays do.
                let comes_back = date.year.zip(now.year).is_none_or(|(year, now)| year < now);
                if comes_back {
                    days_until(*date, now).is_some_and(|ahead| i32::from(ahead) <= days)
                } else {
                    Day::of(*date).is_some_and(to_come)
                }
            }
            _ => false,
        }
    }

    /// True if a value lies at most so many days before the operand's day. The day itself counts.
    pub fn is_recent(&self, value: &Value) -> bool {
        match value {
            Value::Moment(millis) => self.holds_moment(*millis),
            value => {
                let ago = self.days_ago(value).zip(self.days);
                ago.is_some_and(|(ago, days)| (0..=days).contains(&ago))
            }
        }
    }

    /// True if a value lies at most so many days before the operand's day, or later: nobody asks for
    /// people who were not called since, when the call is dated tomorrow.
    pub fn is_since(&self, value: &Value) -> bool {
        match value {
            Value::Moment(millis) => self.span.as_ref().is_some_and(|days| *millis >= days.start),
            value => self.days_ago(value).zip(self.days).is_some_and(|(ago, days)| ago <= days),
        }
    }

    /// Returns the days from a day to the operand's day; negative for one to come.
    fn days_ago(&self, value: &Value) -> Option<i32> {
        let day = match value {
            Value::Text(text) => Due::parse(text)?.day,
            Value::Date(date) => Day::of(*date)?,
            _ => return None,
        };
        Some(self.today?.number() - day.number())
    }
}

/// Returns the operand as the user entered it, if it is a day.
pub fn plain(operand: &str) -> &str {
    match operand.split_once('@') {
        Some((day, span)) if Day::parse(day).is_some() && of_span(span).is_some() => day,
        _ => operand,
    }
}

/// Returns the moments from the beginning to the end of the operand's days.
fn span(operand: &str) -> Option<Range<i64>> {
    of_span(operand.rsplit_once('@')?.1)
}

fn of_span(text: &str) -> Option<Range<i64>> {
    let (from, to) = text.split_once("..")?;
    Some(from.parse().ok()?..to.parse().ok()?)
}

/// Returns the order of a moment to a day.
pub fn order(millis: i64, day: &Range<i64>) -> Ordering {
    match millis {
        millis if millis < day.start => Ordering::Less,
        millis if millis >= day.end => Ordering::Greater,
        _ => Ordering::Equal,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{CONTACT, Draft, Filter, Money, PartialDate, contact, deal};

    const HOUR: i64 = 3_600_000;
    const DAY: i64 = 24 * HOUR;

    /// A zone so many hours ahead of UTC.
    struct Ahead(i32);

    /// UTC where weeks begin on this weekday.
    struct WeekFrom(u8);

    impl Zones for WeekFrom {
        fn here(&self) -> String {
            "here".to_owned()
        }

        fn offset_minutes(&self, _zone: &str, _utc_millis: i64) -> Option<i32> {
            Some(0)
        }

        fn week_start(&self) -> u8 {
            self.0
        }
    }

    impl Zones for Ahead {
        fn here(&self) -> String {
            "here".to_owned()
        }

        fn offset_minutes(&self, _zone: &str, _utc_millis: i64) -> Option<i32> {
            Some(self.0 * 60)
        }
    }

    fn today() -> Day {
        Day::parse("2026-11-22").unwrap()
    }

    fn moment(days_ago: i32) -> Value {
        Value::Moment(i64::from(today().plus(-days_ago).number()) * DAY + DAY / 2)
    }

    #[test]
    fn who_was_never_spoken_to_was_not_spoken_to_lately_either() {
        let filter = Filter::decode(&format!("{}.notsince.30", contact::LAST_CONTACT))
            .at(today(), &Ahead(0));
        let mut draft = Draft::new(CONTACT);
        assert!(filter.passes(&draft));
        for (days, passes) in [(0, false), (30, false), (31, true), (400, true)] {
            draft.set(contact::LAST_CONTACT, moment(days));
            assert_eq!(filter.passes(&draft), passes, "{days}");
        }
    }

    #[test]
    fn the_last_days_hold_what_was_and_the_next_days_what_will_be() {
        let passes = |filter: &str, field, value| {
            let mut draft = Draft::new(CONTACT);
            draft.set(field, value);
            Filter::decode(filter).at(today(), &Ahead(0)).passes(&draft)
        };
        let last = format!("{}.within.7", contact::LAST_CONTACT);
        assert!(passes(&last, contact::LAST_CONTACT, moment(7)));
        assert!(!passes(&last, contact::LAST_CONTACT, moment(8)));
        let due = |text: &str| Value::Text(text.into());
        let next = format!("{}.within.7", contact::NEXT);
        assert!(passes(&next, contact::NEXT, due("2026-11-22")));
        assert!(passes(&next, contact::NEXT, due("2026-11-29T09:00[Asia/Bangkok]")));
        assert!(!passes(&next, contact::NEXT, due("2026-11-30")));
        assert!(!passes(&next, contact::NEXT, due("2026-11-21")));
        let date = |text: &str| Value::Date(PartialDate::parse(text).unwrap());
        let birthday = format!("{}.within.7", contact::BIRTHDAY);
        assert!(passes(&birthday, contact::BIRTHDAY, date("1980-11-25")));
        assert!(passes(&birthday, contact::BIRTHDAY, date("--11-25")));
        assert!(!passes(&birthday, contact::BIRTHDAY, date("1980-11-20")));
        assert!(!passes(&birthday, contact::BIRTHDAY, date("2027-11-25")));
    }

    #[test]
    fn a_moment_to_come_is_not_in_the_last_days_and_was_not_long_ago() {
        let passes = |operator: &str, days_ago| {
            let mut draft = Draft::new(CONTACT);
            draft.set(contact::LAST_CONTACT, moment(days_ago));
            let filter = format!("{}.{operator}.7", contact::LAST_CONTACT);
            Filter::decode(&filter).at(today(), &Ahead(0)).passes(&draft)
        };
        assert!(passes("within", 0) && !passes("within", -1) && !passes("within", -400));
        assert!(!passes("notsince", 0) && !passes("notsince", -1));
    }

    #[test]
    fn a_day_is_in_the_last_days_or_was_long_ago_or_is_to_come() {
        let passes = |operator: &str, value: Option<Value>| {
            let mut draft = Draft::new(CONTACT);
            value.into_iter().for_each(|value| draft.set(900, value));
            let filter = Filter::decode(&format!("900.{operator}.7"));
            filter.at(today(), &Ahead(7)).passes(&draft)
        };
        let date = |text: &str| Some(Value::Date(PartialDate::parse(text).unwrap()));
        let due = |text: &str| Some(Value::Text(text.into()));
        for (value, is_recent, is_old) in [
            (date("2026-11-22"), true, false),
            (date("2026-11-15"), true, false),
            (date("2026-11-14"), false, true),
            (date("2026-11-23"), false, false),
            (due("2026-11-15T09:00[Asia/Bangkok]"), true, false),
            (due("2026-11-14"), false, true),
            (date("2026-11"), false, true),
            (None, false, true),
        ] {
            assert_eq!(passes("since", value.clone()), is_recent, "{value:?}");
            assert_eq!(passes("notsince", value.clone()), is_old, "{value:?}");
        }
    }

    #[test]
    fn days_of_moments_begin_at_midnight_here() {
        let passes = |filter: &str, ahead, hours: i64| {
            let mut draft = Draft::new(CONTACT);
            let millis = i64::from(today().number()) * DAY + hours * HOUR;
            draft.set(contact::LAST_CONTACT, Value::Moment(millis));
            let filter = format!("{}.{filter}", contact::LAST_CONTACT);
            let filter = Filter::decode(&filter).at(today(), &Ahead(ahead));
            filter.at(today(), &Ahead(ahead)).passes(&draft)
        };
        // In Hanoi the 22nd lasts from 17:00 UTC on the 21st to 17:00 UTC on the 22nd.
        for filter in ["within.0", "is.2026-11-22", "min.2026-11-22~51.max.2026-11-22"] {
            let filter = filter.replace("51", &contact::LAST_CONTACT.to_string());
            let found: Vec<i64> =
                [-8, -7, 16, 17].into_iter().filter(|hours| passes(&filter, 7, *hours)).collect();
            assert_eq!(found, [-7, 16], "{filter}");
        }
        assert!(passes("notsince.0", 7, -8) && !passes("notsince.0", 7, -7));
        assert!(passes("is.2026-11-22", -5, 28) && !passes("is.2026-11-22", -5, 29));
    }

    #[test]
    fn a_week_begins_on_the_day_on_which_it_begins_here() {
        let is_this_week = |day: &str, today: &str, start| {
            let day = Day::parse(day).unwrap();
            let moment = Value::Moment(i64::from(day.number()) * DAY + DAY / 2);
            let values = [Value::Date(day.date()), Value::Text(day.to_string()), moment];
            let passes = values.map(|value| {
                let mut draft = Draft::new(CONTACT);
                draft.set(900, value);
                let today = Day::parse(today).unwrap();
                Filter::decode("900.week.").at(today, &WeekFrom(start)).passes(&draft)
            });
            assert!(passes == [true; 3] || passes == [false; 3], "{day}: {passes:?}");
            passes[0]
        };
        const SATURDAY: u8 = 5;
        const SUNDAY: u8 = 6;
        // 22 November 2026 is a Sunday.
        for (start, first, last) in [
            (0, "2026-11-16", "2026-11-22"),
            (SUNDAY, "2026-11-22", "2026-11-28"),
            (SATURDAY, "2026-11-21", "2026-11-27"),
        ] {
            let before = Day::parse(first).unwrap().plus(-1).to_string();
            let after = Day::parse(last).unwrap().plus(1).to_string();
            assert!(is_this_week(first, "2026-11-22", start), "{first}");
            assert!(is_this_week(last, "2026-11-22", start), "{last}");
            assert!(!is_this_week(&before, "2026-11-22", start), "{before}");
            assert!(!is_this_week(&after, "2026-11-22", start), "{after}");
        }
        assert!(is_this_week("2026-11-22", "2026-11-28", SUNDAY), "a Saturday ends its week");
    }

    #[test]
    fn this_week_and_this_month_are_those_of_today() {
        let passes = |field: u32, operator: &str, value: Value| {
            let mut draft = Draft::new(CONTACT);
            draft.set(field, value);
            // A Sunday, in Hanoi.
            let filter = Filter::decode(&format!("{field}.{operator}."));
            filter.at(today(), &Ahead(7)).passes(&draft)
        };
        let date = |text: &str| Value::Date(PartialDate::parse(text).unwrap());
        let due = |text: &str| Value::Text(text.into());
        let at = |day: &str, hour: i64| {
            Value::Moment(i64::from(Day::parse(day).unwrap().number()) * DAY + hour * HOUR)
        };
        assert!(passes(900, "month", date("2026-11-01")) && passes(900, "month", date("2026-11")));
        assert!(
            !passes(900, "month", date("2025-11-22")) && !passes(900, "month", date("--11-22"))
        );
        assert!(passes(900, "anymonth", date("1980-11-30")));
        assert!(passes(900, "anymonth", date("--11-03")) && !passes(900, "anymonth", date("1980")));
        assert!(
            passes(900, "week", date("2026-11-16")) && !passes(900, "week", date("2026-11-23"))
        );
        assert!(passes(900, "week", due("2026-11-22T23:00[Asia/Bangkok]")));
        assert!(!passes(900, "month", due("2026-12-01")));
        assert!(
            passes(900, "week", at("2026-11-15", 17)) && !passes(900, "week", at("2026-11-15", 16))
        );
        assert!(
            passes(900, "month", at("2026-11-30", 16))
                && !passes(900, "month", at("2026-11-30", 17))
        );
        assert!(!Filter::decode("900.week.").passes(&Draft::new(CONTACT)));
    }

    #[test]
    fn without_a_today_nothing_is_within_any_days() {
        let mut draft = Draft::new(CONTACT);
        draft.set(contact::LAST_CONTACT, moment(0));
        let filter = Filter::decode(&format!("{}.within.7", contact::LAST_CONTACT));
        assert!(!filter.passes(&draft) && filter.at(today(), &Ahead(0)).passes(&draft));
        // On another day it is counted from that one.
        assert!(!filter.at(today(), &Ahead(0)).at(today().plus(30), &Ahead(0)).passes(&draft));
    }

    #[test]
    fn amounts_are_compared_in_the_units_of_their_currency() {
        let passes = |minor, currency: &[u8; 3], filter: &str| {
            let mut draft = Draft::new(CONTACT);
            draft.set(deal::VALUE, Value::Money(Money { minor, currency: *currency }));
            Filter::decode(&format!("{}.{filter}", deal::VALUE)).passes(&draft)
        };
        assert!(passes(318_000_000, b"VND", "min.318000000"));
        assert!(!passes(318_000_000, b"VND", "min.318000001"));
        assert!(passes(12_500, b"KWD", "is.12.5"));
        assert!(passes(1_250, b"EUR", "is.12.5"));
    }
}
