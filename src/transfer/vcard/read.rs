//! Reads a card into a draft. Handles everything that needs the whole card, such as names; module
//! `property` reads single properties.

use std::collections::BTreeMap;

use super::android;
use super::card_kind::CardKind;
use super::cards::Card;
use super::escape::{split, unescape};
use super::line::ContentLine;
use super::property::{Context, binary, keep, label, place};
use super::props::{Props, meaning};
use super::set_aside::WHY;
use crate::cell::parse_place;
use crate::import::ImportRow;
use crate::labels::{is_covered, squash};
use crate::making::RowBuilder;
use domain::{
    Address, Draft, FieldType, Fields, NameHabits, Value, contact, display_name, formal_name,
    one_line,
};

/// Returns what a card is about: what it says, else an organization if it names one and no person.
pub fn kind_of(card: &Card) -> CardKind {
    let value = |name: &str| {
        let line = card.lines.iter().find(|line| line.name == name);
        line.map(|line| line.value.trim().to_owned()).unwrap_or_default()
    };
    let said = value("KIND");
    if CardKind::Organization.is_said_by(&said) {
        return CardKind::Organization;
    }
    let shown = value("X-ABSHOWAS");
    if !said.is_empty() || CardKind::Individual.is_shown_as(&shown) {
        return CardKind::Individual;
    }
    let organization = value("ORG");
    let first = squash(organization.split(';').next().unwrap_or_default());
    let full_name = squash(&value("FN"));
    let only_company = !first.is_empty() && (full_name.is_empty() || full_name == first);
    let named = !squash(&value("N")).is_empty();
    if !named && (only_company || CardKind::Organization.is_shown_as(&shown)) {
        CardKind::Organization
    } else {
        CardKind::Individual
    }
}

/// Reads a card into a record of the kind of `props`.
pub fn read_card(card: &Card, props: &Props<'_>) -> ImportRow {
    let old = card.lines.iter().any(|line| line.name == "VERSION" && line.value.trim() == "2.1");
    let labels = group_labels(&card.lines, old);
    let is_ours = |line: &ContentLine| line.name == "PRODID" && line.value.contains("Satchel");
    let exact = card.lines.iter().any(is_ours);
    let mut reading = CardReader {
        making: RowBuilder::new(props.schema),
        props,
        labels: &labels,
        old,
        exact,
        full_name: None,
        organization: None,
        places: Vec::new(),
        postal_labels: Vec::new(),
    };
    let mut lines: Vec<&ContentLine> = card.lines.iter().collect();
    // Preferred elements come first in their lists; kept properties stay in order.
    if lines.iter().any(|line| line.preference() < 101) {
        lines.sort_by_cached_key(|line| {
            let (property, _) = meaning(&line.name);
            let many = props.field(property).is_some_and(|field| field.many);
            if many || property == "LANG" { line.preference() } else { 101 }
        });
    }
    lines.into_iter().for_each(|line| reading.line(line));
    reading.finish_addresses();
    reading.finish_names();
    reading.making.place_names(None);
    let RowBuilder { schema: _, draft, files, names, beside: _, problems } = reading.making;
    ImportRow {
        line: card.number,
        id: None,
        other: None,
        draft,
        names,
        codes: Vec::new(),
        problems,
        files,
        local: Vec::new(),
    }
}

/// True for names of telephones and email addresses.
fn is_reach_name(group: &str) -> bool {
    let name = group.to_ascii_uppercase();
    matches!(meaning(&name).0, "TEL" | "EMAIL")
}

/// Collects the `X-ABLabel` of each group that has a property to label.
fn group_labels(lines: &[ContentLine], old: bool) -> BTreeMap<&str, String> {
    let mut labels = BTreeMap::new();
    for line in lines.iter().filter(|line| line.name == "X-ABLABEL" && !line.group.is_empty()) {
        let labeled = |other: &ContentLine| other.group == line.group && other.name != "X-ABLABEL";
        if lines.iter().any(labeled) {
            labels
                .entry(line.group.as_str())
                .or_insert_with(|| one_line(&unescape(&line.value, old)));
        }
    }
    labels
}

struct CardReader<'a> {
    making: RowBuilder<'a>,
    props: &'a Props<'a>,
    labels: &'a BTreeMap<&'a str, String>,
    old: bool,
    exact: bool,
    full_name: Option<&'a ContentLine>,
    organization: Option<String>,
    places: Vec<&'a ContentLine>,
    postal_labels: Vec<&'a ContentLine>,
}

