//! Boards of any kind, and the list of deals: columns, groups of conditions, views, changes of many.

use domain::{
    CUSTOM_FIELD, DEAL, Draft, Fields, KindId, Money, OWN_KIND, PartialDate, RecordId, TEMPLATES,
    Value, any_kind, custom_field, custom_number, deal, own, own_kind,
};
use wasm_bindgen_test::wasm_bindgen_test;

use super::data::{App, begun, deal_of, person, save, tagged};
use super::page::{Page, Size};

const MENU: &str = "Order, columns and selection";

/// The kind "Machine" with a choice and an amount, without a board yet.
struct Machines {
    app: App,
    kind: KindId,
    record: RecordId,
    status: u32,
    path: String,
}

async fn field(app: &App, kind: KindId, name: &str, of_type: &str, choices: &str) -> u32 {
    let mut field = Draft::new(CUSTOM_FIELD);
    field.set_text(custom_field::OF, app.schema(kind).expect("the kind").key.to_string());
    field.set_text(custom_field::NAME, name);
    field.set_text(custom_field::TYPE, of_type);
    field.set_text(custom_field::CHOICES, choices);
    custom_number(save(app, field).await)
}

async fn machines() -> Machines {
    let app = begun().await;
    let mut draft = Draft::new(OWN_KIND);
    draft.set_text(own_kind::NAME, "Machine");
    draft.set_text(own_kind::PLURAL, "Machines");
    let record = save(&app, draft).await;
    let kind = KindId::of_own(record);
    let path = format!("/{}", app.schema(kind).expect("the kind").path);
    let status = field(&app, kind, "Status", "choice", "New\nUsed\nScrap").await;
    let price = field(&app, kind, "Price", "money", "").await;
    for (name, cents) in [("Lathe", 1_000_000), ("Drill", 250_000)] {
        let mut machine = Draft::new(kind);
        machine.set_text(own::NAME, name);
        machine.set_text(status, "New");
        machine.set(price, Value::Money(Money { minor: cents, currency: *b"EUR" }));
        save(&app, machine).await;
    }
    Machines { app, kind, record, status, path }
}

impl Machines {
    async fn with_board(self) -> Self {
        let mut draft = Draft::new(OWN_KIND);
        draft.set_text(own_kind::BOARD, format!("custom-{:08x}", self.status));
        self.app.save(Some(self.record), draft).await.expect("saved");
        self
    }
}

#[wasm_bindgen_test]
async fn a_kind_gets_a_board_in_the_settings_and_sums_its_columns() {
    let Machines { app, kind, path, .. } = machines().await;
    let page = Page::open(&path, &app).await;
    page.status("2 machines").await;
    page.gone("button", "Show as board").await;
    let key = kind.own_key();
    let page = Page::open_on(Size::Phone, &format!("/settings/kinds/{key}"), &app).await;
    page.button("Edit kind").await;
    page.find("dialog", "Edit kind").await;
    page.choose("Board", "Status").await;
    page.choose("Sum in the columns", "Price").await;
    page.button("Save").await;
    page.gone("dialog", "Edit kind").await;
    let app = page.stored().await;
    assert!(app.schema(kind).expect("the kind").board_field().is_some());
    let page = Page::open(&path, &app).await;
    page.button("Show as board").await;
    page.holds("list", "New", "Lathe").await;
    page.holds("list", "New", "Drill").await;
    page.shows("12,500").await;
    page.at("l=board").await;
    page.button("Show as list").await;
    page.gone("list", "New").await;
    assert_eq!(page.complaints(), Vec::<String>::new());
}

#[wasm_bindgen_test]
async fn a_card_of_any_kind_moves_by_menu_and_by_keyboard_and_back_with_one_undo() {
    let Machines { app, kind, status, path, .. } = machines().await.with_board().await;
    let drill = app.named(kind, "Drill").expect("the drill");
    let page = Page::open_on(Size::Phone, &format!("{path}?l=board"), &app).await;
    page.holds("list", "New", "Drill").await;
    // The first card is the drill.
    page.button("Move to…").await;
    page.press("menuitem", "Scrap").await;
    page.holds("list", "Scrap", "Drill").await;
    page.shows("Moved to Scrap").await;
    let of = |app: &App| app.record(drill).expect("the drill").text(status);
    assert_eq!(of(&page.stored().await), "Scrap");
    page.button("Undo").await;
    page.holds("list", "New", "Drill").await;
    page.until_stored("the move is taken back", |app| of(app) == "New").await;
    page.focus("link", "Drill").await;
    page.key(" ");
    page.status("Picked up Drill").await;
    page.key("ArrowRight");
    page.status("Drill: Used").await;
    page.key(" ");
    page.holds("list", "Used", "Drill").await;
    page.until_stored("the move is kept", |app| of(app) == "Used").await;
}

