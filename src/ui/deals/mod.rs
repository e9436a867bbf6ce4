//! The parts that deals add to the generic list, board, page and form.

mod board;
mod card;
mod form;
mod head;
mod log_row;
mod move_sheets;
mod people;
mod products;
mod row;
mod screens;
mod stage_move;
mod stays;
mod sums;
mod way;

pub use screens::{FORM, LIST, PAGE};
