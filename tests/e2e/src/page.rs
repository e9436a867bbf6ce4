//! What a person does with a page: find things by role and name, press, write, look. Every step
//! waits for what it needs, up to a deadline.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::engine::{Browser, Engine, Storage};
use crate::process::until;
use crate::wire::{Element, Failure, Outcome};

const FIND: &str = include_str!("find.js");
const PATIENCE: Duration = Duration::from_secs(20);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    Phone,
    Tablet,
    Desktop,
    Wide,
    Huge,
}

impl Size {
    pub fn pixels(self) -> (u32, u32) {
        match self {
            Self::Phone => (390, 844),
            Self::Tablet => (834, 1194),
            Self::Desktop => (1280, 800),
            Self::Wide => (1920, 1080),
            Self::Huge => (2560, 1440),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    Light,
    Dark,
}

/// A tab, by the driver's name for it.
pub struct Tab(String);

pub struct Page {
    pub browser: Browser,
}

impl Page {
    pub fn start(engine: Engine) -> Outcome<Self> {
        Self::start_with(engine, Storage::Allowed)
    }

    pub fn start_with(engine: Engine, storage: Storage) -> Outcome<Self> {
        let page = Self { browser: Browser::start(engine, storage)? };
        page.browser.wire.post("/timeouts", &json!({ "script": 170_000, "pageLoad": 60_000 }))?;
        Ok(page)
    }

    pub fn engine(&self) -> Engine {
        self.browser.engine
    }

    // --- Going somewhere ---

    pub fn open(&self, address: &str) -> Outcome {
        self.browser.wire.post("/url", &json!({ "url": address })).map(drop)
    }

    /// As the page itself would: Firefox's own WebDriver command goes past the service worker.
    pub fn reload(&self) -> Outcome {
        self.script("window.before_reload = true; location.reload()", &[])?;
        self.until_true(
            "the page is loaded again",
            "!window.before_reload && document.readyState === 'complete'",
        )
    }

    pub fn back(&self) -> Outcome {
        self.browser.wire.post("/back", &json!({})).map(drop)
    }

    /// The tab that is looked at and worked in.
    pub fn tab(&self) -> Outcome<Tab> {
        let handle = self.browser.wire.get("/window")?;
        Ok(Tab(handle.as_str().unwrap_or_default().to_owned()))
    }

    /// Opens another tab of the same browser and goes there.
    pub fn new_tab(&self) -> Outcome<Tab> {
        let made = self.browser.wire.post("/window/new", &json!({ "type": "tab" }))?;
        let handle = made.get("handle").and_then(Value::as_str).unwrap_or_default();
        let tab = Tab(handle.to_owned());
        self.go_to(&tab)?;
        Ok(tab)
    }

    /// Closes the tab that is worked in; afterwards another is to be gone to.
    pub fn close_tab(&self) -> Outcome {
        self.browser.wire.delete("/window").map(drop)
    }

    pub fn go_to(&self, Tab(handle): &Tab) -> Outcome {
        self.browser.wire.post("/window", &json!({ "handle": handle })).map(drop)
    }

    pub fn address(&self) -> Outcome<String> {
        Ok(self.browser.wire.get("/url")?.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until the address ends with this.
    pub fn address_ends(&self, end: &str) -> Outcome {
        until(PATIENCE, &format!("the address ends with {end}"), || {
            Ok(self.address()?.ends_with(end).then_some(()))
        })
    }

    // --- Finding ---

    fn look(&self, role: &str, name: &str, how: &str) -> Outcome<Vec<Element>> {
        let found = self.script(FIND, &[json!(role), json!(name), json!(how)])?;
        Ok(found.as_array().into_iter().flatten().filter_map(Element::from_value).collect())
    }

    fn first(&self, role: &str, name: &str, how: &str) -> Outcome<Element> {
        until(PATIENCE, &format!("{role} {how} \"{name}\""), || {
            Ok(self.look(role, name, how)?.into_iter().next())
        })
        .map_err(|failure| self.with_page(failure))
    }

    /// The first visible element of this role whose accessible name is exactly this.
    pub fn find(&self, role: &str, name: &str) -> Outcome<Element> {
        self.first(role, name, "is")
    }

    /// The first visible element of this role whose accessible name contains this.
    pub fn find_containing(&self, role: &str, text: &str) -> Outcome<Element> {
        self.first(role, text, "contains")
    }

    /// How many elements of this role are visible at this moment.
    pub fn count(&self, role: &str) -> Outcome<usize> {
        Ok(self.look(role, "", "any")?.len())
    }

    /// Whether it is there at this moment.
    pub fn has(&self, role: &str, name: &str) -> Outcome<bool> {
        Ok(!self.look(role, name, "is")?.is_empty())
    }

    /// Whether one that contains this is there at this moment.
    pub fn has_containing(&self, role: &str, text: &str) -> Outcome<bool> {
        Ok(!self.look(role, text, "contains")?.is_empty())
    }

    /// Waits until it is no longer there.
    pub fn gone(&self, role: &str, name: &str) -> Outcome {
        until(PATIENCE, &format!("{role} \"{name}\" is gone"), || {
            Ok((!self.has(role, name)?).then_some(()))
        })
        .map_err(|failure| self.with_page(failure))
    }

    /// Waits until a result or a count says this.
    pub fn status(&self, text: &str) -> Outcome {
        until(PATIENCE, &format!("a status says \"{text}\""), || {
            let said =
                self.has_containing("status", text)? || self.has_containing("alert", text)?;
            Ok(said.then_some(()))
        })
        .map_err(|failure| self.with_page(failure))
    }

    /// The visible text of the page.
    pub fn text(&self) -> Outcome<String> {
        let text = self.script("return document.body.innerText", &[])?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until the page shows this text somewhere.
    pub fn shows(&self, text: &str) -> Outcome {
        until(PATIENCE, &format!("the page shows \"{text}\""), || {
            Ok(self.text()?.contains(text).then_some(()))
        })
        .map_err(|failure| self.with_page(failure))
    }

    pub(crate) fn with_page(&self, failure: Failure) -> Failure {
        let text = self.text().unwrap_or_default();
        let text: String = text.chars().take(600).collect();
        Failure::Unmet(format!("{failure}; the page shows:\n    {}", text.replace('\n', "\n    ")))
    }

    // --- Doing ---

    /// Presses the first element of this role and name. What is covered or replaced while pressing
    /// is looked for again.
    pub fn press(&self, role: &str, name: &str) -> Outcome {
        self.press_how(role, name, "is")
    }

    pub fn press_containing(&self, role: &str, text: &str) -> Outcome {
        self.press_how(role, text, "contains")
    }

    fn press_how(&self, role: &str, name: &str, how: &str) -> Outcome {
        until(PATIENCE, &format!("{role} {how} \"{name}\" can be pressed"), || {
            let Some(element) = self.look(role, name, how)?.into_iter().next() else {
                return Ok(None);
            };
            self.steady(&element)?;
            let pressed = self.browser.wire.post(&element.path("click"), &json!({}));
            if pressed.as_ref().is_err_and(Failure::is_passing) {
                // Something lies over it: a person would scroll it to where it is free.
                let middle = "arguments[0].scrollIntoView({ block: 'center' })";
                self.script(middle, &[element.to_value()])?;
            }
            pressed.map(|_| Some(()))
        })
        .map_err(|failure| self.with_page(failure))
    }

    pub fn button(&self, name: &str) -> Outcome {
        self.press("button", name)
    }

    pub fn link(&self, name: &str) -> Outcome {
        self.press("link", name)
    }

    /// Writes into the field of this label, in place of what is there.
    pub fn fill(&self, label: &str, text: &str) -> Outcome {
        until(PATIENCE, &format!("the field \"{label}\" can be written to"), || {
            let Some(element) = self.look("field", label, "is")?.into_iter().next() else {
                return Ok(None);
            };
            self.browser.wire.post(&element.path("clear"), &json!({}))?;
            self.write(&element, text)?;
            Ok(Some(()))
        })
        .map_err(|failure| self.with_page(failure))
    }

    /// Chooses an option of a select by its text.
    pub fn choose(&self, label: &str, option: &str) -> Outcome {
        let select = self.find("field", label)?;
        let script = "const [select, text] = arguments;
            const option = [...select.options].find((option) => option.text.trim() === text);
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

    /// What a field holds.
    pub fn value(&self, label: &str) -> Outcome<String> {
        let field = self.find("field", label)?;
        let value = self.script("return arguments[0].value", &[field.to_value()])?;
        Ok(value.as_str().unwrap_or_default().to_owned())
    }

    /// Gives a file to a file field.
    pub fn attach(&self, label: &str, file: &Path) -> Outcome {
        let field = self.find("field", label)?;
        self.write(&field, &file.to_string_lossy())
    }

    /// Sends keys to an element.
    pub fn write(&self, element: &Element, text: &str) -> Outcome {
        if self.engine() == Engine::WebKit && text.chars().any(|c| c > '\u{ffff}') {
            // Its driver drops characters beyond the first plane, which a keyboard would not.
            let script = "const [field, text] = arguments;
                field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
                field.dispatchEvent(new InputEvent('input', { bubbles: true, data: text }));";
            return self.script(script, &[element.to_value(), json!(text)]).map(drop);
        }
        self.browser.wire.post(&element.path("value"), &json!({ "text": text })).map(drop)
    }

    /// Sends keys to whatever has the focus.
    pub fn keys(&self, text: &str) -> Outcome {
        let strokes: Vec<Value> = text
            .chars()
            .flat_map(|key| ["keyDown", "keyUp"].map(|kind| json!({ "type": kind, "value": key })))
            .collect();
        let keyboard = json!({ "type": "key", "id": "keyboard", "actions": strokes });
        self.browser.wire.post("/actions", &json!({ "actions": [keyboard] })).map(drop)
    }

    // --- Looking beneath ---

    /// Runs a script's body; a promise that it returns is awaited.
    pub fn script(&self, body: &str, arguments: &[Value]) -> Outcome<Value> {
        self.browser.wire.post("/execute/sync", &json!({ "script": body, "args": arguments }))
    }

    /// Waits until the expression is true.
    pub fn until_true(&self, what: &str, expression: &str) -> Outcome {
        until(PATIENCE, what, || {
            let value = self.script(&format!("return !!({expression})"), &[])?;
            Ok((value == json!(true)).then_some(()))
        })
    }

    /// Waits until nothing moves any more: fonts and pictures are there, transitions have ended.
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

    /// Waits until every file of the build is kept for use without network, and this page is under
    /// the service worker's care.
    pub fn kept(&self) -> Outcome {
        self.until_true("the service worker has the page", "navigator.serviceWorker.controller")
    }

    /// What the console has complained about since the last question. Chromium only: the others
    /// hand nothing out.
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

    /// The downloaded file whose name ends with this, once it is complete.
    pub fn downloaded(&self, end: &str) -> Outcome<PathBuf> {
        until(PATIENCE, &format!("a file …{end} is downloaded"), || {
            let files = fs::read_dir(&self.browser.downloads)?.flatten().map(|entry| entry.path());
            let named = |path: &PathBuf| path.to_string_lossy().ends_with(end);
            let full = |path: &PathBuf| path.metadata().is_ok_and(|about| about.len() > 0);
            Ok(files.into_iter().find(|path| named(path) && full(path)))
        })
    }

    // --- The window ---
    pub fn size(&self, size: Size) -> Outcome {
        let (width, height) = size.pixels();
        if self.engine() == Engine::Chromium {
            let phone = size == Size::Phone;
            let scale = if phone { 2 } else { 1 };
            let metrics = json!({
                "width": width, "height": height, "deviceScaleFactor": scale, "mobile": phone,
            });
            self.browser.devtools("Emulation.setDeviceMetricsOverride", &metrics)?;
            let touch = json!({ "enabled": phone });
            return self.browser.devtools("Emulation.setTouchEmulationEnabled", &touch).map(drop);
        }
        // The others: the window is made larger by what surrounds the page.
        let surplus = "return [outerWidth - innerWidth, outerHeight - innerHeight]";
        for _ in 0..2 {
            let around = self.script(surplus, &[])?;
            let extra = |index: usize| around.get(index).and_then(Value::as_i64).unwrap_or(0);
            let window = json!({
                "x": 0, "y": 0,
                "width": i64::from(width) + extra(0), "height": i64::from(height) + extra(1),
            });
            self.browser.wire.post("/window/rect", &window)?;
        }
        Ok(())
    }

    /// Light or dark, as the system would say. Chromium only.
    pub fn scheme(&self, scheme: Scheme) -> Outcome {
        let value = if scheme == Scheme::Dark { "dark" } else { "light" };
        let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": value }] });
        self.browser.devtools("Emulation.setEmulatedMedia", &features).map(drop)
    }

    pub fn screenshot(&self, file: &Path) -> Outcome {
        let picture = self.browser.wire.get("/screenshot")?;
        let bytes = STANDARD
            .decode(picture.as_str().unwrap_or_default())
            .map_err(|error| Failure::Broken(format!("the picture: {error}")))?;
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        Ok(fs::write(file, bytes)?)
    }
}
