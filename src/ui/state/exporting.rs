//! Exports: tables, vCards, backups.

use leptos::prelude::untrack;
use leptos::task::spawn_local;

use super::records::Records;
use super::settings::Settings;
use super::words::t;
use super::work;
use app::job::{ExportFormat, Message, Reply, TablesWords, reply_of};
use app::{AppError, RestoreOutcome};
use browser::files;
use browser::job::Job;
use domain::{KindId, RecordId, Schema};
use store::{SmallForm, Store};

impl Records {
    /// Downloads records of a kind as a file: all, or only some.
    pub fn export(self, kind: KindId, only: Option<Vec<RecordId>>, format: ExportFormat) {
        self.export_as(kind, only, format, None);
    }

    /// Downloads records of a kind as a table: name, then the list's columns in their order.
    pub fn export_columns(self, kind: KindId, only: Option<Vec<RecordId>>) {
        let schema = untrack(|| self.schema(kind));
        let names = schema.title_fields();
        let columns = untrack(|| self.columns(kind)).fields.into_iter().map(|it| it.number);
        let columns = columns.filter(|number| !names.contains(number));
        let columns = names.iter().copied().chain(columns).collect();
        self.export_as(kind, only, ExportFormat::Csv, Some(columns));
    }

    fn export_as(
        self,
        kind: KindId,
        only: Option<Vec<RecordId>>,
        format: ExportFormat,
        columns: Option<Vec<u32>>,
    ) {
        spawn_local(async move {
            if let Err(error) = self.export_now(kind, only, format, columns).await {
                self.session.report(&error);
            }
        });
    }

    async fn export_now(
        self,
        kind: KindId,
        only: Option<Vec<RecordId>>,
        format: ExportFormat,
        columns: Option<Vec<u32>>,
    ) -> Result<(), AppError> {
        let workspace = self.session.workspace();
        let job = Job::start().ok_or(AppError::Interrupted)?;
        let mut carried = Vec::new();
        if format != ExportFormat::Csv {
            for hash in workspace.files_of(kind, only.as_deref()) {
                if let Some(bytes) = workspace.store().file(&hash).await? {
                    carried.push((hash, bytes));
                }
            }
        }
        let only = only.as_deref();
        job.post(workspace.ask_to_export_stored(format, kind, only, columns, carried).await?);
        let (Reply::Exported { unreadable, .. }, parts) = reply_of(job.next().await)? else {
            return Err(AppError::Interrupted);
        };
        let name = workspace.schema(kind).map(|schema| schema.label_many.to_lowercase());
        let (ending, media_type) = match format {
            ExportFormat::Csv => ("csv", "text/csv"),
            ExportFormat::VCard | ExportFormat::VCard3 => ("vcf", "text/vcard"),
        };
        let file = workspace.dated(&name.unwrap_or_default(), ending);
        let bytes = parts.into_iter().next().unwrap_or_default();
        files::download(&file, media_type, &bytes).ok_or(AppError::Interrupted)?;
        self.say_left_out(unreadable);
        Ok(())
    }
}

impl Settings {
    /// Downloads a backup of everything.
    pub fn back_up(self) {
        spawn_local(async move {
            if let Err(error) = self.back_up_now().await {
                self.session.report(&error);
            }
        });
    }

    async fn back_up_now(self) -> Result<(), AppError> {
        let workspace = self.session.workspace();
        let job = Job::start().ok_or(AppError::Interrupted)?;
        job.post(workspace.ask_to_back_up().await?);
        let (Reply::Exported { unreadable, .. }, parts) = reply_of(job.next().await)? else {
            return Err(AppError::Interrupted);
        };
        let bytes = parts.into_iter().next().unwrap_or_default();
        let name = workspace.dated("satchel-backup", "json");
        files::download(&name, "application/json", &bytes).ok_or(AppError::Interrupted)?;
        let now = self.format.now().to_le_bytes().to_vec();
        SmallForm::LastBackup.key().write(workspace.store(), Some(now)).await?;
        self.records.say_left_out(unreadable);
        self.session.changed();
        Ok(())
    }

    /// Downloads a backup of how the app is set up, without anything about people.
    pub fn back_up_configuration(self) {
        spawn_local(async move {
            let asked = self.session.workspace().ask_to_back_up_configuration();
            let file = ("satchel-configuration", "json", "application/json");
            if let Err(error) = self.download_answer(asked, file).await {
                self.session.report(&error);
            }
        });
    }

    /// Downloads everything as tables in an archive.
    pub fn export_tables(self) {
        spawn_local(async move {
            let exported = async {
                let words = self.tables_words();
                let asked = self.session.workspace().ask_to_export_tables(words).await?;
                self.download_answer(asked, ("satchel-tables", "zip", "application/zip")).await
            };
            if let Err(error) = exported.await {
                self.session.report(&error);
            }
        });
    }

    /// Returns the words of the text that goes with the tables, in the language of the screen.
    fn tables_words(self) -> TablesWords {
        let words = self.session.words;
        let about = vec![
            t!(words, settings.tables_about),
            t!(words, settings.tables_ids),
            t!(words, settings.tables_together),
            t!(words, settings.tables_backup),
        ];
        let schemas = self.session.workspace().schemas();
        let title = |schema: &Schema| (schema.kind.0, words.kind_names(schema).title);
        TablesWords { about, kinds: schemas.all().iter().map(title).collect() }
    }

    /// Downloads the file with which a worker answers: its name, ending and media type.
    async fn download_answer(
        self,
        asked: Message,
        (name, ending, media_type): (&str, &str, &str),
    ) -> Result<(), AppError> {
        let job = Job::start().ok_or(AppError::Interrupted)?;
        job.post(asked);
        let (Reply::Exported { unreadable, .. }, parts) = reply_of(job.next().await)? else {
            return Err(AppError::Interrupted);
        };
        let bytes = parts.into_iter().next().unwrap_or_default();
        let name = self.session.workspace().dated(name, ending);
        files::download(&name, media_type, &bytes).ok_or(AppError::Interrupted)?;
        self.records.say_left_out(unreadable);
        Ok(())
    }

    /// Returns the time of the last backup made on this device, in milliseconds.
    pub async fn last_backup(self) -> Option<i64> {
        let kept = self.session.small(&SmallForm::LastBackup.key()).await?;
        Some(i64::from_le_bytes(kept.try_into().ok()?))
    }

    /// Restores the chosen backup, merging it with the existing data, and passes the outcome to
    /// `then`.
    pub fn restore(self, event: leptos::ev::Event, then: impl FnOnce(RestoreOutcome) + 'static) {
        spawn_local(async move {
            let Some(file) = files::chosen(&event).await else { return };
            // Toasts about an earlier attempt do not concern this one.
            self.session.toasts.clear();
            match work::restore(self.session.workspace(), file.bytes).await {
                Ok(outcome) => {
                    self.session.follow_settings();
                    self.session.changed();
                    self.session.tidy();
                    then(outcome);
                }
                Err(error) => self.session.report(&error),
            }
        });
    }
}
