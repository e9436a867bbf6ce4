//! Recurrence rules of RFC 5545, section 3.3.10, for days. Times of day belong to the thing that
//! repeats, so nothing is more frequent than daily.

mod days;
mod rule;
#[cfg(test)]
mod tests;
mod text;

pub use rule::{Frequency, Repeat, RepeatEnd, RepeatShape};
pub use text::RepeatError;
