//! Bytes to text, in whatever encoding a program wrote them. Only the worker decodes: the tables of
//! the encodings are no part of the page.

mod decode;
mod detect;
mod encoding;
mod vietnamese;

pub use decode::{Text, decode, decode_named};
pub use encoding::Encoding;
