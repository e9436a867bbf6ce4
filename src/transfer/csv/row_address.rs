//! Puts an address together from the cells of its parts.

use super::lost_zeros::with_zero;
use super::row::{RowPlan, name_of};
use super::words::normal;
use crate::cell::parse_place;
use crate::labels::is_covered;
use crate::making::RowBuilder;
use crate::options::AddressPart as Part;
use domain::{Address, Field, Value, many_lines, one_line};

/// Puts an address into its field.
pub fn address(
    field: &Field,
    label: &str,
    parts: &[(usize, Part, &str)],
    row: RowPlan<'_>,
    making: &mut RowBuilder<'_>,
) {
    let RowPlan { plan, record } = row;
    let mut address = Address::default();
    let mut number = String::new();
    let mut streets: Vec<(u8, String)> = Vec::new();
    let mut whole = None;
    for (at, part, cell) in parts {
        match part {
            Part::Street(line) => streets.push((*line, many_lines(cell))),
            Part::Number => number = one_line(cell),
            Part::City => address.city = one_line(cell),
            Part::Region => address.region = one_line(cell),
            Part::Postcode => {
                let is_wanted = plan.columns[*at].zeros_back;
                let restored = is_wanted.then(|| with_zero(plan, *at, cell, record)).flatten();
                address.postcode = restored.unwrap_or_else(|| one_line(cell));
            }
            Part::Country => address.country = one_line(cell),
            Part::Box => address.box_number = one_line(cell),
            Part::Extended => address.extended = many_lines(cell),
            Part::Whole => whole = Some((*at, many_lines(cell))),
            Part::Place => match parse_place(cell) {
                Some(place) => address.place = Some(place),
                None => making.keep(&name_of(&plan.columns[*at].header, *at), cell),
            },
        }
    }
    streets.sort_by_key(|(line, _)| *line);
    let lines: Vec<String> = streets.into_iter().map(|(_, line)| line).collect();
    let street = lines.join("\n");
    let is_behind = parts.iter().any(|(at, part, _)| {
        *part == Part::Number
            && NUMBERS_BEHIND.contains(&normal(&plan.columns[*at].header).as_str())
    });
    address.street = match (number.is_empty(), street.is_empty()) {
        (false, false) if is_behind => match street.split_once('\n') {
            Some((first, rest)) => format!("{first} {number}\n{rest}"),
            None => format!("{street} {number}"),
        },
        (false, false) => format!("{number} {street}"),
        _ => number + &street,
    };
    match whole {
        Some((_, text)) if address.lines().is_empty() => address.street = text,
        Some((_, text)) if address.street.is_empty() => address.street = rest_of(&text, &address),
        Some((at, text)) if !is_covered(&text, address.lines().iter().map(String::as_str)) => {
            making.keep(&name_of(&plan.columns[at].header, at), &text);
        }
        _ => {}
    }
    making.put(field, label, Value::Address(Box::new(address)));
}

/// Returns what a whole address has beside its town, region, postcode and country.
fn rest_of(text: &str, address: &Address) -> String {
    let known = [&address.city, &address.region, &address.postcode, &address.country];
    let mut rest = text.to_owned();
    for part in known.into_iter().filter(|part| !part.is_empty()) {
        if let Some(at) = rest.rfind(part.as_str()) {
            rest.replace_range(at..at + part.len(), "");
        }
    }
    let lines = rest.split([',', '\n']).map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(", ")
}

/// Headers of house numbers, in the form of [`normal`], in languages that write them behind the street.
const NUMBERS_BEHIND: [&str; 16] = [
    "hausnummer",
    "hausnr",
    "haus nr",
    "nr",
    "numer",
    "numer domu",
    "nr domu",
    "hazszam",
    "numero",
    "numero de casa",
    "numero civico",
    "civico",
    "huisnummer",
    "дом",
    "номер дома",
    "номер",
];
