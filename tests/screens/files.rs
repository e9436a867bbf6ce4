//! Files on records: chosen, dropped, pasted, looked at, removed, and what cannot be taken in.

use app::LoggedActivity;
use domain::{
    ACTIVITY, CONTACT, CUSTOM_FIELD, Draft, Fields, FileRef, RecordId, Value, activity, any_kind,
    custom_field, files_of, settings,
};
use wasm_bindgen_test::wasm_bindgen_test;

use super::data::{App, begun, person, save};
use super::page::{Page, Size};

async fn anna() -> (App, RecordId) {
    let app = begun().await;
    let anna = save(&app, person("Anna", "Taylor")).await;
    (app, anna)
}

/// Returns the files of a record.
fn files(app: &App, id: RecordId) -> Vec<FileRef> {
    let record = app.record(id).expect("a record");
    let schema = app.schema(record.kind).expect("a kind");
    files_of(&record, schema.field(any_kind::FILES).expect("files"))
}

fn names(app: &App, id: RecordId) -> Vec<String> {
    files(app, id).into_iter().map(|file| file.name).collect()
}

#[wasm_bindgen_test]
async fn files_are_chosen_dropped_pasted_and_removed_on_a_page() {
    let (app, anna) = anna().await;
    let page = Page::open(&format!("/contacts/{anna}"), &app).await;
    page.find("heading", "Files").await;
    page.pick("Add files", &["room.jpg 80x60", "offer.txt 500"]).await;
    page.status("2 files added").await;
    page.find("button", "Open room.jpg").await;
    page.find("button", "Open offer.txt").await;
    page.drop_on("button", "Open offer.txt", &["plan.txt 9"]).await;
    page.status("File added").await;
    page.find("button", "Open plan.txt").await;
    page.paste(&["shot.jpg 40x40"]).await;
    page.find("button", "Open shot.jpg").await;
    let stored = page.stored().await;
    assert_eq!(names(&stored, anna), ["room.jpg", "offer.txt", "plan.txt", "shot.jpg"]);
    assert_eq!(files(&stored, anna)[1].size, 500);
    page.button("Remove plan.txt").await;
    page.status("File removed").await;
    page.gone("button", "Open plan.txt").await;
    assert_eq!(names(&page.stored().await, anna), ["room.jpg", "offer.txt", "shot.jpg"]);
    assert_eq!(page.complaints(), Vec::<String>::new());
}

#[wasm_bindgen_test]
async fn a_large_photo_is_made_smaller_unless_the_settings_say_otherwise() {
    let (app, anna) = anna().await;
    let page = Page::open(&format!("/contacts/{anna}"), &app).await;
    page.pick("Add files", &["room.JPEG 2600x1300"]).await;
    page.find("button", "Open room.jpg").await;
    let normal = files(&page.stored().await, anna);
    assert_eq!(normal[0].media_type, "image/jpeg");
    let mut draft = Draft::new(domain::SETTINGS);
    draft.set_text(settings::PHOTO_SIZE, settings::ORIGINAL_PHOTOS);
    app.save_settings(draft).await.expect("saved");
    let page = Page::open(&format!("/contacts/{anna}"), &app).await;
    page.pick("Add files", &["room.JPEG 2600x1300"]).await;
    page.find("button", "Open room.JPEG").await;
    let original = files(&page.stored().await, anna);
    assert!(original[0].size > normal[0].size / 2 * 3, "{} {}", original[0].size, normal[0].size);
}

#[wasm_bindgen_test]
async fn what_cannot_be_taken_in_is_told_in_words_and_the_rest_comes_in() {
    let (app, anna) = anna().await;
    let page = Page::open(&format!("/contacts/{anna}"), &app).await;
    page.pick("Add files", &["nothing.txt 0"]).await;
    page.status("“nothing.txt” is empty and was not added.").await;
    page.pick("Add files", &["trip.mov 2147483648", "a/b.txt 3"]).await;
    page.status("“trip.mov” has 2.1 GB; Satchel keeps files of up to 33.6 MB").await;
    page.find("button", "Open a-b.txt").await;
    assert_eq!(names(&page.stored().await, anna), ["a-b.txt"]);
}

