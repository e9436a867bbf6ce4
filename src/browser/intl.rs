//! Numbers, dates, and names of countries and currencies, formatted by the browser's `Intl` in the
//! language of the screen.

use std::cell::RefCell;

use js_sys::{Array, Date, Function, Intl, Number, Object, Reflect};
use wasm_bindgen::prelude::*;

/// Builds the options object of an `Intl` constructor.
fn options(pairs: &[(&str, &str)]) -> JsValue {
    let options = Object::new();
    for (key, value) in pairs {
        // Setting a property of a fresh object cannot fail.
        let _set = Reflect::set(&options, &(*key).into(), &(*value).into());
    }
    options.into()
}

thread_local! {
    /// Number formatters by language and style: as expensive to create as the date formatters
    /// below.
    static NUMBERS: RefCell<Vec<(String, &'static str, Function)>> =
        const { RefCell::new(Vec::new()) };
}

/// Formats a number with digit grouping: 12,408.
pub fn number(language: &str, number: f64) -> String {
    in_style(language, "decimal", number)
}

/// Formats a percentage: 40%, or 40 % where the language has a space.
pub fn percent(language: &str, percent: f64) -> String {
    in_style(language, "percent", percent / 100.0)
}

fn in_style(language: &str, style: &'static str, number: f64) -> String {
    let format = NUMBERS.with_borrow_mut(|known| {
        let own = known.iter().find(|(of, kind, _)| of == language && *kind == style);
        if let Some((_, _, format)) = own {
            return format.clone();
        }
        let options = Object::from(options(&[("style", style), ("maximumFractionDigits", "3")]));
        let format = Intl::NumberFormat::new(&Array::of1(&language.into()), &options).format();
        known.push((language.to_owned(), style, format.clone()));
        format
    });
    let text = format.call1(&JsValue::UNDEFINED, &Number::from(number));
    text.ok().and_then(|text| text.as_string()).unwrap_or_default()
}

thread_local! {
    static PLURALS: Kept<Intl::PluralRules> = const { RefCell::new(Vec::new()) };
    static LISTS: Kept<Intl::ListFormat> = const { RefCell::new(Vec::new()) };
    static FROM_NOW: Kept<Intl::RelativeTimeFormat> = const { RefCell::new(Vec::new()) };
}

/// Formats by language. Creating one takes far longer than using it.
type Kept<T> = RefCell<Vec<(String, T)>>;

/// Returns the format of a language, created at its first use.
fn kept<T: Clone>(
    formats: &Kept<T>,
    language: &str,
    create: impl FnOnce(&Array, &Object) -> T,
) -> T {
    let mut formats = formats.borrow_mut();
    if let Some((_, format)) = formats.iter().find(|(own, _)| own == language) {
        return format.clone();
    }
    let format = create(&Array::of1(&language.into()), &Object::new());
    formats.push((language.to_owned(), format.clone()));
    format
}

/// Returns the plural category of a count in a language, as `Intl.PluralRules` calls it: `one`,
/// `few`, `other`.
pub fn plural_category(language: &str, count: u64) -> String {
    let rules = PLURALS.with(|known| kept(known, language, Intl::PluralRules::new));
    rules.select(count as f64).into()
}

/// Joins texts as a language lists them: Anna, Béla and Cili.
pub fn list(language: &str, texts: &[String]) -> String {
    let format = LISTS.with(|known| kept(known, language, Intl::ListFormat::new));
    let texts: Array = texts.iter().map(JsValue::from).collect();
    format.format(&texts).into()
}

/// Units of the distance from now.
#[derive(Clone, Copy)]
pub enum TimeSpan {
    Minutes,
    Hours,
    Days,
}

/// Formats a distance from now, negative if it is past: in 12 min, 3 days ago, yesterday.
pub fn from_now(language: &str, count: i64, span: TimeSpan) -> String {
    let format = FROM_NOW.with(|known| {
        kept(known, language, |tag, _| {
            let style = options(&[("numeric", "auto"), ("style", "short")]);
            Intl::RelativeTimeFormat::new(tag, &Object::from(style))
        })
    });
    let unit = match span {
        TimeSpan::Minutes => "minute",
        TimeSpan::Hours => "hour",
        TimeSpan::Days => "day",
    };
    format.format(count as f64, unit).into()
}

/// The cache key of an amount's format: language, currency, fraction digits; `None` for the short
/// form.
type Writing = (String, String, Option<u32>);

thread_local! {
    static AMOUNTS: RefCell<Vec<(Writing, Function)>> = const { RefCell::new(Vec::new()) };
}

/// Formats an amount of money: €11,800. `number` is decimal text, which may be larger than a float
/// holds exactly; `digits` is the number of fraction digits.
pub fn money(language: &str, number: &str, currency: &str, digits: u32) -> String {
    amount(language, number, currency, Some(digits))
}

/// Formats an amount of money in short form: €1.44B.
pub fn short_money(language: &str, number: &str, currency: &str) -> String {
    amount(language, number, currency, None)
}

fn amount(language: &str, number: &str, currency: &str, digits: Option<u32>) -> String {
    let wanted = (language.to_owned(), currency.to_owned(), digits);
    let format = AMOUNTS.with_borrow_mut(|known| {
        if let Some((_, format)) = known.iter().find(|(own, _)| *own == wanted) {
            return Some(format.clone());
        }
        let digits = digits.map(|digits| digits.to_string());
        let exact = match &digits {
            Some(digits) => {
                [("minimumFractionDigits", &**digits), ("maximumFractionDigits", digits)]
            }
            None => [("notation", "compact"), ("maximumSignificantDigits", "3")],
        };
        let own =
            [("style", "currency"), ("currency", currency), ("currencyDisplay", "narrowSymbol")];
        let options = options(&[&own[..], &exact[..]].concat());
        let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
        let make: Function = Reflect::get(&intl, &"NumberFormat".into()).ok()?.dyn_into().ok()?;
        // The constructor throws for an invalid currency code.
        let format = Reflect::construct(&make, &Array::of2(&language.into(), &options)).ok()?;
        let format: Function = Reflect::get(&format, &"format".into()).ok()?.dyn_into().ok()?;
        known.push((wanted, format.clone()));
        Some(format)
    });
    let text = format.and_then(|it| it.call1(&JsValue::UNDEFINED, &number.into()).ok());
    text.and_then(|text| text.as_string()).unwrap_or_else(|| format!("{number} {currency}"))
}

/// A language and the options of a date format.
type DateStyle = (String, Vec<(&'static str, &'static str)>);

thread_local! {
    /// Date formatters. Creating one takes a hundred times longer than using it.
    static DAYS: RefCell<Vec<(DateStyle, Function)>> = const { RefCell::new(Vec::new()) };
}

/// Formats a moment in UTC: a cached formatter must not depend on the time zone, which may change.
fn in_utc(language: &str, date: &Date, pairs: &[(&'static str, &'static str)]) -> String {
    let format = DAYS.with_borrow_mut(|known| {
        let is_it = |(own, of): &DateStyle| own == language && of == pairs;
        if let Some((_, format)) = known.iter().find(|(look, _)| is_it(look)) {
            return format.clone();
        }
        let wanted: Vec<(&str, &str)> =
            pairs.iter().copied().chain([("timeZone", "UTC")]).collect();
        let options = Object::from(options(&wanted));
        let format = Intl::DateTimeFormat::new(&Array::of1(&language.into()), &options).format();
        known.push(((language.to_owned(), pairs.to_vec()), format.clone()));
        format
    });
    // Fails only for an invalid date.
    let text = format.call1(&JsValue::UNDEFINED, date);
    text.ok().and_then(|text| text.as_string()).unwrap_or_default()
}

/// Formats a moment in local time.
fn here(language: &str, millis: i64, pairs: &[(&'static str, &'static str)]) -> String {
    let date = Date::new(&JsValue::from_f64(millis as f64));
    let shift = date.get_timezone_offset() * 60_000.0;
    date.set_time(millis as f64 - shift);
    in_utc(language, &date, pairs)
}

/// Formats milliseconds that stand for a calendar day or a time of day, without a zone.
fn day(language: &str, millis: f64, pairs: &[(&'static str, &'static str)]) -> String {
    in_utc(language, &Date::new(&JsValue::from_f64(millis)), pairs)
}

/// Returns the IANA name of the device's time zone; empty if the browser does not reveal it.
pub fn time_zone() -> String {
    let format = Intl::DateTimeFormat::new(&Array::new(), &Object::new());
    let zone = Reflect::get(&format.resolved_options(), &"timeZone".into());
    // Every browser has this property, and reading a missing one would not throw.
    zone.ok().and_then(|zone| zone.as_string()).unwrap_or_default()
}

/// Formats a calendar day by its parts, leaving out missing ones.
pub fn partial_date(
    language: &str,
    year: Option<i16>,
    month: Option<u8>,
    date: Option<u8>,
) -> String {
    let names = [("year", "numeric"), ("month", "long"), ("day", "numeric")];
    let there = [year.is_some(), month.is_some(), date.is_some()];
    let named = names.into_iter().zip(there).filter(|(_, there)| *there);
    let pairs: Vec<(&str, &str)> = named.map(|(pair, _)| pair).collect();
    // Default to a leap year, so that 29 February without a year stays valid.
    let at = Date::new(&JsValue::from_f64(0.0));
    let month = i32::from(month.unwrap_or(1)) - 1;
    let year = year.map_or(2000, |year| u32::from(year.unsigned_abs()));
    at.set_utc_full_year_with_month_date(year, month, date.unwrap_or(1).into());
    in_utc(language, &at, &pairs)
}

/// Formats a moment with date and time.
pub fn moment(language: &str, millis: i64) -> String {
    let pairs = [("dateStyle", "medium"), ("timeStyle", "short")];
    here(language, millis, &pairs)
}

/// Formats the time of a moment: 9:00.
pub fn time(language: &str, millis: i64) -> String {
    here(language, millis, &[("timeStyle", "short")])
}

/// Formats the weekday of a calendar day, given in days since 1970: Thursday.
pub fn day_of_week(language: &str, number: i32) -> String {
    day(language, f64::from(number) * 86_400_000.0, &[("weekday", "long")])
}

/// Formats a calendar day, given in days since 1970, in short form: 10 Dec, Thu 10 Dec, Thu 10 Dec
/// 2026.
pub fn short_date(language: &str, number: i32, weekday: bool, year: bool) -> String {
    let all = [("weekday", "short"), ("day", "numeric"), ("month", "short"), ("year", "numeric")];
    let there = [weekday, true, true, year];
    let named = all.into_iter().zip(there).filter(|(_, there)| *there);
    let pairs: Vec<(&'static str, &'static str)> = named.map(|(pair, _)| pair).collect();
    day(language, f64::from(number) * 86_400_000.0, &pairs)
}

/// Formats a calendar day, given in days since 1970, with its weekday: Saturday, 21 November.
pub fn weekday_and_day(language: &str, number: i32) -> String {
    let pairs = [("weekday", "long"), ("day", "numeric"), ("month", "long")];
    day(language, f64::from(number) * 86_400_000.0, &pairs)
}

/// Formats the month of a calendar day, given in days since 1970: November 2026.
pub fn month_and_year(language: &str, number: i32) -> String {
    let pairs = [("month", "long"), ("year", "numeric")];
    day(language, f64::from(number) * 86_400_000.0, &pairs)
}

/// Formats a time of day, given in minutes since midnight: 9:00.
pub fn clock(language: &str, minutes: u16) -> String {
    let pairs = [("timeStyle", "short")];
    day(language, f64::from(minutes) * 60_000.0, &pairs)
}

/// Formats a moment as the value of a `datetime-local` input, in local time: `2026-11-22T09:00`.
pub fn local_input(millis: i64) -> String {
    let date = Date::new(&JsValue::from_f64(millis as f64));
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}",
        date.get_full_year(),
        date.get_month() + 1,
        date.get_date(),
        date.get_hours(),
        date.get_minutes()
    )
}

