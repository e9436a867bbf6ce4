//! Cards of groups: they become tags on the cards of their members.

use std::collections::HashMap;

use super::cards::{Card, CardPart, Cards};
use crate::import::ImportRow;
use domain::{FieldType, Schema, Value, one_line};

/// The groups of a file, by the ids and addresses of their members.
#[derive(Default)]
pub struct Groups(HashMap<String, Vec<String>>);

impl Groups {
    /// Finds the cards of groups in a text, wherever they stand.
    pub fn of(text: &str) -> Self {
        let mut groups = Self::default();
        // Most files have none, and are not read twice.
        let is_there = text.lines().any(|line| {
            let line = line.trim_end().to_ascii_lowercase();
            line.contains("kind") && line.ends_with("group")
        });
        if !is_there {
            return groups;
        }
        for part in Cards::new(text) {
            let CardPart::Card(card) = part else { continue };
            if !is_group(&card) {
                continue;
            }
            let name = one_line(match said(&card, "FN") {
                "" => said(&card, "N"),
                name => name,
            });
            let members = card.lines.iter().filter(|line| {
                matches!(line.name.as_str(), "MEMBER" | "X-ADDRESSBOOKSERVER-MEMBER")
            });
            for member in members {
                let names = groups.0.entry(plain(&member.value)).or_default();
                if !names.contains(&name) {
                    names.push(name.clone());
                }
            }
        }
        groups
    }

    /// Tags the row of a card with the groups that it is a member of.
    pub fn tag(&self, card: &Card, row: &mut ImportRow, schema: &Schema) {
        let Some(field) = schema.fields.iter().find(|field| field.kind == FieldType::Tags) else {
            return;
        };
        let ids = card.lines.iter().filter(|line| matches!(line.name.as_str(), "UID" | "EMAIL"));
        let mut names: Vec<&String> = Vec::new();
        for name in ids.filter_map(|line| self.0.get(&plain(&line.value))).flatten() {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        for name in names {
            row.draft.push(field.number, "", Value::Text(name.clone()));
        }
    }
}

/// Returns an id or an address in the form in which members and cards are compared.
fn plain(value: &str) -> String {
    let value = value.trim().to_lowercase();
    let value = value.strip_prefix("mailto:").unwrap_or(&value);
    value.strip_prefix("urn:uuid:").unwrap_or(value).to_owned()
}

/// Returns the value of the first property of a name.
pub fn said<'c>(card: &'c Card, name: &str) -> &'c str {
    let line = card.lines.iter().find(|line| line.name == name);
    line.map(|line| line.value.trim().trim_end_matches(';')).unwrap_or_default()
}

fn is_kind(card: &Card, kinds: &[&str]) -> bool {
    let said = ["KIND", "X-ADDRESSBOOKSERVER-KIND"].map(|name| said(card, name));
    said.iter().any(|said| kinds.iter().any(|kind| said.eq_ignore_ascii_case(kind)))
}

/// True for the card of a group (RFC 6350, section 6.1.4, and Apple's older form).
pub fn is_group(card: &Card) -> bool {
    is_kind(card, &["group"])
}

/// True for the card of a place, a device or a program.
pub fn is_place(card: &Card) -> bool {
    is_kind(card, &["location", "device", "application", "thing"])
}
