//! Pipelines and stages: create, rename, reorder, merge and delete, with one thumb.

mod new_sheet;
mod pipeline_sheet;
mod screen;
mod stage_sheet;
mod where_to;

pub use screen::PipelinesScreen;
