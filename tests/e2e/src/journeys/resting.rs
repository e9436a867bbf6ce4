//! The cost of an app that is open for hours: wake-ups of a page in which nobody does anything.

use std::thread::sleep;
use std::time::Duration;

use serde_json::json;

use super::journey::{CHROMIUM, Journey, Stage};
use crate::wire::{Failure, Outcome};

pub const JOURNEYS: &[Journey] = &[Journey {
    name: "nothing runs while nobody does anything",
    engines: CHROMIUM,
    base: "/",
    run: rests,
}];

/// Counts the callbacks of timers, frames and idle moments.
const COUNT: &str = "
    window.woken = 0;
    for (const name of ['setTimeout', 'setInterval', 'requestAnimationFrame', 'requestIdleCallback']) {
        const begin = window[name];
        window[name] = (work, ...rest) => begin.call(window, (...given) => {
            window.woken += 1;
            return typeof work === 'function' ? work(...given) : undefined;
        }, ...rest);
    }";

/// The wake-ups so far, and the animations that run.
const FOUND: &str = "
    const running = document.getAnimations().filter((it) => it.playState === 'running');
    return [window.woken, running.length]";
const WHILE: Duration = Duration::from_secs(10);
const MOST_WAKE_UPS: u64 = 2;
/// After some of them everything is done that an action leaves to do, such as hiding its message.
const LOOKS: usize = 4;

fn begin(stage: &Stage) -> Outcome {
    let count = json!({ "source": COUNT });
    stage.page.browser.devtools("Page.addScriptToEvaluateOnNewDocument", &count)?;
    stage.open("")?;
    stage.page.button("Try sample data")?;
    stage.page.find("link", "Contacts").map(drop)
}

fn rests(stage: &mut Stage) -> Outcome {
    // Today asks where the user is, and the test machine has no network.
    stage.expected.push("Network location provider");
    begin(stage)?;
    for screen in ["Today", "Contacts"] {
        stage.page.link(screen)?;
        stage.page.kept()?;
        stage.page.settled()?;
        rest_of(stage, screen)?;
    }
    Ok(())
}

fn rest_of(stage: &Stage, screen: &str) -> Outcome {
    let mut last = 0;
    for _ in 0..LOOKS {
        let (before, _) = found(stage)?;
        // The driver wakes the page while it waits for anything in it.
        sleep(WHILE);
        let (after, animations) = found(stage)?;
        last = after - before;
        if last <= MOST_WAKE_UPS && animations == 0 {
            return Ok(());
        }
    }
    Err(Failure::Unmet(format!("{screen}: {last} wake-ups in ten seconds")))
}

fn found(stage: &Stage) -> Outcome<(u64, u64)> {
    let found = stage.page.script(FOUND, &[])?;
    let of = |at: usize| found[at].as_u64().unwrap_or(u64::MAX);
    Ok((of(0), of(1)))
}
