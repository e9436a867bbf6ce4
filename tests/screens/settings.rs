//! Settings: tags across all records, and the bin.

use app::BulkChange;
use domain::{
    CONTACT, CUSTOM_FIELD, Draft, Fields, KindId, OWN_KIND, PartialDate, SETTINGS, Value, any_kind,
    contact, custom_field, custom_number, own_kind, settings,
};
use store::Store;
use wasm_bindgen_test::wasm_bindgen_test;

use super::data::{App, begun, person, save, tagged};
use super::page::{Page, Size};

#[wasm_bindgen_test]
async fn a_tag_is_renamed_on_every_record_that_carries_it() {
    let app = begun().await;
    let anna = save(&app, tagged(person("Anna", "Taylor"), "vip")).await;
    let bo = save(&app, tagged(person("Bo", "Li"), "vip")).await;
    let page = Page::open("/settings", &app).await;
    page.shows("2 records").await;
    page.press_containing("button", "vip").await;
    page.find("dialog", "Tag").await;
    page.fill("Name", "Key account").await;
    page.button("Save").await;
    page.gone("dialog", "Tag").await;
    page.find_containing("button", "Key account").await;
    let stored = page.stored().await;
    for id in [anna, bo] {
        let person = stored.record(id).expect("a person");
        assert_eq!(person.texts(any_kind::TAGS), ["Key account"]);
    }
}

#[wasm_bindgen_test]
async fn what_was_deleted_is_in_the_bin_and_comes_back_from_there() {
    let app = begun().await;
    let id = save(&app, person("Anna", "Taylor")).await;
    app.change_many(&[id], &BulkChange::Delete).await.expect("deleted");
    let page = Page::open("/settings/bin", &app).await;
    page.status("1 record in the trash").await;
    page.shows("Anna Taylor").await;
    page.fill("Search trash", "kovacs").await;
    page.shows("Nothing in the trash matches").await;
    page.fill("Search trash", "tay").await;
    page.button("Restore").await;
    page.fill("Search trash", "").await;
    page.shows("The trash is empty").await;
    assert_eq!(page.stored().await.count(CONTACT), 1);
}

#[wasm_bindgen_test]
async fn the_trash_is_emptied_after_a_question_and_one_record_alone_is_deleted_forever() {
    let app = begun().await;
    let mut ids = Vec::new();
    for given in ["Anna", "Bo", "Cy"] {
        ids.push(save(&app, person(given, "Taylor")).await);
    }
    let note = app.add_note(ids[0], "likes the blue glaze", 5).await.expect("a note").id;
    app.delete_activity(ids[0], note).await.expect("deleted");
    app.change_many(&ids, &BulkChange::Delete).await.expect("deleted");
    let page = Page::open_on(Size::Phone, "/settings/bin", &app).await;
    page.status("4 records in the trash").await;
    page.button("More actions for Bo Taylor").await;
    page.press("menuitem", "Delete forever").await;
    page.shows("“Bo Taylor” is deleted forever, with its history. You cannot undo this.").await;
    page.button("Keep").await;
    page.gone("button", "Keep").await;
    page.button("More actions for Bo Taylor").await;
    page.press("menuitem", "Delete forever").await;
    page.button("Delete forever").await;
    page.status("1 record deleted forever").await;
    page.status("3 records in the trash").await;
    page.gone("button", "Undo").await;
    page.button("Empty the trash").await;
    page.shows("3 records are deleted forever, with their history. You cannot undo this.").await;
    page.button("Delete 3 records forever").await;
    page.status("3 records deleted forever").await;
    page.shows("The trash is empty").await;
    let app = page.stored().await;
    assert!(app.binned(None).is_empty() && ids.iter().all(|id| app.name(*id).is_empty()));
    assert!(app.binned_activities().await.expect("the bin").is_empty());
    assert_eq!(page.complaints(), Vec::<String>::new());
}

#[wasm_bindgen_test]
async fn the_settings_are_shown_and_changed_without_a_complaint() {
    let page = Page::open("/settings", &begun().await).await;
    page.shows("Country").await;
    page.choose("Currency", "Euro (EUR)").await;
    page.choose("Language", "English").await;
    page.choose("Appearance", "Dark").await;
    page.link("History").await;
    page.find("heading", "History").await;
    assert_eq!(page.complaints(), [] as [String; 0]);
}

