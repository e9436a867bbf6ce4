//! The first start: what a new user is asked and offered.

mod begin;
mod first_start;
mod introduction;

pub use begin::Begin;
pub use first_start::FirstStart;
