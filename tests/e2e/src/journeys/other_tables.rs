//! Tables of other records than people, from other CRMs: refused with an explanation before the
//! import, unless the user insists that they are contacts.

use tempfile::TempDir;

use super::journey::{ANY, Journey, Stage};
use crate::wire::Outcome;

pub const JOURNEYS: &[Journey] = &[Journey {
    name: "a file of products is refused in words, and rows that say nothing of anybody are set aside",
    engines: ANY,
    base: "/",
    run: refused,
}];

/// In Zoho's format.
const PRODUCTS: &str = "Product Name,Product Code,Unit Price,Qty in Stock\n\
    Oak desks,D-1,12000,3\n\
    Chairs,C-1,900,40\n";

/// The second row has a value only in an unknown column.
const PEOPLE: &str = "First name,Email,Shoe size\nAnna,anna@example.com,38\n,,44\n";

const IMPORT_IS_OFF: &str = "[...document.querySelectorAll('main button')].some(
    (button) => button.innerText.trim() === 'Import' && button.disabled)";

fn refused(stage: &mut Stage) -> Outcome {
    let folder = TempDir::with_prefix("satchel-tables-")?;
    let file = |name: &str, text: &str| -> Outcome<_> {
        let path = folder.path().join(name);
        std::fs::write(&path, text)?;
        Ok(path)
    };
    stage.open("import")?;
    let page = &stage.page;
    page.attach("Choose a file", &file("products.csv", PRODUCTS)?)?;
    page.find_containing("alert", "This file seems to contain products.")?;
    page.until_true("it cannot be imported", IMPORT_IS_OFF)?;
    // The user may insist.
    page.button("These are contacts")?;
    page.gone("button", "These are contacts")?;
    page.shows("Oak desks")?;
    page.button("Cancel")?;
    page.attach("Choose a file", &file("people.csv", PEOPLE)?)?;
    page.press_containing("button", "Cannot import: 1")?;
    page.shows("None of its values has a field")?;
    page.button("Import")?;
    page.status("Imported 1 contact")?;
    page.shows("Not imported: 1")?;
    page.link("Show contacts")?;
    page.status("1 contact")?;
    page.find_containing("link", "Anna").map(drop)
}
