//! User journeys, from beginning to end. Each journey has its own host, so the browser has stored
//! nothing for it.

pub mod accessibility;
pub mod backup;
pub mod bad_input;
pub mod beginning;
pub mod board;
pub mod broken;
pub mod choosing;
pub mod columns;
pub mod damage;
pub mod day;
pub mod first_steps;
pub mod focus;
pub mod forms;
pub mod going_back;
pub mod history;
pub mod import;
pub mod install;
pub mod journey;
mod lane;
pub mod mail;
pub mod offline;
pub mod opened;
pub mod opening;
pub mod other_tables;
pub mod parts;
pub mod photos;
pub mod pipelines;
pub mod reaching;
pub mod rounds;
pub mod run;
pub mod selling;
pub mod starts;
pub mod stopped;
pub mod storage;
pub mod tabs;
pub mod widths;
