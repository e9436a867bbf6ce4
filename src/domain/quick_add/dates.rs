//! Dates in a line: 28 Nov, November 28th 2026, ngày 28 tháng 11, 2026年12月1日, 2026-12-01, 12/1.

use super::line::QuickWord;
use super::meaning::QuickContext;
use super::numbers::{counted, day_number, is_all_digits, split_number};
use super::senses::{count_of, sense};
use super::words::{QuickWords, Sense, folded};
use crate::day::days_of_month;
use crate::{DateHabits, Day, our_year, typed_date};

/// Reads a date.
pub(super) fn read(words: &[QuickWord<'_>], context: &QuickContext<'_>) -> Option<(usize, Day)> {
    let QuickContext { words: known, today, .. } = *context;
    if let Some((before, year)) = year(words, context)
        && let Some((count, month, of_month)) =
            day_and_month(&words[before..], known).or_else(|| dotted_numbers(&words[before..]))
    {
        return Some((before + count, Day::new(year, month, of_month)?));
    }
    if let Some((count, month, of_month)) = day_and_month(words, known) {
        let year = year(&words[count..], context).or_else(|| short_year(&words[count..], known));
        let day = year.and_then(|(more, year)| Some((more, Day::new(year, month, of_month)?)));
        return match day {
            Some((more, day)) => Some((count + more, day)),
            None => Some((count, coming(today, month, of_month)?)),
        };
    }
    let before = count_of(words, Sense::BeforeNumber);
    let day = in_one_word(words.get(before)?, context)?;
    // 1/12 năm sau.
    let Some((more, years)) = sense(&words[before + 1..], from_now) else {
        return Some((before + 1, day));
    };
    let (_, month, of_month) = day.parts();
    Some((before + 1 + more, Day::new(today.parts().0 + years, month, of_month)?))
}

/// Reads 2026-12-01, 1.12., 12/1. A single word has to look like a date: 2-3 is two or three, 2.5 is
/// a number.
fn in_one_word(word: &QuickWord<'_>, context: &QuickContext<'_>) -> Option<Day> {
    let QuickContext { words: known, today, month_first, .. } = *context;
    let raw = folded(word.raw);
    let text = raw.trim_end_matches([',', ';']);
    let marks = |mark: char| text.matches(mark).count();
    // 2026.12.01.
    let text = if marks('.') == 3 { text.trim_end_matches('.') } else { text };
    let marks = |mark: char| text.matches(mark).count();
    let looks = (1..=2).contains(&marks('/'))
        || marks('-') == 2
        || marks('.') == 2
        || (text.contains(char::is_alphabetic) && text.starts_with(|c: char| c.is_ascii_digit()));
    // 1/12/69 is of the other calendar, too.
    let short = text.rsplit_once('/').filter(|(date, year)| {
        known.era > 0 && date.contains('/') && year.len() == 2 && is_all_digits(year)
    });
    let long = short.map(|(date, year)| format!("{date}/25{year}"));
    let text = long.as_deref().unwrap_or(text);
    let dotted = known.is_month_first && marks('.') == 2;
    let text = if dotted { text.replace('.', "/") } else { text.to_owned() };
    let month_first = month_first || dotted;
    let habits = DateHabits { months: Vec::new(), month_first, era: known.era };
    let date = looks.then(|| typed_date(&text, &habits)).flatten()?;
    match date.year {
        Some(year) => Day::new(year.into(), date.month?, date.day?),
        None => coming(today, date.month?, date.day?),
    }
}

/// Reads the month and the day behind a year: 2026. 12. 05.
fn dotted_numbers(words: &[QuickWord<'_>]) -> Option<(usize, u8, u8)> {
    let [month, day, ..] = words else { return None };
    let is_dotted = month.raw.ends_with('.') && day.raw.ends_with('.');
    let month = day_number(&month.folded).filter(|month| is_dotted && *month <= 12)?;
    Some((2, month, day_number(&day.folded)?))
}

/// Reads the end of a month with its name or number: 12月底, november végén.
pub(super) fn month_end(
    words: &[QuickWord<'_>],
    context: &QuickContext<'_>,
) -> Option<(usize, Day)> {
    let known = context.words;
    let mark = |it| (it == Sense::MonthEndMark).then_some(());
    let numbered = counted(words, known, mark);
    let (count, month) = match numbered {
        Some((count, month, ())) => (count, u8::try_from(month).ok()?),
        None => {
            let (count, month) = month(words, known)?;
            (count + sense(&words[count..], mark)?.0, month)
        }
    };
    Some((count, end_of(month, context)?))
}

/// Returns the last day of the next month with this number.
pub(super) fn end_of(month: u8, context: &QuickContext<'_>) -> Option<Day> {
    let (year, now, _) = context.today.parts();
    let year = if month < now { year + 1 } else { year };
    Day::new(year, month, days_of_month(year, month))
}

/// Reads a month, or its bare number.
pub(super) fn month_or_number(words: &[QuickWord<'_>], known: &QuickWords) -> Option<(usize, u8)> {
    month(words, known)
        .or_else(|| Some((1, day_number(&words.first()?.folded).filter(|it| *it <= 12)?)))
}

/// Reads a day and a month in either order; returns the number of words, month and day.
fn day_and_month(words: &[QuickWord<'_>], known: &QuickWords) -> Option<(usize, u8, u8)> {
    let day_first = || {
        let (count, day) = of_month(words, known)?;
        let second = count + count_of(&words[count..], Sense::InDate);
        let (more, month) = month(&words[second..], known)?;
        Some((second + more, month, day))
    };
    let month_first = || {
        let (count, month) = month(words, known)?;
        let second = count + count_of(&words[count..], Sense::InDate);
        let (more, day) = of_month(&words[second..], known)?;
        Some((second + more, month, day))
    };
    let found = day_first().or_else(month_first)?;
    // 2024 is a leap year.
    Day::new(2024, found.1, found.2).map(|_| found)
}

/// Reads the name of a month, or its number with a mark.
fn month(words: &[QuickWord<'_>], known: &QuickWords) -> Option<(usize, u8)> {
    let name = |sense| if let Sense::Month(month) = sense { Some(month) } else { None };
    sense(words, name).or_else(|| {
        let (count, month, ()) =
            counted(words, known, |it| (it == Sense::MonthMark).then_some(()))?;
        (1..=12).contains(&month).then_some((count, u8::try_from(month).ok()?))
    })
}

/// Reads the number of a day beside a month.
fn of_month(words: &[QuickWord<'_>], known: &QuickWords) -> Option<(usize, u8)> {
    day_of_month(words, known).or_else(|| {
        let (digits, mark) = split_number(&words.first()?.folded);
        let fits = mark.is_empty() || known.is(mark, Sense::Ordinal);
        Some((1, day_number(digits).filter(|_| fits)?))
    })
}

/// Reads the number of a day that needs no month: 15号, ngày 15.
pub(super) fn day_of_month(words: &[QuickWord<'_>], known: &QuickWords) -> Option<(usize, u8)> {
    let marked = counted(words, known, |it| (it == Sense::DayMark).then_some(()));
    let number = match marked {
        Some((count, number, ())) => (count, number),
        None => {
            let before = count_of(words, Sense::BeforeNumber);
            let rest = words.get(before..).filter(|_| before > 0)?;
            (before + 1, rest.first()?.number?)
        }
    };
    (1..=31).contains(&number.1).then_some((number.0, u8::try_from(number.1).ok()?))
}

/// Reads a year, with or without the word for one before or after it.
fn year(words: &[QuickWord<'_>], context: &QuickContext<'_>) -> Option<(usize, i32)> {
    let known = context.words;
    if let Some((count, years)) = sense(words, from_now) {
        return Some((count, context.today.parts().0 + years));
    }
    let before = count_of(words, Sense::YearMark);
    let (digits, mark) = split_number(&words.get(before)?.folded);
    let fits = digits.len() == 4 && (mark.is_empty() || known.is(mark, Sense::YearMark));
    let year: i32 = fits.then(|| digits.parse().ok()).flatten()?;
    let after = count_of(&words[before + 1..], Sense::YearMark);
    Some((before + 1 + after, our_year(year, known.era)))
}

fn from_now(sense: Sense) -> Option<i32> {
    if let Sense::YearFromNow(years) = sense { Some(years) } else { None }
}

/// Reads a year of another calendar in two digits.
fn short_year(words: &[QuickWord<'_>], known: &QuickWords) -> Option<(usize, i32)> {
    let digits = &words.first().filter(|_| known.era > 0)?.folded;
    let fits = digits.len() == 2 && is_all_digits(digits);
    let year: i32 = fits.then(|| digits.parse().ok()).flatten()?;
    Some((1, our_year(year + 2500, known.era)))
}

/// Returns the next day of this month and day: today, or later.
fn coming(today: Day, month: u8, of_month: u8) -> Option<Day> {
    let (year, ..) = today.parts();
    // Leap days are at most eight years apart.
    (year..=year + 8).filter_map(|year| Day::new(year, month, of_month)).find(|day| *day >= today)
}
