//! Pieces of screens that know records but not the app: data comes in, the person's actions go out.
//! Words, formats and look-ups come from the [`PartServices`] that the shell provides.

mod channel;
mod choice_sheet;
mod chooser;
mod deals;
mod files;
mod head;
mod history_sheet;
mod kind;
mod marked;
mod note_composer;
mod part_services;
mod picking;
mod record_facts;
mod record_form;
mod record_picker;
mod timeline;
mod warning;

pub use channel::{LOGGED_KINDS, channel_icon};
pub use choice_sheet::ReachRow;
pub use deals::DealCards;
pub use files::{FileAdder, FileServices, FileSource, FilesInput, RecordFiles};
pub use head::RecordHead;
pub use history_sheet::{ChangedFields, HistoryFoot, HistoryLine};
pub use kind::icon_of_kind;
pub use marked::Marked;
pub use note_composer::NoteComposer;
pub use part_services::{
    DealLine, DealWords, FactWords, FormWords, NoteWords, PartServices, ServicesLoader,
    TimelineWords, WithServices, use_part_services,
};
pub use picking::{Offer, Offers, PickerQuestion, Picking, Wanted};
pub use record_facts::{Extra, RecordFacts};
pub use record_form::{Cell, DraftNote, FormDelete, FormDraft, FormFoot, RecordForm, ValueInput};
pub use record_picker::{Choosing, PickHow, PickerDecision, RecordPicker};
pub use timeline::{ActivityTimeline, icon_of};
pub use warning::Warning;
