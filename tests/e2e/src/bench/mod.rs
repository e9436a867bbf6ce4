//! Satchel's speed with many contacts and with a year of selling, measured in Chromium through its
//! screens, compared with other packages over the same records.

mod compare;
mod download;
mod engines;
mod goals;
mod growth;
mod history;
mod kinds;
mod kinds_report;
mod lighthouse;
mod machine;
mod measure;
mod own_data;
mod peers;
mod people;
mod plain;
mod profile;
mod readings;
mod report;
mod selling;
mod selling_data;
mod selling_report;
mod small;
mod table;

pub use compare::run as run_compare;
pub use kinds_report::run as run_kinds;
pub use people::csv;
pub use profile::run as run_profile;
pub use report::run;
pub use selling_report::{run as run_selling, write_data};
pub use small::run as run_small;
