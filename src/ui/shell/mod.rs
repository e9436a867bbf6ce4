//! The frame of every screen: navigation, routes, toasts, and the screens before the data is open.

mod actions;
mod deal_lines;
mod file_services;
mod formula_sheet;
mod frame;
mod keys_sheet;
mod navigation;
mod palette;
mod part_services;
mod picking;
mod routes;
mod screens;
mod shortcuts;

pub use frame::Shell;
