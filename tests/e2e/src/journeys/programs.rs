//! Files as other programs write them: exports of several linked files, spreadsheets, groups.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::journey::{ANY, EVERY, Journey, Stage};
use crate::page::Page;
use crate::wire::Outcome;

pub const JOURNEYS: &[Journey] = &[
    Journey {
        name: "exports come in whole: four linked files, Outlook in German, titles and totals, groups",
        engines: ANY,
        base: "/",
        run: exports,
    },
    Journey {
        name: "what a column leaves open is asked once, and a table that could calculate asks whom it is for",
        engines: ANY,
        base: "/",
        run: questions,
    },
    Journey {
        name: "a spreadsheet comes in sheet by sheet, and one with a password is refused in words",
        engines: EVERY,
        base: "/",
        run: sheets,
    },
];

/// Returns the path of a file of the tests; browsers take no path that climbs.
fn tests(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name(path)
}

fn exports(stage: &mut Stage) -> Outcome {
    stage.open("import")?;
    let page = &stage.page;
    let linked = |name: &str| tests("corpus/pipedrive-four-files").join(name);
    page.attach("Choose a file", &linked("organizations-1234-1.csv"))?;
    for name in ["people-1234-2.csv", "deals-1234-3.csv", "activities-1234-4.csv"] {
        page.attach("Add another file", &linked(name))?;
        page.find_containing("heading", name)?;
    }
    page.button("Import")?;
    page.status("Imported ")?;
    page.button("Import another file")?;
    for (file, done) in [
        ("outlook-german/kontakte.csv", "Imported 3 contacts"),
        ("case-42-titles-above/liste.csv", "Imported 2 contacts"),
        ("case-36-apple-group-cards/groups.vcf", "Imported "),
    ] {
        page.attach("Choose a file", &tests("corpus").join(file))?;
        page.button("Import")?;
        page.status(done)?;
        page.button("Import another file")?;
    }
    page.link("Deals")?;
    page.press_containing("link", "Ten forklifts")?;
    page.find_containing("link", "Bluebay Logistics")?;
    page.find_containing("link", "Lena Weber")?;
    page.link("Contacts")?;
    page.press_containing("link", "Tess Orr")?;
    ["Suppliers", "Choir"].iter().try_for_each(|tag| page.shows(tag))?;
    for name in ["Käthe Böhm-Lüdtke", "Olaf Hahn"] {
        page.link("Contacts")?;
        page.find_containing("link", name)?;
    }
    Ok(())
}

const PEOPLE: &str = "First name,Nickname,Do Not Call,Birthday\n\
                      Anna,=1+1,perhaps,31.02.1980\nBéla,Bé,no,\n";

fn questions(stage: &mut Stage) -> Outcome {
    let folder = TempDir::with_prefix("satchel-questions-")?;
    let file = folder.path().join("people.csv");
    std::fs::write(&file, PEOPLE)?;
    stage.open("import")?;
    let page = &stage.page;
    page.attach("Choose a file", &file)?;
    page.find_containing("button", "1 question")?;
    page.shows("1 of the first values: perhaps")?;
    page.choose("Unclear values in “Do Not Call”", "Do not contact")?;
    page.find_containing("button", "Not to be contacted: 1")?;
    page.shows("These look like 2 contacts")?;
    page.button("Import")?;
    page.status("Imported 2 contacts")?;
    page.press_containing("button", "1 value is not what its column says")?;
    page.shows("Birthday · line 2")?;
    page.link("Contacts")?;
    page.press_containing("link", "Anna")?;
    page.shows("Do not contact by")?;
    page.link("Settings")?;
    page.press_containing("button", "Export contacts as CSV")?;
    page.shows("One cell begins like a formula")?;
    page.button("Download")?;
    page.gone("button", "Download")
}

fn sheets(stage: &mut Stage) -> Outcome {
    stage.open("import")?;
    let page = &stage.page;
    let book = |name: &str| tests("fixtures/books").join(name);
    page.attach("Choose a file", &book("locked.xlsx"))?;
    page.find_containing("alert", "This file is protected with a password.")?;
    page.button("Choose another file")?;
    page.attach("Choose a file", &book("openpyxl.xlsx"))?;
    page.find_containing("heading", "openpyxl.xlsx · Kunden")?;
    page.find_containing("heading", "openpyxl.xlsx · Deals")?;
    page.press_containing("button", "Lines around the table: 2")?;
    page.shows("Kundenliste Stand 28.11.2026")?;
    // A hidden sheet waits to be asked for.
    page.shows("Hidden in the spreadsheet")?;
    page.button("Add")?;
    page.find_containing("heading", "openpyxl.xlsx · Intern")?;
    page.button("Remove openpyxl.xlsx · Intern")?;
    page.shows("Hidden in the spreadsheet")?;
    page.button("Import")?;
    page.status("Imported ")?;
    people(page)?;
    page.link("Import")?;
    page.button("Import another file")?;
    let others =
        [("xlwt.xls", "Kovács István"), ("odfpy.ods", "王小明"), ("page.xls", "Käthe Weiß")];
    for (name, person) in others {
        page.attach("Choose a file", &book(name))?;
        page.button("Import")?;
        page.status("Imported 1 contact")?;
        page.button("Import another file")?;
        page.link("Contacts")?;
        page.find_containing("link", person)?;
        page.link("Import")?;
    }
    Ok(())
}

fn people(page: &Page) -> Outcome {
    page.link("Contacts")?;
    page.status("3 contacts")?;
    // A company that stands in merged cells counts for both rows.
    page.press_containing("link", "Anna König")?;
    page.find_containing("link", "Müller GmbH")?;
    page.shows("1975")?;
    page.link("Contacts")?;
    page.press_containing("link", "Jürgen Weiß")?;
    page.shows("zweite Zeile")?;
    page.link("Deals")?;
    page.press_containing("link", "Desks")?;
    page.find_containing("link", "Müller GmbH").map(drop)
}
