//! The only room that knows JavaScript.

pub mod dom;
pub mod page;
