//! The form of a record, generated from its schema: sections, fields by their type, lists of
//! elements. It writes one draft and knows nothing of saving.

mod address;
mod by_name;
mod cell;
mod date_text;
mod draft_note;
mod due_input;
mod foot;
mod form;
mod list_field;
mod money_text;
mod product_input;
mod repeat_input;
mod tags_field;
mod value_input;

pub use cell::{Cell, FormDraft};
pub use draft_note::DraftNote;
pub use foot::{FormDelete, FormFoot};
pub use form::RecordForm;
pub use value_input::ValueInput;
