//! Detects the type of data in a column, for headers that reveal nothing.

use crate::amounts::parse_number;
use crate::clock::parse_clock;
use crate::dates::{DateOrder, parse_date};
use crate::options::ColumnFormat;
use domain::clean::in_ascii;
use domain::{fold, is_name_prefix, written_number};

/// Of ten cells that are not blank, this many must agree.
const AGREE: usize = 8;

/// Returns the type of data that the cells of a column look like, if they agree.
pub fn looks_of<'a>(cells: impl Iterator<Item = &'a str> + Clone) -> Option<ColumnFormat> {
    use ColumnFormat::{Country, Date, Email, Flag, Link, Money, Name, Number, Phone};
    let filled = cells.filter(|cell| !cell.trim().is_empty());
    let count = filled.clone().count();
    if count == 0 {
        return None;
    }
    // In this order, because a phone number may also be a number, and a country a name.
    [Email, Link, Date, Phone, Money, Flag, Number, Country, Name].into_iter().find(|looks| {
        filled.clone().filter(|cell| cell_looks(cell.trim(), *looks)).count() * 10 >= count * AGREE
    })
}

/// Returns the type of data of each column: short numbers beside longer ones are postcodes.
pub fn all_looks<'a, C: Iterator<Item = &'a str> + Clone>(
    columns: impl Iterator<Item = C>,
) -> Vec<Option<ColumnFormat>> {
    let (mut looks, mut doubtful) = (Vec::new(), Vec::new());
    for cells in columns {
        looks.push(looks_of(cells.clone()));
        doubtful.push(may_be_postcodes(cells));
    }
    let is_phone = |it: &Option<ColumnFormat>| *it == Some(ColumnFormat::Phone);
    if looks.iter().zip(&doubtful).any(|(it, doubtful)| is_phone(it) && !doubtful) {
        for (it, _) in
            looks.iter_mut().zip(&doubtful).filter(|(it, doubtful)| **doubtful && is_phone(it))
        {
            *it = None;
        }
    }
    looks
}

/// True if most cells of a column are times of day; one that is none is a fault of its own.
pub fn are_clocks<'a>(cells: impl Iterator<Item = &'a str>) -> bool {
    let filled: Vec<&str> = cells.filter(|cell| !cell.trim().is_empty()).collect();
    let clocks = filled.iter().filter(|cell| parse_clock(cell).is_some()).count();
    clocks * 2 > filled.len()
}

/// True if all cells of a column are titles before names: Mr, Mrs, Dr.
pub fn are_titles<'a>(cells: impl Iterator<Item = &'a str>) -> bool {
    let mut filled = cells.filter(|cell| !cell.trim().is_empty()).peekable();
    filled.peek().is_some() && filled.all(is_name_prefix)
}

/// True if a cell looks like data rather than like a column name.
pub fn is_data(cell: &str) -> bool {
    use ColumnFormat::{Date, Email, Link, Money, Number, Phone};
    let cell = cell.trim();
    [Email, Link, Date, Phone, Money, Number].into_iter().any(|looks| cell_looks(cell, looks))
}

/// True if the numbers of a column have a decimal comma: some show it (`1.200,50`, `12,5`) and none
/// has a decimal point.
pub fn has_decimal_comma<'a>(mut cells: impl Iterator<Item = &'a str> + Clone) -> bool {
    let shows = |cell: &str, mark: char, other: char| {
        let parted = cell.trim().rsplit_once(mark);
        parted.is_some_and(|(whole, part)| {
            !part.contains(other)
                && !whole.contains(mark)
                && (whole.contains(other) || part.len() != 3)
                && written_number(cell).is_some()
        })
    };
    cells.clone().any(|cell| shows(cell, ',', '.')) && !cells.any(|cell| shows(cell, '.', ','))
}

fn cell_looks(cell: &str, looks: ColumnFormat) -> bool {
    let cell = &*in_ascii(cell);
    match looks {
        ColumnFormat::Email => is_email(cell) || are_emails(cell),
        ColumnFormat::Phone => are_phones(cell),
        ColumnFormat::Link => is_link(cell),
        ColumnFormat::Date => {
            let begins = cell.starts_with(|c: char| c.is_ascii_digit() || c == '-');
            let orders = [DateOrder::DayFirst, DateOrder::MonthFirst];
            // Groups of digits between spaces are numbers: `0171 5550123`.
            cell.len() >= 6
                && !is_in_digits(cell)
                && begins
                && orders.iter().any(|it| parse_date(cell, *it).is_some())
        }
        ColumnFormat::Money => is_money(cell),
        ColumnFormat::Number => parse_number(cell).is_some(),
        ColumnFormat::Flag => {
            matches!(fold(cell).as_str(), "yes" | "no" | "true" | "false" | "y" | "n")
        }
        ColumnFormat::Country => COUNTRIES.contains(&fold(cell).as_str()),
        ColumnFormat::Name => is_name(cell),
    }
}

