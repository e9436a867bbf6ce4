//! Importing a file.

mod screen;

pub use screen::ImportScreen;
