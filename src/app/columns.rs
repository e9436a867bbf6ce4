//! The columns of the list of contacts: which were chosen, and what a record shows in them.

use domain::{
    CONTACT, Draft, Field, Fields, SETTINGS, Schema, Speech, chosen_columns, column_choice,
    default_columns, settings,
};
use replica::Row;
use store::Store;

use super::workspace::Workspace;
use super::{AppError, Env, Saved};

/// The columns of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Columns {
    /// The fields, in the order in which they are shown.
    pub fields: Vec<Field>,
    /// Whether somebody chose them; else they are those of the schema.
    pub chosen: bool,
}

impl<S: Store, E: Env> Workspace<S, E> {
    /// The columns of the list of contacts.
    pub fn contact_columns(&self) -> Columns {
        // An ordinary setting, other than the order of the list, which is a part of its address: who
        // chose columns wants them at the next start too, and in a backup.
        let choice = self.settings().text(settings::CONTACT_COLUMNS);
        let replica = self.replica();
        let Some(schema) = replica.lens().schemas.get(CONTACT) else { return Columns::default() };
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

    /// Chooses the columns of the list of contacts, by the numbers of their fields.
    ///
    /// # Errors
    /// What the store gives.
    pub async fn choose_contact_columns(&self, numbers: &[u32]) -> Result<Saved, AppError> {
        let choice = self.replica().lens().schemas.get(CONTACT).map(|schema| {
            let fields = numbers.iter().filter_map(|number| Schema::field(schema, *number));
            column_choice(schema, &fields.collect::<Vec<_>>())
        });
        let mut draft = Draft::new(SETTINGS);
        draft.set_text(settings::CONTACT_COLUMNS, choice.unwrap_or_default());
        self.save_settings(draft).await
    }

    /// What a record holds in some fields, in one line each. For the rows that are seen: a text is
    /// made for nobody else. `None` where the row is from before a change.
    pub fn lines(&self, row: Row, fields: &[Field], speech: &impl Speech) -> Option<Vec<String>> {
        let replica = self.replica();
        replica.holds(row).then(|| {
            let view = replica.view(row);
            fields.iter().map(|field| field.line(&view, speech)).collect()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stories::{App, now, tab};
    use domain::contact;
    use store::MemoryStore;

    fn chosen(app: &App) -> (bool, Vec<u32>) {
        let Columns { fields, chosen } = app.contact_columns();
        (chosen, fields.iter().map(|field| field.number).collect())
    }

    #[test]
    fn chosen_columns_hold_after_a_reload_in_another_tab_and_until_they_are_undone() {
        let store = MemoryStore::new(7);
        let (app, other) = (tab(&store, 1), tab(&store, 2));
        let before = chosen(&app);
        assert!(!before.0 && before.1.contains(&contact::COMPANY));
        let wanted = [contact::BIRTHDAY, contact::JOB_TITLE];
        let saved = now(app.choose_contact_columns(&wanted)).unwrap();
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
        now(app.choose_contact_columns(&[])).unwrap();
        assert_eq!(chosen(&app), (true, Vec::new()));
        now(app.choose_contact_columns(&default)).unwrap();
        assert_eq!(chosen(&app), (false, default));
    }
}
