//! The window of a page: its size, its color scheme, screenshots.

use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::engine::Engine;
use crate::page::Page;
use crate::wire::{Failure, Outcome};

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

impl Page {
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
        self.window_around(i64::from(width), i64::from(height))
    }

    /// Restores the page's first size.
    pub(crate) fn first_size(&self) -> Outcome {
        if self.inner_size()? == self.first_size {
            return Ok(());
        }
        let (width, height) = self.first_size;
        self.window_around(width, height)
    }

    pub(crate) fn inner_size(&self) -> Outcome<(i64, i64)> {
        let size = self.script("return [innerWidth, innerHeight]", &[])?;
        let side = |index: usize| size.get(index).and_then(Value::as_i64).unwrap_or(0);
        Ok((side(0), side(1)))
    }

    /// Makes the window larger than the page by its borders.
    fn window_around(&self, width: i64, height: i64) -> Outcome {
        let surplus = "return [outerWidth - innerWidth, outerHeight - innerHeight]";
        for _ in 0..2 {
            let around = self.script(surplus, &[])?;
            let extra = |index: usize| around.get(index).and_then(Value::as_i64).unwrap_or(0);
            let window = json!({
                "x": 0, "y": 0, "width": width + extra(0), "height": height + extra(1),
            });
            self.browser.wire.post("/window/rect", &window)?;
        }
        Ok(())
    }

    /// Sets light or dark, as the system's preference. Chromium only.
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
