//! Workbooks of spreadsheets (XLSX, ECMA-376): what is laid out for all tables, with types.

mod names;
mod number;
mod parts;
mod rows;
mod styles;
#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;
mod workbook;
mod xml;

pub use workbook::Workbook;
