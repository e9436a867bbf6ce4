//! Time zones: the device's zone, and the offset of any zone from UTC.

use std::cell::RefCell;

use js_sys::{Array, Date, Function, Object, Reflect};
use wasm_bindgen::prelude::*;

use super::intl;

/// How long the device's zone is cached, in milliseconds: a traveler's phone changes it, and
/// querying takes as long as drawing a row.
const BELIEVED: f64 = 10_000.0;

thread_local! {
    static HERE: RefCell<(f64, String)> = const { RefCell::new((f64::NEG_INFINITY, String::new())) };
    /// Formatters of local time by zone; `None` for a zone that the browser does not know.
    static CLOCKS: RefCell<Vec<(String, Option<Function>)>> = const { RefCell::new(Vec::new()) };
}

/// Returns the IANA name of the device's zone.
pub fn here() -> String {
    let now = Date::now();
    HERE.with_borrow_mut(|(asked, zone)| {
        if (now - *asked).abs() > BELIEVED {
            *asked = now;
            *zone = intl::time_zone();
        }
        zone.clone()
    })
}

/// Returns the minutes by which a zone's clock is ahead of UTC at a moment.
pub fn offset_minutes(zone: &str, utc_millis: i64) -> Option<i32> {
    let moment = Date::new(&JsValue::from_f64(utc_millis as f64));
    if zone.is_empty() || zone == here() {
        return Some(-(moment.get_timezone_offset() as i32));
    }
    let written = clock(zone)?.call1(&JsValue::UNDEFINED, &moment).ok()?.as_string()?;
    let shown = written_millis(&written)?;
    i32::try_from((shown - utc_millis.div_euclid(60_000) * 60_000) / 60_000).ok()
}

/// Returns the function that formats a moment in a zone's local time: `11/23/2026, 09:00`.
fn clock(zone: &str) -> Option<Function> {
    CLOCKS.with_borrow_mut(|known| {
        if let Some((_, clock)) = known.iter().find(|(own, _)| own == zone) {
            return clock.clone();
        }
        let clock = new_clock(zone);
        known.push((zone.to_owned(), clock.clone()));
        clock
    })
}

fn new_clock(zone: &str) -> Option<Function> {
    let options = Object::new();
    let digits = ["year", "month", "day", "hour", "minute"].map(|part| (part, "2-digit"));
    let more = [("year", "numeric"), ("hourCycle", "h23"), ("timeZone", zone)];
    for (key, value) in digits.into_iter().chain(more) {
        // Setting a property of a fresh object cannot fail.
        let _set = Reflect::set(&options, &key.into(), &value.into());
    }
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let make: Function = Reflect::get(&intl, &"DateTimeFormat".into()).ok()?.dyn_into().ok()?;
    // The constructor throws for an unknown zone.
    let format = Reflect::construct(&make, &Array::of2(&"en-US".into(), &options)).ok()?;
    Reflect::get(&format, &"format".into()).ok()?.dyn_into().ok()
}

/// Parses the formatted local time as if it were UTC, in milliseconds.
fn written_millis(written: &str) -> Option<i64> {
    let mut numbers =
        written.split(|letter: char| !letter.is_ascii_digit()).filter(|it| !it.is_empty());
    let mut next = || numbers.next()?.parse::<i32>().ok();
    let (month, day, year, hour, minute) = (next()?, next()?, next()?, next()?, next()?);
    let at = Date::new(&JsValue::from_f64(0.0));
    at.set_utc_full_year_with_month_date(u32::try_from(year).ok()?, month - 1, day);
    at.set_utc_hours(u32::try_from(hour).ok()?);
    at.set_utc_minutes(u32::try_from(minute).ok()?);
    Some(at.get_time() as i64)
}
