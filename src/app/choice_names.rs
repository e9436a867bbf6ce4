//! Renaming the choices of a custom field: its records, its default and the views that ask for it
//! follow, in one action.

use domain::{
    CUSTOM_FIELD, Condition, Draft, DraftElement, DraftSlot, Field, FieldType, Fields, Filter,
    Kept, KindId, RecordId, VIEW, Value, custom_field, custom_field_of, view,
};
use replica::{ActionKind, RecordView};
use store::Store;

use super::actions::Done;
use super::edits::Op;
use super::workspace::Workspace;
use super::{AppError, Env};

impl<S: Store, E: Env> Workspace<S, E> {
    /// Returns the choices of a custom field as lines, if they can be renamed: those of records that
    /// are not in memory, such as activities, cannot.
    pub fn choices_to_rename(&self, field: RecordId) -> Option<String> {
        let (kind, known) = self.choice_field(field)?;
        let is_hot = self.schema(kind).is_some_and(|schema| schema.kept == Kept::Hot);
        let lines: Vec<&str> = known.choices.iter().map(|choice| choice.key.as_ref()).collect();
        is_hot.then(|| lines.join("\n"))
    }

    /// Counts the live records with a choice in a custom field.
    pub fn count_with_choice(&self, field: RecordId, choice: &str) -> usize {
        let Some((kind, field)) = self.choice_field(field) else { return 0 };
        let replica = self.replica();
        let has = |view: &RecordView<'_>| {
            let mut has = false;
            view.see(field.number, &mut |value| has |= value.as_text() == Some(choice));
            has
        };
        replica.list(kind).iter().filter(|row| has(&replica.view(**row))).count()
    }

    /// Changes a custom field to `changed`, and gives choices other names, from and to: in records,
    /// those of the bin too, in the field's default, and in saved views.
    ///
    /// # Errors
    /// `NotFound` if the field or its kind is gone, or is no choice; store errors.
    pub async fn rename_choices(
        &self,
        field: RecordId,
        mut changed: Draft,
        renamed: &[(String, String)],
    ) -> Result<Done, AppError> {
        let (kind, known) = self.choice_field(field).ok_or(AppError::NotFound)?;
        let key = self.key_of(field).ok_or(AppError::NotFound)?;
        let random = || self.env.random();
        let mut edits = self.edits(ActionKind::Edit, self.name(field), &random);
        let drafts = self.records_renamed(kind, &known, renamed);
        for (id, draft) in drafts.into_iter().chain(self.views_renamed(kind, &known, renamed)) {
            if let Some(key) = self.key_of(id) {
                edits.add(key, id, Op::Write(draft));
            }
        }
        let default = changed.value(custom_field::DEFAULT).or_else(|| known.default.clone());
        if let Some(after) = default.and_then(|value| renamed_value(&value, renamed)) {
            changed.set(custom_field::DEFAULT, after);
        }
        edits.add(key, field, Op::Write(changed));
        self.commit_edits(edits).await
    }

    /// Returns a custom field that is a choice, and the kind that it extends.
    fn choice_field(&self, field: RecordId) -> Option<(KindId, Field)> {
        let record = self.record(field).filter(|record| record.kind == CUSTOM_FIELD)?;
        let known = custom_field_of(field, &record, &self.schemas())?;
        (known.1.kind == FieldType::Choice).then_some(known)
    }

    fn records_renamed(
        &self,
        kind: KindId,
        field: &Field,
        renamed: &[(String, String)],
    ) -> Vec<(RecordId, Draft)> {
        let replica = self.replica();
        let rows = replica.all().filter(|row| replica.kind(*row) == kind);
        let changed = rows.filter_map(|row| {
            let slot = renamed_slot(field, &replica.view(row), renamed)?;
            let mut draft = Draft::new(kind);
            draft.slots.insert(field.number, slot);
            Some((replica.id(row), draft))
        });
        changed.collect()
    }

    fn views_renamed(
        &self,
        kind: KindId,
        field: &Field,
        renamed: &[(String, String)],
    ) -> Vec<(RecordId, Draft)> {
        let of = self.schema(kind).map(|schema| schema.key.to_string()).unwrap_or_default();
        let changed = self.view_records(&of).into_iter().filter_map(|record| {
            let before = Filter::decode(&record.text(view::FILTER));
            let after = renamed_filter(field, before.clone(), renamed);
            let mut draft = Draft::new(VIEW);
            draft.set_text(view::FILTER, after.encode());
            (after != before).then_some((record.id, draft))
        });
        changed.collect()
    }
}

fn renamed_text<'a>(text: &str, renamed: &'a [(String, String)]) -> Option<&'a str> {
    renamed.iter().find(|(from, _)| from == text).map(|(_, to)| to.as_str())
}

