//! Measures a year of selling: opening Today, the board, dropping a card, a long timeline.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use serde_json::json;
use tempfile::TempDir;

use super::measure::{OBSERVE, memory, number};
use super::own_data::Own;
use super::selling_data::{Amounts, backup};
use crate::engine::Engine;
use crate::host::Host;
use crate::page::{Page, Size};
use crate::process::until;
use crate::wire::{Failure, Outcome};

const TAP: &str = include_str!("taps.js");
const DROP: &str = include_str!("drop.js");
const ROUNDS: usize = 5;
/// Expressions that are true once a screen can be used.
pub const DAY: &str =
    "document.querySelector('main .day input[type=checkbox]')?.getClientRects().length";
pub const BOARD: &str = "document.querySelector('main .board__card a')?.getClientRects().length";
pub const TIMELINE: &str =
    "document.querySelector('main')?.textContent.includes('Talked about order')";

/// Milliseconds, unless stated otherwise.
#[derive(Debug, Default)]
pub struct Sold {
    pub restore: f64,
    pub open: Vec<f64>,
    pub board: Vec<f64>,
    pub painted: Vec<f64>,
    pub durable: Vec<f64>,
    pub told: Vec<f64>,
    pub timeline: Vec<f64>,
    pub longest_open: f64,
    pub longest_use: f64,
    pub memory_bytes: f64,
}

/// A browser with a year of selling.
pub struct Year {
    pub host: Host,
    pub page: Page,
    pub restored: Restored,
}

impl Year {
    /// Starts a browser and restores a year of selling there.
    pub fn begin(dist: &Path, amounts: Amounts) -> Outcome<Self> {
        let host = Host::start(dist, "/")?;
        let page = Page::start(Engine::Chromium)?;
        page.size(Size::Desktop)?;
        let restored = restore(&host, &page, amounts)?;
        page.kept()?;
        let observe = json!({ "source": OBSERVE });
        page.browser.devtools("Page.addScriptToEvaluateOnNewDocument", &observe)?;
        Ok(Self { host, page, restored })
    }

    /// Opens a screen as at a start of the app.
    pub fn open(&self, path: &str) -> Outcome {
        self.page.open("about:blank")?;
        self.page.open(&self.host.address(path))
    }
}

pub fn measure(year: &Year) -> Outcome<Sold> {
    let Year { page, restored, .. } = year;
    let Restored { busy, millis, .. } = restored;
    let mut sold = Sold { restore: *millis, ..Sold::default() };
    for _ in 0..ROUNDS {
        year.open("today")?;
        page.until_true("the day can be used", "window.bench?.usable")?;
        sold.open.push(number(page, "bench.usable")?);
        sold.longest_open = sold.longest_open.max(number(page, "bench.longest")?);
    }
    page.script("bench.longest = 0", &[])?;
    for _ in 0..ROUNDS {
        sold.board.push(tap(page, "/deals", BOARD)?);
        tap(page, "/today", DAY)?;
    }
    for _ in 0..ROUNDS {
        sold.timeline.push(tap(page, &format!("/contacts/{busy}"), TIMELINE)?);
        tap(page, "/deals", BOARD)?;
    }
    for _ in 0..ROUNDS {
        drop_card(page, &mut sold)?;
    }
    sold.longest_use = number(page, "bench.longest")?;
    sold.memory_bytes = memory(page)?;
    Ok(sold)
}

/// The id of the contact with the most activities, what the user declared, and the duration of the
/// restore.
pub struct Restored {
    pub busy: String,
    pub own: Own,
    pub millis: f64,
}

/// Restores generated data from a backup file, as a user would.
pub fn restore(host: &Host, page: &Page, amounts: Amounts) -> Outcome<Restored> {
    let data = backup(amounts, now());
    let folder = TempDir::with_prefix("satchel-bench-")?;
    let file = folder.path().join("backup.json");
    fs::write(&file, &data.backup)?;
    page.open(&host.address("settings"))?;
    let began = Instant::now();
    page.attach("Restore a backup", &file)?;
    until(Duration::from_secs(600), "the backup is restored", || {
        Ok(page.has_containing("status", "Restored")?.then_some(()))
    })?;
    let millis = began.elapsed().as_secs_f64() * 1000.0;
    Ok(Restored { busy: data.busy, own: data.own, millis })
}

/// Returns the milliseconds since 1970.
pub fn now() -> i64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
    i64::try_from(now).unwrap_or_default()
}

/// Follows a link of the app and returns the milliseconds until its target is painted. Adds the
/// link to the page if the screen has none.
pub fn tap(page: &Page, path: &str, shown: &str) -> Outcome<f64> {
    let link = format!(
        "document.querySelector(\"nav a[href='{path}']\") ?? Object.assign(document.body.appendChild(document.createElement('a')), {{ href: '{path}' }})"
    );
    let time = page.script(TAP, &[json!(link), json!(shown)])?;
    time.as_f64().ok_or_else(|| Failure::Unmet(format!("{path} is not shown")))
}

/// Moves the first card of the board into the next column by keyboard.
pub fn drop_card(page: &Page, sold: &mut Sold) -> Outcome {
    page.script(DROP, &[])?;
    // A person pauses between two keys for longer than the board needs to follow.
    for key in [" ", "\u{e014}", " "] {
        page.settled()?;
        page.keys(key)?;
    }
    page.until_true("the card is dropped", "bench.drop.painted && bench.drop.kept")?;
    sold.painted.push(number(page, "bench.drop.painted")?);
    sold.durable.push(number(page, "bench.drop.durable")?);
    sold.told.push(number(page, "bench.drop.kept")?);
    Ok(())
}
