//! The pieces of a cell: its values, and what is none.

use serde_json::Value as Json;

use super::emails::emails;
use super::links::links;
use super::phones::phones;
use crate::labels::known_label;
use domain::clean::visible;
use domain::{Field, FieldType, one_line};

/// A piece of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CellPiece {
    /// A value, with the label that the cell gives it; empty if it gives none.
    Value {
        /// The key of the label's choice, or its words.
        label: String,
        /// The value.
        text: String,
    },
    /// Text that can be no value of the field.
    Not(String),
    /// The name that stands before an email address in brackets: `Anna Nagy <anna@example.org>`.
    Name(String),
}

impl CellPiece {
    /// Creates a value on one line.
    pub fn value(label: &str, text: &str) -> Self {
        Self::Value { label: label.to_owned(), text: one_line(text) }
    }
}

/// Takes a cell of a list apart. Numbers, addresses and links are recognized; of other fields the
/// whole cell is the value.
pub fn pieces(field: &Field, cell: &str) -> Vec<CellPiece> {
    let cell = visible(cell);
    let cell = cell.trim();
    if let Some(found) = from_json(field, cell) {
        return found;
    }
    match field.kind {
        FieldType::Phone => phones(field, cell),
        FieldType::Email => emails(field, cell),
        FieldType::Link => links(cell),
        FieldType::Tags => cell.split(',').map(|tag| CellPiece::value("", unquoted(tag))).collect(),
        _ => vec![CellPiece::value("", cell)],
    }
}

/// Returns a text without the quotation marks around it.
fn unquoted(text: &str) -> &str {
    let text = text.trim();
    text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(text)
}

/// The names under which programs put the value and its label into JSON.
const VALUES: [&str; 11] = [
    "value",
    "email",
    "emailAddress",
    "phone",
    "phoneNumber",
    "number",
    "address",
    "url",
    "primaryLinkUrl",
    "name",
    "uri",
];
const LABELS: [&str; 4] = ["label", "type", "kind", "category"];

/// Reads a cell that is a list or an object in JSON.
fn from_json(field: &Field, cell: &str) -> Option<Vec<CellPiece>> {
    if !cell.starts_with(['[', '{']) {
        return None;
    }
    let all = match serde_json::from_str(cell).ok()? {
        Json::Array(all) => all,
        one @ Json::Object(_) => vec![one],
        _ => return None,
    };
    let text = |json: &Json| match json {
        Json::String(text) => Some(text.clone()),
        Json::Number(number) => Some(number.to_string()),
        _ => None,
    };
    let mut found = Vec::new();
    for one in all {
        let named = |names: &[&str]| names.iter().find_map(|name| text(one.get(name)?));
        let (label, value) = match &one {
            Json::Object(_) => {
                let value = named(&VALUES)?;
                let code = named(&["callingCode"]).filter(|_| !value.starts_with('+'));
                let value = code.map_or(value.clone(), |code| format!("{code} {value}"));
                (named(&LABELS).unwrap_or_default(), value)
            }
            plain => (String::new(), text(plain)?),
        };
        let known = known_label(field, &label).map_or(label.clone(), str::to_owned);
        found.extend(match pieces_of_plain(field, &value).as_slice() {
            [CellPiece::Value { label: own, text }] if own.is_empty() => {
                vec![CellPiece::value(&known, text)]
            }
            other => other.to_vec(),
        });
    }
    Some(found)
}

