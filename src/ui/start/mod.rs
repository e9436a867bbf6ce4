//! The first start: introduction and ways to begin.

mod begin;
mod first_start;
mod introduction;

pub use begin::Begin;
pub use first_start::FirstStart;
