//! Importing files: choose, look, say where columns go, see what will happen, bring in, result. All
//! but the first and the last are on one page, with defaults, so that who trusts them presses once.

mod bar;
mod choose;
mod file;
mod mapping;
mod new_field;
mod outcome;
mod plan;
mod preview;
mod screen;
mod targets;
mod working;

pub use bar::ImportBar;
pub use screen::ImportScreen;
