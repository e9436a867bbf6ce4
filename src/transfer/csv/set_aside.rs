//! Rows that did not come in, written so that they can be corrected.

use csv::{StringRecord, Terminator, WriterBuilder};

use super::records::{Found, Records};
use super::shape::Shape;
use super::words::WHY;
use crate::transfer::import::SetAside;
use crate::transfer::options::ReadOptions;

/// The header of the table, the rows, and why each did not come in. Quotation marks of a row that
/// broke it are letters of its cells now, so that the file can be read.
pub fn set_aside(text: &str, options: &ReadOptions, set_aside: &[&SetAside]) -> Vec<u8> {
    let shape = Shape::of(text, options);
    let mut builder = WriterBuilder::new();
    builder.delimiter(shape.delimiter).terminator(Terminator::CRLF).flexible(true);
    let mut writer = builder.from_writer("\u{feff}".as_bytes().to_vec());
    let mut width = 0;
    // Writing into memory does not fail, and rows may have any length.
    let mut write = |cells: Vec<String>| writer.write_record(cells).unwrap_or_default();
    if let Some(header) = header(text, shape, options) {
        width = header.len();
        write(header.iter().chain([WHY]).map(str::to_owned).collect());
    }
    for aside in set_aside {
        let cells = aside.raw.split(char::from(shape.delimiter));
        let mut cells: Vec<String> = cells.map(str::to_owned).collect();
        cells.resize(cells.len().max(width), String::new());
        cells.push(aside.reason.to_string());
        write(cells);
    }
    writer.into_inner().unwrap_or_default()
}

fn header(text: &str, shape: Shape, options: &ReadOptions) -> Option<StringRecord> {
    let mut record = StringRecord::new();
    let found = Records::new(text, shape).next(&mut record, None);
    let named = options.header != Some(false);
    (matches!(found, Found::Record) && named).then_some(record)
}
