//! Guesses which kind of record the rows of a table are: by what other programs call them, by the
//! name of the file, by the names of the columns.

use super::guard::unguard;
use super::header::HeaderNames;
use super::meaning::Meaning;
use super::others::{has_name_parts, names_people, others};
use super::program_tables::ProgramTable;
use super::programs::in_english;
use super::shape::{Shape, sample};
use super::words::{is_why, normal};
use crate::options::ReadOptions;
use domain::{KindId, Schema, Schemas, Shown, Title, Trait};

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
    if let Some(table) = ProgramTable::of(rows.first()?.iter().map(unguard))
        && let Some(schema) = schemas.by_key(table.kind)
        && (schema.is(Trait::Cards)
            || !has_name_parts(&headers, &names)
            || others(headers.iter().copied(), &names).is_some())
    {
        return (schema.kind != asked.kind).then_some(schema.kind);
    }
    let exchanged = || schemas.all().iter().filter(|schema| schema.is(Trait::Exchanged));
    if let Some(rows) = others(headers.iter().copied(), &names) {
        let of_rows = exchanged().find(|schema| Some(schema.key.as_ref()) == rows.key());
        return of_rows.map(|schema| schema.kind);
    }
    let known = |schema: &Schema| {
        let names = HeaderNames::new(schema);
        // A column for the title says most: tasks have one, what happened has none.
        let is_title = |header: &&str| match (names.meaning(header), schema.title) {
            (Meaning::Value(field, ..), Title::Field(title)) => field.number == title,
            _ => false,
        };
        // A table by hand has no fields that no form asks for.
        let is_asked = |header: &&&str| match names.meaning(header) {
            Meaning::Value(field, ..) => field.shown != Shown::Never,
            _ => true,
        };
        let asked: Vec<&str> = headers.iter().filter(is_asked).copied().collect();
        count_known(&asked, &names) + usize::from(headers.iter().any(is_title))
    };
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
    // A name alone does not make people of rows that another kind explains whole.
    let lead = if most >= headers.len() { 1 } else { LEAD };
    let enough = most >= here + lead && most * 2 >= headers.len();
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
