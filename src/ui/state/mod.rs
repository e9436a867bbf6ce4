//! What screens ask and do: the only place that joins the app, the browser and the screens.

mod app_state;
mod backing;
mod beginning;
mod columns;
mod contact_list;
mod day;
mod deals;
mod device;
mod doing;
mod edit_form;
mod exporting;
mod forms;
mod happening;
mod health;
mod history_book;
mod history_search;
mod importing;
mod lists;
mod lists_of_words;
mod log_form;
mod logging;
mod photos;
mod pipelines;
mod quick;
mod reaching;
mod record_page;
mod repeating;
mod selling;
mod sentences;
mod storage;
mod tag_colors;
mod time;
mod timeline_book;
mod versions;
mod words;
mod work;

pub use app_state::{AppState, Phase, use_app};
pub use contact_list::Letter;
pub use day::News;
pub use doing::after_undo;
pub use edit_form::EditForm;
pub use forms::DraftKey;
pub use history_book::HistoryBook;
pub use history_search::{FoundEntry, HistorySearch};
pub use importing::{ImportFile, ImportFlow, ImportPlan, ImportStep};
pub use lists::Rows;
pub use lists_of_words::WordList;
pub use log_form::LogForm;
pub use reaching::{ReachRequest, Reachable};
pub use record_page::{ChangeWords, text_of};
pub use selling::{LogRequest, Sheets, TaskRequest};
pub use sentences::{fault_sentence, sentence};
pub use storage::{Binned, Past};
pub use timeline_book::TimelineBook;
pub use words::{Locale, Words, i18n, t};

// What `ui/state` hands out of the rooms that features may not import.
pub use crate::app::job::{
    AddressPart, ColumnInspection, ColumnTarget, DateOrder, Double, Encoding, Format, Inspection,
    Looks, Match, MatchChoice, MatchedBy, Planned, Quoting, Reason, Trouble, Why,
};
pub use crate::app::{
    Agenda, Anniversary, AppError, BulkChange, Columns, CompanyCard, ContactCard, DayList,
    DealCard, DealColumn, DealOrder, DealSelection, Done, FieldChange, Happened, ImportOutcome,
    Logged, Missing, PastAction, PipelineView, RecordChange, RemovedPlace, RestoreOutcome,
    STAGE_CHANGE, Saved, StageView, StaleIn, Subject, TagCount, TaskCard, TaskSpan, TimelinePart,
    ToDo, Undone, chance as chance_of_deal,
};
pub use crate::replica::{ActionKind, Record, Row, Selection, Sort, Stamp};
pub use crate::store::{StoreError, Usage};
