//! The three browser engines: how each starts, always with its own throwaway profile.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::process::{Display, Process, free_port, wait_for_port};
use crate::wire::{Failure, Outcome, Wire};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

pub const ALL: [Engine; 3] = [Engine::Chromium, Engine::Firefox, Engine::WebKit];

impl fmt::Display for Engine {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        })
    }
}

/// The browser's setting for data that sites store.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Storage {
    #[default]
    Allowed,
    /// Refused to every site: "block all cookies" in Chromium and Firefox. WebKitGTK's browser has
    /// no such switch, but can be started without IndexedDB and local storage.
    Blocked,
    /// [`SMALL`] bytes for a site. Only Firefox has the setting; Chromium is limited while it runs.
    Small,
}

/// Bytes that a site may store where storage is small: several times the size of the build.
pub const SMALL: u64 = 12 << 20;

/// A browser with a session. Dropping it closes the session and ends all its processes.
pub struct Browser {
    pub engine: Engine,
    pub wire: Wire,
    /// The folder into which downloads go.
    pub downloads: PathBuf,
    /// The driver's answer about the session.
    session: Value,
    // Dropped in this order: driver and browser, display, profile.
    driver: Option<Process>,
    _display: Option<Display>,
    folder: Option<TempDir>,
}

impl Browser {
    pub fn start(engine: Engine, storage: Storage) -> Outcome<Self> {
        Self::start_in(TempDir::with_prefix("satchel-e2e-")?, engine, storage)
    }

    /// Kills the browser without notice and restarts it with its data on disk. Not for WebKit:
    /// under automation its browser keeps nothing on disk.
    pub fn kill(&mut self) -> Outcome {
        self.driver = None;
        let folder = self.folder.take();
        let folder = folder.ok_or_else(|| Failure::Broken("the browser is gone".into()))?;
        *self = Self::start_in(folder, self.engine, Storage::Allowed)?;
        Ok(())
    }

    fn start_in(folder: TempDir, engine: Engine, storage: Storage) -> Outcome<Self> {
        let downloads = folder.path().join("home/Downloads");
        fs::create_dir_all(&downloads)?;
        let display = match engine {
            Engine::WebKit => Some(Display::start(folder.path())?),
            Engine::Chromium | Engine::Firefox => None,
        };
        let port = free_port()?;
        let mut command = driver(engine, port)?;
        surroundings(&mut command, engine, folder.path(), display.as_ref());
        let driver = Process::start(&mut command, &folder.path().join("driver.log"))?;
        wait_for_port(port)?;
        let wire = Wire::new(port);
        let wanted = capabilities(engine, storage, folder.path(), &downloads)?;
        let session =
            wire.post("/session", &json!({ "capabilities": { "alwaysMatch": wanted } }))?;
        let id = session.get("sessionId").and_then(Value::as_str);
        let id = id.ok_or_else(|| Failure::Broken(format!("no session id in {session}")))?;
        Ok(Self {
            engine,
            wire: wire.in_session(id),
            downloads,
            session,
            driver: Some(driver),
            _display: display,
            folder: Some(folder),
        })
    }

    /// Returns the port at which other programs can use Chromium's DevTools protocol.
    pub fn debugger_port(&self) -> Option<u16> {
        let address = &self.session["capabilities"]["goog:chromeOptions"]["debuggerAddress"];
        address.as_str()?.rsplit_once(':')?.1.parse().ok()
    }

