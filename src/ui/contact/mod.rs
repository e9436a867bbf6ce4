//! Extras of contacts: their list, the sections of their page, and a note in their form.

mod reach;
mod screens;
mod similar;

pub use screens::{FORM, LIST, PAGE};
