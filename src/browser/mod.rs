//! The only room that knows JavaScript.

pub mod page;