fn is_email(cell: &str) -> bool {
    let cell = cell.strip_prefix("mailto:").unwrap_or(cell);
    cell.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty()
            && host.contains('.')
            && !host.contains('@')
            && !cell.contains(|c: char| c.is_whitespace() || c == '/')
    })
}

/// True for several addresses, or one with a name: `Ann <ann@b.org>`.
fn are_emails(cell: &str) -> bool {
    if let Some((name, rest)) = cell.split_once('<') {
        return !name.contains(['"', '{']) && rest.strip_suffix('>').is_some_and(is_email);
    }
    let parts = cell.split([';', ',', '/', '|', '\n']).map(str::trim);
    let mut filled = parts.filter(|part| !part.is_empty()).peekable();
    filled.peek().is_some() && filled.all(is_email)
}

/// True for a number, also with an extension or a word, and for several of them.
fn are_phones(cell: &str) -> bool {
    const PARTS: [&str; 6] = [";", ",", "\n", "|", " - ", "/"];
    let is_one = |part: &str| is_phone(part) || is_phone_with_words(part);
    let are_several = |mark: &str| {
        let mut parts = cell.split(mark).map(str::trim).filter(|part| !part.is_empty());
        cell.contains(mark) && parts.all(is_one)
    };
    is_one(cell) || PARTS.iter().any(|mark| are_several(mark))
}

/// True for `+1 415 555 0100 ext. 227`, `моб. 8 (495) 555-01-13`.
fn is_phone_with_words(cell: &str) -> bool {
    const MOST: usize = 14;
    let is_word = |c: char| c.is_alphabetic() || matches!(c, '*' | '#' | ':' | ',');
    let words = cell.chars().filter(|c| is_word(*c)).count();
    let mut parts = cell.split(is_word).map(|part| part.trim_matches([' ', '.']));
    let is_number = |part: &str| part.starts_with(['+', '0', '(', '8']) && is_phone(part);
    (1..=MOST).contains(&words) && parts.any(is_number)
}

fn is_link(cell: &str) -> bool {
    let lower = cell.to_ascii_lowercase();
    ["http://", "https://", "www."].iter().any(|begin| lower.starts_with(begin))
        && !cell.contains(char::is_whitespace)
}

fn is_phone(cell: &str) -> bool {
    let digits = cell.chars().filter(char::is_ascii_digit).count();
    let begins = cell.trim_start_matches('\'').starts_with(['+', '0', '(']);
    let parted = cell.contains([' ', '-', '(', '/', '.']);
    let number = |c: char| c.is_ascii_digit() || " +-()./x".contains(c);
    (7..=15).contains(&digits)
        && (begins || parted)
        && cell.chars().all(|c| number(c) || c == '\'')
        && cell.matches('.').count() != 1
        && (begins || is_in_groups(cell))
        && (is_in_digits(cell)
            || [DateOrder::DayFirst, DateOrder::MonthFirst]
                .iter()
                .all(|it| parse_date(cell, *it).is_none()))
}

/// True for groups of digits between spaces, which are no date: `0171 5550123`.
fn is_in_digits(cell: &str) -> bool {
    cell.contains(' ') && cell.chars().all(|c| c == ' ' || c.is_ascii_digit())
}

/// True if digits are grouped as in a number that begins with none of its signs: `555-0123`. One
/// digit alone is of an id, and postcodes have three at their end: `12345678-2-42`, `1000-100`.
fn is_in_groups(cell: &str) -> bool {
    let groups: Vec<usize> = cell
        .split(|c: char| !c.is_ascii_digit())
        .map(str::len)
        .filter(|length| *length > 0)
        .collect();
    let (first, rest) = groups.split_first().map_or((0, [].as_slice()), |it| (*it.0, it.1));
    let is_postcode = matches!(groups[..], [4 | 5, 3]);
    (first > 1 || cell.starts_with('1')) && rest.iter().all(|it| *it > 1) && !is_postcode
}

/// True if all cells of a column may be postcodes as well as short numbers: `100-0001`.
fn may_be_postcodes<'a>(cells: impl Iterator<Item = &'a str>) -> bool {
    let is_one = |cell: &str| {
        let parts = cell.split_once('-');
        let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        parts.is_some_and(|(area, rest)| {
            (area.len(), rest.len()) == (3, 4) && is_number(area) && is_number(rest)
        })
    };
    let mut filled = cells.map(str::trim).filter(|cell| !cell.is_empty()).peekable();
    filled.peek().is_some() && filled.all(is_one)
}

fn is_money(cell: &str) -> bool {
    let sign = |c: char| matches!(c, '$' | '€' | '£' | '¥' | '₫' | '฿') || c == '元';
    let code = |word: &str| {
        ["USD", "EUR", "GBP", "VND", "CNY", "RMB", "HUF", "THB", "JPY", "CHF", "Ft", "đ", "kr"]
            .contains(&word)
    };
    let named = cell.contains(sign) || cell.split_whitespace().any(code);
    let amount: String = cell.chars().filter(|c| !sign(*c)).collect();
    let amount = amount.split_whitespace().filter(|word| !code(word)).collect::<String>();
    named
        && amount.contains(|c: char| c.is_ascii_digit())
        && amount.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '\'' | '-'))
}

