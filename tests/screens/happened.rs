//! The list of what happened: read when it is shown, and then like every other list.

use app::LoggedActivity;
use domain::{ACTIVITY, Draft, Fields, RecordId, Value, activity};
use wasm_bindgen_test::wasm_bindgen_test;

use super::data::{App, begun, person, save};
use super::page::{Page, Size};

const MENU: &str = "Order, columns and selection";

async fn log(app: &App, with: RecordId, what: &str, text: &str, when: i64) {
    let mut draft = Draft::new(ACTIVITY);
    draft.set_text(activity::WHAT, what);
    draft.set(activity::WHEN, Value::Moment(when));
    draft.set_text(activity::TEXT, text);
    draft.push(activity::CONTACTS, "", Value::Reference(with));
    app.log(LoggedActivity { activity: draft, next: None, does: None }).await.expect("logged");
}

async fn a_past() -> (App, RecordId) {
    let app = begun().await;
    let anna = save(&app, person("Anna", "Taylor")).await;
    let bo = save(&app, person("Bo", "Lee")).await;
    log(&app, anna, activity::CALL, "asked for the price", 1_700_000_000_000).await;
    log(&app, bo, activity::VISIT, "saw the workshop", 1_700_100_000_000).await;
    log(&app, anna, activity::NOTE, "likes the blue glaze", 1_700_200_000_000).await;
    (app, anna)
}

#[wasm_bindgen_test]
async fn what_happened_is_searched_filtered_and_leads_to_whom_it_was_with() {
    let (app, _) = a_past().await;
    let page = Page::open_on(Size::Phone, "/search", &app).await;
    page.status("3 activities").await;
    page.fill("Search activities", "glaze").await;
    page.status("1 of 3 activities").await;
    page.press_containing("link", "likes the blue glaze").await;
    page.find_containing("heading", "Anna Taylor").await;
    let page = Page::open_on(Size::Phone, "/search?f=10.is.visit", &app).await;
    page.status("1 of 3 activities").await;
    page.find_containing("link", "saw the workshop").await;
}

#[wasm_bindgen_test]
async fn the_search_follows_its_address_from_all_to_one_record_to_another_and_back() {
    let (app, anna) = a_past().await;
    let bo = app.named(domain::CONTACT, "Bo Lee").expect("Bo");
    let page = Page::open("/search", &app).await;
    page.status("3 activities").await;
    page.follow(&format!("/search?with={anna}"));
    page.find("button", "Only with Anna Taylor").await;
    page.gone("button", MENU).await;
    page.fill("Search history", "the").await;
    page.status("2 entries").await;
    page.follow(&format!("/search?with={bo}"));
    page.find("button", "Only with Bo Lee").await;
    page.gone("button", "Only with Anna Taylor").await;
    page.follow("/search");
    page.status("3 activities").await;
    page.gone("button", "Only with Bo Lee").await;
    page.follow("/search?f=10.is.visit");
    page.status("1 of 3 activities").await;
    page.follow("/search?f=10.is.note");
    page.find_containing("link", "Anna Taylor · Note").await;
}

#[wasm_bindgen_test]
async fn several_activities_are_changed_together_and_one_goes_to_the_bin() {
    let (app, anna) = a_past().await;
    let page = Page::open("/search", &app).await;
    page.status("3 activities").await;
    page.button(MENU).await;
    page.press("menuitem", "Select activities").await;
    page.button("Select all").await;
    page.gone("button", "Tag").await;
    page.button("Edit").await;
    page.choose("Field", "Outcome").await;
    page.fill("Outcome", "Interested").await;
    page.button("Change 3 activities").await;
    page.status("3 records changed").await;
    let entries = page.stored().await.timeline(anna, &[], 9).await.expect("a timeline").entries;
    assert!(entries.len() == 2 && entries.iter().all(|entry| entry.outcome == "Interested"));
    page.button("More actions for Bo Lee · Visit").await;
    page.press("menuitem", "Delete").await;
    page.status("2 activities").await;
    let app = page.stored().await;
    assert_eq!(app.binned_activities().await.expect("the bin").len(), 1);
    assert!(app.record(anna).is_some_and(|anna| !anna.text(domain::contact::GIVEN).is_empty()));
}

#[wasm_bindgen_test]
async fn what_happened_is_divided_by_its_kind() {
    let (app, _) = a_past().await;
    let page = Page::open_on(Size::Phone, "/search?g=10", &app).await;
    page.find("button", "Call 1").await;
    page.find("button", "Note 1").await;
    page.find("button", "Visit 1").await;
}

#[wasm_bindgen_test]
async fn calls_of_a_table_come_in_once_and_a_row_without_a_home_is_told() {
    let app = begun().await;
    let anna = save(&app, person("Anna", "Taylor")).await;
    let page = Page::open_on(Size::Phone, "/import", &app).await;
    let table = "Type,Date,Note,Contact,Duration,Mood\n\
        Call,2026-11-20T09:00Z,asked for the price,Anna Taylor,15,good\n\
        Note,2026-11-21,likes blue,Anna Taylor,,\n\
        Call,2026-11-22,nobody knows who,,,\n";
    page.attach("Choose a file", "calls.csv", table).await;
    page.shows("These look like 3 activities").await;
    page.shows("Cannot import: 1").await;
    page.button("Import").await;
    page.shows("Imported 2 activities").await;
    page.press_containing("button", "Cannot import: 1").await;
    page.shows("It names no contact, company or deal that it is about").await;
    page.link("Show activities").await;
    page.status("2 activities").await;
    page.button("More actions for Anna Taylor · Call, 15 min").await;
    page.press("menuitem", "Edit").await;
    // A column without a field is kept, and seen.
    page.shows("Also imported").await;
    page.shows("Mood").await;
    let stored = page.stored().await;
    let entries = stored.timeline(anna, &[], 9).await.expect("a timeline").entries;
    assert_eq!(
        entries.iter().map(|entry| entry.text.as_str()).collect::<Vec<_>>(),
        ["likes blue", "asked for the price"]
    );
    assert_eq!(entries[1].until.map(|until| until - entries[1].when), Some(900_000));
    let last = stored.record(anna).and_then(|anna| anna.value(domain::contact::LAST_CONTACT));
    assert_eq!(last, Some(Value::Moment(entries[1].when)));
    // The same file again.
    let page = Page::open("/import", &stored).await;
    page.attach("Choose a file", "calls.csv", table).await;
    page.button("Import").await;
    page.shows("Nothing new").await;
    let again = page.stored().await.timeline(anna, &[], 9).await.expect("a timeline").entries;
    assert_eq!(again.len(), 2);
}
