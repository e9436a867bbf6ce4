//! The list, page and form of any kind: companies, and a kind of the user's own.

use domain::{COMPANY, CUSTOM_FIELD, Draft, Fields, KindId, RecordId, company, custom_field};
use wasm_bindgen_test::wasm_bindgen_test;

use super::data::{App, begun, machine_kind, person, save, task_today};
use super::page::{Page, Size};

async fn two_companies() -> App {
    let app = begun().await;
    for (name, industry) in [("Oak & Co", "Furniture"), ("Duna Kft.", "Shipping")] {
        let mut draft = Draft::new(COMPANY);
        draft.set_text(company::NAME, name);
        draft.set_text(company::INDUSTRY, industry);
        save(&app, draft).await;
    }
    app
}

/// Makes the kind "Machine" with a field that refers to a company.
async fn machines(app: &App) -> (KindId, String) {
    let kind = machine_kind(app).await;
    let schema = app.schema(kind).expect("the kind");
    let mut field = Draft::new(CUSTOM_FIELD);
    field.set_text(custom_field::OF, schema.key.to_string());
    field.set_text(custom_field::NAME, "Stands at");
    field.set_text(custom_field::TYPE, "reference");
    field.set_text(custom_field::TO, "company");
    save(app, field).await;
    (kind, format!("/{}", schema.path))
}

async fn named(app: &App, kind: KindId, name: &str) -> RecordId {
    app.make_named(kind, name, Draft::new(kind)).await.expect("saved").id
}

#[wasm_bindgen_test]
async fn companies_are_filtered_sorted_and_changed_together_as_contacts_are() {
    let page = Page::open("/companies", &two_companies().await).await;
    page.status("2 companies").await;
    page.button("Order, columns and selection").await;
    page.press("menuitem", "Select companies").await;
    page.button("Select all").await;
    page.button("Edit").await;
    page.choose("Field", "Industry").await;
    page.fill("Industry", "Transport").await;
    page.button("Change 2 companies").await;
    page.status("2 records changed").await;
    let app = page.stored().await;
    let industries: Vec<String> = app
        .select(COMPANY, &replica::Selection::default())
        .into_iter()
        .map(|row| app.replica().view(row).text(company::INDUSTRY))
        .collect();
    assert_eq!(industries, ["Transport", "Transport"]);
}

#[wasm_bindgen_test]
async fn a_kind_of_ones_own_has_list_form_and_page_and_stands_with_what_it_refers_to() {
    let app = two_companies().await;
    let (kind, home) = machines(&app).await;
    let oak = app.named(COMPANY, "Oak & Co").expect("a company");
    let page = Page::open(&home, &app).await;
    page.shows("No machines yet").await;
    page.link("New machine").await;
    page.fill("Name", "CNC mill 4").await;
    page.fill("Stands at", "Oak").await;
    page.press("option", "Oak & Co").await;
    page.button("Save").await;
    page.find_containing("heading", "CNC mill 4").await;
    page.status("Saved: CNC mill 4").await;
    let app = page.stored().await;
    assert_eq!(app.count(kind), 1);
    let page = Page::open_on(Size::Phone, &format!("/companies/{oak}"), &app).await;
    page.find("heading", "Machines").await;
    page.find_containing("link", "CNC mill 4").await;
    page.link("New machine").await;
    page.find("heading", "New machine").await;
    assert_eq!(page.value("Stands at").await, "Oak & Co");
}

#[wasm_bindgen_test]
async fn a_list_of_ones_own_kind_is_searched_and_what_is_deleted_says_so() {
    let app = begun().await;
    let (kind, home) = machines(&app).await;
    let mill = named(&app, kind, "Mill").await;
    named(&app, kind, "Lathe").await;
    let page = Page::open(&home, &app).await;
    page.status("2 machines").await;
    page.fill("Search machines", "lat").await;
    page.status("1 of 2 machines").await;
    page.find_containing("link", "Lathe").await;
    let page = Page::open(&format!("{home}/{mill}"), &app).await;
    page.button("More").await;
    page.press("menuitem", "Delete").await;
    page.status("1 machine").await;
    assert_eq!(page.stored().await.count(kind), 1);
}

#[wasm_bindgen_test]
async fn a_small_table_comes_into_a_kind_of_the_user() {
    let app = two_companies().await;
    let (kind, _) = machines(&app).await;
    let page = Page::open("/import", &app).await;
    let table = "Machine,Stands at,Color\nPress,Oak & Co,red\nLathe,Duna Kft.,\n";
    page.attach("Choose a file", "shop.csv", table).await;
    // The kind is guessed by the names of the columns.
    page.shows("These look like 2 machines").await;
    page.button("Import").await;
    page.shows("Imported 2 machines").await;
    page.until_stored("both machines", |app| app.count(kind) == 2).await;
    let stored = page.stored().await;
    let press = stored.named(kind, "Press").expect("the press");
    let schema = stored.schema(kind).expect("the kind");
    let field = schema.fields.iter().find(|field| field.label == "Stands at").expect("the field");
    let at = stored.record(press).and_then(|record| record.reference(field.number));
    assert_eq!(at.map(|id| stored.name(id)), Some("Oak & Co".to_owned()));
    assert_eq!(stored.count(COMPANY), 2);
    page.link("Show machines").await;
    page.status("2 machines").await;
    assert_eq!(page.complaints(), Vec::<String>::new());
}

#[wasm_bindgen_test]
async fn a_task_that_changes_in_another_tab_makes_no_view_of_contacts_read_again() {
    let app = begun().await;
    for (given, family) in [("Anna", "Taylor"), ("Bo", "Li")] {
        save(&app, person(given, family)).await;
    }
    // On one page of the store with the contacts.
    save(&app, task_today(&app, "Water the plants")).await;
    let page = Page::open("/contacts", &app).await;
    page.status("2 contacts").await;
    // Until everything that follows a start is over.
    page.edit_task_elsewhere("Water the plants").await;
    page.come_back();
    page.settled().await;
    let before = page.reads_of_contacts();
    page.edit_task_elsewhere("Water all plants").await;
    page.come_back();
    page.settled().await;
    let after = page.reads_of_contacts();
    page.link("Tasks").await;
    page.shows("Water all plants").await;
    assert!(before > 0, "the list has read");
    wasm_bindgen_test::console_log!("contacts were read {before} times, then {}", after - before);
    assert_eq!(after - before, 0, "reads of contacts after the edit of a task");
}
