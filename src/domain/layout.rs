//! Derives screens from a schema: the rows of a form, the facts of a page, the columns of a list. A
//! declared field shows up here; nowhere else is a field named for the screen.

use super::schema::{Field, FieldType, Schema, Section, Shown};
use super::{Fields, FileRef, Value, any_kind};

/// A section of a form: a heading and the fields under it.
#[derive(Clone, Debug, PartialEq)]
pub struct FormPart {
    /// The section.
    pub section: Section,
    /// Its fields, in the order of the schema.
    pub fields: Vec<Field>,
}

impl Field {
    /// True if it can be filled in a form. Built-in moments belong to records with forms of their
    /// own.
    pub fn is_typed(&self) -> bool {
        let own_place = self.kind == FieldType::Moment && self.section != Section::Custom;
        !matches!(self.shown, Shown::Never | Shown::Derived | Shown::Listed) && !own_place
    }

    /// True if it is shown as a fact or in a column: not if the app shows it in its own way.
    fn is_told(&self) -> bool {
        self.shown != Shown::Never
    }

    /// True if a page shows it in a section of files.
    pub fn is_files(&self) -> bool {
        self.kind == FieldType::File && self.is_told()
    }

    /// Returns the label of a choice or of an element; a key that is not a choice is its own label.
    pub fn choice_label(&self, key: &str) -> String {
        let known = self.choices.iter().find(|choice| choice.key == key);
        known.map_or_else(|| capitalized(key), |choice| choice.label.to_string())
    }

    /// True if a record has a value in it.
    pub fn is_filled(&self, record: &impl Fields) -> bool {
        if self.many {
            !record.elements(self.number).is_empty()
        } else {
            record.value(self.number).is_some_and(|value| !value.is_blank())
        }
    }
}

/// Returns the parts of a form. The short form has the fields that always show, and filled ones.
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
    parts.sort_by_key(|part| schema.section_place(part.section));
    parts
}

/// Returns the fields that a record's page shows in sections of files: those that have some, and
/// the one that every record of the kind offers.
pub fn file_fields<'a>(schema: &'a Schema, record: &impl Fields) -> Vec<&'a Field> {
    let offered = |field: &Field| field.many || field.is_filled(record);
    schema.fields.iter().filter(|field| field.is_files() && offered(field)).collect()
}

/// Returns the files that a field of a record holds, in their order.
pub fn files_of(record: &impl Fields, field: &Field) -> Vec<FileRef> {
    let mut files = Vec::new();
    let mut see = |value: &Value| {
        if let Value::File(file) = value {
            files.push(file.as_ref().clone());
        }
    };
    if field.many {
        record.look_at_all(field.number, &mut see);
    } else {
        record.look(field.number, &mut see);
    }
    files
}

/// Returns the fields that a record's page shows as facts: all with a value, except files and those
/// that the app shows in its own way.
pub fn fact_fields<'a>(schema: &'a Schema, record: &impl Fields) -> Vec<&'a Field> {
    let mut fields: Vec<&Field> = schema
        .fields
        .iter()
        .filter(|field| field.is_told() && !field.is_files())
        .filter(|field| field.is_filled(record))
        .collect();
    // Ways to reach somebody come first on a page; tags come last.
    let place = |field: &Field| match schema.sections.is_empty() {
        true => usize::from(page_order(field.section)),
        false => schema.section_place(field.section),
    };
    fields.sort_by_key(|field| (field.number == any_kind::TAGS, place(field)));
    fields
}

/// Returns the fields that a list can show in columns, in the order of the schema: those that fit
/// in one line.
pub fn column_fields(schema: &Schema) -> Vec<&Field> {
    schema.fields.iter().filter(|field| field.is_told()).collect()
}

/// Returns the columns of a list before any are chosen: fields that always show in forms, except
/// multi-line texts and those every row shows (name and tags).
pub fn default_columns(schema: &Schema) -> Vec<&Field> {
    let elsewhere =
        |kind| matches!(kind, FieldType::NamePart | FieldType::Tags | FieldType::LongText);
    let mut fields = column_fields(schema);
    fields.retain(|field| field.shown == Shown::Always && !elsewhere(field.kind));
    fields
}

/// Stands for "no columns" in a choice; no field has this key.
const NONE: &str = "-";

/// Reads the columns of a choice written by [`column_choice`]; `None` if nothing was chosen. Skips
/// deleted fields, which return if their record is restored.
pub fn chosen_columns<'a>(schema: &'a Schema, choice: &str) -> Option<Vec<&'a Field>> {
    if choice.trim().is_empty() {
        return None;
    }
    let mut known = column_fields(schema);
    let mut take = |key: &str| {
        let place = known.iter().position(|field| field.key == key)?;
        Some(known.remove(place))
    };
    Some(choice.lines().filter_map(|key| take(key.trim())).collect())
}

