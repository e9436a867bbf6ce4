//! How fast Satchel is with many contacts, and with a year of selling, measured in Chromium through the screens that people use.

mod measure;
mod people;
mod profile;
mod report;
mod selling;
mod selling_data;

pub use people::csv;
pub use profile::run as run_profile;
pub use report::{run, run_selling, write_data};
