//! Writes records as vCard 4.0 (RFC 6350) and 3.0 (RFC 2426), driven by the schema. The output
//! reads back unchanged in either version.

use serde::{Deserialize, Serialize};

use super::card_kind::CardKind;
use super::cards::Card;
use super::escape::{escape, escape_lightly, fold_line, percent_encode, quote_param};
use super::line::ContentLine;
use super::props::{Props, property_of};
use super::read::read_card;
use crate::cell::{basic_date, place_text};
use crate::export::Lookups;
use crate::making::to_base64;
use domain::{
    Address, DraftSlot, Element, Field, FieldType, Fields, FileRef, NameHabits, PartialDate,
    Schema, Value, any_kind, formal_name,
};

/// The vCard versions that can be written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum VCardVersion {
    /// RFC 2426, which every program reads. Data without a property uses Apple's names.
    V3,
    /// RFC 6350.
    #[default]
    V4,
}

/// The line by which our cards are known: their values are read as they stand.
const PRODUCT: &str = "PRODID:-//Satchel//EN";

/// Appends a record as a card of this version.
pub fn write_vcard<F: Fields>(
    schema: &Schema,
    record: &F,
    version: VCardVersion,
    lookups: &Lookups<'_>,
    out: &mut String,
) {
    let old = version == VCardVersion::V3;
    let mut writer = Writer { lookups, out, groups: 0, old };
    writer.line("BEGIN:VCARD");
    writer.line(if old { "VERSION:3.0" } else { "VERSION:4.0" });
    writer.line(PRODUCT);
    if CardKind::of(schema) == CardKind::Organization {
        let name = escape(&schema.title_of(record, NameHabits::default()));
        // Version 3.0 has no kinds: Apple's property marks a company.
        writer.line(if old { "X-ABShowAs:COMPANY" } else { "KIND:org" });
        if old {
            writer.line("N:;;;;");
        }
        writer.line(&format!("FN:{name}"));
        writer.line(&format!("ORG:{name}"));
    } else {
        if !old {
            writer.line("KIND:individual");
        }
        writer.names(schema, record);
    }
    for field in schema.fields.iter() {
        let Some(property) = property_of(field) else { continue };
        match property.split_once('/') {
            None if property != "FN" => writer.field(field, &property, record),
            _ => {}
        }
    }
    let kept = record.elements(any_kind::EXTRA);
    if !kept.is_empty() {
        let props = Props::new(schema);
        kept.iter().for_each(|element| writer.extra(element, &props));
    }
    writer.line("END:VCARD");
}

struct Writer<'a> {
    lookups: &'a Lookups<'a>,
    out: &'a mut String,
    groups: u32,
    /// True if the card is of version 3.0.
    old: bool,
}

