//! Editing drafts: from a record to a form's contents, element by element, and to what changed.

use super::schema::{Field, FieldType, Schema};
use super::{Draft, DraftElement, DraftSlot, Element, Fields, FileRef, Value, files_of};

impl Draft {
    /// Creates a draft of everything that a record holds in its schema's fields.
    pub fn of(schema: &Schema, record: &impl Fields) -> Self {
        let mut draft = Self::new(schema.kind);
        for field in schema.fields.iter() {
            let slot = if field.many {
                let elements = record.elements(field.number).into_iter();
                let typed =
                    |Element { id, label, value }| DraftElement { id: Some(id), label, value };
                DraftSlot::Many(elements.map(typed).collect())
            } else {
                DraftSlot::One(record.value(field.number))
            };
            draft.slots.insert(field.number, slot);
        }
        draft
    }

    /// Returns the fields that differ from the draft the form began with. Ignores blank list
    /// elements.
    #[must_use]
    pub fn changes_from(&self, base: &Self) -> Self {
        let differs = |number: &u32, slot: &DraftSlot| {
            let slot = without_blanks(slot);
            match base.slots.get(number) {
                Some(known) => slot != without_blanks(known),
                None => slot != DraftSlot::One(None) && slot != DraftSlot::Many(Vec::new()),
            }
        };
        let slots = self.slots.iter().filter(|(number, slot)| differs(number, slot));
        Self { kind: self.kind, slots: slots.map(|(n, slot)| (*n, slot.clone())).collect() }
    }

    /// Returns this draft with another's fields instead of its own.
    #[must_use]
    pub fn with_changes(mut self, changes: Self) -> Self {
        self.slots.extend(changes.slots);
        self
    }

    /// Changes the element at a position of a list. Fills up to it with blank ones, because a form
    /// may show an empty line before there is an element.
    pub fn edit_element(
        &mut self,
        field: &Field,
        place: usize,
        edit: impl FnOnce(&mut DraftElement),
    ) {
        let slot = self.slots.entry(field.number).or_insert_with(|| DraftSlot::Many(Vec::new()));
        if let DraftSlot::One(_) = slot {
            *slot = DraftSlot::Many(Vec::new());
        }
        if let DraftSlot::Many(elements) = slot {
            while elements.len() <= place {
                elements.push(blank_element(field, elements));
            }
            edit(&mut elements[place]);
        }
    }

    /// Removes the element at a position of a list.
    pub fn remove_element(&mut self, field: u32, place: usize) {
        if let Some(DraftSlot::Many(elements)) = self.slots.get_mut(&field)
            && place < elements.len()
        {
            elements.remove(place);
        }
    }

    /// Adds files: to a list those that it does not have, to a field of one the last. Returns how
    /// many the field has that it did not have.
    pub fn add_files(&mut self, field: &Field, files: Vec<FileRef>) -> usize {
        let before = files_of(self, field);
        for file in files {
            let has = files_of(self, field).iter().any(|own| own.hash == file.hash);
            let value = Value::File(Box::new(file));
            match field.many {
                true if has => {}
                true => self.push(field.number, "", value),
                false => self.set(field.number, value),
            }
        }
        let is_new = |file: &&FileRef| before.iter().all(|own| own.hash != file.hash);
        files_of(self, field).iter().filter(is_new).count()
    }

    /// Removes the file with this hash from a field.
    pub fn remove_file(&mut self, field: u32, hash: &str) {
        let is_it = |value: &Value| matches!(value, Value::File(file) if file.hash == hash);
        match self.slots.get_mut(&field) {
            Some(DraftSlot::Many(elements)) => elements.retain(|element| !is_it(&element.value)),
            Some(DraftSlot::One(value)) => *value = value.take().filter(|value| !is_it(value)),
            None => {}
        }
    }

    /// Returns the element at a position of a list.
    pub fn element(&self, field: u32, place: usize) -> Option<&DraftElement> {
        match self.slots.get(&field) {
            Some(DraftSlot::Many(elements)) => elements.get(place),
            _ => None,
        }
    }
}

/// The number of a field's first labels that new elements begin with.
const USUAL: usize = 3;

/// Returns the label of a new list element: the first usual one that the others do not have, else
/// the last of all, which is "other". Nobody becomes a fax by adding a number.
pub fn next_label(field: &Field, others: &[DraftElement]) -> String {
    // A contact's role in a deal is not guessed.
    if matches!(field.kind, FieldType::Choice | FieldType::Tags | FieldType::Reference(_)) {
        return String::new();
    }
    let free = |key: &&str| others.iter().all(|element| element.label != *key);
    let mut keys = field.choices.iter().map(|choice| choice.key.as_ref());
    let usual = keys.clone().take(USUAL).find(free);
    usual.or_else(|| keys.next_back()).unwrap_or_default().to_owned()
}

