//! Saved views of lists: contacts, and a kind of the user's own.

use domain::{
    CONTACT, CUSTOM_FIELD, Draft, Filter, KindId, RecordId, custom_field, custom_number, own,
};
use wasm_bindgen_test::wasm_bindgen_test;

use super::data::{App, begun, machine_kind, person, save, tagged};
use super::page::{Page, Size};

const MENU: &str = "Order, columns and selection";

async fn three_people() -> App {
    let app = begun().await;
    save(&app, tagged(person("Anna", "Nagy"), "vip")).await;
    save(&app, tagged(person("Bela", "Kiss"), "new")).await;
    save(&app, person("Cili", "Toth")).await;
    app
}

/// Saves what the list shows under a name.
async fn save_as(page: &Page, name: &str) {
    page.button(MENU).await;
    page.press("menuitem", "Save as view").await;
    page.find("dialog", "Save as view").await;
    page.fill("Name", name).await;
    page.button("Save").await;
    page.gone("dialog", "Save as view").await;
    page.status(&format!("Saved: {name}")).await;
}

async fn do_with(page: &Page, view: &str, action: &str) {
    page.button(MENU).await;
    page.press("menuitem", "Views").await;
    page.find("dialog", "Views").await;
    page.button(&format!("Actions for {view}")).await;
    page.press("menuitem", action).await;
}

fn filters(app: &App, kind: KindId) -> Vec<(String, String)> {
    let own = app.views(kind).into_iter().filter(|view| view.declared.is_none());
    own.map(|view| (view.name, view.contents.filter.encode())).collect()
}

#[wasm_bindgen_test]
async fn a_view_is_saved_pinned_and_there_after_a_reload() {
    let page = Page::open_on(Size::Phone, "/contacts?f=3.is.vip", &three_people().await).await;
    page.status("1 of 3 contacts").await;
    save_as(&page, "My VIPs").await;
    page.find("button", "My VIPs").await;
    page.at("?view=").await;
    do_with(&page, "My VIPs", "Pin above the list").await;
    page.status("View pinned").await;
    let app = page.stored().await;
    assert_eq!(filters(&app, CONTACT), [("My VIPs".to_owned(), "3.is.vip".to_owned())]);
    let page = Page::open("/contacts", &app).await;
    page.status("3 contacts").await;
    page.button("My VIPs").await;
    page.status("1 of 3 contacts").await;
    page.gone("button", "Tags: vip").await;
    page.button("All").await;
    page.status("3 contacts").await;
}

#[wasm_bindgen_test]
async fn a_view_stays_in_the_address_and_what_is_changed_in_it_is_saved() {
    let app = three_people().await;
    let filter = Filter::decode("3.is.vip");
    let contents = app::ViewContents { filter, ..Default::default() };
    let id = app.save_view(CONTACT, "Some", &contents, false).await.expect("saved").id;
    let page = Page::open(&format!("/contacts?view={id}"), &app).await;
    page.status("1 of 3 contacts").await;
    page.button("Filter").await;
    page.press("button", "Remove condition 1").await;
    page.button("Show 3 contacts").await;
    page.find("button", "Some (changed)").await;
    page.status("3 contacts").await;
    page.button("Save").await;
    page.status("Saved: Some").await;
    page.find("button", "Some").await;
    assert_eq!(filters(&page.stored().await, CONTACT), [("Some".to_owned(), String::new())]);
}

#[wasm_bindgen_test]
async fn a_deleted_view_shows_everything_and_comes_back_when_that_is_undone() {
    let app = three_people().await;
    let filter = Filter::decode("3.is.vip");
    let contents = app::ViewContents { filter, ..Default::default() };
    let id = app.save_view(CONTACT, "Some", &contents, true).await.expect("saved").id;
    app.start_with_view(CONTACT, Some(id)).await.expect("saved");
    // The list opens with it.
    let page = Page::open_on(Size::Phone, "/contacts", &app).await;
    page.status("1 of 3 contacts").await;
    do_with(&page, "Some", "Delete").await;
    page.button("Undo").await;
    page.find("button", "Some").await;
    assert_eq!(filters(&page.stored().await, CONTACT).len(), 1);
}

#[wasm_bindgen_test]
async fn a_view_of_a_name_that_is_taken_is_refused_in_words() {
    let app = three_people().await;
    app.save_view(CONTACT, "Some", &Default::default(), false).await.expect("saved");
    let page = Page::open("/contacts?f=3.is.vip", &app).await;
    page.button(MENU).await;
    page.press("menuitem", "Save as view").await;
    page.fill("Name", "some").await;
    page.button("Save").await;
    page.find("dialog", "Save as view").await;
    page.fill("Name", "Others").await;
    page.button("Save").await;
    page.gone("dialog", "Save as view").await;
    assert_eq!(filters(&page.stored().await, CONTACT).len(), 2);
}

