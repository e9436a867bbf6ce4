//! What comes back: the recurrence rules of RFC 5545, section 3.3.10, for days. Times of the day are
//! the business of what repeats, so there is nothing more frequent than daily.

mod days;
mod rule;
#[cfg(test)]
mod tests;
mod text;

pub use rule::{Frequency, Repeat, RepeatEnd, RepeatShape};
pub use text::RepeatError;
