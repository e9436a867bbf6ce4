//! The program stops for good: a plain screen says so in the page's language, with a message to
//! copy and a button to reload. Harmless errors show nothing.

use std::fs;
use std::path::PathBuf;

use serde_json::json;

use super::journey::{EVERY, Journey, Stage};
use super::selling::jot;
use crate::wire::{Failure, Outcome};

pub const JOURNEYS: &[Journey] = &[
    Journey {
        name: "a program that stops says so, and what was saved is there",
        engines: EVERY,
        base: "/",
        run: stops,
    },
    Journey {
        name: "a program that cannot begin says so, and begins when it can",
        engines: EVERY,
        base: "/",
        run: cannot_begin,
    },
];

/// Runs in the page as one of its own scripts, which the policy allows: errors outside of the
/// driver's calls.
const TROUBLE: &str = "{ const { kind } = document.currentScript.dataset;
const glue = () => import(document.querySelector('link[rel=modulepreload][href*=satchel-]').href);
const tell = (message, more) => dispatchEvent(new ErrorEvent('error', { message, ...more }));
({
    harmless() {
        tell('ResizeObserver loop completed with undelivered notifications.');
        tell('Script error.');
        const filename = 'chrome-extension://one/two.js';
        tell('Uncaught Error: of an extension', { filename, error: new Error('of an extension') });
        Promise.reject(new DOMException('we gave it up', 'AbortError'));
        document.body.append(Object.assign(new Image(), { src: './there-is-no-such-picture.png' }));
    },
    error() { setTimeout(() => { throw new Error('the shelf is gone'); }); },
    rejection() { Promise.reject(new Error('nobody caught this')); },
    // An impossible allocation makes the Wasm itself trap.
    trap() { glue().then(({ initSync }) => setTimeout(() => initSync().__wbindgen_malloc(8, 3))); },
})[kind]();
}";

const COMPLAINTS: [&str; 6] = [
    "the shelf is gone",
    "nobody caught this",
    "we gave it up",
    "unreachable",
    "there-is-no-such-picture",
    "RuntimeError",
];

/// Triggers one of the errors in `TROUBLE`.
fn go_wrong(stage: &Stage, kind: &str) -> Outcome {
    let script = "const made = document.createElement('script');
        made.dataset.kind = arguments[0];
        made.src = '/trouble.js';
        document.head.append(made);";
    stage.page.script(script, &[json!(kind)]).map(drop)
}

/// Waits for the screen with this title and message, and for the focus on its button.
fn stopped(stage: &Stage, title: &str, message: &str, reload: &str) -> Outcome {
    let page = &stage.page;
    page.find_containing("alert", title)?;
    let says = format!(
        "document.querySelector('#stopped .stopped__message').textContent.includes({})",
        json!(message)
    );
    page.until_true(&format!("the message says {message}"), &says)?;
    let focused = format!("document.activeElement?.textContent === {}", json!(reload));
    page.until_true(&format!("{reload} has the focus"), &focused)?;
    // Nothing else is reachable: the application behind it is inert.
    page.gone("link", "Deals")
}

fn stops(stage: &mut Stage) -> Outcome {
    stage.expected.extend(COMPLAINTS);
    fs::write(stage.host.own_folder()?.join("trouble.js"), TROUBLE)?;
    stage.open("tasks")?;
    jot(&stage.page, "call the potter")?;
    stage.page.find("checkbox", "call the potter")?;
    go_wrong(stage, "harmless")?;
    go_wrong(stage, "rejection")?;
    // The screen reports the first reason; the harmless errors before it do not count.
    stopped(stage, "Satchel stopped", "nobody caught this", "Reload")?;
    for (kind, message) in [("error", "the shelf is gone"), ("trap", "RuntimeError")] {
        stage.page.button("Reload")?;
        stage.page.find("checkbox", "call the potter")?;
        go_wrong(stage, kind)?;
        stopped(stage, "Your saved data is safe", message, "Reload")?;
    }
    stage.page.button("Reload")?;
    stage.page.find("checkbox", "call the potter")?;
    stage.open("settings")?;
    stage.page.choose("Language", "Tiếng Việt …")?;
    stage.page.find("heading", "Cài đặt")?;
    go_wrong(stage, "error")?;
    stopped(stage, "Satchel đã dừng", "the shelf is gone", "Tải lại")?;
    stage.page.button("Tải lại")?;
    stage.page.find("heading", "Cài đặt").map(drop)
}

/// Returns the path of the application's module on the host.
fn module(stage: &mut Stage) -> Outcome<PathBuf> {
    let mut files = fs::read_dir(stage.host.own_folder()?)?.flatten().map(|entry| entry.path());
    let named = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("satchel_bg-") && name.ends_with(".wasm")
    };
    files.find(named).ok_or_else(|| Failure::Broken("there is no module".into()))
}

fn cannot_begin(stage: &mut Stage) -> Outcome {
    stage.expected.extend(["WebAssembly", "CompileError", "wasm", "404"]);
    let module = module(stage)?;
    let away = module.with_extension("away");
    fs::rename(&module, &away)?;
    fs::remove_file(format!("{}.gz", module.display()))?;
    stage.open("")?;
    let page = &stage.page;
    page.find_containing("alert", "Satchel stopped")?;
    fs::rename(&away, &module)?;
    page.button("Reload")?;
    page.find("button", "Start empty").map(drop)
}
