//! What follows from a schema on a screen: the rows of a form, the facts of a page, the columns of a
//! list. A field that is declared shows up here, and nowhere else is a field named for the screen.

use super::schema::{Field, FieldType, Schema, Section, Shown};
use super::{Fields, common};

/// A part of a form: a heading and the fields under it.
#[derive(Clone, Debug, PartialEq)]
pub struct FormPart {
    /// Which part.
    pub section: Section,
    /// Its fields, in the order of the schema.
    pub fields: Vec<Field>,
}

impl Field {
    /// Whether it can be typed into a form. Files are picked in a place of their own; moments and
    /// amounts belong to records that have forms of their own.
    pub fn is_typed(&self) -> bool {
        let own_place = matches!(self.kind, FieldType::File | FieldType::Moment | FieldType::Money);
        self.shown != Shown::Never && !own_place
    }

    /// What a choice, or the label of an element, is called; what is none of the choices is called
    /// by itself.
    pub fn choice_label(&self, key: &str) -> String {
        let known = self.choices.iter().find(|choice| choice.key == key);
        known.map_or_else(|| capitalized(key), |choice| choice.label.to_string())
    }

    /// Whether a record holds something in it.
    pub fn is_filled(&self, record: &impl Fields) -> bool {
        if self.many {
            !record.elements(self.number).is_empty()
        } else {
            record.value(self.number).is_some_and(|value| !value.is_blank())
        }
    }
}

/// The parts of a form. The short form has the fields that always show, and those that are filled.
pub fn form_parts(schema: &Schema, is_filled: impl Fn(&Field) -> bool, all: bool) -> Vec<FormPart> {
    let shows = |field: &&Field| {
        field.is_typed() && (all || field.shown == Shown::Always || is_filled(field))
    };
    let mut parts: Vec<FormPart> = Vec::new();
    for field in schema.fields.iter().filter(shows) {
        match parts.iter_mut().find(|part| part.section == field.section) {
            Some(part) => part.fields.push(field.clone()),
            None => parts.push(FormPart { section: field.section, fields: vec![field.clone()] }),
        }
    }
    parts.sort_by_key(|part| part.section);
    parts
}

/// The fields that the page of a record shows as facts: whatever holds a value, but what the app
/// shows in its own way.
pub fn fact_fields<'a>(schema: &'a Schema, record: &impl Fields) -> Vec<&'a Field> {
    let mut fields: Vec<&Field> = schema
        .fields
        .iter()
        .filter(|field| field.shown != Shown::Never && field.kind != FieldType::File)
        .filter(|field| field.is_filled(record))
        .collect();
    // Reaching somebody comes first on a page; tags stand last.
    fields.sort_by_key(|field| (field.number == common::TAGS, page_order(field.section)));
    fields
}

fn page_order(section: Section) -> u8 {
    match section {
        Section::Reach => 0,
        Section::Dates => 1,
        Section::Identity => 2,
        Section::Work => 3,
        Section::Custom => 4,
        Section::More => 5,
    }
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::schema::declare;
    use crate::domain::{Condition, Draft, Fault, Filter, Operator, Value, check, contact};

    fn wine() -> Field {
        declare(900, "wine", FieldType::Link, "Wine").searched(1).field()
    }

    fn rows(schema: &Schema, all: bool) -> Vec<u32> {
        let parts = form_parts(schema, |_| false, all);
        parts.iter().flat_map(|part| &part.fields).map(|field| field.number).collect()
    }

    #[test]
    fn a_field_that_is_declared_is_in_form_page_filter_and_checks() {
        let schema = contact::SCHEMA.clone().with(wine());
        assert!(!rows(&contact::SCHEMA, true).contains(&900));
        assert!(rows(&schema, true).contains(&900));
        let mut draft = Draft::new(schema.kind);
        draft.set_text(900, "javascript:alert(1)");
        assert_eq!(check(&schema, &draft)[0].fault, Fault::NotALink);
        draft.set_text(900, "tokaj.example");
        assert_eq!(check(&schema, &draft), []);
        let facts = fact_fields(&schema, &draft);
        assert_eq!(facts.iter().map(|field| field.number).collect::<Vec<_>>(), [900]);
        let field = schema.field(900).unwrap();
        let operator = Operator::of(field)[0];
        let condition = Condition { field: 900, operator, operand: "TOKAJ".into() };
        assert!(Filter { conditions: vec![condition] }.passes(&draft));
    }

    #[test]
    fn the_short_form_has_what_is_always_there_and_what_is_filled() {
        let short = rows(&contact::SCHEMA, false);
        for number in [contact::GIVEN, contact::FAMILY, contact::PHONES, contact::BIRTHDAY] {
            assert!(short.contains(&number), "{number}");
        }
        assert!(!short.contains(&contact::NICKNAME));
        let filled = form_parts(&contact::SCHEMA, |f| f.number == contact::NICKNAME, false);
        assert!(filled[0].fields.iter().any(|field| field.number == contact::NICKNAME));
        assert!(rows(&contact::SCHEMA, true).len() > short.len());
    }

    #[test]
    fn sections_stand_in_their_order_and_fields_in_that_of_the_schema() {
        let parts = form_parts(&contact::SCHEMA, |_| false, true);
        let sections: Vec<Section> = parts.iter().map(|part| part.section).collect();
        let mut sorted = sections.clone();
        sorted.sort();
        assert_eq!(sections, sorted);
        assert_eq!(parts[0].fields[0].number, contact::GIVEN);
    }

    #[test]
    fn what_the_app_shows_in_its_own_way_is_no_fact() {
        let mut draft = Draft::new(contact::SCHEMA.kind);
        draft.set(contact::FAVOURITE, Value::Flag(true));
        draft.push(common::TAGS, "", Value::Text("vip".into()));
        draft.set_text(contact::SOURCE, "Fair");
        let facts = fact_fields(&contact::SCHEMA, &draft);
        let numbers: Vec<u32> = facts.iter().map(|field| field.number).collect();
        assert_eq!(numbers, [contact::SOURCE, common::TAGS]);
    }

    #[test]
    fn a_label_that_is_no_choice_is_called_by_itself() {
        let phones = contact::SCHEMA.field(contact::PHONES).unwrap();
        assert_eq!(phones.choice_label("work fax"), "Work fax");
        assert_eq!(phones.choice_label("car"), "Car");
    }
}