    /// Sends a command of Chromium's DevTools protocol.
    pub fn devtools(&self, command: &str, parameters: &Value) -> Outcome<Value> {
        self.wire.post("/goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // A browser that no longer answers ends with its driver.
        self.wire.delete("").map(drop).unwrap_or_default();
    }
}

fn driver(engine: Engine, port: u16) -> Outcome<Command> {
    let mut command = Command::new(match engine {
        Engine::Chromium => "chromedriver",
        Engine::Firefox => "geckodriver",
        Engine::WebKit => "WebKitWebDriver",
    });
    command.arg(format!("--port={port}"));
    if engine == Engine::Firefox {
        command.arg(format!("--websocket-port={}", free_port()?));
    }
    Ok(command)
}

/// Makes the driver and its browser write below `folder` only.
fn surroundings(command: &mut Command, engine: Engine, folder: &Path, display: Option<&Display>) {
    command.env("TMPDIR", folder).env("LANG", "C.UTF-8");
    if engine == Engine::WebKit {
        let home = folder.join("home");
        command.env("HOME", &home);
        for name in ["XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"] {
            command.env(name, home.join(name));
        }
        command
            .env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1")
            .env("LIBGL_ALWAYS_SOFTWARE", "1");
    }
    if let Some(display) = display {
        command.env("DISPLAY", &display.name);
    }
}

fn capabilities(
    engine: Engine,
    storage: Storage,
    folder: &Path,
    downloads: &Path,
) -> Outcome<Value> {
    Ok(match engine {
        Engine::Chromium => chromium(storage, folder, downloads),
        Engine::Firefox => firefox(storage, folder, downloads)?,
        Engine::WebKit => webkit(storage)?,
    })
}

fn chromium(storage: Storage, folder: &Path, downloads: &Path) -> Value {
    let profile = format!("--user-data-dir={}", folder.join("profile").display());
    // Without these, Chromium contacts Google's hosts.
    let quiet = [
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];
    let ours = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"];
    let mut arguments = [&quiet[..], &ours, &["--lang=en-US", "--window-size=1280,800"]].concat();
    // The bench reads memory with this.
    arguments.extend(["--enable-precise-memory-info", profile.as_str()]);
    let mut preferences = json!({
        "download.default_directory": downloads,
        "download.prompt_for_download": false,
    });
    if storage == Storage::Blocked {
        preferences["profile.default_content_setting_values.cookies"] = json!(2);
    }
    json!({
        "browserName": "chrome",
        "goog:loggingPrefs": { "browser": "ALL" },
        "goog:chromeOptions": { "args": arguments, "prefs": preferences },
    })
}

fn firefox(storage: Storage, folder: &Path, downloads: &Path) -> Outcome<Value> {
    // A profile that outlives the browser.
    let profile = folder.join("profile");
    fs::create_dir_all(&profile)?;
    let mut preferences = json!({
        "browser.download.folderList": 2,
        "browser.download.dir": downloads,
        "browser.download.always_ask_before_handling_new_types": false,
        "intl.accept_languages": "en-US",
    });
    if storage == Storage::Blocked {
        preferences["network.cookie.cookieBehavior"] = json!(2);
    }
    if storage == Storage::Small {
        // In KiB and for all sites; one site gets a fifth of it.
        preferences["dom.quotaManager.temporaryStorage.fixedLimit"] = json!(SMALL * 5 / 1024);
    }
    Ok(json!({
        "browserName": "firefox",
        "moz:firefoxOptions": {
            "args": ["-headless", "--width=1280", "--height=900", "-profile", profile],
            "prefs": preferences,
        },
    }))
}

fn webkit(storage: Storage) -> Outcome<Value> {
    let mut arguments = vec!["--automation"];
    if storage == Storage::Blocked {
        arguments.push("--features=-IndexedDBAPI,-LocalStorage");
    }
    Ok(json!({
        "browserName": "MiniBrowser",
        "webkitgtk:browserOptions": { "binary": mini_browser()?, "args": arguments },
    }))
}

/// Finds WebKitGTK's browser, which lies beside its libraries, in a folder named for the machine.
fn mini_browser() -> Outcome<PathBuf> {
    let missing = || Failure::Broken("MiniBrowser is missing: run `.ci/setup test`".into());
    let folders = fs::read_dir("/usr/lib")?.flatten().map(|entry| entry.path());
    let mut found: Vec<PathBuf> = folders
        .flat_map(|folder| ["webkit2gtk-4.1", "webkit2gtk-4.0"].map(|name| folder.join(name)))
        .map(|folder| folder.join("MiniBrowser"))
        .filter(|path| path.is_file())
        .collect();
    found.sort();
    found.pop().ok_or_else(missing)
}
