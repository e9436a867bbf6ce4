//! Settings: tags across all records, and the bin.

use app::BulkChange;
use domain::{
    CONTACT, CUSTOM_FIELD, Draft, Fields, KindId, OWN_KIND, Value, any_kind, custom_field,
    custom_number, own_kind,
};
use store::Store;
use wasm_bindgen_test::wasm_bindgen_test;

use super::data::{begun, person, save, tagged};
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
