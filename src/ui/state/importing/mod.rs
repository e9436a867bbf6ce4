//! The import of files: chosen files, their options, the plan and the outcome. Runs on while other
//! screens are open.

mod asking;
mod choosing;
mod findings;
mod flow;
mod imports;
mod outcome;
mod running;

pub use flow::{ImportFile, ImportFlow, ImportPlan, ImportStep};
pub use imports::Imports;
