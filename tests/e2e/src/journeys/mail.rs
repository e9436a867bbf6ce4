//! Writing an email from every place that has an address: it begins with a template, is recorded
//! before the mail program opens, and asks first if the person does not want emails.

use super::first_steps::import_phone;
use super::journey::{ANY, Journey, Stage};
use super::selling::{jot, open_contact};
use crate::page::{Page, Size};
use crate::wire::{Failure, Outcome};

pub const JOURNEYS: &[Journey] = &[
    Journey {
        name: "an email begins with a template wherever it is started",
        engines: ANY,
        base: "/",
        run: from_everywhere,
    },
    Journey {
        name: "an email is written from its log",
        engines: ANY,
        base: "/",
        run: from_its_log,
    },
    Journey {
        name: "who does not want emails is not written to unasked",
        engines: ANY,
        base: "/",
        run: not_written_to,
    },
];

const ADDRESS: &str = "bela@kovacs.example";
/// The address with its label, as a row of the sheet that asks.
const ROW: &str = "bela@kovacs.example Email";
const QUESTION: &str = "Email which address?";

/// Chooses a template and an address, and checks that the mail program gets both, with the name
/// filled in.
fn choose_offer(page: &Page, row: &str, name: &str) -> Outcome {
    page.button("Our proposal")?;
    page.link(row)?;
    let address = row.split(' ').next().unwrap_or_default();
    let begin = format!("mailto:{address}?subject=Our%20proposal&body=Dear%20");
    let followed = format!(
        "followed.at(-1)?.startsWith('{begin}') && followed.at(-1).includes(encodeURIComponent('{name}'))"
    );
    page.until_true("the mail program gets the template", &followed)
        .map_err(|failure| page.with_page(failure))?;
    page.find("dialog", "Log email").map(drop)
}

/// Answers the sheet that asks, and closes the log sheet that follows the mail program.
fn write_offer(page: &Page, row: &str, name: &str) -> Outcome {
    page.find("dialog", QUESTION)?;
    choose_offer(page, row, name)?;
    page.button("Close")?;
    page.gone("dialog", "Log email")
}

fn from_everywhere(stage: &mut Stage) -> Outcome {
    stage.page.size(Size::Phone)?;
    import_phone(stage)?;
    stage.open("tasks")?;
    let page = &stage.page;
    page.without_dialler()?;
    jot(page, "email kovács béla today")?;
    page.button("Email Kovács Béla")?;
    write_offer(page, ROW, "Kovács")?;
    page.link("Contacts")?;
    page.fill("Search contacts", "kovacs")?;
    page.button("Actions for Kovács Béla")?;
    page.button(&format!("Email {ADDRESS}"))?;
    write_offer(page, ROW, "Kovács")?;
    open_contact(page, "kovacs", "Kovács Béla")?;
    page.button("Email")?;
    write_offer(page, ROW, "Kovács")?;
    // From the details.
    page.link(ADDRESS)?;
    write_offer(page, ROW, "Kovács")?;
    page.press("link", "New deal")?;
    page.fill("Name", "Spare parts")?;
    page.button("Save")?;
    page.find_containing("heading", "Spare parts")?;
    page.button("Email Kovács Béla")?;
    write_offer(page, ROW, "Kovács")?;
    from_a_company(stage)
}

fn from_a_company(stage: &Stage) -> Outcome {
    let (page, address) = (&stage.page, "office@lighthouse.example");
    stage.open("companies/new")?;
    page.without_dialler()?;
    page.fill("Name", "Lighthouse")?;
    page.button("More fields")?;
    page.fill("Email", address)?;
    page.button("Save")?;
    page.find_containing("heading", "Lighthouse")?;
    page.button("Email")?;
    write_offer(page, &format!("{address} Work"), "Lighthouse")?;
    page.link(address)?;
    write_offer(page, &format!("{address} Email"), "Lighthouse")
}

fn from_its_log(stage: &mut Stage) -> Outcome {
    stage.page.size(Size::Phone)?;
    import_phone(stage)?;
    let page = &stage.page;
    page.without_dialler()?;
    open_contact(page, "kovacs", "Kovács Béla")?;
    page.button("Log")?;
    page.press("menuitem", "Email")?;
    page.find("dialog", "Log email")?;
    page.fill("Note", "Sent the prices")?;
    page.button("Write it now")?;
    choose_offer(page, ROW, "Kovács")?;
    if page.has("button", "Write it now")? {
        return Err(Failure::Unmet("what is under way is offered again".into()));
    }
    // The page ends while the mail program is open: the next start asks, and has kept the note.
    stage.open("today")?;
    let page = &stage.page;
    page.find("dialog", "Log email")?;
    page.until_true(
        "the note is still there",
        "[...document.querySelectorAll('dialog[open] textarea')]
            .some((note) => note.value === 'Sent the prices')",
    )?;
    page.button("Save")?;
    page.gone("dialog", "Log email")?;
    open_contact(page, "kovacs", "Kovács Béla")?;
    page.shows("Sent the prices")
}

fn not_written_to(stage: &mut Stage) -> Outcome {
    stage.page.size(Size::Phone)?;
    import_phone(stage)?;
    let page = &stage.page;
    open_contact(page, "kovacs", "Kovács Béla")?;
    page.press("link", "Edit")?;
    page.button("More fields")?;
    page.button("Email")?;
    page.button("Save")?;
    page.shows("Do not contact by: Email")?;
    page.without_dialler()?;
    let warning = "This person does not want to be contacted this way.";
    let asks = |page: &Page| -> Outcome {
        page.find("dialog", QUESTION)?;
        page.shows(warning)?;
        page.button("Close")?;
        page.gone("dialog", QUESTION)
    };
    page.link(ADDRESS)?;
    asks(page)?;
    page.button("Log")?;
    page.press("menuitem", "Email")?;
    page.button("Write it now")?;
    page.shows(warning)?;
    page.button("Close")?;
    page.gone("dialog", "Log email")?;
    page.link("Contacts")?;
    page.fill("Search contacts", "kovacs")?;
    page.button("Actions for Kovács Béla")?;
    page.press_containing("button", &format!("Email {ADDRESS}"))?;
    asks(page)?;
    let nothing = page.script("return followed.length === 0", &[])?;
    if nothing != serde_json::json!(true) {
        return Err(Failure::Unmet("the mail program was opened unasked".into()));
    }
    Ok(())
}
