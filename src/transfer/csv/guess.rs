//! Guesses the meaning of columns with unknown headers from their contents.

use super::header::Meaning;
use crate::options::{AddressPart, ColumnFormat};
use domain::{Field, FieldType, Schema, Title};

/// Returns the columns that can be guessed, with their meanings.
pub fn guess<'a>(
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
            Some(ColumnFormat::Phone) => list("TEL"),
            Some(ColumnFormat::Link) => list("URL"),
            Some(ColumnFormat::Date) => list("ANNIVERSARY"),
            Some(ColumnFormat::Country) if !has_country(meanings) => list("ADR"),
            _ => None,
        };
        let meaning = field.map(|field| match field.kind {
            FieldType::Address => Meaning::Part(field, String::new(), 1, AddressPart::Country),
            _ => Meaning::Value(field, label, 1),
        });
        guessed.extend(meaning.map(|meaning| (*at, meaning)));
    }
    if schema.title == Title::Person && !has_name(meanings) {
        guessed.extend(names(&open, headers, looks, schema));
    }
    guessed
}

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
