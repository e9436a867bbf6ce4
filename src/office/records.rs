//! JSON as a container: its tables are parts like the sheets of a workbook.

use transfer::{Binary, TransferError};

use super::container::{Part, PartForm, Unpacked};
use super::json::{JsonFault, JsonTable, is_setup, read_json};

/// Opens JSON. A table is called by the key under which it stands, which tells imports what it is;
/// tables of a program's users and choices are left.
///
/// # Errors
/// `BrokenJson`, `CutShort`, `NotText` without any table, `Unfolds` if it is too large or too deep.
pub fn open(name: &str, bytes: &[u8], most: usize) -> Result<Unpacked, TransferError> {
    let tables = read_json(bytes, most).map_err(fault)?;
    let mut opened = Unpacked::default();
    for JsonTable { path, csv, .. } in tables {
        if is_setup(&path) {
            opened.left.push(path);
            continue;
        }
        let key = path.rsplit('.').next().filter(|key| !key.is_empty());
        let name = key.map_or_else(|| name.to_owned(), |key| format!("{key}.json"));
        opened.parts.push(Part { name, form: PartForm::Records, hidden: false, bytes: csv });
    }
    let none = TransferError::NotText(Binary::Archive);
    if opened.parts.is_empty() { Err(none) } else { Ok(opened) }
}

fn fault(fault: JsonFault) -> TransferError {
    match fault {
        JsonFault::NotJson { line, .. } | JsonFault::Encoding { line } => {
            TransferError::BrokenJson { line }
        }
        JsonFault::CutOff { line, .. } => TransferError::CutShort { line },
        JsonFault::NoTable => TransferError::NotText(Binary::Archive),
        JsonFault::TooLarge { .. } | JsonFault::TooDeep => TransferError::Unfolds,
        JsonFault::Unreadable => TransferError::Unreadable,
    }
}
