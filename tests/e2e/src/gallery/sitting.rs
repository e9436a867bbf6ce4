//! A sitting: the gallery in Chromium, and one photograph after the other of it, always under the
//! same conditions: viewport, scale of one, no motion, no scroll bars.

use std::fmt;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::engine::Engine;
use crate::host::Host;
use crate::page::{Page, Scheme};
use crate::wire::{Failure, Outcome};

/// The script for a plate, with the functions that show it, press in it and let it come to rest.
const STILL: &str = include_str!("still.js");
/// The fonts of the gallery's sheet; .ci/setup installs them.
const FONTS: [&str; 2] = ["Noto Sans", "Noto Sans CJK SC"];

/// A page of the gallery.
pub struct Plate {
    pub name: String,
    width: u64,
    height: u64,
}

/// A picture's name: its plate and the color scheme.
pub struct Title<'a>(pub &'a Plate, pub Scheme);

impl fmt::Display for Title<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(Plate { name, .. }, scheme) = self;
        write!(out, "{name}-{}", word(*scheme))
    }
}

fn word(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::Light => "light",
        Scheme::Dark => "dark",
    }
}

pub struct Sitting {
    page: Page,
    _host: Host,
}

impl Sitting {
    /// Opens the gallery that is built in the folder `site`.
    pub fn begin(site: &Path) -> Outcome<Self> {
        let host = Host::unchanged(site)?;
        let page = Page::start(Engine::Chromium)?;
        page.browser.devtools("Emulation.setScrollbarsHidden", &json!({ "hidden": true }))?;
        page.open(&host.address(""))?;
        let sitting = Self { page, _host: host };
        for font in FONTS {
            if sitting.run("return has_font(asked[0])", &[json!(font)])? != json!(true) {
                let missing = format!("the font {font} is missing: run `.ci/setup test`");
                return Err(Failure::Unmet(missing));
            }
        }
        Ok(sitting)
    }

    /// Reads the index.
    pub fn plates(&self) -> Outcome<Vec<Plate>> {
        self.page.until_true("the gallery has an index", "document.querySelector('nav a')")?;
        let told = self.run("return index()", &[])?;
        let plate = |entry: &Value| {
            let number = |key: &str| entry.get(key).and_then(Value::as_u64);
            let name = entry.get("name")?.as_str()?.to_owned();
            Some(Plate { name, width: number("width")?, height: number("height")? })
        };
        let plates: Option<Vec<Plate>> = told.as_array().into_iter().flatten().map(plate).collect();
        plates.ok_or_else(|| Failure::Unmet(format!("the index of the gallery: {told}")))
    }

    /// Photographs a plate. Fails if the page complains in its console.
    pub fn photograph(&self, plate: &Plate, scheme: Scheme) -> Outcome<Vec<u8>> {
        let features = json!([
            { "name": "prefers-color-scheme", "value": word(scheme) },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ]);
        self.page
            .browser
            .devtools("Emulation.setEmulatedMedia", &json!({ "features": features }))?;
        self.viewport(plate.width, plate.height.max(400))?;
        let height = self.run("return show(asked[0])", &[json!(plate.name)])?;
        let height = height.as_u64().ok_or_else(|| {
            Failure::Unmet(format!("the gallery does not show {}: {height}", plate.name))
        })?;
        self.viewport(plate.width, height.max(plate.height))?;
        self.run("return rest_after_pressing()", &[])?;
        let picture = self.page.browser.wire.get("/screenshot")?;
        let complaints = self.page.complaints()?;
        if !complaints.is_empty() {
            return Err(Failure::Unmet(format!("{}: {}", plate.name, complaints.join("\n"))));
        }
        STANDARD
            .decode(picture.as_str().unwrap_or_default())
            .map_err(|error| Failure::Broken(format!("the picture: {error}")))
    }

    fn viewport(&self, width: u64, height: u64) -> Outcome {
        let metrics = json!({
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false,
        });
        self.page.browser.devtools("Emulation.setDeviceMetricsOverride", &metrics).map(drop)
    }

    fn run(&self, call: &str, arguments: &[Value]) -> Outcome<Value> {
        let script = format!("const asked = arguments;\n{STILL}\n{call};");
        self.page.script(&script, arguments)
    }
}
