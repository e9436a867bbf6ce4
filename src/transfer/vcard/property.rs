//! Maps a single property of a card to its field.

use super::escape::{percent_decode, split, unescape};
use super::line::ContentLine;
use super::props::{Props, meaning};
use crate::cell::{parse_place, parse_value};
use crate::dates::{DateOrder, is_no_date, parse_date};
use crate::labels::{canonical_label, is_covered};
use crate::making::{RowBuilder, from_base64, from_data_uri, picture_type};
use crate::several::{CellPiece, pieces};
use domain::{Address, Field, FieldType, PartialDate, Value, fold, many_lines, one_line};

/// Values of `TYPE` that add nothing to a label.
const NOISE: [&str; 12] = [
    "pref",
    "voice",
    "internet",
    "text",
    "video",
    "msg",
    "dom",
    "intl",
    "postal",
    "parcel",
    "x400",
    "textphone",
];

/// The context in which a property is read.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    pub props: &'a Props<'a>,
    /// True if the card is of version 2.1.
    pub old: bool,
    /// True for cards that this app wrote: their values are taken as they stand.
    pub exact: bool,
    /// The label of the property's group; empty if there is none.
    pub group_label: &'a str,
}

impl Context<'_> {
    /// Returns the value of a line without escapes.
    pub fn text(&self, line: &ContentLine) -> String {
        unescape(&line.value, self.old)
    }

    /// Returns the parts of a structured value.
    pub fn parts(&self, line: &ContentLine) -> Vec<String> {
        split(&line.value, ';').into_iter().map(|part| unescape(part, self.old)).collect()
    }
}

/// Puts a property into the field that the schema has for it, else keeps it.
pub fn place(line: &ContentLine, context: Context<'_>, making: &mut RowBuilder<'_>) {
    let (property, implied) = meaning(&line.name);
    let Some(field) = context.props.field(property) else {
        return keep(line, context, making);
    };
    let placed = match field.kind {
        FieldType::File => place_file(line, field, implied, context, making),
        _ if line.is_base64() => false,
        FieldType::Address => place_address(line, field, context, making),
        FieldType::Date => place_date(line, field, implied, context, making),
        FieldType::Tags => {
            for tag in split(&line.value, ',') {
                let tag = one_line(&unescape(tag, context.old));
                making.put(field, "", Value::Text(tag));
            }
            true
        }
        _ if property == "IMPP" => {
            let (service, address) = messenger(line, field, implied, context);
            making.put(field, &service, Value::Text(one_line(&address)))
        }
        FieldType::Phone | FieldType::Email if !context.exact => {
            return place_several(line, field, implied, context, making);
        }
        _ => {
            let text = plain_text(field, context.text(line));
            let text = match line.param("X-USER") {
                Some(user) if text.trim().is_empty() => user.to_owned(),
                _ => text,
            };
            let label = label(line, field, implied, context);
            match parse_value(field, &text, DateOrder::default()) {
                Some(value) => making.put(field, &label, value),
                None => {
                    making.count_problem(&line.label(), &text);
                    false
                }
            }
        }
    };
    if !placed {
        keep(line, context, making);
    }
}

/// Puts the numbers or addresses of a property into the list; what is none is kept.
fn place_several(
    line: &ContentLine,
    field: &Field,
    implied: &str,
    context: Context<'_>,
    making: &mut RowBuilder<'_>,
) {
    let text = plain_text(field, context.text(line));
    let label = label(line, field, implied, context);
    if text.trim().is_empty() {
        return;
    }
    for piece in pieces(field, &text) {
        match piece {
            CellPiece::Value { label: own, text } => {
                let label = if own.is_empty() { &label } else { &own };
                making.put(field, label, Value::Text(text));
            }
            CellPiece::Not(text) => making.keep_problem(&line.label(), &text),
            CellPiece::Name(text) => making.beside.push((line.label(), text)),
        }
    }
}

/// True for a text that begins with a word for a part of a house.
fn names_apartment(text: &str) -> bool {
    const WORDS: [&str; 16] = [
        "apt",
        "apartment",
        "appt",
        "appartement",
        "suite",
        "ste",
        "unit",
        "flat",
        "room",
        "floor",
        "etage",
        "lakas",
        "wohnung",
        "piso",
        "can ho",
        "phong",
    ];
    let text = fold(text);
    WORDS.iter().any(|word| {
        let rest = text.strip_prefix(word);
        rest.is_some_and(|rest| rest.starts_with([' ', '.', '#']))
    })
}

