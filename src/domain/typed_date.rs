//! Dates as people type them: 22.3.1980, 22/3/1980, 22 March, March 1980, 1980, 3-22.

use super::{PartialDate, fold};

/// The screen language's way to write dates.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateHabits {
    /// The names of its months, January first. English ones are understood, too.
    pub months: Vec<String>,
    /// True if 3/4 is 4 March.
    pub month_first: bool,
    /// How many years ahead of ours its calendar is: 543 for Buddhist years, 0 for ours.
    pub era: i32,
}

/// How many years Buddhist years are ahead of ours.
pub const BUDDHIST_ERA: i32 = 543;
/// Years of another calendar are so many; ours are fewer.
const OTHER_YEARS: std::ops::Range<i32> = 2400..2700;

/// Returns our year for one that may be of a calendar that is `era` years ahead.
pub fn our_year(year: i32, era: i32) -> i32 {
    if OTHER_YEARS.contains(&year) { year - era } else { year }
}

const ENGLISH: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Words beside the numbers of a date that add no meaning.
const BESIDE: [&str; 17] = [
    "st", "nd", "rd", "th", "年", "月", "日", "号", "de", "of", "ngay", "nam", "the", "ev", "พ",
    "ค", "ศ",
];

/// A typed number: its value and its count of digits.
#[derive(Clone, Copy)]
struct TypedParts {
    value: i16,
    digits: usize,
}

impl TypedParts {
    fn is_year(self) -> bool {
        self.digits == 4
    }

    fn in_our_years(self, era: i32) -> Self {
        let year = self.is_year().then(|| our_year(self.value.into(), era));
        let year = year.and_then(|year| i16::try_from(year).ok());
        Self { value: year.unwrap_or(self.value), ..self }
    }

    fn small(self) -> Option<u8> {
        (self.digits <= 2).then(|| u8::try_from(self.value).ok()).flatten()
    }

    /// Returns the number as a month or day; the outer `None` means that it cannot be one.
    fn part(self) -> Option<Option<u8>> {
        self.small().map(Some)
    }
}

/// Parses a date; returns `None` if the text is none, or the date does not exist. A blank text is a
/// date without parts.
pub fn typed_date(text: &str, habits: &DateHabits) -> Option<PartialDate> {
    let text = text.trim();
    if text.is_empty() {
        return Some(PartialDate::default());
    }
    if text.starts_with("--") {
        return PartialDate::parse(text);
    }
    let (text, month) = take_month(&fold(text), habits);
    let numbers: Vec<TypedParts> =
        numbers(&text)?.into_iter().map(|number| number.in_our_years(habits.era)).collect();
    match month {
        Some(month) => with_month(month, &numbers),
        None => without_month(&text, &numbers, habits.month_first),
    }
}

/// Takes a month's name out of a folded text.
fn take_month(text: &str, habits: &DateHabits) -> (String, Option<u8>) {
    let own = habits.months.iter().map(|name| fold(name)).zip(1..=12);
    let english = ENGLISH.iter().map(|name| (*name).to_owned()).zip(1..=12);
    let mut names: Vec<(String, u8)> = own.chain(english).collect();
    // The longest first: "thang 12" before "thang 1", "十二月" before "二月".
    names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    let is_name = |name: &str| name.chars().any(|letter| !letter.is_ascii_digit());
    for (name, month) in names.iter().filter(|(name, _)| is_name(name)) {
        // "1月" is a number with a sign, and the number may be part of another: 11月.
        let starts_with_number = name.starts_with(|letter: char| letter.is_ascii_digit());
        if !starts_with_number && let Some(at) = text.find(name.as_str()) {
            return (format!("{} {}", &text[..at], &text[at + name.len()..]), Some(*month));
        }
    }
    // Abbreviations: three letters or more that begin only one month.
    for word in text.split(|letter: char| !letter.is_alphabetic()) {
        if word.chars().count() < 3 {
            continue;
        }
        let mut found: Vec<u8> =
            names.iter().filter(|(name, _)| name.starts_with(word)).map(|(_, m)| *m).collect();
        found.dedup();
        if let [month] = found.as_slice() {
            return (text.replacen(word, " ", 1), Some(*month));
        }
    }
    (text.to_owned(), None)
}

/// Returns the numbers in a text; `None` if it contains anything else of meaning.
fn numbers(text: &str) -> Option<Vec<TypedParts>> {
    let mut found = Vec::new();
    let mut digits = String::new();
    let mut word = String::new();
    for letter in text.chars().chain([' ']) {
        if !letter.is_ascii_digit() && !digits.is_empty() {
            found.push(TypedParts { value: digits.parse().ok()?, digits: digits.len() });
            digits.clear();
        }
        if !letter.is_alphabetic() && !word.is_empty() {
            if !BESIDE.contains(&word.as_str()) {
                return None;
            }
            word.clear();
        }
        match letter {
            letter if letter.is_ascii_digit() => digits.push(letter),
            letter if letter.is_alphabetic() => word.push(letter),
            ' ' | ',' | '.' | '/' | '-' | '\u{2013}' => {}
            _ => return None,
        }
        // Eight digits are a whole date.
        if digits.len() == 8 {
            for part in [0..4, 4..6, 6..8] {
                let digits = &digits[part];
                found.push(TypedParts { value: digits.parse().ok()?, digits: digits.len() });
            }
            digits.clear();
        }
    }
    Some(found)
}

fn with_month(month: u8, numbers: &[TypedParts]) -> Option<PartialDate> {
    let month = Some(month);
    match *numbers {
        [] => PartialDate::new(None, month, None),
        [year] if year.is_year() => PartialDate::new(Some(year.value), month, None),
        [day] => PartialDate::new(None, month, day.part()?),
        [day, year] if year.is_year() => PartialDate::new(Some(year.value), month, day.part()?),
        [year, day] if year.is_year() => PartialDate::new(Some(year.value), month, day.part()?),
        _ => None,
    }
}