#[wasm_bindgen_test]
async fn thai_dates_are_read_and_typed_in_buddhist_years_once_that_is_chosen() {
    let app = begun().await;
    let mut anna = person("Anna", "Taylor");
    anna.set(contact::BIRTHDAY, Value::Date(PartialDate::parse("1980-03-22").expect("a date")));
    let anna = save(&app, anna).await;
    let mut chosen = Draft::new(SETTINGS);
    chosen.set_text(settings::LANGUAGE, "th");
    app.save_settings(chosen).await.expect("saved");
    let page = Page::open("/settings", &app).await;
    page.choose("ศักราช", "พ.ศ.").await;
    let app = page.stored().await;
    let page = Page::open(&format!("/contacts/{anna}"), &app).await;
    page.shows("2523").await;
    let page = Page::open(&format!("/contacts/{anna}/edit"), &app).await;
    let written = page.value("วันเกิด").await;
    assert!(written.contains("2523"), "{written}");
    page.fill("วันเกิด", "29/2/2567").await;
    page.button("บันทึก").await;
    let is_changed = |app: &App| {
        let birthday = app.record(anna).and_then(|anna| anna.value(contact::BIRTHDAY));
        birthday == PartialDate::parse("2024-02-29").map(Value::Date)
    };
    page.until_stored("the birthday is one of our years", is_changed).await;
}

#[wasm_bindgen_test]
async fn a_kind_is_made_with_a_field_and_has_a_list() {
    let page = Page::open("/settings/kinds", &begun().await).await;
    page.shows("No kinds of your own yet").await;
    page.button("New kind").await;
    page.find("dialog", "New kind").await;
    page.fill("Name", "Machine").await;
    page.fill("Plural", "Machines").await;
    page.find("radio", "Box").await;
    page.press("radio", "House").await;
    page.shows("House").await;
    page.focus("radio", "House").await;
    page.key("ArrowDown");
    page.key("ArrowUp");
    page.shows("House").await;
    page.press("radio", "Gift").await;
    page.shows("Gift").await;
    page.button("Save").await;
    page.find("heading", "Machines").await;
    page.button("Add field").await;
    page.fill("Name", "Serial number").await;
    page.button("Save").await;
    page.gone("dialog", "Add field").await;
    page.find_containing("button", "Serial number").await;
    let stored = page.stored().await;
    let schemas = stored.schemas();
    let machine = schemas.own().next().expect("a kind");
    assert_eq!(machine.label_many, "Machines");
    assert_eq!(machine.icon, "gift");
    assert!(machine.fields.iter().any(|field| field.label == "Serial number"));
    assert_eq!(page.complaints(), [] as [String; 0]);
}

#[wasm_bindgen_test]
async fn a_field_gets_another_type_and_what_does_not_fit_stays_as_text() {
    let app = begun().await;
    let mut kind = Draft::new(OWN_KIND);
    kind.set_text(own_kind::NAME, "Machine");
    kind.set_text(own_kind::PLURAL, "Machines");
    let machine = KindId::of_own(save(&app, kind).await);
    let mut field = Draft::new(CUSTOM_FIELD);
    field.set_text(custom_field::OF, app.schema(machine).expect("a kind").key.to_string());
    field.set_text(custom_field::NAME, "Year");
    field.set_text(custom_field::TYPE, "text");
    let field = save(&app, field).await;
    let number = custom_number(field);
    let make = async |year: &str| {
        let mut draft = Draft::new(machine);
        draft.set_text(number, year);
        app.make_named(machine, &format!("From {year}"), draft).await.expect("made").id
    };
    let (known, unknown) = (make("1998").await, make("long ago").await);
    let page =
        Page::open(&format!("/settings/kinds/{}", app.schema(machine).expect("a kind").key), &app)
            .await;
    page.press_containing("button", "Year").await;
    page.choose("Type", "Number").await;
    page.shows("1 of 2 values fit. The others stay as text: “long ago”").await;
    page.button("Save").await;
    page.status("Type changed").await;
    let stored = page.stored().await;
    let value = |id| stored.record(id).expect("a machine").value(number);
    assert_eq!(value(known), Some(Value::Number(1998.0)));
    assert_eq!(value(unknown), Some(Value::Text("long ago".into())));
    page.button("Undo").await;
    page.until_stored("the type before", |app| {
        let is_text = |id| app.record(id).is_some_and(|it| it.said(number) == "1998");
        is_text(known)
    })
    .await;
    assert_eq!(page.complaints(), [] as [String; 0]);
}

#[wasm_bindgen_test]
async fn files_that_nothing_referred_to_are_told_with_the_total_before_and_after() {
    let app = begun().await;
    app.store().put_files(vec![("a".repeat(64), vec![0; 3_000])]).await.expect("stored");
    let mut sweep = app.begin_file_sweep().await.expect("read").expect("a file");
    while app.sweep_files(&mut sweep).await.expect("looked through") {}
    assert_eq!(app.store().file_hashes().await.expect("read"), [] as [String; 0]);
    let page = Page::open("/settings", &app).await;
    page.shows("1 file that nothing referred to (today). All files: 3 kB before, 0 B after.").await;
}

