//! Recognizes tables that this app writes of records that no table brings in: pipelines, views,
//! custom fields. Imported as contacts they would create people called "Won".

use super::guard::unguard;
use super::header::HeaderNames;
use super::kinds::count_known;
use super::meaning::Meaning;
use super::shape::{Shape, sample};
use crate::cell::parse_id;
use crate::error::TransferError;
use crate::options::ReadOptions;
use domain::{RecordId, Schema, Schemas, Trait};

/// Fails if a table is one of ours whose records are not exchanged, unless the user said what the
/// rows are.
///
/// # Errors
/// `OwnTable`.
pub fn refuse_own(
    text: &str,
    schemas: &Schemas,
    options: &ReadOptions,
) -> Result<(), TransferError> {
    let rows = sample(text, Shape::of(text, options));
    let Some((header, rows)) = rows.split_first() else { return Ok(()) };
    // Each row begins with an id that we made.
    let has_id = |id: &str| parse_id(id).is_some_and(RecordId::is_ours);
    let ours = rows.iter().all(|row| row.get(0).is_some_and(|cell| has_id(unguard(cell))));
    if options.as_told || options.header == Some(false) || rows.is_empty() || !ours {
        return Ok(());
    }
    let header: Vec<&str> = header.iter().map(unguard).collect();
    let first = header.first().copied().unwrap_or_default();
    let known = |is_exchanged: bool| {
        let schemas = schemas.all().iter().filter(|schema| !schema.is(Trait::Single));
        let schemas = schemas.filter(|schema| schema.is(Trait::Exchanged) == is_exchanged);
        let score = |schema: &Schema| {
            let names = HeaderNames::new(schema);
            let begins = names.meaning(first) == Meaning::Id;
            if begins { count_known(&header, &names) } else { 0 }
        };
        schemas.map(score).max().unwrap_or_default()
    };
    let most = known(false);
    // Another version of the app may have more fields, or fewer.
    let enough = most * 2 >= header.len() - 1 && most > known(true);
    if enough { Err(TransferError::OwnTable) } else { Ok(()) }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::*;
    use crate::csv::Sheet;
    use crate::{File, Lookups, inspect, read};
    use domain::{CONTACT, DEAL, Draft, FieldType, KindId, Title, Value, built_in};

    /// Writes a table of one record with a name, as the archive of everything has it.
    fn table(schema: &Schema) -> Vec<u8> {
        let mut sheet = Sheet::new(schema, None, Lookups::NONE);
        let mut draft = Draft::new(schema.kind);
        let mut texts = schema.fields.iter().filter(|field| {
            !field.many && matches!(field.kind, FieldType::Text | FieldType::NamePart)
        });
        match schema.title {
            Title::Field(name) => draft.set_text(name, "Won"),
            _ => draft.set(texts.next().unwrap().number, Value::Text("Won".into())),
        }
        sheet.measure(&draft);
        sheet.add(Some(RecordId::new(1_795_000_000_000, [7; 10])), &draft);
        sheet.finish()
    }

    fn outcome(bytes: &[u8], kind: KindId, options: &ReadOptions) -> Option<TransferError> {
        let file = File { name: "x.csv", bytes, kind, options };
        let looked = inspect(&file, &built_in()).err();
        assert_eq!(read(&file, &built_in()).err(), looked, "looked at and read the same");
        looked
    }

    #[test]
    fn own_tables_of_what_cannot_come_in_are_refused_and_all_others_are_not() {
        let schemas = built_in();
        let mut refused = 0;
        for schema in schemas.all().iter().filter(|schema| !schema.is(Trait::Single)) {
            let bytes = table(schema);
            let exchanged = schema.is(Trait::Exchanged);
            for asked in if exchanged { vec![schema.kind] } else { vec![CONTACT, DEAL] } {
                let found = outcome(&bytes, asked, &ReadOptions::default());
                let expected = (!exchanged).then_some(TransferError::OwnTable);
                assert_eq!(found, expected, "{}", String::from_utf8_lossy(&bytes));
            }
            refused += usize::from(!exchanged);
        }
        assert!(refused >= 5, "{refused}");
    }

    #[test]
    fn tables_of_others_with_such_headers_are_not_ours() {
        let id = RecordId::new(1_795_000_000_000, [7; 10]);
        let other = "6f8a3c52-9c1d-4e0b-8a51-0d7f3c2b1a90";
        let told = ReadOptions { as_told: true, ..ReadOptions::default() };
        for (text, options) in [
            (format!("ID,Name,Color\n{other},Ann,red\n"), &ReadOptions::default()),
            ("ID,Name,Color\n1,Ann,red\n".to_owned(), &ReadOptions::default()),
            (format!("ID,Name,Email\n{id},Ann,a@x.org\n"), &ReadOptions::default()),
            (format!("ID,Name,Color\n{id},Ann,red\n"), &told),
        ] {
            assert_eq!(outcome(text.as_bytes(), CONTACT, options), None, "{text}");
        }
    }
}