#[wasm_bindgen_test]
async fn a_hundred_files_come_in_at_once_and_leave_with_one_undo() {
    let (app, anna) = anna().await;
    let page = Page::open(&format!("/contacts/{anna}"), &app).await;
    let many: Vec<String> = (1..=100).map(|number| format!("{number}.txt {number}")).collect();
    page.pick("Add files", &many.iter().map(String::as_str).collect::<Vec<_>>()).await;
    page.status("100 files added").await;
    page.find("button", "Show 88 more").await;
    assert_eq!(files(&page.stored().await, anna).len(), 100);
    page.button("Undo").await;
    page.gone("button", "Open 1.txt").await;
    assert_eq!(files(&page.stored().await, anna), []);
}

#[wasm_bindgen_test]
async fn files_that_are_there_already_are_not_counted_as_added() {
    let (app, anna) = anna().await;
    let page = Page::open(&format!("/contacts/{anna}"), &app).await;
    page.pick("Add files", &["a.txt 1", "b.txt 2"]).await;
    page.status("2 files added").await;
    page.pick("Add files", &["c.txt 1", "d.txt 3", "e.txt 4", "f.txt 3"]).await;
    page.status("2 files added, 2 were there already").await;
    page.pick("Add files", &["g.txt 1"]).await;
    page.status("This file was there already").await;
    assert_eq!(names(&page.stored().await, anna), ["a.txt", "b.txt", "d.txt", "e.txt"]);
}

#[wasm_bindgen_test]
async fn pictures_are_looked_at_one_after_the_other() {
    let (app, anna) = anna().await;
    let page = Page::open_on(Size::Phone, &format!("/contacts/{anna}"), &app).await;
    page.pick("Add files", &["one.jpg 80x60", "offer.txt 5", "two.jpg 60x80"]).await;
    page.button("Open one.jpg").await;
    page.find("dialog", "one.jpg").await;
    page.find("img", "one.jpg").await;
    page.status("1 of 2").await;
    page.key("ArrowRight");
    page.find("img", "two.jpg").await;
    page.gone("button", "Next picture").await;
    page.button("Previous picture").await;
    page.find("img", "one.jpg").await;
    page.button("Close").await;
    page.gone("dialog", "one.jpg").await;
    page.button("Open two.jpg").await;
    page.find("img", "two.jpg").await;
    page.key("Escape");
    page.gone("dialog", "two.jpg").await;
    page.at(&format!("/contacts/{anna}")).await;
    assert_eq!(page.complaints(), Vec::<String>::new());
}

#[wasm_bindgen_test]
async fn a_field_of_ones_own_holds_a_file_and_is_required() {
    let app = begun().await;
    let mut field = Draft::new(CUSTOM_FIELD);
    field.set_text(custom_field::OF, "contact");
    field.set_text(custom_field::NAME, "Contract");
    field.set_text(custom_field::TYPE, "file");
    field.set(custom_field::REQUIRED, Value::Flag(true));
    let field = domain::custom_number(save(&app, field).await);
    let page = Page::open("/contacts/new", &app).await;
    page.fill("First name", "Anna").await;
    page.button("Save").await;
    page.status("Fill in this field").await;
    page.pick("Add files", &["contract.txt 7"]).await;
    page.find("button", "Open contract.txt").await;
    page.button("Save").await;
    page.find_containing("heading", "Anna").await;
    page.find("heading", "Contract").await;
    page.find("button", "Open contract.txt").await;
    let stored = page.stored().await;
    let rows = stored.select(CONTACT, &replica::Selection::default());
    let record = stored.replica().record(rows[0]).expect("Anna");
    assert!(matches!(record.value(field), Some(Value::File(file)) if file.size == 7));
}