/// Parses the value of a `datetime-local` input; `None` if it is incomplete.
pub fn from_local_input(text: &str) -> Option<i64> {
    let millis = Date::new(&JsValue::from_str(text)).get_time();
    (!text.is_empty() && millis.is_finite()).then_some(millis as i64)
}

/// Returns the name for a code from `Intl.DisplayNames`: of a country (`region`), a `currency` or a
/// `language`. Falls back to the code itself if the browser does not know it.
pub fn display_name(language: &str, kind: &str, code: &str) -> String {
    let name = || -> Option<String> {
        let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
        let make: Function = Reflect::get(&intl, &"DisplayNames".into()).ok()?.dyn_into().ok()?;
        let arguments = Array::of2(&language.into(), &options(&[("type", kind)]));
        let names = Reflect::construct(&make, &arguments).ok()?;
        let of: Function = Reflect::get(&names, &"of".into()).ok()?.dyn_into().ok()?;
        of.call1(&names, &code.into()).ok()?.as_string()
    };
    name().unwrap_or_else(|| code.to_owned())
}

/// Returns the names of the months, January first.
pub fn months(language: &str) -> Vec<String> {
    (0..12)
        .map(|month| day(language, f64::from(month) * 31.0 * 86_400_000.0, &[("month", "long")]))
        .collect()
}

