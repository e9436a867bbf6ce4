//! Selling: today's tasks, and deals on the board.

use domain::{DEAL, Fields, deal, task};
use wasm_bindgen_test::wasm_bindgen_test;

use super::data::{begun, deal_of, person, save, task_today};
use super::page::{Page, Size};

#[wasm_bindgen_test]
async fn a_task_is_ticked_off_and_taken_back() {
    let app = begun().await;
    let id = save(&app, task_today(&app, "Send the offer")).await;
    let page = Page::open("/tasks", &app).await;
    page.status("1 to do").await;
    page.press("checkbox", "Send the offer").await;
    page.gone("checkbox", "Send the offer").await;
    let done = page.stored().await.record(id).expect("the task");
    assert!(done.value(task::DONE).is_some());
    page.button("Undo").await;
    page.find("checkbox", "Send the offer").await;
    page.status("1 to do").await;
    let open = page.stored().await.record(id).expect("the task");
    assert!(open.value(task::DONE).is_none());
}

#[wasm_bindgen_test]
async fn a_card_goes_to_the_next_column_by_keyboard_and_the_board_says_so() {
    let app = begun().await;
    let id = save(&app, deal_of("Oak desks")).await;
    let page = Page::open("/deals", &app).await;
    page.holds("list", "Lead", "Oak desks").await;
    page.focus("link", "Oak desks").await;
    page.key(" ");
    page.status("Picked up Oak desks").await;
    page.key("ArrowRight");
    page.status("Oak desks: Qualified").await;
    page.key(" ");
    page.status("Dropped Oak desks in Qualified").await;
    page.holds("list", "Qualified", "Oak desks").await;
    let stored = page.stored().await;
    let stage = stored.record(id).and_then(|deal| deal.reference(deal::STAGE)).expect("a stage");
    assert_eq!(stored.name(stage), "Qualified");
}

#[wasm_bindgen_test]
async fn a_new_deal_stands_in_the_stage_that_was_chosen() {
    let page = Page::open_on(Size::Phone, "/deals/new", &begun().await).await;
    page.fill("Name", "Oak desks").await;
    page.fill("Value", "twelve").await;
    page.button("Save").await;
    page.shows("Enter an amount such as 12400.50").await;
    page.fill("Value", "12.400,50").await;
    page.choose("Stage", "Proposal").await;
    page.button("Save").await;
    page.find("heading", "Oak desks").await;
    page.shows("12,400.50").await;
    page.link("Deals").await;
    page.holds("list", "Proposal", "Oak desks").await;
    assert_eq!(page.stored().await.count(DEAL), 1);
}

#[wasm_bindgen_test]
async fn a_visit_is_logged_from_today_and_asks_with_whom() {
    let app = begun().await;
    let anna = save(&app, person("Anna", "Taylor")).await;
    let page = Page::open("/today", &app).await;
    page.button("New").await;
    page.button("Log a visit").await;
    page.find("dialog", "Log visit").await;
    page.find("button", "Interested").await;
    page.gone("button", "Wrong number").await;
    page.button("Met").await;
    page.button("Save").await;
    page.shows("Choose who it was with.").await;
    page.fill("Contact", "Anna Taylor").await;
    page.press_containing("option", "Anna Taylor").await;
    page.button("Save").await;
    page.gone("dialog", "Log visit").await;
    let entries = page.stored().await.timeline(anna, &[], 9).await.expect("a timeline").entries;
    assert_eq!(entries.len(), 1);
}

#[wasm_bindgen_test]
async fn a_call_offers_what_only_a_call_can_come_to() {
    let page = Page::open("/today", &begun().await).await;
    page.button("New").await;
    page.button("Log a call").await;
    page.find("dialog", "Log call").await;
    page.find("button", "Wrong number").await;
}
