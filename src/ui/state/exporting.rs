//! Everything comes out again: tables, cards, backups.

use leptos::task::spawn_local;

use super::app_state::AppState;
use crate::app::AppError;
use crate::app::job::{Format, Reply};
use crate::browser::files;
use crate::browser::job::Job;
use crate::domain::{KindId, PartialDate, RecordId};
use crate::store::Store;

impl AppState {
    /// Writes records of a kind as a file for the user to keep: all, or only some.
    pub fn export(self, kind: KindId, only: Option<Vec<RecordId>>, format: Format) {
        spawn_local(async move {
            if let Err(error) = self.export_now(kind, only, format).await {
                self.report(&error);
            }
        });
    }

    async fn export_now(
        self,
        kind: KindId,
        only: Option<Vec<RecordId>>,
        format: Format,
    ) -> Result<(), AppError> {
        let satchel = self.satchel();
        let job = Job::start().ok_or(AppError::Interrupted)?;
        let mut carried = Vec::new();
        if format == Format::VCard {
            for hash in satchel.files_of(kind, only.as_deref()) {
                if let Some(bytes) = satchel.store().file(&hash).await? {
                    carried.push((hash, bytes));
                }
            }
        }
        job.post(satchel.ask_to_export(format, kind, only.as_deref(), carried));
        let (Reply::Exported { .. }, parts) = self.reply(&job).await? else {
            return Err(AppError::Interrupted);
        };
        let name = satchel.schema(kind).map(|schema| schema.label_many.to_lowercase());
        let (ending, media_type) = match format {
            Format::Csv => ("csv", "text/csv"),
            Format::VCard => ("vcf", "text/vcard"),
        };
        let file = self.dated(&name.unwrap_or_default(), ending);
        let bytes = parts.into_iter().next().unwrap_or_default();
        files::download(&file, media_type, &bytes).ok_or(AppError::Interrupted)
    }

    /// A file name with today's date.
    pub(super) fn dated(&self, name: &str, ending: &str) -> String {
        format!("{name}-{}.{ending}", PartialDate::from_millis(self.now()))
    }
}