fn renamed_value(value: &Value, renamed: &[(String, String)]) -> Option<Value> {
    renamed_text(value.as_text()?, renamed).map(|to| Value::Text(to.to_owned()))
}

/// Returns a record's choices under their new names; `None` if they stay.
fn renamed_slot(
    field: &Field,
    record: &RecordView<'_>,
    renamed: &[(String, String)],
) -> Option<DraftSlot> {
    if !field.many {
        let after = renamed_value(&record.value(field.number)?, renamed)?;
        return Some(DraftSlot::One(Some(after)));
    }
    let mut changes = false;
    let after = |element: domain::Element| {
        let value = renamed_value(&element.value, renamed);
        changes |= value.is_some();
        let value = value.unwrap_or(element.value);
        DraftElement { id: Some(element.id), label: element.label, value }
    };
    let elements = record.elements(field.number).into_iter().map(after).collect();
    changes.then_some(DraftSlot::Many(elements))
}

fn renamed_filter(field: &Field, mut filter: Filter, renamed: &[(String, String)]) -> Filter {
    let conditions = filter.groups.iter_mut().flat_map(|group| &mut group.conditions);
    for Condition { field: number, operand, .. } in conditions {
        if *number == field.number
            && let Some(to) = renamed_text(operand, renamed)
        {
            to.clone_into(operand);
        }
    }
    filter
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ViewContents;
    use crate::own_kinds_stories::{declare_kind, field_record};
    use crate::stories::{App, now, tab};
    use domain::custom_number;
    use store::MemoryStore;

    /// Makes a kind with a choice, and a record of each of these choices.
    fn machines(choices: &[&str]) -> (App, KindId, RecordId, Vec<RecordId>) {
        let app = tab(&MemoryStore::new(7), 1);
        let machine = declare_kind(&app, "Machine");
        let field = field_record(&app, machine, "State", custom_field::CHOICE, "");
        let mut draft = Draft::new(CUSTOM_FIELD);
        draft.set_text(custom_field::CHOICES, "New\nUsed");
        draft.set_text(custom_field::DEFAULT, "New");
        now(app.save(Some(field), draft)).unwrap();
        let make = |choice: &&str| {
            let mut draft = Draft::new(machine);
            draft.set_text(custom_number(field), *choice);
            now(app.make_named(machine, &format!("M {choice}"), draft)).unwrap().id
        };
        let ids = choices.iter().map(make).collect();
        (app, machine, field, ids)
    }

    fn changed() -> (Draft, [(String, String); 1]) {
        let mut draft = Draft::new(CUSTOM_FIELD);
        draft.set_text(custom_field::CHOICES, "Brand-new\nUsed");
        (draft, [("New".into(), "Brand-new".into())])
    }

    #[test]
    fn a_renamed_choice_takes_records_default_and_views_along_and_one_undo_brings_all_back() {
        let (app, machine, field, ids) = machines(&["New", "Used", "New"]);
        let number = custom_number(field);
        let filter = Filter::decode(&format!("any~{number}.is.New~10.has.New"));
        let contents = ViewContents { filter, ..ViewContents::default() };
        now(app.save_view(machine, "Fresh", &contents, true)).unwrap();
        assert_eq!(app.choices_to_rename(field).as_deref(), Some("New\nUsed"));
        assert_eq!(app.count_with_choice(field, "New"), 2);
        let said = || {
            let texts: Vec<String> =
                ids.iter().map(|id| app.record(*id).unwrap().text(number)).collect();
            let view = app.views(machine).remove(0).contents.filter.encode();
            let default = app.record(field).unwrap().text(custom_field::DEFAULT);
            format!("{} {default} {view}", texts.join(","))
        };
        let before = said();
        let (draft, renamed) = changed();
        let done = now(app.rename_choices(field, draft, &renamed)).unwrap();
        let view = format!("any~{number}.is.Brand-new~10.has.New");
        assert_eq!(said(), format!("Brand-new,Used,Brand-new Brand-new {view}"));
        assert_eq!(app.choices_to_rename(field).as_deref(), Some("Brand-new\nUsed"));
        now(app.undo(done.stamp.unwrap())).unwrap();
        assert_eq!(said(), before);
        assert_eq!(app.choices_to_rename(field).as_deref(), Some("New\nUsed"));
    }

    #[test]
    fn only_the_choices_of_records_in_memory_are_renamed_in_them() {
        let app = tab(&MemoryStore::new(7), 1);
        let field = field_record(&app, domain::ACTIVITY, "Mood", custom_field::CHOICE, "");
        assert_eq!(app.choices_to_rename(field), None);
        let text = field_record(&app, domain::CONTACT, "Note", "text", "");
        assert_eq!(app.choices_to_rename(text), None);
        let (draft, renamed) = changed();
        assert_eq!(now(app.rename_choices(text, draft, &renamed)), Err(AppError::NotFound));
    }
}