#[wasm_bindgen_test]
async fn any_of_several_groups_is_enough() {
    let page = Page::open("/contacts?f=3.is.vip", &three_people().await).await;
    page.button("Filter").await;
    page.button("Add group").await;
    page.button("Any group").await;
    page.press("button", "Remove group 2").await;
    page.gone("button", "Any group").await;
    page.button("Show 1 contact").await;
    let page = Page::open("/contacts?f=any~3.is.vip~3.is.new", &three_people().await).await;
    page.status("2 of 3 contacts").await;
    page.button("Filter").await;
    page.button("All of them").await;
    page.button("No contacts match").await;
    page.status("0 of 3 contacts").await;
}

#[wasm_bindgen_test]
async fn a_kind_of_ones_own_has_views_too() {
    let app = begun().await;
    let kind = machine_kind(&app).await;
    for name in ["Mill", "Lathe"] {
        app.make_named(kind, name, Draft::new(kind)).await.expect("saved");
    }
    let home = format!("/{}", app.schema(kind).expect("the kind").path);
    let page = Page::open(&format!("{home}?f={}.has.mill", own::NAME), &app).await;
    page.status("1 of 2 machines").await;
    save_as(&page, "Mills").await;
    let id = page.stored().await.views(kind)[0].id;
    let page = Page::open(&format!("{home}?view={id}"), &page.stored().await).await;
    page.status("1 of 2 machines").await;
    page.button(MENU).await;
    page.press("menuitem", "Views").await;
    page.press_containing("button", "Added this week").await;
    page.status("2 of 2 machines").await;
}

/// Two machines, one of them new; returns the kind, its field "State", and the path of its list.
async fn machines_of_states(app: &App) -> (KindId, RecordId, String) {
    let kind = machine_kind(app).await;
    let schema = app.schema(kind).expect("the kind");
    let mut field = Draft::new(CUSTOM_FIELD);
    field.set_text(custom_field::OF, schema.key.to_string());
    field.set_text(custom_field::NAME, "State");
    field.set_text(custom_field::TYPE, custom_field::CHOICE);
    field.set_text(custom_field::CHOICES, "New\nUsed");
    let field = save(app, field).await;
    for (name, state) in [("Mill", "New"), ("Lathe", "Used")] {
        let mut draft = Draft::new(kind);
        draft.set_text(custom_number(field), state);
        app.make_named(kind, name, draft).await.expect("saved");
    }
    (kind, field, format!("/{}", schema.path))
}

const LOST: &str = "1 condition is left out: its field is gone";

#[wasm_bindgen_test]
async fn a_view_whose_field_was_deleted_says_so_above_the_rows_and_can_be_mended() {
    let app = begun().await;
    let (kind, field, home) = machines_of_states(&app).await;
    let filter = Filter::decode(&format!("{}.is.New", custom_number(field)));
    let contents = app::ViewContents { filter, ..Default::default() };
    let id = app.save_view(kind, "New ones", &contents, true).await.expect("saved").id;
    app.change_many(&[field], &app::BulkChange::Delete).await.expect("deleted");
    let page = Page::open_on(Size::Phone, &home, &app).await;
    page.button("New ones").await;
    page.status(LOST).await;
    page.button("Edit filter").await;
    page.find("dialog", "Filter").await;
    page.shows(LOST).await;
    let page = Page::open(&format!("{home}?view={id}"), &app).await;
    page.button("Remove it from the view").await;
    page.status("Saved: New ones").await;
    page.gone("button", "Remove it from the view").await;
    assert_eq!(filters(&page.stored().await, kind), [("New ones".to_owned(), String::new())]);
}

#[wasm_bindgen_test]
async fn an_address_says_that_it_asks_for_a_field_or_a_choice_that_is_gone() {
    let app = begun().await;
    let (_, field, home) = machines_of_states(&app).await;
    let state = custom_number(field);
    let page = Page::open(&format!("{home}?f={state}.is.New~{state}.not.Old"), &app).await;
    page.status("1 of 2 machines").await;
    page.status("1 condition asks for something that no longer exists").await;
    app.change_many(&[field], &app::BulkChange::Delete).await.expect("deleted");
    let page = Page::open(&format!("{home}?f={state}.is.New"), &app).await;
    page.status("2 of 2 machines").await;
    page.status(LOST).await;
    page.find("button", "Deleted field New").await;
    page.button("Remove the condition").await;
    page.status("2 machines").await;
}