/// Keeps a property under its own name; binary data becomes a file.
pub fn keep(line: &ContentLine, context: Context<'_>, making: &mut RowBuilder<'_>) {
    let mut label = line.label();
    if !context.group_label.is_empty() && line.name != "X-ABLABEL" {
        let written = super::escape::quote_param(context.group_label);
        label.push_str(&format!(";X-ABLABEL={written}"));
    }
    match file(line, making) {
        Some(value) => making.keep_value(&label, value),
        None => making.keep(&label, &context.text(line)),
    }
}

/// Returns the media type and bytes of a property with base64 or a `data:` URI.
pub fn binary(line: &ContentLine) -> Option<(String, Vec<u8>)> {
    if let Some((media_type, bytes)) = from_data_uri(&line.value) {
        return Some((media_type.to_owned(), bytes));
    }
    let bytes = line.is_base64().then(|| from_base64(&line.value))??;
    let named = line.param("MEDIATYPE").map(str::to_owned).or_else(|| {
        let word = line.types().find(|word| word != "pref")?;
        let family = if line.name == "SOUND" { "audio" } else { "image" };
        let picture = matches!(line.name.as_str(), "PHOTO" | "LOGO" | "SOUND");
        match word.as_str() {
            "jpg" => Some("image/jpeg".to_owned()),
            word if word.contains('/') => Some(word.to_owned()),
            word if picture => Some(format!("{family}/{word}")),
            _ => None,
        }
    });
    let media_type = named
        .or_else(|| picture_type(&bytes).map(str::to_owned))
        .unwrap_or_else(|| "application/octet-stream".to_owned());
    Some((media_type, bytes))
}

/// Adds the file of a property and returns the value that refers to it; `None` if it has none.
fn file(line: &ContentLine, making: &mut RowBuilder<'_>) -> Option<Value> {
    let (media_type, bytes) = binary(line)?;
    let name = line.param("X-FILENAME").unwrap_or_default();
    Some(making.file(name, &media_type, bytes))
}

fn place_file(
    line: &ContentLine,
    field: &Field,
    implied: &str,
    context: Context<'_>,
    making: &mut RowBuilder<'_>,
) -> bool {
    if making.draft.slots.contains_key(&field.number) && !field.many {
        return false;
    }
    let Some(value) = file(line, making) else { return false };
    let label = if field.many { label(line, field, implied, context) } else { String::new() };
    making.put(field, &label, value)
}

fn place_address(
    line: &ContentLine,
    field: &Field,
    context: Context<'_>,
    making: &mut RowBuilder<'_>,
) -> bool {
    let mut parts = context.parts(line).into_iter();
    let mut next = || parts.next().unwrap_or_default();
    let [box_number, extended, street, city, region, postcode, country] =
        [next(), next(), next(), next(), next(), next(), next()];
    let mut address = Address {
        box_number: one_line(&box_number),
        extended: many_lines(&extended),
        street: many_lines(&street),
        city: one_line(&city),
        region: one_line(&region),
        postcode: one_line(&postcode),
        country: one_line(&country),
        place: line.param("GEO").and_then(parse_place),
    };
    // Google writes an address that it could not split into the second part.
    if !context.exact && names_apartment(&address.street) && !address.extended.is_empty() {
        // Monica writes the lines of a street into the parts for it and before it.
        let first = std::mem::take(&mut address.extended);
        address.street = format!("{first}\n{}", address.street);
    }
    if address.street.is_empty() && address.extended.contains('\n') {
        address.street = std::mem::take(&mut address.extended);
    }
    let whole = line.param("LABEL").unwrap_or_default();
    if address.lines().is_empty() {
        address.street = many_lines(whole);
    } else if !whole.is_empty() && !is_covered(whole, address.lines().iter().map(String::as_str)) {
        making.keep("LABEL", whole);
    }
    let rest: Vec<String> = parts.filter(|part| !part.trim().is_empty()).collect();
    if !rest.is_empty() {
        making.keep("ADR", &rest.join("; "));
    }
    making.put(field, &label(line, field, "", context), Value::Address(Box::new(address)))
}

