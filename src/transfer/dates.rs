//! Dates as other programs write them; `moment` adds the time of day.

use std::collections::HashMap;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::labels::squash;
use domain::PartialDate;
use domain::clean::in_ascii;
use domain::lexicon;

/// The order of day and month in dates with slashes or hyphens, decided for a whole column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum DateOrder {
    /// 22/3/1980.
    DayFirst,
    /// 3/22/1980, as Outlook writes it; also the default if nothing decides.
    #[default]
    MonthFirst,
}

/// The words of dates: months and weekdays in twenty languages, what stands between the parts of a
/// date, and eras with the difference of their years to ours.
const WORDS: &str = include_str!("words/months.tsv");

/// The days of a spreadsheet that are days of people alive: 18 May 1927 to 31 December 2099. They are
/// counted from 30 December 1899 (ECMA-376, part 1, 18.17.4.1, with the leap day that 1900 had not).
const SERIALS: std::ops::RangeInclusive<i64> = 10_000..=73_050;
/// 30 December 1899 in days since 1970.
const SERIAL_EPOCH: i64 = -25_569;
/// Years of this range are counted in the Buddhist era.
const BUDDHIST: std::ops::RangeInclusive<i16> = 2400..=2700;

/// Parses a date: ISO 8601 in all its forms, `22.3.1980`, `1980.03.22.`, with slashes or hyphens in
/// the given order; with the month in words of twenty languages, `22 Mar 1980`; with the words or
/// signs for day, month and year, `1980年3月22日`; with years of the Buddhist and Japanese eras; and
/// the number of a day as a spreadsheet stores it. Returns `None` for invalid dates.
pub fn parse_date(text: &str, order: DateOrder) -> Option<PartialDate> {
    let text = in_ascii(text.trim());
    if let Some(date) = PartialDate::parse(&text).filter(|_| is_iso(&text)) {
        return Some(date);
    }
    let whole = text.strip_suffix(".0").unwrap_or(&text);
    if let Some(day) = serial(whole).filter(|_| whole.len() == 5) {
        return Some(PartialDate::from_millis(day * 86_400_000));
    }
    let day_part = without_time(&text);
    WrittenDate::read(day_part)?.date(order, day_part.contains('.'))
}

/// Returns the day since 1970 that a number of a spreadsheet means.
fn serial(text: &str) -> Option<i64> {
    let number: i64 = text.parse().ok()?;
    SERIALS.contains(&number).then_some(number + SERIAL_EPOCH)
}

/// Puts a date together from cells of their own; a blank one is not known. The month may be in words.
pub fn date_of_parts(
    year: Option<&str>,
    month: Option<&str>,
    day: Option<&str>,
) -> Option<PartialDate> {
    let given = |cell: Option<&str>| {
        let cell = in_ascii(cell?.trim().trim_end_matches('.')).into_owned();
        (!cell.trim_matches('0').is_empty()).then_some(cell)
    };
    let number = |cell: Option<String>| match cell {
        Some(cell) => digits(&cell).map(Some),
        None => Some(None),
    };
    let month = match given(month) {
        Some(word) if word.starts_with(char::is_alphabetic) => match meaning(&word)? {
            Word::Month(month) => Some(month),
            _ => return None,
        },
        month => number(month)?.map(u8::try_from).transpose().ok()?,
    };
    let day = number(given(day))?.map(u8::try_from).transpose().ok()?;
    let year = match given(year) {
        Some(text) => Some(year_of(&text)?),
        None => None,
    };
    let date = PartialDate::new(year, month, day).map(|date| in_our_era(date, 0));
    date.filter(|_| year.is_some() || month.is_some() || day.is_some())
}

/// The meaning of a word in a date.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Word {
    Month(u8),
    /// The number beside it is the day, the month or the year.
    Day,
    IsMonth,
    Year,
    /// Its years begin so many years after ours.
    Era(i16),
    Between,
}

