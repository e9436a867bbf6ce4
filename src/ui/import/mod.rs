//! Importing files: choose, inspect, map columns, review the plan, run, result. All steps but the
//! first and last share one page with defaults, so that one tap suffices to accept them.

mod bar;
mod choose;
mod file;
mod mapping;
mod new_field;
mod outcome;
mod plan;
mod preview;
mod questions;
mod screen;
mod targets;
mod working;

pub use bar::ImportBar;
pub use screen::ImportScreen;
