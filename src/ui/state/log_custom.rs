//! The custom fields of an activity, and what it is about, in the log sheet: what is wrong with them,
//! and keeping what is typed.

use leptos::prelude::*;

use super::log_form::LogForm;
use super::sentences::fault_sentence;
use app::AppError;
use domain::{
    ACTIVITY, Draft, DraftSlot, FieldType, Problem, Schema, Value, check, check_required, undecided,
};

/// Returns the custom fields of a draft, in the order of the schema.
fn slots_of(schema: &Schema, draft: &Draft) -> Vec<(u32, DraftSlot)> {
    let own = schema.fields.iter().filter(|field| field.is_asked_in_logs());
    own.filter_map(|field| Some((field.number, draft.slots.get(&field.number)?.clone()))).collect()
}

impl LogForm {
    /// Returns the problems of the custom fields; empty before the first attempt to save.
    pub fn problems(self) -> Signal<Vec<Problem>> {
        let problems = Memo::new(move |_| match self.tried.get() {
            true => self.draft.with(|draft| self.problems_of(draft)),
            false => Vec::new(),
        });
        problems.into()
    }

    /// Returns what is wrong with the custom fields as a sentence that begins with the field.
    pub(super) fn wrong_custom(self, draft: &Draft) -> Option<String> {
        let problem = self.problems_of(draft).into_iter().next()?;
        let label = self.log().records.field_label(ACTIVITY, problem.field);
        Some(format!("{label}: {}", fault_sentence(&self.log().session.words, problem.fault)))
    }

    fn problems_of(self, draft: &Draft) -> Vec<Problem> {
        let schema = self.log().records.schema(ACTIVITY);
        let is_own = |problem: &Problem| {
            let field = schema.field(problem.field);
            field.is_some_and(|field| field.is_asked_in_logs())
        };
        let mut problems = check(&schema, draft);
        problems.extend(check_required(&schema, draft, true));
        self.to_make.with(|to_make| problems.extend(undecided(&schema, draft, to_make)));
        problems.retain(is_own);
        problems
    }

    /// Creates the records that the custom fields name, as the person decided.
    pub(super) async fn make_first(self, draft: &mut Draft) -> Result<(), AppError> {
        let workspace = self.log().session.workspace();
        let to_make = self.to_make.get_untracked();
        let schema = self.log().records.schema(ACTIVITY);
        for field in schema.fields.iter().filter(|field| field.is_asked_in_logs()) {
            let FieldType::Reference(kind) = field.kind else { continue };
            let values: Vec<&mut Value> = match draft.slots.get_mut(&field.number) {
                Some(DraftSlot::One(Some(value))) => vec![value],
                Some(DraftSlot::Many(elements)) => {
                    elements.iter_mut().map(|element| &mut element.value).collect()
                }
                Some(DraftSlot::One(None)) | None => Vec::new(),
            };
            for value in values {
                let name = value.as_text().map(str::to_owned);
                if let Some(name) = name.filter(|name| to_make.holds(kind, name)) {
                    let saved = workspace.make_named(kind, &name, Draft::new(kind)).await?;
                    *value = Value::Reference(saved.id);
                }
            }
        }
        Ok(())
    }

    /// Keeps what is typed into the custom fields, as the other inputs do by themselves.
    pub fn follow_custom_fields(self) {
        let slots = Memo::new(move |_| {
            let schema = self.log().records.schema(ACTIVITY);
            self.draft.with(|draft| slots_of(&schema, draft))
        });
        Effect::new(move |before: Option<u32>| {
            slots.with(|_| ());
            let begun = self.begun.get_untracked();
            // What the sheet began with is no input.
            if before == Some(begun) {
                untrack(|| self.change(|_draft| ()));
            }
            begun
        });
    }
}
