//! Today and the task list.

mod deals;
mod hero;
mod new_sheet;
mod put_off_sheet;
mod quick_box;
mod task_row;
mod task_sheet;
mod tasks;
mod today;

pub use new_sheet::NewSheet;
pub use put_off_sheet::PutOffSheet;
pub use task_sheet::TaskSheet;
pub use tasks::LIST as TASKS;
pub use today::TodayScreen;
