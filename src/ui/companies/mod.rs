//! What the list and page of a company have beyond its schema.

mod people;
mod reach;
mod screens;

pub use screens::{LIST, PAGE};
