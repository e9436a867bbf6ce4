//! Recognizes tables of other things than people and companies by their headers: deals, tasks,
//! activities, notes, products, leads. Refusing them is harmless; imported as contacts they would
//! create people called "EUR".

use super::header::HeaderNames;
use super::meaning::Meaning;
use super::other_headers::{PREFIXES, SIGNS, Signs, TOGETHER, Together};
use super::words::{is_why, normal};
use crate::error::OtherRows;
use domain::FieldType;

/// Returns the subject of a table if its headers show neither people nor companies.
pub fn others<'h>(
    headers: impl Iterator<Item = &'h str>,
    names: &HeaderNames<'_>,
) -> Option<OtherRows> {
    let headers: Vec<&str> = headers.map(str::trim).collect();
    if headers.iter().any(|header| is_why(header)) {
        return None;
    }
    if let Some(rows) = by_prefix(&headers) {
        return rows;
    }
    let people = People::of(&headers, names);
    let plain: Vec<String> = headers.iter().map(|header| normal(header)).collect();
    let has = |wanted: &[&str]| plain.iter().filter(|it| wanted.contains(&it.as_str())).count();
    let named = |signs: &&Signs| {
        let first = plain.first().is_some_and(|first| signs.titles.contains(&first.as_str()));
        let beside = has(signs.beside);
        has(signs.titles) > 0 && (beside > 1 || (first && beside > 0))
    };
    let by_title = |signs: &&Signs| {
        let first = plain.first().is_some_and(|first| signs.titles.contains(&first.as_str()));
        first && has(signs.beside) > 1
    };
    if people.are_named() {
        // The first column names what the rows are; whom they are about stands beside it.
        return SIGNS.iter().find(by_title).filter(|_| !people.in_parts).map(|signs| signs.rows);
    }
    let together = |(_, groups): &&Together| {
        !people.reached && !people.known_otherwise && groups.iter().all(|group| has(group) > 0)
    };
    let by_name = SIGNS.iter().find(named).map(|signs| signs.rows);
    by_name.or_else(|| TOGETHER.iter().find(together).map(|(rows, _)| *rows))
}

/// True if the headers show that each row names a person.
pub fn names_people(headers: &[&str], names: &HeaderNames<'_>) -> bool {
    People::of(headers, names).are_named()
}

/// True if first or last names have columns of their own.
pub fn has_name_parts(headers: &[&str], names: &HeaderNames<'_>) -> bool {
    People::of(headers, names).in_parts
}

/// Decides by the prefixes of headers: the first known prefix names the subject if at least two
/// columns share it. `None` if there are no such prefixes.
fn by_prefix(headers: &[&str]) -> Option<Option<OtherRows>> {
    let of = |header: &&str| {
        let (prefix, _) = header.split_once(" - ")?;
        let prefix = normal(prefix);
        PREFIXES.iter().find(|(known, _)| *known == prefix).map(|(_, rows)| *rows)
    };
    let mut all = headers.iter().filter_map(of);
    let first = all.next()?;
    (all.filter(|rows| *rows == first).count() > 0).then_some(first)
}

/// The signs of people in the headers of a table.
struct People {
    /// First or last names have columns of their own.
    in_parts: bool,
    /// Whole names have a column.
    whole: bool,
    /// Phone numbers or e-mail addresses have a column.
    reached: bool,
    /// There is a column that only people and companies have: an address, a birthday.
    known_otherwise: bool,
}

impl People {
    fn of(headers: &[&str], names: &HeaderNames<'_>) -> Self {
        let mut people =
            Self { in_parts: false, whole: false, reached: false, known_otherwise: false };
        for header in headers {
            match names.meaning(header) {
                Meaning::FullName => people.whole = true,
                Meaning::Part(..) => people.known_otherwise = true,
                Meaning::Value(field, ..) => match field.kind {
                    FieldType::NamePart => people.in_parts = true,
                    FieldType::Phone | FieldType::Email => people.reached = true,
                    FieldType::Address => people.known_otherwise = true,
                    FieldType::Date => people.known_otherwise |= field.vcard == "BDAY",
                    _ => {}
                },
                _ => {}
            }
        }
        people
    }

