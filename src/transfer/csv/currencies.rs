//! The currencies of amounts that name none: that in another column of their row, that in their own
//! header, else the usual one.

use csv::StringRecord;

use super::column::Column;
use super::column_plan::ColumnPlan;
use super::guard::unguard;
use super::words::normal;
use domain::{currency_named, fold};

/// Words that headers of currencies contain, folded.
const WORDS: &[&str] = &[
    "currency",
    "tien te",
    "loai tien",
    "wahrung",
    "devise",
    "moneda",
    "moeda",
    "valuta",
    "waluta",
    "penznem",
    "deviza",
    "货币",
    "币种",
    "通貨",
    "통화",
];

/// The sources of the currency of a column's amounts.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Currencies {
    /// The index of the column that has the currency of each row.
    beside: Option<usize>,
    /// The currency of rows for which that column has none.
    usual: Option<[u8; 3]>,
    /// That of the user's country, for signs that several currencies share.
    pub of_country: Option<[u8; 3]>,
}

impl Currencies {
    /// Returns the currency of an amount in this row; `None` if it has one that is not known.
    pub fn of(self, row: &StringRecord) -> Option<[u8; 3]> {
        let cell = self.beside.and_then(|at| row.get(at)).map(unguard).unwrap_or_default();
        if cell.trim().is_empty() { self.usual } else { currency_named(fold(cell).trim()) }
    }
}

/// Decides for every column the currency of its amounts that name none.
pub fn decide_currencies(
    plan: &mut ColumnPlan<'_>,
    first: &[StringRecord],
    usual: Option<[u8; 3]>,
    of_country: Option<[u8; 3]>,
) {
    let columns = plan.columns.iter().enumerate();
    let beside: Vec<(usize, String)> = columns
        .filter(|(at, column)| has_currencies(column, *at, first))
        .map(|(at, column)| (at, normal(&column.header)))
        .collect();
    for (at, column) in plan.columns.iter_mut().enumerate() {
        column.currencies = match named_in(&column.header) {
            Some(named) => Currencies { beside: None, usual: Some(named), of_country },
            None => Currencies { beside: best(&beside, at, &column.header), usual, of_country },
        };
    }
}

/// True if a column has currencies: its header says so, and its cells have no digits, unlike those
/// of `Amount in company currency`.
fn has_currencies(column: &Column<'_>, at: usize, first: &[StringRecord]) -> bool {
    let name = normal(&column.header);
    let mut cells = first.iter().filter_map(|row| row.get(at)).filter(|cell| !cell.is_empty());
    WORDS.iter().any(|word| name.contains(word))
        && !cells.any(|cell| cell.contains(|letter: char| letter.is_ascii_digit()))
}

/// Returns the column of currencies that belongs to the amounts of a column: the one that repeats
/// its header (`Amount`, `Amount Currency`), else the next one, else the first.
fn best(beside: &[(usize, String)], at: usize, header: &str) -> Option<usize> {
    let header = normal(header);
    let repeats = |name: &str| {
        let has = |word: &str| name.split(' ').any(|other| other == word);
        !header.is_empty() && header.split(' ').all(has)
    };
    let found = beside.iter().find(|(_, name)| repeats(name));
    let found = found.or_else(|| beside.iter().find(|(other, _)| *other > at));
    found.or_else(|| beside.first()).map(|(at, _)| *at)
}

