//! Decodes bytes to text in any common encoding. Only the worker decodes, so the page does not
//! carry the encoding tables.

mod decode;
mod detect;
mod encoding;
mod folds;
mod vietnamese;

pub use decode::{Text, decode, decode_named, decode_page};
pub use encoding::Encoding;