#[wasm_bindgen_test]
async fn the_settings_tell_how_much_room_files_take() {
    let (app, anna) = anna().await;
    let page = Page::open(&format!("/contacts/{anna}"), &app).await;
    page.pick("Add files", &["a.txt 300", "b.txt 700"]).await;
    page.status("2 files added").await;
    let page = Page::open("/settings", &page.stored().await).await;
    page.shows("2 files, 1 kB").await;
    page.choose("Size of attached photos", "Small (1,024 pixels)").await;
    page.press("switch", "Keep the place in photos").await;
    page.until_stored("both settings", |app| {
        let settings = app.settings();
        settings.text(settings::PHOTO_SIZE) == "small" && settings.flag(settings::PHOTO_PLACE)
    })
    .await;
}

#[wasm_bindgen_test]
async fn files_of_an_activity_are_on_the_timeline_and_one_that_is_lost_says_so() {
    let (app, anna) = anna().await;
    let mut visit = Draft::new(ACTIVITY);
    visit.set_text(activity::WHAT, activity::VISIT);
    visit.set(activity::HOME, Value::Reference(anna));
    let (hash, media_type) = ("0".repeat(64), "application/pdf".to_owned());
    let plan = FileRef { hash, name: "plan.pdf".to_owned(), media_type, size: 1_400 };
    visit.push(any_kind::FILES, "", Value::File(Box::new(plan)));
    app.log(LoggedActivity { activity: visit, next: None, does: None }).await.expect("logged");
    let page = Page::open(&format!("/contacts/{anna}"), &app).await;
    page.find("button", "Open plan.pdf").await;
    page.shows("1.4 kB").await;
    page.button("Open plan.pdf").await;
    page.status("This file is not on this device, or is damaged.").await;
}

#[wasm_bindgen_test]
async fn a_table_dropped_on_a_page_is_still_imported() {
    let (app, anna) = anna().await;
    let page = Page::open(&format!("/contacts/{anna}"), &app).await;
    page.drop_on("heading", "Anna Taylor", &["people.csv 60"]).await;
    page.at("/import").await;
    let page = Page::open(&format!("/contacts/{anna}"), &app).await;
    page.drop_on("heading", "Anna Taylor", &["people.pdf 60"]).await;
    page.find("button", "Open people.pdf").await;
}

#[wasm_bindgen_test]
async fn a_photo_is_added_to_a_visit_while_it_is_logged() {
    let (app, anna) = anna().await;
    let page = Page::open_on(Size::Phone, "/today", &app).await;
    page.button("New").await;
    page.button("Log a visit").await;
    page.find("dialog", "Log visit").await;
    page.pick("Add files", &["house.jpg 90x60", "price.txt 4"]).await;
    page.find("button", "Open house.jpg").await;
    page.button("Remove price.txt").await;
    page.gone("button", "Open price.txt").await;
    page.button("Met").await;
    page.fill("Contact", "Anna Taylor").await;
    page.press_containing("option", "Anna Taylor").await;
    page.button("Save").await;
    page.gone("dialog", "Log visit").await;
    let entries = page.stored().await.timeline(anna, &[], 9).await.expect("a timeline").entries;
    let names: Vec<&str> = entries[0].files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["house.jpg"]);
}

#[wasm_bindgen_test]
async fn a_form_above_a_page_gets_what_is_pasted() {
    let (app, anna) = anna().await;
    let page = Page::open(&format!("/contacts/{anna}"), &app).await;
    page.find("heading", "Files").await;
    page.link("Edit").await;
    page.find("heading", "Edit contact").await;
    page.button("More fields").await;
    page.paste(&["shot.jpg 40x40"]).await;
    page.find("button", "Open shot.jpg").await;
    assert_eq!(files(&page.stored().await, anna), [], "not saved yet");
    page.button("Save").await;
    page.find("button", "Open shot.jpg").await;
    page.until_stored("the picture", |app| names(app, anna) == ["shot.jpg"]).await;
}