fn pieces_of_plain(field: &Field, text: &str) -> Vec<CellPiece> {
    if text.trim().starts_with(['[', '{']) {
        vec![CellPiece::Not(text.into())]
    } else {
        pieces(field, text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::contact;

    fn check(field: u32, cell: &str, expect: &[&str]) {
        let schema = contact::SCHEMA.clone();
        let found =
            pieces(schema.field(field).unwrap(), cell).into_iter().map(|piece| match piece {
                CellPiece::Value { label, text } if label.is_empty() => text,
                CellPiece::Value { label, text } => format!("{label}: {text}"),
                CellPiece::Not(text) => format!("not {text}"),
                CellPiece::Name(text) => format!("name {text}"),
            });
        assert_eq!(found.collect::<Vec<_>>(), expect, "{cell:?}");
    }

    #[test]
    fn numbers_in_one_cell_are_several() {
        let check = |cell, expect| check(contact::PHONES, cell, expect);
        check("+36 1 234 5678; +36 30 765 4321", &["+36 1 234 5678", "+36 30 765 4321"]);
        check("0903 123 456 / 028 3822 1111", &["0903 123 456", "028 3822 1111"]);
        check("555-0100, 555-0101", &["555-0100", "555-0101"]);
        check("W 212 555-0102, M 212 555-0103", &["work: 212 555-0102", "mobile: 212 555-0103"]);
        check("+49 30 555 0110\n+49 170 555 0111", &["+49 30 555 0110", "+49 170 555 0111"]);
        check("089 555 0113 02 555 0114", &["089 555 0113", "02 555 0114"]);
        check("0987 555 555/666/777", &["0987 555 555", "0987 555 666", "0987 555 777"]);
        check("555 0101 (home) or 555 0102", &["home: 555 0101", "555 0102"]);
        check(r#"[{"label": "work", "value": "912255500101"}]"#, &["work: 912255500101"]);
        check(r#"["555 0101", "555 0102"]"#, &["555 0101", "555 0102"]);
    }

    #[test]
    fn one_number_stays_one() {
        let check = |cell: &str, expect: &[&str]| check(contact::PHONES, cell, expect);
        for number in [
            "030/123456",
            "+49 (0)351 440-15",
            "(512) 555-0161",
            "+1 415 555 0102 ext. 227",
            "+1 415 555 0102;ext=227",
            "+1 415 555 0102,,227",
            "0351/440 Durchw. 15",
            "*100#",
            "112",
            "+14155550102*227",
            "1-800-555-0100 x12",
            "0903,123,456",
        ] {
            check(number, &[number]);
        }
        check("Tel.: 030 5550163", &["030 5550163"]);
        check("(030) 5550163 (private)", &["home: (030) 5550163"]);
        check("ask Bob 555 0101", &["ask Bob: 555 0101"]);
        check("+34 609 111 222 (Carmen oficina)", &["Carmen oficina: +34 609 111 222"]);
        check("0171 5550101 (mobile of his wife)", &["mobile of his wife: 0171 5550101"]);
        check("private mobile 0171 5550101", &["home: 0171 5550101"]);
        check("+36 1 234 5679 (12-es mellék)", &["+36 1 234 5679 (12-es mellék)"]);
        check("234-5678/112 mellék", &["234-5678/112 mellék"]);
    }

    #[test]
    fn what_is_no_number_is_said_to_be_none() {
        let check = |cell, expect| check(contact::PHONES, cell, expect);
        check("8.49123E+10", &["not 8.49123E+10"]);
        check("4,93021E+11", &["not 4,93021E+11"]);
        check("########", &["not ########"]);
        check("#NAZWA?", &["not #NAZWA?"]);
        check("see email", &["not see email"]);
        check("cy@example.org", &["not cy@example.org"]);
    }

    #[test]
    fn addresses_are_found_in_what_stands_around_them() {
        let check = |cell, expect| check(contact::EMAILS, cell, expect);
        check("a@x.org; b@x.org", &["a@x.org", "b@x.org"]);
        check("a@x.org b@x.org", &["a@x.org", "b@x.org"]);
        check("Anna Nagy <a@x.org>", &["name Anna Nagy", "a@x.org"]);
        check(
            "\"Nagy, Anna\" <a@x.org>, Béla <b@x.org>",
            &["name Nagy, Anna", "a@x.org", "name Béla", "b@x.org"],
        );
        check("<a@x.org>; <b@x.org>", &["a@x.org", "b@x.org"]);
        check("<a@x.org> only in May", &["only in May: a@x.org"]);
        check("mailto:a@x.org", &["a@x.org"]);
        check("E-Mail: a@x.org", &["a@x.org"]);
        check("work: a@x.org, b@x.org (private)", &["work: a@x.org", "home: b@x.org"]);
        check("a@x.org (only on Mondays)", &["only on Mondays: a@x.org"]);
        check("call first", &["not call first"]);
        check("di@@example.com", &["not di@@example.com"]);
        check("ｓ@ｅxample．org", &["s@example.org"]);
        check(r#"["a@x.org","b@x.org"]"#, &["a@x.org", "b@x.org"]);
    }

    #[test]
    fn links_are_several_only_if_all_are_links() {
        let check = |cell, expect| check(contact::LINKS, cell, expect);
        check("https://a.org https://b.org", &["https://a.org", "https://b.org"]);
        check("https://a.org, www.b.org", &["https://a.org", "www.b.org"]);
        check("https://a.org/x,y", &["https://a.org/x,y"]);
        check("orchard.example.com", &["orchard.example.com"]);
    }
}
