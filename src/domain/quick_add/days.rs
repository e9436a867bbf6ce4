//! Days in a line: tomorrow morning, next Monday, in 3 days, sáng thứ hai; and the day implied by a
//! time or a rule alone. Dates are read in `dates.rs`.

use super::line::QuickWord;
use super::meaning::QuickContext;
use super::numbers::{counted, day_number};
use super::senses::{count_of, sense};
use super::words::{Phrase, Sense, Unit};
use super::{clock, dates, repeats};
use crate::Day;
use crate::day::days_of_month;

const DAY: u64 = 24 * 60;

/// A day, and the time that came with it: tonight, in 2 hours.
#[derive(Clone, Copy)]
pub(super) struct FoundDay {
    day: Day,
    minutes: Option<u16>,
}

/// Reads a day.
pub(super) fn read(
    words: &[QuickWord<'_>],
    context: &QuickContext<'_>,
) -> Option<(usize, FoundDay)> {
    let on = count_of(words, Sense::BeforeDay);
    let rest = &words[on..];
    // Sáng thứ hai: the part of the day comes first.
    let before = sense(rest, part).and_then(|(count, minutes)| {
        let on = count + count_of(&rest[count..], Sense::BeforeDay);
        let (more, found) = core(&rest[on..], true, context)?;
        Some((on + more, FoundDay { minutes: found.minutes.or(Some(minutes)), ..found }))
    });
    let (count, mut found) = before.or_else(|| core(rest, on > 0, context)).map_or_else(
        // The word before a day may begin one, too: hôm nay.
        || core(words, false, context),
        |(count, found)| Some((on + count, found)),
    )?;
    let mut count = count;
    let behind = &words[count..];
    if found.minutes.is_none()
        && let Some((more, minutes)) = sense(behind, part)
        // The part in 下午三点 belongs to the time.
        && clock::read(behind, context.words).is_none_or(|(length, _)| length <= more)
    {
        found.minutes = Some(minutes);
        count += more;
    }
    count += count_of(&words[count..], Sense::Behind);
    Some((count, found))
}

/// Reads a day that is as often something else: mai, which is a name, too.
pub(super) fn weak(
    words: &[QuickWord<'_>],
    context: &QuickContext<'_>,
) -> Option<(usize, FoundDay)> {
    let is_name = words.first()?.text.starts_with(char::is_uppercase);
    let pick = |sense| if let Sense::WeakDay(phrase) = sense { Some(phrase) } else { None };
    let (count, phrase) = sense(words, pick).filter(|_| !is_name)?;
    Some((count, FoundDay { day: day_of(phrase, context), minutes: None }))
}

fn part(sense: Sense) -> Option<u16> {
    if let Sense::Part(minutes) = sense { Some(minutes) } else { None }
}

/// Reads a day without its part; `on` means that one is expected.
fn core(
    words: &[QuickWord<'_>],
    on: bool,
    context: &QuickContext<'_>,
) -> Option<(usize, FoundDay)> {
    let day = |(count, day)| (count, FoundDay { day, minutes: None });
    weekday(words, context)
        .map(day)
        .or_else(|| phrase(words, context))
        .or_else(|| span(words, context))
        .or_else(|| dates::month_end(words, context).map(day))
        .or_else(|| dates::read(words, context).map(day))
        .or_else(|| {
            // "The 15th anniversary" is not a day, "on the 15th" is.
            let known = context.words;
            let ordinal = || repeats::ordinal(words, known).filter(|_| on);
            let (count, of_month) = dates::day_of_month(words, known).or_else(ordinal)?;
            let found = match in_month(&words[count..], of_month, context) {
                Some((more, day)) => (count + more, day),
                None => (count, of_month_from(context.today, of_month)?),
            };
            Some(day(found))
        })
}

/// Reads tomorrow, next week, the day after tomorrow, this afternoon.
fn phrase(words: &[QuickWord<'_>], context: &QuickContext<'_>) -> Option<(usize, FoundDay)> {
    let pick = |sense| match sense {
        Sense::Day(phrase, minutes) => Some((phrase, minutes)),
        _ => None,
    };
    if let Some((count, (phrase, minutes))) = sense(words, pick) {
        // Cuối tháng 12.
        if let Phrase::MonthEnd(_) = phrase
            && let Some((more, month)) = dates::month_or_number(&words[count..], context.words)
        {
            return Some((count + more, FoundDay { day: dates::end_of(month, context)?, minutes }));
        }
        // 下个月5号.
        let of_month = dates::day_of_month(&words[count..], context.words);
        let within = of_month.and_then(|(more, of_month)| {
            let (_, day) = in_month(words, of_month, context)?;
            Some((count + more, FoundDay { day, minutes }))
        });
        return within.or(Some((count, FoundDay { day: day_of(phrase, context), minutes })));
    }
    let this = count_of(words, Sense::Week(0));
    let (count, minutes) = sense(words.get(this..).filter(|_| this > 0)?, part)?;
    Some((this + count, FoundDay { day: context.today, minutes: Some(minutes) }))
}

fn day_of(phrase: Phrase, context: &QuickContext<'_>) -> Day {
    let today = context.today;
    let month = |months: i32| {
        let (year, month, _) = today.parts();
        Day::new(year, month, 1).map_or(today, |first| first.plus_months(months))
    };
    match phrase {
        Phrase::Days(days) => today.plus(days),
        Phrase::Week(weeks) => today.plus(weeks * 7 - i32::from(today.weekday())),
        Phrase::Month(months) => month(months),
        Phrase::MonthEnd(months) => {
            let (year, month, _) = month(months).parts();
            Day::new(year, month, days_of_month(year, month)).unwrap_or(today)
        }
    }
}

/// Returns this day of a month that the words name: next month.
fn in_month(
    words: &[QuickWord<'_>],
    of_month: u8,
    context: &QuickContext<'_>,
) -> Option<(usize, Day)> {
    let pick = |sense| match sense {
        Sense::Day(phrase @ Phrase::Month(_), _) => Some(phrase),
        _ => None,
    };
    let (count, phrase) = sense(words, pick)?;
    let (year, month, _) = day_of(phrase, context).parts();
    Some((count, Day::new(year, month, of_month)?))
}

/// Reads in 3 days, in an hour, in 2h, 3 ngày nữa, 半小时后.
fn span(words: &[QuickWord<'_>], context: &QuickContext<'_>) -> Option<(usize, FoundDay)> {
    let QuickContext { words: known, today, now_minutes, .. } = *context;
    let within = count_of(words, Sense::Within);
    let rest = &words[within..];
    let unit =
        |sense| if let Sense::Unit(count, unit) = sense { Some((count, unit)) } else { None };
    let alone = || sense(rest, unit).filter(|(_, (number, _))| *number > 1);
    let (count, number, unit) = match counted(rest, known, unit) {
        Some((count, number, (times, unit))) => (count, number.saturating_mul(times), unit),
        None => alone().map(|(count, (number, unit))| (count, number, unit))?,
    };
    let hence = count_of(&rest[count..], Sense::Hence);
    if within == 0 && hence == 0 {
        return None;
    }
    let after = |minutes: u64| {
        let minutes = minutes + u64::from(now_minutes);
        let days = i32::try_from(minutes / DAY).unwrap_or(i32::MAX);
        FoundDay { day: today.plus(days), minutes: u16::try_from(minutes % DAY).ok() }
    };
    let signed = i32::try_from(number).unwrap_or(i32::MAX);
    let on = |day: Day| FoundDay { day, minutes: None };
    let found = match unit {
        Unit::Minute => after(u64::from(number)),
        Unit::Hour => after(u64::from(number) * 60),
        Unit::Day => on(today.plus(signed)),
        Unit::Week => on(today.plus(signed.saturating_mul(7))),
        Unit::Month => on(today.plus_months(signed)),
        Unit::Year => on(today.plus_months(signed.saturating_mul(12))),
    };
    Some((within + count + hence, found))
}

/// Reads a weekday. Monday: the next one, a week from now if it is Monday. Next Monday: that of the
/// next week. A date behind it is more exact.
fn weekday(words: &[QuickWord<'_>], context: &QuickContext<'_>) -> Option<(usize, Day)> {
    let today = context.today;
    let week = |sense| if let Sense::Week(week) = sense { Some(week) } else { None };
    let day = |sense| if let Sense::Weekday(day) = sense { Some(day) } else { None };
    let before = sense(words, week);
    let from = before.map_or(0, |(count, _)| count);
    let (count, wanted) = sense(&words[from..], day)?;
    let behind = &words[from + count..];
    if let Some((more, date)) = dates::read(behind, context) {
        return Some((from + count + more, date));
    }
    if let Some((more, of_month)) = number_behind(behind, context) {
        return Some((from + count + more, of_month_from(today, of_month)?));
    }
    let after = sense(behind, week).filter(|_| before.is_none());
    let now = i32::from(today.weekday());
    let wanted = i32::from(wanted);
    let days = match before.or(after).map_or(-1, |(_, week)| i32::from(week)) {
        0 => (wanted - now).rem_euclid(7),
        week if week > 0 => week * 7 - now + wanted,
        _ => (wanted - now - 1).rem_euclid(7) + 1,
    };
    Some((from + count + after.map_or(0, |(more, _)| more), today.plus(days)))
}

/// Reads the number of the day behind a weekday: Saturday the 28th, วันเสาร์ที่ 28.
fn number_behind(words: &[QuickWord<'_>], context: &QuickContext<'_>) -> Option<(usize, u8)> {
    let known = context.words;
    let the = count_of(words, Sense::InDate);
    let bare = || {
        let number = words.get(the).filter(|_| known.is_unspaced && the > 0)?;
        Some((the + 1, day_number(&number.folded)?))
    };
    dates::day_of_month(words, known).or_else(|| repeats::ordinal(words, known)).or_else(bare)
}

/// Returns the next day with this number in its month: today, or later.
fn of_month_from(from: Day, of_month: u8) -> Option<Day> {
    // Two 31sts are at most two months apart.
    (0..=62).map(|days| from.plus(days)).find(|day| day.parts().2 == of_month)
}

/// The day and time that all words give together.
pub(super) struct When {
    pub(super) day: Option<Day>,
    pub(super) minutes: Option<u16>,
}

impl When {
    /// Combines what was found. Without a day it is today, or the next that fits if the time is
    /// over.
    pub(super) fn of(
        found: Option<FoundDay>,
        time: Option<u16>,
        repeat: Option<&repeats::FoundRepeat>,
        context: &QuickContext<'_>,
    ) -> Self {
        let part = found.and_then(|found| found.minutes).or(repeat.and_then(|found| found.minutes));
        let minutes = match (time, part) {
            // Tonight at 8 is 20:00.
            (Some(time), Some(part)) => Some(clock::in_part(time, part)),
            (time, part) => time.or(part),
        };
        let over = minutes.is_some_and(|minutes| minutes < context.now_minutes);
        let from = context.today.plus(i32::from(over));
        let day = match (found, repeat) {
            (Some(found), _) => Some(found.day),
            (None, Some(repeat)) => Some(repeat.rule.first(from)),
            (None, None) => minutes.map(|_| from),
        };
        Self { day, minutes: minutes.filter(|_| day.is_some()) }
    }
}