fn meaning(word: &str) -> Option<Word> {
    static KNOWN: OnceLock<HashMap<String, Vec<&str>>> = OnceLock::new();
    let known = KNOWN.get_or_init(|| lexicon::meanings(WORDS, 1, squash));
    let means = known.get(&squash(word))?.first()?;
    Some(match *means {
        "day" => Word::Day,
        "month" => Word::IsMonth,
        "year" => Word::Year,
        "weekday" | "between" => Word::Between,
        number => {
            let number: i16 = number.parse().ok()?;
            match u8::try_from(number).ok().filter(|month| (1..=12).contains(month)) {
                Some(month) => Word::Month(month),
                None => Word::Era(number),
            }
        }
    })
}

/// A date taken apart.
#[derive(Default)]
struct WrittenDate<'t> {
    year: Option<&'t str>,
    /// The month as a number, or in words.
    month: Option<&'t str>,
    named: Option<u8>,
    day: Option<&'t str>,
    /// The numbers of which nothing says what they are, in their order; those before a month in
    /// words, how many.
    rest: Vec<&'t str>,
    /// The difference of its years to ours.
    era: i16,
}

impl<'t> WrittenDate<'t> {
    /// Returns `None` if a word is none of a date.
    fn read(text: &'t str) -> Option<Self> {
        let mut found = Self::default();
        // The word before a number that says what it is, as in Vietnamese.
        let mut announced = None;
        let mut rest = text;
        if let Some((years, after)) = era_letter(text) {
            (found.era, rest) = (years, after);
        }
        while let Some(letter) = rest.chars().next() {
            if letter.is_ascii_digit() {
                let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
                let (number, after) = rest.split_at(end);
                rest = after;
                match announced.take() {
                    Some(word) => found.take(word, number),
                    None => found.rest.push(number),
                }
            } else if letter.is_alphabetic() || is_thai_mark(letter) {
                let (word, means) = first_word(rest)?;
                rest = &rest[word.len()..];
                match means {
                    Word::Month(month) if found.named.is_none() => found.named = Some(month),
                    Word::Month(_) => return None,
                    Word::Era(years) => found.era = years,
                    Word::Between => {}
                    // After its number in Chinese and Japanese, before it in Vietnamese and Thai.
                    means => match found.number_before(word, text, rest) {
                        Some(number) => found.take(means, number),
                        None => announced = Some(means),
                    },
                }
            } else {
                rest = &rest[letter.len_utf8()..];
            }
        }
        Some(found)
    }

    /// Takes the number to which a word behind it belongs.
    fn number_before(&mut self, word: &str, text: &str, rest: &str) -> Option<&'t str> {
        let follows = word.chars().all(|letter| matches!(letter, '\u{3040}'..='\u{9fff}'));
        if follows || !is_spaced(text, rest) { self.rest.pop() } else { None }
    }

    fn take(&mut self, word: Word, number: &'t str) {
        match word {
            Word::Day => self.day = Some(number),
            Word::IsMonth => self.month = Some(number),
            Word::Year => self.year = Some(number),
            _ => self.rest.push(number),
        }
    }

    fn date(self, order: DateOrder, dotted: bool) -> Option<PartialDate> {
        let Self { year, month, named, day, rest, era } = self;
        let is_year = |text: &str| text.len() == 4;
        let month = month.map(str::to_owned).or(named.map(|month| month.to_string()));
        let (year, month, day) = match (year, month, day, rest.as_slice()) {
            (year, Some(month), day, &[]) => (year, Some(month), day),
            (None, Some(month), None, &[one]) if is_year(one) => (Some(one), Some(month), None),
            (Some(year), Some(month), None, &[day]) | (None, Some(month), Some(day), &[year]) => {
                (Some(year), Some(month), Some(day))
            }
            (None, Some(month), None, &[day]) => (None, Some(month), Some(day)),
            (None, Some(month), None, &[year, day]) if is_year(year) => {
                (Some(year), Some(month), Some(day))
            }
            (None, Some(month), None, &[day, year]) => (Some(year), Some(month), Some(day)),
            (Some(year), None, None, &[]) => (Some(year), None, None),
            (None, None, None, _) => plain(&rest, order, dotted, era)?,
            _ => return None,
        };
        let year = match year {
            // In the first year of a Japanese era, 元 stands for 1.
            Some(year) if era > 0 => Some(digits(year)?),
            Some(year) => Some(year_of(year)?),
            None => None,
        };
        let small = |text: &str| digits(text).and_then(|number| u8::try_from(number).ok());
        let month = match month {
            Some(month) => Some(small(&month)?),
            None => None,
        };
        let day = match day {
            Some(day) => Some(small(day)?),
            None => None,
        };
        let year = year.map(|year| if era > 0 { year.saturating_add(era) } else { year });
        PartialDate::new(year, month, day).map(|date| in_our_era(date, era))
    }
}

