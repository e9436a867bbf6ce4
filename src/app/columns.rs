//! The columns of lists: the chosen fields and their values.

use domain::{
    Draft, DraftElement, DraftSlot, Element, Field, Fields, KindId, Schema, Speech, Value,
    chosen_columns, column_choice, default_columns, settings,
};
use replica::Row;
use store::Store;

use super::workspace::Workspace;
use super::{AppError, Env, Saved};

/// The columns of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Columns {
    /// The fields, in order.
    pub fields: Vec<Field>,
    /// True if the user chose them; otherwise they are the schema's defaults.
    pub chosen: bool,
}

impl<S: Store, E: Env> Workspace<S, E> {
    /// Returns the columns of a kind's list.
    pub fn columns(&self, kind: KindId) -> Columns {
        // Stored as a setting, unlike the sort order, which is part of the URL: columns must
        // survive a restart and be in backups.
        let settings = self.settings();
        let replica = self.replica();
        let Some(schema) = replica.schema(kind) else {
            return Columns::default();
        };
        let choice = settings::columns_of(&settings, &schema.key);
        let chosen = chosen_columns(schema, &choice);
        Columns {
            chosen: chosen.is_some(),
            fields: chosen
                .unwrap_or_else(|| default_columns(schema))
                .into_iter()
                .cloned()
                .collect(),
        }
    }

    /// Sets the columns of a kind's list by field number.
    ///
    /// # Errors
    /// `NotFound` if the kind is gone; store errors.
    pub async fn choose_columns(&self, kind: KindId, numbers: &[u32]) -> Result<Saved, AppError> {
        let schema = self.schema(kind).ok_or(AppError::NotFound)?;
        let fields = numbers.iter().filter_map(|number| Schema::field(&schema, *number));
        let choice = column_choice(&schema, &fields.collect::<Vec<_>>());
        let known = self.settings().elements(settings::COLUMNS).into_iter();
        let mut choices: Vec<DraftElement> = known
            .filter(|element| element.label != schema.key)
            .map(|Element { id, label, value }| DraftElement { id: Some(id), label, value })
            .collect();
        let label = schema.key.to_string();
        choices.push(DraftElement { id: None, label, value: Value::Text(choice) });
        let mut draft = Draft::new(settings::SCHEMA.kind);
        draft.slots.insert(settings::COLUMNS, DraftSlot::Many(choices));
        self.save_settings(draft).await
    }

    /// Formats some fields of a record, one line each; called only for visible rows. `None` if the
    /// row is stale.
    pub fn lines(&self, row: Row, fields: &[Field], speech: &impl Speech) -> Option<Vec<String>> {
        let (replica, row) = self.held(row)?;
        let view = replica.view(row);
        Some(fields.iter().map(|field| field.line(&view, speech)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stories::{App, now, tab};
    use domain::{CONTACT, contact};
    use store::MemoryStore;

    fn chosen(app: &App) -> (bool, Vec<u32>) {
        let Columns { fields, chosen } = app.columns(CONTACT);
        (chosen, fields.iter().map(|field| field.number).collect())
    }

    #[test]
    fn chosen_columns_hold_after_a_reload_in_another_tab_and_until_they_are_undone() {
        let store = MemoryStore::new(7);
        let (app, other) = (tab(&store, 1), tab(&store, 2));
        let before = chosen(&app);
        assert!(!before.0 && before.1.contains(&contact::COMPANY));
        let wanted = [contact::BIRTHDAY, contact::JOB_TITLE];
        let saved = now(app.choose_columns(CONTACT, &wanted)).unwrap();
        assert_eq!(chosen(&app), (true, wanted.to_vec()));
        assert_eq!(chosen(&tab(&store, 3)), (true, wanted.to_vec()));
        now(other.catch_up()).unwrap();
        assert_eq!(chosen(&other), (true, wanted.to_vec()));
        now(app.undo(saved.done.stamp.unwrap())).unwrap();
        assert_eq!(chosen(&app), before);
    }

    #[test]
    fn choosing_what_is_the_default_is_choosing_nothing_and_no_columns_are_a_choice_too() {
        let app = tab(&MemoryStore::new(7), 1);
        let (_, default) = chosen(&app);
        now(app.choose_columns(CONTACT, &[])).unwrap();
        assert_eq!(chosen(&app), (true, Vec::new()));
        now(app.choose_columns(CONTACT, &default)).unwrap();
        assert_eq!(chosen(&app), (false, default));
    }
}
