//! Tables in JSON: exports of other programs and answers of their interfaces.

mod fault;
mod members;
mod program;
mod read;
mod row;
mod table;
mod text;

#[cfg(test)]
#[cfg(not(target_arch = "wasm32"))]
mod tests;

pub use fault::JsonFault;
pub use program::is_setup;
pub use read::read_json;
pub use table::JsonTable;