/// Encodes columns for the settings: their keys, one per line. The default is stored as an empty
/// text, so that it follows the schema.
pub fn column_choice(schema: &Schema, columns: &[&Field]) -> String {
    if columns.is_empty() {
        return NONE.to_owned();
    }
    let keys = |columns: &[&Field]| -> Vec<String> {
        columns.iter().map(|field| field.key.to_string()).collect()
    };
    let chosen = keys(columns);
    if chosen == keys(&default_columns(schema)) { String::new() } else { chosen.join("\n") }
}

fn page_order(section: Section) -> u8 {
    match section {
        Section::Reach => 0,
        Section::Dates => 1,
        Section::Identity => 2,
        Section::Parties => 3,
        Section::Offer => 4,
        Section::Work => 5,
        Section::Custom => 6,
        Section::More => 7,
    }
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::declare;
    use crate::{Condition, Draft, Fault, Filter, Operator, check, contact};

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
        assert!(Filter::from(condition).passes(&draft));
    }

    fn numbers(fields: &[&Field]) -> Vec<u32> {
        fields.iter().map(|field| field.number).collect()
    }

    #[test]
    fn every_field_that_can_be_told_in_a_line_can_be_a_column() {
        let schema = contact::SCHEMA.clone().with(wine());
        let columns = numbers(&column_fields(&schema));
        for own_way in [contact::PHOTO, contact::FAVORITE, any_kind::DELETED, any_kind::EXTRA] {
            assert!(!columns.contains(&own_way), "{own_way}");
        }
        let told: Vec<u32> =
            schema.fields.iter().filter(|f| f.is_told()).map(|f| f.number).collect();
        assert_eq!(columns, told, "in the order of the schema");
        assert!(columns.contains(&contact::BIRTHDAY) && columns.contains(&contact::ABOUT));
        assert_eq!(columns.last(), Some(&900));
    }

    #[test]
    fn before_a_choice_the_columns_are_what_always_shows_and_has_no_place_in_the_row() {
        let columns = numbers(&default_columns(&contact::SCHEMA));
        assert_eq!(
            columns,
            [
                contact::COMPANY,
                contact::JOB_TITLE,
                contact::PHONES,
                contact::EMAILS,
                contact::BIRTHDAY
            ]
        );
        let always = declare(901, "region", FieldType::Text, "Region").always().field();
        let schema = contact::SCHEMA.clone().with(wine()).with(always);
        let columns = numbers(&default_columns(&schema));
        assert!(columns.contains(&901) && !columns.contains(&900));
    }

    #[test]
    fn a_choice_of_columns_reads_back_in_its_order() {
        let schema = contact::SCHEMA.clone().with(wine());
        let field = |number| schema.field(number).unwrap();
        for chosen in [
            vec![field(900), field(contact::JOB_TITLE), field(contact::COMPANY)],
            vec![field(contact::BIRTHDAY)],
            vec![],
        ] {
            let kept = column_choice(&schema, &chosen);
            assert_eq!(chosen_columns(&schema, &kept), Some(chosen), "{kept}");
        }
    }

    #[test]
    fn the_default_is_kept_as_nothing_and_follows_the_schema() {
        let schema = &contact::SCHEMA;
        assert_eq!(column_choice(schema, &default_columns(schema)), "");
        assert_eq!(chosen_columns(schema, " \n"), None);
    }

    #[test]
    fn fields_that_are_gone_twice_there_or_no_columns_are_passed_over() {
        let chosen = chosen_columns(&contact::SCHEMA, "job_title\nwine\nphoto\njob_title\r\n");
        assert_eq!(numbers(&chosen.unwrap()), [contact::JOB_TITLE]);
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
        draft.set(contact::FAVORITE, Value::Flag(true));
        draft.push(any_kind::TAGS, "", Value::Text("vip".into()));
        draft.set_text(contact::SOURCE, "Fair");
        let facts = fact_fields(&contact::SCHEMA, &draft);
        let numbers: Vec<u32> = facts.iter().map(|field| field.number).collect();
        assert_eq!(numbers, [contact::SOURCE, any_kind::TAGS]);
    }

    #[test]
    fn a_label_that_is_no_choice_is_called_by_itself() {
        let phones = contact::SCHEMA.field(contact::PHONES).unwrap();
        assert_eq!(phones.choice_label("work fax"), "Work fax");
        assert_eq!(phones.choice_label("car"), "Car");
    }
}
