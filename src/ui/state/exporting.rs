//! Exports: tables, workbooks, vCards, backups.

use leptos::prelude::{Set, untrack};
use leptos::task::spawn_local;

use super::records::Records;
use super::settings::Settings;
use super::words::t;
use super::work;
use app::job::{
    CellGuard, ExportFormat, Message, Reply, TableChoice, TablesForm, TablesWords, reply_of,
};
use app::{AppError, RestoreOutcome};
use browser::files;
use browser::job::Job;
use domain::{KindId, RecordId, Schema};
use kit::Toast;
use store::{SmallForm, Store};

/// The media type of workbooks.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The records that go into a file, and its format.
#[derive(Clone, Debug)]
pub enum ExportSubject {
    /// Records of a kind.
    Records {
        /// The kind.
        kind: KindId,
        /// All if `None`.
        only: Option<Vec<RecordId>>,
        /// The fields of a table, in order; all if `None`.
        columns: Option<Vec<u32>>,
        /// The format.
        format: ExportFormat,
    },
    /// Everything as a workbook, or as tables in an archive.
    Everything {
        /// True for a workbook.
        is_workbook: bool,
    },
}

/// A file that is ready to be downloaded.
#[derive(Clone, Debug)]
struct ReadyFile {
    name: String,
    media_type: &'static str,
    bytes: Vec<u8>,
    unreadable: usize,
    formulas: usize,
    cut: usize,
}

/// The question of whom a file is for whose cells could be formulas.
#[derive(Clone, Debug)]
pub struct FormulaQuestion {
    /// Number of these cells.
    pub cells: usize,
    subject: ExportSubject,
    /// The file for spreadsheets.
    protected: ReadyFile,
}

impl Records {
    /// Downloads records of a kind as a file: all, or only some.
    pub fn export(self, kind: KindId, only: Option<Vec<RecordId>>, format: ExportFormat) {
        self.export_subject(ExportSubject::Records { kind, only, columns: None, format });
    }

    /// Downloads records of a kind as a table: name, then the list's columns in their order.
    pub fn export_columns(self, kind: KindId, only: Option<Vec<RecordId>>, format: ExportFormat) {
        let schema = untrack(|| self.schema(kind));
        let names = schema.title_fields();
        let columns = untrack(|| self.columns(kind)).fields.into_iter().map(|it| it.number);
        let columns = columns.filter(|number| !names.contains(number));
        let columns = Some(names.iter().copied().chain(columns).collect());
        self.export_subject(ExportSubject::Records { kind, only, columns, format });
    }

    /// Downloads everything as a workbook, or as tables in an archive.
    pub fn export_everything(self, is_workbook: bool) {
        self.export_subject(ExportSubject::Everything { is_workbook });
    }

    /// Downloads the file of a question, written in this way.
    pub fn answer_formulas(self, question: FormulaQuestion, guard: CellGuard) {
        self.run(async move {
            let file = match guard {
                CellGuard::Protected => question.protected,
                CellGuard::Exact => self.written(&question.subject, guard).await?,
            };
            self.download(&file)
        });
    }

    /// Downloads a file. If some of its cells could be formulas, asks first whom it is for.
    fn export_subject(self, subject: ExportSubject) {
        self.run(async move {
            let file = self.written(&subject, CellGuard::Protected).await?;
            if file.formulas == 0 {
                return self.download(&file);
            }
            let cells = file.formulas;
            let question = FormulaQuestion { cells, subject, protected: file };
            self.session.sheets.formulas.set(Some(question));
            Ok(())
        });
    }

    fn run(self, work: impl Future<Output = Result<(), AppError>> + 'static) {
        spawn_local(async move {
            if let Err(error) = work.await {
                self.session.report(&error);
            }
        });
    }

    /// Has the worker write a file.
    async fn written(
        self,
        subject: &ExportSubject,
        guard: CellGuard,
    ) -> Result<ReadyFile, AppError> {
        let job = Job::start().ok_or(AppError::Interrupted)?;
        job.post(self.asked(subject, guard).await?);
        let (Reply::Exported { unreadable, formulas, cut, .. }, parts) =
            reply_of(job.next().await)?
        else {
            return Err(AppError::Interrupted);
        };
        let bytes = parts.into_iter().next().unwrap_or_default();
        let (name, media_type) = self.file_of(subject);
        Ok(ReadyFile { name, media_type, bytes, unreadable, formulas, cut })
    }

    /// Builds the worker's request.
    async fn asked(self, subject: &ExportSubject, guard: CellGuard) -> Result<Message, AppError> {
        let workspace = self.session.workspace();
        match subject {
            ExportSubject::Everything { is_workbook } => {
                let form = if *is_workbook { TablesForm::Xlsx } else { TablesForm::Csv(guard) };
                workspace.ask_to_export_tables(form, self.tables_words()).await
            }
            ExportSubject::Records { kind, only, columns, format } => {
                let (kind, format, only) = (*kind, *format, only.as_deref());
                let mut carried = Vec::new();
                if matches!(format, ExportFormat::VCard | ExportFormat::VCard3) {
                    for hash in workspace.files_of(kind, only) {
                        if let Some(bytes) = workspace.store().file(&hash).await? {
                            carried.push((hash, bytes));
                        }
                    }
                }
                let schema = workspace.schema(kind);
                let title = schema.map(|schema| self.session.words.kind_names(&schema).title);
                let title = title.unwrap_or_default();
                let table = TableChoice { columns: columns.clone(), guard, title };
                workspace.ask_to_export_stored(format, kind, only, table, carried).await
            }
        }
    }

    /// Returns the name and the media type of a file.
    fn file_of(self, subject: &ExportSubject) -> (String, &'static str) {
        let workspace = self.session.workspace();
        let (name, ending, media_type) = match subject {
            ExportSubject::Everything { is_workbook: true } => ("satchel".into(), "xlsx", XLSX),
            ExportSubject::Everything { is_workbook: false } => {
                ("satchel-tables".into(), "zip", "application/zip")
            }
            ExportSubject::Records { kind, format, .. } => {
                let name = workspace.schema(*kind).map(|schema| schema.label_many.to_lowercase());
                let (ending, media_type) = match format {
                    ExportFormat::Csv => ("csv", "text/csv"),
                    ExportFormat::Xlsx => ("xlsx", XLSX),
                    ExportFormat::VCard | ExportFormat::VCard3 => ("vcf", "text/vcard"),
                };
                (name.unwrap_or_default(), ending, media_type)
            }
        };
        (workspace.dated(&name, ending), media_type)
    }

    fn download(self, file: &ReadyFile) -> Result<(), AppError> {
        let ReadyFile { name, media_type, bytes, unreadable, formulas: _, cut } = file;
        files::download(name, media_type, bytes).ok_or(AppError::Interrupted)?;
        self.say_left_out(*unreadable);
        if *cut > 0 {
            let text = t!(self.session.words, records.export_cut, count = *cut);
            self.session.toasts.show(Toast::new(text).danger());
        }
        Ok(())
    }

    /// Returns the words of everything as tables, in the language of the screen.
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