    /// True if each row names a person: then the table is about people, whatever else it holds.
    fn are_named(&self) -> bool {
        self.in_parts || (self.whole && self.reached)
    }
}

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests {
    use super::OtherRows::{Activities, Deals, Leads, Notes, Products, Tasks};
    use super::*;
    use crate::{File, ReadOptions, TransferError, inspect, read};
    use domain::{COMPANY, CONTACT, KindId, built_in};
    use std::fs;
    use std::path::Path;

    fn look(header: &str, kind: KindId, options: &ReadOptions) -> Result<usize, TransferError> {
        let row = header.split(',').map(|_| "x").collect::<Vec<_>>().join(",");
        let text = format!("{header}\n{row}\n");
        let file = File { name: "x.csv", bytes: text.as_bytes(), kind, options };
        assert_eq!(
            read(&file, &built_in()).map(|_| ()).map_err(|error| error.to_string()).err(),
            inspect(&file, &built_in()).map(|_| ()).map_err(|error| error.to_string()).err(),
            "looked at and read the same: {header}"
        );
        inspect(&file, &built_in()).map(|found| found.rows)
    }

    fn rows(header: &str) -> Option<OtherRows> {
        match look(header, CONTACT, &ReadOptions::default()) {
            Err(TransferError::NotContacts(rows)) => Some(rows),
            _ => None,
        }
    }

    #[test]
    fn deals_of_other_programs_are_known_by_their_headers() {
        for header in [
            // Pipedrive, also with the person's columns.
            "Deal - Title,Deal - Value,Deal - Currency of Value,Deal - Stage",
            "Deal - ID,Deal - Title,Deal - Value,Person - Name,Person - Email,Person - Phone",
            "Geschäft - Titel,Geschäft - Wert,Person - Name",
            // HubSpot.
            "Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount,Pipeline,Associated Contact",
            "Deal Name,Amount",
            // Salesforce: a report, and a data export.
            "Opportunity Name,Stage,Close Date,Amount",
            "Opportunity Owner,Account Name,Opportunity Name,Stage,Fiscal Period,Amount,Age",
            "ID,ISDELETED,ACCOUNTID,NAME,DESCRIPTION,STAGENAME,AMOUNT,PROBABILITY,CLOSEDATE,TYPE",
            // Zoho.
            "Deal Owner,Deal Name,Account Name,Contact Name,Stage,Amount,Closing Date,Pipeline",
            // EspoCRM and SuiteCRM.
            "Name,Account,Stage,Amount,Close Date,Probability,Assigned User",
            "name,date_entered,amount,amount_usdollar,date_closed,next_step,sales_stage,probability",
            "Tên cơ hội,Giá trị,Giai đoạn",
            "Opportunity,Client,Contact Email,Stage,Value,Expected Close",
        ] {
            assert_eq!(rows(header), Some(Deals), "{header}");
        }
    }

    #[test]
    fn tasks_activities_notes_products_and_leads_are_known_too() {
        for (header, expected) in [
            ("Task Title,Task Type,Task Status,Due Date,Assigned to", Tasks),
            ("Task Owner,Subject,Due Date,Contact Name,Related To,Status,Priority", Tasks),
            ("ID,WHOID,WHATID,SUBJECT,ACTIVITYDATE,STATUS,PRIORITY", Tasks),
            ("Name,Status,Priority,Date Start,Date Due,Parent", Tasks),
            ("Activity - Subject,Activity - Type,Activity - Due date,Deal - Title", Activities),
            ("Call Title,Call outcome,Activity date", Activities),
            ("Subject,Start Date,Start Time,End Date,End Time,Location", Activities),
            ("Name,Status,Direction,Date Start,Date End,Parent", Activities),
            ("Note Title,Note Content,Parent ID,Created Time", Notes),
            ("Note body,Activity date,Associated Contact", Notes),
            ("Product Name,Product Code,Unit Price,Qty in Stock", Products),
            ("Product - Name,Product - Product code", Products),
            ("Lead - Title,Lead - Value,Person - Name", Leads),
        ] {
            assert_eq!(rows(header), Some(expected), "{header}");
        }
    }

    #[test]
    fn people_and_companies_with_such_columns_are_not_refused() {
        for header in [
            "Name,Email,Deal Name",
            "Name,Email,Deal Name,Amount,Stage,Close Date",
            "First Name,Last Name,Opportunity Name,Stage,Amount,Close Date",
            "Full name,Phone,Task,Due date,Status,Priority",
            "Name,Company,Deal Name",
            "Name,Stage,City,Amount",
            "Name,Birthday,Stage,Value",
            "Record ID,First Name,Last Name,Email,Close Date,Recent Deal Amount,Lifecycle Stage",
            "Person - Name,Person - Email,Deal - Title,Deal - Value",
            "Organization - Name,Organization - Address,Deal - Title,Deal - Value",
            "Name,Note",
            "Lead Owner,First Name,Last Name,Company,Email,Lead Status",
            "Full name,Value,Stage,Why it did not come in",
        ] {
            assert_eq!(rows(header), None, "{header}");
        }
    }

    #[test]
    fn one_such_column_refuses_no_table_of_people() {
        let all = SIGNS.iter().flat_map(|signs| signs.titles.iter().chain(signs.beside));
        for extra in all {
            for header in ["Name,Email", "First name,Last name", "Name,Company,Phone"] {
                assert_eq!(rows(&format!("{header},{extra}")), None, "{extra}");
                assert_eq!(rows(&format!("{extra},{header}")), None, "{extra}");
            }
        }
    }

    #[test]
    fn who_says_that_these_are_contacts_is_believed() {
        let header = "Deal Name,Amount,Pipeline";
        let told = ReadOptions { as_told: true, ..ReadOptions::default() };
        assert!(look(header, CONTACT, &ReadOptions::default()).is_err());
        assert!(look(header, COMPANY, &ReadOptions::default()).is_err());
        let text = format!("Name,{header}\nAnn,x,1,y\n");
        let file = File { name: "x.csv", bytes: text.as_bytes(), kind: CONTACT, options: &told };
        assert_eq!(inspect(&file, &built_in()).unwrap().rows, 1);
        assert_eq!(read(&file, &built_in()).unwrap().rows.len(), 1);
    }

    #[test]
    fn no_table_of_the_fixtures_is_refused() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures");
        let mut looked = 0;
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|ending| ending == "csv") {
                let bytes = fs::read(&path).unwrap();
                let options = ReadOptions::default();
                let file = File { name: "x.csv", bytes: &bytes, kind: CONTACT, options: &options };
                let found = inspect(&file, &built_in());
                assert!(found.is_ok(), "{}: {found:?}", path.display());
                looked += 1;
            }
        }
        assert!(looked > 4);
    }
}
