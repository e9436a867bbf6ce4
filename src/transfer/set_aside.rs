//! Writes the parts that were not imported to a file that the user can correct and import again.

use std::collections::BTreeMap;

use super::import::{File, FileFormat, SetAside, SetAsideReason, format_of};
use super::text::decode;
use super::{csv, vcard};
use domain::Schemas;

/// Writes the parts of a file that were set aside. A table keeps its header and gets a column whose
/// name states the kind and whose cells state the reason; cards get a property `X-SATCHEL-WHY`.
/// Import ignores both. Returns the new file's name and bytes, or `None` if there is nothing to
/// write.
pub fn set_aside_file<'a>(
    file: &File<'_>,
    schemas: &Schemas,
    set_aside: impl Iterator<Item = &'a SetAside>,
) -> Option<(String, Vec<u8>)> {
    let set_aside: Vec<&SetAside> = set_aside
        .filter(|aside| !aside.raw.is_empty() && aside.reason != SetAsideReason::Margin)
        .collect();
    if set_aside.is_empty() {
        return None;
    }
    let text = decode(file.bytes, file.options.encoding).ok()?.text;
    let (bytes, ending) = match format_of(&text, file.name).ok()? {
        FileFormat::Csv => {
            let schema = schemas.get(file.kind)?;
            (csv::set_aside(&text, schema, file.options, &set_aside), "csv")
        }
        FileFormat::VCard => (vcard::set_aside(&set_aside), "vcf"),
        FileFormat::Backup => return None,
    };
    let stem = file.name.rsplit_once('.').map_or(file.name, |(stem, _)| stem);
    Some((format!("{stem}-set-aside.{ending}"), bytes))
}