impl Writer<'_> {
    fn line(&mut self, line: &str) {
        fold_line(line, self.out);
    }

    /// Writes `FN`, which every card must have, `N` and `ORG`.
    fn names<F: Fields>(&mut self, schema: &Schema, record: &F) {
        let part = |property: &&str| {
            let field = schema.fields.iter().find(|field| field.vcard == *property);
            let value = field.and_then(|field| record.value(field.number));
            value.and_then(|value| self.lookups.text(&value)).unwrap_or_default()
        };
        let names = ["N/0", "N/1", "N/2", "N/3", "N/4"].each_ref().map(part);
        let organization = ["ORG/0", "ORG/1"].each_ref().map(part);
        let mut full_name = formal_name(record, NameHabits::default());
        if full_name.is_empty() {
            full_name.clone_from(&organization[0]);
        }
        let structured = |parts: &[String]| {
            let parts: Vec<String> = parts.iter().map(|part| escape(part)).collect();
            parts.join(";")
        };
        if self.old && names.iter().all(String::is_empty) {
            self.line("X-ABShowAs:PERSON");
        }
        self.line(&format!("FN:{}", escape(&full_name)));
        self.line(&format!("N:{}", structured(&names)));
        if organization.iter().any(|part| !part.is_empty()) {
            let used = if organization[1].is_empty() { 1 } else { 2 };
            self.line(&format!("ORG:{}", structured(&organization[..used])));
        }
    }

    fn field<F: Fields>(&mut self, field: &Field, property: &str, record: &F) {
        if !field.many {
            if let Some(value) = record.value(field.number) {
                self.value(field, property, "", &value);
            }
            return;
        }
        let elements = record.elements(field.number);
        if field.kind == FieldType::Tags {
            let tags: Vec<String> =
                elements.iter().filter_map(|element| element.value.as_text()).map(escape).collect();
            if !tags.is_empty() {
                self.line(&format!("{property}:{}", tags.join(",")));
            }
            return;
        }
        let several = elements.len() > 1;
        for (position, element) in elements.iter().enumerate() {
            let preferred = match (several && position == 0, self.old) {
                (false, _) => "",
                (true, true) => ";TYPE=pref",
                (true, false) => ";PREF=1",
            };
            self.element(field, property, preferred, element);
        }
    }

    fn element(&mut self, field: &Field, property: &str, preferred: &str, element: &Element) {
        let Element { id: _, label, value } = element;
        if property == "IMPP" {
            let name = escape_lightly(&percent_encode(value.as_text().unwrap_or_default()));
            let service = quote_param(label);
            return match label.as_str() {
                "" => self.value(field, "IMPP;VALUE=text", preferred, value),
                _ if scheme_of(label) => {
                    self.line(&format!("IMPP{preferred};X-SERVICE-TYPE={service}:{label}:{name}"))
                }
                _ => {
                    self.line(&format!("IMPP{preferred};X-SERVICE-TYPE={service}:x-satchel:{name}"))
                }
            };
        }
        // Apple's name for a date that is not an anniversary, so that no program takes it for one.
        let property = match property {
            "ANNIVERSARY" if label == "anniversary" && !self.old => {
                return self.value(field, property, preferred, value);
            }
            "ANNIVERSARY" => "X-ABDATE",
            "RELATED" if self.old => "X-ABRELATEDNAMES",
            other => other,
        };
        if label.is_empty() {
            return self.value(field, property, preferred, value);
        }
        if let Some(types) = types_of(field, label).filter(|_| !property.starts_with("X-")) {
            return self.value(field, property, &format!(";TYPE={types}{preferred}"), value);
        }
        self.groups += 1;
        let group = format!("item{}", self.groups);
        self.value(field, &format!("{group}.{property}"), preferred, value);
        self.line(&format!("{group}.X-ABLabel:{}", escape(label)));
    }

    fn value(&mut self, field: &Field, property: &str, params: &str, value: &Value) {
        match value {
            Value::Address(address) => {
                let place = address.place.map(place_text);
                let place = place.map(|at| format!(";GEO=\"geo:{at}\"")).unwrap_or_default();
                self.line(&format!("{property}{params}{place}:{}", address_parts(address)));
            }
            Value::Date(date) if self.old => self.old_date(property, params, *date),
            Value::Date(date) => self.line(&format!("{property}{params}:{}", basic_date(*date))),
            Value::File(file) => self.file(&format!("{property}{params}"), file),
            value => {
                let Some(text) = self.lookups.text(value) else { return };
                let text = match field.kind {
                    FieldType::Link => escape_lightly(&text),
                    _ => escape(&text),
                };
                let kind = if property.ends_with("RELATED") { ";VALUE=text" } else { "" };
                self.line(&format!("{property}{kind}{params}:{text}"));
            }
        }
    }

    /// Writes a date in version 3.0, which has only complete dates (RFC 2426, section 3.1.5):
    /// Apple's convention for an unknown year is 1604.
    fn old_date(&mut self, property: &str, params: &str, date: PartialDate) {
        let line = match (date.year, date.month, date.day) {
            (Some(_), Some(_), Some(_)) => format!("{property}{params}:{date}"),
            (None, Some(month), Some(day)) => {
                format!("{property}{params};X-APPLE-OMIT-YEAR=1604:1604-{month:02}-{day:02}")
            }
            _ => format!("{property}{params};VALUE=text:{}", basic_date(date)),
        };
        self.line(&line);
    }

    fn file(&mut self, head: &str, file: &FileRef) {
        let Some(bytes) = (self.lookups.file)(file) else { return };
        let FileRef { hash: _, name, media_type, size: _ } = file;
        let name = if name.is_empty() {
            String::new()
        } else {
            format!(";X-FILENAME={}", quote_param(name))
        };
        if self.old && head == "PHOTO" {
            let bytes = to_base64(&bytes);
            let written = media_type.strip_prefix("image/").filter(|word| *word != "jpg");
            return self.line(&match written {
                Some(word) => format!("{head}{name};ENCODING=b;TYPE={}:{bytes}", quote_param(word)),
                None => {
                    format!("{head}{name};ENCODING=b;MEDIATYPE={}:{bytes}", quote_param(media_type))
                }
            });
        }
        self.line(&format!("{head}{name}:data:{media_type};base64,{}", to_base64(&bytes)));
    }

    /// Writes a kept value as its original property if that reads back unchanged.
    fn extra(&mut self, element: &Element, props: &Props<'_>) {
        let Element { id: _, label, value } = element;
        let head = if label.is_empty() {
            "X-SATCHEL-EXTRA".to_owned()
        } else {
            format!("X-SATCHEL-EXTRA;LABEL={}", quote_param(label))
        };
        match value {
            Value::File(file) if reads_back(label, "data:;base64,AAAA", None, props) => {
                self.file(label, file);
            }
            Value::File(file) => self.file(&format!("{head};VALUE=uri"), file),
            Value::Text(text) => {
                let written = escape_lightly(text);
                let head =
                    if reads_back(label, &written, Some(text), props) { label } else { &head };
                self.line(&format!("{head}:{written}"));
            }
            _ => {}
        }
    }
}

