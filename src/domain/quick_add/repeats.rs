//! Repeat rules in a line: every day, every 2 weeks, every Monday and Thursday, monthly, every
//! morning.

use super::clock;
use super::dates::day_of_month;
use super::line::QuickWord;
use super::numbers::{counted, day_number, split_number};
use super::senses::{count_of, sense};
use super::words::{Phrase, QuickWords, Sense, Unit};
use crate::{Frequency, Repeat};

/// A rule, and the time of day that came with it: every morning.
pub(super) struct FoundRepeat {
    pub(super) rule: Repeat,
    pub(super) minutes: Option<u16>,
}

/// Reads a rule.
pub(super) fn read(words: &[QuickWord<'_>], known: &QuickWords) -> Option<(usize, FoundRepeat)> {
    let (count, found) = every(words, known)
        .or_else(|| adverb(words, known))
        .or_else(|| after_days(words, known))
        .or_else(|| so_often(words, known))?;
    Some((count + count_of(&words[count..], Sense::Once), found))
}

fn plain(rule: Repeat) -> FoundRepeat {
    FoundRepeat { rule, minutes: None }
}

/// Reads daily, weekly on Friday, hétfőnként.
fn adverb(words: &[QuickWord<'_>], known: &QuickWords) -> Option<(usize, FoundRepeat)> {
    let (count, (interval, frequency, day)) = sense(words, repeated)?;
    // "Giao hàng ngày 5" is no daily rule, but "họp hàng ngày 9 giờ" is.
    let behind = &words[count..];
    if day_of_month(&words[count - 1..], known).is_some() && clock::read(behind, known).is_none() {
        return None;
    }
    if let Some(day) = day {
        return Some((count, plain(Repeat::weekly(interval, &[day]))));
    }
    let (more, rule) = with_days(&words[count..], interval, frequency, known);
    Some((count + more, plain(rule)))
}

fn repeated(sense: Sense) -> Option<(u32, Frequency, Option<u8>)> {
    match sense {
        Sense::Repeat(interval, frequency, day) => Some((interval, frequency, day)),
        _ => None,
    }
}

/// Reads every day, every other Monday, every morning, ทุกวันที่ 15.
fn every(words: &[QuickWord<'_>], known: &QuickWords) -> Option<(usize, FoundRepeat)> {
    let every = count_of(words, Sense::Every);
    let rest = words.get(every..).filter(|rest| every > 0 && !rest.is_empty())?;
    if let Some((count, rule)) = on_nth(rest, known) {
        return Some((every + count, plain(rule)));
    }
    let workdays = count_of(rest, Sense::Workdays);
    if workdays > 0 {
        return Some((every + workdays, plain(Repeat::weekly(1, &[0, 1, 2, 3, 4]))));
    }
    let part = |sense| if let Sense::Part(minutes) = sense { Some(minutes) } else { None };
    if let Some((count, minutes)) = sense(rest, part) {
        // Mỗi sáng thứ hai.
        if let Some((more, days)) = weekdays(&rest[count..]) {
            let rule = Repeat::weekly(1, &days);
            return Some((every + count + more, FoundRepeat { rule, minutes: Some(minutes) }));
        }
        let rule = Repeat::every(1, Frequency::Day);
        return Some((every + count, FoundRepeat { rule, minutes: Some(minutes) }));
    }
    let end = |it| matches!(it, Sense::Day(Phrase::MonthEnd(0), None)).then_some(());
    if let Some((count, ())) = sense(rest, end) {
        return Some((every + count, plain(Repeat::at_month_end(1))));
    }
    if let Some((count, days)) = weekdays(rest) {
        return Some((every + count, plain(Repeat::weekly(1, &days))));
    }
    let (count, interval) = interval(rest)?;
    let behind = &rest[count..];
    if let Some((more, days)) = weekdays(behind) {
        return Some((every + count + more, plain(Repeat::weekly(interval, &days))));
    }
    if let Some((more, (times, frequency))) = sense(behind, frequency) {
        let length = count + more;
        let interval = interval.checked_mul(times)?;
        let (days, rule) = with_days(&rest[length..], interval, frequency, known);
        return Some((every + length + days, plain(rule)));
    }
    let (more, day) = day_of_month(behind, known)?;
    Some((every + count + more, plain(Repeat::monthly(interval, day))))
}

fn frequency(sense: Sense) -> Option<(u32, Frequency)> {
    match sense {
        Sense::Unit(times, unit) => unit.frequency().map(|frequency| (times, frequency)),
        _ => None,
    }
}

/// Reads what follows `every`: last friday, first of the month, thứ hai đầu tiên của tháng.
fn on_nth(words: &[QuickWord<'_>], known: &QuickWords) -> Option<(usize, Repeat)> {
    let (count, nth) = nth(words, known)?;
    if let Some((more, interval, _)) = of_month(&words[count..]) {
        return Some((count + more, nth.rule(interval)?));
    }
    // Every third Friday is that of every three weeks.
    let is_clear = matches!(nth, Nth { ordinal: -1 | 1, weekday: Some(_), .. });
    is_clear.then(|| nth.rule(1)).flatten().map(|rule| (count, rule))
}

/// A day of a month in words.
struct Nth {
    /// -1 is the last.
    ordinal: i8,
    weekday: Option<u8>,
    /// True if it says that it is a day or which weekday.
    is_whole: bool,
}

impl Nth {
    fn rule(&self, interval: u32) -> Option<Repeat> {
        match (self.weekday, self.ordinal) {
            (Some(weekday), ordinal) => Some(Repeat::monthly_on(interval, ordinal, weekday)),
            (None, -1) => self.is_whole.then(|| Repeat::at_month_end(interval)),
            (None, ordinal) => u8::try_from(ordinal).ok().map(|day| Repeat::monthly(interval, day)),
        }
    }
}

/// Reads the first Monday, the 2nd Monday, the last day, thứ hai đầu tiên, the first.
fn nth(words: &[QuickWord<'_>], known: &QuickWords) -> Option<(usize, Nth)> {
    let before = filler(words);
    let rest = &words[before..];
    let day = |words: &[QuickWord<'_>]| {
        sense(words, |sense| match sense {
            Sense::Weekday(day) => Some(Some(day)),
            Sense::Unit(1, Unit::Day) => Some(None),
            _ => None,
        })
    };
    let number = |words: &[QuickWord<'_>]| {
        sense(words, |sense| if let Sense::Nth(nth) = sense { Some(nth) } else { None })
    };
    let digits = |words| {
        let (count, number) = ordinal(words, known).filter(|(_, number)| *number < 5)?;
        Some((count, i8::try_from(number).ok()?))
    };
    if let Some((count, ordinal)) = number(rest).or_else(|| digits(rest)) {
        let (more, weekday) = day(&rest[count..]).unwrap_or_default();
        let is_whole = more > 0;
        return Some((before + count + more, Nth { ordinal, weekday, is_whole }));
    }
    let (count, weekday) = day(rest)?;
    let (more, ordinal) = number(&rest[count..])?;
    Some((before + count + more, Nth { ordinal, weekday, is_whole: true }))
}

/// Reads of the month, of every month, of every 2 months, hàng tháng. Also returns the number of
/// months, and true if it says that they repeat.
fn of_month(words: &[QuickWord<'_>]) -> Option<(usize, u32, bool)> {
    // The word for month may also stand before the name of one, and so join.
    (0..=filler(words)).rev().find_map(|of| {
        let rest = &words[of..];
        if let Some((count, (interval, Frequency::Month, None))) = sense(rest, repeated) {
            return Some((of + count, interval, true));
        }
        let every = count_of(rest, Sense::Every);
        let (number, interval) = interval(&rest[every..])?;
        let (count, (times, unit)) = sense(&rest[every + number..], frequency)?;
        let is_month = unit == Frequency::Month && (every > 0 || (number == 0 && of > 0));
        let interval = interval.checked_mul(times).filter(|_| is_month)?;
        Some((of + every + number + count, interval, every > 0))
    })
}

/// Returns the number of words that only join: on the, of the, 的.
fn filler(words: &[QuickWord<'_>]) -> usize {
    let joins = |sense| {
        let joins = matches!(sense, Sense::BeforeDay | Sense::InDate | Sense::Behind);
        joins.then_some(())
    };
    let mut count = 0;
    while let Some((more, ())) = sense(&words[count..], joins) {
        count += more;
    }
    count
}

/// Reads a rule behind its days: thứ hai hàng tuần, ngày 15 hàng tháng, the last day of every month.
fn after_days(words: &[QuickWord<'_>], known: &QuickWords) -> Option<(usize, FoundRepeat)> {
    if let Some((count, nth)) = nth(words, known)
        && let Some((more, interval, true)) = of_month(&words[count..])
    {
        return Some((count + more, plain(nth.rule(interval)?)));
    }
    let rule = |rest| {
        let adverb = sense(rest, repeated).filter(|(_, (.., day))| day.is_none());
        adverb.map(|(count, (interval, frequency, _))| (count, interval, frequency)).or_else(|| {
            let every = count_of(rest, Sense::Every);
            let (count, (times, of)) = sense(rest.get(every..).filter(|_| every > 0)?, frequency)?;
            Some((every + count, times, of))
        })
    };
    if let Some((count, days)) = weekdays(words) {
        let (more, interval, frequency) = rule(&words[count..])?;
        let is_weekly = frequency == Frequency::Week;
        return is_weekly.then(|| (count + more, plain(Repeat::weekly(interval, &days))));
    }
    let (count, day) = day_of_month(words, known)?;
    let count = count + count_of(&words[count..], Sense::InDate);
    let (more, interval, frequency) = rule(&words[count..])?;
    let is_monthly = frequency == Frequency::Month;
    is_monthly.then(|| (count + more, plain(Repeat::monthly(interval, day))))
}

/// Reads 2 tuần một lần, 两周一次, 3 naponta.
fn so_often(words: &[QuickWord<'_>], known: &QuickWords) -> Option<(usize, FoundRepeat)> {
    let plainly = |it| repeated(it).filter(|(interval, _, day)| *interval == 1 && day.is_none());
    if let Some(number) = words.first()?.number.filter(|number| *number > 0)
        && let Some((count, (_, frequency, _))) = sense(&words[1..], plainly)
    {
        return Some((1 + count, plain(Repeat::every(number, frequency))));
    }
    let unit =
        |sense| if let Sense::Unit(times, unit) = sense { Some((times, unit)) } else { None };
    let (count, number, (times, unit)): (usize, u32, (u32, Unit)) = counted(words, known, unit)?;
    let once = count_of(&words[count..], Sense::Once);
    let interval = number.checked_mul(times).filter(|it| *it > 0 && once > 0)?;
    Some((count + once, plain(Repeat::every(interval, unit.frequency()?))))
}

/// Reads the number before a unit; 1 if there is none. Nothing repeats every 0 days.
fn interval(words: &[QuickWord<'_>]) -> Option<(usize, u32)> {
    let Some(word) = words.first() else { return Some((0, 1)) };
    let other = count_of(words, Sense::Other);
    if other > 0 {
        return Some((other, 2));
    }
    match word.number {
        Some(0) => None,
        Some(number) => Some((1, number)),
        None => Some(sense(words, third).unwrap_or((0, 1))),
    }
}

/// The number of every third week.
fn third(sense: Sense) -> Option<u32> {
    match sense {
        Sense::Nth(nth) => u32::try_from(nth).ok().filter(|nth| *nth > 1),
        _ => None,
    }
}

/// Returns the rule with the days that follow it, if any: weekly on Monday, monthly on the 15th.
/// Also returns the number of words that name them.
fn with_days(
    words: &[QuickWord<'_>],
    interval: u32,
    frequency: Frequency,
    known: &QuickWords,
) -> (usize, Repeat) {
    let plain = Repeat::every(interval, frequency);
    let on = count_of(words, Sense::BeforeDay);
    let rest = &words[on..];
    match frequency {
        Frequency::Week => match weekdays(rest) {
            Some((count, days)) => (on + count, Repeat::weekly(interval, &days)),
            None => (0, plain),
        },
        Frequency::Month => {
            if let Some((count, nth)) = nth(words, known).filter(|(_, nth)| nth.is_whole)
                && let Some(rule) = nth.rule(interval)
            {
                return (count, rule);
            }
            let said = || ordinal(rest, known).or_else(|| bare_day(rest, known));
            match day_of_month(rest, known).or_else(|| said().filter(|_| on > 0)) {
                Some((count, day)) => (on + count, Repeat::monthly(interval, day)),
                None => (0, plain),
            }
        }
        Frequency::Day | Frequency::Year => (0, plain),
    }
}

/// Reads "on 31" and "on the 31", unless the number begins a date or a time.
fn bare_day(words: &[QuickWord<'_>], known: &QuickWords) -> Option<(usize, u8)> {
    let the = count_of(words, Sense::InDate);
    let day = day_number(&words.get(the)?.folded)?;
    let begins = |it| matches!(it, Sense::Month(_) | Sense::Half(_) | Sense::InDate);
    let more = sense(&words[the + 1..], |it| begins(it).then_some(())).is_some();
    (!more && !known.is_unspaced).then_some((the + 1, day))
}

/// Reads weekdays, with or without "and" between them.
fn weekdays(words: &[QuickWord<'_>]) -> Option<(usize, Vec<u8>)> {
    let day = |sense| if let Sense::Weekday(day) = sense { Some(day) } else { None };
    let (mut count, first) = sense(words, day)?;
    let mut days = vec![first];
    loop {
        let and = count_of(&words[count..], Sense::And);
        let Some((more, day)) = sense(&words[count + and..], day) else {
            return Some((count, days));
        };
        days.push(day);
        count += and + more;
    }
}

/// Reads the 15th.
pub(super) fn ordinal(words: &[QuickWord<'_>], known: &QuickWords) -> Option<(usize, u8)> {
    let the = count_of(words, Sense::InDate);
    let (digits, mark) = split_number(&words.get(the)?.folded);
    let day = day_number(digits).filter(|_| known.is(mark, Sense::Ordinal))?;
    Some((the + 1, day))
}