/// Returns the weekday on which weeks begin in a language or region; 0 is Monday, as where the
/// browser does not tell (Firefox before 2026).
pub fn week_start(language: &str) -> u8 {
    let first = week_info(language).and_then(|week| Reflect::get(&week, &"firstDay".into()).ok());
    // ISO 8601 counts from 1 for Monday.
    first.and_then(|day| day.as_f64()).map_or(0, |day| (day as u8).saturating_sub(1) % 7)
}

/// Reads what `Intl.Locale` tells of weeks: a method in newer browsers, a property in older ones.
fn week_info(language: &str) -> Option<JsValue> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let create: Function = Reflect::get(&intl, &"Locale".into()).ok()?.dyn_into().ok()?;
    let locale = Reflect::construct(&create, &Array::of1(&language.into())).ok()?;
    match Reflect::get(&locale, &"getWeekInfo".into()).ok()?.dyn_into::<Function>() {
        Ok(get) => get.call0(&locale).ok(),
        Err(_) => Reflect::get(&locale, &"weekInfo".into()).ok().filter(JsValue::is_object),
    }
}

/// Returns the short name of a weekday; 0 is Monday.
pub fn weekday(language: &str, weekday: u8) -> String {
    // 1970-01-05 was a Monday.
    let millis = f64::from(weekday + 4) * 86_400_000.0;
    day(language, millis, &[("weekday", "short")])
}