impl<'a> CardReader<'a> {
    fn context(&self, line: &ContentLine) -> Context<'a> {
        let group_label = self.labels.get(line.group.as_str()).map_or("", String::as_str);
        Context { props: self.props, old: self.old, exact: self.exact, group_label }
    }

    fn keep(&mut self, line: &ContentLine) {
        keep(line, self.context(line), &mut self.making);
    }

    fn line(&mut self, line: &'a ContentLine) {
        let kind = CardKind::of(self.props.schema);
        let value = line.value.trim();
        match line.name.as_str() {
            // `PHONE.WORK`: the name stands where a group does.
            "WORK" | "HOME" | "CELL" | "MOBILE" if is_reach_name(&line.group) => {
                let params = vec![("TYPE".to_owned(), vec![line.name.clone()])];
                let name = line.group.to_ascii_uppercase();
                let line = ContentLine { name, params, group: String::new(), ..line.clone() };
                place(&line, self.context(&line), &mut self.making);
            }
            "VERSION" | WHY => {}
            "PRODID" if self.exact => {}
            "KIND" if kind.is_said_by(value) => {}
            "X-ABSHOWAS" if kind.is_shown_as(value) => {}
            "X-ABLABEL" if self.labels.contains_key(line.group.as_str()) => {}
            "FN" if self.full_name.is_none() => self.full_name = Some(line),
            "N" => self.names(line),
            "ORG" => self.organization(line),
            "GEO" => self.places.push(line),
            "LABEL" => self.postal_labels.push(line),
            "X-SATCHEL-EXTRA" => self.extra(line),
            "X-ANDROID-CUSTOM" => {
                if !android::place(line, self.context(line), &mut self.making) {
                    self.keep(line);
                }
            }
            _ => place(line, self.context(line), &mut self.making),
        }
    }

    /// Puts the components of `N` into their fields. Keeps a second `N`, or that of a company.
    fn names(&mut self, line: &ContentLine) {
        // Since 3.0 a comma separates several names or titles; in 2.1 it is literal.
        let names = |part: &str| -> String {
            if self.old {
                return unescape(part, true);
            }
            let names: Vec<String> = split(part, ',')
                .into_iter()
                .map(|name| unescape(name, false).trim().to_owned())
                .filter(|name| !name.is_empty())
                .collect();
            names.join(", ")
        };
        let parts: Vec<String> = split(&line.value, ';').into_iter().map(names).collect();
        let free = |number: &u32| !self.making.draft.slots.contains_key(number);
        let fields: Vec<_> =
            (0..parts.len()).map(|at| self.props.field(&format!("N/{at}"))).collect();
        let room = fields.iter().flatten().all(|field| free(&field.number));
        let homeless = |at: usize| parts.get(at).is_some_and(|part| !part.trim().is_empty());
        let fits = (0..parts.len()).all(|at| fields[at].is_some() || !homeless(at));
        for (part, field) in parts.iter().zip(&fields) {
            if let (Some(field), true) = (field, room) {
                self.making.put(field, "", Value::Text(one_line(part)));
            }
        }
        if !room || !fits {
            self.keep(line);
        }
    }

    /// Puts `ORG` into the company field, and its units into the department.
    fn organization(&mut self, line: &ContentLine) {
        let parts = self.context(line).parts(line);
        let parts: Vec<String> = parts.iter().map(|part| one_line(part)).collect();
        let (Some(name), units) = (parts.first(), &parts[1..]) else { return };
        let units: Vec<&str> =
            units.iter().map(String::as_str).filter(|unit| !unit.is_empty()).collect();
        let units = units.join(", ");
        match (self.props.field("ORG/0"), self.props.field("ORG/1")) {
            (Some(company), Some(department)) => {
                let taken = [company, department]
                    .iter()
                    .any(|field| self.making.draft.slots.contains_key(&field.number));
                if taken {
                    self.keep(line);
                } else {
                    self.making.put(company, "", Value::Text(name.clone()));
                    self.making.put(department, "", Value::Text(units));
                }
            }
            _ if self.organization.is_none() && units.is_empty() => {
                self.organization = Some(name.clone());
            }
            _ => self.keep(line),
        }
    }

    /// Reads data that our export kept under a name that is not a valid property.
    fn extra(&mut self, line: &ContentLine) {
        let label = line.param("LABEL").unwrap_or_default();
        let is_file = line.param("VALUE").is_some_and(|value| value.eq_ignore_ascii_case("uri"));
        match binary(line).filter(|_| is_file) {
            Some((media_type, bytes)) => {
                let name = line.param("X-FILENAME").unwrap_or_default();
                let value = self.making.file(name, &media_type, bytes);
                self.making.keep_value(label, value);
            }
            None => self.making.keep(label, &self.context(line).text(line)),
        }
    }

    /// Adds coordinates to the address with their label, else to the first one without coordinates.
    /// Keeps a postal label only if it says more than the address parts do.
    fn finish_addresses(&mut self) {
        let Some(field) = self.props.field("ADR").filter(|f| f.kind == FieldType::Address) else {
            let lines: Vec<&ContentLine> =
                self.places.drain(..).chain(self.postal_labels.drain(..)).collect();
            return lines.into_iter().for_each(|line| self.keep(line));
        };
        for line in std::mem::take(&mut self.places) {
            let wanted = label(line, field, "", self.context(line));
            let Some(place) = parse_place(&unescape(&line.value, self.old)) else {
                self.keep(line);
                continue;
            };
            let elements = self.making.elements_mut(field.number);
            let open = |value: &Value| matches!(value, Value::Address(a) if a.place.is_none());
            let found = elements
                .iter()
                .position(|element| open(&element.value) && element.label == wanted)
                .or_else(|| elements.iter().position(|element| open(&element.value)));
            let alone = elements.is_empty();
            match found.map(|at| &mut elements[at].value) {
                Some(Value::Address(address)) => address.place = Some(place),
                _ if alone => {
                    let address = Address { place: Some(place), ..Address::default() };
                    self.making.put(field, &wanted, Value::Address(Box::new(address)));
                }
                _ => self.keep(line),
            }
        }
        for line in std::mem::take(&mut self.postal_labels) {
            let text = unescape(&line.value, self.old);
            let said = self.making.elements_mut(field.number).iter().any(|element| {
                matches!(&element.value, Value::Address(address)
                    if is_covered(&text, address.lines().iter().map(String::as_str)))
            });
            if !said {
                self.keep(line);
            }
        }
    }

    /// Finishes the full name: splits it if the card has no name parts, keeps it if it differs.
    fn finish_names(&mut self) {
        let full_name = self.full_name.take();
        let text =
            full_name.map(|line| one_line(&self.context(line).text(line))).unwrap_or_default();
        if CardKind::of(self.props.schema) == CardKind::Organization {
            return self.finish_company_name(full_name, &text);
        }
        if text.is_empty() || formal_name(&self.making.draft, NameHabits::default()) == text {
            return;
        }
        let draft = &self.making.draft;
        let whole = [contact::NICKNAME, contact::COMPANY].map(|field| draft.text(field));
        let reach = [draft.texts(contact::EMAILS), draft.texts(contact::PHONES)].concat();
        let names = [contact::GIVEN, contact::MIDDLE, contact::FAMILY].map(|f| draft.text(f));
        let said_otherwise = whole.iter().chain(&reach).any(|known| *known == text);
        if names.iter().all(String::is_empty) {
            if !said_otherwise {
                self.making.split_name(&text, None, None);
            }
            return;
        }
        // A whole name in one component: the full name tells its parts.
        let [given, middle, family] = &names;
        let is_whole = given.is_empty() && middle.is_empty() && family.contains([' ', ';']);
        if is_whole && is_covered(&text, [family.as_str()]) {
            self.making.draft.slots.remove(&contact::FAMILY);
            return self.making.split_name(&text, None, None);
        }
        if !self.exact && self.takes_order(&text) {
            return;
        }
        let draft = &self.making.draft;
        let affixes = [contact::PREFIX, contact::SUFFIX].map(|field| draft.text(field));
        let all = names.iter().chain(&affixes).chain(&whole).map(String::as_str);
        if let (false, Some(line)) = (is_covered(&text, all), full_name) {
            self.keep(line);
        }
    }

    /// Takes from a full name that its family name comes first. The other order tells nothing: most
    /// programs write the names of everybody so.
    fn takes_order(&mut self, full_name: &str) -> bool {
        let names = |draft: &Draft| {
            let habits = NameHabits::default();
            [display_name(draft, habits), formal_name(draft, habits)]
        };
        if names(&self.making.draft).iter().any(|name| name == full_name) {
            return false;
        }
        let mut turned = self.making.draft.clone();
        turned.set_text(contact::NAME_ORDER, "family");
        let is_turned = names(&turned).iter().any(|name| name == full_name);
        if is_turned {
            self.making.draft = turned;
        }
        is_turned
    }

    /// Names a company by its full name, else by its organization; keeps the latter if it differs.
    fn finish_company_name(&mut self, full_name: Option<&ContentLine>, text: &str) {
        let organization = self.organization.take().unwrap_or_default();
        let Some(field) = self.props.field("FN") else {
            return full_name.into_iter().for_each(|line| self.keep(line));
        };
        let name = if text.is_empty() { &organization } else { text };
        self.making.put(field, "", Value::Text(name.to_owned()));
        if !organization.is_empty() && organization != *name {
            self.making.keep("ORG", &organization);
        }
    }
}
