//! The only module that depends on Leptos: components, state, screens and routes.

mod companies;
mod contact;
mod day;
mod deals;
mod import;
mod log;
mod mount;
pub mod parts;
pub mod paths;
mod records;
mod settings;
mod shell;
mod start;
pub mod state;

pub use mount::start;
#[cfg(feature = "screens")]
pub use mount::start_over;
#[cfg(feature = "screens")]
pub use state::reads_of;
