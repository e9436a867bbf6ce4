//! The days and times offered when something is planned: one tap instead of a calendar.

use super::Day;

/// An offered day, seen from today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UsualDay {
    /// Today.
    Today,
    /// Tomorrow.
    Tomorrow,
    /// Two to six days ahead, if a working day.
    Weekday(Day),
    /// The same weekday of next week.
    InAWeek,
}

impl UsualDay {
    /// Returns the day.
    pub fn day(self, today: Day) -> Day {
        match self {
            Self::Today => today,
            Self::Tomorrow => today.plus(1),
            Self::Weekday(day) => day,
            Self::InAWeek => today.plus(7),
        }
    }
}

/// Saturday, as [`Day::weekday`] counts.
const SATURDAY: u8 = 5;
/// The number of offered times.
const OFFERED: usize = 4;
/// The usual start of work and hours to meet people, in minutes since midnight.
const HOURS: [u16; 4] = [9 * 60, 10 * 60, 14 * 60, 16 * 60];

/// Returns the offered days: today, tomorrow, the working days after it, and a week from now.
pub fn usual_days(today: Day) -> Vec<UsualDay> {
    let coming = (2..7).map(|ahead| today.plus(ahead));
    let working = coming.filter(|day| day.weekday() < SATURDAY).map(UsualDay::Weekday);
    let ends = [UsualDay::Today, UsualDay::Tomorrow].into_iter();
    ends.chain(working).chain([UsualDay::InAWeek]).collect()
}

/// Returns the offered times, in minutes since midnight. `now` is the current time if the day is
/// today, else `None`. Leaves out past times and begins with the next full hours.
pub fn usual_times(now: Option<u16>) -> Vec<u16> {
    let Some(now) = now else { return HOURS.to_vec() };
    let next = now / 60 + 1;
    let soon = (next..next + 2).map(|hour| hour * 60).filter(|time| *time < 24 * 60);
    let mut times: Vec<u16> = soon.collect();
    if let Some(last) = times.last().copied() {
        times.extend(HOURS.into_iter().filter(|time| *time > last));
    }
    times.truncate(OFFERED);
    times
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_days_are_today_tomorrow_the_working_days_and_a_week_from_now() {
        // A Saturday.
        let today = Day::parse("2026-11-28").unwrap();
        let days = usual_days(today);
        let told: Vec<String> = days.iter().map(|it| it.day(today).to_string()).collect();
        assert_eq!(
            told,
            [
                "2026-11-28",
                "2026-11-29",
                "2026-11-30",
                "2026-12-01",
                "2026-12-02",
                "2026-12-03",
                "2026-12-04",
                "2026-12-05",
            ]
        );
        let monday = Day::parse("2026-11-30").unwrap();
        let weekend: Vec<String> =
            usual_days(monday).iter().map(|it| it.day(monday).to_string()).collect();
        assert!(!weekend.contains(&"2026-12-05".to_owned()), "nobody plans for a Saturday by rule");
        assert_eq!(weekend.len(), 6);
    }

    #[test]
    fn of_today_only_what_is_to_come_is_offered_beginning_with_the_next_full_hours() {
        assert_eq!(usual_times(None), [540, 600, 840, 960]);
        assert_eq!(usual_times(Some(9 * 60 + 20)), [600, 660, 840, 960]);
        assert_eq!(usual_times(Some(13 * 60)), [840, 900, 960]);
        assert_eq!(usual_times(Some(5 * 60)), [360, 420, 540, 600]);
        assert_eq!(usual_times(Some(22 * 60 + 5)), [23 * 60]);
        assert!(usual_times(Some(23 * 60 + 5)).is_empty());
    }
}
