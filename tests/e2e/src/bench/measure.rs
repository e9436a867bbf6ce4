//! One size of data, measured: import, opening again, searching, one edit, memory.

use std::fs;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

use super::people::csv;
use crate::engine::Engine;
use crate::host::Host;
use crate::page::{Page, Size};
use crate::process::until;
use crate::wire::{Failure, Outcome};

pub const OBSERVE: &str = include_str!("observe.js");
const OPENINGS: usize = 5;
/// What is typed, a key at a time: a name with and without accents, digits, Chinese, Thai.
const WORDS: [&str; 5] = ["nguyen", "Kovács", "0912", "王小", "สม"];

/// Milliseconds, unless said otherwise.
pub struct Measured {
    pub count: usize,
    pub import: f64,
    pub open: Vec<f64>,
    pub keys: Vec<f64>,
    pub edit: Vec<f64>,
    pub longest_open: f64,
    pub longest_use: f64,
    pub memory_bytes: f64,
}

pub fn measure(dist: &Path, count: usize) -> Outcome<Measured> {
    let host = Host::start(dist, "/")?;
    let page = Page::start(Engine::Chromium)?;
    page.size(Size::Desktop)?;
    let observe = json!({ "source": OBSERVE });
    page.browser.devtools("Page.addScriptToEvaluateOnNewDocument", &observe)?;
    let import = import(&host, &page, count)?;
    page.kept()?;
    let (open, longest_open) = openings(&host, &page)?;
    // Scripts that the driver runs may take long by themselves; they do not count.
    page.script("bench.longest = 0", &[])?;
    let keys = search(&page)?;
    let memory_bytes = memory(&page)?;
    let edit = edits(&page)?;
    let longest_use = number(&page, "bench.longest")?;
    Ok(Measured { count, import, open, keys, edit, longest_open, longest_use, memory_bytes })
}

fn import(host: &Host, page: &Page, count: usize) -> Outcome<f64> {
    let folder = TempDir::with_prefix("satchel-bench-")?;
    let file = folder.path().join("contacts.csv");
    fs::write(&file, csv(count))?;
    page.open(&host.address("import"))?;
    page.attach("Choose a file", &file)?;
    page.find("button", "Import")?;
    let began = Instant::now();
    page.button("Import")?;
    let said = format!("Imported {} contacts", with_commas(count));
    until(Duration::from_secs(300), &said, || {
        Ok(page.has_containing("status", &said)?.then_some(()))
    })?;
    Ok(began.elapsed().as_secs_f64() * 1000.0)
}

/// Opens the list again and again; also the longest task of all openings.
fn openings(host: &Host, page: &Page) -> Outcome<(Vec<f64>, f64)> {
    let mut times = Vec::new();
    let mut longest: f64 = 0.0;
    for _ in 0..OPENINGS {
        page.open("about:blank")?;
        page.open(&host.address("contacts"))?;
        page.until_true("the list can be used", "window.bench?.usable")?;
        times.push(number(page, "bench.usable")?);
        longest = longest.max(number(page, "bench.longest")?);
    }
    Ok((times, longest))
}

fn search(page: &Page) -> Outcome<Vec<f64>> {
    type_words(page)?;
    let keys = page.script("return bench.keys", &[])?;
    let times: Vec<f64> = keys.as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
    if times.is_empty() {
        return Err(Failure::Unmet("no key changed what is shown".into()));
    }
    Ok(times)
}

/// Types what is searched for, a key at a time, and takes it away again.
pub fn type_words(page: &Page) -> Outcome {
    page.press("searchbox", "Search contacts")?;
    for word in WORDS {
        let mut keys: Vec<char> = word.chars().collect();
        // And back again, with the key that deletes.
        keys.extend(std::iter::repeat_n('\u{e003}', keys.len()));
        for key in keys {
            page.keys(&key.to_string())?;
            // A person's pace, so that one key's painting is not taken for another's.
            sleep(Duration::from_millis(450));
        }
    }
    Ok(())
}

/// From pressing "Save" until the screen says that it is saved, which it does after the commit.
pub fn edits(page: &Page) -> Outcome<Vec<f64>> {
    let first = "document.querySelector(\"main a[href*='/contacts/']:not([href$='/new'])\")";
    page.script(&format!("{first}.click()"), &[])?;
    let mut times = Vec::new();
    for round in 0..5 {
        page.press("link", "Edit").or_else(|_| page.button("Edit"))?;
        page.fill("Job title", &format!("Buyer {round}"))?;
        let button = page.find("button", "Save")?;
        let script = "const [button] = arguments;
            return new Promise((done) => {
                const start = performance.now();
                const look = () => {
                    if (button.isConnected && button.getClientRects().length) return false;
                    watch.disconnect();
                    done(performance.now() - start);
                    return true;
                };
                const watch = new MutationObserver(look);
                watch.observe(document, { subtree: true, childList: true, attributes: true });
                button.click();
            });";
        let time = page.script(script, &[button.to_value()])?;
        times.extend(time.as_f64());
        page.shows(&format!("Buyer {round}"))?;
    }
    Ok(times)
}

/// JavaScript's heap and the module's memory, garbage collected.
pub fn memory(page: &Page) -> Outcome<f64> {
    page.browser.devtools("HeapProfiler.collectGarbage", &json!({}))?;
    let script = "performance.memory.usedJSHeapSize + (bench.module?.buffer.byteLength ?? 0)";
    number(page, script)
}

pub fn number(page: &Page, expression: &str) -> Outcome<f64> {
    let value = page.script(&format!("return {expression}"), &[])?;
    value.as_f64().ok_or_else(|| Failure::Unmet(format!("{expression} is {value}")))
}

/// `1234567` as `1,234,567`, as the screen writes it.
pub fn with_commas(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        for (count, text) in [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(with_commas(count), text);
        }
    }
}