/// Returns the currency that a header names: `Price (USD)`, `Amount in EUR`, `Value, €`.
pub fn named_in(header: &str) -> Option<[u8; 3]> {
    let is_end = |letter: char| letter.is_whitespace() || "()[]_,:/-".contains(letter);
    let words: Vec<&str> = header.split(is_end).filter(|word| !word.is_empty()).collect();
    let [_, .., last] = words.as_slice() else { return None };
    // In a header of capitals a word may only look like a code: TOTAL FOR ALL.
    let mixed = header.contains(char::is_lowercase) || header.contains(['(', '[']);
    let is_code = |word: &str| mixed && word.len() == 3 && word == word.to_ascii_uppercase();
    let is_sign = |word: &str| !word.contains(|letter: char| letter.is_ascii_alphanumeric());
    if is_code(last) || is_sign(last) { currency_named(last) } else { None }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use crate::testing::custom;
    use crate::{ColumnTarget, File, ReadOptions, inspect, read};
    use domain::{DEAL, FieldType, Fields, Schemas, Value, any_kind, built_in, deal};

    const ASKED: ReadOptions = ReadOptions {
        encoding: None,
        delimiter: None,
        quoting: None,
        sheet: false,
        header: None,
        mapping: None,
        orders: Vec::new(),
        names: None,
        unclear_bars: Vec::new(),
        zeros_back: Vec::new(),
        as_told: false,
        currency: Some(*b"VND"),
        country: None,
        year: None,
        top: None,
    };

    /// Reads deals; returns the value of each, and what was only kept.
    fn values(text: &str, schemas: &Schemas, options: &ReadOptions, field: u32) -> Vec<String> {
        let file = File { name: "x.csv", bytes: text.as_bytes(), kind: DEAL, options };
        let rows = read(&file, schemas).unwrap().rows;
        let found = inspect(&file, schemas).unwrap();
        let kept = |row: &crate::ImportRow| {
            let kept = row.draft.elements(any_kind::EXTRA).into_iter();
            let at = found.columns.iter().filter(|column| column.unread > 0);
            let unread: Vec<&str> = at.map(|column| column.header.as_str()).collect();
            kept.filter(|kept| unread.contains(&kept.label.as_str())).count()
        };
        let value = |row: &crate::ImportRow| match row.draft.value(field) {
            Some(Value::Money(money)) => money.to_string(),
            other => format!("{other:?}, {} kept", kept(row)),
        };
        rows.iter().map(value).collect()
    }

    fn deals(text: &str) -> Vec<String> {
        values(text, &built_in(), &ASKED, deal::VALUE)
    }

    #[test]
    fn an_amount_without_a_currency_is_in_the_usual_one() {
        let text =
            "Deal name,Value\nA,1500\nB,\"2,500\"\nC,1.200.000\nD,$300\nE,5 USD\nF,5 apples\n";
        let expected =
            ["1500 VND", "2500 VND", "1200000 VND", "300.00 USD", "5.00 USD", "None, 1 kept"];
        assert_eq!(deals(text), expected);
        let usual = |code: &[u8; 3]| ReadOptions { currency: Some(*code), ..ASKED };
        let text = "Deal name,Value\nA,1000.5\nB,\"2,500.50\"\nC,\"2.500,50\"\nD,-5\nE,1500.0000\n";
        let expected = ["1000.50 USD", "2500.50 USD", "2500.50 USD", "-5.00 USD", "1500.00 USD"];
        assert_eq!(values(text, &built_in(), &usual(b"USD"), deal::VALUE), expected);
        let none = ReadOptions::default();
        let only = "Deal name,Value\nA,1500\n";
        assert_eq!(values(only, &built_in(), &none, deal::VALUE), ["None, 1 kept"]);
    }

    #[test]
    fn an_amount_is_in_the_currency_of_its_row() {
        for header in ["Currency", "Deal - Currency of Value", "Tiền tệ", "CURRENCYISOCODE"] {
            let text = format!(
                "Deal name,Value,{header}\nA,1500,usd\nB,12.5,€\nC,9,\nD,7,credits\nE,£3,USD\n"
            );
            let expected = ["1500.00 USD", "12.50 EUR", "9 VND", "None, 1 kept", "3.00 GBP"];
            assert_eq!(deals(&text), expected, "{header}");
        }
        let two = "Deal name,Currency,Value,Company amount in currency,Value currency\n\
                   A,EUR,15,99,HUF\n";
        assert_eq!(deals(two), ["15.00 HUF"]);
    }

    #[test]
    fn an_amount_is_in_the_currency_of_its_header() {
        let mut schemas = built_in();
        schemas.add(DEAL, custom(77, "Price", FieldType::Money, false));
        let field = 0x8000_0000 | 77;
        let mapping = Some(vec![ColumnTarget::field(deal::NAME), ColumnTarget::field(field)]);
        let options = ReadOptions { mapping, ..ASKED };
        for (header, expected) in [
            ("Price (USD)", "5.00 USD"),
            ("Price in EUR", "5.00 EUR"),
            ("Price €", "5.00 EUR"),
            ("PRICE FOR ALL", "5 VND"),
            ("Price", "5 VND"),
            ("EUR", "5 VND"),
        ] {
            let text = format!("Deal name,{header},Currency\nA,5,\n");
            assert_eq!(values(&text, &schemas, &options, field), [expected], "{header}");
        }
    }

    #[test]
    fn a_currency_does_not_make_a_chosen_reading() {
        let options = ASKED;
        let prose = b"Dear all\nthis is a letter\n";
        let file = File { name: "x.txt", bytes: prose, kind: domain::CONTACT, options: &options };
        assert!(inspect(&file, &built_in()).is_err());
    }
}
