//! The cost of an app that is open for hours: wake-ups of a page in which nobody does anything, and
//! memory that visits of screens leave behind.

use std::thread::sleep;
use std::time::Duration;

use serde_json::json;

use super::journey::{CHROMIUM, Journey, Stage};
use crate::wire::{Failure, Outcome};

pub const JOURNEYS: &[Journey] = &[
    Journey {
        name: "nothing runs while nobody does anything",
        engines: CHROMIUM,
        base: "/",
        run: rests,
    },
    Journey {
        name: "five hundred visits of screens leave no memory behind",
        engines: CHROMIUM.long(),
        base: "/",
        run: visits_leave_nothing,
    },
];

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

/// Keeps the program's memory within reach of [`BYTES`].
const MEMORY: &str = "addEventListener('satchel-started', (event) => {
    window.programMemory = event.detail.memory;
});";
/// The bytes that the page's heap and the program's memory hold.
const BYTES: &str = "return performance.memory.usedJSHeapSize + programMemory.buffer.byteLength";
/// Visits screens in turn by their links, each once the one before has come to rest.
const VISIT: &str = "
    const [names, visits] = arguments;
    const links = [...document.querySelectorAll('nav a')];
    return (async () => {
        for (let visit = 0; visit < visits; visit += 1) {
            const name = names[visit % names.length];
            links.find((link) => link.innerText.trim() === name).click();
            do {
                await new Promise((resolve) => setTimeout(resolve, 50));
            } while (document.documentElement.hasAttribute('data-busy'));
        }
    })()";
const VISITED: [&str; 5] = ["Today", "Contacts", "Deals", "Tasks", "Companies"];
const VISITS: usize = 500;
/// So many fit well into the time that a driver gives a script, also on a busy machine.
const AT_ONCE: usize = 10;
/// Before them everything is loaded and cached that stays.
const FIRST_VISITS: usize = 100;
const MOST_LEFT: u64 = 5_000_000;

fn visits_leave_nothing(stage: &mut Stage) -> Outcome {
    stage.expected.push("Network location provider");
    let keep = json!({ "source": MEMORY });
    stage.page.browser.devtools("Page.addScriptToEvaluateOnNewDocument", &keep)?;
    begin(stage)?;
    visit(stage, FIRST_VISITS)?;
    let before = bytes(stage)?;
    visit(stage, VISITS)?;
    let left = bytes(stage)?.saturating_sub(before);
    if left > MOST_LEFT {
        let kilobytes = left / 1_000;
        return Err(Failure::Unmet(format!("{VISITS} visits leave {kilobytes} KB behind")));
    }
    Ok(())
}

fn visit(stage: &Stage, visits: usize) -> Outcome {
    for _ in 0..visits / AT_ONCE {
        stage.page.script(VISIT, &[json!(VISITED), json!(AT_ONCE)])?;
    }
    stage.page.settled()
}

fn bytes(stage: &Stage) -> Outcome<u64> {
    // A first collection may leave garbage that only the second one finds.
    for _ in 0..2 {
        stage.page.browser.devtools("HeapProfiler.collectGarbage", &json!({}))?;
    }
    let bytes = stage.page.script(BYTES, &[])?.as_u64();
    bytes.ok_or_else(|| Failure::Unmet("no memory is told".to_owned()))
}

fn found(stage: &Stage) -> Outcome<(u64, u64)> {
    let found = stage.page.script(FOUND, &[])?;
    let of = |at: usize| found[at].as_u64().unwrap_or(u64::MAX);
    Ok((of(0), of(1)))
}
