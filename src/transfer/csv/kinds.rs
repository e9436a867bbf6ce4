//! Guesses which kind of record the rows of a table are: by what other programs call them, by the
//! name of the file, by the names of the columns.

use super::guard::unguard;
use super::header::{HeaderNames, Meaning};
use super::others::{names_people, others};
use super::programs::in_english;
use super::shape::{Shape, sample};
use super::words::{is_why, normal};
use crate::options::ReadOptions;
use domain::{KindId, Schema, Schemas, Trait};

/// A guess needs this many more known columns than the kind that was asked for.
const LEAD: usize = 2;

/// Returns the kind of a table's rows if it is surely another than `asked`.
pub fn guess_kind(
    text: &str,
    file_name: &str,
    asked: &Schema,
    schemas: &Schemas,
    options: &ReadOptions,
) -> Option<KindId> {
    let rows = sample(text, Shape::of(text, options));
    let headers: Vec<&str> = in_english(&rows.first()?.iter().map(unguard).collect::<Vec<_>>());
    if options.as_told || options.header == Some(false) || headers.iter().any(|it| is_why(it)) {
        return None;
    }
    let names = HeaderNames::new(asked);
    let exchanged = || schemas.all().iter().filter(|schema| schema.is(Trait::Exchanged));
    if let Some(rows) = others(headers.iter().copied(), &names) {
        let of_rows = exchanged().find(|schema| Some(schema.key.as_ref()) == rows.key());
        return of_rows.map(|schema| schema.kind);
    }
    let known = |schema: &Schema| count_known(&headers, &HeaderNames::new(schema));
    let here = count_known(&headers, &names);
    let stem = normal(file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem));
    let named = exchanged().find(|schema| is_called(&stem, schema));
    if let Some(schema) = named.filter(|schema| known(schema) > 1 && known(schema) >= here) {
        return (schema.kind != asked.kind).then_some(schema.kind);
    }
    if names_people(&headers, &names) {
        return None;
    }
    let scored = exchanged().map(|schema| (known(schema), schema.kind));
    // Of those with the most known columns the first.
    let (most, kind) = scored.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    let enough = most >= here + LEAD && most * 2 >= headers.len();
    (enough && kind != asked.kind).then_some(kind)
}

/// Returns the number of columns that map to a field.
pub fn count_known(headers: &[&str], names: &HeaderNames<'_>) -> usize {
    let is_known = |header: &&&str| {
        let meaning = names.meaning(header);
        !matches!(meaning, Meaning::Unknown | Meaning::Nothing | Meaning::Id)
    };
    headers.iter().filter(is_known).count()
}

/// True if a file's name begins with the name of the kind: `machines-2026-11-29`.
fn is_called(stem: &str, schema: &Schema) -> bool {
    [&schema.label_many, &schema.label].into_iter().any(|label| {
        let label = normal(label);
        let rest = stem.strip_prefix(label.as_str()).filter(|_| !label.is_empty());
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
}
