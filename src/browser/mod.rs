//! The only room that knows JavaScript.

pub mod dom;
pub mod page;
pub mod service_worker;
