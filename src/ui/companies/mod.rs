//! Extras of companies: their list and the sections of their page.

mod people;
mod reach;
mod screens;

pub use screens::{LIST, PAGE};
