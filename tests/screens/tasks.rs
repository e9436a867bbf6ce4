//! The list of tasks: what every list has, with groups of days and a check in each row.

use domain::{Draft, Fields, TASK, Value, task};
use wasm_bindgen_test::wasm_bindgen_test;

use super::data::{App, begun, save, task_today};
use super::page::{Page, Size};

async fn to_do(app: &App, text: &str, due: &str, what: &str) {
    let mut draft = Draft::new(TASK);
    draft.set_text(task::TEXT, text);
    draft.set_text(task::DUE, due);
    draft.set_text(task::WHAT, what);
    save(app, draft).await;
}

/// Makes tasks of three spans of days, and one that is done.
async fn some_tasks() -> App {
    let app = begun().await;
    to_do(&app, "Pay the rent", "2020-01-02", task::TO_DO).await;
    to_do(&app, "Call the potter", "2020-01-03", task::CALL).await;
    save(&app, task_today(&app, "Sweep the floor")).await;
    to_do(&app, "Some day", "", task::TO_DO).await;
    let mut done = Draft::new(TASK);
    done.set_text(task::TEXT, "Old one");
    done.set(task::DONE, Value::Moment(1_700_000_000_000));
    save(&app, done).await;
    app
}

#[wasm_bindgen_test]
async fn tasks_stand_under_headings_of_days_that_fold_and_count() {
    let page = Page::open_on(Size::Phone, "/tasks", &some_tasks().await).await;
    page.status("4 to do").await;
    page.find("button", "Overdue 2").await;
    page.find("button", "Today 1").await;
    page.find("button", "No due 1").await;
    page.gone("checkbox", "Old one").await;
    page.button("Overdue 2").await;
    page.gone("checkbox", "Pay the rent").await;
    page.find("checkbox", "Sweep the floor").await;
    page.button("Overdue 2").await;
    page.find("checkbox", "Pay the rent").await;
}

#[wasm_bindgen_test]
async fn done_tasks_and_those_of_a_span_have_a_chip() {
    let page = Page::open_on(Size::Phone, "/tasks", &some_tasks().await).await;
    page.button("Done").await;
    page.status("1 done").await;
    page.find("checkbox", "Old one").await;
    page.button("Overdue").await;
    page.status("2 of 5 tasks").await;
    page.gone("checkbox", "Sweep the floor").await;
    page.button("To do").await;
    page.status("4 to do").await;
}

#[wasm_bindgen_test]
async fn tasks_are_selected_and_changed_together() {
    let page = Page::open("/tasks", &some_tasks().await).await;
    page.status("4 to do").await;
    page.shows("Call").await;
    page.button("Order, columns and selection").await;
    page.press("menuitem", "Select tasks").await;
    page.button("Select all").await;
    page.button("Edit").await;
    page.choose("Field", "Priority").await;
    page.choose("Priority", "High").await;
    page.button("Change 4 tasks").await;
    page.status("4 records changed").await;
    let app = page.stored().await;
    let rows = app.select(TASK, &replica::Selection::default());
    let high = |row: &replica::Row| app.replica().view(*row).text(task::PRIORITY) == task::HIGH;
    assert_eq!(rows.iter().filter(|row| high(row)).count(), 4, "and not the one that is done");
}

#[wasm_bindgen_test]
async fn a_list_is_divided_by_any_choice_and_a_view_keeps_that() {
    let page = Page::open_on(Size::Phone, "/tasks", &some_tasks().await).await;
    page.status("4 to do").await;
    page.button("Order, columns and selection").await;
    page.press("menuitem", "Group by").await;
    page.button("Kind").await;
    page.gone("dialog", "Group by").await;
    page.at("g=11").await;
    page.find("button", "To-do 2").await;
    page.find("button", "Call 1").await;
    page.button("Order, columns and selection").await;
    page.press("menuitem", "Save as view").await;
    page.find("dialog", "Save as view").await;
    page.fill("Name", "By kind").await;
    page.button("Save").await;
    page.button("To do").await;
    page.find("button", "Overdue 2").await;
    page.button("Order, columns and selection").await;
    page.press("menuitem", "Views").await;
    page.find("dialog", "Views").await;
    page.button("By kind").await;
    page.gone("dialog", "Views").await;
    page.find("button", "Call 1").await;
}

#[wasm_bindgen_test]
async fn a_task_has_a_page_and_goes_to_the_bin_from_its_menu() {
    let page = Page::open_on(Size::Phone, "/tasks", &some_tasks().await).await;
    page.button("More actions for Pay the rent").await;
    page.press("menuitem", "Open the page").await;
    page.find("heading", "Pay the rent").await;
    page.link("Tasks").await;
    page.button("More actions for Pay the rent").await;
    page.press("menuitem", "Delete").await;
    page.gone("checkbox", "Pay the rent").await;
    page.status("3 to do").await;
}
