//! The first start: a file, sample data, or an empty app.

mod first_start;

pub use first_start::FirstStart;