/// Reads the letter of a Japanese era before its year: `S60.3.15`.
fn era_letter(text: &str) -> Option<(i16, &str)> {
    const LETTERS: [(char, i16); 5] =
        [('M', 1867), ('T', 1911), ('S', 1925), ('H', 1988), ('R', 2018)];
    let (letter, years) = LETTERS.into_iter().find(|(letter, _)| text.starts_with(*letter))?;
    let rest = &text[letter.len_utf8()..];
    rest.starts_with(|next: char| next.is_ascii_digit()).then_some((years, rest))
}

/// Returns year, month and day of a date in numbers only.
fn plain<'t>(
    numbers: &[&'t str],
    order: DateOrder,
    dotted: bool,
    era: i16,
) -> Option<(Option<&'t str>, Option<String>, Option<&'t str>)> {
    let whole = |year: &'t str, month: &'t str, day: &'t str| {
        Some((Some(year), Some(month.to_owned()), Some(day)))
    };
    let of_year = |month: &'t str, day: &'t str| Some((None, Some(month.to_owned()), Some(day)));
    match *numbers {
        [year, month, day] if year.len() == 4 || era > 0 => whole(year, month, day),
        [day, month, year] if dotted => whole(year, month, day),
        [a, b, year] => match order {
            DateOrder::DayFirst => whole(year, b, a),
            DateOrder::MonthFirst => whole(year, a, b),
        },
        [month, year] if year.len() == 4 && month.len() <= 2 => {
            Some((Some(year), Some(month.to_owned()), None))
        }
        [year, month] if year.len() == 4 && month.len() <= 2 => {
            Some((Some(year), Some(month.to_owned()), None))
        }
        [day, month] if dotted => of_year(month, day),
        [a, b] if a.len() <= 2 && b.len() <= 2 => match order {
            DateOrder::DayFirst => of_year(b, a),
            DateOrder::MonthFirst => of_year(a, b),
        },
        [year] if era != 0 => Some((Some(year), None, None)),
        _ => None,
    }
}

/// True if spaces part what was read of a text from what follows: a word between spaces belongs to the
/// number behind it.
fn is_spaced(text: &str, rest: &str) -> bool {
    let read = &text[..text.len() - rest.len()];
    let before =
        read.trim_end_matches(|letter: char| letter.is_alphabetic() || is_thai_mark(letter));
    before.is_empty() || before.ends_with(char::is_whitespace)
}

fn is_thai_mark(letter: char) -> bool {
    matches!(letter, '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}')
}

