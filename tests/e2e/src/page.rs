//! A person's actions on a page: finding by role and name, pressing, typing, reading. Every step
//! waits for what it needs, up to a deadline.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::{Value, json};

use crate::engine::{Browser, Engine, Storage};
use crate::process::{until, until_idle};
use crate::wire::{Element, Failure, Outcome};

pub use crate::window::{Scheme, Size};

/// The finding and waiting functions, for every script that queries the application.
const BESIDE: &str = concat!(include_str!("find.js"), include_str!("wait.js"));
const PATIENCE: Duration = Duration::from_secs(20);
/// Maximum time that a script waits in the page before it is sent again.
const TURN_MILLIS: u64 = 5_000;

/// A tab, by the driver's handle.
#[derive(PartialEq, Eq)]
pub struct Tab(String);

pub struct Page {
    pub browser: Browser,
    /// The page's width and height before any resize.
    pub(crate) first_size: (i64, i64),
}

impl Page {
    pub fn start(engine: Engine) -> Outcome<Self> {
        Self::start_with(engine, Storage::Allowed)
    }

    pub fn start_with(engine: Engine, storage: Storage) -> Outcome<Self> {
        let browser = Browser::start(engine, storage)?;
        let mut page = Self { browser, first_size: (0, 0) };
        page.first_size = page.inner_size()?;
        page.patience_of_driver(170)?;
        Ok(page)
    }

    /// Sets how long the driver waits for a script before it gives up.
    pub(crate) fn patience_of_driver(&self, seconds: u32) -> Outcome {
        let timeouts = json!({ "script": u64::from(seconds) * 1000, "pageLoad": 60_000 });
        self.browser.wire.post("/timeouts", &timeouts).map(drop)
    }

    pub fn engine(&self) -> Engine {
        self.browser.engine
    }

    // --- Navigation ---

    pub fn open(&self, address: &str) -> Outcome {
        self.browser.wire.post("/url", &json!({ "url": address })).map(drop)
    }

    /// Reloads from inside the page: Firefox's WebDriver command bypasses the service worker.
    pub fn reload(&self) -> Outcome {
        self.script("window.before_reload = true; location.reload()", &[])?;
        self.until_true(
            "the page is loaded again",
            "!window.before_reload && document.readyState === 'complete'",
        )
    }

    // --- Queries ---

    /// Runs a script body once the application is idle, together with [`find.js`] and [`wait.js`].
    fn ask(&self, body: &str, arguments: &[Value]) -> Outcome<Value> {
        let idle = format!("await idle(null, 1000); {body}");
        self.run(&idle, arguments)
    }

    pub(crate) fn run(&self, body: &str, arguments: &[Value]) -> Outcome<Value> {
        let script =
            format!("{BESIDE}\nconst asked = arguments;\nreturn (async () => {{ {body} }})();");
        self.script(&script, arguments)
    }

    /// Waits in the page until the expression has a value, and returns that; the arguments are in
    /// `asked`. Repeats if the page navigates meanwhile.
    fn wait_for(&self, what: &str, expression: &str, arguments: &[Value]) -> Outcome<Value> {
        let body = format!("return until(async () => ({expression}), {TURN_MILLIS});");
        self.until(what, || {
            let answer = self.run(&body, arguments)?;
            Ok((!answer.is_null()).then_some(answer))
        })
    }

    /// Asks until there is an answer; what the application has under way does not count as waiting.
    fn until<T>(&self, what: &str, ask: impl FnMut() -> Outcome<Option<T>>) -> Outcome<T> {
        until_idle(PATIENCE, what, ask, || self.is_busy().unwrap_or_default())
    }

    /// True while the application has work under way.
    pub fn is_busy(&self) -> Outcome<bool> {
        let busy = "return document.documentElement.hasAttribute('data-busy')";
        Ok(self.script(busy, &[])? == json!(true))
    }

    pub fn back(&self) -> Outcome {
        self.browser.wire.post("/back", &json!({})).map(drop)
    }

    /// Returns the current tab.
    pub fn tab(&self) -> Outcome<Tab> {
        let handle = self.browser.wire.get("/window")?;
        Ok(Tab(handle.as_str().unwrap_or_default().to_owned()))
    }

