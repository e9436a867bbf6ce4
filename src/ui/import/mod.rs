//! Importing a file: choose, look, bring in, result.

mod outcome;
mod preview;
mod screen;

pub use screen::ImportScreen;
