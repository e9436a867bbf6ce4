//! The import of files: what was chosen, how each is read, what will happen, and what did. It goes on
//! while other screens are open.

mod asking;
mod choosing;
mod flow;
mod outcome;
mod running;
mod telling;

pub use flow::{ImportFile, ImportFlow, ImportPlan, ImportStep};
