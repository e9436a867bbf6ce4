//! Due dates: a day, or a local time, which stays that time ("9:00 stays 9:00") when its zone
//! changes the clock or the device travels. [`Zones`] provides the zones.

use std::fmt;

use super::Day;

/// A due date. Its text is that of RFC 9557 without an offset: `2026-11-23`,
/// `2026-11-23T09:00[Asia/Bangkok]`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Due {
    /// The day, in the calendar of its zone.
    pub day: Day,
    /// The time; without one it is due on that day, not at midnight.
    pub time: Option<LocalTime>,
}

/// A time of the day in a zone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalTime {
    /// Minutes since midnight, below 1440.
    pub minutes: u16,
    /// The IANA name of the zone; empty means the reader's.
    pub zone: String,
}

/// Access to time zones.
pub trait Zones {
    /// Returns the IANA name of the device's zone.
    fn here(&self) -> String;
    /// Returns the minutes that a zone is ahead of UTC at a moment (milliseconds since 1970);
    /// `None` for an unknown zone.
    fn offset_minutes(&self, zone: &str, utc_millis: i64) -> Option<i32>;

    /// Returns the weekday on which weeks begin here; 0 is Monday, as in ISO 8601.
    fn week_start(&self) -> u8 {
        0
    }
}

/// A span of days in which something is due, seen from today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DueSpan {
    /// Before now.
    Overdue,
    /// In the rest of today.
    Today,
    /// In the six days after today.
    Week,
    /// Later than that.
    Later,
}

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;
/// Longer than any name in the IANA database.
const LONGEST_ZONE: usize = 64;

impl Due {
    /// Creates a due date on a day.
    pub fn on(day: Day) -> Self {
        Self { day, time: None }
    }

    /// Creates a due date at a time: minutes since midnight in a zone.
    pub fn at(day: Day, minutes: u16, zone: impl Into<String>) -> Self {
        let time = LocalTime { minutes: minutes.min(24 * 60 - 1), zone: zone.into() };
        Self { day, time: Some(time) }
    }

    /// Parses the text of [`Due`]; also a time without a zone, and a space for the `T`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let Some((day, time)) = text.split_once(['T', ' ']) else {
            return Day::parse(text).map(Self::on);
        };
        let (time, zone) = match time.split_once('[') {
            Some((time, rest)) => (time, zone_name(rest.strip_suffix(']')?)?),
            None => (time, ""),
        };
        let (hour, minute) = time.split_once(':')?;
        let two_digits = |part: &str| {
            let all = part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
            all.then(|| part.parse::<u16>().ok()).flatten()
        };
        let (hour, minute) = (two_digits(hour)?, two_digits(minute)?);
        let day = Day::parse(day)?;
        (hour < 24 && minute < 60).then(|| Self::at(day, hour * 60 + minute, zone))
    }

    /// Returns the moment from which it is due, in milliseconds since 1970; for a day, its start
    /// here.
    pub fn moment(&self, zones: &dyn Zones) -> i64 {
        match &self.time {
            Some(time) => moment_of(zones, &time.zone, self.day, time.minutes),
            None => moment_of(zones, &zones.here(), self.day, 0),
        }
    }

    /// True if it is overdue: a day when it is over here, a time when it is past.
    pub fn is_over(&self, zones: &dyn Zones, now: i64) -> bool {
        match &self.time {
            Some(_) => self.moment(zones) < now,
            None => self.day < local(zones, &zones.here(), now).0,
        }
    }

    /// Returns the span in which it is due, seen from now, in milliseconds since 1970; `today` is
    /// the day here.
    pub fn span(&self, zones: &dyn Zones, today: Day, now: i64) -> DueSpan {
        let ahead = self.day.number() - today.number();
        // Zones differ by a day at most: distant days need no time zone math.
        if ahead < -1 {
            return DueSpan::Overdue;
        }
        if ahead > 8 {
            return DueSpan::Later;
        }
        if self.is_over(zones, now) {
            return DueSpan::Overdue;
        }
        match self.here(zones).0.number() - today.number() {
            ..=0 => DueSpan::Today,
            1..=6 => DueSpan::Week,
            _ => DueSpan::Later,
        }
    }

    /// Returns day and time in the device's zone.
    pub fn here(&self, zones: &dyn Zones) -> (Day, Option<u16>) {
        if self.time.is_none() {
            return (self.day, None);
        }
        let (day, minutes) = local(zones, &zones.here(), self.moment(zones));
        (day, Some(minutes))
    }
}

/// Writes the stored form.
impl fmt::Display for Due {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.day.fmt(f)?;
        let Some(LocalTime { minutes, zone }) = &self.time else { return Ok(()) };
        write!(f, "T{:02}:{:02}", minutes / 60, minutes % 60)?;
        if zone.is_empty() { Ok(()) } else { write!(f, "[{zone}]") }
    }
}