/// Returns the word with which a text begins, with its meaning. Words of scripts without spaces are
/// as long as possible.
fn first_word(text: &str) -> Option<(&str, Word)> {
    let mut end = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        let is_inner =
            letter == '.' && next.is_some_and(|next| next.is_alphabetic() || is_thai_mark(next));
        if !letter.is_alphabetic()
            && !is_thai_mark(letter)
            && !is_inner
            && !('\u{300}'..='\u{36f}').contains(&letter)
        {
            break;
        }
        end = at + letter.len_utf8();
    }
    let word = &text[..end];
    let whole = meaning(word).map(|means| (word, means));
    whole.or_else(|| {
        let unspaced =
            |letter: char| matches!(letter, '\u{e00}'..='\u{e7f}' | '\u{3040}'..='\u{9fff}');
        let parts = word.char_indices().skip(1).map(|(at, _)| &word[..at]);
        let spaced = !word.chars().all(|letter| unspaced(letter) || letter == '.');
        let known = parts.filter_map(|part| Some((part, meaning(part)?))).last();
        known.filter(|_| !spaced)
    })
}

/// Returns a date in our era; one of the Buddhist era is known by its year.
fn in_our_era(date: PartialDate, era: i16) -> PartialDate {
    let year = date.year.filter(|year| era < 0 || BUDDHIST.contains(year));
    let year = year.map(|year| year - 543).or(date.year);
    PartialDate::new(year, date.month, date.day).unwrap_or(date)
}

/// Reads a year of two or four digits.
fn year_of(text: &str) -> Option<i16> {
    match text.len() {
        // Dates of people are mostly in the past: 31 is 1931, 30 is 2030.
        2 => digits(text).map(|short| if short > 30 { 1900 + short } else { 2000 + short }),
        4 => digits(text),
        _ => None,
    }
}

/// Returns the day-month order that one cell proves, if any.
pub fn order_hint(text: &str) -> Option<DateOrder> {
    let text = without_time(text.trim());
    let mut parts = text.split(['/', '-']);
    let mut small = || parts.next()?.trim().parse::<u8>().ok();
    let (first, second) = (small()?, small()?);
    match (first, second) {
        (13..=31, 1..=12) => Some(DateOrder::DayFirst),
        (1..=12, 13..=31) => Some(DateOrder::MonthFirst),
        _ => None,
    }
}

/// True for a zero date such as Outlook's `0/0/00`, which means "no date". A plain zero or a zero
/// amount is not one.
pub fn is_no_date(text: &str) -> bool {
    let text = text.trim();
    let is_zeros =
        |part: &&str| matches!(part.len(), 1 | 2 | 4) && part.bytes().all(|byte| byte == b'0');
    let is_empty_day = |mark: char| {
        let parts: Vec<&str> = text.split(mark).collect();
        parts.len() == 3 && parts.iter().all(is_zeros) && parts.iter().any(|part| part.len() > 1)
    };
    text.starts_with('0') && ['/', '-', '.'].into_iter().any(is_empty_day)
}

/// True if the other order would yield another day: `3/4/1980`.
pub fn depends_on_order(text: &str) -> bool {
    let day = parse_date(text, DateOrder::DayFirst);
    day.is_some() && day != parse_date(text, DateOrder::MonthFirst)
}

/// True if a text begins like an ISO date: with `--` or four digits, such as `2001-2-3` or `1980`.
fn is_iso(text: &str) -> bool {
    let is_plain = |letter: char| letter.is_ascii_digit() || "-+:.TZWw ".contains(letter);
    if !text.chars().all(is_plain) {
        return false;
    }
    text.starts_with("--") || text.bytes().take(4).filter(u8::is_ascii_digit).count() == 4
}

fn without_time(text: &str) -> &str {
    match text.split_once(char::is_whitespace) {
        Some((day, time)) if time.contains(':') && !time.contains(char::is_whitespace) => day,
        Some((day, time)) if time.contains(':') && day.contains(['/', '-', '.']) => day,
        _ => text.split_once('T').filter(|(_, time)| time.contains(':')).map_or(text, |(d, _)| d),
    }
}