/// True if a line of this label and value, alone in a card, is kept unchanged.
fn reads_back(label: &str, value: &str, text: Option<&str>, props: &Props<'_>) -> bool {
    let Some(line) = ContentLine::parse(0, &format!("{label}:{value}")) else { return false };
    // Properties that vCard 4.0 dropped or that are read last; they would change place or meaning.
    let special = ["BEGIN", "END", "AGENT", "LABEL", "GEO", "FN", "N", "KIND", "X-ABSHOWAS"];
    if line.label() != label || special.contains(&line.name.as_str()) {
        return false;
    }
    let slots = read_card(&Card { number: 0, lines: vec![line] }, props).draft.slots;
    let kept = match slots.get(&any_kind::EXTRA) {
        Some(DraftSlot::Many(elements)) => elements.as_slice(),
        _ => &[],
    };
    match kept {
        [only] if slots.len() == 1 && only.label == label => match (&only.value, text) {
            (Value::Text(known), Some(text)) => known == text,
            (Value::File(_), None) => true,
            _ => false,
        },
        _ => false,
    }
}

/// Returns the `TYPE`s that read back as this label, if there are any.
fn types_of<'a>(field: &Field, label: &'a str) -> Option<&'a str> {
    match (field.kind, label) {
        (FieldType::Phone, "mobile") => Some("cell"),
        (FieldType::Phone, "work fax") => Some("work,fax"),
        (FieldType::Phone, "home fax") => Some("home,fax"),
        _ => {
            let word = label.bytes().all(|byte| byte.is_ascii_lowercase());
            let offered = field.choices.iter().any(|choice| choice.key == label);
            (word && offered).then_some(label)
        }
    }
}

fn scheme_of(label: &str) -> bool {
    label.bytes().all(|byte| byte.is_ascii_lowercase()) && !matches!(label, "http" | "https")
}

fn address_parts(address: &Address) -> String {
    let Address { box_number, extended, street, city, region, postcode, country, place: _ } =
        address;
    let parts = [box_number, extended, street, city, region, postcode, country];
    parts.map(|part| escape(part)).join(";")
}
