//! Layouts of kinds: fields hidden, required and filled from the start; work without companies; and
//! the user's own fields of an activity.

use domain::{
    ACTIVITY, COMPANY, CONTACT, CUSTOM_FIELD, DEAL, Draft, Fields, contact, custom_field,
};
use wasm_bindgen_test::wasm_bindgen_test;

use super::data::{App, begun, person, save};
use super::page::{Page, Size};

async fn anna_at_oak() -> App {
    let app = begun().await;
    let mut draft = person("Anna", "Taylor");
    draft.set_text(contact::COMPANY, "Oak & Co");
    save(&app, draft).await;
    app
}

#[wasm_bindgen_test]
async fn a_field_that_came_with_the_app_is_required_from_its_sheet_and_the_form_says_so() {
    let page = Page::open_on(Size::Phone, "/settings/kinds/contact", &anna_at_oak().await).await;
    page.find("heading", "Contacts").await;
    page.press_containing("button", "Source").await;
    page.find("dialog", "Source").await;
    page.press("switch", "Required").await;
    page.button("Save").await;
    page.gone("dialog", "Source").await;
    page.status("Layout changed").await;
    let app = page.stored().await;
    let schema = app.schema(CONTACT).expect("contacts");
    assert!(schema.field(contact::SOURCE).expect("the source").required);
    let page = Page::open_on(Size::Phone, "/contacts/new", &app).await;
    page.fill("First name", "Bo").await;
    page.button("Save").await;
    page.shows("Fill in this field").await;
    page.fill("Source", "Fair").await;
    page.button("Save").await;
    page.find_containing("heading", "Bo").await;
    let page = Page::open_on(Size::Phone, "/contacts", &page.stored().await).await;
    page.button("Order, columns and selection").await;
    page.press("menuitem", "Views").await;
    page.press_containing("button", "Incomplete").await;
    page.status("1 of 2 contacts").await;
    page.find_containing("link", "Anna Taylor").await;
}

#[wasm_bindgen_test]
async fn a_default_stands_in_a_new_form_and_a_hidden_field_in_none() {
    let page = Page::open_on(Size::Phone, "/settings/kinds/contact", &anna_at_oak().await).await;
    page.press_containing("button", "Source").await;
    page.fill("Default value", "Fair").await;
    page.button("Save").await;
    page.gone("dialog", "Source").await;
    page.press_containing("button", "Job title").await;
    page.find("dialog", "Job title").await;
    page.press("switch", "Hidden").await;
    page.button("Save").await;
    page.gone("dialog", "Job title").await;
    page.find_containing("button", "Job title hidden").await;
    let page = Page::open_on(Size::Phone, "/contacts/new", &page.stored().await).await;
    page.fill("First name", "Bo").await;
    page.gone("field", "Job title").await;
    page.button("Save").await;
    page.find_containing("heading", "Bo").await;
    page.shows("Fair").await;
}

#[wasm_bindgen_test]
async fn without_companies_nothing_asks_for_one_and_turning_it_off_brings_all_back() {
    let page = Page::open("/settings/kinds", &anna_at_oak().await).await;
    page.find("link", "Companies").await;
    page.press("switch", "Work without companies").await;
    page.gone("link", "Companies").await;
    let app = page.stored().await;
    assert_eq!(app.count(COMPANY), 1, "nothing is deleted");
    let page = Page::open_on(Size::Phone, "/contacts", &app).await;
    page.find_containing("link", "Anna Taylor").await;
    let page = Page::open_on(Size::Phone, "/contacts/new", &app).await;
    page.find("field", "First name").await;
    page.gone("field", "Company").await;
    let page = Page::open_on(Size::Phone, "/today", &app).await;
    page.fill("Quick add", "contact Bo Lee at Shopify").await;
    page.shows("at Shopify").await;
    page.button("Add").await;
    page.until_stored("the contact", |app| app.count(CONTACT) == 2).await;
    page.fill("Quick add", "deal Shopify").await;
    page.button("Add").await;
    page.until_stored("the deal", |app| app.count(DEAL) == 1).await;
    assert_eq!(page.stored().await.count(COMPANY), 1, "no company is made");
    let page = Page::open("/settings/kinds", &app).await;
    page.press("switch", "Work without companies").await;
    page.find("link", "Companies").await;
    let page = Page::open_on(Size::Phone, "/contacts", &page.stored().await).await;
    page.shows("Oak & Co").await;
}

#[wasm_bindgen_test]
async fn a_section_of_a_form_is_hidden_as_a_whole() {
    let page = Page::open_on(Size::Phone, "/settings/kinds/company", &begun().await).await;
    page.button("Hide Classification").await;
    page.find("button", "Show Classification").await;
    let schema = page.stored().await.schema(COMPANY).expect("companies");
    let of_work = schema.fields.iter().filter(|field| field.section == domain::Section::Work);
    assert!(of_work.into_iter().all(|field| field.shown == domain::Shown::Never));
}

#[wasm_bindgen_test]
async fn a_section_of_a_page_is_hidden_where_its_kind_is_arranged() {
    let page = Page::open_on(Size::Phone, "/settings/kinds/company", &begun().await).await;
    page.find("heading", "On the page").await;
    page.button("Hide Companies · Parent company").await;
    page.find("button", "Show Companies · Parent company").await;
    let sections = page.stored().await.page_sections(COMPANY);
    assert!(sections.iter().all(|section| section.of == COMPANY && section.is_hidden));
    assert_eq!(sections.len(), 1);
}

#[wasm_bindgen_test]
async fn a_field_of_ones_own_is_asked_when_an_activity_is_logged() {
    let app = begun().await;
    let anna = save(&app, person("Anna", "Taylor")).await;
    let mut field = Draft::new(CUSTOM_FIELD);
    field.set_text(custom_field::OF, "activity");
    field.set_text(custom_field::NAME, "Mood");
    field.set_text(custom_field::TYPE, "text");
    save(&app, field).await;
    let number = app.schema(ACTIVITY).expect("activities").fields.last().expect("a field").number;
    let page = Page::open("/today", &app).await;
    page.button("New").await;
    page.button("Log a visit").await;
    page.find("dialog", "Log visit").await;
    page.button("Met").await;
    page.fill("Contact", "Anna Taylor").await;
    page.press_containing("option", "Anna Taylor").await;
    page.fill("Mood", "sunny").await;
    page.button("Save").await;
    page.gone("dialog", "Log visit").await;
    let app = page.stored().await;
    let entries = app.timeline(anna, &[], 9).await.expect("a timeline").entries;
    let stored = app.activity(anna, entries[0].id).await.expect("the visit");
    assert_eq!(stored.text(number), "sunny");
}