fn place_date(
    line: &ContentLine,
    field: &Field,
    implied: &str,
    context: Context<'_>,
    making: &mut RowBuilder<'_>,
) -> bool {
    let text = context.text(line);
    let parsed = parse_date(&text, DateOrder::default());
    let Some(mut date) = parsed.filter(|date| !date.is_blank()) else {
        if !text.trim().is_empty() && !is_no_date(&text) {
            making.count_problem(&line.label(), &text);
        }
        return false;
    };
    // Apple marks a birthday without a year with the year 1604.
    let omitted = line.param("X-APPLE-OMIT-YEAR").and_then(|year| year.parse().ok());
    if date.year.is_some() && (date.year == omitted || date.year == Some(1604)) {
        date = PartialDate { year: None, ..date };
    }
    let time = text.split_once(['T', ' ']).map_or("", |(_, time)| time);
    let implied = if field.many && line.name == "ANNIVERSARY" { "anniversary" } else { implied };
    let placed = making.put(field, &label(line, field, implied, context), Value::Date(date));
    if placed && time.contains(|c: char| matches!(c, '1'..='9')) {
        keep(line, context, making);
    }
    placed
}

/// Returns the label of an element: its group's label, else its types, else the one that the
/// property's name implies.
pub fn label(line: &ContentLine, field: &Field, implied: &str, context: Context<'_>) -> String {
    if !field.many {
        return String::new();
    }
    if !context.group_label.is_empty() {
        return canonical_label(field, context.group_label);
    }
    let types = line.params.iter().filter(|(name, _)| name == "TYPE");
    let mut words: Vec<&str> = Vec::new();
    for value in types.flat_map(|(_, values)| values) {
        let mut known = NOISE.iter().chain(&words);
        if !known.any(|word| word.eq_ignore_ascii_case(value)) {
            words.push(value);
        }
    }
    let has = |wanted: &str| words.iter().any(|word| word.eq_ignore_ascii_case(wanted));
    if field.kind == FieldType::Phone {
        match (has("fax"), has("work"), has("home"), has("cell")) {
            (true, true, _, _) => return canonical_label(field, "work fax"),
            (true, _, true, _) => return canonical_label(field, "home fax"),
            (false, _, _, true) => return canonical_label(field, "mobile"),
            _ => {}
        }
    }
    let said = |word: &&str| {
        let bare = word.strip_prefix("X-").or_else(|| word.strip_prefix("x-")).unwrap_or(word);
        canonical_label(field, bare)
    };
    let words: Vec<String> = words.iter().map(said).filter(|word| !word.is_empty()).collect();
    if words.is_empty() { canonical_label(field, implied) } else { words.join(" ") }
}

fn plain_text(field: &Field, text: String) -> String {
    let without = |scheme: &str| {
        let head = text.get(..scheme.len())?;
        head.eq_ignore_ascii_case(scheme).then(|| percent_decode(&text[scheme.len()..]))
    };
    match field.kind {
        FieldType::Phone => match without("tel:") {
            Some(number) => in_context(&number.replace(";ext=", " x")),
            None => text,
        },
        FieldType::Email => without("mailto:").unwrap_or(text),
        FieldType::Link => text.strip_prefix("x-apple:").map_or(text.clone(), percent_decode),
        _ => text,
    }
}

/// Returns a number with the country that its context gives (RFC 3966, section 5.1.5).
fn in_context(number: &str) -> String {
    let Some((number, context)) = number.split_once(";phone-context=") else {
        return number.to_owned();
    };
    match context.starts_with('+') && !number.starts_with('+') {
        true => format!("{context} {}", number.trim_start_matches('0')),
        false => number.to_owned(),
    }
}

/// Returns the service and the user name there, from the many ways to write them.
fn messenger(
    line: &ContentLine,
    field: &Field,
    implied: &str,
    context: Context<'_>,
) -> (String, String) {
    let text = context.text(line);
    if line.name != "IMPP" || line.param("VALUE").is_some_and(|v| v.eq_ignore_ascii_case("text")) {
        // The property's name states the service; its type states only home or work.
        let label = if implied.is_empty() || !context.group_label.is_empty() {
            label(line, field, implied, context)
        } else {
            canonical_label(field, implied)
        };
        return (label, text);
    }
    let service = line.param("X-SERVICE-TYPE").or_else(|| line.param("SERVICE-TYPE"));
    let is_scheme = |scheme: &&str| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '.' | '-'))
            && !scheme.eq_ignore_ascii_case("http")
            && !scheme.eq_ignore_ascii_case("https")
    };
    let scheme = text.split_once(':').map(|(scheme, _)| scheme).filter(is_scheme);
    let address = match scheme {
        Some(scheme) => percent_decode(&text[scheme.len() + 1..]),
        None => text.clone(),
    };
    let label = match service.or(scheme) {
        Some(service) => canonical_label(field, service),
        None => label(line, field, implied, context),
    };
    (label, address)
}
