//! Bad input: files that cannot be read, addresses that lead nowhere, deceptive names. Each gives a
//! clear message, loses nothing, and leaves the application usable.

use std::fs;

use tempfile::TempDir;

use super::first_steps::import_phone;
use super::journey::{ANY, EVERY, Journey, Stage};
use crate::wire::Outcome;

pub const JOURNEYS: &[Journey] = &[
    Journey {
        name: "files that are none are refused in words",
        engines: EVERY,
        base: "/",
        run: files,
    },
    Journey { name: "an unknown address is told", engines: ANY, base: "/", run: unknown_address },
    Journey {
        name: "a name is shown as text, whatever it is",
        engines: ANY,
        base: "/",
        run: names,
    },
];

const NOTHING_IMPORTED: &[(&str, &[u8])] = &[
    ("empty.csv", b""),
    ("header.csv", b"First Name,Last Name,E-mail 1 - Value\n"),
    ("picture.vcf", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\x01\0\x08\x06\0\0\0"),
];

fn files(stage: &mut Stage) -> Outcome {
    import_phone(stage)?;
    let folder = TempDir::with_prefix("satchel-files-")?;
    for (name, bytes) in NOTHING_IMPORTED {
        let file = folder.path().join(name);
        fs::write(&file, bytes)?;
        stage.open("import")?;
        stage.page.attach("Choose a file", &file)?;
        // Some files are refused when chosen, some when the import begins.
        if stage.page.has("button", "Import")? && !stage.page.has_containing("alert", "")? {
            stage.page.button("Import")?;
        }
        stage.page.find_containing("alert", "")?;
    }
    stage.page.link("Contacts")?;
    stage.page.status("6 contacts")
}

fn unknown_address(stage: &mut Stage) -> Outcome {
    import_phone(stage)?;
    for path in ["contacts/01234567-89ab-7def-8123-456789abcdef", "contacts/nonsense", "nowhere"] {
        stage.open(path)?;
        stage.page.shows("Page not found")?;
    }
    stage.page.press_containing("link", "Go to contacts")?;
    stage.page.status("6 contacts")
}

const NAMES: &[&str] = &[
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "🦊🦊🦊",
    "عبد الرحمن",
    "=HYPERLINK(\"http://example.com\")",
];

fn names(stage: &mut Stage) -> Outcome {
    for name in NAMES {
        stage.open("contacts/new")?;
        stage.page.fill("First name", name)?;
        stage.page.button("Save")?;
        stage.page.find_containing("heading", name)?;
    }
    stage.page.link("Contacts")?;
    stage.page.status("5 contacts")
}