    /// Opens another tab of the same browser and switches to it.
    pub fn new_tab(&self) -> Outcome<Tab> {
        let made = self.browser.wire.post("/window/new", &json!({ "type": "tab" }))?;
        let handle = made.get("handle").and_then(Value::as_str).unwrap_or_default();
        let tab = Tab(handle.to_owned());
        self.go_to(&tab)?;
        Ok(tab)
    }

    /// Returns all open tabs.
    pub(crate) fn tabs(&self) -> Outcome<Vec<Tab>> {
        let handles = self.browser.wire.get("/window/handles")?;
        let handles = handles.as_array().into_iter().flatten().filter_map(Value::as_str);
        Ok(handles.map(|handle| Tab(handle.to_owned())).collect())
    }

    /// Closes the current tab; the caller must switch to another one.
    pub fn close_tab(&self) -> Outcome {
        self.browser.wire.delete("/window").map(drop)
    }

    pub fn go_to(&self, Tab(handle): &Tab) -> Outcome {
        self.browser.wire.post("/window", &json!({ "handle": handle })).map(drop)
    }

    pub fn address(&self) -> Outcome<String> {
        Ok(self.browser.wire.get("/url")?.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until the address ends with `end`.
    pub fn address_ends(&self, end: &str) -> Outcome {
        let ends = "location.href.endsWith(asked[0])";
        self.wait_for(&format!("the address ends with {end}"), ends, &[json!(end)]).map(drop)
    }

    // --- Finding ---

    fn look(&self, role: &str, name: &str, how: &str) -> Outcome<Vec<Element>> {
        let found = self.ask("return find(...asked)", &[json!(role), json!(name), json!(how)])?;
        Ok(found.as_array().into_iter().flatten().filter_map(Element::from_value).collect())
    }

    fn first(&self, role: &str, name: &str, how: &str) -> Outcome<Element> {
        let arguments = [json!(role), json!(name), json!(how)];
        let what = format!("{role} {how} \"{name}\"");
        self.wait_for(&what, "find(...asked)[0]", &arguments)
            .and_then(|found| Element::from_value(&found).ok_or(Failure::Unmet(what)))
            .map_err(|failure| self.with_page(failure))
    }

    /// Waits for the first visible element of this role with exactly this accessible name.
    pub fn find(&self, role: &str, name: &str) -> Outcome<Element> {
        self.first(role, name, "is")
    }

    /// Waits for the first visible element of this role whose accessible name contains this text.
    pub fn find_containing(&self, role: &str, text: &str) -> Outcome<Element> {
        self.first(role, text, "contains")
    }

    /// Counts the elements of this role that are visible now.
    pub fn count(&self, role: &str) -> Outcome<usize> {
        Ok(self.look(role, "", "any")?.len())
    }

    /// Returns true if such an element is visible now.
    pub fn has(&self, role: &str, name: &str) -> Outcome<bool> {
        Ok(!self.look(role, name, "is")?.is_empty())
    }

    /// Returns true if an element whose name contains this text is visible now.
    pub fn has_containing(&self, role: &str, text: &str) -> Outcome<bool> {
        Ok(!self.look(role, text, "contains")?.is_empty())
    }

    /// Waits until no such element is visible.
    pub fn gone(&self, role: &str, name: &str) -> Outcome {
        let none = "!find(asked[0], asked[1], 'is').length";
        let what = format!("{role} \"{name}\" is gone");
        self.wait_for(&what, none, &[json!(role), json!(name)])
            .map(drop)
            .map_err(|failure| self.with_page(failure))
    }

    /// Waits until a status or an alert contains this text.
    pub fn status(&self, text: &str) -> Outcome {
        let said = "['status', 'alert'].some((role) => find(role, asked[0], 'contains').length)";
        self.wait_for(&format!("a status says \"{text}\""), said, &[json!(text)])
            .map(drop)
            .map_err(|failure| self.with_page(failure))
    }

    /// Returns the visible text of the page.
    pub fn text(&self) -> Outcome<String> {
        let text = self.ask("return document.body.innerText", &[])?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until the page shows this text somewhere.
    pub fn shows(&self, text: &str) -> Outcome {
        let shown = "document.body.innerText.includes(asked[0])";
        self.wait_for(&format!("the page shows \"{text}\""), shown, &[json!(text)])
            .map(drop)
            .map_err(|failure| self.with_page(failure))
    }

    pub(crate) fn with_page(&self, failure: Failure) -> Failure {
        let text = self.text().unwrap_or_default();
        // Messages stand at the end.
        let count = text.chars().count();
        let kept = text.chars().enumerate().filter(|(at, _)| *at < 400 || at + 300 > count);
        let text: String = kept.map(|(_, c)| c).collect();
        Failure::Unmet(format!("{failure}; the page shows:\n    {}", text.replace('\n', "\n    ")))
    }

    // --- Actions ---

    /// Presses the first element of this role and name. Looks again if it is covered or replaced
    /// meanwhile.
    pub fn press(&self, role: &str, name: &str) -> Outcome {
        self.press_how(role, name, "is")
    }

    pub fn press_containing(&self, role: &str, text: &str) -> Outcome {
        self.press_how(role, text, "contains")
    }

    fn press_how(&self, role: &str, name: &str, how: &str) -> Outcome {
        self.until(&format!("{role} {how} \"{name}\" can be pressed"), || {
            let Some(element) = self.within_reach(role, name, how)? else {
                return Ok(None);
            };
            let pressed = self.browser.wire.post(&element.path("click"), &json!({}));
            if pressed.as_ref().is_err_and(Failure::is_passing) {
                // Something covers it: scroll it to the center, as a person would.
                let middle = "arguments[0].scrollIntoView({ block: 'center' })";
                self.script(middle, &[element.to_value()])?;
            }
            pressed.map(|_| Some(()))
        })
        .map_err(|failure| self.with_page(failure))
    }

    /// Returns the first element of this role and name, once the application is idle and it stands
    /// still.
    fn within_reach(&self, role: &str, name: &str, how: &str) -> Outcome<Option<Element>> {
        let body = format!(
            "const element = await until(() => find(...asked)[0], {TURN_MILLIS});
            if (!element) return null;
            await idle(element);
            // The work just waited for may have redrawn it.
            return find(...asked)[0];"
        );
        let found = self.run(&body, &[json!(role), json!(name), json!(how)])?;
        Ok(Element::from_value(&found))
    }

    pub fn button(&self, name: &str) -> Outcome {
        self.press("button", name)
    }

    pub fn link(&self, name: &str) -> Outcome {
        self.press("link", name)
    }

    /// Replaces the text of the field with this label.
    pub fn fill(&self, label: &str, text: &str) -> Outcome {
        self.until(&format!("the field \"{label}\" can be written to"), || {
            let Some(element) = self.within_reach("field", label, "is")? else {
                return Ok(None);
            };
            self.browser.wire.post(&element.path("clear"), &json!({}))?;
            self.write(&element, text)?;
            Ok(Some(()))
        })
        .map_err(|failure| self.with_page(failure))
    }

    /// Chooses an option of a select by its text, or by how that begins: `Tiếng Việt …`.
    pub fn choose(&self, label: &str, option: &str) -> Outcome {
        let select = self.find("field", label)?;
        let script = "const [select, text] = arguments;
            const begins = text.endsWith(' …') && text.slice(0, -2);
            const option = [...select.options].map((option) => [option, option.text.trim()])
                .find(([, said]) => begins ? said.startsWith(begins) : said === text)?.[0];
            if (!option) return false;
            select.value = option.value;
            for (const name of ['input', 'change']) select.dispatchEvent(new Event(name, { bubbles: true }));
            return true;";
        let done = self.script(script, &[select.to_value(), json!(option)])?;
        if done == json!(true) {
            return Ok(());
        }
        Err(Failure::Unmet(format!("\"{label}\" has no option \"{option}\"")))
    }

    /// Returns the value of a field.
    pub fn value(&self, label: &str) -> Outcome<String> {
        let field = self.find("field", label)?;
        let value = self.script("return arguments[0].value", &[field.to_value()])?;
        Ok(value.as_str().unwrap_or_default().to_owned())
    }

    /// Puts a file into a file field.
    pub fn attach(&self, label: &str, file: &Path) -> Outcome {
        let field = self.find("field", label)?;
        self.send(&field, &file.to_string_lossy())
    }

    /// Sends keys to an element.
    pub fn write(&self, element: &Element, text: &str) -> Outcome {
        if self.engine() == Engine::WebKit && text.chars().any(|c| c > '\u{ffff}' || c == '\n') {
            // WebKit's driver drops line feeds and characters beyond the Basic Multilingual Plane;
            // a keyboard would not.
            let script = "const [field, text] = arguments;
                field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
                field.dispatchEvent(new InputEvent('input', { bubbles: true, data: text }));";
            return self.script(script, &[element.to_value(), json!(text)]).map(drop);
        }
        self.send(element, text)
    }

    /// Sends keys as the driver does; a file field takes paths this way, one a line.
    fn send(&self, element: &Element, text: &str) -> Outcome {
        self.browser.wire.post(&element.path("value"), &json!({ "text": text })).map(drop)
    }

    /// Sends keys to the focused element.
    pub fn keys(&self, text: &str) -> Outcome {
        let strokes: Vec<Value> = text
            .chars()
            .flat_map(|key| ["keyDown", "keyUp"].map(|kind| json!({ "type": kind, "value": key })))
            .collect();
        let keyboard = json!({ "type": "key", "id": "keyboard", "actions": strokes });
        self.browser.wire.post("/actions", &json!({ "actions": [keyboard] })).map(drop)
    }

    // --- Low level ---

    /// Runs a script body and awaits a returned promise.
    pub fn script(&self, body: &str, arguments: &[Value]) -> Outcome<Value> {
        self.browser.wire.post("/execute/sync", &json!({ "script": body, "args": arguments }))
    }

    /// Waits until the expression is true.
    pub fn until_true(&self, what: &str, expression: &str) -> Outcome {
        self.wait_for(what, &format!("!!({expression})"), &[]).map(drop)
    }

    /// Waits until nothing moves any more: fonts and images have loaded, transitions have ended.
    pub fn settled(&self) -> Outcome {
        let script = "await document.fonts.ready;
            await Promise.allSettled(document.getAnimations().map((one) => one.finished));
            await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));";
        let endless = "setTimeout(done, 2000)";
        let body = format!(
            "return new Promise((done) => {{ {endless}; (async () => {{ {script} done(); }})(); }})"
        );
        self.script(&body, &[]).map(drop)
    }

    /// Waits until the service worker controls this page, so that every file of the build is cached
    /// for offline use.
    pub fn kept(&self) -> Outcome {
        self.until_true("the service worker has the page", "navigator.serviceWorker.controller")
    }

    /// Returns the console's errors since the last call. Chromium only: other drivers do not expose
    /// the console.
    pub fn complaints(&self) -> Outcome<Vec<String>> {
        if self.engine() != Engine::Chromium {
            return Ok(Vec::new());
        }
        let log = self.browser.wire.post("/se/log", &json!({ "type": "browser" }))?;
        let severe = |entry: &&Value| entry.get("level").is_some_and(|level| level == "SEVERE");
        let message =
            |entry: &Value| entry.get("message").and_then(Value::as_str).map(str::to_owned);
        Ok(log.as_array().into_iter().flatten().filter(severe).filter_map(message).collect())
    }

    /// Waits for a complete download whose name ends with `end`, and returns its path.
    pub fn downloaded(&self, end: &str) -> Outcome<PathBuf> {
        until(PATIENCE, &format!("a file …{end} is downloaded"), || {
            let files = fs::read_dir(&self.browser.downloads)?.flatten().map(|entry| entry.path());
            let named = |path: &PathBuf| path.to_string_lossy().ends_with(end);
            let full = |path: &PathBuf| path.metadata().is_ok_and(|about| about.len() > 0);
            Ok(files.into_iter().find(|path| named(path) && full(path)))
        })
    }
}