/// Returns the day and the minutes since midnight in a zone at a moment.
pub fn local(zones: &dyn Zones, zone: &str, utc_millis: i64) -> (Day, u16) {
    let shown = utc_millis.saturating_add(offset(zones, zone, utc_millis));
    (Day::from_millis(shown), (shown.rem_euclid(DAY) / MINUTE) as u16)
}

/// Returns the moment of a local time. RFC 5545, section 3.3.5: a time that the clock skips uses
/// the offset before the gap, so that 2:30 becomes 3:30; a repeated one is the first.
pub(super) fn moment_of(zones: &dyn Zones, zone: &str, day: Day, minutes: u16) -> i64 {
    let shown = i64::from(day.number()) * DAY + i64::from(minutes) * MINUTE;
    let before = offset(zones, zone, shown - DAY);
    let after = offset(zones, zone, shown + DAY);
    let (early, late) = (shown - before, shown - after);
    let is_early = offset(zones, zone, early) == before;
    if is_early || offset(zones, zone, late) != after { early } else { late }
}

/// Returns the milliseconds that a zone is ahead of UTC; an unknown zone counts as here.
fn offset(zones: &dyn Zones, zone: &str, utc_millis: i64) -> i64 {
    let known = (!zone.is_empty()).then(|| zones.offset_minutes(zone, utc_millis)).flatten();
    let minutes = known.or_else(|| zones.offset_minutes(&zones.here(), utc_millis));
    i64::from(minutes.unwrap_or(0)) * MINUTE
}

