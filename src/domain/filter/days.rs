//! Conditions that count days from today: "not in the last 30 days", "in the next 7 days".

use crate::{Day, Due, Value, days_until};

/// Returns the operand for a day: `30@2026-11-22`.
pub fn with_today(operand: &str, today: Day) -> String {
    let days = operand.split('@').next().unwrap_or_default();
    format!("{}@{today}", days.trim())
}

/// True if a value lies at most so many days before the operand's day (moments), or after it (due
/// dates and dates). The day itself counts.
pub fn is_within(value: &Value, operand: &str) -> bool {
    let Some((days, today)) = operand.split_once('@') else { return false };
    let (Ok(days), Some(today)) = (days.parse::<i32>(), Day::parse(today)) else { return false };
    let to_come = |day: Day| (0..=days).contains(&(day.number() - today.number()));
    match value {
        // Counted in UTC days, which can differ from the local ones by one.
        Value::Moment(millis) => today.number() - Day::from_millis(*millis).number() <= days,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{CONTACT, Draft, Filter, Money, PartialDate, contact, deal};

    const DAY: i64 = 86_400_000;

    fn today() -> Day {
        Day::parse("2026-11-22").unwrap()
    }

    fn moment(days_ago: i32) -> Value {
        Value::Moment(i64::from(today().plus(-days_ago).number()) * DAY + DAY / 2)
    }

    #[test]
    fn who_was_never_spoken_to_was_not_spoken_to_lately_either() {
        let filter = Filter::decode(&format!("{}.notsince.30", contact::LAST_CONTACT)).at(today());
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
            Filter::decode(filter).at(today()).passes(&draft)
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
    fn without_a_today_nothing_is_within_any_days() {
        let mut draft = Draft::new(CONTACT);
        draft.set(contact::LAST_CONTACT, moment(0));
        let filter = Filter::decode(&format!("{}.within.7", contact::LAST_CONTACT));
        assert!(!filter.passes(&draft) && filter.at(today()).passes(&draft));
        // On another day it is counted from that one.
        assert!(!filter.at(today()).at(today().plus(30)).passes(&draft));
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
