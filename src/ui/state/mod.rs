//! The screens' view models: the only module that joins the app, the browser and the screens.

mod apart;
mod app_state;
mod attaching;
mod backing;
mod beginning;
mod bin;
mod boards;
mod choices;
mod columns;
mod day;
mod deals;
mod device;
mod edit_form;
#[cfg(feature = "screens")]
mod either_store;
mod exporting;
mod format;
mod grouping;
mod happening;
mod health;
mod history_book;
mod history_search;
mod history_words;
#[cfg(test)]
mod history_words_tests;
mod importing;
mod layouts;
mod lists;
mod lists_of_words;
mod log_choosing;
mod log_custom;
mod log_form;
mod logging;
mod own_kinds;
mod photos;
mod pipelines;
mod quick;
mod reaching;
mod record_list;
mod record_page;
mod records;
mod repeating;
mod requests;
mod restored;
mod revisions;
mod saving;
mod selling;
mod sentences;
mod session;
mod settings;
mod sheets;
mod steady_signal;
mod storage;
mod stored_drafts;
mod tag_colors;
mod tasks;
pub(crate) mod texts;
mod time;
mod timeline_book;
mod titles;
mod versions;
mod viewing;
mod views;
mod words;
mod work;

pub use apart::Reading;
pub use app_state::{AppState, use_app};
pub use bin::{Bin, ToErase};
pub use boards::UnderWay;
pub use day::{Attention, ByPointer};
pub use edit_form::EditForm;
#[cfg(feature = "screens")]
pub use either_store::give_store;
pub use exporting::FormulaQuestion;
pub use format::Formatter;
pub use history_book::HistoryBook;
pub use history_search::{FoundEntry, HistorySearch};
pub use history_words::RecordInWords;
pub use importing::{ImportFile, ImportFlow, ImportPlan, ImportStep};
pub use layouts::LayoutChange;
pub use lists::Rows;
pub use lists_of_words::WordList;
pub use log_form::LogForm;
pub use own_kinds::KindInSettings;
pub use reaching::Reachable;
pub use record_list::Letter;
pub use record_page::{ChangeWords, text_of};
pub use requests::{LogRequest, ReachRequest, TaskRequest};
#[cfg(feature = "screens")]
pub use revisions::counts::reads_of;
pub use sentences::{fault_sentence, sentence};
pub use session::Phase;
pub use sheets::Sheets;
pub use storage::Past;
pub use stored_drafts::DraftKey;
pub use texts::{Catalog, Count, FirstCatalog, ScreenText};
pub use timeline_book::TimelineBook;
pub use viewing::Viewing;
pub use words::{ENGLISH, KindNames, LANGUAGES, Words, capitalized, language_of, t, within};

// Re-exports for features, which may not import these modules directly.
pub use app::job::{
    AddressPart, BarReading, Barred, CellGuard, ColumnFormat, ColumnInspection, ColumnQuestion,
    ColumnTarget, DateOrder, DatePart, Double, Encoding, ExportFormat, Inspection, LengthUnit,
    Match, MatchChoice, MatchedBy, NameReading, NumberPart, Planned, Question, Quoting,
    SetAsideReason, Trouble, Unclear, ValueKept, Why,
};
pub use app::{
    ActivityCard, Agenda, Anniversary, AppError, Binned, BulkChange, Candidate, CandidateQuery,
    Columns, ContactCard, DayList, DealCard, Done, FieldLayout, FilesTotal, GroupKey, Grouping,
    Happened, HistoryAction, ImportOutcome, InPipeline, Lane, LaneTarget, ListLayout, ListSort,
    ListView, ListWanted, LoggedActivity, Missing, PageSection, PipelineView, RecordCard,
    RecordChange, Relation, RemovedPlace, RestoreOutcome, RowGroup, STAGE_CHANGE, Saved, StageView,
    Subject, TagCount, TaskCard, TimelinePart, Undone, ViewBase, ViewContents, ViewId,
    chance as chance_of_deal, sort_key, sort_of,
};
pub use browser::office::PartForm;
pub use replica::{ActionKind, Record, Row, Selection, Sort, Stamp};
pub use store::{StoreError, Usage};
