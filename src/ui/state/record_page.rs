//! Support for record pages and forms: schema, history in words, suggestions, clipboard.

use std::sync::Arc;

use leptos::task::spawn_local;

use super::app_state::AppState;
use super::format::Formatter;
use super::history_words::Teller;
use super::records::Records;
use super::sentences::sentence;
use super::words::t;
use app::RecordChange;
use browser::window;
use domain::{
    DateHabits, Dialing, Draft, Fields, KindId, PartialDate, RecordId, Schema, declare_kind,
};
use kit::Toast;
use replica::ActionKind;

/// A change of a record, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeWords {
    /// The kind of change.
    pub title: String,
    /// The time, and whether it was made on this device.
    pub when: String,
    /// The written fields, each with its value before and after.
    pub fields: Vec<(String, String)>,
}

impl Records {
    /// Returns the schema of a kind, custom fields included. Tracked.
    pub fn schema(&self, kind: KindId) -> Arc<Schema> {
        let schema = self.session.workspace_of_shape().schema(kind);
        // Every kind named by a screen is built in, so the fallback is unused.
        Arc::new(schema.unwrap_or(declare_kind(kind, "", "", "").schema(&[])))
    }

    /// Returns the choices of a field by key and name. Tracked.
    pub fn choices(&self, kind: KindId, number: u32) -> Vec<(String, String)> {
        let schema = self.schema(kind);
        let choices = schema.field(number).into_iter().flat_map(|field| field.choices.iter());
        choices.map(|it| (it.key.to_string(), it.label.to_string())).collect()
    }

    /// Returns a field's label. Tracked.
    pub fn field_label(&self, kind: KindId, number: u32) -> String {
        let workspace = self.session.workspace_of_shape();
        let replica = workspace.replica();
        let Some(schema) = replica.context().schemas.get(kind) else { return String::new() };
        schema
            .field(number)
            .map(|field| self.session.words.field(schema, field))
            .unwrap_or_default()
    }

    /// Returns existing contacts that resemble the draft, by id and name. Tracked.
    pub fn seem_to_exist(
        &self,
        draft: &Draft,
        except: Option<RecordId>,
    ) -> Vec<(RecordId, String)> {
        let workspace = self.session.workspace_of(&[draft.kind]);
        let rows = workspace.similar(draft, except);
        rows.into_iter()
            .filter_map(|row| workspace.contact_card(row))
            .map(|card| (card.id, card.name))
            .collect()
    }

    /// Returns the time of a record's last change, in milliseconds. Tracked.
    pub fn changed_millis(&self, id: RecordId) -> Option<i64> {
        let record = self.record(id)?;
        i64::try_from(record.changed().millis).ok()
    }

    /// Reads the history of a record, in words.
    ///
    /// # Errors
    /// A localized sentence if reading failed.
    pub async fn history_of(self, id: RecordId) -> Result<Vec<ChangeWords>, String> {
        let changes =
            self.changes_of(id).await.map_err(|error| sentence(&self.session.words, &error))?;
        Ok(changes.into_iter().map(|change| self.in_words(change)).collect())
    }

    fn in_words(self, change: RecordChange) -> ChangeWords {
        let words = self.session.words;
        let what = match change.action {
            ActionKind::Create => t!(words, contact.was_created),
            ActionKind::Edit | ActionKind::Bulk => t!(words, contact.was_changed),
            ActionKind::Delete => t!(words, contact.was_deleted),
            ActionKind::Restore => t!(words, contact.was_restored),
            ActionKind::Import => t!(words, contact.was_imported),
            ActionKind::Merge => t!(words, contact.was_merged),
            ActionKind::Undo => t!(words, contact.was_undone),
        };
        let place =
            if change.here { t!(words, shell.on_device) } else { t!(words, contact.elsewhere) };
        let made = change.action == ActionKind::Create;
        let context = self.session.workspace().replica().context().clone();
        let teller = Teller { words, schemas: &context.schemas, speech: &self.format };
        let in_words = |schema| teller.facts_of(schema, &change.fields, made);
        ChangeWords {
            title: what,
            when: format!(
                "{} \u{b7} {place}",
                self.format.day_and_time(change.stamp.millis as i64)
            ),
            fields: context
                .schemas
                .get(change.kind)
                .filter(|_| !made)
                .map(in_words)
                .unwrap_or_default(),
        }
    }
}

impl AppState {
    /// Copies a text to the clipboard and confirms with a toast.
    pub fn copy(self, text: String) {
        spawn_local(async move {
            let done = window::copy(&text).await;
            let said = if done {
                t!(self.words, contact.copied)
            } else {
                t!(self.words, contact.not_copied)
            };
            self.toasts.show(Toast::new(said));
        });
    }
}

impl Formatter {
    /// Returns how phone numbers without a country code are read. Tracked.
    pub fn dialing(&self) -> Dialing {
        Dialing::of_settings(&self.session.workspace_of_shape().settings())
    }

    /// Returns the date conventions for parsing dates.
    pub fn date_habits(&self) -> DateHabits {
        // Hungarians and Chinese write the year first, and the month before the day as well.
        let month_first =
            ["en-US", "hu", "zh"].iter().any(|it| self.session.words.region().starts_with(it));
        DateHabits { months: self.months(), month_first, era: self.session.words.era() }
    }

    /// Returns today's local date.
    pub fn today(&self) -> PartialDate {
        PartialDate::parse(&self.to_input(self.now())).unwrap_or_default()
    }
}

/// Returns a text field of a record, empty if the record is missing.
pub fn text_of(record: Option<&impl Fields>, field: u32) -> String {
    record.map(|record| record.text(field)).unwrap_or_default()
}
