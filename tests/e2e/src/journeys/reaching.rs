//! Obstacles in reaching a person: a device that does not reveal its place, a person who does not
//! want to be called, a log entry without content.

use serde_json::json;

use super::first_steps::import_phone;
use super::forms::make;
use super::journey::{ANY, Journey, Stage};
use super::selling::{jot, open_contact};
use crate::engine::Engine;
use crate::page::{Page, Size};
use crate::wire::{Failure, Outcome};

pub const JOURNEYS: &[Journey] = &[
    Journey {
        name: "a visit is logged where nobody says where it is",
        engines: ANY,
        base: "/",
        run: without_place,
    },
    Journey {
        name: "the place of a visit is kept with the address",
        engines: ANY,
        base: "/",
        run: place_kept,
    },
    Journey {
        name: "who does not want to be called is not called unasked",
        engines: ANY,
        base: "/",
        run: not_called,
    },
    Journey {
        name: "a task says what is to be done",
        engines: ANY,
        base: "/",
        run: task_of_nothing,
    },
];

const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";

/// Opens the sheet that logs a visit, from the page of a contact.
fn log_visit(page: &Page) -> Outcome {
    page.button("Log")?;
    page.press("menuitem", "Visit")?;
    page.find("dialog", "Log visit").map(drop)
}

fn without_place(stage: &mut Stage) -> Outcome {
    stage.page.size(Size::Phone)?;
    make(stage, "Anna", "Miller")?;
    let page = &stage.page;
    let sentence = if page.engine() == Engine::Chromium {
        // As if the person had denied access.
        let refused = json!({
            "permission": { "name": "geolocation" }, "setting": "denied",
            "origin": stage.host.address("").trim_end_matches('/'),
        });
        page.browser.devtools("Browser.setPermission", &refused)?;
        "has no access to your location"
    } else {
        let none = "Object.defineProperty(navigator, 'geolocation', { value: undefined })";
        page.script(none, &[])?;
        "cannot find your location"
    };
    log_visit(page)?;
    page.button("Save")?;
    page.shows("Choose how it went: met or nobody there.")?;
    page.button("Use my location")?;
    page.shows(sentence)?;
    page.button("Nobody there")?;
    page.button("Save")?;
    page.gone("dialog", "Log visit")?;
    page.shows("Visit, nobody there")?;
    page.reload()?;
    stage.page.shows("Visit, nobody there")
}

fn place_kept(stage: &mut Stage) -> Outcome {
    import_phone(stage)?;
    let page = &stage.page;
    open_contact(page, "nguyen", "Nguyễn Thị Ánh")?;
    let here = "Object.defineProperty(navigator, 'geolocation', { value: {
        getCurrentPosition: (found) => found({ coords: { latitude: 21.0285, longitude: 105.8542 } }),
    } })";
    page.script(here, &[])?;
    log_visit(page)?;
    page.button("Met")?;
    page.button("Use my location")?;
    page.shows("Location saved")?;
    page.button("Save")?;
    page.gone("dialog", "Log visit")?;
    page.shows("Save this location for 12 Lê Lợi")?;
    page.button("Save location")?;
    page.shows("Location saved for 12 Lê Lợi")?;
    // From now on, the directions lead to the place of the visit.
    let way = "[...document.querySelectorAll('a[href]')].some((link) =>
        link.href.includes('21.0285') && link.href.includes('105.8542'))";
    page.until_true("the way leads there", way)?;
    page.reload()?;
    stage.page.until_true("also after a reload", way)
}

fn not_called(stage: &mut Stage) -> Outcome {
    stage.page.size(Size::Phone)?;
    import_phone(stage)?;
    stage.open("tasks")?;
    jot(&stage.page, "call kovács béla today 0:05")?;
    let page = &stage.page;
    open_contact(page, "kovacs", "Kovács Béla")?;
    page.press("link", "Edit")?;
    page.button("More fields")?;
    page.button("Call")?;
    page.button("Save")?;
    page.shows("Do not contact by: Call")?;
    page.without_dialler()?;
    page.button("Call")?;
    page.shows("This person does not want to be contacted this way.")?;
    if page.has("dialog", "Log call")? {
        return Err(Failure::Unmet("the call was begun without a question".into()));
    }
    // The list of the day does not call either: it leads to the page that says why.
    stage.open("today")?;
    let page = &stage.page;
    page.press("link", "Open Kovács Béla")?;
    page.shows("Do not contact by: Call")
}

fn task_of_nothing(stage: &mut Stage) -> Outcome {
    stage.open("tasks")?;
    let page = &stage.page;
    page.fill("Quick add", "#vip !")?;
    page.status("Enter a title")?;
    page.keys(ENTER)?;
    page.keys(ESCAPE)?;
    page.until_true(
        "nothing was made of it",
        "document.querySelector('form input')?.value === ''",
    )?;
    page.status("Nothing to do")?;
    page.button("New task")?;
    page.find("dialog", "New task")?;
    page.choose("Repeat", "Custom")?;
    page.fill("Rule", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")?;
    page.button("Save")?;
    page.shows("Enter a title")?;
    page.fill("Title", "Leap")?;
    page.button("Save")?;
    page.shows("This rule matches no day")?;
    // The focus moves to the invalid field, and would take the keys along.
    page.until_true("what is wrong has the focus", "document.activeElement?.tagName === 'SELECT'")?;
    page.fill("Rule", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29")?;
    page.button("Save")?;
    page.gone("dialog", "New task")?;
    page.find("checkbox", "Leap")?;
    page.status("1 to do")?;
    page.button("Overdue")?;
    page.shows("Nothing in “Overdue”")
}