/// Sets rows of a table aside for reasons that only their contents show: the lines on which they
/// begin, with the reason of each.
pub fn set_aside_lines(
    file: &File<'_>,
    schemas: &Schemas,
    reasons: &BTreeMap<usize, SetAsideReason>,
) -> Vec<SetAside> {
    let text = decode(file.bytes, file.options.encoding).map(|decoded| decoded.text);
    // Both were read already.
    let (Ok(text), Some(schema)) = (text, schemas.get(file.kind)) else { return Vec::new() };
    csv::set_aside_lines(&text, schema, file.options, reasons)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check, custom};
    use super::super::{ColumnTarget, Inspection, ReadOptions, inspect, read};
    use super::*;
    use domain::{COMPANY, CONTACT, FieldType, built_in};

    const MARK: &str = "\u{feff}";

    fn file<'a>(text: &'a str, options: &'a ReadOptions) -> File<'a> {
        File { name: "x.csv", bytes: text.as_bytes(), kind: CONTACT, options }
    }

    /// Returns the set-aside rows of a table as a file.
    fn kept(text: &str, options: &ReadOptions) -> String {
        let file = file(text, options);
        let set_aside = read(&file, &built_in()).unwrap().set_aside;
        let (name, bytes) = set_aside_file(&file, &built_in(), set_aside.iter()).unwrap();
        assert_eq!(name, "x-set-aside.csv");
        String::from_utf8(bytes).unwrap()
    }

    fn look(text: &str) -> Inspection {
        inspect(&file(text, &ReadOptions::default()), &built_in()).unwrap()
    }

    /// Corrects the only set-aside row and imports it.
    fn comes_in(kept: &str, wrong: &str, right: &str, options: &ReadOptions, expect: &[&str]) {
        let corrected = kept.replace(wrong, right);
        let import = read(&file(&corrected, options), &built_in()).unwrap();
        assert_eq!((import.rows.len(), import.set_aside.len()), (1, 0));
        check(&import.rows[0], expect);
    }

    #[test]
    fn rows_of_a_table_without_names_come_without_names() {
        let text = "Anna,Lee,a@x.org\nBob,Cho,b@x.org\n\"Cem,Day,c@x.org\n";
        let options = ReadOptions::default();
        let kept = kept(text, &options);
        let row = "\"\"\"Cem\",Day,c@x.org,Line 3: A quotation mark is never closed\r\n";
        assert_eq!(kept, format!("{MARK},,,Why it did not come in\r\n{row}"));
        assert_eq!(look(&kept).signature, look(text).signature);
        let expect = ["given: Cem", "family: Day", "emails []: c@x.org"];
        comes_in(&kept, "\"\"\"Cem\"", "Cem", &options, &expect);
    }

    #[test]
    fn what_was_chosen_for_a_table_is_known_of_its_broken_rows() {
        let text = "Wer;Schuh\nAnn;38\n\"Bob;44;left\n";
        let mapping = Some(vec![ColumnTarget::FullName, ColumnTarget::Keep]);
        let options = ReadOptions { mapping, ..ReadOptions::default() };
        let kept = kept(text, &options);
        let row = "\"\"\"Bob\";44;left;Line 3: A quotation mark is never closed\r\n";
        assert_eq!(kept, format!("{MARK}Wer;Schuh;;Why it did not come in\r\n{row}"));
        let (first, again) = (look(text), look(&kept));
        assert_eq!(again.signature, first.signature);
        assert_eq!((first.own_columns().len(), again.own_columns().len()), (2, 3));
        let expect = ["extra [Schuh]: 44", "extra [Column 3]: left", "given: Bob"];
        comes_in(&kept, "\"\"\"Bob\"", "Bob", &options, &expect);
    }

    #[test]
    fn a_header_of_fields_that_the_user_made_is_a_header_here_too() {
        let text = "Shoe;2024\n38;5\n\"40;7\n";
        let mut schemas = built_in();
        schemas.add(CONTACT, custom(1, "Shoe", FieldType::Number, false));
        let options = ReadOptions::default();
        let file = file(text, &options);
        let set_aside = read(&file, &schemas).unwrap().set_aside;
        let (_, bytes) = set_aside_file(&file, &schemas, set_aside.iter()).unwrap();
        let row = "\"\"\"40\";7;Line 3: A quotation mark is never closed\r\n";
        let expect = format!("{MARK}Shoe;2024;Why it did not come in\r\n{row}");
        assert_eq!(String::from_utf8(bytes).unwrap(), expect);
    }

    #[test]
    fn what_was_set_aside_of_companies_says_so() {
        let text = "Name;Founded;2023\nAcme;1990;1\n\"Tinsmith;2001;2\n";
        let options = ReadOptions::default();
        let of = |kind| {
            let file = File { kind, ..file(text, &options) };
            let set_aside = read(&file, &built_in()).unwrap().set_aside;
            let (_, bytes) = set_aside_file(&file, &built_in(), set_aside.iter()).unwrap();
            // Inspected as a contact table first, whatever its rows are.
            look(std::str::from_utf8(&bytes).unwrap())
        };
        assert_eq!(of(COMPANY).set_aside_kind(&built_in()), Some(COMPANY));
        assert_eq!(of(CONTACT).set_aside_kind(&built_in()), Some(CONTACT));
        assert_eq!(look(text).set_aside_kind(&built_in()), None);
        assert_eq!(of(COMPANY).signature, look(text).signature);
        // A header is detected by this column even if no other name in it is known.
        let found = look("2022,2023,Why the company did not come in\n1,2,\n");
        assert_eq!((found.header, found.set_aside_kind(&built_in())), (true, Some(COMPANY)));
    }

    #[test]
    fn cells_that_spreadsheets_would_compute_are_harmless_here_too() {
        let text = "First name,=Sum,Phone\nAnn,1,111\n\"Bob,'=1+1,+84 912 345\n";
        let options = ReadOptions::default();
        let kept = kept(text, &options);
        let row = "\"\"\"Bob\",'=1+1,+84 912 345,Line 3: A quotation mark is never closed\r\n";
        let header = "First name,'=Sum,Phone,Why it did not come in\r\n";
        assert_eq!(kept, format!("{MARK}{header}{row}"));
        let expect = ["extra [=Sum]: =1+1", "given: Bob", "phones []: +84 912 345"];
        comes_in(&kept, "\"\"\"Bob\"", "Bob", &options, &expect);
    }
}
