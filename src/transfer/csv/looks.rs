//! Detects the type of data in a column, for headers that reveal nothing.

use crate::amounts::parse_number;
use crate::clock::parse_clock;
use crate::dates::{DateOrder, parse_date};
use crate::options::ColumnFormat;
use domain::{fold, written_number};

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

/// True if the cells of a column are times of day.
pub fn are_clocks<'a>(cells: impl Iterator<Item = &'a str>) -> bool {
    let mut filled = cells.filter(|cell| !cell.trim().is_empty()).peekable();
    filled.peek().is_some() && filled.all(|cell| parse_clock(cell).is_some())
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
    match looks {
        ColumnFormat::Email => is_email(cell),
        ColumnFormat::Phone => is_phone(cell),
        ColumnFormat::Link => is_link(cell),
        ColumnFormat::Date => {
            let begins = cell.starts_with(|c: char| c.is_ascii_digit() || c == '-');
            let orders = [DateOrder::DayFirst, DateOrder::MonthFirst];
            cell.len() >= 6 && begins && orders.iter().any(|it| parse_date(cell, *it).is_some())
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
        && [DateOrder::DayFirst, DateOrder::MonthFirst]
            .iter()
            .all(|it| parse_date(cell, *it).is_none())
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
