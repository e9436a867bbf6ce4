//! The frame of every screen: navigation, routes, toasts, what is said before the data is there.

mod deal_lines;
mod desk;
mod frame;
mod keys_sheet;
mod navigation;
mod picking;
mod routes;
mod screens;
mod shortcuts;

pub use frame::Shell;
