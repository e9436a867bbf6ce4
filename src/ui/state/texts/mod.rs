//! The texts of the screens: constants for the English ones, which `src/ui/locales/build.rs` makes,
//! and the catalog of another language.

mod arg;
mod catalog;
mod id;
mod text;

pub use arg::{Count, TextArg};
pub use catalog::{Catalog, FirstCatalog};
pub use text::{ScreenText, filled};

/// The English texts by room and key, and how much of the other languages is translated.
#[expect(non_upper_case_globals, reason = "they are called as in the catalogs")]
pub(crate) mod known {
    use super::ScreenText;

    include!(concat!(env!("OUT_DIR"), "/texts.rs"));
}
