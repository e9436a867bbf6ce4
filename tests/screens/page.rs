//! A page for one test and a person's actions in it: finding by role and name, pressing, typing,
//! reading. Every step waits for what it needs, up to a deadline.

use browser::clock::now_millis;
use wasm_bindgen::{JsCast, JsValue};

use super::data::{self, App};
use super::frame;

/// The scripts by which the journeys find and wait, too.
const EYES: &str = concat!(include_str!("../e2e/src/find.js"), include_str!("../e2e/src/wait.js"));
/// Long enough for the first worker of an engine that compiles slowly; what is there passes at once.
const PATIENCE_MILLIS: i64 = 20_000;

#[derive(Clone, Copy)]
pub enum Size {
    Phone,
    Desktop,
}

/// The application in a frame, at one of its addresses.
pub struct Page {
    frame: JsValue,
}

impl Page {
    /// Opens the application at desktop size, over a copy of the data in `app`.
    pub async fn open(path: &str, app: &App) -> Self {
        Self::open_on(Size::Desktop, path, app).await
    }

    pub async fn open_on(size: Size, path: &str, app: &App) -> Self {
        Self::start(size, path, Some(data::packed(app.store()).await)).await
    }

    /// Opens the application in a browser that lets no site store anything.
    pub async fn open_without_storage(path: &str) -> Self {
        Self::start(Size::Desktop, path, None).await
    }

    async fn start(size: Size, path: &str, stored: Option<Vec<u8>>) -> Self {
        let (width, height) = match size {
            Size::Phone => (390, 844),
            Size::Desktop => (1280, 800),
        };
        let module = wasm_bindgen::module();
        let frame = frame::open_frame(module, path, width, height, stored).await;
        Self { frame: frame.expect("a frame with the application") }
    }

    /// Opens an app over the current data, as the next start would find it.
    pub async fn stored(&self) -> App {
        let bytes: js_sys::Uint8Array = frame::stored_in(&self.frame).await.unchecked_into();
        data::opened(&bytes.to_vec()).await
    }

    /// Waits until what is stored passes a test.
    pub async fn until_stored(&self, what: &str, passes: impl Fn(&App) -> bool) {
        let end = now_millis() + PATIENCE_MILLIS;
        while !passes(&self.stored().await) {
            assert!(now_millis() <= end, "never stored: {what}");
            frame::next_change(&self.frame).await;
        }
    }

    /// Returns the current path and query.
    pub fn address(&self) -> String {
        frame::address(&self.frame)
    }

    // --- Queries ---

    fn look(&self, role: &str, name: &str, how: &str) -> Vec<JsValue> {
        frame::look(&self.frame, EYES, role, name, how)
    }

    /// Waits until `look` finds something.
    async fn until<T>(&self, what: &str, look: impl Fn() -> Option<T>) -> T {
        let end = now_millis() + PATIENCE_MILLIS;
        loop {
            if let Some(found) = look() {
                return found;
            }
            if now_millis() > end {
                let (text, told) = (frame::text_of_page(&self.frame), self.complaints());
                let address = self.address();
                panic!("not met: {what}; at {address} the page shows:\n{text}\nit told: {told:#?}");
            }
            frame::next_change(&self.frame).await;
        }
    }

    async fn first(&self, role: &str, name: &str, how: &str) -> JsValue {
        let what = format!("{role} {how} \"{name}\"");
        self.until(&what, || self.look(role, name, how).into_iter().next()).await
    }

    /// Waits for an element of this role with exactly this accessible name.
    pub async fn find(&self, role: &str, name: &str) {
        self.first(role, name, "is").await;
    }

    /// Waits for an element of this role whose accessible name contains this text.
    pub async fn find_containing(&self, role: &str, text: &str) {
        self.first(role, text, "contains").await;
    }

    /// Waits until no element has this role and name.
    pub async fn gone(&self, role: &str, name: &str) {
        let gone = || self.look(role, name, "is").is_empty().then_some(());
        self.until(&format!("no {role} \"{name}\""), gone).await;
    }

    /// Waits until the page shows this text somewhere.
    pub async fn shows(&self, text: &str) {
        let shown = || frame::text_of_page(&self.frame).contains(text).then_some(());
        self.until(&format!("the page shows \"{text}\""), shown).await;
    }

    /// Waits until the address contains this text.
    pub async fn at(&self, text: &str) {
        let there = || self.address().contains(text).then_some(());
        self.until(&format!("the address contains \"{text}\""), there).await;
    }

