//! The application can be installed, by Chromium's own criteria.

use serde_json::{Value, json};

use super::journey::{CHROMIUM, Journey, Stage};
use crate::process::until;
use crate::wire::{Failure, Outcome};

pub const JOURNEYS: &[Journey] = &[
    Journey { name: "it can be installed", engines: CHROMIUM, base: "/", run: installs },
    Journey {
        name: "it can be installed from a sub-path",
        engines: CHROMIUM,
        base: "/satchel/",
        run: installs,
    },
];

fn installs(stage: &mut Stage) -> Outcome {
    stage.open("")?;
    stage.page.kept()?;
    let browser = &stage.page.browser;
    let about = browser.devtools("Page.getAppManifest", &json!({}))?;
    let errors = about.get("errors").and_then(Value::as_array).cloned().unwrap_or_default();
    if !errors.is_empty() {
        return Err(Failure::Unmet(format!("the manifest: {errors:?}")));
    }
    let mut last = Value::Null;
    until(std::time::Duration::from_secs(20), "nothing keeps it from being installed", || {
        last = browser.devtools("Page.getInstallabilityErrors", &json!({}))?;
        let errors = last.get("installabilityErrors").and_then(Value::as_array);
        Ok(errors.is_some_and(Vec::is_empty).then_some(()))
    })
    .map_err(|failure| Failure::Unmet(format!("{failure}: {last}")))
}
