//! Offline, everything is still there; a new build installs completely, and only on request.

use std::fs;
use std::io::ErrorKind;

use super::journey::{EVERY, Journey, Stage};
use crate::wire::{Failure, Outcome};

pub const JOURNEYS: &[Journey] = &[
    Journey { name: "it opens without network", engines: EVERY, base: "/", run: reopens },
    Journey {
        name: "it opens without network from a sub-path",
        engines: EVERY,
        base: "/satchel/",
        run: reopens,
    },
    Journey {
        name: "a new build waits until it is asked",
        engines: EVERY,
        base: "/",
        run: updates,
    },
    Journey { name: "half a new build is not taken", engines: EVERY, base: "/", run: refuses_half },
];

fn reopens(stage: &mut Stage) -> Outcome {
    stage.open("")?;
    stage.page.kept()?;
    stage.stop_host();
    stage.page.reload()?;
    stage.page.until_true(
        "the application has replaced its outline",
        "!document.querySelector('.launch')",
    )?;
    stage.page.find_containing("heading", "")?;
    // An address that was never opened before.
    stage.open("settings")?;
    // A language that was never shown is there, too, and the next start begins with it.
    stage.page.choose("Language", "Magyar …")?;
    stage.page.find("heading", "Beállítások")?;
    stage.page.reload()?;
    stage.page.find("heading", "Beállítások").map(drop)
}

/// True in the newer of the two builds.
const NEWER: &str = "document.querySelector('meta[name=build]')";

fn updates(stage: &mut Stage) -> Outcome {
    stage.open("")?;
    stage.page.kept()?;
    change_page(stage)?;
    stage.host.rebase()?;
    look_for_update(stage)?;
    stage.page.until_true("the new build waits", "window.registration?.waiting")?;
    stage.page.reload()?;
    expect(stage, &format!("!{NEWER}"), "a reload alone does not change the build")?;
    stage.page.status("A new version of Satchel is ready")?;
    stage.page.button("Reload")?;
    stage.page.until_true("the new build is shown", &format!("!!{NEWER}"))?;
    let count = "caches.keys().then((names) => { window.caches_left = names.length })";
    stage.page.until_true(
        "the old build's files are gone",
        &format!("({count}, window.caches_left === 1)"),
    )?;
    stage.stop_host();
    stage.page.reload()?;
    expect(stage, NEWER, "the new build opens without network")
}

fn refuses_half(stage: &mut Stage) -> Outcome {
    // The host serves inconsistent files on purpose.
    stage.expected.extend(["integrity", "Failed to find a valid digest"]);
    stage.open("")?;
    stage.page.kept()?;
    // The list is of a newer build, and the page does not match it.
    change_page(stage)?;
    stage.host.rebase()?;
    change_page(stage)?;
    look_for_update(stage)?;
    stage.page.until_true("the new build gave up", "window.gave_up")?;
    stage.page.reload()?;
    expect(stage, &format!("!{NEWER}"), "the old build stays")?;
    stage.stop_host();
    stage.page.reload()?;
    stage.page.find_containing("heading", "").map(drop)
}

fn change_page(stage: &mut Stage) -> Outcome {
    let path = stage.host.own_folder()?.join("index.html");
    let page = fs::read_to_string(&path)?;
    // The compressed copy is of the previous page.
    match fs::remove_file(path.with_extension("html.gz")) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    Ok(fs::write(
        path,
        page.replacen("</title>", "</title><meta name=\"build\" content=\"newer\">", 1),
    )?)
}

/// Simulates a return to the application, which then looks for an update.
fn look_for_update(stage: &Stage) -> Outcome {
    let script = "navigator.serviceWorker.getRegistration().then((registration) => {
        window.registration = registration;
        registration.addEventListener('updatefound', () => {
            const worker = registration.installing;
            worker.addEventListener('statechange', () => {
                if (worker.state === 'redundant') window.gave_up = true;
            });
        });
        document.dispatchEvent(new Event('visibilitychange'));
    })";
    stage.page.script(script, &[]).map(drop)
}

fn expect(stage: &Stage, expression: &str, what: &str) -> Outcome {
    let value = stage.page.script(&format!("return !!({expression})"), &[])?;
    if value == true { Ok(()) } else { Err(Failure::Unmet(format!("not so: {what}"))) }
}
