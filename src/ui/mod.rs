//! The only room that knows Leptos: components, their state, the screens and the ways between them.

mod companies;
mod contact;
mod contacts;
mod day;
mod deals;
mod import;
mod log;
mod mount;
pub mod parts;
pub mod paths;
mod settings;
mod shell;
mod start;
pub mod state;

pub use mount::start;
#[cfg(feature = "screens")]
pub use mount::start_over;