fn zone_name(text: &str) -> Option<&str> {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"/_+-".contains(&byte);
    let named = !text.is_empty() && text.len() <= LONGEST_ZONE && text.bytes().all(fits);
    named.then_some(text)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// The clocks of 2026 in four places; the device is in the named one.
    pub struct Clocks(pub &'static str);

    impl Zones for Clocks {
        fn here(&self) -> String {
            self.0.to_owned()
        }

        fn offset_minutes(&self, zone: &str, utc_millis: i64) -> Option<i32> {
            let summer = |from: &str, from_hour: i64, to: &str, to_hour: i64| {
                let at = |day: &str, hour: i64| {
                    i64::from(Day::parse(day).unwrap().number()) * DAY + hour * 60 * MINUTE
                };
                i32::from((at(from, from_hour)..at(to, to_hour)).contains(&utc_millis))
            };
            match zone {
                "Asia/Bangkok" => Some(7 * 60),
                "Europe/Budapest" => Some(60 + 60 * summer("2026-03-29", 1, "2026-10-25", 1)),
                "America/New_York" => Some(60 * summer("2026-03-08", 7, "2026-11-01", 6) - 300),
                // Its clock changes at midnight.
                "Asia/Beirut" => Some(120 + 60 * summer("2026-03-28", 22, "2026-10-24", 21)),
                _ => None,
            }
        }
    }

    const BUDAPEST: Clocks = Clocks("Europe/Budapest");
    const BANGKOK: Clocks = Clocks("Asia/Bangkok");

    fn due(text: &str) -> Due {
        Due::parse(text).unwrap()
    }

    /// Formats the moment in UTC.
    fn utc(zones: &Clocks, text: &str) -> String {
        let millis = due(text).moment(zones);
        let minutes = millis.rem_euclid(DAY) / MINUTE;
        format!("{} {:02}:{:02}", Day::from_millis(millis), minutes / 60, minutes % 60)
    }

    fn millis(text: &str) -> i64 {
        due(text).moment(&Clocks("nowhere"))
    }

    #[test]
    fn its_text_reads_and_writes_back() {
        for text in
            ["2026-11-23", "2026-11-23T09:00[Asia/Bangkok]", "1900-01-01T00:05", "9999-12-31"]
        {
            assert_eq!(due(text).to_string(), text);
        }
        assert_eq!(due("2026-11-23 09:00").to_string(), "2026-11-23T09:00");
        let built = Due::at(Day::parse("2026-11-23").unwrap(), 9 * 60, "Asia/Bangkok");
        assert_eq!(built, due("2026-11-23T09:00[Asia/Bangkok]"));
    }

    #[test]
    fn what_no_clock_shows_is_refused() {
        for text in [
            "",
            "soon",
            "2026-02-30",
            "0000-01-01",
            "10000-01-01",
            "2026-11-23T24:00",
            "2026-11-23T9:00",
            "2026-11-23T09:60",
            "2026-11-23T+9:00",
            "2026-11-23T09:00[",
            "2026-11-23T09:00[]",
            "2026-11-23T09:00[Asia/Bang kok]",
            "2026-11-23T09:00[Asia/Bangkok]x",
            "2026-11-23[Asia/Bangkok]",
        ] {
            assert_eq!(Due::parse(text), None, "{text}");
        }
    }

    #[test]
    fn nine_stays_nine_in_summer_and_in_winter() {
        assert_eq!(utc(&BUDAPEST, "2026-07-01T09:00[Europe/Budapest]"), "2026-07-01 07:00");
        assert_eq!(utc(&BUDAPEST, "2026-12-01T09:00[Europe/Budapest]"), "2026-12-01 08:00");
        assert_eq!(utc(&BANGKOK, "2026-12-01T09:00[Europe/Budapest]"), "2026-12-01 08:00");
        assert_eq!(utc(&BUDAPEST, "2026-12-01T03:00[Asia/Bangkok]"), "2026-11-30 20:00");
    }

    #[test]
    fn a_skipped_hour_is_an_hour_later_and_a_repeated_one_is_the_first() {
        // 2:30 does not exist: it is 3:30, which is 1:30 in UTC.
        assert_eq!(utc(&BUDAPEST, "2026-03-29T02:30[Europe/Budapest]"), "2026-03-29 01:30");
        assert_eq!(due("2026-03-29T02:30").here(&BUDAPEST).1, Some(3 * 60 + 30));
        assert_eq!(utc(&BUDAPEST, "2026-03-29T01:59"), "2026-03-29 00:59");
        assert_eq!(utc(&BUDAPEST, "2026-03-29T03:00"), "2026-03-29 01:00");
        assert_eq!(utc(&BUDAPEST, "2026-10-25T02:30[Europe/Budapest]"), "2026-10-25 00:30");
        assert_eq!(utc(&BUDAPEST, "2026-10-25T03:00"), "2026-10-25 02:00");
        assert_eq!(utc(&BANGKOK, "2026-03-08T02:30[America/New_York]"), "2026-03-08 07:30");
        assert_eq!(utc(&BANGKOK, "2026-11-01T01:30[America/New_York]"), "2026-11-01 05:30");
    }

    #[test]
    fn a_day_begins_when_its_clock_does() {
        assert_eq!(utc(&BUDAPEST, "2026-07-01"), "2026-06-30 22:00");
        // There is no midnight on 29 March: the day begins at one.
        assert_eq!(utc(&Clocks("Asia/Beirut"), "2026-03-29"), "2026-03-28 22:00");
        assert_eq!(utc(&Clocks("Asia/Beirut"), "2026-03-30"), "2026-03-29 21:00");
    }

    #[test]
    fn a_day_is_over_after_it_and_a_time_after_its_moment() {
        let day = due("2026-11-23");
        assert!(!day.is_over(&BANGKOK, millis("2026-11-23T16:59")));
        assert!(day.is_over(&BANGKOK, millis("2026-11-23T17:00")));
        assert!(!day.is_over(&BUDAPEST, millis("2026-11-23T17:00")));
        let time = due("2026-11-23T09:00[Asia/Bangkok]");
        assert!(!time.is_over(&BUDAPEST, millis("2026-11-23T02:00")));
        assert!(time.is_over(&BUDAPEST, millis("2026-11-23T02:01")));
        assert!(due("1900-01-01").is_over(&BUDAPEST, 0));
        assert!(!due("9999-12-31").is_over(&BUDAPEST, millis("2026-11-23")));
    }

    #[test]
    fn a_task_from_another_zone_shows_the_time_of_here() {
        let call = due("2026-11-23T20:00[America/New_York]");
        let (day, minutes) = call.here(&BANGKOK);
        assert_eq!((day.to_string().as_str(), minutes), ("2026-11-24", Some(8 * 60)));
        assert_eq!(due("2026-11-23").here(&BANGKOK).1, None);
    }

    #[test]
    fn a_zone_that_nobody_knows_counts_as_here() {
        assert_eq!(utc(&BANGKOK, "2026-11-23T09:00[Mars/Olympus]"), "2026-11-23 02:00");
        assert_eq!(utc(&BUDAPEST, "2026-11-23T09:00[Mars/Olympus]"), "2026-11-23 08:00");
        let (day, minutes) = local(&BANGKOK, "Mars/Olympus", millis("2026-11-23T20:15"));
        assert_eq!((day.to_string().as_str(), minutes), ("2026-11-24", 3 * 60 + 15));
    }

    #[test]
    fn the_ends_of_the_calendar_are_no_trouble() {
        for text in ["0001-01-01", "9999-12-31T23:59[America/New_York]"] {
            let moment = due(text).moment(&BANGKOK);
            assert!(due(text).here(&BANGKOK).0 <= Day::LAST && moment != 0, "{text}");
        }
        assert_eq!(local(&BANGKOK, "", i64::MAX).0, Day::LAST);
    }
}
