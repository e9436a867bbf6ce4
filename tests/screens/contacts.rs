//! Contacts: the list, a form, an import, and the notice when nothing can be stored.

use domain::{COMPANY, CONTACT, Draft, Fields, PartialDate, Value, company, contact};
use wasm_bindgen_test::wasm_bindgen_test;

use super::data::{App, begun, person, save};
use super::page::{Page, Size};

async fn three_people() -> App {
    let app = begun().await;
    for (given, family) in [("Thị Ánh", "Nguyễn"), ("Béla", "Kovács"), ("Anna", "Taylor")] {
        save(&app, person(given, family)).await;
    }
    app
}

#[wasm_bindgen_test]
async fn the_list_shows_who_is_there_and_a_search_finds_them_however_they_are_written() {
    let page = Page::open("/contacts", &three_people().await).await;
    page.status("3 contacts").await;
    page.find_containing("link", "Anna Taylor").await;
    for (typed, name) in [("nguyen", "Thị Ánh"), ("OVACS", "Kovács"), ("tay an", "Anna")] {
        page.fill("Search contacts", typed).await;
        page.status("1 of 3 contacts").await;
        page.find_containing("link", name).await;
    }
    page.fill("Search contacts", "nobody").await;
    page.shows("No contact matches “nobody”").await;
    page.button("Clear search").await;
    page.status("3 contacts").await;
}

#[wasm_bindgen_test]
async fn a_form_says_what_it_does_not_understand_and_saves_what_it_does() {
    let app = begun().await;
    let id = save(&app, person("Anna", "Taylor")).await;
    let page = Page::open(&format!("/contacts/{id}/edit"), &app).await;
    page.fill("Job title", "Head of purchasing").await;
    page.fill("Birthday", "the day before yesterday").await;
    page.button("Save").await;
    page.find("heading", "Edit contact").await;
    assert_eq!(page.value("Job title").await, "Head of purchasing");
    page.fill("Birthday", "29 February 1980").await;
    page.button("Save").await;
    page.find_containing("heading", "Anna Taylor").await;
    page.status("Saved: Anna Taylor").await;
    page.shows("Head of purchasing").await;
    let anna = page.stored().await.record(id).expect("Anna");
    assert_eq!(anna.text(contact::JOB_TITLE), "Head of purchasing");
    assert_eq!(anna.value(contact::BIRTHDAY), PartialDate::parse("1980-02-29").map(Value::Date));
}

#[wasm_bindgen_test]
async fn a_small_table_comes_in_through_the_worker() {
    let page = Page::open_on(Size::Phone, "/import", &begun().await).await;
    let table = "First name,Last name,Email\nAnna,Taylor,anna@example.com\nBo,Li,bo@example.com\n";
    page.attach("Choose a file", "people.csv", table).await;
    page.button("Import").await;
    page.status("Imported 2 contacts").await;
    page.link("Contacts").await;
    page.status("2 contacts").await;
    page.find_containing("link", "Anna Taylor").await;
    assert_eq!(page.stored().await.count(CONTACT), 2);
}

#[wasm_bindgen_test]
async fn an_import_is_taken_back_and_that_is_told_until_it_can_be_seen() {
    let page = Page::open("/import", &begun().await).await;
    let table = "First name,Email\nAnna,anna@example.com\n";
    page.attach("Choose a file", "people.csv", table).await;
    page.button("Import").await;
    page.status("Imported 1 contact").await;
    page.button("Undo import").await;
    page.leave();
    page.status("Undone").await;
    page.long_after(3).await;
    page.status("Undone").await;
    page.come_back();
    page.unsaid("Undone").await;
    assert_eq!(page.stored().await.count(CONTACT), 0);
}

#[wasm_bindgen_test]
async fn a_list_without_anybody_says_how_to_begin() {
    let page = Page::open("/contacts", &begun().await).await;
    page.shows("No contacts yet").await;
    page.find_containing("link", "Import a file").await;
}

#[wasm_bindgen_test]
async fn storage_that_is_blocked_is_told_and_can_be_tried_again() {
    let page = Page::open_without_storage("/contacts").await;
    page.find_containing("alert", "Satchel could not open its data").await;
    page.find_containing("alert", "Allow this site to store data").await;
    page.button("Try again").await;
    page.find_containing("alert", "Satchel could not open its data").await;
}

#[wasm_bindgen_test]
async fn a_company_is_not_offered_as_its_own_parent() {
    let app = begun().await;
    let named = |name| app.make_named(COMPANY, name, Draft::new(COMPANY));
    let acme = named("Acme").await.expect("a company").id;
    named("Acme Holding").await.expect("a company");
    let page = Page::open(&format!("/companies/{acme}/edit"), &app).await;
    page.button("More fields").await;
    page.fill("Parent company", "Acme").await;
    page.find_containing("option", "Acme Holding").await;
    page.gone("option", "Acme").await;
    page.gone("option", "Create “Acme”").await;
    page.button("Save").await;
    page.shows("This is “Acme” itself").await;
    page.fill("Parent company", "Acme Holding").await;
    page.button("Save").await;
    page.find_containing("heading", "Acme").await;
    let parent = page.stored().await.record(acme).and_then(|acme| acme.reference(company::PARENT));
    assert_eq!(parent.map(|id| app.name(id)).as_deref(), Some("Acme Holding"));
}

#[wasm_bindgen_test]
async fn a_filter_asks_about_a_name_that_chooses_no_company() {
    let app = three_people().await;
    app.make_named(COMPANY, "Acme", Draft::new(COMPANY)).await.expect("a company");
    let page = Page::open("/contacts", &app).await;
    page.button("Filter").await;
    page.find("dialog", "Filter").await;
    page.button("Add condition").await;
    page.choose("Field", "Company").await;
    page.fill("Value", "Nobody Ltd").await;
    page.button("Show 3 contacts").await;
    page.shows("Choose one from the list: nothing is named “Nobody Ltd”").await;
    page.find("dialog", "Filter").await;
    page.fill("Value", "Acme").await;
    page.button("No contacts match").await;
    page.gone("dialog", "Filter").await;
    page.status("0 of 3 contacts").await;
}

#[wasm_bindgen_test]
async fn a_filter_begins_without_conditions_and_shows_everybody() {
    let page = Page::open("/contacts", &three_people().await).await;
    page.button("Filter").await;
    page.find("button", "Add condition").await;
    page.gone("field", "Field").await;
    page.button("Show 3 contacts").await;
    page.gone("dialog", "Filter").await;
    page.status("3 contacts").await;
}
