//! What people do, from beginning to end. Each journey has a fresh browser and a host of its own.

pub mod backup;
pub mod bad_input;
pub mod board;
pub mod broken;
pub mod columns;
pub mod damage;
pub mod day;
pub mod first_steps;
pub mod forms;
pub mod import;
pub mod install;
pub mod mail;
pub mod offline;
pub mod opened;
pub mod opening;
pub mod parts;
pub mod photos;
pub mod pipelines;
pub mod reaching;
pub mod run;
pub mod selling;
pub mod starts;
pub mod storage;
pub mod tabs;
