//! vCards: reads versions 2.1, 3.0 and 4.0, writes 3.0 and 4.0.
//!
//! Written here rather than taken from a crate: `calcard` gives up on a nested card and on grouped
//! lines after it, accepts a truncated card as complete, and brings a time zone database with it;
//! no crate reports the line on which a truncated card began.

mod android;
mod card_kind;
mod cards;
mod escape;
mod file;
mod groups;
#[cfg(test)]
mod hard_tests;
mod inspect;
mod line;
mod photos;
mod property;
mod props;
mod read;
mod set_aside;
mod write;

#[cfg(test)]
mod tests;

pub use file::{MOST_FILE, read};
pub use inspect::inspect;
pub use photos::{Photo, photos};
pub use set_aside::set_aside;
pub use write::{VCardVersion, write_vcard};