#[wasm_bindgen_test]
async fn a_kind_with_records_is_deleted_only_when_asked_and_the_history_brings_it_back() {
    let app = begun().await;
    let mut kind = Draft::new(OWN_KIND);
    kind.set_text(own_kind::NAME, "Machine");
    kind.set_text(own_kind::PLURAL, "Machines");
    let machine = KindId::of_own(save(&app, kind).await);
    for name in ["Mill", "Lathe"] {
        app.make_named(machine, name, Draft::new(machine)).await.expect("made");
    }
    let key = app.schema(machine).expect("a kind").key.to_string();
    let page = Page::open(&format!("/settings/kinds/{key}"), &app).await;
    page.button("Delete kind").await;
    page.find("dialog", "Delete Machines?").await;
    page.button("Keep it").await;
    page.gone("dialog", "Delete Machines?").await;
    page.button("Delete kind").await;
    page.button("Delete it and hide 2 records").await;
    page.status("Machines deleted. History brings it back.").await;
    let stored = page.stored().await;
    assert!(stored.schema(machine).is_none());
    let page = Page::open("/settings/history", &stored).await;
    page.press_containing("button", "Undo").await;
    page.until_stored("the kind", |app| app.schema(machine).is_some()).await;
}

#[wasm_bindgen_test]
async fn a_deleted_field_is_named_and_is_not_said_to_be_in_the_trash() {
    let app = begun().await;
    let mut field = Draft::new(CUSTOM_FIELD);
    field.set_text(custom_field::OF, "contact");
    field.set_text(custom_field::NAME, "Year");
    field.set_text(custom_field::TYPE, "text");
    save(&app, field).await;
    let page = Page::open("/settings/kinds/contact", &app).await;
    page.press_containing("button", "Year").await;
    page.button("Delete").await;
    page.status("Year deleted. History brings it back.").await;
}

#[wasm_bindgen_test]
async fn a_changed_line_renames_the_choice_in_its_records_and_one_that_stands_twice_is_refused() {
    let app = begun().await;
    let mut field = Draft::new(CUSTOM_FIELD);
    field.set_text(custom_field::OF, "contact");
    field.set_text(custom_field::NAME, "State");
    field.set_text(custom_field::TYPE, custom_field::CHOICE);
    field.set_text(custom_field::CHOICES, "New\nUsed");
    let number = custom_number(save(&app, field).await);
    let make = async |state: &str| {
        let mut draft = super::data::person("Anna", state);
        draft.set_text(number, state);
        save(&app, draft).await
    };
    let (first, second, other) = (make("New").await, make("New").await, make("Used").await);
    let page = Page::open("/settings/kinds/contact", &app).await;
    page.press_containing("button", "State").await;
    page.fill("Choices, one per line", "New\nUsed\nUsed").await;
    page.button("Save").await;
    page.shows("“Used” stands there twice.").await;
    page.fill("Choices, one per line", "Brand-new\nUsed").await;
    page.shows("Rename New to Brand-new on 2 records").await;
    page.button("Save").await;
    page.status("Choices renamed").await;
    let stored = page.stored().await;
    let texts = [first, second, other].map(|id| stored.record(id).expect("there").text(number));
    assert_eq!(texts, ["Brand-new", "Brand-new", "Used"]);
    page.button("Undo").await;
    page.until_stored("the name before", |app| {
        app.record(first).is_some_and(|it| it.text(number) == "New")
    })
    .await;
    // Refused, the line is a choice of its own, and the records keep what they say.
    page.press_containing("button", "State").await;
    page.fill("Choices, one per line", "Fresh\nUsed").await;
    page.press("switch", "Rename New to Fresh on 2 records").await;
    page.button("Save").await;
    page.gone("dialog", "Edit field").await;
    let stored = page.stored().await;
    assert_eq!(stored.record(first).expect("there").text(number), "New");
}

#[wasm_bindgen_test]
async fn choices_are_called_in_the_language_of_the_screen_and_follow_it() {
    let app = begun().await;
    let mut lead = person("Béla", "Kovács");
    lead.set_text(contact::STATUS, "lead");
    let id = save(&app, lead).await;
    let mut hungarian = Draft::new(SETTINGS);
    hungarian.set_text(settings::LANGUAGE, "hu");
    app.save_settings(hungarian).await.expect("saved");
    let page = Page::open(&format!("/contacts/{id}"), &app).await;
    page.shows("Érdeklődő").await;
    page.follow("/settings");
    page.choose("Nyelv", "English").await;
    page.find("heading", "Settings").await;
    page.follow(&format!("/contacts/{id}"));
    page.shows("Lead").await;
    let stored = page.stored().await.record(id).expect("the contact");
    assert_eq!(stored.text(contact::STATUS), "lead");
}
