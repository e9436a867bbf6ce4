//! External formats: vCard, CSV and JSON backup; bytes to drafts and records to bytes. The schemas
//! drive everything: a field added to a schema is read and written without further code.

#![deny(missing_docs)]

mod amounts;
mod archive;
mod attachment;
mod backup;
mod cell;
mod clock;
mod csv;
mod dates;
mod error;
mod export;
mod import;
mod inspect;
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod inspect_tests;
mod join;
mod labels;
mod making;
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod making_up;
mod metadata;
mod moment;
mod options;
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod round_trip;
mod set_aside;
mod several;
mod tables;
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod ten_thousand;
#[cfg(test)]
mod testing;
mod text;
mod vcard;
mod xlsx;

pub use self::csv::{CellGuard, Sheet, write_csv};
pub use attachment::{
    MOST_PICTURE, attached_name, attached_type, is_displayed, is_unreadable_picture, most_attached,
};
pub use backup::{Backup, BackupWriter, read_backup};
pub use cell::{parse_value, value_text};
pub use clock::LengthUnit;
pub use dates::{DateOrder, order_hint};
pub use error::{Binary, OtherRows, TransferError};
pub use export::Lookups;
pub use import::{
    Depth, Each, File, FileFormat, Import, ImportRow, ImportedFile, Misfit, SetAside,
    SetAsideReason, Summary, read, read_each, sniff, text_of_cards,
};
pub use inspect::{
    ColumnInspection, ColumnQuestion, FIRST_ROWS, Inspection, MOST_BYTES, MOST_ROWS, Question,
    SAMPLE_CELLS, guess_kind, inspect,
};
pub use join::{gaps, is_second_writing, join};
pub use making::{file_ref, hash_of, picture_type};
pub use metadata::{with_camera_data, without_metadata};
pub use options::{
    AddressPart, BarReading, ColumnFormat, ColumnTarget, DatePart, LINE_BREAK, NameReading,
    NumberPart, Quoting, ReadOptions, Source, Why,
};
pub use set_aside::{set_aside_file, set_aside_lines};
pub use tables::Tables;
pub use text::{Encoding, decode_page};
pub use vcard::{MOST_FILE, Photo, VCardVersion, photos, write_vcard};
pub use xlsx::Workbook;