/// Creates an element without a value.
fn blank_element(field: &Field, others: &[DraftElement]) -> DraftElement {
    let value = match field.kind {
        FieldType::Address => Value::Address(Box::default()),
        _ => Value::Text(String::new()),
    };
    DraftElement { id: None, label: next_label(field, others), value }
}

fn without_blanks(slot: &DraftSlot) -> DraftSlot {
    match slot {
        DraftSlot::One(value) => {
            DraftSlot::One(value.as_ref().filter(|value| !value.is_blank()).cloned())
        }
        DraftSlot::Many(elements) => DraftSlot::Many(
            elements.iter().filter(|element| !element.value.is_blank()).cloned().collect(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{CONTACT, any_kind, contact};

    fn ann() -> Draft {
        let mut draft = Draft::new(CONTACT);
        draft.set_text(contact::GIVEN, "Ann");
        draft.push(contact::PHONES, "work", Value::Text("0912".into()));
        Draft::of(&contact::SCHEMA, &draft)
    }

    #[test]
    fn only_what_was_changed_is_saved() {
        let base = ann();
        assert!(base.changes_from(&base).slots.is_empty());
        let mut draft = base.clone();
        draft.set_text(contact::GIVEN, "Anna");
        draft.set_text(contact::JOB_TITLE, "");
        let changes = draft.changes_from(&base);
        assert_eq!(changes.slots.keys().copied().collect::<Vec<_>>(), [contact::GIVEN]);
        assert_eq!(base.with_changes(changes).text(contact::GIVEN), "Anna");
    }

    #[test]
    fn an_empty_line_of_a_list_is_no_change() {
        let base = ann();
        let mut draft = base.clone();
        let phones = contact::SCHEMA.field(contact::PHONES).unwrap();
        draft.edit_element(phones, 2, |_| {});
        assert!(draft.changes_from(&base).slots.is_empty());
        draft.edit_element(phones, 2, |element| element.value = Value::Text("0913".into()));
        // The first has "work": new ones begin with unused labels.
        assert_eq!(draft.element(contact::PHONES, 1).unwrap().label, "mobile");
        assert_eq!(draft.element(contact::PHONES, 2).unwrap().label, "home");
        draft.edit_element(phones, 3, |_| {});
        assert_eq!(draft.element(contact::PHONES, 3).unwrap().label, "other");
        draft.remove_element(contact::PHONES, 0);
        let changes = draft.changes_from(&base);
        assert_eq!(changes.texts(contact::PHONES), ["", "0913", ""]);
    }

    #[test]
    fn a_list_has_a_file_once_and_a_field_of_one_has_the_last() {
        let file = |hash: &str| FileRef {
            hash: hash.into(),
            name: String::new(),
            media_type: String::new(),
            size: 1,
        };
        let hashes = |draft: &Draft, field: &Field| -> Vec<String> {
            files_of(draft, field).into_iter().map(|file| file.hash).collect()
        };
        let field = contact::SCHEMA.field(any_kind::FILES).unwrap();
        let mut draft = ann();
        assert_eq!(draft.add_files(field, vec![file("a"), file("b"), file("a")]), 2);
        assert_eq!(draft.add_files(field, vec![file("b"), file("c")]), 1);
        assert_eq!(draft.add_files(field, vec![file("b"), file("c")]), 0);
        assert_eq!(hashes(&draft, field), ["a", "b", "c"]);
        draft.remove_file(any_kind::FILES, "b");
        assert_eq!(hashes(&draft, field), ["a", "c"]);
        let photo = contact::SCHEMA.field(contact::PHOTO).unwrap();
        assert_eq!(draft.add_files(photo, vec![file("a"), file("b")]), 1);
        assert_eq!(draft.add_files(photo, vec![file("b")]), 0);
        draft.remove_file(contact::PHOTO, "a");
        assert_eq!(hashes(&draft, photo), ["b"]);
        draft.remove_file(contact::PHOTO, "b");
        assert_eq!(draft.slots[&contact::PHOTO], DraftSlot::One(None));
    }

    #[test]
    fn elements_keep_their_identity_while_they_are_edited() {
        let base = ann();
        let mut draft = base.clone();
        let phones = contact::SCHEMA.field(contact::PHONES).unwrap();
        draft.edit_element(phones, 0, |element| element.value = Value::Text("0999".into()));
        let id = |draft: &Draft| draft.element(contact::PHONES, 0).unwrap().id;
        assert!(id(&draft).is_some());
        assert_eq!(id(&draft), id(&base));
    }
}
