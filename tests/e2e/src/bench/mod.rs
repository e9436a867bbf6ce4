//! How fast Satchel is with many contacts, measured in Chromium through the screens that people use.

mod measure;
mod people;
mod report;

pub use people::csv;
pub use report::run;
