//! The basic round: contacts are imported from a phone, a person is found and gets a note, the
//! network goes away, a mistake is undone, and everything is exported.

use std::fs;
use std::path::PathBuf;

use super::journey::{ANY, EVERY, Journey, Stage};
use crate::page::{Page, Size};
use crate::seed::Seed;
use crate::wire::{Failure, Outcome};

pub const JOURNEYS: &[Journey] = &[
    Journey { name: "first steps on a phone", engines: EVERY, base: "/", run: first_steps },
    Journey {
        name: "first steps from a sub-path",
        engines: ANY,
        base: "/satchel/",
        run: first_steps,
    },
    Journey {
        name: "search finds a name however it is written",
        engines: EVERY,
        base: "/",
        run: finds,
    },
];

/// Returns the path of a file in the folder `data`.
pub fn data(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data").join(name)
}

/// Imports a phone's contacts into the existing data.
pub fn import_beside(stage: &Stage) -> Outcome {
    stage.open("import")?;
    bring_in(&stage.page)
}

static PHONE: Seed = Seed::new();

/// Begins with the contacts of a phone, and shows their list.
pub fn import_phone(stage: &Stage) -> Outcome {
    let picture = stage.host.address("icons/satchel-192.png");
    PHONE.plant(&stage.page, &picture, || import_beside(stage))?;
    stage.open("contacts")?;
    stage.page.status("6 contacts")
}

fn bring_in(page: &Page) -> Outcome {
    page.attach("Choose a file", &data("phone.vcf"))?;
    page.button("Import")?;
    page.status("Imported 6 contacts")
}

/// Opens the import from the first screen.
fn choose_import(stage: &Stage) -> Outcome {
    stage.open("")?;
    let page = &stage.page;
    page.shows("Import a file")?;
    if page.has_containing("link", "Import a file")? {
        page.press_containing("link", "Import a file")
    } else {
        page.press_containing("button", "Import a file")
    }
}

fn first_steps(stage: &mut Stage) -> Outcome {
    stage.page.size(Size::Phone)?;
    choose_import(stage)?;
    bring_in(&stage.page)?;
    find_and_write(&stage.page)?;
    stage.page.kept()?;
    stage.stop_host();
    stage.page.reload()?;
    stage.page.shows("She wants the blue glaze")?;
    undo_a_mistake(&stage.page)?;
    take_everything_out(stage)
}

fn find_and_write(page: &Page) -> Outcome {
    page.link("Contacts")?;
    page.status("6 contacts")?;
    page.fill("Search contacts", "nguyen")?;
    page.status("1 of 6 contacts")?;
    page.press_containing("link", "Nguyễn Thị Ánh")?;
    page.find_containing("heading", "Nguyễn Thị Ánh")?;
    page.shows("kept and shown")?;
    // The contact has two numbers: the menu offers both, and one tap calls.
    page.press_containing("button", "Call")?;
    page.until_true(
        "the mobile number can be called",
        "document.querySelector(\"a[href='tel:+84912345678']\")",
    )?;
    page.keys(ESCAPE)?;
    page.fill("Write a note", "She wants the blue glaze")?;
    page.button("Save")?;
    page.until_true(
        "the note is in the timeline, not only in the field",
        "document.querySelector('main').innerText.includes('She wants the blue glaze')",
    )
}

fn undo_a_mistake(page: &Page) -> Outcome {
    page.press("link", "Edit")?;
    page.fill("Job title", "Head of sales")?;
    page.button("Save")?;
    page.shows("Head of sales")?;
    page.button("Undo")?;
    page.shows("Head of purchasing")?;
    page.press("link", "Edit")?;
    page.button("Delete")?;
    page.button("Undo")?;
    page.link("Contacts")?;
    page.shows("Nguyễn Thị Ánh")
}

fn take_everything_out(stage: &Stage) -> Outcome {
    stage.open("settings")?;
    let page = &stage.page;
    for (button, end) in [("Download a backup", ".json"), ("as vCard", ".vcf"), ("as CSV", ".csv")]
    {
        page.press_containing("button", button)?;
        // WebKitGTK's browser asks a person for the target; there the app's own message counts.
        if page.engine() == crate::engine::Engine::WebKit {
            continue;
        }
        let text = fs::read_to_string(page.downloaded(end)?)?;
        for expected in ["王", "She wants the blue glaze", "anh@minhlong.example"] {
            if end == ".json" && !text.contains(expected) {
                return Err(Failure::Unmet(format!("the file {end} has no \"{expected}\"")));
            }
        }
        if !text.contains("anh@minhlong.example") {
            return Err(Failure::Unmet(format!("the file {end} has not everybody")));
        }
    }
    Ok(())
}

const ESCAPE: &str = "\u{e00c}";

fn finds(stage: &mut Stage) -> Outcome {
    import_phone(stage)?;
    let page = &stage.page;
    page.link("Contacts")?;
    for (query, name) in [
        ("nguyễn", "Nguyễn Thị Ánh"),
        ("nguyen", "Nguyễn Thị Ánh"),
        ("GUYEN", "Nguyễn Thị Ánh"),
        ("anh thi", "Nguyễn Thị Ánh"),
        ("0912 345", "Nguyễn Thị Ánh"),
        ("0912 345", "Trần Hoàng"),
        ("王", "王小明"),
        ("小", "王小明"),
        ("มชา", "สมชาย"),
        ("kovacs", "Kovács Béla"),
    ] {
        page.fill("Search contacts", query)?;
        page.status(" of 6 contacts")?;
        page.find_containing("link", name)
            .map_err(|failure| Failure::Unmet(format!("{query}: {failure}")))?;
    }
    page.fill("Search contacts", "nobody of this name")?;
    page.status("0 of 6 contacts")
}
