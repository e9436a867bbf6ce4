//! The only room that knows JavaScript.

pub mod clock;
pub mod dom;
pub mod idb;
pub mod page;
pub mod spawn;
