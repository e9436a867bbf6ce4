//! Android's `X-ANDROID-CUSTOM`, which holds nicknames, dates and relations that vCard 2.1 has no
//! property for. Its parts are a content type, the value, the number of a label, a custom label.

use super::line::ContentLine;
use super::property::Context;
use crate::cell::parse_value;
use crate::dates::DateOrder;
use crate::labels::canonical_label;
use crate::making::RowBuilder;
use domain::Value;

/// The labels of relations by number, from 1 (`ContactsContract.CommonDataKinds.Relation`).
const RELATIONS: [&str; 14] = [
    "assistant",
    "brother",
    "child",
    "domestic partner",
    "father",
    "friend",
    "manager",
    "mother",
    "parent",
    "partner",
    "referred by",
    "relative",
    "sister",
    "spouse",
];

/// Puts the property into its field; returns false if the caller must keep it instead.
pub fn place(line: &ContentLine, context: Context<'_>, making: &mut RowBuilder<'_>) -> bool {
    let parts = context.parts(line);
    let part = |at: usize| parts.get(at).map(|part| part.trim()).unwrap_or_default();
    let number: usize = part(2).parse().unwrap_or_default();
    let (property, label) = match part(0).rsplit('/').next() {
        Some("nickname") => ("NICKNAME", ""),
        Some("contact_event") => match number {
            1 => ("ANNIVERSARY", "anniversary"),
            3 => ("BDAY", ""),
            _ => ("ANNIVERSARY", part(3)),
        },
        Some("relation") => {
            let known = number.checked_sub(1).and_then(|at| RELATIONS.get(at));
            ("RELATED", known.copied().unwrap_or_else(|| part(3)))
        }
        _ => return false,
    };
    let Some(field) = context.props.field(property) else { return false };
    let value: Option<Value> = parse_value(field, part(1), DateOrder::default());
    let label = if field.many { canonical_label(field, label) } else { String::new() };
    value.is_some_and(|value| making.put(field, &label, value))
}
