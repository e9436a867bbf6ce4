//! Guesses the meaning of columns with unknown headers from their contents.

use super::meaning::Meaning;
use super::words::normal;
use crate::options::{AddressPart, ColumnFormat};
use domain::{Field, FieldType, Schema, Title};

/// Returns the columns with unknown headers that can be guessed, with their meanings.
pub fn guess<'a>(
    headers: &[String],
    looks: &[Option<ColumnFormat>],
    meanings: &[Meaning<'a>],
    schema: &'a Schema,
) -> Vec<(usize, Meaning<'a>)> {
    let mut guessed = guess_by_looks(headers, looks, meanings, schema);
    if schema.title == Title::Person && !has_name(meanings) {
        let unknown = |at: &usize| meanings[*at] == Meaning::Unknown;
        let open: Vec<usize> = (0..headers.len()).filter(unknown).collect();
        guessed.extend(names(&open, headers, looks, schema));
    }
    guessed
}

/// Returns the columns whose cells are of one form: addresses, numbers, countries.
pub fn guess_by_looks<'a>(
    headers: &[String],
    looks: &[Option<ColumnFormat>],
    meanings: &[Meaning<'a>],
    schema: &'a Schema,
) -> Vec<(usize, Meaning<'a>)> {
    let unknown = |at: &usize| meanings[*at] == Meaning::Unknown;
    let open: Vec<usize> = (0..headers.len()).filter(unknown).collect();
    let list = |property: &str| schema.fields.iter().find(|f| f.vcard == property && f.many);
    let mut guessed = Vec::new();
    for at in &open {
        let label = headers[*at].clone();
        let field = match looks[*at] {
            Some(ColumnFormat::Email) => list("EMAIL"),
            Some(ColumnFormat::Phone) if !is_of_ids(&headers[*at]) => list("TEL"),
            Some(ColumnFormat::Link) => list("URL"),
            Some(ColumnFormat::Country) if !has_country(meanings) => list("ADR"),
            // Most dates are of the record, such as when it was made.
            Some(ColumnFormat::Date) if returns(&headers[*at]) => list("ANNIVERSARY"),
            _ => None,
        };
        let meaning = field.map(|field| match field.kind {
            FieldType::Address => Meaning::Part(field, String::new(), 1, AddressPart::Country),
            _ => Meaning::Value(field, label, 1),
        });
        guessed.extend(meaning.map(|meaning| (*at, meaning)));
    }
    guessed
}

/// True if a header names ids of people, customers or taxes, whose digits look like those of a phone.
fn is_of_ids(header: &str) -> bool {
    let header = normal(header);
    let is_word = |word: &str| IDS.contains(&word);
    header.split(' ').any(is_word) || PARTS_OF_IDS.iter().any(|part| header.contains(part))
}

/// Words for ids, in the form of [`normal`].
const IDS: &[&str] = &[
    "id", "ids", "code", "tax", "vat", "mst", "cccd", "cmnd", "iban", "account", "konto", "kod",
    "nip", "pesel", "nif", "cif", "dni", "cpf", "cnpj", "siret", "siren", "inn", "инн", "ma",
];
/// Parts of words for ids, in the form of [`normal`].
const PARTS_OF_IDS: &[&str] = &[
    "kundennr",
    "kundennummer",
    "steuer",
    "adoszam",
    "ugyfelszam",
    "szamlaszam",
    "编号",
    "税号",
    "账号",
    "身份证",
    "รหัส",
    "เลขประจ",
];

/// True if a header names a day that returns every year.
fn returns(header: &str) -> bool {
    let header = normal(header);
    ANNIVERSARIES.iter().any(|word| header.contains(word))
}

/// Parts of words for days that return every year, in the form of [`normal`].
const ANNIVERSARIES: &[&str] = &[
    "anniversar",
    "wedding",
    "name day",
    "jubile",
    "evfordulo",
    "nevnap",
    "hazassag",
    "ky niem",
    "le bon mang",
    "纪念日",
    "ครบรอบ",
    "วันนาม",
    "hochzeit",
    "jahrestag",
    "namenstag",
    "mariage",
    "aniversario",
    "boda",
    "onomastic",
    "casamento",
    "rocznica",
    "imieniny",
    "годовщина",
    "именины",
    "свадьб",
    "記念日",
];

fn has_country(meanings: &[Meaning<'_>]) -> bool {
    meanings.iter().any(|meaning| matches!(meaning, Meaning::Part(_, _, _, AddressPart::Country)))
}

fn has_name(meanings: &[Meaning<'_>]) -> bool {
    meanings.iter().any(|meaning| match meaning {
        Meaning::FullName => true,
        Meaning::Value(field, ..) => is_name(field),
        _ => false,
    })
}

fn is_name(field: &Field) -> bool {
    matches!(field.vcard, "N/0" | "N/1")
}

/// Finds the column of names: the first that looks like one. Two adjacent ones without headers are
/// the first and the last name.
fn names<'a>(
    open: &[usize],
    headers: &[String],
    looks: &[Option<ColumnFormat>],
    schema: &'a Schema,
) -> Vec<(usize, Meaning<'a>)> {
    let is_name = |at: &&usize| looks[**at] == Some(ColumnFormat::Name);
    let mut found = open.iter().filter(is_name).copied();
    let Some(first) = found.next() else { return Vec::new() };
    let field = |property: &str| schema.fields.iter().find(|field| field.vcard == property);
    let part = |field: &'a Field| Meaning::Value(field, String::new(), 1);
    match (found.next(), field("N/1").zip(field("N/0"))) {
        (Some(second), Some((given, family)))
            if second == first + 1 && headers[first].is_empty() =>
        {
            vec![(first, part(given)), (second, part(family))]
        }
        _ => vec![(first, Meaning::FullName)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_written_as_headers_are_compared() {
        for word in ANNIVERSARIES.iter().chain(IDS).chain(PARTS_OF_IDS) {
            assert_eq!(normal(word), *word);
        }
        assert!(returns("Wedding Anniversary") && returns("Névnap") && returns("结婚纪念日"));
        assert!(is_of_ids("MST") && is_of_ids("Customer ID") && is_of_ids("Kunden-Nr. Kundennr"));
        assert!(is_of_ids("Adószám") && !is_of_ids("Night desk") && !is_of_ids("Điện thoại 2"));
        assert!(!returns("Created Time") && !returns("Seit") && !returns("Fecha de alta"));
    }
}
