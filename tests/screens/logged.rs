//! Calls, visits and tasks about records of a kind that the user made.

use app::LoggedActivity;
use domain::{
    ACTIVITY, Draft, Fields, KindId, OWN_KIND, RecordId, TASK, Value, activity, own_kind, task,
};
use wasm_bindgen_test::wasm_bindgen_test;

use super::data::{App, begun, person, save, task_today};
use super::page::{Page, Size};

/// Makes the kind "Machine" of which the user wants calls and tasks, with two machines.
async fn machines() -> (App, KindId, [RecordId; 2]) {
    let app = begun().await;
    let mut draft = Draft::new(OWN_KIND);
    draft.set_text(own_kind::NAME, "Machine");
    draft.set_text(own_kind::PLURAL, "Machines");
    draft.set(own_kind::TIMELINE, Value::Flag(true));
    let kind = KindId::of_own(save(&app, draft).await);
    let mut made = Vec::new();
    for name in ["CNC mill 4", "Lathe"] {
        made.push(app.make_named(kind, name, Draft::new(kind)).await.expect("saved").id);
    }
    (app, kind, [made[0], made[1]])
}

async fn log(app: &App, activity: Draft) {
    app.log(LoggedActivity { activity, next: None, does: None }).await.expect("logged");
}

fn visit(kind: KindId, machine: RecordId, text: &str) -> Draft {
    let mut draft = Draft::new(ACTIVITY);
    draft.set_text(activity::WHAT, activity::VISIT);
    draft.set(activity::WHEN, Value::Moment(1_700_000_000_000));
    draft.set_text(activity::RESULT, activity::REACHED);
    draft.set_text(activity::TEXT, text);
    draft.push(kind.about_field(), "", Value::Reference(machine));
    draft
}

async fn told(app: &App, id: RecordId) -> Vec<String> {
    let entries = app.timeline(id, &[], 9).await.expect("a timeline").entries;
    entries.into_iter().map(|entry| entry.text).collect()
}

#[wasm_bindgen_test]
async fn a_kind_with_the_switch_has_visits_a_timeline_and_tasks_on_its_pages() {
    let page = Page::open_on(Size::Phone, "/settings/kinds", &begun().await).await;
    page.button("New kind").await;
    page.fill("Name", "Machine").await;
    page.fill("Plural", "Machines").await;
    page.press("switch", "Calls, visits and tasks").await;
    page.button("Save").await;
    page.find("heading", "Machines").await;
    let app = page.stored().await;
    let kind = app.schemas().own().next().expect("a kind").kind;
    let home = format!("/{}", app.schema(kind).expect("the kind").path);
    let page = Page::open_on(Size::Phone, &format!("{home}/new"), &app).await;
    page.fill("Name", "CNC mill 4").await;
    page.button("Save").await;
    page.find_containing("heading", "CNC mill 4").await;
    page.button("Log").await;
    page.press("menuitem", "Visit").await;
    page.find("dialog", "Log visit").await;
    page.fill("Note", "Oiled the spindle").await;
    page.button("Save").await;
    page.status("Logged").await;
    page.shows("Oiled the spindle").await;
    page.button("New task").await;
    page.find("dialog", "New task").await;
    page.fill("Title", "Oil it again").await;
    page.button("Save").await;
    page.find("checkbox", "Oil it again").await;
    let app = page.stored().await;
    let machine = app.named(kind, "CNC mill 4").expect("a machine");
    assert_eq!(told(&app, machine).await, ["Oiled the spindle"]);
    assert_eq!(app.open_tasks_of(machine).len(), 1);
    let page = Page::open_on(Size::Phone, "/search", &app).await;
    page.press_containing("link", "CNC mill 4 · Visit").await;
    page.find_containing("heading", "CNC mill 4").await;
    assert_eq!(page.complaints(), [] as [String; 0]);
}

#[wasm_bindgen_test]
async fn a_task_of_a_machine_leads_there_from_today_and_is_told_once_it_is_done() {
    let (app, kind, [mill, _]) = machines().await;
    let mut draft = task_today(&app, "Oil the spindle");
    draft.set(kind.about_field(), Value::Reference(mill));
    save(&app, draft).await;
    let page = Page::open_on(Size::Phone, "/", &app).await;
    page.find("link", "Open CNC mill 4").await;
    page.shows("CNC mill 4").await;
    page.press("checkbox", "Oil the spindle").await;
    page.status("Done").await;
    let stored = page.stored().await;
    assert_eq!(told(&stored, mill).await, ["Oil the spindle"]);
    page.link("Open CNC mill 4").await;
    page.find_containing("heading", "CNC mill 4").await;
    page.shows("Oil the spindle").await;
}

#[wasm_bindgen_test]
async fn what_a_visit_is_about_is_changed_in_its_form_and_linked_in_every_timeline() {
    let (app, kind, [mill, lathe]) = machines().await;
    let anna = save(&app, person("Anna", "Taylor")).await;
    let mut shown = visit(kind, mill, "shown to Anna");
    shown.push(activity::CONTACTS, "", Value::Reference(anna));
    log(&app, shown).await;
    let page = Page::open(&format!("/contacts/{anna}"), &app).await;
    page.shows("shown to Anna").await;
    page.link("CNC mill 4").await;
    page.find_containing("heading", "CNC mill 4").await;
    page.press_containing("button", "More actions for Visit").await;
    page.press("menuitem", "Edit").await;
    page.find("dialog", "Edit entry").await;
    page.button("Add machine").await;
    page.fill("Machines 2", "Lat").await;
    page.press("option", "Lathe").await;
    page.button("Save").await;
    page.gone("dialog", "Edit entry").await;
    let stored = page.stored().await;
    for id in [anna, mill, lathe] {
        assert_eq!(told(&stored, id).await, ["shown to Anna"]);
    }
    let page = Page::open_on(Size::Phone, "/search", &stored).await;
    page.find_containing("link", "shown to Anna · CNC mill 4 · Lathe").await;
    page.press_containing("button", "More actions for Anna Taylor").await;
    page.press("menuitem", "Open Lathe").await;
    page.find_containing("heading", "Lathe").await;
    assert_eq!(page.complaints(), [] as [String; 0]);
}

#[wasm_bindgen_test]
async fn what_was_about_records_of_a_kind_that_is_gone_is_named_without_a_link() {
    let (app, kind, [mill, _]) = machines().await;
    log(&app, visit(kind, mill, "oiled")).await;
    let mut draft = task_today(&app, "Oil the spindle");
    draft.set(kind.about_field(), Value::Reference(mill));
    save(&app, draft).await;
    app.delete_kind(kind).await.expect("deleted");
    let page = Page::open_on(Size::Phone, "/search", &app).await;
    page.shows("CNC mill 4 · Visit").await;
    page.gone("link", "CNC mill 4").await;
    let page = Page::open_on(Size::Phone, "/", &app).await;
    page.shows("CNC mill 4").await;
    page.gone("link", "Open CNC mill 4").await;
    page.press("checkbox", "Oil the spindle").await;
    page.status("Done").await;
    let stored = page.stored().await;
    let done = stored
        .replica()
        .list(TASK)
        .first()
        .map(|row| stored.replica().view(*row).value(task::DONE));
    assert!(done.flatten().is_some());
    assert_eq!(page.complaints(), [] as [String; 0]);
    assert_eq!(told(&stored, mill).await, ["Oil the spindle", "oiled"]);
}
