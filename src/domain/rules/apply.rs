//! Follows the rules of kinds.

use super::table::{Derivation, KindRules, Presets, RULES};
use crate::{Draft, Fields, KindId, Schema, Trait, any_kind};

fn rules_of(kind: KindId) -> Option<&'static KindRules> {
    RULES.iter().find(|rules| rules.kind == kind)
}

/// Sets what a new record begins with: its owner, the defaults of its fields, and what its kind's
/// rules say. An empty draft stays empty.
pub fn preset(schema: &Schema, draft: &mut Draft, presets: &Presets<'_>) {
    if draft.is_blank() {
        return;
    }
    schema.fill_in_defaults(draft);
    if let Some(set) = rules_of(schema.kind).and_then(|rules| rules.preset) {
        set(draft, presets);
    }
    if schema.is(Trait::Owned) && draft.text(any_kind::OWNER).is_empty() {
        draft.set_text(any_kind::OWNER, presets.owner);
    }
}

/// Completes a draft before it is written over a record, by its kind's rules. `now` in milliseconds
/// since 1970, UTC.
pub fn complete(record: &impl Fields, draft: &mut Draft, now: i64) {
    if let Some(complete) = rules_of(draft.kind).and_then(|rules| rules.complete) {
        complete(record, draft, now);
    }
}

/// True if a record stands before others of the same moment, by its kind's rules.
pub fn comes_first(kind: KindId, record: &impl Fields) -> bool {
    let rule = rules_of(kind).and_then(|rules| rules.comes_first);
    rule.is_some_and(|comes_first| comes_first(record))
}

/// Returns the values that records of a kind derive from others.
pub fn derivations_of(kind: KindId) -> &'static [Derivation] {
    rules_of(kind).map_or(&[], |rules| rules.derived)
}

/// Iterates over the values that others derive from records of a kind.
pub fn derivations_from(kind: KindId) -> impl Iterator<Item = &'static Derivation> {
    RULES.iter().flat_map(|rules| rules.derived).filter(move |rule| rule.from == kind)
}

/// Removes from a draft what no rule needs of it to say something of others: what a record is about
/// stays, and that it is closed.
pub fn keep_what_derives(schema: &Schema, draft: &mut Draft) {
    let read = |field: &u32| derivations_from(schema.kind).any(|rule| rule.reads.contains(field));
    let closes = schema.closed_by();
    draft
        .slots
        .retain(|field, _| schema.parties.contains(field) || closes == Some(*field) || read(field));
}

/// Writes the values of a rule into the draft of a record. `about` are live records about it, with
/// their schema; closed ones do not count.
pub fn derive<'a, F: Fields + 'a>(
    rule: &Derivation,
    schema: &Schema,
    about: impl Iterator<Item = &'a F>,
    draft: &mut Draft,
) {
    let open = about.filter(|record| schema.is_open(*record));
    (rule.derive)(&mut open.map(|record| record as &dyn Fields), draft);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{FieldType, RecordId, Shown, Value, built_in};
    use std::collections::BTreeSet;

    #[test]
    fn every_derived_field_that_others_cause_has_one_rule() {
        for rules in RULES {
            let schema = built_in().get(rules.kind).unwrap().clone();
            let mut written = BTreeSet::new();
            for rule in rules.derived {
                assert_eq!(rule.of, rules.kind, "{}", schema.key);
                let from = built_in().get(rule.from).unwrap().clone();
                assert!(!from.parties.is_empty(), "{} has no parties", from.key);
                let mut draft = Draft::new(rule.of);
                derive(rule, &from, std::iter::empty::<&Draft>(), &mut draft);
                for field in draft.slots.keys() {
                    let shown = schema.field(*field).map(|field| field.shown);
                    assert_eq!(shown, Some(Shown::Derived), "{} {field}", schema.key);
                    assert!(written.insert(*field), "{} {field} has two rules", schema.key);
                }
            }
        }
    }

    #[test]
    fn a_rule_reads_only_the_fields_that_it_names() {
        let text = |text: &str| Value::Text(text.to_owned());
        for rule in RULES.iter().flat_map(|rules| rules.derived) {
            let from = built_in().get(rule.from).unwrap().clone();
            let mut whole = Draft::new(rule.from);
            for field in from.fields.iter().filter(|field| Some(field.number) != from.closed_by()) {
                let value = match field.kind {
                    FieldType::Moment => Value::Moment(1_000),
                    FieldType::Choice => text(&field.choices[1].key),
                    FieldType::Due => text("2026-11-23"),
                    FieldType::Reference(_) => Value::Reference(RecordId::from_bytes([7; 16])),
                    FieldType::Flag => continue,
                    _ => text("words"),
                };
                match field.many {
                    true => whole.push(field.number, "", value),
                    false => whole.set(field.number, value),
                }
            }
            let mut slim = whole.clone();
            keep_what_derives(&from, &mut slim);
            assert!(slim.slots.len() < whole.slots.len());
            let [of_whole, of_slim] = [&whole, &slim].map(|cause| {
                let mut draft = Draft::new(rule.of);
                derive(rule, &from, std::iter::once(cause), &mut draft);
                draft
            });
            assert_eq!(of_whole, of_slim, "{}", from.key);
            assert_eq!(from.parties_of(&whole), from.parties_of(&slim));
        }
    }

    #[test]
    fn a_scan_finds_the_records_that_a_kept_in_memory_record_is_about() {
        for rule in RULES.iter().flat_map(|rules| rules.derived) {
            let schema = built_in().get(rule.from).unwrap().clone();
            for party in schema.parties.iter().filter(|_| schema.kept == crate::Kept::Hot) {
                let field = schema.field(*party).unwrap();
                assert!(matches!(field.kind, FieldType::Reference(_)) && field.weight > 0);
            }
        }
    }
}