#[wasm_bindgen_test]
async fn a_board_without_its_field_is_a_list_again_and_its_views_stay() {
    let machines = machines().await.with_board().await;
    let Machines { app, kind, status, path, .. } = &machines;
    let layout = Some(app::ListLayout::Board);
    let contents = app::ViewContents { layout, ..Default::default() };
    let view = app.save_view(*kind, "At work", &contents, true).await.expect("saved").id;
    let page = Page::open(path, app).await;
    page.button("At work").await;
    page.holds("list", "New", "Lathe").await;
    let record = app.custom_fields_of(*kind).into_iter().find(|id| custom_number(*id) == *status);
    let field = record.expect("the field");
    app.change_many(&[field], &app::BulkChange::Delete).await.expect("deleted");
    let page = Page::open(&format!("{path}?view={view}"), app).await;
    page.status("2 machines").await;
    page.find_containing("link", "Lathe").await;
    page.gone("button", "Show as board").await;
    page.gone("button", "At work (changed)").await;
    assert_eq!(page.complaints(), Vec::<String>::new());
}

/// Two pipelines; three deals in the first, of which one closes this month, and one in the other.
async fn selling() -> App {
    let app = begun().await;
    app.add_pipeline("Houses", &TEMPLATES[3]).await.expect("a pipeline");
    let house = app.pipelines()[1].stages[0].id;
    for (name, cents) in [("Cups", 100_000), ("Desks", 900_000), ("Lamps", 500_000)] {
        let mut draft = tagged(deal_of(name), if name == "Cups" { "vip" } else { "new" });
        draft.set(deal::VALUE, Value::Money(Money { minor: cents, currency: *b"EUR" }));
        draft.set_text(deal::COMPETITOR, "Nobody");
        if name == "Desks" {
            let today = app.today().to_string();
            draft.set(deal::CLOSE, Value::Date(PartialDate::parse(&today).expect("a date")));
        }
        save(&app, draft).await;
    }
    let mut villa = deal_of("Villa");
    villa.set(deal::STAGE, Value::Reference(house));
    save(&app, villa).await;
    app
}

#[wasm_bindgen_test]
async fn the_list_of_deals_is_sorted_filtered_and_has_columns_as_contacts_have() {
    let page = Page::open("/deals?l=list", &selling().await).await;
    page.status("3 of 4 deals").await;
    page.shows("15,000").await;
    page.button(MENU).await;
    page.press("menuitem", "By value").await;
    page.at("s=d14").await;
    // The head of the column turns the order around; another one sorts by its column.
    page.button("Value, descending").await;
    page.at("s=f14").await;
    page.find("button", "Value, ascending").await;
    page.button("Name").await;
    page.at("s=f10").await;
    page.button(MENU).await;
    page.press("menuitem", "Columns").await;
    page.find("dialog", "Columns").await;
    page.press("checkbox", "Competitor").await;
    page.button("Save").await;
    page.gone("dialog", "Columns").await;
    page.shows("Nobody").await;
    // Groups of conditions: one of two names.
    let groups = format!("or~all~{0}.is.Cups~all~{0}.is.Desks", deal::NAME);
    let page = Page::open(&format!("/deals?l=list&f={groups}"), &page.stored().await).await;
    page.status("2 of 4 deals").await;
    page.find("button", "Name: Cups or Name: Desks").await;
}