fn digits(text: &str) -> Option<i16> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, order: DateOrder, expect: Option<&str>) {
        let date = parse_date(text, order).map(|date| date.to_string());
        assert_eq!(date.as_deref(), expect, "{text}");
    }

    #[test]
    fn dates_are_read_as_programs_write_them() {
        let month = DateOrder::MonthFirst;
        check("1980-03-22", month, Some("1980-03-22"));
        check("19800322", month, Some("1980-03-22"));
        check(" --03-22", month, Some("--03-22"));
        check("22.3.1980", month, Some("1980-03-22"));
        check("1980.03.22.", month, Some("1980-03-22"));
        check("1980/3/22", month, Some("1980-03-22"));
        check("3/22/1980", month, Some("1980-03-22"));
        check("4/3/1980", DateOrder::DayFirst, Some("1980-03-04"));
        check("4/3/1980 0:00", month, Some("1980-04-03"));
        check("22 Mar 1980", month, Some("1980-03-22"));
        check("March 22, 1980", month, Some("1980-03-22"));
        check("22-Mar-80", month, Some("1980-03-22"));
        check("22.3.", month, Some("--03-22"));
        check("3/22", month, Some("--03-22"));
        check("1980", month, Some("1980"));
    }

    #[test]
    fn months_are_read_in_words_of_many_languages() {
        for text in [
            "15 March 1985",
            "March 15th, 1985",
            "15. März 1985",
            "Freitag, 15. März 1985",
            "15 mars 1985",
            "15 de marzo de 1985",
            "15 de março de 1985",
            "15 marca 1985 r.",
            "15 марта 1985 г.",
            "1985. március 15.",
            "ngày 15 tháng 3 năm 1985",
            "15 tháng 3, 1985",
            "1985年3月15日",
            "1985 年 3 月 15 日",
            "1985年三月15日",
            "昭和60年3月15日",
            "S60.3.15",
            "15 มีนาคม 2528",
            "15 มี.ค. พ.ศ. 2528",
            "15/3/2528",
            "๑๕/๓/๒๕๒๘",
            "31121",
        ] {
            check(text, DateOrder::DayFirst, Some("1985-03-15"));
        }
        check("March 1985", DateOrder::DayFirst, Some("1985-03"));
        check("03/1985", DateOrder::DayFirst, Some("1985-03"));
        check("15. März", DateOrder::DayFirst, Some("--03-15"));
        check("Maybe in March", DateOrder::DayFirst, None);
        check("Smarch 3 1985", DateOrder::DayFirst, None);
    }

    #[test]
    fn a_date_in_cells_of_its_own_is_one_date() {
        let check = |year, month, day, expect: Option<&str>| {
            let date = date_of_parts(year, month, day).map(|date| date.to_string());
            assert_eq!(date.as_deref(), expect);
        };
        check(Some("1971"), Some("3"), Some("9"), Some("1971-03-09"));
        check(Some(""), Some("11"), Some("30"), Some("--11-30"));
        check(Some("0"), Some("März"), Some("15."), Some("--03-15"));
        check(Some("1990"), None, Some("0"), Some("1990"));
        check(None, Some("13"), Some("1"), None);
        check(None, None, None, None);
    }

    #[test]
    fn days_that_no_calendar_has_are_no_dates() {
        for text in ["30.2.1980", "2/30/1980", "1980-02-30", "0/0/00", "soon", "", "22/22/1980"] {
            check(text, DateOrder::MonthFirst, None);
        }
        for text in ["0/0/00", "00/00/0000", "0000-00-00", " 00.00.0000 "] {
            assert!(is_no_date(text), "{text}");
        }
        for text in ["1/0/00", "0", "00", "0.00", "-0.0", "0-0", "0.0.0", "0.0.0.0", "000-000-0000"]
        {
            assert!(!is_no_date(text), "{text}");
        }
    }

    #[test]
    fn a_cell_above_twelve_decides_the_order() {
        assert_eq!(order_hint("22/3/1980"), Some(DateOrder::DayFirst));
        assert_eq!(order_hint("3/22/1980 0:00"), Some(DateOrder::MonthFirst));
        assert_eq!(order_hint("3/4/1980"), None);
        assert_eq!(order_hint("1980-03-22"), None);
    }
}
