//! What the list, page and form of a contact have beyond its schema.

mod reach;
mod screens;
mod similar;

pub use screens::{FORM, LIST, PAGE};