#[wasm_bindgen_test]
async fn deals_are_changed_together_moved_and_brought_back() {
    let page = Page::open("/deals", &selling().await).await;
    page.holds("list", "Lead", "Cups").await;
    page.button(MENU).await;
    page.press("menuitem", "Select deals").await;
    page.button("Select all").await;
    page.find("heading", "3 selected").await;
    page.button("Edit").await;
    page.choose("Field", "Competitor").await;
    page.fill("Competitor", "IKEA").await;
    page.button("Change 3 deals").await;
    page.status("3 records changed").await;
    let all = |app: &App, text: &str| {
        let rows = app.select(DEAL, &replica::Selection::default());
        let says = |row: &replica::Row| app.replica().view(*row).text(deal::COMPETITOR) == text;
        rows.iter().filter(|row| says(row)).count()
    };
    assert_eq!(all(&page.stored().await, "IKEA"), 3);
    page.button(MENU).await;
    page.press("menuitem", "Select deals").await;
    // What is open in the address is settled.
    page.at("l=list").await;
    page.button("Select all").await;
    page.button("Move").await;
    page.find("dialog", "Move to…").await;
    page.press_containing("button", "Proposal").await;
    page.gone("dialog", "Move to…").await;
    page.status("3 deals moved to Proposal").await;
    page.button("Undo").await;
    page.status("Undone").await;
}

#[wasm_bindgen_test]
async fn selected_deals_are_exported_like_any_records() {
    let page = Page::open("/deals?l=list", &selling().await).await;
    page.button(MENU).await;
    page.press("menuitem", "Select deals").await;
    page.button("Select all").await;
    page.button("Export").await;
    page.find("dialog", "Export 3 deals").await;
}

#[wasm_bindgen_test]
async fn the_view_of_deals_that_come_with_the_app_shows_what_closes_without_a_next_task() {
    let page = Page::open("/deals?l=list", &selling().await).await;
    page.status("3 of 4 deals").await;
    page.button(MENU).await;
    page.press("menuitem", "Views").await;
    page.find("dialog", "Views").await;
    page.press_containing("button", "Closing this month without a next task").await;
    page.status("1 of 4 deals").await;
    page.find_containing("link", "Desks").await;
    page.at("view=closing").await;
}

#[wasm_bindgen_test]
async fn a_view_of_deals_keeps_board_pipeline_and_what_narrows_it() {
    let app = selling().await;
    let page = Page::open_on(Size::Phone, "/deals", &app).await;
    page.holds("list", "Lead", "Cups").await;
    page.button("B2B sales").await;
    page.find("dialog", "B2B sales").await;
    page.button("Houses").await;
    page.holds("list", "New lead", "Villa").await;
    page.button("Mine").await;
    page.button(MENU).await;
    page.press("menuitem", "Save as view").await;
    page.fill("Name", "My houses").await;
    page.button("Save").await;
    page.status("Saved: My houses").await;
    let app = page.stored().await;
    let view = app.views(DEAL).into_iter().find(|view| view.name == "My houses").expect("saved");
    let houses = app.pipelines()[1].id;
    assert_eq!(view.contents.within, Some(houses));
    assert_eq!(view.contents.narrowings, [domain::Narrowing::Mine]);
    let page = Page::open(&format!("/deals?view={}", view.id), &app).await;
    page.holds("list", "New lead", "Villa").await;
    page.find("button", "My houses").await;
    page.button("Stale").await;
    page.shows("No deal passes the filter").await;
    page.button("Clear filter").await;
    page.holds("list", "New lead", "Villa").await;
}

#[wasm_bindgen_test]
async fn deals_are_found_by_their_people_and_open_as_they_were_left() {
    let app = begun().await;
    let anna = save(&app, person("Anna", "Taylor")).await;
    let mut desks = deal_of("Oak desks");
    desks.push(deal::CONTACTS, "decides", Value::Reference(anna));
    desks.set_text(any_kind::OWNER, "Linh");
    save(&app, desks).await;
    save(&app, deal_of("Lamps")).await;
    let page = Page::open("/deals", &app).await;
    page.holds("list", "Lead", "Lamps").await;
    page.button("Show as list").await;
    page.fill("Search deals", "taylor").await;
    page.status("1 of 2 deals").await;
    page.link("Today").await;
    page.at("/today").await;
    page.link("Deals").await;
    page.status("1 of 2 deals").await;
    page.press_containing("link", "Oak desks").await;
    page.find("heading", "Oak desks").await;
    page.shows("Anna Taylor").await;
    page.shows("Deals without one get forgotten").await;
}
