//! The first minute on a new device: the user's own details, and a contact in one line.

use super::journey::{ANY, Journey, Stage};
use super::selling::jot;
use crate::page::Size;
use crate::wire::Outcome;

pub const JOURNEYS: &[Journey] = &[
    Journey {
        name: "Today asks once who one is, and offers ways to have contacts until there are some",
        engines: ANY,
        base: "/",
        run: asks_once,
    },
    Journey {
        name: "one line puts all of a contact in its place",
        engines: ANY,
        base: "/",
        run: contact_in_a_line,
    },
];

fn asks_once(stage: &mut Stage) -> Outcome {
    stage.page.size(Size::Phone)?;
    // A deep link opens its target, without the question.
    stage.open("settings")?;
    let page = &stage.page;
    page.find("heading", "Settings")?;
    stage.open("")?;
    page.find("heading", "About you: 20 seconds")?;
    page.fill("Your name", "Kovács Erika")?;
    page.choose("Country", "Hungary")?;
    page.until_true(
        "the currency is that of the country",
        "[...document.querySelectorAll('select')].some((it) => it.value === 'HUF')",
    )?;
    page.choose("Name order", "Last name first")?;
    page.button("Save details")?;
    page.status("Saved. You can change it in Settings.")?;
    page.gone("button", "Save details")?;
    page.button("Start empty")?;
    page.shows("Nothing is due today")?;
    page.find("button", "Try sample data")?;
    page.find("link", "Import a file")?;
    stage.open("contacts/new")?;
    page.fill("First name", "Grace")?;
    page.fill("Last name", "Brown")?;
    page.button("Save")?;
    page.find("heading", "Brown Grace")?;
    // A new page does not ask again, either.
    stage.open("today")?;
    page.shows("Nothing is due today")?;
    page.gone("button", "Save details")?;
    page.gone("button", "Try sample data")?;
    stage.open("settings")?;
    page.choose("Name order", "By each person’s language")?;
    page.link("Contacts")?;
    page.find_containing("link", "Grace Brown").map(drop)
}

fn contact_in_a_line(stage: &mut Stage) -> Outcome {
    stage.page.size(Size::Phone)?;
    stage.open("tasks")?;
    let page = &stage.page;
    page.fill("Quick add", "contact 42")?;
    page.shows("Enter a name, a phone number or an email address")?;
    page.fill("Quick add", "contact John Doe at Minh Long +36201234567 john@doe.example 3 sons")?;
    for part in [
        "First name: John",
        "Last name: Doe",
        "Phone: +36201234567",
        "Email: john@doe.example",
        "New company: Minh Long",
        "About: 3 sons",
    ] {
        page.shows(part)?;
    }
    jot(page, "contact John Doe at Minh Long +36201234567 john@doe.example 3 sons")?;
    page.link("Contacts")?;
    // A number in Hungary alone turns no name round that sounds of elsewhere.
    page.press_containing("link", "John Doe")?;
    page.find("heading", "John Doe")?;
    page.shows("Minh Long")?;
    page.shows("3 sons")?;
    page.until_true(
        "the number can be called",
        "document.querySelector(\"a[href='tel:+36201234567']\")",
    )?;
    page.until_true(
        "the address can be written to",
        "document.querySelector(\"a[href^='mailto:john@doe.example']\")",
    )
}
