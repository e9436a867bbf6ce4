//! The only room that knows Leptos: components, their state, the screens and the ways between them.

pub mod kit;
mod start;

pub use start::start;