    /// Waits until a status or an alert contains this text.
    pub async fn status(&self, text: &str) {
        let said = |role| !self.look(role, text, "contains").is_empty();
        let there = || (said("status") || said("alert")).then_some(());
        self.until(&format!("a status says \"{text}\""), there).await;
    }

    /// Waits until no result, count or failure says this any more.
    pub async fn unsaid(&self, text: &str) {
        let none = || self.look("status", text, "contains").is_empty().then_some(());
        self.until(&format!("no status says \"{text}\""), none).await;
    }

    /// Waits until the first element of this role and name contains this text.
    pub async fn holds(&self, role: &str, name: &str, text: &str) {
        let there = || {
            let first = self.look(role, name, "is").into_iter().next()?;
            frame::text_of(&first).contains(text).then_some(())
        };
        self.until(&format!("{role} \"{name}\" holds \"{text}\""), there).await;
    }

    /// What the console was told that complains.
    pub fn complaints(&self) -> Vec<String> {
        frame::complaints(&self.frame)
    }

    /// Returns the value of a field.
    pub async fn value(&self, label: &str) -> String {
        frame::value_of(&self.first("field", label, "is").await)
    }

    // --- Actions ---

    /// Presses once the application is idle, so that a button that depends on typed text is up to
    /// date.
    pub async fn press(&self, role: &str, name: &str) {
        self.press_first(role, name, "is").await;
    }

    pub async fn press_containing(&self, role: &str, text: &str) {
        self.press_first(role, text, "contains").await;
    }

    async fn press_first(&self, role: &str, name: &str, how: &str) {
        self.first(role, name, how).await;
        frame::idle(&self.frame, EYES).await;
        frame::press(&self.first(role, name, how).await);
    }

    pub async fn button(&self, name: &str) {
        self.press("button", name).await;
    }

    /// Follows a link to an address, wherever it stands.
    pub fn follow(&self, address: &str) {
        frame::follow(&self.frame, address);
    }

    pub async fn link(&self, name: &str) {
        self.press("link", name).await;
    }

    /// Replaces the text of the field with this label.
    pub async fn fill(&self, label: &str, text: &str) {
        frame::fill(&self.first("field", label, "is").await, text);
    }

    /// Chooses an option of a select by its text.
    pub async fn choose(&self, label: &str, option: &str) {
        let select = self.first("field", label, "is").await;
        assert!(frame::choose(&select, option), "\"{label}\" has no option \"{option}\"");
    }

    /// Puts a file into a file field.
    pub async fn attach(&self, label: &str, name: &str, text: &str) {
        frame::attach(&self.first("field", label, "is").await, name, text);
    }

    /// Chooses files in a file field; each is a name with a size (`room.jpg 2600x1300`, `a.txt 5`).
    pub async fn pick(&self, label: &str, files: &[&str]) {
        let field = self.first("field", label, "is").await;
        frame::pick(&self.frame, &field, described(files)).await;
    }

    /// Drops such files on an element.
    pub async fn drop_on(&self, role: &str, name: &str, files: &[&str]) {
        let element = self.first(role, name, "contains").await;
        frame::drop(&self.frame, &element, described(files)).await;
    }

    /// Pastes such files.
    pub async fn paste(&self, files: &[&str]) {
        frame::idle(&self.frame, EYES).await;
        frame::paste(&self.frame, described(files)).await;
    }

    pub async fn focus(&self, role: &str, name: &str) {
        frame::focus(&self.first(role, name, "is").await);
    }

    /// Goes to another tab; long times pass quickly from now on.
    pub fn leave(&self) {
        frame::hide(&self.frame);
    }

    /// Waits until so many long times have passed.
    pub async fn long_after(&self, times: u32) {
        let over = || (frame::passed(&self.frame) >= times).then_some(());
        self.until("a long time has passed", over).await;
    }

    /// Comes back from the other tab.
    pub fn come_back(&self) {
        frame::show(&self.frame);
    }

    /// Waits until the application has nothing to do.
    pub async fn settled(&self) {
        frame::idle(&self.frame, EYES).await;
    }

    /// Changes the first task in the store, as another tab does; the page learns of it when somebody
    /// comes back to it.
    pub async fn edit_task_elsewhere(&self, text: &str) {
        frame::edit_task_elsewhere(&self.frame, text).await;
    }

    /// Returns how often views of contacts have read.
    pub fn reads_of_contacts(&self) -> u32 {
        frame::reads_of_contacts(&self.frame)
    }

    /// Sends a key to the focused element.
    pub fn key(&self, name: &str) {
        frame::key(&self.frame, name);
    }
}

fn described(files: &[&str]) -> Vec<String> {
    files.iter().map(|file| (*file).to_owned()).collect()
}
