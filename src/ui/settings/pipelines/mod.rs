//! Pipelines and their stages: made, renamed, put in order, joined and removed, with one thumb.

mod new_sheet;
mod pipeline_sheet;
mod screen;
mod stage_sheet;
mod where_to;

pub use screen::PipelinesScreen;