fn without_month(text: &str, numbers: &[TypedParts], month_first: bool) -> Option<PartialDate> {
    match *numbers {
        [year] if year.is_year() => PartialDate::new(Some(year.value), None, None),
        [year, month] if year.is_year() => PartialDate::new(Some(year.value), month.part()?, None),
        [month, year] if year.is_year() => PartialDate::new(Some(year.value), month.part()?, None),
        [left, right] => {
            let month_first = text.contains('-') || (month_first && text.contains('/'));
            day_and_month(None, left, right, month_first)
        }
        [year, month, day] if year.is_year() => {
            PartialDate::new(Some(year.value), month.part()?, day.part()?)
        }
        [left, right, year] if year.is_year() => {
            let month_first = month_first && text.contains('/');
            day_and_month(Some(year.value), left, right, month_first)
        }
        _ => None,
    }
}

/// Reads two numbers in the usual order, or in the other one if only that is a date.
fn day_and_month(
    year: Option<i16>,
    left: TypedParts,
    right: TypedParts,
    month_first: bool,
) -> Option<PartialDate> {
    let (left, right) = (left.part()?, right.part()?);
    let (month, day) = if month_first { (left, right) } else { (right, left) };
    PartialDate::new(year, month, day).or_else(|| PartialDate::new(year, day, month))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: Option<&str>) {
        let habits = DateHabits::default();
        let found = typed_date(text, &habits).map(|date| date.to_string());
        assert_eq!(found.as_deref(), expect, "{text}");
    }

    fn check_in(months: &[&str], text: &str, expect: &str) {
        let months = months.iter().map(|name| (*name).to_owned()).collect();
        let found = typed_date(text, &DateHabits { months, ..DateHabits::default() });
        assert_eq!(found.map(|date| date.to_string()).as_deref(), Some(expect), "{text}");
    }

    #[test]
    fn every_usual_way_to_write_a_day_is_understood() {
        for text in [
            "1980-03-22",
            "22.3.1980",
            "22. 03. 1980",
            "22/3/1980",
            "22-3-1980",
            "3/22/1980",
            "22 March 1980",
            "March 22, 1980",
            "22nd of Mar 1980",
            "1980 march 22",
            "19800322",
            "1980年3月22日",
            "22Mar1980",
        ] {
            check(text, Some("1980-03-22"));
        }
    }

    #[test]
    fn parts_may_be_missing() {
        check("", Some(""));
        check("1980", Some("1980"));
        check("March 1980", Some("1980-03"));
        check("3/1980", Some("1980-03"));
        check("1980-03", Some("1980-03"));
        check("22 March", Some("--03-22"));
        check("3-22", Some("--03-22"));
        check("22.3.", Some("--03-22"));
        check("22/3", Some("--03-22"));
        check("--03-22", Some("--03-22"));
        check("march", Some("--03"));
        check("29 February", Some("--02-29"));
    }

    #[test]
    fn years_of_another_calendar_become_ours() {
        let thai = DateHabits { era: BUDDHIST_ERA, ..DateHabits::default() };
        let date = |text| typed_date(text, &thai).map(|date| date.to_string());
        for (text, expect) in [
            ("22/3/2523", "1980-03-22"),
            ("29/2/2567", "2024-02-29"),
            ("25670229", "2024-02-29"),
            ("พ.ศ. 2523", "1980"),
            ("ค.ศ. 1980", "1980"),
            ("1980", "1980"),
        ] {
            assert_eq!(date(text).as_deref(), Some(expect), "{text}");
        }
        check("22/3/2523", Some("2523-03-22"));
    }

    #[test]
    fn a_day_that_does_not_exist_is_refused() {
        check("30 February", None);
        check("30.2.1980", None);
        check("29.2.1981", None);
        check("31/4", None);
        check("1980-13-01", None);
        check("next week", None);
        check("22 March 80", None);
        check("1980-03-22-01", None);
        check("ma", None);
        check("123456789", None);
    }

    #[test]
    fn the_language_decides_between_day_and_month() {
        let american = DateHabits { month_first: true, ..DateHabits::default() };
        let date = |text| typed_date(text, &american).map(|date| date.to_string());
        assert_eq!(date("3/4/1980").as_deref(), Some("1980-03-04"));
        assert_eq!(date("3.4.1980").as_deref(), Some("1980-04-03"));
        check("3/4/1980", Some("1980-04-03"));
    }

    #[test]
    fn months_are_known_by_the_names_of_the_language() {
        let vietnamese: Vec<String> = (1..=12).map(|month| format!("tháng {month}")).collect();
        let vietnamese: Vec<&str> = vietnamese.iter().map(String::as_str).collect();
        check_in(&vietnamese, "22 tháng 3, 1980", "1980-03-22");
        check_in(&vietnamese, "22 tháng 12", "--12-22");
        let hungarian = ["január", "február", "március", "április", "május", "június"];
        check_in(&hungarian, "1980. március 22.", "1980-03-22");
        check_in(&hungarian, "22 márc", "--03-22");
        let chinese: Vec<String> = (1..=12).map(|month| format!("{month}月")).collect();
        let chinese: Vec<&str> = chinese.iter().map(String::as_str).collect();
        check_in(&chinese, "1980年11月22日", "1980-11-22");
        check_in(&chinese, "1980年1月2日", "1980-01-02");
        check_in(&["มกราคม", "กุมภาพันธ์", "มีนาคม"], "22 มีนาคม 1980", "1980-03-22");
    }
}