fn is_name(cell: &str) -> bool {
    let letters = cell.chars().filter(|c| c.is_alphabetic()).count();
    let in_names = |c: char| c.is_alphabetic() || is_mark(c) || matches!(c, ' ' | '.' | '\'' | '-');
    let words: Vec<&str> = cell.split_whitespace().collect();
    let begins = |word: &&str| word.starts_with(|c: char| !c.is_lowercase());
    (2..=40).contains(&letters)
        && (1..=5).contains(&words.len())
        && cell.chars().all(in_names)
        && words.iter().all(begins)
}

/// True for combining accents, and Thai vowels and tones.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}')
}

/// Folded names of countries in the app's five languages and their own: those that are frequent in
/// contacts of these languages.
const COUNTRIES: &[&str] = &[
    "vietnam",
    "viet nam",
    "china",
    "中国",
    "中國",
    "hungary",
    "magyarorszag",
    "thailand",
    "ไทย",
    "ประเทศไทย",
    "united states",
    "united states of america",
    "usa",
    "united kingdom",
    "uk",
    "great britain",
    "england",
    "germany",
    "deutschland",
    "france",
    "austria",
    "osterreich",
    "switzerland",
    "schweiz",
    "italy",
    "italia",
    "spain",
    "espana",
    "portugal",
    "netherlands",
    "belgium",
    "poland",
    "polska",
    "czech republic",
    "czechia",
    "cesko",
    "slovakia",
    "slovensko",
    "romania",
    "serbia",
    "croatia",
    "slovenia",
    "ukraine",
    "russia",
    "japan",
    "日本",
    "south korea",
    "korea",
    "taiwan",
    "台湾",
    "hong kong",
    "singapore",
    "malaysia",
    "indonesia",
    "philippines",
    "cambodia",
    "laos",
    "lao",
    "myanmar",
    "india",
    "australia",
    "new zealand",
    "canada",
    "mexico",
    "brazil",
    "sweden",
    "norway",
    "denmark",
    "finland",
    "ireland",
    "turkey",
    "israel",
    "south africa",
    "美国",
    "英国",
    "德国",
    "法国",
    "越南",
    "泰国",
    "匈牙利",
    "my",
    "duc",
    "phap",
    "trung quoc",
    "thai lan",
    "nhat ban",
    "han quoc",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn check(cells: &[&str], expect: Option<ColumnFormat>) {
        assert_eq!(looks_of(cells.iter().copied()), expect, "{cells:?}");
    }

    #[test]
    fn columns_are_recognized_by_what_is_in_them() {
        check(&["a@b.org", "", "c.d@e.com"], Some(ColumnFormat::Email));
        check(&["+84 912 345 678", "0912345678", "(089) 123-4567"], Some(ColumnFormat::Phone));
        check(&["0171 5550123", "0912 555 012"], Some(ColumnFormat::Phone));
        check(&["+1 415 555 0100 ext. 227", "моб. +7 495 555-01-11"], Some(ColumnFormat::Phone));
        check(&["0903 555 111 - 028 3555 0222", "555-0100, 555-0101"], Some(ColumnFormat::Phone));
        check(&["a@b.org; c@d.org", "Ann <ann@b.org>"], Some(ColumnFormat::Email));
        check(&["12345678-2-42", "INV-2026-00123"], None);
        check(&["https://x.org/a", "www.y.com"], Some(ColumnFormat::Link));
        check(&["2020-01-02", "3.4.1980", "3/14/1980"], Some(ColumnFormat::Date));
        check(&["$1,200.50", "12 EUR", "1.200.000 ₫"], Some(ColumnFormat::Money));
        check(&["12", "3.5"], Some(ColumnFormat::Number));
        check(&["1.200,50", "12,5", "1.200"], Some(ColumnFormat::Number));
        check(&["yes", "No"], Some(ColumnFormat::Flag));
        check(&["Việt Nam", "Hungary", "中国", "Thailand"], Some(ColumnFormat::Country));
        check(&["Nguyễn Thị Ánh", "王小明", "สมชาย ใจดี", "Kovács Béla"], Some(ColumnFormat::Name));
    }

    #[test]
    fn a_decimal_comma_is_seen_where_it_is() {
        let check = |cells: &[&str], expect| {
            assert_eq!(has_decimal_comma(cells.iter().copied()), expect, "{cells:?}");
        };
        check(&["1.200", "12,5"], true);
        check(&["", "1.200.000,5"], true);
        check(&["1.200", "15.000"], false);
        check(&["1,200", "15,000"], false);
        check(&["12,5", "12.5"], false);
        check(&["1,200.50", "3"], false);
        check(&["red, blue", "1,2,3"], false);
    }

    #[test]
    fn what_looks_like_nothing_is_not_guessed() {
        check(&["", " "], None);
        check(&["likes tea and cake", "calls back on Monday"], None);
        check(&["1234567", "7654321"], Some(ColumnFormat::Number));
        check(&["rec-1-org", "rec-2-dup-0"], None);
    }
}
