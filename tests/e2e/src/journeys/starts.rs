//! Repeated starts on a busy machine: every start ends, with the screen or with a message that says
//! what to do. Plays a few rounds; `SATCHEL_ROUNDS=100` for the long run.

use std::env;
use std::fs;
use std::hint::black_box;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::json;
use tempfile::TempDir;

use super::backup::backup;
use super::first_steps::import_phone;
use super::forms::make;
use super::journey::{EVERY, Journey, Stage};
use crate::page::Page;
use crate::process::until;
use crate::wire::{Failure, Outcome};

pub const JOURNEYS: &[Journey] = &[
    Journey {
        name: "every start ends while the machine is busy",
        // Keeps the processors busy, also for all journeys beside it.
        engines: EVERY.long(),
        base: "/",
        run: starts_end,
    },
    Journey {
        name: "a start that takes long says so and can be tried again",
        engines: EVERY,
        base: "/",
        run: long_start,
    },
    Journey {
        name: "a page that was left while it wrote keeps nobody waiting",
        engines: EVERY,
        base: "/",
        run: left_while_writing,
    },
];

/// The default number of rounds.
const FEW: usize = 4;
/// The longest start on a busy machine without a message on the screen.
const WORDLESS: Duration = Duration::from_secs(12);
const LONGEST: Duration = Duration::from_secs(60);

/// Keeps two processors busy until it is dropped.
struct Busy(Arc<AtomicBool>);

impl Busy {
    fn begin() -> Self {
        let goes_on = Arc::new(AtomicBool::new(true));
        for _ in 0..2 {
            let goes_on = Arc::clone(&goes_on);
            thread::spawn(move || {
                let mut number = 1_u64;
                while goes_on.load(Ordering::Relaxed) {
                    number = black_box(number.wrapping_mul(6_364_136_223_846_793_005));
                }
            });
        }
        Self(goes_on)
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.store(false, Ordering::Relaxed);
    }
}

fn rounds() -> usize {
    env::var("SATCHEL_ROUNDS").ok().and_then(|number| number.parse().ok()).unwrap_or(FEW)
}

/// Returns the state of a start: `nothing` yet, `words`, or the `screen`.
const SHOWS: &str =
    "if (document.querySelector('[data-state=failed], .launch__notice')) return 'words';
    const there = document.querySelector('.settings') && !document.querySelector('.launch');
    return there ? 'screen' : 'nothing';";

fn ends(page: &Page, round: usize) -> Outcome {
    let began = Instant::now();
    until(LONGEST, &format!("the start of round {round} ends"), || {
        let shows = page.script(SHOWS, &[])?;
        if shows == json!("nothing") && began.elapsed() > WORDLESS {
            let told = format!("round {round}: nothing but a gray page for {WORDLESS:?}");
            return Err(Failure::Broken(told));
        }
        Ok((shows == json!("screen")).then_some(()))
    })?;
    let took = began.elapsed().as_secs_f32();
    if took > 4.0 {
        println!("  round {round} took {took:.1} s");
    }
    Ok(())
}

fn starts_end(stage: &mut Stage) -> Outcome {
    import_phone(stage)?;
    let kept = backup(stage)?;
    let folder = TempDir::with_prefix("satchel-starts-")?;
    let file = folder.path().join("backup.json");
    fs::write(&file, kept)?;
    let _busy = Busy::begin();
    for round in 0..rounds() {
        if round % 2 == 0 {
            let delete = "return new Promise((done) => {
                const request = indexedDB.deleteDatabase('satchel');
                request.onsuccess = request.onerror = request.onblocked = () => done(true);
            });";
            stage.page.script(delete, &[])?;
        }
        stage.page.reload()?;
        ends(&stage.page, round)?;
        if round % 2 == 0 {
            stage.page.attach("Restore a backup", &file)?;
            stage.page.status("Restored")?;
        }
        // Also from a deep link.
        stage.open("settings")?;
        ends(&stage.page, round)?;
    }
    Ok(())
}

/// Another tab holds the database in an upgrade that never ends; once it closes, everything is as
/// before.
fn long_start(stage: &mut Stage) -> Outcome {
    import_phone(stage)?;
    let first = stage.page.tab()?;
    let holder = stage.page.new_tab()?;
    stage.open("contacts")?;
    stage.page.status("6 contacts")?;
    let hold = "return new Promise((done) => {
        const request = indexedDB.open('satchel', 900);
        request.onupgradeneeded = () => {
            const store = request.transaction.objectStore('meta');
            const again = () => { store.get('head').onsuccess = again; };
            again();
            done(true);
        };
    });";
    stage.page.script(hold, &[])?;
    stage.page.go_to(&first)?;
    stage.open("contacts")?;
    stage.page.find_containing("alert", "This is taking longer than usual")?;
    stage.page.button("Reload")?;
    stage.page.find_containing("alert", "This is taking longer than usual")?;
    stage.page.go_to(&holder)?;
    stage.page.close_tab()?;
    stage.page.go_to(&first)?;
    // The waiting start continues by itself.
    stage.page.status("6 contacts")
}

/// Another tab holds the database, so that the write of a save has not ended when the page is left.
/// Both write what the next page reads first; WebKit freezes the page for a step back.
fn left_while_writing(stage: &mut Stage) -> Outcome {
    make(stage, "Anna", "Miller")?;
    stage.open("contacts/new")?;
    stage.page.fill("First name", "Bob")?;
    let first = stage.page.tab()?;
    let holder = stage.page.new_tab()?;
    stage.open("icons/satchel.svg")?;
    let hold = "return new Promise((done) => {
        indexedDB.open('satchel').onsuccess = ({ target }) => {
            const store = target.result.transaction('meta', 'readwrite').objectStore('meta');
            const again = () => { if (!window.released) store.get('head').onsuccess = again; };
            again();
            done(true);
        };
    });";
    stage.page.script(hold, &[])?;
    stage.page.go_to(&first)?;
    stage.page.button("Save")?;
    until(LONGEST, "the save waits", || Ok(stage.page.is_busy()?.then_some(())))?;
    stage.open("contacts")?;
    stage.page.go_to(&holder)?;
    stage.page.script("window.released = true", &[])?;
    stage.page.close_tab()?;
    stage.page.go_to(&first)?;
    // The contact whose save was not committed when the page was left is not there.
    stage.page.status("1 contact")?;
    make(stage, "Carl", "Weber")?;
    stage.open("contacts")?;
    stage.page.status("2 contacts")
}
